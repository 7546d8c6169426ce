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

export const TEAM_VALUES = ['artist', 'band', 'crew', 'production', 'management', 'driver', 'guest'] as const;
export type PersonTeam = (typeof TEAM_VALUES)[number];

export const VISIBILITY_VALUES = ['everyone', 'assigned', 'management'] as const;
export type Visibility = (typeof VISIBILITY_VALUES)[number];

export const DIET_VALUES = ['none', 'vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher', 'gluten_free', 'other'] as const;
export type Diet = (typeof DIET_VALUES)[number];

export const VENUE_KIND_VALUES = ['club', 'theatre', 'hall', 'arena', 'festival', 'outdoor', 'other'] as const;
export type VenueKind = (typeof VENUE_KIND_VALUES)[number];

export const SHARE_KIND_VALUES = ['day_sheet', 'advance', 'tour_file', 'calendar'] as const;
export type ShareKind = (typeof SHARE_KIND_VALUES)[number];

export const ADVANCE_STATUS_VALUES = ['draft', 'sent', 'answered', 'approved'] as const;
export type AdvanceStatus = (typeof ADVANCE_STATUS_VALUES)[number];

export const ANSWERED_BY_VALUES = ['us', 'venue'] as const;
export type AnsweredBy = (typeof ANSWERED_BY_VALUES)[number];

export const PASS_TYPE_VALUES = ['ticket', 'photo', 'working', 'all_access', 'after_show'] as const;
export type PassType = (typeof PASS_TYPE_VALUES)[number];

export const GUEST_STATUS_VALUES = ['requested', 'approved', 'denied', 'waitlisted', 'cancelled'] as const;
export type GuestStatus = (typeof GUEST_STATUS_VALUES)[number];

export const TASK_STATUS_VALUES = ['open', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUS_VALUES)[number];

export const SUBJECT_VALUES = ['tours', 'shows', 'days', 'venues', 'people', 'schedule_items', 'travel', 'stays', 'advances', 'deals', 'settlements', 'expenses', 'per_diems', 'holds', 'invoices', 'settlement_runs'] as const;
export type Subject = (typeof SUBJECT_VALUES)[number];

export const ROOM_TYPE_VALUES = ['single', 'double', 'twin', 'triple', 'suite', 'bunk', 'day_room'] as const;
export type RoomType = (typeof ROOM_TYPE_VALUES)[number];

export const INCIDENTALS_PAYER_VALUES = ['guest', 'company', 'promoter'] as const;
export type IncidentalsPayer = (typeof INCIDENTALS_PAYER_VALUES)[number];

export const HOLD_STATUS_VALUES = ['active', 'challenged', 'confirmed', 'released', 'expired'] as const;
export type HoldStatus = (typeof HOLD_STATUS_VALUES)[number];

export const DEAL_STATUS_VALUES = ['draft', 'sent', 'countered', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export type DealStatus = (typeof DEAL_STATUS_VALUES)[number];

export const DEAL_TYPE_VALUES = ['flat', 'door', 'versus', 'plus'] as const;
export type DealType = (typeof DEAL_TYPE_VALUES)[number];

export const BASIS_VALUES = ['gross', 'adjusted_gross', 'net_gross', 'net'] as const;
export type Basis = (typeof BASIS_VALUES)[number];

export const PLACE_VALUES = ['inside', 'outside'] as const;
export type Place = (typeof PLACE_VALUES)[number];

export const STEP_UNIT_VALUES = ['amount', 'tickets'] as const;
export type StepUnit = (typeof STEP_UNIT_VALUES)[number];

export const STEP_REACH_VALUES = ['part', 'whole'] as const;
export type StepReach = (typeof STEP_REACH_VALUES)[number];

export const TAX_MODE_VALUES = ['none', 'inside', 'on_top', 'of_gross'] as const;
export type TaxMode = (typeof TAX_MODE_VALUES)[number];

export const BEARER_VALUES = ['show', 'artist', 'promoter'] as const;
export type Bearer = (typeof BEARER_VALUES)[number];

export const COMP_RULE_VALUES = ['free', 'artist', 'promoter'] as const;
export type CompRule = (typeof COMP_RULE_VALUES)[number];

export const COST_KIND_VALUES = ['fixed', 'per_ticket', 'per_head', 'of_gross', 'of_net_gross'] as const;
export type CostKind = (typeof COST_KIND_VALUES)[number];

export const ADJUSTMENT_KIND_VALUES = ['reimbursement', 'buyout', 'income', 'deduction'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KIND_VALUES)[number];

export const SELLER_VALUES = ['artist', 'venue'] as const;
export type Seller = (typeof SELLER_VALUES)[number];

export const SETTLEMENT_STATUS_VALUES = ['draft', 'calculated', 'presented', 'agreed', 'signed', 'paid', 'amended'] as const;
export type SettlementStatus = (typeof SETTLEMENT_STATUS_VALUES)[number];

export const PARTY_VALUES = ['artist', 'promoter'] as const;
export type Party = (typeof PARTY_VALUES)[number];

export const DISPUTE_STATUS_VALUES = ['open', 'settled'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUS_VALUES)[number];

export const PAYER_VALUES = ['own', 'tour', 'artist', 'promoter', 'label'] as const;
export type Payer = (typeof PAYER_VALUES)[number];

export const REBILL_VALUES = ['promoter', 'artist', 'label'] as const;
export type Rebill = (typeof REBILL_VALUES)[number];

export const MEAL_VALUES = ['breakfast', 'lunch', 'dinner'] as const;
export type Meal = (typeof MEAL_VALUES)[number];

export const BUDGET_KIND_VALUES = ['income', 'cost'] as const;
export type BudgetKind = (typeof BUDGET_KIND_VALUES)[number];

export const INVOICE_STATUS_VALUES = ['draft', 'issued', 'paid', 'cancelled'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUS_VALUES)[number];

export const DIRECTION_VALUES = ['in', 'out'] as const;
export type Direction = (typeof DIRECTION_VALUES)[number];

export const PAYMENT_KIND_VALUES = ['deposit', 'balance', 'commission', 'per_diem', 'merch', 'other'] as const;
export type PaymentKind = (typeof PAYMENT_KIND_VALUES)[number];

export const COMMISSION_BASE_VALUES = ['guarantee', 'take', 'earnings', 'all'] as const;
export type CommissionBase = (typeof COMMISSION_BASE_VALUES)[number];

export const COMMISSION_MODE_VALUES = ['inclusive', 'exclusive'] as const;
export type CommissionMode = (typeof COMMISSION_MODE_VALUES)[number];

export const TIMING_VALUES = ['before', 'after'] as const;
export type Timing = (typeof TIMING_VALUES)[number];

export const DRIVER_RULE_VALUES = ['none', 'eu', 'us'] as const;
export type DriverRule = (typeof DRIVER_RULE_VALUES)[number];

export const PARTNERSHIP_STATUS_VALUES = ['invited', 'linked', 'ended'] as const;
export type PartnershipStatus = (typeof PARTNERSHIP_STATUS_VALUES)[number];

export const PARTNER_DETAIL_VALUES = ['busy', 'city'] as const;
export type PartnerDetail = (typeof PARTNER_DETAIL_VALUES)[number];

export const PARTNER_DATE_STATUS_VALUES = ['confirmed', 'held', 'other'] as const;
export type PartnerDateStatus = (typeof PARTNER_DATE_STATUS_VALUES)[number];

export type TableName = 'organizations' | 'billing_details' | 'memberships' | 'invitations' | 'people' | 'person_profiles' | 'artists' | 'tours' | 'venues' | 'shows' | 'days' | 'show_financials' | 'schedule_items' | 'expenses' | 'travel' | 'conflicts' | 'contacts' | 'schedule_templates' | 'labour_calls' | 'acknowledgements' | 'share_links' | 'tasks' | 'notes' | 'advance_templates' | 'advances' | 'advance_answers' | 'guest_lists' | 'guests' | 'doors' | 'door_shares' | 'admissions' | 'travel_passengers' | 'stays' | 'rooms' | 'room_guests' | 'stages' | 'holds' | 'radius_clauses' | 'deals' | 'ticket_tiers' | 'show_costs' | 'adjustments' | 'merch_counts' | 'settlements' | 'settlement_signatures' | 'disputes' | 'settlement_runs' | 'per_diem_rules' | 'per_diems' | 'budget_lines' | 'commissions' | 'invoices' | 'payments' | 'partnerships' | 'partner_shares' | 'partner_artists' | 'partner_dates';
export type Resource = 'organization' | 'users' | 'people' | 'tours' | 'venues' | 'shows' | 'finance' | 'schedule' | 'expenses' | 'travel' | 'conflicts' | 'private' | 'booking' | 'advance' | 'guests' | 'tasks' | 'acknowledgements' | 'shares' | 'payroll' | 'partners' | 'billing';
export type Action = 'read' | 'write' | 'delete';
export type Scope = 'none' | 'own' | 'organization' | 'all';
export type FieldKind = 'text' | 'email' | 'choice' | 'currency' | 'country' | 'zone' | 'clock' | 'date' | 'instant' | 'uuid' | 'reference' | 'integer' | 'money' | 'amount' | 'real' | 'boolean' | 'json' | 'ids' | 'choices' | 'counter' | 'rate' | 'document';
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
  legal_name: string | null;
  address: string | null;
}

