// Totals of expenses in one currency, by their frozen rates.

import { expect, test } from 'vitest';
import { baseTotal, inBase, lastRates, missingWords, type Reckonable } from './expenses-reckoned';

const spent = (
  amount_minor: number,
  currency: string,
  fx_rate: number | null = null,
  status: Reckonable['status'] = 'approved',
): Reckonable => ({
  amount_minor,
  currency,
  base_currency: fx_rate === null ? null : 'EUR',
  fx_rate,
  status,
});

test('each expense counts at the rate it froze', () => {
  expect(inBase(spent(180_000, 'DKK', 0.1341), 'EUR')).toBe(24_138);
  expect(inBase(spent(8_640, 'EUR'), 'EUR')).toBe(8_640);
});

test('a rate into another currency is no rate', () => {
  expect(inBase(spent(180_000, 'DKK', 0.1341), 'GBP')).toBeUndefined();
  expect(inBase(spent(8_640, 'EUR'), 'GBP')).toBeUndefined();
});

test('what has no rate is left out and named, what was rejected is not there', () => {
  const total = baseTotal(
    [
      spent(1000, 'EUR'),
      spent(100_000, 'SEK', 0.0876),
      spent(4_800, 'CZK'),
      spent(4_800, 'CZK'),
      spent(99_900, 'EUR', null, 'rejected'),
      spent(-400, 'EUR'),
    ],
    'EUR',
  );
  expect(total.amount_minor).toBe(1000 + 8760 - 400);
  expect(total.count).toBe(3);
  expect(missingWords(total.missing)).toBe('Without a rate and left out: 2 in CZK.');
  expect(missingWords(new Map())).toBe('');
});

test('the rate that is offered is the one used last', () => {
  const used = (spent_on: string, fx_rate: number, base_currency = 'EUR') => ({
    spent_on,
    currency: 'SEK',
    base_currency,
    fx_rate,
  });
  const rates = lastRates(
    [used('2027-03-02', 0.09), used('2027-03-05', 0.0876), used('2027-03-09', 0.08, 'GBP')],
    'EUR',
  );
  expect([...rates]).toEqual([['SEK', 0.0876]]);
});
