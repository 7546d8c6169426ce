// A server in memory that speaks the sync protocol, for tests of the client: numbered mutations
// with
// stored results, per-field merge, a log with a cursor, snapshots. It knows one organization.

import type { Reply } from '../http';
import type { SnapshotReply, SnapshotRequest, Transport } from '../sync/transport';
import type { ExchangeRequest, WireMutation } from '../sync/wire';
import { Checksum } from '../core';
import { over } from '../operations';
import { TABLES, type TableName } from '../../data/rows.gen';

export interface FakeRow {
  readonly id: string;
  readonly seq: number;
  readonly [field: string]: unknown;
}

interface LogEntry {
  readonly seq: number;
  readonly table: string;
  readonly id: string;
  readonly op: 'put' | 'delete' | 'revoke';
  readonly changed: readonly string[];
  readonly client: string | undefined;
}

interface StoredResult {
  readonly n: number;
  readonly status: 'applied' | 'merged' | 'conflict' | 'rejected';
  readonly seq: number | null;
  readonly code?: string;
  readonly message?: string;
}

const ok = (body: unknown): Reply => ({
  kind: 'reply',
  status: 200,
  body: clone(body),
  retryAfterMs: undefined,
});
export const refusal = (status: number, body: unknown = {}): Reply => ({
  kind: 'reply',
  status,
  body: clone(body),
  retryAfterMs: undefined,
});

/** As if it went over the wire: nothing is shared between the two sides. */
const clone = (value: unknown): unknown => {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy;
};

export class FakeServer {
  epoch = 1;
  seq = 0;
  /** rows of a page of changes */
  pageRows = 100;
  /** the role of whoever asks */
  role = 'owner';
  /** the log reaches back to here */
  horizon = 0;
  tables = [
    'organizations',
    'memberships',
    'tours',
    'venues',
    'shows',
    'show_financials',
    'expenses',
    'conflicts',
  ];
  /** mutations that are refused, by n or by what they write */
  refuse: (mutation: WireMutation) => string | undefined = () => undefined;
  /** how often a mutation took effect, by client and n */
  readonly effects = new Map<string, number>();
  readonly #rows = new Map<string, Map<string, FakeRow>>();
  readonly #log: LogEntry[] = [];
  readonly #clients = new Map<string, Map<number, StoredResult>>();

  table(name: string): Map<string, FakeRow> {
    const known = this.#rows.get(name);
    if (known) return known;
    const made = new Map<string, FakeRow>();
    this.#rows.set(name, made);
    return made;
  }

  get cursor(): string {
    return `${this.epoch}.${this.seq}`;
  }

  forgetClients(): void {
    this.#clients.clear();
  }

  /** Someone else writes. */
  put(
    table: string,
    id: string,
    values: Readonly<Record<string, unknown>>,
    client?: string,
  ): FakeRow {
    this.seq += 1;
    const row = { ...this.table(table).get(id), ...values, id, seq: this.seq };
    this.table(table).set(id, row);
    this.#log.push({ seq: this.seq, table, id, op: 'put', changed: Object.keys(values), client });
    return row;
  }

  delete(table: string, id: string, op: 'delete' | 'revoke' = 'delete', client?: string): void {
    this.seq += 1;
    this.table(table).delete(id);
    this.#log.push({ seq: this.seq, table, id, op, changed: [], client });
  }

  exchange(request: ExchangeRequest): Reply {
    const known = this.#clients.get(request.client_id) ?? new Map<number, StoredResult>();
    this.#clients.set(request.client_id, known);
    const results: StoredResult[] = [];
    for (const mutation of request.mutations) {
      const expected = known.size + 1;
      if (mutation.n > expected) return refusal(409, { code: 'sync_gap', expected });
      const result = known.get(mutation.n) ?? this.#apply(mutation, request.client_id);
      known.set(mutation.n, result);
      results.push(result);
    }
    if (request.cursor === null) {
      const { cursor: head, role } = this;
      return ok({ results, changes: [], cursor: null, head, role, more: false });
    }
    const [epoch, from] = request.cursor.split('.').map(Number);
    if (epoch !== this.epoch || (from ?? 0) < this.horizon)
      return refusal(410, { code: 'sync_horizon' });
    return this.#page(request, results, from ?? 0);
  }

