// What this device grants the app: room, and whether what is stored may be evicted.

export interface StorageState {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** the browser promised not to evict what is stored */
  readonly isPersistent: boolean;
}

export async function storageState(): Promise<StorageState | undefined> {
  if (!navigator.storage?.estimate) return undefined;
  const [{ usage, quota }, isPersistent] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted?.() ?? false,
  ]);
  return { usedBytes: usage ?? 0, quotaBytes: quota ?? 0, isPersistent };
}

/** Asks the browser to keep the data; some ask the user. */
export const askToPersist = async (): Promise<boolean> =>
  (await navigator.storage?.persist?.()) ?? false;
