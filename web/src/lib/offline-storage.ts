// The local database of one user in one organization: rows, overlay, outbox, cursor.
// The only door to IndexedDB, with what lies in the folder of the same name.
//
//   commit     a user's change: shown on its rows and queued, in one transaction
//   take       an answer of the server: results, changes and cursor, in one transaction
//   takeBatch  a part of a snapshot
// Every method is atomic: it happened whole or not at all, also when the process dies.

import Dexie from 'dexie';
import type { Live } from './live';
import { applyChanges, type ServerChange } from './offline-storage/changes';
import {
  expectDownload,
  forgetDownload,
  putBatch,
  Superseded,
  type SnapshotBatch,
} from './offline-storage/download';
import { observeQuery } from './offline-storage/live-query';
import { epochOf, readMeta, seqOf, writeMeta } from './offline-storage/meta';
import { Outbox, OUTBOX_MAX, OutboxFull } from './offline-storage/outbox';
import { Figures, type FigureField, type FigureTable } from './offline-storage/figures';
import { dropPages, keepPage, keptPage } from './offline-storage/pages';
import { Overlay, type Author } from './offline-storage/overlay';
import {
  databaseName,
  OrganizationDatabase,
  TABLE_NAMES,
  type Draft,
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
import { inverseOf } from './offline-storage/undo';

export {
  databaseName,
  epochOf,
  observeQuery,
  OUTBOX_MAX,
  OutboxFull,
  seqOf,
  Superseded,
  TABLE_NAMES,
};
export type {
  Draft,
  FieldValues,
  FigureField,
  FigureTable,
  HistoryEntry,
  KeptPage,
  LocalState,
  Meta,
  MutationResult,
  Operation,
  OutboxEntry,
  OutboxExport,
  Refusal,
  ServerChange,
  ServerRow,
  Shapes,
  SnapshotProgress,
  StoredRow,
  Table,
};

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
  readonly figures: Figures;
  readonly #db: OrganizationDatabase;
  readonly #overlay: Overlay;
  readonly #outbox: Outbox;
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
    this.figures = new Figures(this.#db);
    this.#outbox = new Outbox(this.#db, this.#overlay, options.organizationId);
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

  get<K extends keyof Meta>(key: K): Promise<Meta[K] | null> {
    return readMeta(this.#db, key);
  }

  set<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
    return writeMeta(this.#db, key, value);
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
      return added.flatMap(({ entry, before }) => inverseOf(this.shapes, entry, before)).reverse();
    });
  }

  /** The oldest mutations that the server has not answered, in order. */
  waiting(limit: number): Promise<OutboxEntry[]> {
    return this.#outbox.waiting(limit);
  }

  waitingCount(): Promise<number> {
    return this.#outbox.waitingCount();
  }

  /** The oldest changes that wait to be sent, without those that were taken back. */
  unsent(limit: number): Promise<OutboxEntry[]> {
    return this.#outbox.unsent(limit);
  }

  refusals(): Promise<Refusal[]> {
    return this.#outbox.refusals();
  }

  /** The newest answered mutations, newest first. */
  history(limit: number): Promise<HistoryEntry[]> {
    return this.#outbox.history(limit);
  }

  async dismissRefusal(n: number): Promise<void> {
    await this.#db.refusals.delete(n);
  }

  /**
   * A mutation the server cannot even read: told as refused; its number is used up by an empty
   * one.
   */
  emptyMutation(n: number, code: string, message: string): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, () => this.#outbox.empty(n, code, message));
  }

  /**
   * Takes changes back that wait: their numbers are used up by empty ones. With a new row goes what
   * was written on it. Answers the drafts that write them again. One that was just being sent may
   * still arrive; it then comes back from the server.
   */
  discard(numbers: readonly number[]): Promise<readonly Draft[]> {
    return this.#db.transaction('rw', this.#db.tables, () => this.#outbox.discard(numbers));
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
      waiting: await this.unsent(OUTBOX_MAX),
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
      const touched = await this.#outbox.settle(answer.results, answer.head);
      // a leader that was frozen may come late: what it was told is then known already
      if (answer.cursor !== null && answer.from === (await this.get('cursor'))) {
        await applyChanges(this.#db, this.#overlay, answer.changes);
        await this.set('cursor', answer.cursor);
      }
      await this.#outbox.dropPassed(await this.get('cursor'), touched);
    });
  }

  /** A download begins. `before`, here and below: how it stands, as its caller knows it. */
  beginSnapshot(progress: SnapshotProgress, before: SnapshotProgress | null): Promise<void> {
    return this.#db.transaction('rw', this.#db.meta, async () => {
      await expectDownload(this.#db, before);
      await this.set('snapshot', progress);
    });
  }

  /** Stores a stretch of a snapshot: its rows come, what the server no longer has there goes. */
  takeBatch(
    batch: SnapshotBatch,
    progress: SnapshotProgress,
    before: SnapshotProgress,
  ): Promise<void> {
    const stores = [batch.table, 'base', 'outbox', 'meta'];
    return this.#db.transaction('rw', stores, async () => {
      await expectDownload(this.#db, before);
      await putBatch(this.#db, this.#overlay, batch);
      await this.set('snapshot', progress);
    });
  }

  /** Stores what the first screen shows, all of it at once; the rest has it once more. */
  takeFirst(
    rows: ReadonlyMap<string, readonly ServerRow[]>,
    before: SnapshotProgress,
  ): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      await expectDownload(this.#db, before);
      for (const [table, here] of rows) await this.#overlay.putServerRows(table, here);
      await this.set('has_first', true);
    });
  }

  /** Whether the first screen can be shown: what is not here is not there either. */
  async isUsable(): Promise<boolean> {
    const [cursor, syncedAt, hasFirst] = await Promise.all([
      this.get('cursor'),
      this.get('synced_at'),
      this.get('has_first'),
    ]);
    return cursor !== null || syncedAt !== null || hasFirst === true;
  }

  /** A snapshot is complete: from its head on the log continues. */
  async finishSnapshot(before: SnapshotProgress, tables: readonly string[]): Promise<void> {
    const { head } = before;
    const hidden = TABLE_NAMES.filter((name) => !tables.includes(name));
    await this.#db.transaction('rw', this.#db.tables, async () => {
      await expectDownload(this.#db, before);
      for (const name of hidden) await this.#clear(name);
      await this.set('snapshot', null);
      await this.set('role', before.role ?? null);
      await this.set('cursor', head);
      await this.#outbox.dropPassed(head, []);
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
      await forgetDownload(this.#db);
      await this.set('role', role);
    });
  }

  async #clear(table: string): Promise<void> {
    await dropPages(this.#db, table);
    await this.#overlay.dropRows(table);
  }

  /** The next exchange begins with a snapshot. */
  forgetCursor(): Promise<void> {
    return this.#db.transaction('rw', this.#db.meta, () => forgetDownload(this.#db));
  }

  /**
   * The server does not know what this device has sent so far (its database was restored): a new
   * client name, and everything that waits gets numbers from 1, in the same order.
   */
  renumber(): Promise<void> {
    return this.#db.transaction('rw', this.#db.tables, async () => {
      await this.#outbox.renumber();
      await this.set('client_id', this.#newId());
    });
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