/** One row of `billing_details`. */
export interface BillingDetails extends RowBase {
  tax_id: string | null;
  bank: string | null;
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
  team: PersonTeam | null;
  notes: string | null;
}

/** One row of `person_profiles`. */
export interface PersonProfile extends RowBase {
  person_id: string;
  legal_name: string | null;
  date_of_birth: string | null;
  nationality: string | null;
  passport_number: string | null;
  passport_country: string | null;
  passport_expires_on: string | null;
  visa_notes: string | null;
  seat_preference: string | null;
  meal_preference: Diet | null;
  allergies: string | null;
  frequent_flyer: string | null;
  emergency_contact: string | null;
  shirt_size: string | null;
  notes: string | null;
  reader_ids: readonly string[] | null;
}

/** One row of `artists`. */
export interface Artist extends RowBase {
  name: string;
}

/** One row of `tours`. */
export interface Tour extends RowBase {
  name: string;
  artist: string | null;
  artist_id: string | null;
  starts_on: string | null;
  ends_on: string | null;
  currency: string | null;
  status: TourStatus;
  notes: string | null;
  driver_rule: DriverRule;
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
  kind: VenueKind | null;
  curfew: string | null;
  merch_rate: number | null;
  load_in: string | null;
  power: string | null;
  stage: string | null;
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
  promoter: string | null;
  promoter_email: string | null;
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
  visibility: Visibility;
  person_ids: readonly string[];
  teams: readonly PersonTeam[];
  reader_ids: readonly string[] | null;
  after_id: string | null;
  offset_minutes: number | null;
  template: string | null;
  is_critical: boolean;
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
  travel_id: string | null;
  stay_id: string | null;
  base_currency: string | null;
  fx_rate: number | null;
  payer: Payer;
  rebill: Rebill | null;
  merchant: string | null;
}

