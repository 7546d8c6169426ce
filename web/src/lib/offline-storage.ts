// The local database of one user in one organization: rows, overlay, outbox, cursor.
// The only door to IndexedDB, with what lies in the folder of the same name.
//
//   commit     a user's change: shown on its rows and queued, in one transaction
//   take       an answer of the server: results, changes and cursor, in one transaction
//   takeBatch  a part of a snapshot
// Every method is atomic: it happened whole or not at all, also when the process dies.

import Dexie, { liveQuery } from 'dexie';
import type { Live } from './live';
import { wayBack } from './operations';
import { problemOf } from './outcome';
import { putBatch, type SnapshotBatch } from './offline-storage/download';
import { dropPage, dropPages, keepPage, keptPage } from './offline-storage/pages';
import { Overlay, type Author, type RowKey, type RowName } from './offline-storage/overlay';
import {
  databaseName,
  OrganizationDatabase,
  TABLE_NAMES,
  type FieldValues,
  type HistoryEntry,
  type KeptPage,
  type LocalState,
  type Meta,
  type MutationResult,
  type Operation,
  type OutboxEntry,
  type OutboxExport,
  type Refusal,
  type ServerRow,
  type Shapes,
  type SnapshotProgress,
  type StoredRow,
  type Table,
} from './offline-storage/shape';

export { databaseName, TABLE_NAMES };
export type {
  FieldValues,
  HistoryEntry,
  KeptPage,
  LocalState,
  Meta,
  MutationResult,
  Operation,
  OutboxEntry,
  OutboxExport,
  Refusal,
  ServerRow,
  Shapes,
  SnapshotProgress,
  StoredRow,
  Table,
};

/** One change that a user wants. */
export interface Draft {
  readonly table: string;
  readonly op: Operation;
  readonly id: string;
  readonly values: FieldValues;
}

/** A change of the server's; `put` carries the whole row. */
export type ServerChange =
  | { readonly op: 'put'; readonly table: string; readonly row: ServerRow }
  | { readonly op: 'delete' | 'revoke'; readonly table: string; readonly id: string };

/** One answer of the server, to be stored at once. */
export interface Answer {
  readonly results: readonly MutationResult[];
  readonly changes: readonly ServerChange[];
  /** the cursor that was asked from; changes are taken only where it is still the stored one */
  readonly from: string | null;
  /** null: the answer to a push that asked for no changes */
  readonly cursor: string | null;
  /** where the server stood */
  readonly head: string | null;
}

/** How many mutations may wait; beyond it writing stops, with words, before anything is lost. */
export const OUTBOX_MAX = 50_000;
const HISTORY_MAX = 200;

export interface StoreOptions {
  readonly userId: string;
  readonly organizationId: string;
  readonly shapes: Shapes;
  readonly newId: () => string;
  readonly now?: () => number;
}

export class OrganizationStore {
  readonly userId: string;
  readonly organizationId: string;
  readonly shapes: Shapes;
  readonly #db: OrganizationDatabase;
  readonly #overlay: Overlay;
  readonly #newId: () => string;
  readonly #now: () => number;

  constructor(options: StoreOptions) {
    this.userId = options.userId;
    this.organizationId = options.organizationId;
    this.shapes = options.shapes;
    this.#newId = options.newId;
    this.#now = options.now ?? Date.now;
    const author: Author = { userId: options.userId, organizationId: options.organizationId };
    this.#db = new OrganizationDatabase(author, this.shapes);
    this.#overlay = new Overlay(this.#db, this.shapes, author);
  }

  /** What the user sees of a table; read only. */
  table<T extends { readonly id: string } = StoredRow>(name: string): Table<T, string> {
    return this.#db.table<T, string>(name);
  }

  observe<T>(query: () => Promise<T>): Live<T> {
    return observeQuery(query);
  }

  close(): void {
    this.#db.close();
  }

  /** Everything of this organization leaves the device. */
  async destroy(): Promise<void> {
    await this.#db.delete();
  }

  async get<K extends keyof Meta>(key: K): Promise<Meta[K] | null> {
    const entry = await this.#db.meta.get(key);
    return entry ? (entry.value as Meta[K]) : null;
  }

