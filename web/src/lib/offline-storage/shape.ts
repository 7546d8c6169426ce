// What lies in an organization's local database: its stores, indices and entries.

import Dexie, { type Table } from 'dexie';

export type { Table };

/** What storage must know of a field: how it looks when a new row leaves it out. */
export interface FieldShape {
  readonly name: string;
  readonly kind: string;
  readonly presence: string;
  readonly fallback?: string;
}

/** What storage and sync must know of a table; generated for each from core's tables. */
export interface TableShape {
  readonly index: number;
  readonly resource: string;
  readonly fields: readonly FieldShape[];
}

export type Shapes = Readonly<Record<string, TableShape>>;

export type FieldValues = Readonly<Record<string, unknown>>;

/** A row as the server sends it. */
export interface ServerRow {
  readonly id: string;
  readonly seq: number;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
  readonly [field: string]: unknown;
}

/** `pending`: carries values of this device that the server has not answered yet. */
export type LocalState = 'synced' | 'pending';

/** A row as the user sees it: the server's with own pending values on top. */
export interface StoredRow extends ServerRow {
  readonly local: LocalState;
}

/** The server's row beneath own pending values; null where the server has none. */
export interface BaseEntry {
  readonly table: string;
  readonly id: string;
  readonly row: ServerRow | null;
}

export type Operation = 'insert' | 'update' | 'delete';

/** What a result of the server says about a mutation. */
export interface MutationResult {
  readonly n: number;
  readonly status: 'applied' | 'merged' | 'conflict' | 'rejected';
  readonly seq: number | null;
  readonly code?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
}

/** waiting: not answered. answered: stays on top of its row until the cursor passed `seq`. */
export interface OutboxEntry {
  readonly n: number;
  readonly table: string;
  readonly id: string;
  readonly op: Operation;
  readonly base_seq: number;
  readonly values: FieldValues;
  readonly at: number;
  readonly label: string;
  readonly state: 'waiting' | 'answered';
  readonly seq: number | null;
  /** of the server that answered: its `seq` means nothing beside a cursor of another */
  readonly epoch?: number;
  /** the user took it back before it was sent: only its number is left, to be used up */
  readonly isDiscarded?: true;
}

/** A mutation that the server refused, kept until the user has seen it. */
export interface Refusal {
  readonly n: number;
  readonly table: string;
  readonly id: string;
  readonly op: Operation;
  readonly values: FieldValues;
  readonly label: string;
  readonly at: number;
  readonly code: string;
  readonly message: string;
}

/** How a past mutation ended; the newest few are kept for the history in the settings. */
export interface HistoryEntry {
  readonly n: number;
  readonly table: string;
  readonly id: string;
  readonly op: Operation;
  readonly label: string;
  readonly at: number;
  readonly status: MutationResult['status'] | 'discarded';
}

/** A page of the server's that is kept to be read without a connection. */
export interface KeptPage {
  readonly at: number;
  readonly body: unknown;
}

/** Everything about the outbox, for a file that a person can send to somebody. */
export interface OutboxExport {
  readonly format: 'ota-outbox';
  readonly version: 1;
  readonly exported_at: string;
  readonly user_id: string;
  readonly organization_id: string;
  readonly client_id: string;
  readonly cursor: string | null;
  readonly waiting: readonly OutboxEntry[];
  readonly refused: readonly Refusal[];
}

/** Where a snapshot download stands, so that it resumes. */
export interface SnapshotProgress {
  readonly head: string;
  readonly table: string | null;
  readonly lastId: string | null;
  /** the user's role when it began */
  readonly role?: string;
}

/** The single entries of the store `meta`. */
export interface Meta {
  readonly client_id: string;
  /** number of the newest mutation ever written here */
  readonly last_n: number;
  readonly cursor: string | null;
  readonly snapshot: SnapshotProgress | null;
  readonly synced_at: number | null;
  readonly checked_at: number | null;
}

/** Secondary indices of each tenant table; `id` is the key of all. */
const INDICES: Readonly<Record<string, string>> = {
  organizations: '',
  memberships: 'user_id',
  invitations: '',
  people: 'name',
  tours: 'starts_on,updated_at',
  venues: 'name',
  shows: 'date,tour_id,venue_id,updated_at',
  days: 'date,tour_id,updated_at',
  show_financials: 'show_id',
  schedule_items: 'show_id,day_id,starts_at,updated_at',
  expenses: 'spent_on,show_id,tour_id,owner_id',
  travel: 'departs_at,show_id,tour_id,updated_at',
  conflicts: 'row_id',
};

export const TABLE_NAMES: readonly string[] = Object.keys(INDICES);

/** The Dexie database under an organization's store. */
export class OrganizationDatabase extends Dexie {
  readonly base: Table<BaseEntry, [string, string]>;
  readonly outbox: Table<OutboxEntry, number>;
  readonly refusals: Table<Refusal, number>;
  readonly history: Table<HistoryEntry, number>;
  readonly meta: Table<{ readonly key: string; readonly value: unknown }, string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      ...Object.fromEntries(
        Object.entries(INDICES).map(([table, indices]) => [
          table,
          indices ? `id,${indices}` : 'id',
        ]),
      ),
      base: '[table+id]',
      outbox: 'n,[table+id],state',
      refusals: 'n',
      history: 'n',
      meta: 'key',
    });
    this.base = this.table('base');
    this.outbox = this.table('outbox');
    this.refusals = this.table('refusals');
    this.history = this.table('history');
    this.meta = this.table('meta');
  }
}

export const databaseName = (userId: string, organizationId: string): string =>
  `ota:${userId}:${organizationId}`;
