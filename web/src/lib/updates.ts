// New versions of the app: the service worker brings them, the user says when to change over.

import { LiveValue, type Live } from './live';

const waiting = new LiveValue<boolean>(false);
const CHECK_EVERY_MS = 60 * 60 * 1000;
const RELOADED_KEY = 'ota.reloaded';
const RELOAD_AGAIN_AFTER_MS = 10_000;

let worker: ServiceWorker | null = null;

/** Whether a new version waits to be used. */
export const observeUpdate = (): Live<boolean> => waiting;

/** Changes over to the waiting version; the page reloads. */
export function applyUpdate(): void {
  if (!worker) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  worker.postMessage({ type: 'SKIP_WAITING' });
}

/** Looks for a new version now. */
export async function checkForUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update();
}

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/sw.js', { type: 'classic' });
  const offer = (): void => {
    worker = registration.waiting;
    if (worker && navigator.serviceWorker.controller) waiting.set(true);
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
}

/**
 * A deploy removed a chunk of the version that runs: one reload brings the new one, never a
 * loop.
 */
export function reloadOnMissingChunk(): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
    if (Date.now() - last < RELOAD_AGAIN_AFTER_MS) return;
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
