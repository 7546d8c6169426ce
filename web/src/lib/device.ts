// What this device grants the app: room, a promise to keep what is stored, push.

import { LiveValue, type Live } from './live';
import type { Problem } from './outcome';

export interface StorageState {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** the browser promised not to evict what is stored */
  readonly isPersistent: boolean;
  /** it was asked before, and did not promise */
  readonly wasRefused: boolean;
}

const ASKED_KEY = 'ota.asked-to-persist';
const full = new LiveValue<boolean>(false);

export async function storageState(): Promise<StorageState | undefined> {
  if (!navigator.storage?.estimate) return undefined;
  const [{ usage, quota }, isPersistent] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted?.() ?? false,
  ]);
  return {
    usedBytes: usage ?? 0,
    quotaBytes: quota ?? 0,
    isPersistent,
    wasRefused: !isPersistent && localStorage.getItem(ASKED_KEY) !== null,
  };
}

/** Asks the browser to keep the data; some ask the user. */
export async function askToPersist(): Promise<boolean> {
  localStorage.setItem(ASKED_KEY, new Date().toISOString());
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Whether the last change could not be stored for want of room. */
export const observeStorageFull = (): Live<boolean> => full;

/**
 * Something of the user's was stored: there is room, and from now on there is something to lose. The
 * browser is asked to keep it, once, and not when the app is only looked at.
 */
export function noteStored(): void {
  full.set(false);
  if (typeof localStorage === 'undefined' || localStorage.getItem(ASKED_KEY) !== null) return;
  void askToPersist().catch(() => undefined);
}

/** Something could not be stored. */
export function noteNotStored({ code }: Problem): void {
  if (code === 'storage_full') full.set(true);
}

/** Who installs the app wants it to keep what it holds. */
export function persistWhenInstalled(): void {
  globalThis.addEventListener('appinstalled', () => void askToPersist().catch(() => undefined));
}

/** Nothing is pushed to this device any more. */
export async function dropPushSubscription(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager?.getSubscription();
    await subscription?.unsubscribe();
  } catch {
    // its push service cannot be reached; the server forgets the subscription with the session
  }
}
