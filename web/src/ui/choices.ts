// Lists to choose from: closed values, currencies, countries, zones, shows.

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

/** The usual currencies of a tour, and those in use where they are others. */
export const currencyChoices = (...inUse: readonly string[]): readonly Choice[] =>
  [...new Set([...inUse.filter(Boolean), ...touring])].map((code) => ({
    value: code,
    label: code,
  }));

export const zoneChoices = (): readonly Choice[] =>
  Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: '' }));

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
