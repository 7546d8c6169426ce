// What waits to be sent from this device, how what was sent ended, and the ways to help it along.

import type { Live } from '../lib/live';
import { failure, success, type Outcome } from '../lib/outcome';
import type { HistoryEntry, OutboxEntry, OutboxExport, Refusal } from '../lib/offline-storage';
import { discard, writeAgain } from '../lib/records';
import { currentStore } from '../lib/session';
import { observe } from './tables';

export type { HistoryEntry, OutboxEntry, OutboxExport, Refusal };

/** Oldest first. */
export const observeWaiting = (limit: number): Live<readonly OutboxEntry[]> =>
  observe((store) => store.unsent(limit));

/** Newest first. */
export const observeHistory = (limit: number): Live<readonly HistoryEntry[]> =>
  observe((store) => store.history(limit));

/** Takes a change back before it is sent; undo brings it again. */
export const discardWaiting = ({ n, label }: OutboxEntry): Promise<Outcome<void>> =>
  discard(`Discarded: ${label}`, [n]);

/** A refused change once more, as it was. */
export const retryRefused = (refusal: Refusal): Promise<Outcome<void>> => writeAgain(refusal);

/** The outbox as a file's text and name, for when all else fails. */
export async function exportOutbox(): Promise<Outcome<{ name: string; text: string }>> {
  const store = currentStore();
  if (!store) return failure('no_organization', 'Open an organization first.');
  const content = await store.exportOutbox();
  const name = `ota-unsent-${content.exported_at.slice(0, 16).replaceAll(':', '-')}.json`;
  return success({ name, text: `${JSON.stringify(content, null, 2)}\n` });
}
