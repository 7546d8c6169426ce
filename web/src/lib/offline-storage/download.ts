// A snapshot on its way into the tables, and how far it is; inside a transaction of the caller.

import Dexie from 'dexie';
import { readMeta, writeMeta } from './meta';
import type { Overlay } from './overlay';
import type { OrganizationDatabase, ServerRow, SnapshotProgress } from './shape';

/** A stretch of a table as a snapshot has it: every row with after < id ≤ upTo, in order of id. */
export interface SnapshotBatch {
  readonly table: string;
  readonly after: string | null;
  /** null: to the end of the table */
  readonly upTo: string | null;
  readonly rows: readonly ServerRow[];
}

/** What came belongs to a download that another tab has replaced or finished. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor() {
    super('Another tab has taken over.');
  }
}

const MAX_KEY = '\uffff';

/** A leader that was frozen may come late with what it was sent: another download goes on now. */
export async function expectDownload(
  db: OrganizationDatabase,
  before: SnapshotProgress | null,
): Promise<void> {
  const [cursor, stored] = await Promise.all([readMeta(db, 'cursor'), readMeta(db, 'snapshot')]);
  const isSame =
    stored?.head === before?.head &&
    stored?.table === before?.table &&
    stored?.lastId === before?.lastId;
  if (cursor !== null || !isSame) throw new Superseded();
}

/** The next exchange begins with a snapshot. */
export async function forgetDownload(db: OrganizationDatabase): Promise<void> {
  await writeMeta(db, 'cursor', null);
  await writeMeta(db, 'snapshot', null);
  await writeMeta(db, 'has_first', null);
}

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
