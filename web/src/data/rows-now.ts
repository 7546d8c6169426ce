// Shows, days, times and tours as this device has them, to be compared with how they were.

import type { Live } from '../lib/live';
import type { StoredRow } from '../lib/offline-storage';
import { observe } from './tables';

/** id → row of everything a tour is made of. */
export const observeRowsNow = (): Live<ReadonlyMap<string, StoredRow>> =>
  observe(async (store) => {
    const tables = ['tours', 'shows', 'days', 'schedule_items'];
    const lists = await Promise.all(tables.map((table) => store.table(table).toArray()));
    return new Map(lists.flat().map((row) => [row.id, row] as const));
  });

/** The first whole millisecond in which a row was there; undefined while it is not on this device. */
export const observeBeginning = (table: 'shows' | 'tours', id: string): Live<number | undefined> =>
  observe(async (store) => {
    const made = (await store.table(table).get(id))?.['created_at'];
    const at = typeof made === 'string' ? Date.parse(made) + 1 : Number.NaN;
    return Number.isNaN(at) ? undefined : at;
  });
