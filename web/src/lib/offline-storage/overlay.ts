// The overlay: what the user sees = the server's row + own pending values, in the order of writing.
// The tables hold what is seen; `base` holds the server's row beneath, only while one is pending.

import Dexie from 'dexie';
import { over } from '../operations';
import type {
  BaseEntry,
  OrganizationDatabase,
  OutboxEntry,
  ServerRow,
  Shapes,
  StoredRow,
} from './shape';

/** More keys than this are not looked up one by one before it is known that there is anything. */
const FEW = 8;

export interface RowName {
  readonly table: string;
  readonly id: string;
}

/** Table and id. */
export type RowKey = [string, string];

/** A mutation that is about to be queued. */
export type FreshEntry = Omit<OutboxEntry, 'base_seq' | 'state' | 'seq'>;

export interface AddedEntry {
  readonly entry: OutboxEntry;
  readonly before: StoredRow | undefined;
}

/** A row while entries are put on it. */
interface RowDraft {
  seen: StoredRow | undefined;
  readonly isBased: boolean;
  readonly base: ServerRow | null;
}

export type RowDrafts = Map<string, RowDraft>;

const keyOf = ({ table, id }: RowName): string => `${table} ${id}`;

/** Who writes, for the audit columns of rows that the server has not stamped yet. */
export interface Author {
  readonly userId: string;
  readonly organizationId: string;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'money', 'amount', 'counter', 'rate']);

/** What a field of this kind holds that nobody has written. */
export const fallbackOf = (kind: string, fallback: string | undefined): unknown => {
  if (kind === 'ids' || kind === 'choices') return fallback?.split('|').sort() ?? [];
  if (fallback === undefined) return null;
  if (kind === 'boolean') return fallback === 'true';
  return NUMBERS.has(kind) ? Number(fallback) : fallback;
};

/**
 * The row that a pending insert shows: every field of the table, what was left out as the
 * server would.
 */
function inserted(shapes: Shapes, entry: OutboxEntry, author: Author): ServerRow {
  const blank: Record<string, unknown> = {};
  for (const { name, kind, fallback } of shapes[entry.table]?.fields ?? []) {
    blank[name] = fallbackOf(kind, fallback);
  }
  const at = new Date(entry.at).toISOString();
  return {
    ...blank,
    created_at: at,
    created_by: author.userId,
    organization_id: author.organizationId,
    id: entry.id,
    seq: 0,
    updated_at: at,
    updated_by: author.userId,
    ...entry.values,
  };
}

/** Does the server's row hold what became of the entry? Rows can be newer than the cursor. */
const isWithin = ({ seq }: OutboxEntry, base: ServerRow | null): boolean =>
  seq !== null && base !== null && base.seq >= seq;

/** The server's row with own pending entries on top; undefined where none is to be seen. */
export function visibleRow(
  shapes: Shapes,
  author: Author,
  base: ServerRow | null,
  pending: readonly OutboxEntry[],
): StoredRow | undefined {
  let row: ServerRow | null = base;
  for (const entry of pending) {
    if (isWithin(entry, base)) continue;
    if (entry.op === 'delete') row = null;
    else if (row) row = { ...row, ...over(shapes[entry.table], row, entry.values) };
    else if (entry.op === 'insert') row = inserted(shapes, entry, author);
  }
  if (!row) return undefined;
  const [first] = pending;
  if (!first) return { ...row, local: 'synced' };
  return { ...row, local: shapes[first.table]?.needsWord ? 'asked' : 'pending' };
}

/** The overlay of one database, inside a transaction of the caller. */
export class Overlay {
  readonly #db: OrganizationDatabase;
  readonly #shapes: Shapes;
  readonly #author: Author;

  constructor(db: OrganizationDatabase, shapes: Shapes, author: Author) {
    this.#db = db;
    this.#shapes = shapes;
    this.#author = author;
  }

  pendingOf(table: string, id: string): Promise<OutboxEntry[]> {
    return this.#db.outbox.where('[table+id]').equals([table, id]).sortBy('n');
  }

  /** The rows that drafts are about: as seen, and the server's where nothing is pending yet. */
  async read(drafts: readonly RowName[]): Promise<RowDrafts> {
    const tables = [...new Set(drafts.map(({ table }) => table))];
    const read = await Promise.all(
      tables.map((table) => {
        const ids = drafts.flatMap((one) => (one.table === table ? [one.id] : []));
        return this.#readTable(table, [...new Set(ids)]);
      }),
    );
    return new Map(read.flat());
  }

