// The rows of every table and their description, written by script/generate from core/schema.def.

export const ORGANIZATION_TYPE_VALUES = ['artist', 'agency', 'label', 'venue'] as const;
export type OrganizationType = (typeof ORGANIZATION_TYPE_VALUES)[number];

export const ROLE_VALUES = ['owner', 'admin', 'manager', 'booking', 'crew'] as const;
export type Role = (typeof ROLE_VALUES)[number];

export const TOUR_STATUS_VALUES = ['planned', 'active', 'done', 'cancelled'] as const;
export type TourStatus = (typeof TOUR_STATUS_VALUES)[number];

export const SHOW_STATUS_VALUES = ['idea', 'held', 'offered', 'confirmed', 'advanced', 'played', 'settled', 'closed', 'released', 'postponed', 'cancelled'] as const;
export type ShowStatus = (typeof SHOW_STATUS_VALUES)[number];

export const BILLING_VALUES = ['headline', 'support', 'festival', 'showcase', 'private'] as const;
export type Billing = (typeof BILLING_VALUES)[number];

export const DAY_KIND_VALUES = ['travel', 'off', 'rehearsal', 'promo', 'press'] as const;
export type DayKind = (typeof DAY_KIND_VALUES)[number];

export const SCHEDULE_KIND_VALUES = ['call', 'load_in', 'soundcheck', 'doors', 'support', 'changeover', 'set', 'curfew', 'load_out', 'meal', 'press', 'travel', 'hotel', 'other'] as const;
export type ScheduleKind = (typeof SCHEDULE_KIND_VALUES)[number];

export const EXPENSE_CATEGORY_VALUES = ['travel', 'hotel', 'food', 'fuel', 'crew', 'gear', 'production', 'per_diem', 'fees', 'other'] as const;
export type ExpenseCategory = (typeof EXPENSE_CATEGORY_VALUES)[number];

export const PAYMENT_VALUES = ['cash', 'card', 'company_card', 'invoice'] as const;
export type Payment = (typeof PAYMENT_VALUES)[number];

export const EXPENSE_STATUS_VALUES = ['draft', 'submitted', 'approved', 'reimbursed', 'rejected'] as const;
export type ExpenseStatus = (typeof EXPENSE_STATUS_VALUES)[number];

export const TRAVEL_MODE_VALUES = ['flight', 'train', 'bus', 'ferry', 'car', 'ground'] as const;
export type TravelMode = (typeof TRAVEL_MODE_VALUES)[number];

export const TRAVEL_STATUS_VALUES = ['idea', 'quoted', 'booked', 'confirmed', 'done', 'changed', 'cancelled'] as const;
export type TravelStatus = (typeof TRAVEL_STATUS_VALUES)[number];

export const CONFLICT_KIND_VALUES = ['edit', 'delete'] as const;
export type ConflictKind = (typeof CONFLICT_KIND_VALUES)[number];

export const RESOLUTION_VALUES = ['mine', 'theirs', 'dismissed'] as const;
export type Resolution = (typeof RESOLUTION_VALUES)[number];

export type TableName = 'organizations' | 'memberships' | 'invitations' | 'people' | 'tours' | 'venues' | 'shows' | 'days' | 'show_financials' | 'schedule_items' | 'expenses' | 'travel' | 'conflicts';
export type Resource = 'organization' | 'users' | 'people' | 'tours' | 'venues' | 'shows' | 'finance' | 'schedule' | 'expenses' | 'travel' | 'conflicts';
export type Action = 'read' | 'write' | 'delete';
export type Scope = 'none' | 'own' | 'organization' | 'all';
export type FieldKind = 'text' | 'email' | 'choice' | 'currency' | 'country' | 'zone' | 'clock' | 'date' | 'instant' | 'uuid' | 'reference' | 'integer' | 'money' | 'amount' | 'real' | 'boolean' | 'json';
export type FieldPresence = 'required' | 'defaulted' | 'optional' | 'server' | 'stamped';

/** The fields that every row has; only the server writes them (`id` comes from its creator). */
export interface RowBase {
  organization_id: string;
  id: string;
  created_at: string;
  created_by: string | null;
  updated_at: string;
  updated_by: string | null;
  /** Number of the transaction that last wrote the row: its version. */
  seq: number;
}

/** One row of `organizations`. */
export interface Organization extends RowBase {
  name: string;
  type: OrganizationType;
  default_currency: string;
  zone: string;
  day_boundary: string;
  locale: string;
}

/** One row of `memberships`. */
export interface Membership extends RowBase {
  user_id: string;
  role: Role;
  email: string | null;
  name: string | null;
}

/** One row of `invitations`. */
export interface Invitation extends RowBase {
  email: string;
  role: Role;
  expires_at: string;
  accepted_at: string | null;
  revoked_at: string | null;
}

