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
 * How a download ended. cut: too early; what came is kept and the rest is asked for. anew: what came
 * before was sent to another role of the user, so that nothing of it may stay.
 */
export type Download = 'whole' | 'cut' | 'anew';

/** Stores the lines of a download that stands at `progress`. */
export async function storeSnapshot(
  store: OrganizationStore,
  lines: AsyncIterable<string>,
  progress: SnapshotProgress | null,
  onProgress: OnProgress,
): Promise<Download> {
  const writer = new SnapshotWriter(store, onProgress, progress);
  for await (const text of lines) {
    const line = decodeLine(text);
    switch (line.kind) {
      case 'head':
        if (!(await writer.begin(line))) return 'anew';
        break;
      case 'first':
        writer.openFirst(line.table);
        break;
      case 'rest':
        await writer.takeFirst();
        break;
      case 'table':
        await writer.openTable(line.table);
        break;
      case 'row':
        await writer.addRow(line.row);
        break;
      case 'end':
        await writer.end();
        return 'whole';
    }
  }
  return 'cut';
}

class SnapshotWriter {
  readonly #store: OrganizationStore;
  readonly #onProgress: OnProgress;
  #progress: SnapshotProgress | null;
  #tables: readonly string[] = [];
  #table: string | null;
  #after: string | null;
  #rows: ServerRow[] = [];
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

  async begin(line: Extract<SnapshotLine, { kind: 'head' }>): Promise<boolean> {
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

  openFirst(table: string): void {
    this.#rows = [];
    // a table of a newer server
    if (TABLE_NAMES.includes(table)) this.#first.set(table, this.#rows);
  }

  /** The first screen is whole, and is shown. */
  async takeFirst(): Promise<void> {
    const before = this.#progress;
    if (!before) throw new Garbage('the snapshot has no head');
    const progress = { ...before, hasFirst: true as const };
    await this.#store.takeFirst(this.#first, progress, before);
    this.#progress = progress;
    this.#first.clear();
    this.#rows = [];
    this.#tell(progress, 'organizations');
  }

  async openTable(table: string): Promise<void> {
    if (table === this.#table) return;
    await this.#closeTable();
    this.#table = table;
    this.#after = null;
  }

  async addRow(row: ServerRow): Promise<void> {
    if (this.#table === null && this.#first.size === 0)
      throw new Garbage('a row came before its table');
    this.#rows.push(row);
    if (this.#table !== null && this.#rows.length >= BATCH_ROWS) await this.#flush(row.id);
  }

  async end(): Promise<void> {
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
    const progress = {
      ...before,
      table,
      lastId: upTo ?? rows.at(-1)?.id ?? this.#after,
      received: (before.received ?? 0) + rows.length,
    };
    await this.#store.takeBatch({ table, after: this.#after, upTo, rows }, progress, before);
    this.#progress = progress;
    this.#after = progress.lastId;
    this.#tell(progress, table);
  }

  #tell({ received = 0, rows }: SnapshotProgress, table: string): void {
    this.#onProgress({ received, total: rows, table });
  }
}
