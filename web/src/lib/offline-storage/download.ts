// What a snapshot brings, put into the tables; inside a transaction of the caller.

import Dexie from 'dexie';
import type { Overlay } from './overlay';
import type { OrganizationDatabase, ServerRow } from './shape';

/** A stretch of a table as a snapshot has it: every row with after < id ≤ upTo, in order of id. */
export interface SnapshotBatch {
  readonly table: string;
  readonly after: string | null;
  /** null: to the end of the table */
  readonly upTo: string | null;
  readonly rows: readonly ServerRow[];
}

const MAX_KEY = '\uffff';

/** The stretch's rows come, what the server no longer has there goes. */
export async function putBatch(
  db: OrganizationDatabase,
  overlay: Overlay,
  { table, after, upTo, rows }: SnapshotBatch,
): Promise<void> {
  const here = await db
    .table(table)
    .where('id')
    .between(after ?? Dexie.minKey, upTo ?? MAX_KEY, after === null, true)
    .primaryKeys();
  const beneath = await db.base
    .where('[table+id]')
    .between([table, after ?? Dexie.minKey], [table, upTo ?? MAX_KEY], after === null, true)
    .toArray();
  const sent = new Set(rows.map(({ id }) => id));
  const known = new Set([...here.map(String), ...beneath.map(({ id }) => id)]);
  const gone = [...known].filter((id) => !sent.has(id));
  await overlay.deleteServerRows(table, gone);
  await overlay.replaceServerRows(table, rows, known);
}