/** One row of `people`. */
export interface Person extends RowBase {
  user_id: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  job: string | null;
  notes: string | null;
}

/** One row of `tours`. */
export interface Tour extends RowBase {
  name: string;
  artist: string | null;
  starts_on: string | null;
  ends_on: string | null;
  currency: string | null;
  status: TourStatus;
  notes: string | null;
}

/** One row of `venues`. */
export interface Venue extends RowBase {
  name: string;
  city: string | null;
  country: string | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  zone: string | null;
  capacity: number | null;
  phone: string | null;
  website: string | null;
  notes: string | null;
}

/** One row of `shows`. */
export interface Show extends RowBase {
  tour_id: string | null;
  venue_id: string | null;
  title: string;
  date: string;
  status: ShowStatus;
  billing: Billing;
  city: string | null;
  country: string | null;
  zone: string | null;
  doors_at: string | null;
  starts_at: string | null;
  ends_at: string | null;
  curfew_at: string | null;
  capacity: number | null;
  notes: string | null;
}

/** One row of `days`. */
export interface Day extends RowBase {
  tour_id: string | null;
  date: string;
  kind: DayKind;
  title: string | null;
  city: string | null;
  country: string | null;
  zone: string | null;
  notes: string | null;
}

/** One row of `show_financials`. */
export interface ShowFinancial extends RowBase {
  show_id: string;
  currency: string;
  guarantee_minor: number | null;
  deposit_minor: number | null;
  ticket_price_minor: number | null;
  deal: string | null;
  notes: string | null;
}

/** One row of `schedule_items`. */
export interface ScheduleItem extends RowBase {
  show_id: string | null;
  day_id: string | null;
  kind: ScheduleKind;
  title: string;
  starts_at: string;
  ends_at: string | null;
  zone: string;
  place: string | null;
  notes: string | null;
  is_confirmed: boolean;
  is_hard: boolean;
}

/** One row of `expenses`. */
export interface Expense extends RowBase {
  tour_id: string | null;
  show_id: string | null;
  owner_id: string;
  spent_on: string;
  category: ExpenseCategory;
  description: string | null;
  amount_minor: number;
  currency: string;
  payment: Payment;
  status: ExpenseStatus;
}

/** One row of `travel`. */
export interface Travel extends RowBase {
  tour_id: string | null;
  show_id: string | null;
  owner_id: string | null;
  mode: TravelMode;
  title: string | null;
  carrier: string | null;
  reference: string | null;
  departs_at: string | null;
  departs_zone: string | null;
  departs_place: string | null;
  arrives_at: string | null;
  arrives_zone: string | null;
  arrives_place: string | null;
  seat: string | null;
  status: TravelStatus;
  notes: string | null;
}

/** One row of `conflicts`. */
export interface Conflict extends RowBase {
  owner_id: string;
  table_name: string;
  row_id: string;
  fields: unknown;
  kind: ConflictKind;
  their_actor_id: string | null;
  their_name: string | null;
  their_at: string | null;
  client_id: string | null;
  mutation_n: number | null;
  resolved_at: string | null;
  resolution: Resolution | null;
}

export interface Rows {
  organizations: Organization;
  memberships: Membership;
  invitations: Invitation;
  people: Person;
  tours: Tour;
  venues: Venue;
  shows: Show;
  days: Day;
  show_financials: ShowFinancial;
  schedule_items: ScheduleItem;
  expenses: Expense;
  travel: Travel;
  conflicts: Conflict;
}

/** One field of a table; `min` and `max` are characters of a text or the value of a number,
 * both 0 where the kind has limits of its own. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly presence: FieldPresence;
  readonly min: number;
  readonly max: number;
  readonly values?: readonly string[];
  readonly references?: TableName;
  readonly fallback?: string;
}

/** `index` is the number that core's functions take for the table. */
export interface TableSpec {
  readonly name: TableName;
  readonly index: number;
  readonly resource: Resource;
  readonly fields: readonly FieldSpec[];
}

