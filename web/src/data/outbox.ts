// What waits to be sent from this device, and how what was sent ended.

import type { Live } from '../lib/live';
import type { HistoryEntry, OutboxEntry } from '../lib/offline-storage';
import { observe } from './tables';

export type { HistoryEntry, OutboxEntry };

/** Oldest first. */
export const observeWaiting = (limit: number): Live<readonly OutboxEntry[]> =>
  observe((store) => store.waiting(limit));

/** Newest first. */
export const observeHistory = (limit: number): Live<readonly HistoryEntry[]> =>
  observe((store) => store.history(limit));
