// The drift check: do both sides hold the same rows? A count and a sum over (table, id, seq) tell.

import { Checksum } from '../core';
import type { OrganizationStore } from '../offline-storage';
import type { TableChecksum } from './wire';

/** The tables whose rows differ from the server's. */
export async function driftedTables(
  store: OrganizationStore,
  theirs: Readonly<Record<string, TableChecksum>>,
): Promise<readonly string[]> {
  const drifted: string[] = [];
  for (const [table, { count, sum }] of Object.entries(theirs)) {
    if (!(table in store.shapes)) continue;
    const mine = new Checksum(table);
    await store.eachServerRow(table, (id, seq) => mine.add(id, seq));
    if (mine.count !== count || mine.sum !== sum) drifted.push(table);
  }
  return drifted;
}
