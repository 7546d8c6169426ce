// The layout of core.wasm's structs and the names behind its numbers, written by script/generate.

export const CORE_ABI = 1;
export const DATE_NONE = -2147483648;
export const VALUE_TAGS = ['null', 'text', 'number', 'boolean', 'json', ] as const;
export const DAY_ORDERS = ['guess', 'dmy', 'mdy', ] as const;
export const ENCODINGS = ['utf8', 'utf16le', 'utf16be', 'windows1252', ] as const;
export const FORMATS = ['table', 'ical', ] as const;
export const ROLES = ['owner', 'admin', 'manager', 'booking', 'crew', ] as const;
export const RESOURCES = ['organization', 'users', 'people', 'tours', 'venues', 'shows', 'finance', 'schedule', 'expenses', 'travel', 'conflicts', 'private', 'booking', 'advance', 'guests', 'tasks', 'acknowledgements', 'shares', 'payroll', 'partners', 'billing', ] as const;
export const ACTIONS = ['read', 'write', 'delete', ] as const;
export const SCOPES = ['none', 'own', 'organization', 'all', ] as const;
export const DAYS = ['show', 'travel', 'off', 'rehearsal', 'promo', 'press', ] as const;
export const COLUMNS = ['ignored', 'date', 'weekday', 'kind', 'title', 'venue', 'address', 'city', 'country', 'capacity', 'doors', 'start', 'end', 'curfew', 'status', 'guarantee', 'currency', 'notes', ] as const;
export const PROBLEMS = ['none', 'missing', 'null', 'unknown_field', 'server_field', 'given_twice', 'wrong_type', 'bad_utf8', 'nul', 'too_short', 'too_long', 'too_small', 'too_big', 'zero', 'fraction', 'too_many', 'listed_twice', 'too_many_decimals', 'too_many_digits', 'too_deep', 'not_counted', 'bad_operation', 'bad_document', 'not_a_choice', 'bad_email', 'bad_currency', 'bad_country', 'bad_zone', 'bad_clock', 'bad_date', 'no_such_day', 'guessed_year', 'guessed_order', 'wrong_weekday', 'bad_instant', 'bad_uuid', 'bad_number', 'bad_money', 'two_currencies', 'too_precise', 'ambiguous', 'unknown_status', 'unknown_country', 'after_midnight', 'out_of_order', 'duplicate', 'already_there', 'same_day', 'extra_cells', 'recurrence', 'several_days', 'cut', 'unused', 'sum_too_big', ] as const;
export const STATUSES = ['ok', 'more', 'invalid', 'invalid_json', 'invalid_utf8', 'invalid_query', 'bad_request', 'unauthenticated', 'token_expired', 'token_invalid', 'no_access', 'no_membership', 'not_found', 'method_not_allowed', 'not_acceptable', 'timeout', 'conflict', 'sync_future', 'sync_gap', 'gone', 'sync_horizon', 'length_required', 'too_large', 'uri_too_long', 'unsupported_type', 'missing_parent', 'refused', 'duplicate', 'client_too_old', 'rate_limited', 'over_limit', 'internal', 'database', 'server_too_old', 'unavailable', ] as const;

