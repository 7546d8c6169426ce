// What the log brings: rows as they are now, and rows that are gone; inside a transaction of the caller.

import type { Overlay } from './overlay';
import { dropPage } from './pages';
import { TABLE_NAMES, type OrganizationDatabase, type ServerRow } from './shape';

/** A change of the server's; `put` carries the whole row. */
export type ServerChange =
  | { readonly op: 'put'; readonly table: string; readonly row: ServerRow }
  | { readonly op: 'delete' | 'revoke'; readonly table: string; readonly id: string };

export async function applyChanges(
  db: OrganizationDatabase,
  overlay: Overlay,
  changes: readonly ServerChange[],
): Promise<void> {
  const puts = new Map<string, ServerRow[]>();
  const gone = new Map<string, string[]>();
  for (const change of changes) {
    // a table of a newer server
    if (!TABLE_NAMES.includes(change.table)) continue;
    if (change.op === 'put') listIn(puts, change.table).push(change.row);
    else listIn(gone, change.table).push(change.id);
    if (change.op !== 'revoke') continue;
    await overlay.dropAnswered(change.table, change.id);
    await dropPage(db, change.table, change.id);
  }
  for (const [table, ids] of gone) await overlay.deleteServerRows(table, ids);
  for (const [table, rows] of puts) await overlay.putServerRows(table, rows);
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
