// Background Sync: the browser wakes the service worker when a signal returns, page open or not.

export const SYNC_TAG = 'ota-sync';

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Does nothing where the browser has no Background Sync: `online` and focus do the job there. */
export async function registerBackgroundSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const manager: unknown = registration ? Reflect.get(registration, 'sync') : undefined;
  if (typeof manager !== 'object' || manager === null) return;
  try {
    await (manager as SyncManager).register(SYNC_TAG);
  } catch {
    // the user or the browser does not allow it; the page's own attempts remain
  }
}