export const TABLES: { readonly [T in TableName]: TableSpec } = {
  organizations: {
    name: 'organizations',
    index: 0,
    resource: 'organization',
    fields: [
      { name: 'name', kind: 'text', presence: 'required', min: 1, max: 120 },
      { name: 'type', kind: 'choice', presence: 'required', min: 0, max: 0, values: ORGANIZATION_TYPE_VALUES },
      { name: 'default_currency', kind: 'currency', presence: 'defaulted', min: 0, max: 0, fallback: 'EUR' },
      { name: 'zone', kind: 'zone', presence: 'defaulted', min: 0, max: 0, fallback: 'Europe/Berlin' },
      { name: 'day_boundary', kind: 'clock', presence: 'defaulted', min: 0, max: 0, fallback: '06:00' },
      { name: 'locale', kind: 'text', presence: 'defaulted', min: 1, max: 35, fallback: 'en' },
    ],
  },
  memberships: {
    name: 'memberships',
    index: 1,
    resource: 'users',
    fields: [
      { name: 'user_id', kind: 'uuid', presence: 'stamped', min: 0, max: 0 },
      { name: 'role', kind: 'choice', presence: 'required', min: 0, max: 0, values: ROLE_VALUES },
      { name: 'email', kind: 'text', presence: 'server', min: 0, max: 320 },
      { name: 'name', kind: 'text', presence: 'optional', min: 1, max: 120 },
    ],
  },
  invitations: {
    name: 'invitations',
    index: 2,
    resource: 'users',
    fields: [
      { name: 'email', kind: 'email', presence: 'required', min: 3, max: 320 },
      { name: 'role', kind: 'choice', presence: 'required', min: 0, max: 0, values: ROLE_VALUES },
      { name: 'expires_at', kind: 'instant', presence: 'stamped', min: 0, max: 0 },
      { name: 'accepted_at', kind: 'instant', presence: 'server', min: 0, max: 0 },
      { name: 'revoked_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
    ],
  },
  people: {
    name: 'people',
    index: 3,
    resource: 'people',
    fields: [
      { name: 'user_id', kind: 'uuid', presence: 'optional', min: 0, max: 0 },
      { name: 'name', kind: 'text', presence: 'required', min: 1, max: 120 },
      { name: 'email', kind: 'email', presence: 'optional', min: 3, max: 320 },
      { name: 'phone', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'job', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  tours: {
    name: 'tours',
    index: 4,
    resource: 'tours',
    fields: [
      { name: 'name', kind: 'text', presence: 'required', min: 1, max: 120 },
      { name: 'artist', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'starts_on', kind: 'date', presence: 'optional', min: 0, max: 0 },
      { name: 'ends_on', kind: 'date', presence: 'optional', min: 0, max: 0 },
      { name: 'currency', kind: 'currency', presence: 'optional', min: 0, max: 0 },
      { name: 'status', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: TOUR_STATUS_VALUES, fallback: 'planned' },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  venues: {
    name: 'venues',
    index: 5,
    resource: 'venues',
    fields: [
      { name: 'name', kind: 'text', presence: 'required', min: 1, max: 160 },
      { name: 'city', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'country', kind: 'country', presence: 'optional', min: 0, max: 0 },
      { name: 'address', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'latitude', kind: 'real', presence: 'optional', min: -90, max: 90 },
      { name: 'longitude', kind: 'real', presence: 'optional', min: -180, max: 180 },
      { name: 'zone', kind: 'zone', presence: 'optional', min: 0, max: 0 },
      { name: 'capacity', kind: 'integer', presence: 'optional', min: 0, max: 10000000 },
      { name: 'phone', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'website', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  shows: {
    name: 'shows',
    index: 6,
    resource: 'shows',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'tours' },
      { name: 'venue_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'venues' },
      { name: 'title', kind: 'text', presence: 'required', min: 1, max: 160 },
      { name: 'date', kind: 'date', presence: 'required', min: 0, max: 0 },
      { name: 'status', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: SHOW_STATUS_VALUES, fallback: 'idea' },
      { name: 'billing', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: BILLING_VALUES, fallback: 'headline' },
      { name: 'city', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'country', kind: 'country', presence: 'optional', min: 0, max: 0 },
      { name: 'zone', kind: 'zone', presence: 'optional', min: 0, max: 0 },
      { name: 'doors_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'starts_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'ends_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'curfew_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'capacity', kind: 'integer', presence: 'optional', min: 0, max: 10000000 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  days: {
    name: 'days',
    index: 7,
    resource: 'shows',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'tours' },
      { name: 'date', kind: 'date', presence: 'required', min: 0, max: 0 },
      { name: 'kind', kind: 'choice', presence: 'required', min: 0, max: 0, values: DAY_KIND_VALUES },
      { name: 'title', kind: 'text', presence: 'optional', min: 1, max: 160 },
      { name: 'city', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'country', kind: 'country', presence: 'optional', min: 0, max: 0 },
      { name: 'zone', kind: 'zone', presence: 'optional', min: 0, max: 0 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  show_financials: {
    name: 'show_financials',
    index: 8,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required', min: 0, max: 0, references: 'shows' },
      { name: 'currency', kind: 'currency', presence: 'required', min: 0, max: 0 },
      { name: 'guarantee_minor', kind: 'money', presence: 'optional', min: 0, max: 999999999999999 },
      { name: 'deposit_minor', kind: 'money', presence: 'optional', min: 0, max: 999999999999999 },
      { name: 'ticket_price_minor', kind: 'money', presence: 'optional', min: 0, max: 999999999999999 },
      { name: 'deal', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  schedule_items: {
    name: 'schedule_items',
    index: 9,
    resource: 'schedule',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'shows' },
      { name: 'day_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'days' },
      { name: 'kind', kind: 'choice', presence: 'required', min: 0, max: 0, values: SCHEDULE_KIND_VALUES },
      { name: 'title', kind: 'text', presence: 'required', min: 1, max: 120 },
      { name: 'starts_at', kind: 'instant', presence: 'required', min: 0, max: 0 },
      { name: 'ends_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'zone', kind: 'zone', presence: 'required', min: 0, max: 0 },
      { name: 'place', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
      { name: 'is_confirmed', kind: 'boolean', presence: 'defaulted', min: 0, max: 0, fallback: 'false' },
      { name: 'is_hard', kind: 'boolean', presence: 'defaulted', min: 0, max: 0, fallback: 'false' },
    ],
  },
  expenses: {
    name: 'expenses',
    index: 10,
    resource: 'expenses',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'tours' },
      { name: 'show_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'shows' },
      { name: 'owner_id', kind: 'uuid', presence: 'defaulted', min: 0, max: 0 },
      { name: 'spent_on', kind: 'date', presence: 'required', min: 0, max: 0 },
      { name: 'category', kind: 'choice', presence: 'required', min: 0, max: 0, values: EXPENSE_CATEGORY_VALUES },
      { name: 'description', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'amount_minor', kind: 'amount', presence: 'required', min: -999999999999999, max: 999999999999999 },
      { name: 'currency', kind: 'currency', presence: 'required', min: 0, max: 0 },
      { name: 'payment', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: PAYMENT_VALUES, fallback: 'card' },
      { name: 'status', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: EXPENSE_STATUS_VALUES, fallback: 'draft' },
    ],
  },
  travel: {
    name: 'travel',
    index: 11,
    resource: 'travel',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'tours' },
      { name: 'show_id', kind: 'reference', presence: 'optional', min: 0, max: 0, references: 'shows' },
      { name: 'owner_id', kind: 'uuid', presence: 'optional', min: 0, max: 0 },
      { name: 'mode', kind: 'choice', presence: 'required', min: 0, max: 0, values: TRAVEL_MODE_VALUES },
      { name: 'title', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'carrier', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'reference', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'departs_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'departs_zone', kind: 'zone', presence: 'optional', min: 0, max: 0 },
      { name: 'departs_place', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'arrives_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'arrives_zone', kind: 'zone', presence: 'optional', min: 0, max: 0 },
      { name: 'arrives_place', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'seat', kind: 'text', presence: 'optional', min: 1, max: 4000 },
      { name: 'status', kind: 'choice', presence: 'defaulted', min: 0, max: 0, values: TRAVEL_STATUS_VALUES, fallback: 'idea' },
      { name: 'notes', kind: 'text', presence: 'optional', min: 1, max: 20000 },
    ],
  },
  conflicts: {
    name: 'conflicts',
    index: 12,
    resource: 'conflicts',
    fields: [
      { name: 'owner_id', kind: 'uuid', presence: 'stamped', min: 0, max: 0 },
      { name: 'table_name', kind: 'text', presence: 'stamped', min: 0, max: 63 },
      { name: 'row_id', kind: 'uuid', presence: 'stamped', min: 0, max: 0 },
      { name: 'fields', kind: 'json', presence: 'stamped', min: 0, max: 0 },
      { name: 'kind', kind: 'choice', presence: 'stamped', min: 0, max: 0, values: CONFLICT_KIND_VALUES },
      { name: 'their_actor_id', kind: 'uuid', presence: 'server', min: 0, max: 0 },
      { name: 'their_name', kind: 'text', presence: 'server', min: 0, max: 4000 },
      { name: 'their_at', kind: 'instant', presence: 'server', min: 0, max: 0 },
      { name: 'client_id', kind: 'uuid', presence: 'server', min: 0, max: 0 },
      { name: 'mutation_n', kind: 'integer', presence: 'server', min: 0, max: 9007199254740991 },
      { name: 'resolved_at', kind: 'instant', presence: 'optional', min: 0, max: 0 },
      { name: 'resolution', kind: 'choice', presence: 'optional', min: 0, max: 0, values: RESOLUTION_VALUES },
    ],
  },
};

export const TABLE_NAMES: readonly TableName[] = ['organizations', 'memberships', 'invitations', 'people', 'tours', 'venues', 'shows', 'days', 'show_financials', 'schedule_items', 'expenses', 'travel', 'conflicts'];
