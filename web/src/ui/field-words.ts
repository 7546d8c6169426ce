// The name and the value of a field as a person would say them.

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
]);

/** `nameOf` tells what an id stands for, where it is known here. */
export function fieldValue(
  field: string,
  value: unknown,
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString(locale());
  if (typeof value !== 'string') return JSON.stringify(value);
  if (closed.has(field)) return words(value);
  if (field.endsWith('_at')) return formatMoment(value);
  if (field === 'date' || field.endsWith('_on')) return formatDate(value, 'full');
  if (field.endsWith('_id')) return nameOf(value) ?? 'something deleted';
  return value;
}
