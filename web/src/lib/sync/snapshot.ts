// The first download, or a new one after the log was lost: streamed, stored in batches, resumable.
// What the user sees stays in place meanwhile; own pending values stay on top.

import type { OrganizationStore, ServerRow, SnapshotProgress } from '../offline-storage';
import { TABLE_NAMES } from '../offline-storage';
import { decodeLine, Garbage, type SnapshotLine } from './wire';

const BATCH_ROWS = 500;

/** Called after each stored batch. */
export type OnProgress = (received: number, table: string) => void;

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
  #received = 0;

  constructor(store: OrganizationStore, onProgress: OnProgress, progress: SnapshotProgress | null) {
    this.#store = store;
    this.#onProgress = onProgress;
    this.#progress = progress;
    // without a row to go on behind, the download begins anew
    this.#after = progress?.lastId ?? null;
    this.#table = this.#after === null ? null : (progress?.table ?? null);
  }

  async begin({ head, tables, role }: Extract<SnapshotLine, { kind: 'head' }>): Promise<boolean> {
    this.#tables = tables;
    // rows of a resumed download may be newer than its first head; the log from there brings the
    // rest
    if (this.#progress) return this.#progress.role === role;
    const progress = { head, table: null, lastId: null, ...(role === undefined ? {} : { role }) };
    await this.#store.beginSnapshot(progress, null);
    this.#progress = progress;
    return true;
  }

  async openTable(table: string): Promise<void> {
    if (table === this.#table) return;
    await this.#closeTable();
    this.#table = table;
    this.#after = null;
  }

  async addRow(row: ServerRow): Promise<void> {
    if (this.#table === null) throw new Garbage('a row came before its table');
    this.#rows.push(row);
    if (this.#rows.length >= BATCH_ROWS) await this.#flush(row.id);
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
    };
    await this.#store.takeBatch({ table, after: this.#after, upTo, rows }, progress, before);
    this.#progress = progress;
    this.#after = progress.lastId;
    this.#received += rows.length;
    this.#onProgress(this.#received, table);
  }
}
