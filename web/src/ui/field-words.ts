// The name and the value of a field as a person would say them.

import { isFieldOperation, type FieldOperation } from '../lib/operations';
import { formatDate, formatMoment, locale } from './format';
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
};

export const fieldName = (field: string): string => names[field] ?? words(field);

const closed: ReadonlySet<string> = new Set([
  'status',
  'kind',
  'category',
  'payment',
  'mode',
  'billing',
  'role',
  'type',
  'team',
  'visibility',
  'meal_preference',
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

/** `nameOf` tells what an id stands for, where it is known here. */
export function fieldValue(
  field: string,
  value: unknown,
  nameOf: NameOf = () => undefined,
): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString(locale());
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return value.length === 0 ? 'empty' : setWords(field, value, nameOf);
  if (isFieldOperation(value)) return operationWords(field, value, nameOf);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (closed.has(field)) return words(value);
  if (field.endsWith('_at')) return formatMoment(value);
  if (field === 'date' || field.endsWith('_on')) return formatDate(value, 'full');
  if (field.endsWith('_id')) return nameOf(value) ?? 'something deleted';
  return value;
}
