// The name and the value of a field as a person would say them.

import { isFieldOperation, type FieldOperation } from '../lib/operations';
import { documentWords } from './document-words';
import { formatDate, formatMoment, formatMoney, locale } from './format';
import { words } from './words';

const names: Readonly<Record<string, string>> = {
  starts_at: 'Start',
  ends_at: 'End',
  doors_at: 'Doors',
  curfew_at: 'Curfew',
  departs_at: 'Departure',
  arrives_at: 'Arrival',
  venue_id: 'Venue',
  tour_id: 'Tour',
  show_id: 'Show',
  owner_id: 'Belongs to',
  visibility: 'Who sees it',
  person_ids: 'People',
  user_id: 'Account',
  is_confirmed: 'Confirmed',
  is_hard: 'Cannot move',
  starts_on: 'First day',
  ends_on: 'Last day',
  amount_minor: 'Amount',
  spent_on: 'Date',
  guarantee_minor: 'Guarantee',
  deposit_minor: 'Deposit',
  ticket_price_minor: 'Ticket price',
  zone: 'Time zone',
  subject_id: 'About',
  subject_seq: 'Version seen',
  expires_at: 'Open until',
  revoked_at: 'Withdrawn',
  last_used_at: 'Last opened',
  legal_name: 'Name as in the passport',
  passport_country: 'Passport issued by',
  passport_expires_on: 'Passport valid until',
  visa_notes: 'Visas',
  seat_preference: 'Seat',
  meal_preference: 'Meals',
  frequent_flyer: 'Frequent flyer numbers',
  emergency_contact: 'In an emergency',
  after_id: 'Follows',
  offset_minutes: 'Minutes after',
  is_critical: 'To be acknowledged',
  items: 'Times',
  curfew: 'House curfew',
  load_in: 'Load-in',
  merch_rate: 'House share of merchandise',
  driver_rule: 'Drivers’ hours',
  promoter_email: 'Promoter’s address',
  contact_name: 'Contact',
  contact_email: 'Contact’s address',
  due_on: 'Due',
  sent_at: 'Sent',
  approved_at: 'Approved',
  done_at: 'Done',
  is_settled: 'Settled',
  guest_list_id: 'Guest list',
  cutoff_at: 'Requests until',
  locked_at: 'Locked',
  plus: 'Comes with',
  guest_id: 'Guest',
  door_id: 'Door',
  admitted_at: 'Came in',
  travel_id: 'Journey',
  person_id: 'Person',
  stay_id: 'Stay',
  room_id: 'Room',
  distance_km: 'Distance in km',
  check_in_on: 'First night',
  check_out_on: 'Leaving',
  check_in_from: 'Rooms from',
  check_out_by: 'Rooms until',
  arrives_on: 'First night',
  leaves_on: 'Leaving',
  stage_id: 'Stage',
  is_challenging: 'Challenging',
  challenge_hours: 'Hours to answer',
  challenged_at: 'Challenged',
  answer_by: 'Answer until',
  guarantee_place: 'Guarantee among the expenses',
  profit_rate: 'Promoter’s profit',
  expenses_cap_minor: 'Expenses at most',
  facility_fee_minor: 'Facility fee a ticket',
  charity_per_ticket_minor: 'Charity a ticket',
  card_per_ticket_minor: 'Card fee a ticket',
  support_fee_minor: 'Support’s fee',
  comp_price_minor: 'Price of a comp',
  price_minor: 'Price',
  cap_minor: 'At most',
  is_approved: 'Approved',
  count_in: 'Counted in',
  count_out: 'Counted out',
  venue_rate: 'House share',
  amends_id: 'Amends',
  result_hash: 'Fingerprint',
  balance_minor: 'Balance due',
  undisputed_minor: 'Undisputed',
  presented_at: 'Presented',
  paid_at: 'Paid',
  signed_at: 'Signed',
  settlement_id: 'Settlement',
  ours_minor: 'By our reckoning',
  theirs_minor: 'By theirs',
  rule_id: 'Rule',
  is_edge: 'First or last day',
  provided: 'Meals provided',
  paid_on: 'Paid',
  day_minor: 'A whole day',
  breakfast_minor: 'Breakfast',
  lunch_minor: 'Lunch',
  dinner_minor: 'Dinner',
  incidentals_minor: 'At least',
  edge_rate: 'First and last day count',
  planned_minor: 'Planned',
  is_after_prior: 'After the ones before',
  less_minor: 'Taken off first',
  fx_rate: 'Exchange rate',
  to_name: 'Billed to',
  to_address: 'Address',
  to_tax_id: 'Tax number',
  issued_on: 'Issued',
  net_minor: 'Without tax',
  tax_minor: 'Tax',
  total_minor: 'Total',
  invoice_id: 'Invoice',
};