  async set<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
    await this.#db.meta.put({ key, value });
  }

  /** This browser profile's name in this organization; made at the first call. */
  clientId(): Promise<string> {
    return this.#db.transaction('rw', this.#db.meta, async () => {
      const known = await this.get('client_id');
      if (known !== null) return known;
      const made = this.#newId();
      await this.set('client_id', made);
      return made;
    });
  }

  /** Shows and queues a user's changes, all or none; answers the drafts that take them back. */
  commit(label: string, drafts: readonly Draft[]): Promise<readonly Draft[]> {
    const tables = [...new Set(drafts.map(({ table }) => table)), 'base', 'outbox', 'meta'];
    return this.#db.transaction('rw', tables, async () => {
      const [waiting, lastN, rows] = await Promise.all([
        this.#db.outbox.count(),
        this.get('last_n'),
        this.#overlay.read(drafts),
      ]);
      if (waiting + drafts.length > OUTBOX_MAX) throw new OutboxFull();
      const last = lastN ?? 0;
      const at = this.#now();
      const fresh = drafts.map((draft, i) => ({ ...draft, n: last + 1 + i, label, at }));
      const added = this.#overlay.stack(fresh, rows);
      await Promise.all([
        this.#overlay.store(added, rows),
        this.set('last_n', last + drafts.length),
      ]);
      return added.flatMap(({ entry, before }) => this.#inverse(entry, before)).reverse();
    });
  }

  #inverse(
    { table, id, op, values }: OutboxEntry,
    before: StoredRow | undefined,
  ): readonly Draft[] {
    if (op === 'insert') return [{ table, id, op: 'delete', values: {} }];
    if (!before) return [];
    if (op === 'update') {
      const back = wayBack(this.shapes[table], before, values);
      return Object.keys(back).length > 0 ? [{ table, id, op, values: back }] : [];
    }
    return [{ table, id, op: 'insert', values: this.#ownValues(table, before) }];
  }

  /** The fields of a row that a client may write: what brings a deleted row back. */
  #ownValues(table: string, row: StoredRow): FieldValues {
    const fields = this.shapes[table]?.fields ?? [];
    return Object.fromEntries(
      fields
        .filter(
          ({ name, presence }) =>
            presence !== 'server' && presence !== 'stamped' && row[name] !== null,
        )
        .flatMap(({ name }) => (row[name] === undefined ? [] : [[name, row[name]] as const])),
    );
  }

  /** The oldest mutations that the server has not answered, in order. */
  waiting(limit: number): Promise<OutboxEntry[]> {
    return this.#db.outbox
      .orderBy('n')
      .filter(({ state }) => state === 'waiting')
      .limit(limit)
      .toArray();
  }

  waitingCount(): Promise<number> {
    return this.#db.outbox.where('state').equals('waiting').count();
  }

  /** The oldest changes that wait to be sent, without those that were taken back. */
  unsent(limit: number): Promise<OutboxEntry[]> {
    return this.#db.outbox.orderBy('n').filter(isUnsent).limit(limit).toArray();
  }

  refusals(): Promise<Refusal[]> {
    return this.#db.refusals.orderBy('n').reverse().toArray();
  }

  /** The newest answered mutations, newest first. */
  history(limit: number): Promise<HistoryEntry[]> {
    return this.#db.history.orderBy('n').reverse().limit(limit).toArray();
  }

  async dismissRefusal(n: number): Promise<void> {
    await this.#db.refusals.delete(n);
  }

  /**
   * A mutation the server cannot even read: told as refused; its number is used up by an empty
   * one.
   */
  emptyMutation(n: number, code: string, message: string): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      const entry = await this.#db.outbox.get(n);
      if (!entry) return;
      const { table, id, op, values, label, at } = entry;
      await this.#db.refusals.put({ n, table, id, op, values, label, at, code, message });
      const own = {
        table: 'organizations',
        id: this.organizationId,
        op: 'update',
        values: {},
      } as const;
      await this.#db.outbox.put({ ...entry, ...own });
      await this.#overlay.redraw([[table, id]]);
    });
  }

  /**
   * Takes changes back that wait: their numbers are used up by empty ones. With a new row goes what
   * was written on it. Answers the drafts that write them again. One that was just being sent may
   * still arrive; it then comes back from the server.
   */
  discard(numbers: readonly number[]): Promise<readonly Draft[]> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      const waiting = await this.#db.outbox.orderBy('n').filter(isUnsent).toArray();
      const chosen = new Set(numbers);
      const rowOf = ({ table, id }: RowName): string => `${table} ${id}`;
      const unmade = new Set(
        waiting.filter(({ n, op }) => op === 'insert' && chosen.has(n)).map(rowOf),
      );
      const taken = waiting.filter((one) => chosen.has(one.n) || unmade.has(rowOf(one)));
      const own = { table: 'organizations', id: this.organizationId, op: 'update' } as const;
      await this.#db.outbox.bulkPut(
        taken.map((one) => ({ ...one, ...own, values: {}, isDiscarded: true as const })),
      );
      await this.#db.history.bulkPut(taken.map((one) => ended(one, 'discarded')));
      await this.#overlay.redraw(taken.map(({ table, id }): RowKey => [table, id]));
      return taken.map(({ table, id, op, values }) => ({ table, id, op, values }));
    });
  }

  /** The outbox and what was refused, whole, for when all else fails. */
  exportOutbox(): Promise<OutboxExport> {
    return this.#db.transaction('rw', this.#db.tables, async () => ({
      format: 'ota-outbox',
      version: 1,
      exported_at: new Date(this.#now()).toISOString(),
      user_id: this.userId,
      organization_id: this.organizationId,
      client_id: await this.clientId(),
      cursor: await this.get('cursor'),
      waiting: await this.#db.outbox.orderBy('n').filter(isUnsent).toArray(),
      refused: await this.refusals(),
    }));
  }

  /** A page of the server's about a row, to be read without a connection. */
  keepPage(table: string, name: string, body: unknown): Promise<void> {
    return keepPage(this.#db, table, name, { at: this.#now(), body });
  }

  keptPage(table: string, name: string): Promise<KeptPage | undefined> {
    return keptPage(this.#db, table, name);
  }

  /** The user's own changes of a row that the server has not answered, oldest first. */
  pendingOf(table: string, id: string): Promise<OutboxEntry[]> {
    return this.#overlay.pendingOf(table, id);
  }

  /** Stores an answer of the server. */
  take(answer: Answer): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      const touched = await this.#settle(answer.results, answer.head);
      // a leader that was frozen may come late: what it was told is then known already
      if (answer.cursor !== null && answer.from === (await this.get('cursor'))) {
        await this.#apply(answer.changes);
        await this.set('cursor', answer.cursor);
      }
      await this.#dropPassed(await this.get('cursor'), touched);
    });
  }

  /** Marks answered mutations; those without effect on the server leave at once. */
  async #settle(results: readonly MutationResult[], head: string | null): Promise<RowKey[]> {
    const answeredIn = head === null ? {} : { epoch: epochOf(head) };
    const entries = await this.#db.outbox.bulkGet(results.map(({ n }) => n));
    const settled = results.flatMap((result, i) => {
      const entry = entries[i];
      return entry?.state === 'waiting' ? [{ result, entry }] : [];
    });
    // what was taken back is refused, unless it was on its way already
    const told = settled.filter(
      ({ result, entry }) => isUnsent(entry) || result.status !== 'rejected',
    );
    await this.#db.history.bulkPut(told.map(({ result, entry }) => ended(entry, result.status)));
    const isOver = ({ status, seq }: MutationResult): boolean =>
      status === 'rejected' || seq === null;
    await this.#refuse(told.filter(({ result }) => result.status === 'rejected'));
    await this.#db.outbox.bulkDelete(
      settled.flatMap(({ result }) => (isOver(result) ? [result.n] : [])),
    );
    await this.#db.outbox.bulkPut(
      settled.flatMap(({ result, entry }) =>
        isOver(result)
          ? []
          : [{ ...entry, state: 'answered' as const, seq: result.seq, ...answeredIn }],
      ),
    );
    await this.#trimHistory();
    return settled.map(({ entry: { table, id } }): RowKey => [table, id]);
  }

  /** Keeps what the server refused until it was seen; a reason that is known already stands. */
  async #refuse(
    refused: readonly { readonly result: MutationResult; readonly entry: OutboxEntry }[],
  ): Promise<void> {
    for (const { result, entry } of refused) {
      const { n, table, id, op, values, label, at } = entry;
      if ((await this.#db.refusals.get(n)) !== undefined) continue;
      const code = result.code ?? 'rejected';
      const message = refusalWords(result);
      await this.#db.refusals.put({ n, table, id, op, values, label, at, code, message });
    }
  }

  async #trimHistory(): Promise<void> {
    const count = await this.#db.history.count();
    if (count <= HISTORY_MAX) return;
    await this.#db.history
      .orderBy('n')
      .limit(count - HISTORY_MAX)
      .delete();
  }

  async #apply(changes: readonly ServerChange[]): Promise<void> {
    const puts = new Map<string, ServerRow[]>();
    const gone = new Map<string, string[]>();
    for (const change of changes) {
      if (!TABLE_NAMES.includes(change.table)) continue;
      if (change.op === 'put')
        puts.set(change.table, [...(puts.get(change.table) ?? []), change.row]);
      else gone.set(change.table, [...(gone.get(change.table) ?? []), change.id]);
      if (change.op !== 'revoke') continue;
      await this.#overlay.dropAnswered(change.table, change.id);
      await dropPage(this.#db, change.table, change.id);
    }
    for (const [table, ids] of gone) await this.#overlay.deleteServerRows(table, ids);
    for (const [table, rows] of puts) await this.#overlay.putServerRows(table, rows);
  }

  /** Entries whose effect the stored rows contain leave the overlay. */
  async #dropPassed(cursor: string | null, touched: readonly RowKey[]): Promise<void> {
    const seq = cursor === null ? -1 : seqOf(cursor);
    const epoch = cursor === null ? undefined : epochOf(cursor);
    const answered = await this.#db.outbox.where('state').equals('answered').toArray();
    const passed = answered.filter(
      (entry) =>
        (entry.seq ?? 0) <= seq || (epoch !== undefined && (entry.epoch ?? epoch) !== epoch),
    );
    await this.#db.outbox.bulkDelete(passed.map(({ n }) => n));
    await this.#overlay.redraw([...touched, ...passed.map(({ table, id }): RowKey => [table, id])]);
  }

  /** A download begins. `before`, here and below: how it stands, as its caller knows it. */
  beginSnapshot(progress: SnapshotProgress, before: SnapshotProgress | null): Promise<void> {
    return this.#db.transaction('rw', this.#db.meta, async () => {
      await this.#expectSnapshot(before);
      await this.set('snapshot', progress);
    });
  }

  /** A leader that was frozen may come late with what it was sent: another download goes on now. */
  async #expectSnapshot(before: SnapshotProgress | null): Promise<void> {
    const [cursor, stored] = await Promise.all([this.get('cursor'), this.get('snapshot')]);
    const isSame =
      stored?.head === before?.head &&
      stored?.table === before?.table &&
      stored?.lastId === before?.lastId;
    if (cursor !== null || !isSame) throw new Superseded();
  }

  /** Stores a stretch of a snapshot: its rows come, what the server no longer has there goes. */
  takeBatch(
    batch: SnapshotBatch,
    progress: SnapshotProgress,
    before: SnapshotProgress,
  ): Promise<void> {
    const stores = [batch.table, 'base', 'outbox', 'meta'];
    return this.#db.transaction('rw', stores, async () => {
      await this.#expectSnapshot(before);
      await putBatch(this.#db, this.#overlay, batch);
      await this.set('snapshot', progress);
    });
  }

  /** Stores what the first screen shows, all of it at once; the rest has it once more. */
  takeFirst(
    rows: ReadonlyMap<string, readonly ServerRow[]>,
    progress: SnapshotProgress,
    before: SnapshotProgress,
  ): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      await this.#expectSnapshot(before);
      for (const [table, here] of rows) await this.#overlay.putServerRows(table, here);
      await this.set('snapshot', progress);
    });
  }

  /** Whether the first screen can be shown: what is not here is not there either. */
  async isUsable(): Promise<boolean> {
    const [cursor, syncedAt, snapshot] = await Promise.all([
      this.get('cursor'),
      this.get('synced_at'),
      this.get('snapshot'),
    ]);
    return cursor !== null || syncedAt !== null || snapshot?.hasFirst === true;
  }

  /** A snapshot is complete: from its head on the log continues. */
  async finishSnapshot(before: SnapshotProgress, tables: readonly string[]): Promise<void> {
    const { head } = before;
    const hidden = TABLE_NAMES.filter((name) => !tables.includes(name));
    await this.#db.transaction('rw', this.#db.tables, async () => {
      await this.#expectSnapshot(before);
      for (const name of hidden) await this.#clear(name);
      await this.set('snapshot', null);
      await this.set('role', before.role ?? null);
      await this.set('cursor', head);
      await this.#dropPassed(head, []);
    });
  }

  /**
   * The user's role is another now: of `hidden` tables they may read nothing any more, of
   * `narrowed` only what is theirs. The next exchange begins with a snapshot of what they may read.
   */
  takeRole(
    role: string,
    hidden: readonly string[],
    narrowed: readonly string[] = [],
  ): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      for (const name of hidden) await this.#clear(name);
      for (const name of narrowed) {
        await dropPages(this.#db, name);
        await this.#overlay.dropForeignRows(name);
      }
      await this.forgetCursor();
      await this.set('role', role);
    });
  }

  async #clear(table: string): Promise<void> {
    await dropPages(this.#db, table);
    await this.#overlay.dropRows(table);
  }

  /** The next exchange begins with a snapshot. */
  forgetCursor(): Promise<void> {
    return this.#db.transaction('rw', this.#db.meta, async () => {
      await this.set('cursor', null);
      await this.set('snapshot', null);
    });
  }

  /**
   * The server does not know what this device has sent so far (its database was restored): a new
   * client name, and everything that waits gets numbers from 1, in the same order.
   */
  renumber(): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      await this.#keepBelow((await this.get('last_n')) ?? 0);
      const waiting = await this.waiting(OUTBOX_MAX);
      const answered = await this.#db.outbox.where('state').equals('answered').sortBy('n');
      await this.#db.outbox.clear();
      // answered entries are never sent again; below 1 they stay before everything that waits
      await this.#db.outbox.bulkAdd(
        answered.map((entry, i) => ({ ...entry, n: i - answered.length })),
      );
      await this.#db.outbox.bulkAdd(waiting.map((entry, i) => ({ ...entry, n: i + 1 })));
      await this.set('last_n', waiting.length);
      await this.set('client_id', this.#newId());
    });
  }

  /** What was answered keeps its order and its words under numbers that are not used again. */
  async #keepBelow(lastN: number): Promise<void> {
    const [refusals, history] = await Promise.all([
      this.#db.refusals.toArray(),
      this.#db.history.toArray(),
    ]);
    await Promise.all([this.#db.refusals.clear(), this.#db.history.clear()]);
    await this.#db.refusals.bulkAdd(refusals.map((one) => ({ ...one, n: one.n - lastN - 1 })));
    await this.#db.history.bulkAdd(history.map((one) => ({ ...one, n: one.n - lastN - 1 })));
  }

  /** Each row as the server has it, for the drift check. */
  async eachServerRow(table: string, visit: (id: string, seq: number) => void): Promise<void> {
    await this.#db.transaction('r', table, 'base', async () => {
      await this.#db.table<StoredRow, string>(table).each((row) => {
        if (row.local === 'synced') visit(row.id, row.seq);
      });
      const bases = await this.#db.base
        .where('[table+id]')
        .between([table, Dexie.minKey], [table, Dexie.maxKey])
        .toArray();
      for (const { row } of bases) if (row) visit(row.id, row.seq);
    });
  }
}