/** Words that follow a field's name: "is too long". */
export const PROBLEM_WORDS = {
  none: 'is fine',
  missing: 'is missing',
  null: 'cannot be empty',
  unknown_field: 'is not a field of this table',
  server_field: 'is written by the server only',
  given_twice: 'is given twice',
  wrong_type: 'is of the wrong type',
  bad_utf8: 'holds bytes that are not valid text',
  nul: 'holds a NUL character',
  too_short: 'is too short',
  too_long: 'is too long',
  too_small: 'is too small',
  too_big: 'is too large',
  zero: 'cannot be zero',
  fraction: 'must be a whole number',
  too_many: 'has too many entries',
  listed_twice: 'names an entry twice',
  too_many_decimals: 'has more than 12 decimals',
  too_many_digits: 'has more than 15 digits',
  too_deep: 'is nested too deeply',
  not_counted: 'is counted, so it takes a difference',
  bad_operation: 'cannot be changed in this way',
  bad_document: 'is not valid JSON',
  not_a_choice: 'is not one of the possible values',
  bad_email: 'is not an e-mail address',
  bad_currency: 'is not a currency code such as EUR',
  bad_country: 'is not a two-letter country code such as DE',
  bad_zone: 'is not a time zone such as Europe/Berlin',
  bad_clock: 'is not a time of day such as 20:30',
  bad_date: 'is not a date that can be read',
  no_such_day: 'is a day that does not exist',
  guessed_year: 'has no year, so the likeliest was taken',
  guessed_order: 'could be day first or month first',
  wrong_weekday: 'falls on another day of the week than is written',
  bad_instant: 'is not an instant such as 2026-05-12T20:00:00Z',
  bad_uuid: 'is not an id',
  bad_number: 'is not a number that can be read',
  bad_money: 'is not an amount that can be read',
  two_currencies: 'names another currency than its column',
  too_precise: 'has more decimals than the currency',
  ambiguous: 'can be read in two ways, the likelier was taken',
  unknown_status: 'is no known status, so idea was taken',
  unknown_country: 'is no known country and was left out',
  after_midnight: 'is after midnight and belongs to the evening before',
  out_of_order: 'is before the time that should come first',
  duplicate: 'is the same as an earlier row of the file',
  already_there: 'is already in the tour',
  same_day: 'is on the same date as another show of the file',
  extra_cells: 'has more cells than the header',
  recurrence: 'repeats; only the first is taken',
  several_days: 'lasts several days; only the first is taken',
  cut: 'was cut to the longest length allowed',
  unused: 'has no place in this kind of deal',
  sum_too_big: 'would add up to more than can be settled',
} as const;

export const COLUMN_WORDS = {
  ignored: 'not imported',
  date: 'date',
  weekday: 'day of the week',
  kind: 'kind of day',
  title: 'title',
  venue: 'venue',
  address: 'address',
  city: 'city',
  country: 'country',
  capacity: 'capacity',
  doors: 'doors',
  start: 'set time',
  end: 'end of the set',
  curfew: 'curfew',
  status: 'status',
  guarantee: 'guarantee',
  currency: 'currency',
  notes: 'notes',
} as const;