export const fieldName = (field: string): string => names[field] ?? words(field);

/** The fields of closed lists, whatever table they are of; a test holds them against the schema. */
const closed: ReadonlySet<string> = new Set([
  'answered_by',
  'base',
  'basis',
  'billing',
  'card_bearer',
  'category',
  'comp_rule',
  'detail',
  'direction',
  'driver_rule',
  'guarantee_place',
  'incidentals',
  'kind',
  'meal_preference',
  'method',
  'mode',
  'party',
  'pass_type',
  'payer',
  'payment',
  'rebill',
  'resolution',
  'role',
  'seller',
  'status',
  'step_reach',
  'step_unit',
  'subject',
  'support_bearer',
  'tax_mode',
  'team',
  'timing',
  'type',
  'venue_kind',
  'visibility',
]);

type NameOf = (id: string) => string | undefined;

const plurals: Readonly<Record<string, string>> = { person: 'people', entry: 'entries' };
const NAMED_MAX = 3;

/** "2 people"; by name where each name is known and they are few. */
function setWords(field: string, entries: readonly unknown[], nameOf: NameOf): string {
  if (!field.endsWith('_ids')) return entries.map((entry) => words(String(entry))).join(', ');
  const named = entries.flatMap((entry) => nameOf(String(entry)) ?? []);
  if (named.length === entries.length && named.length <= NAMED_MAX) return named.join(', ');
  const one = words(field.replace(/_ids$/, '')).toLowerCase();
  return `${entries.length} ${entries.length === 1 ? one : (plurals[one] ?? `${one}s`)}`;
}

/** "adds 2 people", "+3": what is asked of a set or a counter. */
function operationWords(field: string, operation: FieldOperation, nameOf: NameOf): string {
  if ('plus' in operation)
    return operation.plus.toLocaleString(locale(), { signDisplay: 'exceptZero' });
  const parts = [
    { verb: 'adds', entries: operation.add ?? [] },
    { verb: 'removes', entries: operation.remove ?? [] },
  ].filter(({ entries }) => entries.length > 0);
  if (parts.length === 0) return 'changes nothing';
  return parts.map(({ verb, entries }) => `${verb} ${setWords(field, entries, nameOf)}`).join(', ');
}

/** `nameOf` tells what an id stands for, `currency` what amounts are in, where it is known here. */
export function fieldValue(
  field: string,
  value: unknown,
  nameOf: NameOf = () => undefined,
  currency?: string,
): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return currency && field.endsWith('_minor')
      ? formatMoney(value, currency)
      : value.toLocaleString(locale());
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return value.length === 0 ? 'empty' : setWords(field, value, nameOf);
  if (isFieldOperation(value)) return operationWords(field, value, nameOf);
  if (typeof value !== 'string') return documentWords(value);
  if (closed.has(field)) return words(value);
  if (field.endsWith('_at')) return formatMoment(value);
  if (field === 'date' || field.endsWith('_on')) return formatDate(value, 'full');
  if (field === 'date_of_birth') return formatDate(value, 'plain');
  if (field.endsWith('_id')) return nameOf(value) ?? 'something deleted';
  return value;
}
