// The entries that a deal and its settlement rest on as fields: which are asked, their texts, and
// the values that the texts say.

import {
  ADJUSTMENT_KIND_VALUES,
  COST_KIND_VALUES,
  PAYMENT_VALUES,
  SELLER_VALUES,
} from '../data/rows.gen';
import { moneyText, readMoney } from '../lib/core';
import { percentText, readPercent } from '../lib/core/amount';
import { failure, success, type Outcome } from '../lib/outcome';
import { choicesOf } from '../ui/choices';
import type { FieldSpec } from '../ui/form-field';
import type { FormValues } from '../ui/record-form';

export type FigureTable =
  'ticket_tiers' | 'show_costs' | 'adjustments' | 'merch_counts' | 'payments';

type Kind = 'text' | 'money' | 'count' | 'percent' | 'choice' | 'flag' | 'date';

/** A column with the field that people write it in. */
export interface FigureField extends FieldSpec {
  readonly column: string;
  readonly as: Kind;
  /** counts that are 0 where nothing is written */
  readonly isZero?: boolean;
  /** in the deal's currency, whatever the entry is in */
  readonly isOfDeal?: boolean;
  /** asked only of these kinds of entry, and empty of all others */
  readonly of?: readonly string[];
  /** known only when the show was played: a plan has no word of it */
  readonly isOfNight?: boolean;
}

export interface Entry extends Readonly<Record<string, unknown>> {
  readonly id?: string;
}

const field = (
  column: string,
  label: string,
  as: Kind,
  more: Partial<FigureField> = {},
): FigureField => ({
  name: column,
  column,
  label,
  as,
  ...(as === 'money' || as === 'percent' ? { inputmode: 'decimal' as const } : {}),
  ...(as === 'count' ? { inputmode: 'numeric' as const } : {}),
  ...(as === 'choice' ? { kind: 'select' as const } : {}),
  ...(as === 'flag' ? { kind: 'check' as const } : {}),
  ...(as === 'date' ? { kind: 'date' as const } : {}),
  ...more,
});

const half = { half: true } as const;
const must = { required: true } as const;
const played = { ...half, isZero: true, isOfNight: true } as const;

const COST_CHOICES = [
  { value: 'fixed', label: 'A fixed amount' },
  { value: 'per_ticket', label: 'For each ticket paid' },
  { value: 'per_head', label: 'For each head, comps too' },
  { value: 'of_gross', label: 'A share of the gross' },
  { value: 'of_net_gross', label: 'A share of the net gross' },
];

const AMOUNTS = ['fixed', 'per_ticket', 'per_head'];
const SHARES = ['of_gross', 'of_net_gross'];

