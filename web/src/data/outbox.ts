// What waits to be sent from this device, how what was sent ended, and the ways to help it along.

import type { Live } from '../lib/live';
import { failure, success, type Outcome } from '../lib/outcome';
import type {
  HistoryEntry,
  Meta,
  OutboxEntry,
  OutboxExport,
  Refusal,
} from '../lib/offline-storage';
import { discard, writeAgain } from '../lib/records';
import { currentStore } from '../lib/session';
import { currencyIn } from './conflicts';
import { observe } from './tables';

export type { HistoryEntry, OutboxEntry, OutboxExport, Refusal };

/** A change that waits, and of what it is about the name, where that has one, and the currency. */
export type WaitingChange = OutboxEntry & {
  readonly about: string;
  readonly currency: string | undefined;
};

/** Oldest first. */
export const observeWaiting = (limit: number): Live<readonly WaitingChange[]> =>
  observe(async (store) => {
    const entries = await store.unsent(limit);
    return Promise.all(
      entries.map(async (entry) => {
        const row = await store.table(entry.table).get(entry.id);
        const name = row?.['name'] ?? row?.['title'] ?? row?.['description'];
        const currency = currencyIn({ ...row, ...entry.values });
        return { ...entry, about: typeof name === 'string' ? name : '', currency };
      }),
    );
  });

/** Newest first. */
export const observeHistory = (limit: number): Live<readonly HistoryEntry[]> =>
  observe((store) => store.history(limit));

/** When rows of which tables last differed from the server's, and were fetched again. */
export const observeDrift = (): Live<Meta['drifted'] | null> =>
  observe((store) => store.get('drifted'));

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
