// The first download, or a new one after the log was lost: streamed, stored in batches, resumable.
// What the user sees stays in place meanwhile; own pending values stay on top.

import type { OrganizationStore, ServerRow, SnapshotProgress } from '../offline-storage';
import { TABLE_NAMES } from '../offline-storage';
import { decodeLine, Garbage, type SnapshotLine } from './wire';

const BATCH_ROWS = 500;

/** How far a download is: rows of `total`, where the server says how many there are. */
export interface Progress {
  readonly received: number;
  readonly total: number | undefined;
  readonly table: string;
}

/** Called after each stored batch. */
export type OnProgress = (progress: Progress) => void;

/**
 * How a download ended. cut: too early; what came is kept and the rest is asked for. dead: the same,
 * and nothing came. anew: what came before was sent to another role of the user, so that nothing of
 * it may stay.
 */
export type Download = 'whole' | 'cut' | 'dead' | 'anew';

/** Stores the lines of a download that stands at `progress`. */
export async function storeSnapshot(
  store: OrganizationStore,
  lines: AsyncIterable<string>,
  progress: SnapshotProgress | null,
  onProgress: OnProgress,
): Promise<Download> {
  const writer = new SnapshotWriter(store, onProgress, progress);
  try {
    for await (const text of lines) {
      const ending = await writer.take(decodeLine(text));
      if (ending) return ending;
    }
  } catch (error) {
    // the connection broke while reading
    if (!(error instanceof TypeError)) throw error;
  }
  return (await writer.keep()) ? 'cut' : 'dead';
}

class SnapshotWriter {
  readonly #store: OrganizationStore;
  readonly #onProgress: OnProgress;
  #progress: SnapshotProgress | null;
  #tables: readonly string[] = [];
  #table: string | null;
  #after: string | null;
  #rows: ServerRow[] = [];
  #hasStored = false;
  /** what the first screen shows, by table, until all of it has come */
  readonly #first = new Map<string, ServerRow[]>();

  constructor(store: OrganizationStore, onProgress: OnProgress, progress: SnapshotProgress | null) {
    this.#store = store;
    this.#onProgress = onProgress;
    this.#progress = progress;
    // without a row to go on behind, the download begins anew
    this.#after = progress?.lastId ?? null;
    this.#table = this.#after === null ? null : (progress?.table ?? null);
  }

  /** Answers how the download ended, with the line that ends it. */
  async take(line: SnapshotLine): Promise<'whole' | 'anew' | undefined> {
    switch (line.kind) {
      case 'head':
        return (await this.#begin(line)) ? undefined : 'anew';
      case 'first':
        this.#openFirst(line.table);
        return undefined;
      case 'rest':
        await this.#takeFirst();
        return undefined;
      case 'table':
        await this.#openTable(line.table);
        return undefined;
      case 'row':
        await this.#addRow(line.row);
        return undefined;
      case 'end':
        await this.#end();
        return 'whole';
    }
  }

  /** Stores what came of a torn download; whether that has brought it further. */
  async keep(): Promise<boolean> {
    const last = this.#rows.at(-1);
    if (this.#table !== null && last) await this.#flush(last.id);
    return this.#hasStored;
  }

  async #begin(line: Extract<SnapshotLine, { kind: 'head' }>): Promise<boolean> {
    const { head, tables, role, rows } = line;
    this.#tables = tables;
    // rows of a resumed download may be newer than its first head; the log from there brings the
    // rest
    if (this.#progress) return this.#progress.role === role;
    const progress = {
      head,
      table: null,
      lastId: null,
      received: 0,
      ...(role === undefined ? {} : { role }),
      ...(rows === undefined ? {} : { rows }),
    };
    await this.#store.beginSnapshot(progress, null);
    this.#progress = progress;
    return true;
  }

  #openFirst(table: string): void {
    this.#rows = [];
    // a table of a newer server
    if (TABLE_NAMES.includes(table)) this.#first.set(table, this.#rows);
  }

  /** The first screen is whole, and is shown. */
  async #takeFirst(): Promise<void> {
    const progress = this.#progress;
    if (!progress) throw new Garbage('the snapshot has no head');
    await this.#store.takeFirst(this.#first, progress);
    this.#hasStored = true;
    this.#first.clear();
    this.#rows = [];
    this.#tell(progress, 'organizations');
  }

  async #openTable(table: string): Promise<void> {
    if (table === this.#table) return;
    await this.#closeTable();
    this.#table = table;
    this.#after = null;
  }

  async #addRow(row: ServerRow): Promise<void> {
    if (this.#table === null && this.#first.size === 0)
      throw new Garbage('a row came before its table');
    this.#rows.push(row);
    if (this.#table !== null && this.#rows.length >= BATCH_ROWS) await this.#flush(row.id);
  }

  async #end(): Promise<void> {
    await this.#closeTable();
    if (!this.#progress) throw new Garbage('the snapshot has no head');
    await this.#store.finishSnapshot(this.#progress, this.#tables);
  }

  async #closeTable(): Promise<void> {
    if (this.#table !== null) await this.#flush(null);
  }

  async #flush(upTo: string | null): Promise<void> {
    const table = this.#table;
    const before = this.#progress;
    if (table === null || !before) throw new Garbage('the snapshot has no head');
    const rows = this.#rows;
    this.#rows = [];
    if (!TABLE_NAMES.includes(table)) return;
    const last = rows.at(-1);
    // an empty table is no place to go on behind
    const place = last ? { table, lastId: last.id } : {};
    const progress = { ...before, ...place, received: (before.received ?? 0) + rows.length };
    await this.#store.takeBatch({ table, after: this.#after, upTo, rows }, progress, before);
    this.#progress = progress;
    this.#after = last?.id ?? this.#after;
    this.#hasStored ||= last !== undefined;
    this.#tell(progress, table);
  }

  #tell({ received = 0, rows }: SnapshotProgress, table: string): void {
    this.#onProgress({ received, total: rows, table });
  }
}
