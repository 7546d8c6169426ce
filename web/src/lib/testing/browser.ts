// What tests put in the place of the parts of a browser that Node has not: localStorage and a
// service worker with a push subscription.

import { vi } from 'vitest';

export function fakeLocalStorage(): Map<string, string> {
  const entries = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
  });
  return entries;
}

/** `unsubscribe`: how often it was called, and what it does. */
export function fakeSubscription(unsubscribe: () => Promise<boolean>): void {
  const pushManager = { getSubscription: () => Promise.resolve({ unsubscribe }) };
  fakeNavigator('serviceWorker', { getRegistration: () => Promise.resolve({ pushManager }) });
}

export function fakeNavigator(name: 'serviceWorker' | 'storage', value: unknown): void {
  Object.defineProperty(navigator, name, { value, configurable: true });
}
