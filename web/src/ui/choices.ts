// Lists to choose from: closed values, currencies, countries, shows.

import { currencyExponent } from '../lib/core';
import type { Choice } from './choice-chips';
import { formatDate } from './format';
import { words } from './words';

export const choicesOf = (values: readonly string[], none?: string): readonly Choice[] => [
  ...(none === undefined ? [] : [{ value: '', label: none }]),
  ...values.map((value) => ({ value, label: words(value) })),
];

const touring = [
  'EUR',
  'GBP',
  'USD',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'CAD',
  'AUD',
  'JPY',
];

/** All others that core reckons in; asked for once. */
let others: readonly string[] | undefined;

/** The currencies in use, the usual ones of a tour, and then every other. */
export function currencyChoices(...inUse: readonly string[]): readonly Choice[] {
  others ??= Intl.supportedValuesOf('currency').filter(
    (code) => currencyExponent(code) !== undefined,
  );
  return [...new Set([...inUse.filter(Boolean), ...touring, ...others])].map((code) => ({
    value: code,
    label: code,
  }));
}

interface ShowFacts {
  readonly id: string;
  readonly date: string;
  readonly city: string | null;
  readonly title: string;
}

/** Shows by date and city, behind the word for none of them. */
export const showChoices = (shows: readonly ShowFacts[], none: string): readonly Choice[] => [
  { value: '', label: none },
  ...shows.map(({ id, date, city, title }) => ({
    value: id,
    label: `${formatDate(date, 'short')} · ${city ?? title}`,
  })),
];