  #page(request: ExchangeRequest, results: readonly StoredResult[], from: number): Reply {
    const newer = this.#log.filter(({ seq }) => seq > from);
    const page = newer.slice(0, this.pageRows);
    const reached = page.length < newer.length ? (page.at(-1)?.seq ?? from) : this.seq;
    const newest = new Map(page.map((entry) => [`${entry.table} ${entry.id}`, entry]));
    const changes = [...newest.values()].flatMap(({ seq, table, id, op }): unknown[] => {
      const row = this.table(table).get(id);
      if (op !== 'put') return [{ seq, table, id, op }];
      return row ? [{ seq, table, id, op, row }] : [];
    });
    const isHead = reached === this.seq;
    return ok({
      results,
      changes,
      cursor: `${this.epoch}.${reached}`,
      head: this.cursor,
      more: !isHead,
      role: this.role,
      ...(isHead && request.checksums ? { checksums: this.checksums() } : {}),
    });
  }

  checksums(): Record<string, { count: number; sum: string }> {
    return Object.fromEntries(
      this.tables.map((table) => {
        const checksum = new Checksum(table);
        for (const { id, seq } of this.table(table).values()) checksum.add(id, seq);
        return [table, { count: checksum.count, sum: checksum.sum }];
      }),
    );
  }

  #apply(mutation: WireMutation, client: string): StoredResult {
    const { n, table, id, op, values = {}, base_seq } = mutation;
    const code = this.refuse(mutation);
    if (code !== undefined)
      return { n, status: 'rejected', seq: null, code, message: `refused: ${code}` };
    const key = `${client} ${n}`;
    this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
    const row = this.table(table).get(id);
    if (op === 'delete') {
      if (row) this.delete(table, id, 'delete', client);
      return { n, status: 'applied', seq: this.seq };
    }
    if (op === 'update' && !row)
      return { n, status: 'rejected', seq: null, code: 'missing', message: 'It is gone.' };
    const theirs = new Set(
      this.#log
        .filter(
          (entry) =>
            entry.table === table &&
            entry.id === id &&
            entry.seq > base_seq &&
            entry.client !== client,
        )
        .flatMap(({ changed }) => changed),
    );
    const made = over(TABLES[table as TableName], row ?? {}, values);
    const kept = Object.entries(made).filter(
      ([field]) => op === 'insert' || !theirs.has(field) || made[field] !== values[field],
    );
    const isConflict = kept.length < Object.keys(values).length;
    if (kept.length > 0 || op === 'insert') this.put(table, id, Object.fromEntries(kept), client);
    if (isConflict) {
      this.put(
        'conflicts',
        `c-${client.slice(-6)}-${n}`,
        { row_id: id, table_name: table, resolved_at: null },
        client,
      );
    }
    return {
      n,
      status: isConflict ? 'conflict' : theirs.size > 0 ? 'merged' : 'applied',
      seq: this.seq,
    };
  }

  /** What the first screen shows: the shows of the day. */
  *#firstLines(day: string): Generator<string> {
    yield JSON.stringify({ part: 'first', table: 'shows' });
    for (const row of this.table('shows').values())
      if (row['date'] === day) yield JSON.stringify(row);
    yield JSON.stringify({ part: 'rest' });
  }

  /** The lines of a snapshot, as they would stream. */
  *lines({ resume, first }: SnapshotRequest): Generator<string> {
    yield JSON.stringify({
      snapshot: 1,
      head: resume?.head ?? this.cursor,
      schema: 1,
      role: this.role,
      tables: this.tables,
      rows: this.tables.reduce((sum, table) => sum + this.table(table).size, 0),
    });
    if (first !== undefined) yield* this.#firstLines(first);
    const from = resume ? this.tables.indexOf(resume.table) : 0;
    for (const table of this.tables.slice(from)) {
      const rows = [...this.table(table).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const after = resume && table === resume.table ? resume.id : '';
      yield JSON.stringify({ table, count: rows.length });
      for (const row of rows) if (row.id > after) yield JSON.stringify(row);
    }
    yield JSON.stringify({ end: true, checksums: {} });
  }
}

/** A transport that reaches the server at once and always. */
export function directTransport(server: FakeServer): Transport {
  return {
    exchange: (body) => Promise.resolve(server.exchange(overWire(body))),
    snapshot: (ask): Promise<SnapshotReply> =>
      Promise.resolve({ kind: 'lines', lines: streamed(server.lines(ask)) }),
  };
}

const overWire = (body: ExchangeRequest): ExchangeRequest => structuredClone(body);

export async function* streamed(
  lines: Iterable<string>,
  cutAfter = Infinity,
): AsyncGenerator<string> {
  let sent = 0;
  for (const line of lines) {
    if (sent >= cutAfter) return;
    sent += 1;
    await Promise.resolve();
    yield line;
  }
}

/** A transport whose line breaks behind as many lines of a snapshot, and stays so. */
export function cutTransport(server: FakeServer, cutAfter: number): Transport {
  let isDead = false;
  return {
    ...directTransport(server),
    snapshot: (ask): Promise<SnapshotReply> => {
      if (isDead) return Promise.resolve({ kind: 'unreachable' });
      isDead = cutAfter < Infinity;
      return Promise.resolve({ kind: 'lines', lines: streamed(server.lines(ask), cutAfter) });
    },
  };
}

/** Small seeded random numbers in [0, 1): the same faults every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Requests and replies get lost, doubled or answered with errors; streams break off. */
export function faultyTransport(server: FakeServer, random: () => number, rate: number): Transport {
  const direct = directTransport(server);
  const lost: Reply = { kind: 'unreachable' };
  return {
    async exchange(body, token, signal) {
      const fault = random() < rate ? Math.floor(random() * 5) : -1;
      if (fault === 0) return lost;
      if (fault === 1) return refusal(503, { code: 'unavailable' });
      const reply = await direct.exchange(body, token, signal);
      if (fault === 2) return lost;
      if (fault === 3) return refusal(200, '<html>proxy</html>');
      if (fault === 4) return direct.exchange(body, token, signal);
      return reply;
    },
    snapshot(ask) {
      const cut = random() < rate ? Math.floor(random() * 40) : Infinity;
      return Promise.resolve({ kind: 'lines', lines: streamed(server.lines(ask), cut) });
    },
  };
}