/** The schema that this app speaks; what each one brought since the first. */
export const SCHEMA = 3;
export type SchemaChange = { readonly schema: number } & (
  | { readonly kind: 'table_added'; readonly table: string }
  | { readonly kind: 'field_added' | 'field_unused' | 'field_mapped';
      readonly table: string; readonly field: string }
  | { readonly kind: 'field_moved'; readonly table: string; readonly field: string;
      readonly to: string }
  | { readonly kind: 'choice_added'; readonly choice: string; readonly value: string; readonly shown: string }
);
export const SCHEMA_CHANGES: readonly SchemaChange[] = [
  { schema: 2, kind: 'table_added', table: 'person_profiles' },
  { schema: 2, kind: 'field_added', table: 'organizations', field: 'legal_name' },
  { schema: 2, kind: 'field_added', table: 'organizations', field: 'address' },
  { schema: 2, kind: 'field_added', table: 'organizations', field: 'tax_id' },
  { schema: 2, kind: 'field_added', table: 'organizations', field: 'bank' },
  { schema: 2, kind: 'field_added', table: 'people', field: 'team' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'visibility' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'person_ids' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'teams' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'reader_ids' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'visibility' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'person_ids' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'teams' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'reader_ids' },
  { schema: 2, kind: 'field_mapped', table: 'travel', field: 'owner_id' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'kind' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'curfew' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'merch_rate' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'load_in' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'power' },
  { schema: 2, kind: 'field_added', table: 'venues', field: 'stage' },
  { schema: 2, kind: 'field_added', table: 'tours', field: 'driver_rule' },
  { schema: 2, kind: 'field_added', table: 'shows', field: 'promoter' },
  { schema: 2, kind: 'field_added', table: 'shows', field: 'promoter_email' },
  { schema: 2, kind: 'table_added', table: 'contacts' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'after_id' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'offset_minutes' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'template' },
  { schema: 2, kind: 'field_added', table: 'schedule_items', field: 'is_critical' },
  { schema: 2, kind: 'table_added', table: 'schedule_templates' },
  { schema: 2, kind: 'table_added', table: 'labour_calls' },
  { schema: 2, kind: 'table_added', table: 'acknowledgements' },
  { schema: 2, kind: 'table_added', table: 'share_links' },
  { schema: 2, kind: 'table_added', table: 'tasks' },
  { schema: 2, kind: 'table_added', table: 'notes' },
  { schema: 2, kind: 'table_added', table: 'advance_templates' },
  { schema: 2, kind: 'table_added', table: 'advances' },
  { schema: 2, kind: 'table_added', table: 'advance_answers' },
  { schema: 2, kind: 'table_added', table: 'guest_lists' },
  { schema: 2, kind: 'table_added', table: 'guests' },
  { schema: 2, kind: 'table_added', table: 'doors' },
  { schema: 2, kind: 'table_added', table: 'door_shares' },
  { schema: 2, kind: 'table_added', table: 'admissions' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'journey_id' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'leg' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'distance_km' },
  { schema: 2, kind: 'field_added', table: 'travel', field: 'terminal' },
  { schema: 2, kind: 'table_added', table: 'travel_passengers' },
  { schema: 2, kind: 'table_added', table: 'stays' },
  { schema: 2, kind: 'table_added', table: 'rooms' },
  { schema: 2, kind: 'table_added', table: 'room_guests' },
  { schema: 2, kind: 'table_added', table: 'stages' },
  { schema: 2, kind: 'table_added', table: 'holds' },
  { schema: 2, kind: 'table_added', table: 'radius_clauses' },
  { schema: 2, kind: 'table_added', table: 'deals' },
  { schema: 2, kind: 'table_added', table: 'ticket_tiers' },
  { schema: 2, kind: 'table_added', table: 'show_costs' },
  { schema: 2, kind: 'table_added', table: 'adjustments' },
  { schema: 2, kind: 'table_added', table: 'merch_counts' },
  { schema: 2, kind: 'table_added', table: 'settlements' },
  { schema: 2, kind: 'table_added', table: 'settlement_signatures' },
  { schema: 2, kind: 'table_added', table: 'disputes' },
  { schema: 2, kind: 'table_added', table: 'settlement_runs' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'travel_id' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'stay_id' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'base_currency' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'fx_rate' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'payer' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'rebill' },
  { schema: 2, kind: 'field_added', table: 'expenses', field: 'merchant' },
  { schema: 2, kind: 'table_added', table: 'per_diem_rules' },
  { schema: 2, kind: 'table_added', table: 'per_diems' },
  { schema: 2, kind: 'table_added', table: 'budget_lines' },
  { schema: 2, kind: 'table_added', table: 'commissions' },
  { schema: 2, kind: 'table_added', table: 'invoices' },
  { schema: 2, kind: 'table_added', table: 'payments' },
  { schema: 2, kind: 'table_added', table: 'partnerships' },
  { schema: 2, kind: 'table_added', table: 'partner_shares' },
  { schema: 2, kind: 'table_added', table: 'partner_dates' },
  { schema: 3, kind: 'table_added', table: 'billing_details' },
  { schema: 3, kind: 'choice_added', choice: 'subject', value: 'holds', shown: 'deals' },
  { schema: 3, kind: 'choice_added', choice: 'subject', value: 'invoices', shown: 'settlements' },
  { schema: 3, kind: 'choice_added', choice: 'subject', value: 'settlement_runs', shown: 'settlements' },
  { schema: 3, kind: 'field_moved', table: 'organizations', field: 'tax_id', to: 'billing_details' },
  { schema: 3, kind: 'field_moved', table: 'organizations', field: 'bank', to: 'billing_details' },
  { schema: 3, kind: 'table_added', table: 'artists' },
  { schema: 3, kind: 'field_added', table: 'tours', field: 'artist_id' },
  { schema: 3, kind: 'field_added', table: 'partner_shares', field: 'artist_id' },
  { schema: 3, kind: 'table_added', table: 'partner_artists' },
  { schema: 3, kind: 'field_added', table: 'partner_dates', field: 'partner_artist_id' },
  { schema: 3, kind: 'field_added', table: 'settlements', field: 'run_id' },
  { schema: 3, kind: 'field_added', table: 'disputes', field: 'show_id' },
];

