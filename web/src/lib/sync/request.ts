// Asking for a sync: whoever wrote something rings, whoever is leader listens, in any tab.

const listeners = new Set<() => void>();

/** Something waits to be sent, or something new may be there. */
export function askForSync(): void {
  for (const listener of [...listeners]) listener();
}

/** Hears requests of this tab until the returned function is called. */
export function onSyncAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
