// A change of the history as a sentence: "moved doors from 19:00 to 20:00".

import type { Change, FieldChange } from '../../data/history';
import { formatDate, formatMoney, formatTime } from '../../ui/format';
import { fieldName, fieldValue } from '../../ui/field-words';

export interface WordsContext {
  /** the thing: "show", "tour" … */
  readonly what: string;
  /** where its times are read */
  readonly zone: string;
  readonly currency: string;
  readonly nameOf: (id: string) => string | undefined;
}

const nouns: Readonly<Record<string, string>> = {
  shows: 'show',
  tours: 'tour',
  days: 'day',
  schedule_items: 'time',
  show_financials: 'deal',
  venues: 'venue',
  people: 'person',
  expenses: 'expense',
  travel: 'journey',
  organizations: 'organization',
  contacts: 'contact',
  schedule_templates: 'schedule template',
  labour_calls: 'labour call',
  tasks: 'task',
  notes: 'note',
  share_links: 'link',
  advance_templates: 'advance template',
  advances: 'advance',
  advance_answers: 'answer',
  guest_lists: 'guest list',
  guests: 'guest',
  doors: 'door',
  door_shares: 'places at a door',
  admissions: 'admission',
  travel_passengers: 'passenger',
  stays: 'stay',
  rooms: 'room',
  room_guests: 'room guest',
  stages: 'stage',
  holds: 'hold',
  radius_clauses: 'radius clause',
  deals: 'deal',
  ticket_tiers: 'ticket price',
  show_costs: 'show cost',
  adjustments: 'adjustment',
  merch_counts: 'merchandise count',
  settlements: 'settlement',
  settlement_signatures: 'signature',
  disputes: 'dispute',
  settlement_runs: 'run',
  per_diem_rules: 'per-diem rule',
  per_diems: 'per diem',
  budget_lines: 'budget line',
  commissions: 'commission',
  invoices: 'invoice',
  payments: 'payment',
  partnerships: 'partner',
  partner_shares: 'sharing with a partner',
  partner_dates: 'date of a partner',
};

export const nounOf = (table: string): string => nouns[table] ?? 'entry';

const LONG = 40;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function isSameDay(a: string, b: string, zone: string): boolean {
  const day = (instant: string): string => formatDay(instant, zone);
  return day(a) === day(b);
}

const formatDay = (instant: string, zone: string): string =>
  new Date(instant).toLocaleDateString('en-CA', { timeZone: zone });

/** A time of day alone where both are of one day, else with its date. */
function instantWords(value: string, other: unknown, zone: string): string {
  const time = formatTime(value, zone);
  if (isEmpty(other) || (typeof other === 'string' && isSameDay(value, other, zone))) return time;
  return `${formatDate(formatDay(value, zone), 'short')} ${time}`;
}

export function valueWords(
  field: string,
  value: unknown,
  other: unknown,
  context: WordsContext,
): string {
  if (isEmpty(value)) return 'empty';
  if (field.endsWith('_minor') && typeof value === 'number')
    return formatMoney(value, context.currency);
  if (field.endsWith('_at') && typeof value === 'string')
    return instantWords(value, other, context.zone);
  return fieldValue(field, value, context.nameOf);
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** One field, as what was done to it. */
export function fieldSentence(change: FieldChange, context: WordsContext): string {
  const { field, before, after } = change;
  const name = lower(fieldName(field));
  const to = valueWords(field, after, before, context);
  if (isEmpty(after)) return `removed ${name}`;
  if (typeof after === 'string' && after.length > LONG)
    return isEmpty(before) ? `wrote ${name}` : `rewrote ${name}`;
  if (isEmpty(before)) return `set ${name} to ${to}`;
  const from = valueWords(field, before, after, context);
  if (from.length > LONG) return `changed ${name} to ${to}`;
  return `${field.endsWith('_at') ? 'moved' : 'changed'} ${name} from ${from} to ${to}`;
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** What a change did, after the name of who did it. */
export function changeSentence({ op, fields }: Change, context: WordsContext): string {
  switch (op) {
    case 'insert':
      return `added this ${context.what}`;
    case 'delete':
      return `deleted this ${context.what}`;
    case 'revoke':
      return `gave this ${context.what} to someone else`;
    case 'update': {
      const [only] = fields;
      if (fields.length === 1 && only) return fieldSentence(only, context);
      return `changed ${listed(fields.map(({ field }) => lower(fieldName(field))))}`;
    }
  }
}

/** What an own change that still waits will do. */
export function pendingSentence(
  op: 'insert' | 'update' | 'delete',
  values: Readonly<Record<string, unknown>>,
  context: WordsContext,
): string {
  if (op !== 'update') return op === 'insert' ? `add this ${context.what}` : 'delete it';
  const parts = Object.entries(values).map(
    ([field, value]) =>
      `${lower(fieldName(field))}: ${valueWords(field, value, undefined, context)}`,
  );
  return parts.join(', ') || 'nothing';
}
