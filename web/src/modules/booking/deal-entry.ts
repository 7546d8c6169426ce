// Tickets and planned costs of a deal: their fields, and their texts as rows.

import type { Rows } from '../../data/rows.gen';
import { COST_KIND_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { moneyText, readMoney } from '../../lib/core';
import { failure, success, type Outcome } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoney, locale } from '../../ui/format';
import { percentText, readPercent } from '../../ui/term-texts';
import type { Texts } from '../../ui/term-fields';

export const tierFields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'Standing' },
  { name: 'price', label: 'Price', required: true, inputmode: 'decimal', half: true },
  { name: 'allotment', label: 'How many', inputmode: 'numeric', half: true },
];

const kindLabels: Readonly<Record<Rows['show_costs']['kind'], string>> = {
  fixed: 'A fixed amount',
  per_ticket: 'For each ticket sold',
  per_head: 'For each person in the house',
  of_gross: 'A share of the gross',
  of_net_gross: 'A share of the gross less tax',
};

const isShare = (kind: string): boolean => kind === 'of_gross' || kind === 'of_net_gross';

/** A share is a percentage, everything else an amount. */
export const costFields = (kind: string): readonly FieldSpec[] => [
  { name: 'name', label: 'What for', required: true, maxlength: 160, placeholder: 'Sound' },
  {
    name: 'kind',
    label: 'How it is reckoned',
    kind: 'select',
    required: true,
    choices: COST_KIND_VALUES.map((value) => ({ value, label: kindLabels[value] })),
  },
  isShare(kind)
    ? { name: 'rate', label: 'Share, %', required: true, inputmode: 'decimal', half: true }
    : { name: 'amount', label: 'Amount', required: true, inputmode: 'decimal', half: true },
  { name: 'cap', label: 'At most', inputmode: 'decimal', half: true },
  { name: 'approved', label: 'Both sides let it count', kind: 'check' },
];

export const tierTexts = (tier: Rows['ticket_tiers'] | undefined, currency: string): Texts => ({
  name: tier?.name ?? '',
  price: tier ? moneyText(tier.price_minor, tier.currency ?? currency) : '',
  allotment: tier?.allotment?.toString() ?? '',
});

export const costTexts = (cost: Rows['show_costs'] | undefined, currency: string): Texts => {
  const text = (minor: number | null | undefined): string =>
    minor === null || minor === undefined ? '' : moneyText(minor, cost?.currency ?? currency);
  return {
    name: cost?.name ?? '',
    kind: cost?.kind ?? 'fixed',
    amount: text(cost?.amount_minor),
    rate: cost?.rate === null || cost?.rate === undefined ? '' : percentText(cost.rate),
    cap: cost?.cap_minor === null || cost === undefined ? '' : moneyText(cost.cap_minor, currency),
    approved: cost?.is_approved ? 'true' : '',
  };
};

const refuse = (field: string, words: string) => failure('invalid', words, { [field]: words });

function amountOf(text: string, currency: string, field: string): Outcome<number | null> {
  if (text.trim() === '') return success(null);
  const read = readMoney(text, currency);
  if (!read.ok) return refuse(field, read.problem.message);
  return read.value < 0 ? refuse(field, 'An amount below zero is none.') : read;
}

export function tierValues(
  texts: Texts,
  currency: string,
): Outcome<Pick<Rows['ticket_tiers'], 'name' | 'price_minor' | 'allotment'>> {
  const price = amountOf(texts['price'] ?? '', currency, 'price');
  if (!price.ok) return price;
  if (price.value === null) return refuse('price', 'A price, 0.00 if it is free.');
  const count = texts['allotment']?.trim() ?? '';
  if (count !== '' && !/^\d{1,8}$/.test(count)) return refuse('allotment', 'A whole number.');
  return success({
    name: texts['name']?.trim() ?? '',
    price_minor: price.value,
    allotment: count === '' ? null : Number(count),
  });
}

export function costValues(
  texts: Texts,
  currency: string,
): Outcome<Values<'show_costs'> & Pick<Rows['show_costs'], 'name' | 'kind'>> {
  const kind = COST_KIND_VALUES.find((value) => value === texts['kind']) ?? 'fixed';
  const amount = isShare(kind)
    ? success(null)
    : amountOf(texts['amount'] ?? '', currency, 'amount');
  if (!amount.ok) return amount;
  if (!isShare(kind) && amount.value === null) return refuse('amount', 'How much?');
  const cap = amountOf(texts['cap'] ?? '', currency, 'cap');
  if (!cap.ok) return cap;
  const rate = isShare(kind) ? readPercent(texts['rate'] ?? '') : undefined;
  if (isShare(kind) && rate === undefined) return refuse('rate', 'A percentage from 0 to 100.');
  return success({
    name: texts['name']?.trim() ?? '',
    kind,
    amount_minor: amount.value,
    rate: rate === undefined ? null : Number(rate),
    cap_minor: cap.value,
    is_approved: texts['approved'] === 'true',
  });
}

/** "€25.00 × 700" */
export const tierWords = (tier: Rows['ticket_tiers'], currency: string): string =>
  [
    formatMoney(tier.price_minor, tier.currency ?? currency),
    tier.allotment === null ? '' : `× ${tier.allotment.toLocaleString(locale())}`,
  ]
    .filter(Boolean)
    .join(' ');