/** Structs in core's memory: their size in bytes, and each member's offset. */
export const WIRE_value = {
  name: { at: 0, type: 'text' },
  tag: { at: 8, type: 'u32' },
  text: { at: 12, type: 'text' },
  truth: { at: 20, type: 'u32' },
  number: { at: 24, type: 'f64' },
  bytes: 32,
} as const;
export const WIRE_fault = {
  field: { at: 0, type: 'text' },
  problem: { at: 8, type: 'u32' },
  value: { at: 12, type: 'i32' },
  bytes: 16,
} as const;
export const WIRE_made = {
  value: { at: 0, type: 'text' },
  bytes: 8,
} as const;
export const WIRE_date_read = {
  days: { at: 0, type: 'i32' },
  problem: { at: 4, type: 'u32' },
  is_valid: { at: 8, type: 'u32' },
  bytes: 12,
} as const;
export const WIRE_source = {
  format: { at: 0, type: 'u32' },
  encoding: { at: 4, type: 'u32' },
  delimiter: { at: 8, type: 'u32' },
  column_count: { at: 12, type: 'u32' },
  row_count: { at: 16, type: 'u32' },
  header_line: { at: 20, type: 'u32' },
  columns: { at: 24, type: 'u32' },
  cells: { at: 28, type: 'u32' },
  handle: { at: 32, type: 'u32' },
  bytes: 36,
} as const;
export const WIRE_column = {
  header: { at: 0, type: 'text' },
  meaning: { at: 8, type: 'u32' },
  bytes: 12,
} as const;
export const WIRE_plan_options = {
  day_order: { at: 0, type: 'u32' },
  today: { at: 4, type: 'i32' },
  boundary_minutes: { at: 8, type: 'u32' },
  currency: { at: 12, type: 'text' },
  existing: { at: 20, type: 'u32' },
  existing_count: { at: 24, type: 'u32' },
  bytes: 28,
} as const;
export const WIRE_existing = {
  date: { at: 0, type: 'i32' },
  venue: { at: 4, type: 'text' },
  city: { at: 12, type: 'text' },
  title: { at: 20, type: 'text' },
  bytes: 28,
} as const;
export const WIRE_plan = {
  records: { at: 0, type: 'u32' },
  record_count: { at: 4, type: 'u32' },
  problems: { at: 8, type: 'u32' },
  problem_count: { at: 12, type: 'u32' },
  ready_count: { at: 16, type: 'u32' },
  day_order: { at: 20, type: 'u32' },
  bytes: 24,
} as const;
export const WIRE_record = {
  kind: { at: 0, type: 'u32' },
  line: { at: 4, type: 'u32' },
  is_ready: { at: 8, type: 'u32' },
  duplicate_of: { at: 12, type: 'i32' },
  date: { at: 16, type: 'i32' },
  is_utc: { at: 20, type: 'u32' },
  doors_minute: { at: 24, type: 'i32' },
  start_minute: { at: 28, type: 'i32' },
  end_minute: { at: 32, type: 'i32' },
  curfew_minute: { at: 36, type: 'i32' },
  capacity: { at: 40, type: 'i32' },
  title: { at: 44, type: 'text' },
  venue: { at: 52, type: 'text' },
  address: { at: 60, type: 'text' },
  city: { at: 68, type: 'text' },
  country: { at: 76, type: 'text' },
  zone: { at: 84, type: 'text' },
  status: { at: 92, type: 'text' },
  billing: { at: 100, type: 'text' },
  notes: { at: 108, type: 'text' },
  currency: { at: 116, type: 'text' },
  has_guarantee: { at: 124, type: 'u32' },
  first_problem: { at: 128, type: 'u32' },
  problem_count: { at: 132, type: 'u32' },
  guarantee_minor: { at: 136, type: 'i64' },
  bytes: 144,
} as const;
export const WIRE_record_problem = {
  record: { at: 0, type: 'u32' },
  column: { at: 4, type: 'u32' },
  problem: { at: 8, type: 'u32' },
  is_error: { at: 12, type: 'u32' },
  value: { at: 16, type: 'text' },
  bytes: 24,
} as const;
