// New versions of the app: the service worker brings them, the user says when to change over, and
// then all tabs do. One with unsaved text follows when it is saved or left.

import { LiveValue, type Live } from './live';

/** offered: a new version waits for a word. late: other tabs have it, unsaved text holds this one. */
export type UpdateState = 'none' | 'offered' | 'late';

const state = new LiveValue<UpdateState>('none');
const CHECK_EVERY_MS = 60 * 60 * 1000;
const CHECK_ON_RETURN_AFTER_MS = 10 * 60 * 1000;
const RELOADED_KEY = 'ota.reloaded';
const RELOAD_AGAIN_AFTER_MS = 60_000;

/** Forms that somebody has typed into. */
const typedInto = new Set<HTMLFormElement>();

export const observeUpdate = (): Live<UpdateState> => state;

/** Whether a form of this page holds text that was not saved. */
export function hasUnsavedText(): boolean {
  for (const form of typedInto) if (!form.isConnected) typedInto.delete(form);
  return typedInto.size > 0;
}

/** Changes over to the waiting version, in every tab. */
export async function applyUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' });
  else location.reload();
}

/** Looks for a new version now. */
export async function checkForUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
}

/** A screen was left: a tab that held on to unsaved text may follow the others. */
export function followUpdate(): void {
  if (state.value === 'late' && !hasUnsavedText()) location.reload();
}

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  document.addEventListener('input', noteTyping);
  let isControlled = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    // the first worker of this browser takes over a page of its own version
    if (isControlled) changeOver();
    isControlled = true;
  });
  const registration = await workers.register('/sw.js', { type: 'classic' });
  const offer = (): void => {
    if (registration.waiting && workers.controller && state.value === 'none') state.set('offered');
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  checkRegularly();
}

function noteTyping(event: Event): void {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  if (form) typedInto.add(form);
}

/** Another version serves this page from now on. */
function changeOver(): void {
  if (hasUnsavedText()) state.set('late');
  else location.reload();
}

/** An installed app is rarely loaded anew, so coming back to it counts, too. */
function checkRegularly(): void {
  let checkedAt = Date.now();
  const check = (): void => {
    checkedAt = Date.now();
    void checkForUpdate();
  };
  setInterval(check, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') followUpdate();
    else if (Math.abs(Date.now() - checkedAt) > CHECK_ON_RETURN_AFTER_MS) check();
  });
}

/**
 * A deploy removed a chunk of the version that runs: one reload brings the new one, never a loop,
 * and never where there is nothing to load from.
 */
export function reloadOnMissingChunk(): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    const isServed = navigator.onLine || Boolean(navigator.serviceWorker?.controller);
    const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
    if (!isServed || Math.abs(Date.now() - last) < RELOAD_AGAIN_AFTER_MS) return;
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