  async #readTable(
    table: string,
    ids: readonly string[],
  ): Promise<(readonly [string, RowDraft])[]> {
    const seen = await this.#db.table<StoredRow, string>(table).bulkGet([...ids]);
    // what is seen and synced has no base; what is not seen may be deleted and pending
    const bases = await this.#basesOf(
      table,
      ids.filter((_, i) => !seen[i]),
    );
    return ids.map((id, i) => {
      const row = seen[i];
      const isBased = row ? row.local !== 'synced' : bases.has(id);
      return [keyOf({ table, id }), { seen: row, isBased, base: row ? serverPart(row) : null }];
    });
  }

  /** Puts new entries on the rows, in order; answers each row as it was before its entry. */
  stack(fresh: readonly FreshEntry[], rows: RowDrafts): readonly AddedEntry[] {
    return fresh.map((one) => {
      const row = rows.get(keyOf(one)) ?? { seen: undefined, isBased: false, base: null };
      const before = row.seen;
      const entry: OutboxEntry = {
        ...one,
        base_seq: before?.seq ?? 0,
        state: 'waiting',
        seq: null,
      };
      row.seen = visibleRow(this.#shapes, this.#author, before ? serverPart(before) : null, [
        entry,
      ]);
      rows.set(keyOf(one), row);
      return { entry, before };
    });
  }

  /** Stores what was stacked: entries, rows as they are seen now, and the server's beneath. */
  async store(added: readonly AddedEntry[], rows: RowDrafts): Promise<void> {
    const names = [...new Map(added.map(({ entry }) => [keyOf(entry), entry])).values()];
    const bases = names.flatMap((name) => {
      const row = rows.get(keyOf(name));
      return row && !row.isBased ? [{ table: name.table, id: name.id, row: row.base }] : [];
    });
    await Promise.all([
      this.#db.outbox.bulkAdd(added.map(({ entry }) => entry)),
      this.#db.base.bulkPut(bases),
      ...[...new Set(names.map(({ table }) => table))].map((table) => {
        const ids = names.flatMap((name) => (name.table === table ? [name.id] : []));
        return this.#show(
          table,
          ids.map((id) => ({ id, row: rows.get(keyOf({ table, id }))?.seen })),
        );
      }),
    ]);
  }

  /** Makes rows of a table look like this; undefined: not there. */
  async #show(
    table: string,
    rows: readonly { readonly id: string; readonly row: StoredRow | undefined }[],
  ): Promise<void> {
    const stored = this.#db.table<StoredRow, string>(table);
    const put = rows.flatMap(({ row }) => row ?? []);
    const gone = rows.flatMap(({ id, row }) => (row ? [] : [id]));
    await Promise.all([
      put.length > 0 ? stored.bulkPut(put) : undefined,
      gone.length > 0 ? stored.bulkDelete(gone) : undefined,
    ]);
  }

  /** Draws rows anew from their base and what is still pending; forgets bases nothing pends on. */
  async redraw(keys: readonly RowKey[]): Promise<void> {
    const bases = (await this.#db.base.bulkGet([...keys])).flatMap((base) => (base ? [base] : []));
    if (bases.length === 0) return;
    const pending = await this.#pendingOfAll(bases);
    for (const table of new Set(bases.map((base) => base.table))) {
      const here = bases.filter((base) => base.table === table);
      await this.#show(
        table,
        here.map((base) => ({
          id: base.id,
          row: visibleRow(this.#shapes, this.#author, base.row, pending.get(keyOf(base)) ?? []),
        })),
      );
    }
    const over = bases.filter((base) => !pending.has(keyOf(base)));
    await this.#db.base.bulkDelete(over.map(({ table, id }): RowKey => [table, id]));
  }

  async #pendingOfAll(rows: readonly BaseEntry[]): Promise<Map<string, OutboxEntry[]>> {
    const keys = rows.map(({ table, id }): RowKey => [table, id]);
    const entries = await this.#db.outbox.where('[table+id]').anyOf(keys).sortBy('n');
    const byRow = new Map<string, OutboxEntry[]>();
    for (const entry of entries) {
      const key = keyOf(entry);
      byRow.set(key, [...(byRow.get(key) ?? []), entry]);
    }
    return byRow;
  }

  /** The server's newest rows of one table; a row is taken only where its `seq` is not older. */
  async putServerRows(table: string, rows: readonly ServerRow[]): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const [found, bases] = await Promise.all([
      this.#db.table<StoredRow, string>(table).bulkGet(ids),
      this.#basesOf(table, ids),
    ]);
    const seqs = new Map(ids.map((id, i) => [id, (bases.get(id)?.row ?? found[i])?.seq]));
    await this.#putRows(
      table,
      rows.filter(({ id, seq }) => (seqs.get(id) ?? 0) <= seq),
      bases,
    );
  }

  /**
   * Rows as a snapshot has them: they replace what is here, also what is newer (the server may have
   * gone back). `known`: the ids that may be here already.
   */
  async replaceServerRows(
    table: string,
    rows: readonly ServerRow[],
    known: ReadonlySet<string>,
  ): Promise<void> {
    const ids = rows.flatMap(({ id }) => (known.has(id) ? [id] : []));
    await this.#putRows(table, rows, await this.#basesOf(table, ids));
  }

  async #putRows(
    table: string,
    rows: readonly ServerRow[],
    bases: ReadonlyMap<string, BaseEntry>,
  ): Promise<void> {
    await this.#db
      .table<StoredRow, string>(table)
      .bulkPut(
        rows.flatMap((row) => (bases.has(row.id) ? [] : [{ ...row, local: 'synced' as const }])),
      );
    const beneath = rows.flatMap((row) => (bases.has(row.id) ? [{ table, id: row.id, row }] : []));
    if (beneath.length === 0) return;
    await this.#db.base.bulkPut(beneath);
    await this.redraw(beneath.map(({ id }): RowKey => [table, id]));
  }

  /** Rows that the server no longer has. */
  async deleteServerRows(table: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const bases = await this.#basesOf(table, ids);
    await this.#db.table(table).bulkDelete(ids.filter((id) => !bases.has(id)));
    await this.#db.base.bulkPut([...bases.values()].map((base) => ({ ...base, row: null })));
    await this.redraw([...bases.keys()].map((id): RowKey => [table, id]));
  }

  /**
   * Access to a row was lost: own values leave with it; what still waits is refused by the
   * server.
   */
  async dropAnswered(table: string, id: string): Promise<void> {
    for (const entry of await this.pendingOf(table, id)) {
      if (entry.state !== 'waiting') await this.#db.outbox.delete(entry.n);
    }
  }

  /** Every row of the server's in a table goes. */
  async dropRows(table: string): Promise<void> {
    const [keys, bases] = await Promise.all([
      this.#db.table<StoredRow, string>(table).toCollection().primaryKeys(),
      this.#basesIn(table),
    ]);
    await this.deleteServerRows(table, [...new Set([...keys, ...bases.map(({ id }) => id)])]);
  }

  /** Rows that the server says belong to somebody else go, with what was written on them. */
  async dropForeignRows(table: string): Promise<void> {
    const [seen, bases] = await Promise.all([
      this.#db.table<StoredRow, string>(table).toArray(),
      this.#basesIn(table),
    ]);
    const beneath = new Map(bases.map(({ id, row }) => [id, row] as const));
    const rows = [...seen.filter(({ id }) => !beneath.has(id)), ...beneath.values()];
    const foreign = rows.flatMap((row) => (row && this.#isForeign(row) ? [row.id] : []));
    for (const id of foreign) await this.dropAnswered(table, id);
    await this.deleteServerRows(table, foreign);
  }

  /** What belongs to nobody and names no readers is for all. */
  #isForeign(row: ServerRow): boolean {
    const owner = row['owner_id'] ?? null;
    const readers = row['reader_ids'] ?? null;
    const me = this.#author.userId;
    return (owner !== null && owner !== me) || (Array.isArray(readers) && !readers.includes(me));
  }

  #basesIn(table: string): Promise<BaseEntry[]> {
    return this.#db.base
      .where('[table+id]')
      .between([table, Dexie.minKey], [table, Dexie.maxKey])
      .toArray();
  }

  async #basesOf(table: string, ids: readonly string[]): Promise<Map<string, BaseEntry>> {
    if (ids.length === 0) return new Map();
    if (ids.length > FEW && (await this.#db.base.count()) === 0) return new Map();
    const found = await this.#db.base.bulkGet(ids.map((id): RowKey => [table, id]));
    return new Map(found.flatMap((base) => (base ? [[base.id, base] as const] : [])));
  }
}

/** A seen row without what is only local. */
export function serverPart(row: StoredRow): ServerRow {
  const { local, ...rest } = row;
  void local;
  return rest;
}
