// The outbox: what waits to be sent, what became of it, and what the server refused. What writes does
// so inside a transaction of the caller.

import { epochOf, readMeta, seqOf, writeMeta } from './meta';
import type { Overlay, RowKey, RowName } from './overlay';
import type {
  Draft,
  HistoryEntry,
  MutationResult,
  OrganizationDatabase,
  OutboxEntry,
  Refusal,
} from './shape';

/** How many mutations may wait; beyond it writing stops, with words, before anything is lost. */
export const OUTBOX_MAX = 50_000;
const HISTORY_MAX = 200;

export class OutboxFull extends Error {
  override readonly name = 'OutboxFull';
  constructor() {
    super('Too many changes wait for a connection. Connect once before writing more.');
  }
}

/** An answered mutation and its result. */
interface Settled {
  readonly result: MutationResult;
  readonly entry: OutboxEntry;
}

export class Outbox {
  readonly #db: OrganizationDatabase;
  readonly #overlay: Overlay;
  /** the row that a mutation without effect names */
  readonly #organizationId: string;

  constructor(db: OrganizationDatabase, overlay: Overlay, organizationId: string) {
    this.#db = db;
    this.#overlay = overlay;
    this.#organizationId = organizationId;
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

  /** A mutation that the server cannot even read is told as refused, and emptied. */
  async empty(n: number, code: string, message: string): Promise<void> {
    const entry = await this.#db.outbox.get(n);
    if (!entry) return;
    await this.#db.refusals.put(refusalOf(entry, code, message));
    await this.#db.outbox.put({ ...entry, ...this.#nothing() });
    await this.#overlay.redraw([[entry.table, entry.id]]);
  }

  /** Takes changes back that wait, and with a new row what was written on it; answers them. */
  async discard(numbers: readonly number[]): Promise<readonly Draft[]> {
    const waiting = await this.#db.outbox.orderBy('n').filter(isUnsent).toArray();
    const chosen = new Set(numbers);
    const rowOf = ({ table, id }: RowName): string => `${table} ${id}`;
    const unmade = new Set(
      waiting.filter(({ n, op }) => op === 'insert' && chosen.has(n)).map(rowOf),
    );
    const taken = waiting.filter((one) => chosen.has(one.n) || unmade.has(rowOf(one)));
    await this.#db.outbox.bulkPut(
      taken.map((one) => ({ ...one, ...this.#nothing(), isDiscarded: true as const })),
    );
    await this.#db.history.bulkPut(taken.map((one) => ended(one, 'discarded')));
    await this.#overlay.redraw(taken.map(({ table, id }): RowKey => [table, id]));
    return taken.map(({ table, id, op, values }) => ({ table, id, op, values }));
  }

  /** A mutation without effect: it uses up its number. */
  #nothing(): Draft {
    return { table: 'organizations', id: this.#organizationId, op: 'update', values: {} };
  }

  /**
   * Marks answered mutations; those without effect on the server leave at once. Answers the rows
   * that they are about.
   */
  async settle(results: readonly MutationResult[], head: string | null): Promise<RowKey[]> {
    const entries = await this.#db.outbox.bulkGet(results.map(({ n }) => n));
    const settled = results.flatMap((result, i): Settled[] => {
      const entry = entries[i];
      return entry?.state === 'waiting' ? [{ result, entry }] : [];
    });
    // what was taken back is refused, unless it was on its way already
    const told = settled.filter(
      ({ result, entry }) => isUnsent(entry) || result.status !== 'rejected',
    );
    await this.#db.history.bulkPut(told.map(({ result, entry }) => ended(entry, result.status)));
    await this.#refuse(told.filter(({ result }) => result.status === 'rejected'));
    const kept = settled.map((one) => answered(one, head));
    await this.#db.outbox.bulkDelete(
      settled.flatMap(({ entry }, i) => (kept[i] === undefined ? [entry.n] : [])),
    );
    await this.#db.outbox.bulkPut(kept.flatMap((entry) => entry ?? []));
    await this.#trimHistory();
    return settled.map(({ entry: { table, id } }): RowKey => [table, id]);
  }

  /** Keeps what the server refused until it was seen; a reason that is known already stands. */
  async #refuse(refused: readonly Settled[]): Promise<void> {
    for (const { result, entry } of refused) {
      if ((await this.#db.refusals.get(entry.n)) !== undefined) continue;
      const code = result.code ?? 'rejected';
      await this.#db.refusals.put(refusalOf(entry, code, refusalWords(result)));
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

  /** Entries whose effect the stored rows contain leave the overlay. */
  async dropPassed(cursor: string | null, touched: readonly RowKey[]): Promise<void> {
    const seq = cursor === null ? -1 : seqOf(cursor);
    const epoch = cursor === null ? undefined : epochOf(cursor);
    const entries = await this.#db.outbox.where('state').equals('answered').toArray();
    const passed = entries.filter(
      (entry) =>
        (entry.seq ?? 0) <= seq || (epoch !== undefined && (entry.epoch ?? epoch) !== epoch),
    );
    await this.#db.outbox.bulkDelete(passed.map(({ n }) => n));
    await this.#overlay.redraw([...touched, ...passed.map(({ table, id }): RowKey => [table, id])]);
  }

  /** Everything that waits gets numbers from 1, in the same order. */
  async renumber(): Promise<void> {
    await this.#keepBelow((await readMeta(this.#db, 'last_n')) ?? 0);
    const waiting = await this.waiting(OUTBOX_MAX);
    const past = await this.#db.outbox.where('state').equals('answered').sortBy('n');
    await this.#db.outbox.clear();
    // answered entries are never sent again; below 1 they stay before everything that waits
    await this.#db.outbox.bulkAdd(past.map((entry, i) => ({ ...entry, n: i - past.length })));
    await this.#db.outbox.bulkAdd(waiting.map((entry, i) => ({ ...entry, n: i + 1 })));
    await writeMeta(this.#db, 'last_n', waiting.length);
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
}

/** Waits, and was not taken back. */
const isUnsent = ({ state, isDiscarded }: OutboxEntry): boolean =>
  state === 'waiting' && isDiscarded !== true;

/** What stays of a mutation until the cursor has passed its result; undefined: nothing does. */
function answered({ result, entry }: Settled, head: string | null): OutboxEntry | undefined {
  if (result.status === 'rejected' || result.seq === null) return undefined;
  const state = 'answered';
  if (head === null) return { ...entry, state, seq: result.seq };
  // a result beyond the head is of a server that was set back between the two: it ends there
  return { ...entry, state, seq: Math.min(result.seq, seqOf(head)), epoch: epochOf(head) };
}

const ended = (
  { n, table, id, op, label, at }: OutboxEntry,
  status: HistoryEntry['status'],
): HistoryEntry => ({ n, table, id, op, label, at, status });

const refusalOf = (
  { n, table, id, op, values, label, at }: OutboxEntry,
  code: string,
  message: string,
): Refusal => ({ n, table, id, op, values, label, at, code, message });

/** What was refused, and what can be done about it where the server says so. */
function refusalWords({ message, hint }: MutationResult): string {
  if (message === undefined) return 'The server refused this change.';
  return hint === undefined ? message : `${message}. ${hint}`;
}