const FIELDS: Readonly<Record<FigureTable, readonly FigureField[]>> = {
  ticket_tiers: [
    field('name', 'Name', 'text', { ...must, placeholder: 'Standing' }),
    field('price_minor', 'Price', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('sold', 'Paid for', 'count', played),
    field('comps', 'Comps', 'count', played),
    field('allotment', 'How many there are', 'count'),
  ],
  show_costs: [
    field('name', 'What for', 'text', { ...must, placeholder: 'Catering' }),
    field('kind', 'How it is reckoned', 'choice', { ...must, choices: COST_CHOICES }),
    field('amount_minor', 'Amount', 'money', { ...must, ...half, of: AMOUNTS }),
    field('currency', 'Currency', 'choice', { ...half, of: AMOUNTS }),
    field('rate', 'Share in per cent', 'percent', { ...must, ...half, of: SHARES }),
    field('cap_minor', 'At most', 'money', { ...half, isOfDeal: true }),
    field('is_approved', 'Both sides let it count', 'flag'),
  ],
  adjustments: [
    field('name', 'What for', 'text', { ...must, placeholder: 'Taxi from the airport' }),
    field('kind', 'Kind', 'choice', { ...must, choices: choicesOf(ADJUSTMENT_KIND_VALUES) }),
    field('amount_minor', 'Amount of one', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('quantity', 'How many', 'count', { ...must, ...half }),
  ],
  merch_counts: [
    field('item', 'Article', 'text', { ...must, placeholder: 'T-shirt' }),
    field('price_minor', 'Price', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('count_in', 'Counted in', 'count', { ...half, isZero: true }),
    field('count_out', 'Left over', 'count', { ...half, isZero: true }),
    field('comps', 'Given away', 'count', { ...half, isZero: true }),
    field('seller', 'Who sells', 'choice', { ...must, ...half, choices: choicesOf(SELLER_VALUES) }),
    field('tax_rate', 'Tax in the price, per cent', 'percent', half),
    field('venue_rate', 'The house’s part, per cent', 'percent', half),
  ],
  payments: [
    field('amount_minor', 'Amount', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', { ...must, ...half }),
    field('paid_on', 'Came in on', 'date', { ...must, ...half }),
    field('method', 'By', 'choice', { ...must, ...half, choices: choicesOf(PAYMENT_VALUES) }),
    field('reference', 'Reference', 'text', { maxlength: 160 }),
  ],
};

export const START: Readonly<Record<FigureTable, Entry>> = {
  ticket_tiers: {},
  show_costs: { kind: COST_KIND_VALUES[0], is_approved: true },
  adjustments: { kind: ADJUSTMENT_KIND_VALUES[0], quantity: 1 },
  merch_counts: { seller: SELLER_VALUES[0] },
  payments: { method: 'invoice' },
};

export const FIGURE_TITLES: Readonly<Record<FigureTable, string>> = {
  ticket_tiers: 'Tickets',
  show_costs: 'Cost',
  adjustments: 'On top or off',
  merch_counts: 'Merch',
  payments: 'Deposit',
};

/** The currencies that the terms of a deal have a rate for. */
export function ratedCurrencies(terms: unknown): readonly string[] {
  const fxs = (terms as { fxs?: unknown } | null)?.fxs;
  return Array.isArray(fxs) ? fxs.map(({ code }: { code?: unknown }) => String(code)) : [];
}

/** The place of a new entry: behind the others. */
export const placeBehind = (list: readonly { readonly position?: number }[]): number =>
  list.reduce((most, { position = 0 }) => Math.max(most, position), -1) + 1;

/** The fields of a table that are asked of an entry of this kind. */
export const askedFields = (table: FigureTable, kind: string): readonly FigureField[] =>
  FIELDS[table].filter(({ of }) => !of || of.includes(kind));

function textOf(spec: FigureField, entry: Entry, own: string): string {
  const value = entry[spec.column];
  const currency = typeof entry['currency'] === 'string' ? entry['currency'] : own;
  if (spec.column === 'currency') return currency;
  if (value === null || value === undefined) return '';
  if (spec.as === 'money') return moneyText(Number(value), spec.isOfDeal ? own : currency);
  if (spec.as === 'percent') return percentText(Number(value));
  return value === false ? '' : String(value);
}

/** An entry as texts, whatever its kind. `own` is the deal's currency. */
export const figureTexts = (table: FigureTable, entry: Entry, own: string): FormValues =>
  Object.fromEntries(FIELDS[table].map((spec) => [spec.name, textOf(spec, entry, own)]));

const missing = ({ as }: FigureField): Outcome<never> =>
  failure(
    'required',
    as === 'money' ? 'An amount is needed, 0 if it is nothing.' : 'This is needed.',
  );

function readField(
  table: FigureTable,
  spec: FigureField,
  text: string,
  own: string,
  currency: string,
): Outcome<unknown> {
  const trimmed = text.trim();
  if (spec.as === 'flag') return success(text === 'true');
  if (spec.column === 'currency')
    return success(trimmed === own && table !== 'payments' ? null : trimmed);
  if (trimmed === '') return spec.required ? missing(spec) : success(spec.isZero ? 0 : null);
  if (spec.as === 'money') {
    const read = readMoney(trimmed, spec.isOfDeal ? own : currency);
    return read.ok && read.value < 0 ? failure('too_small', 'An amount below zero is none.') : read;
  }
  if (spec.as === 'count')
    return /^\d{1,9}$/.test(trimmed)
      ? success(Number(trimmed))
      : failure('invalid', 'A whole number, 0 or more.');
  if (spec.as !== 'percent') return success(trimmed);
  const share = readPercent(trimmed);
  return share === undefined ? failure('invalid', 'A percentage from 0 to 100.') : success(share);
}

/** The values that texts say: of the fields that changed, or of a new entry all. */
export function figureValues(
  table: FigureTable,
  entry: Entry | undefined,
  values: FormValues,
  changed: FormValues,
  own: string,
): Outcome<Entry> {
  const currency = values['currency'] ?? own;
  const found: Record<string, unknown> = {};
  const asked = askedFields(table, values['kind'] ?? '');
  for (const spec of FIELDS[table]) {
    if (!asked.includes(spec)) {
      if (entry && entry[spec.column] !== null) found[spec.column] = null;
      continue;
    }
    const isMoneyAnew = spec.as === 'money' && 'currency' in changed;
    if (entry && !(spec.name in changed) && !isMoneyAnew) continue;
    const read = readField(table, spec, values[spec.name] ?? '', own, currency);
    if (!read.ok) {
      const { code, message } = read.problem;
      return failure(code, message, { [spec.name]: message });
    }
    found[spec.column] = read.value;
  }
  return success(found);
}