/** What was refused, and what can be done about it where the server says so. */
function refusalWords({ message, hint }: MutationResult): string {
  if (message === undefined) return 'The server refused this change.';
  return hint === undefined ? message : `${message}. ${hint}`;
}

/** Waits, and was not taken back. */
const isUnsent = ({ state, isDiscarded }: OutboxEntry): boolean =>
  state === 'waiting' && isDiscarded !== true;

const ended = (
  { n, table, id, op, label, at }: OutboxEntry,
  status: HistoryEntry['status'],
): HistoryEntry => ({ n, table, id, op, label, at, status });

export class OutboxFull extends Error {
  override readonly name = 'OutboxFull';
  constructor() {
    super('Too many changes wait for a connection. Connect once before writing more.');
  }
}

/** What came belongs to a download that another tab has replaced or finished. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor() {
    super('Another tab has taken over.');
  }
}

/** "7.1234" → 7 */
export function epochOf(cursor: string): number {
  return Number(cursor.slice(0, cursor.indexOf('.')));
}

/** "7.1234" → 1234 */
export function seqOf(cursor: string): number {
  return Number(cursor.slice(cursor.indexOf('.') + 1));
}

/** A Dexie live query as a Live: it runs again whenever what it read was written, in any tab. */
export function observeQuery<T>(query: () => Promise<T>): Live<T> {
  return {
    subscribe(observer) {
      const subscription = liveQuery(query).subscribe({
        next: (value) => observer.next(value),
        error: (error: unknown) => observer.failed(problemOf(error)),
      });
      return () => subscription.unsubscribe();
    },
  };
}