/** One row of `travel`. */
export interface Travel extends RowBase {
  tour_id: string | null;
  show_id: string | null;
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
  visibility: Visibility;
  person_ids: readonly string[];
  teams: readonly PersonTeam[];
  reader_ids: readonly string[] | null;
  journey_id: string | null;
  leg: number | null;
  distance_km: number | null;
  terminal: string | null;
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

/** One row of `contacts`. */
export interface Contact extends RowBase {
  venue_id: string | null;
  show_id: string | null;
  tour_id: string | null;
  name: string;
  job: string | null;
  company: string | null;
  phone: string | null;
  email: string | null;
  notes: string | null;
}

/** One row of `schedule_templates`. */
export interface ScheduleTemplate extends RowBase {
  tour_id: string | null;
  venue_kind: VenueKind | null;
  name: string;
  items: unknown;
}

/** One row of `labour_calls`. */
export interface LabourCall extends RowBase {
  show_id: string;
  job: string;
  heads: number;
  starts_at: string;
  ends_at: string | null;
  minimum_minutes: number | null;
  notes: string | null;
}

/** One row of `acknowledgements`. */
export interface Acknowledgement extends RowBase {
  owner_id: string;
  subject: Subject;
  subject_id: string;
  subject_seq: number;
}

/** One row of `share_links`. */
export interface ShareLink extends RowBase {
  owner_id: string;
  kind: ShareKind;
  tour_id: string | null;
  show_id: string | null;
  day_id: string | null;
  person_id: string | null;
  name: string | null;
  token: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

/** One row of `tasks`. */
export interface Task extends RowBase {
  title: string;
  notes: string | null;
  subject: Subject | null;
  subject_id: string | null;
  tour_id: string | null;
  show_id: string | null;
  due_on: string | null;
  status: TaskStatus;
  done_at: string | null;
  visibility: Visibility;
  person_ids: readonly string[];
  teams: readonly PersonTeam[];
  reader_ids: readonly string[] | null;
}

/** One row of `notes`. */
export interface Note extends RowBase {
  subject: Subject;
  subject_id: string;
  body: string;
  visibility: Visibility;
  person_ids: readonly string[];
  teams: readonly PersonTeam[];
  reader_ids: readonly string[] | null;
}

/** One row of `advance_templates`. */
export interface AdvanceTemplate extends RowBase {
  name: string;
  venue_kind: VenueKind | null;
  sections: unknown;
}

/** One row of `advances`. */
export interface Advance extends RowBase {
  show_id: string;
  name: string;
  status: AdvanceStatus;
  contact_name: string | null;
  contact_email: string | null;
  due_on: string | null;
  sections: unknown;
  sent_at: string | null;
  approved_at: string | null;
}

/** One row of `advance_answers`. */
export interface AdvanceAnswer extends RowBase {
  advance_id: string;
  question: string;
  answer: string | null;
  answered_by: AnsweredBy;
  answered_name: string | null;
  answered_at: string | null;
  is_settled: boolean;
}

/** One row of `guest_lists`. */
export interface GuestList extends RowBase {
  show_id: string;
  name: string;
  allotment: number;
  cutoff_at: string | null;
  locked_at: string | null;
  notes: string | null;
}

/** One row of `guests`. */
export interface Guest extends RowBase {
  guest_list_id: string;
  owner_id: string;
  name: string;
  plus: number;
  pass_type: PassType;
  status: GuestStatus;
  email: string | null;
  notes: string | null;
}

/** One row of `doors`. */
export interface Door extends RowBase {
  show_id: string;
  name: string;
  device_id: string | null;
  device_user_id: string | null;
  device_at: string | null;
}

/** One row of `door_shares`. */
export interface DoorShare extends RowBase {
  guest_id: string;
  door_id: string;
  heads: number;
  wanted: number | null;
}

/** One row of `admissions`. */
export interface Admission extends RowBase {
  guest_id: string;
  door_id: string;
  heads: number;
  admitted_at: string;
}

/** One row of `travel_passengers`. */
export interface TravelPassenger extends RowBase {
  travel_id: string;
  person_id: string;
  seat: string | null;
  ticket: string | null;
  reference: string | null;
  notes: string | null;
  reader_ids: readonly string[] | null;
}

/** One row of `stays`. */
export interface Stay extends RowBase {
  tour_id: string | null;
  show_id: string | null;
  name: string;
  address: string | null;
  city: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  zone: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  check_in_on: string;
  check_out_on: string;
  check_in_from: string | null;
  check_out_by: string | null;
  breakfast: string | null;
  reference: string | null;
  status: TravelStatus;
  notes: string | null;
  visibility: Visibility;
  person_ids: readonly string[];
  teams: readonly PersonTeam[];
  reader_ids: readonly string[] | null;
}

/** One row of `rooms`. */
export interface Room extends RowBase {
  stay_id: string;
  type: RoomType;
  number: string | null;
  reference: string | null;
  requests: string | null;
  incidentals: IncidentalsPayer;
  notes: string | null;
  reader_ids: readonly string[] | null;
}

/** One row of `room_guests`. */
export interface RoomGuest extends RowBase {
  room_id: string;
  person_id: string;
  arrives_on: string;
  leaves_on: string;
  alias: string | null;
  reader_ids: readonly string[] | null;
}

/** One row of `stages`. */
export interface Stage extends RowBase {
  venue_id: string;
  name: string;
  capacity: number | null;
}

/** One row of `holds`. */
export interface Hold extends RowBase {
  venue_id: string;
  stage_id: string | null;
  tour_id: string | null;
  show_id: string | null;
  date: string;
  party: string;
  rank: number | null;
  status: HoldStatus;
  is_challenging: boolean;
  challenge_hours: number;
  challenged_at: string | null;
  answer_by: string | null;
  expires_at: string | null;
  contact: string | null;
  notes: string | null;
}

/** One row of `radius_clauses`. */
export interface RadiusClause extends RowBase {
  show_id: string;
  distance_km: number;
  days_before: number;
  days_after: number;
  exceptions: string | null;
}

/** One row of `deals`. */
export interface Deal extends RowBase {
  show_id: string;
  version: number;
  status: DealStatus;
  counterparty: string | null;
  expires_at: string | null;
  sent_at: string | null;
  currency: string;
  payout_currency: string | null;
  type: DealType;
  guarantee_minor: number | null;
  share: number | null;
  basis: Basis | null;
  guarantee_place: Place | null;
  step_unit: StepUnit | null;
  step_reach: StepReach | null;
  profit_rate: number | null;
  tax_mode: TaxMode | null;
  tax_rate: number | null;
  facility_fee_minor: number | null;
  charity_per_ticket_minor: number | null;
  charity_rate: number | null;
  card_rate: number | null;
  card_per_ticket_minor: number | null;
  card_bearer: Bearer | null;
  support_fee_minor: number | null;
  support_bearer: Bearer | null;
  expenses_cap_minor: number | null;
  sellable: number | null;
  comps_allowed: number | null;
  comp_rule: CompRule | null;
  comp_price_minor: number | null;
  terms: unknown;
  notes: string | null;
}

/** One row of `ticket_tiers`. */
export interface TicketTier extends RowBase {
  show_id: string;
  name: string;
  price_minor: number;
  currency: string | null;
  allotment: number | null;
  sold: number;
  comps: number;
  position: number;
}

/** One row of `show_costs`. */
export interface ShowCost extends RowBase {
  show_id: string;
  name: string;
  kind: CostKind;
  amount_minor: number | null;
  rate: number | null;
  currency: string | null;
  cap_minor: number | null;
  is_approved: boolean;
  position: number;
}

/** One row of `adjustments`. */
export interface Adjustment extends RowBase {
  show_id: string;
  kind: AdjustmentKind;
  name: string;
  amount_minor: number;
  quantity: number;
  currency: string | null;
}

/** One row of `merch_counts`. */
export interface MerchCount extends RowBase {
  show_id: string;
  item: string;
  price_minor: number;
  currency: string | null;
  count_in: number;
  count_out: number;
  comps: number;
  seller: Seller;
  tax_rate: number | null;
  venue_rate: number | null;
}

/** One row of `settlements`. */
export interface Settlement extends RowBase {
  show_id: string | null;
  run_id: string | null;
  version: number | null;
  status: SettlementStatus;
  amends_id: string | null;
  reason: string | null;
  input: unknown;
  result_hash: string | null;
  input_text: string | null;
  currency: string;
  balance_minor: number | null;
  undisputed_minor: number | null;
  engine: number | null;
  presented_at: string | null;
  paid_at: string | null;
  notes: string | null;
}

/** One row of `settlement_signatures`. */
export interface SettlementSignature extends RowBase {
  settlement_id: string;
  party: Party;
  name: string;
  job: string | null;
  result_hash: string;
  signed_at: string;
  public_key: string | null;
  signature: string | null;
  drawing: unknown;
}

/** One row of `disputes`. */
export interface Dispute extends RowBase {
  settlement_id: string;
  show_id: string | null;
  line: string;
  item: number;
  ours_minor: number | null;
  theirs_minor: number | null;
  reason: string | null;
  status: DisputeStatus;
}

/** One row of `settlement_runs`. */
export interface SettlementRun extends RowBase {
  tour_id: string | null;
  name: string;
  currency: string;
  show_ids: readonly string[];
  terms: unknown;
}

/** One row of `per_diem_rules`. */
export interface PerDiemRule extends RowBase {
  tour_id: string | null;
  name: string;
  currency: string;
  day_minor: number;
  breakfast_minor: number;
  lunch_minor: number;
  dinner_minor: number;
  incidentals_minor: number;
  edge_rate: number;
}

/** One row of `per_diems`. */
export interface PerDiem extends RowBase {
  tour_id: string | null;
  person_id: string;
  rule_id: string | null;
  date: string;
  is_edge: boolean;
  provided: readonly Meal[];
  amount_minor: number;
  currency: string;
  paid_on: string | null;
  signed_name: string | null;
  signed_at: string | null;
  reader_ids: readonly string[] | null;
}

/** One row of `budget_lines`. */
export interface BudgetLine extends RowBase {
  tour_id: string | null;
  show_id: string | null;
  kind: BudgetKind;
  category: ExpenseCategory;
  title: string;
  planned_minor: number;
  currency: string;
  notes: string | null;
}

/** One row of `commissions`. */
export interface Commission extends RowBase {
  tour_id: string | null;
  show_id: string | null;
  payee: string;
  base: CommissionBase;
  rate: number;
  mode: CommissionMode;
  timing: Timing;
  position: number;
  is_after_prior: boolean;
  less_minor: number;
  currency: string | null;
}

/** One row of `invoices`. */
export interface Invoice extends RowBase {
  show_id: string | null;
  tour_id: string | null;
  settlement_id: string | null;
  number: string | null;
  status: InvoiceStatus;
  from_name: string | null;
  from_address: string | null;
  from_tax_id: string | null;
  from_bank: string | null;
  to_name: string;
  to_address: string | null;
  to_tax_id: string | null;
  issued_on: string | null;
  due_on: string | null;
  currency: string;
  lines: unknown;
  net_minor: number;
  tax_rate: number | null;
  tax_minor: number;
  total_minor: number;
  notes: string | null;
}

/** One row of `payments`. */
export interface PaymentEntry extends RowBase {
  show_id: string | null;
  tour_id: string | null;
  invoice_id: string | null;
  settlement_id: string | null;
  direction: Direction;
  kind: PaymentKind;
  amount_minor: number;
  currency: string;
  paid_on: string;
  method: Payment;
  reference: string | null;
  notes: string | null;
}

/** One row of `partnerships`. */
export interface Partnership extends RowBase {
  name: string | null;
  status: PartnershipStatus;
  code: string | null;
  expires_at: string | null;
  partner_id: string | null;
  linked_at: string | null;
  ended_at: string | null;
}

/** One row of `partner_shares`. */
export interface PartnerShare extends RowBase {
  partnership_id: string;
  artist: string;
  artist_id: string | null;
  detail: PartnerDetail;
}

/** One row of `partner_artists`. */
export interface PartnerArtist extends RowBase {
  partnership_id: string;
  their_id: string;
  name: string;
  artist_id: string | null;
}

/** One row of `partner_dates`. */
export interface PartnerDate extends RowBase {
  partnership_id: string;
  partner_artist_id: string | null;
  artist: string;
  date: string;
  status: PartnerDateStatus | null;
  city: string | null;
  country: string | null;
}

export interface Rows {
  organizations: Organization;
  billing_details: BillingDetails;
  memberships: Membership;
  invitations: Invitation;
  people: Person;
  person_profiles: PersonProfile;
  artists: Artist;
  tours: Tour;
  venues: Venue;
  shows: Show;
  days: Day;
  show_financials: ShowFinancial;
  schedule_items: ScheduleItem;
  expenses: Expense;
  travel: Travel;
  conflicts: Conflict;
  contacts: Contact;
  schedule_templates: ScheduleTemplate;
  labour_calls: LabourCall;
  acknowledgements: Acknowledgement;
  share_links: ShareLink;
  tasks: Task;
  notes: Note;
  advance_templates: AdvanceTemplate;
  advances: Advance;
  advance_answers: AdvanceAnswer;
  guest_lists: GuestList;
  guests: Guest;
  doors: Door;
  door_shares: DoorShare;
  admissions: Admission;
  travel_passengers: TravelPassenger;
  stays: Stay;
  rooms: Room;
  room_guests: RoomGuest;
  stages: Stage;
  holds: Hold;
  radius_clauses: RadiusClause;
  deals: Deal;
  ticket_tiers: TicketTier;
  show_costs: ShowCost;
  adjustments: Adjustment;
  merch_counts: MerchCount;
  settlements: Settlement;
  settlement_signatures: SettlementSignature;
  disputes: Dispute;
  settlement_runs: SettlementRun;
  per_diem_rules: PerDiemRule;
  per_diems: PerDiem;
  budget_lines: BudgetLine;
  commissions: Commission;
  invoices: Invoice;
  payments: PaymentEntry;
  partnerships: Partnership;
  partner_shares: PartnerShare;
  partner_artists: PartnerArtist;
  partner_dates: PartnerDate;
}

/** One field of a table. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly presence: FieldPresence;
  readonly fallback?: string;
}

/** `index` is the number that core's functions take for the table; `needsWord`: what is
 * written there is a request that the server decides. */
export interface TableSpec {
  readonly name: TableName;
  readonly index: number;
  readonly resource: Resource;
  readonly needsWord?: true;
  readonly fields: readonly FieldSpec[];
}

export const TABLES: { readonly [T in TableName]: TableSpec } = {
  organizations: {
    name: 'organizations',
    index: 0,
    resource: 'organization',
    fields: [
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'type', kind: 'choice', presence: 'required' },
      { name: 'default_currency', kind: 'currency', presence: 'defaulted', fallback: 'EUR' },
      { name: 'zone', kind: 'zone', presence: 'defaulted', fallback: 'Europe/Berlin' },
      { name: 'day_boundary', kind: 'clock', presence: 'defaulted', fallback: '06:00' },
      { name: 'locale', kind: 'text', presence: 'defaulted', fallback: 'en' },
      { name: 'legal_name', kind: 'text', presence: 'optional' },
      { name: 'address', kind: 'text', presence: 'optional' },
    ],
  },
  billing_details: {
    name: 'billing_details',
    index: 1,
    resource: 'billing',
    fields: [
      { name: 'tax_id', kind: 'text', presence: 'optional' },
      { name: 'bank', kind: 'text', presence: 'optional' },
    ],
  },
  memberships: {
    name: 'memberships',
    index: 2,
    resource: 'users',
    needsWord: true,
    fields: [
      { name: 'user_id', kind: 'uuid', presence: 'stamped' },
      { name: 'role', kind: 'choice', presence: 'required' },
      { name: 'email', kind: 'text', presence: 'server' },
      { name: 'name', kind: 'text', presence: 'optional' },
    ],
  },
  invitations: {
    name: 'invitations',
    index: 3,
    resource: 'users',
    needsWord: true,
    fields: [
      { name: 'email', kind: 'email', presence: 'required' },
      { name: 'role', kind: 'choice', presence: 'required' },
      { name: 'expires_at', kind: 'instant', presence: 'stamped' },
      { name: 'accepted_at', kind: 'instant', presence: 'server' },
      { name: 'revoked_at', kind: 'instant', presence: 'optional' },
    ],
  },
  people: {
    name: 'people',
    index: 4,
    resource: 'people',
    fields: [
      { name: 'user_id', kind: 'uuid', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'email', kind: 'email', presence: 'optional' },
      { name: 'phone', kind: 'text', presence: 'optional' },
      { name: 'job', kind: 'text', presence: 'optional' },
      { name: 'team', kind: 'choice', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  person_profiles: {
    name: 'person_profiles',
    index: 5,
    resource: 'private',
    fields: [
      { name: 'person_id', kind: 'reference', presence: 'required' },
      { name: 'legal_name', kind: 'text', presence: 'optional' },
      { name: 'date_of_birth', kind: 'date', presence: 'optional' },
      { name: 'nationality', kind: 'country', presence: 'optional' },
      { name: 'passport_number', kind: 'text', presence: 'optional' },
      { name: 'passport_country', kind: 'country', presence: 'optional' },
      { name: 'passport_expires_on', kind: 'date', presence: 'optional' },
      { name: 'visa_notes', kind: 'text', presence: 'optional' },
      { name: 'seat_preference', kind: 'text', presence: 'optional' },
      { name: 'meal_preference', kind: 'choice', presence: 'optional' },
      { name: 'allergies', kind: 'text', presence: 'optional' },
      { name: 'frequent_flyer', kind: 'text', presence: 'optional' },
      { name: 'emergency_contact', kind: 'text', presence: 'optional' },
      { name: 'shirt_size', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  artists: {
    name: 'artists',
    index: 6,
    resource: 'tours',
    fields: [
      { name: 'name', kind: 'text', presence: 'required' },
    ],
  },
  tours: {
    name: 'tours',
    index: 7,
    resource: 'tours',
    fields: [
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'artist', kind: 'text', presence: 'optional' },
      { name: 'artist_id', kind: 'reference', presence: 'optional' },
      { name: 'starts_on', kind: 'date', presence: 'optional' },
      { name: 'ends_on', kind: 'date', presence: 'optional' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'planned' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'driver_rule', kind: 'choice', presence: 'defaulted', fallback: 'none' },
    ],
  },
  venues: {
    name: 'venues',
    index: 8,
    resource: 'venues',
    fields: [
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'city', kind: 'text', presence: 'optional' },
      { name: 'country', kind: 'country', presence: 'optional' },
      { name: 'address', kind: 'text', presence: 'optional' },
      { name: 'latitude', kind: 'real', presence: 'optional' },
      { name: 'longitude', kind: 'real', presence: 'optional' },
      { name: 'zone', kind: 'zone', presence: 'optional' },
      { name: 'capacity', kind: 'integer', presence: 'optional' },
      { name: 'phone', kind: 'text', presence: 'optional' },
      { name: 'website', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'kind', kind: 'choice', presence: 'optional' },
      { name: 'curfew', kind: 'clock', presence: 'optional' },
      { name: 'merch_rate', kind: 'rate', presence: 'optional' },
      { name: 'load_in', kind: 'text', presence: 'optional' },
      { name: 'power', kind: 'text', presence: 'optional' },
      { name: 'stage', kind: 'text', presence: 'optional' },
    ],
  },
  shows: {
    name: 'shows',
    index: 9,
    resource: 'shows',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'venue_id', kind: 'reference', presence: 'optional' },
      { name: 'title', kind: 'text', presence: 'required' },
      { name: 'date', kind: 'date', presence: 'required' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'idea' },
      { name: 'billing', kind: 'choice', presence: 'defaulted', fallback: 'headline' },
      { name: 'city', kind: 'text', presence: 'optional' },
      { name: 'country', kind: 'country', presence: 'optional' },
      { name: 'zone', kind: 'zone', presence: 'optional' },
      { name: 'doors_at', kind: 'instant', presence: 'optional' },
      { name: 'starts_at', kind: 'instant', presence: 'optional' },
      { name: 'ends_at', kind: 'instant', presence: 'optional' },
      { name: 'curfew_at', kind: 'instant', presence: 'optional' },
      { name: 'capacity', kind: 'integer', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'promoter', kind: 'text', presence: 'optional' },
      { name: 'promoter_email', kind: 'email', presence: 'optional' },
    ],
  },
  days: {
    name: 'days',
    index: 10,
    resource: 'shows',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'date', kind: 'date', presence: 'required' },
      { name: 'kind', kind: 'choice', presence: 'required' },
      { name: 'title', kind: 'text', presence: 'optional' },
      { name: 'city', kind: 'text', presence: 'optional' },
      { name: 'country', kind: 'country', presence: 'optional' },
      { name: 'zone', kind: 'zone', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  show_financials: {
    name: 'show_financials',
    index: 11,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'guarantee_minor', kind: 'money', presence: 'optional' },
      { name: 'deposit_minor', kind: 'money', presence: 'optional' },
      { name: 'ticket_price_minor', kind: 'money', presence: 'optional' },
      { name: 'deal', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  schedule_items: {
    name: 'schedule_items',
    index: 12,
    resource: 'schedule',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'day_id', kind: 'reference', presence: 'optional' },
      { name: 'kind', kind: 'choice', presence: 'required' },
      { name: 'title', kind: 'text', presence: 'required' },
      { name: 'starts_at', kind: 'instant', presence: 'required' },
      { name: 'ends_at', kind: 'instant', presence: 'optional' },
      { name: 'zone', kind: 'zone', presence: 'required' },
      { name: 'place', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'is_confirmed', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'is_hard', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'visibility', kind: 'choice', presence: 'defaulted', fallback: 'everyone' },
      { name: 'person_ids', kind: 'ids', presence: 'defaulted' },
      { name: 'teams', kind: 'choices', presence: 'defaulted' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
      { name: 'after_id', kind: 'reference', presence: 'optional' },
      { name: 'offset_minutes', kind: 'integer', presence: 'optional' },
      { name: 'template', kind: 'text', presence: 'optional' },
      { name: 'is_critical', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
    ],
  },
  expenses: {
    name: 'expenses',
    index: 13,
    resource: 'expenses',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'owner_id', kind: 'uuid', presence: 'defaulted' },
      { name: 'spent_on', kind: 'date', presence: 'required' },
      { name: 'category', kind: 'choice', presence: 'required' },
      { name: 'description', kind: 'text', presence: 'optional' },
      { name: 'amount_minor', kind: 'amount', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'payment', kind: 'choice', presence: 'defaulted', fallback: 'card' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'draft' },
      { name: 'travel_id', kind: 'reference', presence: 'optional' },
      { name: 'stay_id', kind: 'reference', presence: 'optional' },
      { name: 'base_currency', kind: 'currency', presence: 'optional' },
      { name: 'fx_rate', kind: 'rate', presence: 'optional' },
      { name: 'payer', kind: 'choice', presence: 'defaulted', fallback: 'own' },
      { name: 'rebill', kind: 'choice', presence: 'optional' },
      { name: 'merchant', kind: 'text', presence: 'optional' },
    ],
  },
  travel: {
    name: 'travel',
    index: 14,
    resource: 'travel',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'mode', kind: 'choice', presence: 'required' },
      { name: 'title', kind: 'text', presence: 'optional' },
      { name: 'carrier', kind: 'text', presence: 'optional' },
      { name: 'reference', kind: 'text', presence: 'optional' },
      { name: 'departs_at', kind: 'instant', presence: 'optional' },
      { name: 'departs_zone', kind: 'zone', presence: 'optional' },
      { name: 'departs_place', kind: 'text', presence: 'optional' },
      { name: 'arrives_at', kind: 'instant', presence: 'optional' },
      { name: 'arrives_zone', kind: 'zone', presence: 'optional' },
      { name: 'arrives_place', kind: 'text', presence: 'optional' },
      { name: 'seat', kind: 'text', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'idea' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'visibility', kind: 'choice', presence: 'defaulted', fallback: 'everyone' },
      { name: 'person_ids', kind: 'ids', presence: 'defaulted' },
      { name: 'teams', kind: 'choices', presence: 'defaulted' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
      { name: 'journey_id', kind: 'uuid', presence: 'optional' },
      { name: 'leg', kind: 'integer', presence: 'optional' },
      { name: 'distance_km', kind: 'integer', presence: 'optional' },
      { name: 'terminal', kind: 'text', presence: 'optional' },
    ],
  },
  conflicts: {
    name: 'conflicts',
    index: 15,
    resource: 'conflicts',
    fields: [
      { name: 'owner_id', kind: 'uuid', presence: 'stamped' },
      { name: 'table_name', kind: 'text', presence: 'stamped' },
      { name: 'row_id', kind: 'uuid', presence: 'stamped' },
      { name: 'fields', kind: 'json', presence: 'stamped' },
      { name: 'kind', kind: 'choice', presence: 'stamped' },
      { name: 'their_actor_id', kind: 'uuid', presence: 'server' },
      { name: 'their_name', kind: 'text', presence: 'server' },
      { name: 'their_at', kind: 'instant', presence: 'server' },
      { name: 'client_id', kind: 'uuid', presence: 'server' },
      { name: 'mutation_n', kind: 'integer', presence: 'server' },
      { name: 'resolved_at', kind: 'instant', presence: 'optional' },
      { name: 'resolution', kind: 'choice', presence: 'optional' },
    ],
  },
  contacts: {
    name: 'contacts',
    index: 16,
    resource: 'people',
    fields: [
      { name: 'venue_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'job', kind: 'text', presence: 'optional' },
      { name: 'company', kind: 'text', presence: 'optional' },
      { name: 'phone', kind: 'text', presence: 'optional' },
      { name: 'email', kind: 'email', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  schedule_templates: {
    name: 'schedule_templates',
    index: 17,
    resource: 'schedule',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'venue_kind', kind: 'choice', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'items', kind: 'document', presence: 'required' },
    ],
  },
  labour_calls: {
    name: 'labour_calls',
    index: 18,
    resource: 'schedule',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'job', kind: 'text', presence: 'required' },
      { name: 'heads', kind: 'integer', presence: 'defaulted', fallback: '1' },
      { name: 'starts_at', kind: 'instant', presence: 'required' },
      { name: 'ends_at', kind: 'instant', presence: 'optional' },
      { name: 'minimum_minutes', kind: 'integer', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  acknowledgements: {
    name: 'acknowledgements',
    index: 19,
    resource: 'acknowledgements',
    fields: [
      { name: 'owner_id', kind: 'uuid', presence: 'defaulted' },
      { name: 'subject', kind: 'choice', presence: 'required' },
      { name: 'subject_id', kind: 'uuid', presence: 'required' },
      { name: 'subject_seq', kind: 'integer', presence: 'required' },
    ],
  },
  share_links: {
    name: 'share_links',
    index: 20,
    resource: 'shares',
    fields: [
      { name: 'owner_id', kind: 'uuid', presence: 'defaulted' },
      { name: 'kind', kind: 'choice', presence: 'required' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'day_id', kind: 'reference', presence: 'optional' },
      { name: 'person_id', kind: 'reference', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'optional' },
      { name: 'token', kind: 'text', presence: 'required' },
      { name: 'expires_at', kind: 'instant', presence: 'optional' },
      { name: 'revoked_at', kind: 'instant', presence: 'optional' },
      { name: 'last_used_at', kind: 'instant', presence: 'server' },
    ],
  },
  tasks: {
    name: 'tasks',
    index: 21,
    resource: 'tasks',
    fields: [
      { name: 'title', kind: 'text', presence: 'required' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'subject', kind: 'choice', presence: 'optional' },
      { name: 'subject_id', kind: 'uuid', presence: 'optional' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'due_on', kind: 'date', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'open' },
      { name: 'done_at', kind: 'instant', presence: 'optional' },
      { name: 'visibility', kind: 'choice', presence: 'defaulted', fallback: 'everyone' },
      { name: 'person_ids', kind: 'ids', presence: 'defaulted', fallback: '{}' },
      { name: 'teams', kind: 'choices', presence: 'defaulted', fallback: '{}' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  notes: {
    name: 'notes',
    index: 22,
    resource: 'tasks',
    fields: [
      { name: 'subject', kind: 'choice', presence: 'required' },
      { name: 'subject_id', kind: 'uuid', presence: 'required' },
      { name: 'body', kind: 'text', presence: 'required' },
      { name: 'visibility', kind: 'choice', presence: 'defaulted', fallback: 'everyone' },
      { name: 'person_ids', kind: 'ids', presence: 'defaulted', fallback: '{}' },
      { name: 'teams', kind: 'choices', presence: 'defaulted', fallback: '{}' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  advance_templates: {
    name: 'advance_templates',
    index: 23,
    resource: 'advance',
    fields: [
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'venue_kind', kind: 'choice', presence: 'optional' },
      { name: 'sections', kind: 'document', presence: 'required' },
    ],
  },
  advances: {
    name: 'advances',
    index: 24,
    resource: 'advance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'draft' },
      { name: 'contact_name', kind: 'text', presence: 'optional' },
      { name: 'contact_email', kind: 'email', presence: 'optional' },
      { name: 'due_on', kind: 'date', presence: 'optional' },
      { name: 'sections', kind: 'document', presence: 'required' },
      { name: 'sent_at', kind: 'instant', presence: 'optional' },
      { name: 'approved_at', kind: 'instant', presence: 'optional' },
    ],
  },
  advance_answers: {
    name: 'advance_answers',
    index: 25,
    resource: 'advance',
    fields: [
      { name: 'advance_id', kind: 'reference', presence: 'required' },
      { name: 'question', kind: 'text', presence: 'required' },
      { name: 'answer', kind: 'text', presence: 'optional' },
      { name: 'answered_by', kind: 'choice', presence: 'defaulted', fallback: 'us' },
      { name: 'answered_name', kind: 'text', presence: 'optional' },
      { name: 'answered_at', kind: 'instant', presence: 'optional' },
      { name: 'is_settled', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
    ],
  },
  guest_lists: {
    name: 'guest_lists',
    index: 26,
    resource: 'guests',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'allotment', kind: 'integer', presence: 'required' },
      { name: 'cutoff_at', kind: 'instant', presence: 'optional' },
      { name: 'locked_at', kind: 'instant', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  guests: {
    name: 'guests',
    index: 27,
    resource: 'guests',
    fields: [
      { name: 'guest_list_id', kind: 'reference', presence: 'required' },
      { name: 'owner_id', kind: 'uuid', presence: 'defaulted' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'plus', kind: 'integer', presence: 'defaulted', fallback: '0' },
      { name: 'pass_type', kind: 'choice', presence: 'defaulted', fallback: 'ticket' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'requested' },
      { name: 'email', kind: 'email', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  doors: {
    name: 'doors',
    index: 28,
    resource: 'guests',
    needsWord: true,
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'device_id', kind: 'uuid', presence: 'optional' },
      { name: 'device_user_id', kind: 'uuid', presence: 'server' },
      { name: 'device_at', kind: 'instant', presence: 'server' },
    ],
  },
  door_shares: {
    name: 'door_shares',
    index: 29,
    resource: 'guests',
    fields: [
      { name: 'guest_id', kind: 'reference', presence: 'required' },
      { name: 'door_id', kind: 'reference', presence: 'required' },
      { name: 'heads', kind: 'integer', presence: 'required' },
      { name: 'wanted', kind: 'integer', presence: 'optional' },
    ],
  },
  admissions: {
    name: 'admissions',
    index: 30,
    resource: 'guests',
    fields: [
      { name: 'guest_id', kind: 'reference', presence: 'required' },
      { name: 'door_id', kind: 'reference', presence: 'required' },
      { name: 'heads', kind: 'integer', presence: 'required' },
      { name: 'admitted_at', kind: 'instant', presence: 'required' },
    ],
  },
  travel_passengers: {
    name: 'travel_passengers',
    index: 31,
    resource: 'travel',
    fields: [
      { name: 'travel_id', kind: 'reference', presence: 'required' },
      { name: 'person_id', kind: 'reference', presence: 'required' },
      { name: 'seat', kind: 'text', presence: 'optional' },
      { name: 'ticket', kind: 'text', presence: 'optional' },
      { name: 'reference', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  stays: {
    name: 'stays',
    index: 32,
    resource: 'travel',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'address', kind: 'text', presence: 'optional' },
      { name: 'city', kind: 'text', presence: 'optional' },
      { name: 'country', kind: 'country', presence: 'optional' },
      { name: 'latitude', kind: 'real', presence: 'optional' },
      { name: 'longitude', kind: 'real', presence: 'optional' },
      { name: 'zone', kind: 'zone', presence: 'optional' },
      { name: 'phone', kind: 'text', presence: 'optional' },
      { name: 'email', kind: 'email', presence: 'optional' },
      { name: 'website', kind: 'text', presence: 'optional' },
      { name: 'check_in_on', kind: 'date', presence: 'required' },
      { name: 'check_out_on', kind: 'date', presence: 'required' },
      { name: 'check_in_from', kind: 'clock', presence: 'optional' },
      { name: 'check_out_by', kind: 'clock', presence: 'optional' },
      { name: 'breakfast', kind: 'text', presence: 'optional' },
      { name: 'reference', kind: 'text', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'idea' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'visibility', kind: 'choice', presence: 'defaulted', fallback: 'everyone' },
      { name: 'person_ids', kind: 'ids', presence: 'defaulted', fallback: '{}' },
      { name: 'teams', kind: 'choices', presence: 'defaulted', fallback: '{}' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  rooms: {
    name: 'rooms',
    index: 33,
    resource: 'travel',
    fields: [
      { name: 'stay_id', kind: 'reference', presence: 'required' },
      { name: 'type', kind: 'choice', presence: 'defaulted', fallback: 'single' },
      { name: 'number', kind: 'text', presence: 'optional' },
      { name: 'reference', kind: 'text', presence: 'optional' },
      { name: 'requests', kind: 'text', presence: 'optional' },
      { name: 'incidentals', kind: 'choice', presence: 'defaulted', fallback: 'guest' },
      { name: 'notes', kind: 'text', presence: 'optional' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  room_guests: {
    name: 'room_guests',
    index: 34,
    resource: 'travel',
    fields: [
      { name: 'room_id', kind: 'reference', presence: 'required' },
      { name: 'person_id', kind: 'reference', presence: 'required' },
      { name: 'arrives_on', kind: 'date', presence: 'required' },
      { name: 'leaves_on', kind: 'date', presence: 'required' },
      { name: 'alias', kind: 'text', presence: 'optional' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  stages: {
    name: 'stages',
    index: 35,
    resource: 'venues',
    fields: [
      { name: 'venue_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'capacity', kind: 'integer', presence: 'optional' },
    ],
  },
  holds: {
    name: 'holds',
    index: 36,
    resource: 'booking',
    needsWord: true,
    fields: [
      { name: 'venue_id', kind: 'reference', presence: 'required' },
      { name: 'stage_id', kind: 'reference', presence: 'optional' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'date', kind: 'date', presence: 'required' },
      { name: 'party', kind: 'text', presence: 'required' },
      { name: 'rank', kind: 'integer', presence: 'server' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'active' },
      { name: 'is_challenging', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'challenge_hours', kind: 'integer', presence: 'defaulted', fallback: '48' },
      { name: 'challenged_at', kind: 'instant', presence: 'server' },
      { name: 'answer_by', kind: 'instant', presence: 'server' },
      { name: 'expires_at', kind: 'instant', presence: 'optional' },
      { name: 'contact', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  radius_clauses: {
    name: 'radius_clauses',
    index: 37,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'distance_km', kind: 'integer', presence: 'required' },
      { name: 'days_before', kind: 'integer', presence: 'required' },
      { name: 'days_after', kind: 'integer', presence: 'required' },
      { name: 'exceptions', kind: 'text', presence: 'optional' },
    ],
  },
  deals: {
    name: 'deals',
    index: 38,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'version', kind: 'integer', presence: 'defaulted', fallback: '1' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'draft' },
      { name: 'counterparty', kind: 'text', presence: 'optional' },
      { name: 'expires_at', kind: 'instant', presence: 'optional' },
      { name: 'sent_at', kind: 'instant', presence: 'optional' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'payout_currency', kind: 'currency', presence: 'optional' },
      { name: 'type', kind: 'choice', presence: 'required' },
      { name: 'guarantee_minor', kind: 'money', presence: 'optional' },
      { name: 'share', kind: 'rate', presence: 'optional' },
      { name: 'basis', kind: 'choice', presence: 'optional' },
      { name: 'guarantee_place', kind: 'choice', presence: 'optional' },
      { name: 'step_unit', kind: 'choice', presence: 'optional' },
      { name: 'step_reach', kind: 'choice', presence: 'optional' },
      { name: 'profit_rate', kind: 'rate', presence: 'optional' },
      { name: 'tax_mode', kind: 'choice', presence: 'optional' },
      { name: 'tax_rate', kind: 'rate', presence: 'optional' },
      { name: 'facility_fee_minor', kind: 'money', presence: 'optional' },
      { name: 'charity_per_ticket_minor', kind: 'money', presence: 'optional' },
      { name: 'charity_rate', kind: 'rate', presence: 'optional' },
      { name: 'card_rate', kind: 'rate', presence: 'optional' },
      { name: 'card_per_ticket_minor', kind: 'money', presence: 'optional' },
      { name: 'card_bearer', kind: 'choice', presence: 'optional' },
      { name: 'support_fee_minor', kind: 'money', presence: 'optional' },
      { name: 'support_bearer', kind: 'choice', presence: 'optional' },
      { name: 'expenses_cap_minor', kind: 'money', presence: 'optional' },
      { name: 'sellable', kind: 'integer', presence: 'optional' },
      { name: 'comps_allowed', kind: 'integer', presence: 'optional' },
      { name: 'comp_rule', kind: 'choice', presence: 'optional' },
      { name: 'comp_price_minor', kind: 'money', presence: 'optional' },
      { name: 'terms', kind: 'document', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  ticket_tiers: {
    name: 'ticket_tiers',
    index: 39,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'price_minor', kind: 'money', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
      { name: 'allotment', kind: 'integer', presence: 'optional' },
      { name: 'sold', kind: 'integer', presence: 'defaulted', fallback: '0' },
      { name: 'comps', kind: 'integer', presence: 'defaulted', fallback: '0' },
      { name: 'position', kind: 'integer', presence: 'defaulted', fallback: '0' },
    ],
  },
  show_costs: {
    name: 'show_costs',
    index: 40,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'kind', kind: 'choice', presence: 'required' },
      { name: 'amount_minor', kind: 'money', presence: 'optional' },
      { name: 'rate', kind: 'rate', presence: 'optional' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
      { name: 'cap_minor', kind: 'money', presence: 'optional' },
      { name: 'is_approved', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'position', kind: 'integer', presence: 'defaulted', fallback: '0' },
    ],
  },
  adjustments: {
    name: 'adjustments',
    index: 41,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'kind', kind: 'choice', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'amount_minor', kind: 'money', presence: 'required' },
      { name: 'quantity', kind: 'integer', presence: 'defaulted', fallback: '1' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
    ],
  },
  merch_counts: {
    name: 'merch_counts',
    index: 42,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'required' },
      { name: 'item', kind: 'text', presence: 'required' },
      { name: 'price_minor', kind: 'money', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
      { name: 'count_in', kind: 'counter', presence: 'defaulted', fallback: '0' },
      { name: 'count_out', kind: 'counter', presence: 'defaulted', fallback: '0' },
      { name: 'comps', kind: 'counter', presence: 'defaulted', fallback: '0' },
      { name: 'seller', kind: 'choice', presence: 'defaulted', fallback: 'artist' },
      { name: 'tax_rate', kind: 'rate', presence: 'optional' },
      { name: 'venue_rate', kind: 'rate', presence: 'optional' },
    ],
  },
  settlements: {
    name: 'settlements',
    index: 43,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'run_id', kind: 'reference', presence: 'optional' },
      { name: 'version', kind: 'integer', presence: 'server' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'draft' },
      { name: 'amends_id', kind: 'reference', presence: 'optional' },
      { name: 'reason', kind: 'text', presence: 'optional' },
      { name: 'input', kind: 'document', presence: 'required' },
      { name: 'result_hash', kind: 'text', presence: 'optional' },
      { name: 'input_text', kind: 'text', presence: 'optional' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'balance_minor', kind: 'integer', presence: 'optional' },
      { name: 'undisputed_minor', kind: 'integer', presence: 'optional' },
      { name: 'engine', kind: 'integer', presence: 'optional' },
      { name: 'presented_at', kind: 'instant', presence: 'optional' },
      { name: 'paid_at', kind: 'instant', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  settlement_signatures: {
    name: 'settlement_signatures',
    index: 44,
    resource: 'finance',
    needsWord: true,
    fields: [
      { name: 'settlement_id', kind: 'reference', presence: 'required' },
      { name: 'party', kind: 'choice', presence: 'required' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'job', kind: 'text', presence: 'optional' },
      { name: 'result_hash', kind: 'text', presence: 'required' },
      { name: 'signed_at', kind: 'instant', presence: 'required' },
      { name: 'public_key', kind: 'text', presence: 'optional' },
      { name: 'signature', kind: 'text', presence: 'optional' },
      { name: 'drawing', kind: 'document', presence: 'optional' },
    ],
  },
  disputes: {
    name: 'disputes',
    index: 45,
    resource: 'finance',
    fields: [
      { name: 'settlement_id', kind: 'reference', presence: 'required' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'line', kind: 'text', presence: 'required' },
      { name: 'item', kind: 'integer', presence: 'defaulted', fallback: '0' },
      { name: 'ours_minor', kind: 'integer', presence: 'optional' },
      { name: 'theirs_minor', kind: 'integer', presence: 'optional' },
      { name: 'reason', kind: 'text', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'open' },
    ],
  },
  settlement_runs: {
    name: 'settlement_runs',
    index: 46,
    resource: 'finance',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'show_ids', kind: 'ids', presence: 'defaulted', fallback: '{}' },
      { name: 'terms', kind: 'document', presence: 'optional' },
    ],
  },
  per_diem_rules: {
    name: 'per_diem_rules',
    index: 47,
    resource: 'payroll',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'name', kind: 'text', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'day_minor', kind: 'money', presence: 'required' },
      { name: 'breakfast_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'lunch_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'dinner_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'incidentals_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'edge_rate', kind: 'rate', presence: 'defaulted', fallback: '1' },
    ],
  },
  per_diems: {
    name: 'per_diems',
    index: 48,
    resource: 'payroll',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'person_id', kind: 'reference', presence: 'required' },
      { name: 'rule_id', kind: 'reference', presence: 'optional' },
      { name: 'date', kind: 'date', presence: 'required' },
      { name: 'is_edge', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'provided', kind: 'choices', presence: 'defaulted', fallback: '{}' },
      { name: 'amount_minor', kind: 'money', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'paid_on', kind: 'date', presence: 'optional' },
      { name: 'signed_name', kind: 'text', presence: 'optional' },
      { name: 'signed_at', kind: 'instant', presence: 'optional' },
      { name: 'reader_ids', kind: 'ids', presence: 'server' },
    ],
  },
  budget_lines: {
    name: 'budget_lines',
    index: 49,
    resource: 'finance',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'kind', kind: 'choice', presence: 'defaulted', fallback: 'cost' },
      { name: 'category', kind: 'choice', presence: 'required' },
      { name: 'title', kind: 'text', presence: 'required' },
      { name: 'planned_minor', kind: 'money', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  commissions: {
    name: 'commissions',
    index: 50,
    resource: 'finance',
    fields: [
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'payee', kind: 'text', presence: 'required' },
      { name: 'base', kind: 'choice', presence: 'required' },
      { name: 'rate', kind: 'rate', presence: 'required' },
      { name: 'mode', kind: 'choice', presence: 'defaulted', fallback: 'inclusive' },
      { name: 'timing', kind: 'choice', presence: 'defaulted', fallback: 'before' },
      { name: 'position', kind: 'integer', presence: 'defaulted', fallback: '0' },
      { name: 'is_after_prior', kind: 'boolean', presence: 'defaulted', fallback: 'false' },
      { name: 'less_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'currency', kind: 'currency', presence: 'optional' },
    ],
  },
  invoices: {
    name: 'invoices',
    index: 51,
    resource: 'finance',
    needsWord: true,
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'settlement_id', kind: 'reference', presence: 'optional' },
      { name: 'number', kind: 'text', presence: 'server' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'draft' },
      { name: 'from_name', kind: 'text', presence: 'server' },
      { name: 'from_address', kind: 'text', presence: 'server' },
      { name: 'from_tax_id', kind: 'text', presence: 'server' },
      { name: 'from_bank', kind: 'text', presence: 'server' },
      { name: 'to_name', kind: 'text', presence: 'required' },
      { name: 'to_address', kind: 'text', presence: 'optional' },
      { name: 'to_tax_id', kind: 'text', presence: 'optional' },
      { name: 'issued_on', kind: 'date', presence: 'optional' },
      { name: 'due_on', kind: 'date', presence: 'optional' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'lines', kind: 'document', presence: 'required' },
      { name: 'net_minor', kind: 'money', presence: 'required' },
      { name: 'tax_rate', kind: 'rate', presence: 'optional' },
      { name: 'tax_minor', kind: 'money', presence: 'defaulted', fallback: '0' },
      { name: 'total_minor', kind: 'money', presence: 'required' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  payments: {
    name: 'payments',
    index: 52,
    resource: 'finance',
    fields: [
      { name: 'show_id', kind: 'reference', presence: 'optional' },
      { name: 'tour_id', kind: 'reference', presence: 'optional' },
      { name: 'invoice_id', kind: 'reference', presence: 'optional' },
      { name: 'settlement_id', kind: 'reference', presence: 'optional' },
      { name: 'direction', kind: 'choice', presence: 'required' },
      { name: 'kind', kind: 'choice', presence: 'defaulted', fallback: 'other' },
      { name: 'amount_minor', kind: 'money', presence: 'required' },
      { name: 'currency', kind: 'currency', presence: 'required' },
      { name: 'paid_on', kind: 'date', presence: 'required' },
      { name: 'method', kind: 'choice', presence: 'defaulted', fallback: 'invoice' },
      { name: 'reference', kind: 'text', presence: 'optional' },
      { name: 'notes', kind: 'text', presence: 'optional' },
    ],
  },
  partnerships: {
    name: 'partnerships',
    index: 53,
    resource: 'partners',
    needsWord: true,
    fields: [
      { name: 'name', kind: 'text', presence: 'optional' },
      { name: 'status', kind: 'choice', presence: 'defaulted', fallback: 'invited' },
      { name: 'code', kind: 'text', presence: 'optional' },
      { name: 'expires_at', kind: 'instant', presence: 'server' },
      { name: 'partner_id', kind: 'uuid', presence: 'server' },
      { name: 'linked_at', kind: 'instant', presence: 'server' },
      { name: 'ended_at', kind: 'instant', presence: 'server' },
    ],
  },
  partner_shares: {
    name: 'partner_shares',
    index: 54,
    resource: 'partners',
    fields: [
      { name: 'partnership_id', kind: 'reference', presence: 'required' },
      { name: 'artist', kind: 'text', presence: 'required' },
      { name: 'artist_id', kind: 'reference', presence: 'optional' },
      { name: 'detail', kind: 'choice', presence: 'defaulted', fallback: 'busy' },
    ],
  },
  partner_artists: {
    name: 'partner_artists',
    index: 55,
    resource: 'booking',
    fields: [
      { name: 'partnership_id', kind: 'reference', presence: 'stamped' },
      { name: 'their_id', kind: 'uuid', presence: 'stamped' },
      { name: 'name', kind: 'text', presence: 'stamped' },
      { name: 'artist_id', kind: 'reference', presence: 'optional' },
    ],
  },
  partner_dates: {
    name: 'partner_dates',
    index: 56,
    resource: 'booking',
    fields: [
      { name: 'partnership_id', kind: 'reference', presence: 'stamped' },
      { name: 'partner_artist_id', kind: 'reference', presence: 'server' },
      { name: 'artist', kind: 'text', presence: 'stamped' },
      { name: 'date', kind: 'date', presence: 'stamped' },
      { name: 'status', kind: 'choice', presence: 'server' },
      { name: 'city', kind: 'text', presence: 'server' },
      { name: 'country', kind: 'country', presence: 'server' },
    ],
  },
};

export const TABLE_NAMES: readonly TableName[] = ['organizations', 'billing_details', 'memberships', 'invitations', 'people', 'person_profiles', 'artists', 'tours', 'venues', 'shows', 'days', 'show_financials', 'schedule_items', 'expenses', 'travel', 'conflicts', 'contacts', 'schedule_templates', 'labour_calls', 'acknowledgements', 'share_links', 'tasks', 'notes', 'advance_templates', 'advances', 'advance_answers', 'guest_lists', 'guests', 'doors', 'door_shares', 'admissions', 'travel_passengers', 'stays', 'rooms', 'room_guests', 'stages', 'holds', 'radius_clauses', 'deals', 'ticket_tiers', 'show_costs', 'adjustments', 'merch_counts', 'settlements', 'settlement_signatures', 'disputes', 'settlement_runs', 'per_diem_rules', 'per_diems', 'budget_lines', 'commissions', 'invoices', 'payments', 'partnerships', 'partner_shares', 'partner_artists', 'partner_dates'];
