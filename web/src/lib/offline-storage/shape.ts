// What lies in an organization's local database: its stores, indices and entries.

import Dexie, { type Table } from 'dexie';
import { SCHEMA } from '../core-layout.gen';
import { figureNotes } from './figures';
import { migrateTo } from './migration';
import type { Author } from './overlay';

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
  /** what is written here is a request that the server decides */
  readonly needsWord?: true;
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

/**
 * `pending`: carries values of this device that the server has not answered yet; `asked`: the same
 * of a table whose rows are the server's to give.
 */
export type LocalState = 'synced' | 'pending' | 'asked';

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

/** One change that a user wants. */
export interface Draft {
  readonly table: string;
  readonly op: Operation;
  readonly id: string;
  readonly values: FieldValues;
}

/** What a result of the server says about a mutation. */
export interface MutationResult {
  readonly n: number;
  readonly status: 'applied' | 'merged' | 'conflict' | 'rejected';
  readonly seq: number | null;
  readonly code?: string;
  readonly message?: string;
  /** what the user can do about a refusal */
  readonly hint?: string;
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
  /** how many rows it brings, and how many have come */
  readonly rows?: number;
  readonly received?: number;
}

/** The single entries of the store `meta`. */
export interface Meta {
  readonly client_id: string;
  /** number of the newest mutation ever written here */
  readonly last_n: number;
  readonly cursor: string | null;
  readonly snapshot: SnapshotProgress | null;
  /** what the first screen shows has come; apart from `snapshot`, which every batch writes */
  readonly has_first: true | null;
  /** the user's when the rows were sent */
  readonly role: string | null;
  readonly synced_at: number | null;
  readonly checked_at: number | null;
  /** when rows of these tables last differed from the server's */
  readonly drifted: { readonly at: number; readonly tables: readonly string[] };
}

/** Secondary indices of each tenant table; `id` is the key of all. */
const INDICES: Readonly<Record<string, string>> = {
  organizations: '',
  billing_details: '',
  memberships: 'user_id',
  invitations: '',
  people: 'name',
  person_profiles: 'person_id',
  artists: '',
  tours: 'starts_on,updated_at',
  venues: 'name',
  shows: 'date,tour_id,venue_id,updated_at',
  days: 'date,tour_id,updated_at',
  show_financials: 'show_id',
  schedule_items: 'show_id,day_id,starts_at,updated_at',
  expenses: 'spent_on,show_id,travel_id,stay_id,tour_id,owner_id',
  travel: 'departs_at,show_id,journey_id,tour_id,updated_at',
  conflicts: 'row_id',
  contacts: 'venue_id,show_id,tour_id',
  schedule_templates: 'tour_id',
  labour_calls: 'show_id,starts_at',
  acknowledgements: 'subject_id,owner_id',
  share_links: 'owner_id,tour_id,show_id,day_id,person_id',
  tasks: 'due_on,show_id,tour_id,subject_id',
  notes: 'subject_id',
  advance_templates: '',
  advances: 'show_id,due_on',
  advance_answers: 'advance_id',
  guest_lists: 'show_id',
  guests: 'guest_list_id,owner_id',
  doors: 'show_id',
  door_shares: 'guest_id,door_id',
  admissions: 'guest_id,door_id',
  travel_passengers: 'travel_id,person_id',
  stays: 'check_in_on,tour_id,show_id',
  rooms: 'stay_id',
  room_guests: 'room_id,person_id',
  stages: 'venue_id',
  holds: 'date,venue_id,tour_id,show_id',
  radius_clauses: 'show_id',
  deals: 'show_id',
  ticket_tiers: 'show_id',
  show_costs: 'show_id',
  adjustments: 'show_id',
  merch_counts: 'show_id',
  settlements: 'show_id,run_id',
  settlement_signatures: 'settlement_id',
  disputes: 'settlement_id',
  settlement_runs: 'tour_id',
  per_diem_rules: 'tour_id',
  per_diems: 'date,tour_id,person_id',
  budget_lines: 'tour_id,show_id',
  commissions: 'tour_id,show_id',
  invoices: 'issued_on,show_id,tour_id',
  payments: 'paid_on,show_id,tour_id,invoice_id',
  partnerships: '',
  partner_shares: 'partnership_id',
  partner_artists: 'partnership_id',
  partner_dates: 'date,partnership_id',
};

export const TABLE_NAMES: readonly string[] = Object.keys(INDICES);

const STORES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(INDICES).map(([table, indices]) => [table, indices ? `id,${indices}` : 'id']),
  ),
  base: '[table+id]',
  outbox: 'n,[table+id],state',
  refusals: 'n',
  history: 'n',
  meta: 'key',
};

/** The Dexie database under an organization's store. */
export class OrganizationDatabase extends Dexie {
  readonly base: Table<BaseEntry, [string, string]>;
  readonly outbox: Table<OutboxEntry, number>;
  readonly refusals: Table<Refusal, number>;
  readonly history: Table<HistoryEntry, number>;
  readonly meta: Table<{ readonly key: string; readonly value: unknown }, string>;

  constructor(author: Author, shapes: Shapes) {
    super(databaseName(author.userId, author.organizationId), {
      chromeTransactionDurability: 'relaxed',
      // it copies every row that is read, and reads are few: screens keep what they have
      cache: 'disabled',
    });
    this.use(figureNotes);
    for (let schema = 1; schema <= SCHEMA; schema += 1) {
      const version = this.version(schema).stores(STORES);
      // a schema is a version of the database: what waits in an older one is brought along
      if (schema > 1) version.upgrade((one) => migrateTo(schema, one, author, shapes));
    }
    // another tab deletes it: it is not to be opened, and so made, again
    this.on('versionchange', ({ newVersion }) => {
      if (newVersion !== null && newVersion > 0) return undefined;
      this.close();
      return false;
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
