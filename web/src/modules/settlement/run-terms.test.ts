// A run's terms between its form and its row.

import { expect, test } from 'vitest';
import { rateTexts, readRunTerms, withheldTexts } from './run-terms';

const terms = {
  fxs: [{ code: 'GBP', rate: 1.15 }],
  withholdings: [
    { base: 'take', rate: '0.15825', bearer: 'artist' },
    {
      base: 'all',
      rate: '0.2',
      bearer: 'promoter',
      free_per_head: 25_000,
      heads: 4,
      free_rule: 'allowance',
    },
  ],
};

test('every withholding of a run comes back as it was, with all that is said of it', () => {
  const withheld = withheldTexts(terms, 'EUR');
  expect(withheld[0]?.['rate']).toBe('15.825');
  expect(withheld[1]?.['free_per_head']).toBe('250.00');
  const read = readRunTerms(rateTexts(terms), ['GBP'], withheld, 'EUR');
  expect(read.ok && read.value).toEqual(terms);
});

test('what cannot be read is refused beside its field', () => {
  const [first = {}] = withheldTexts(terms, 'EUR');
  const wrong = readRunTerms({}, [], [first, { ...first, rate: '120' }], 'EUR');
  expect(wrong.ok ? {} : wrong.problem.fields).toHaveProperty(['withholdings.1.rate']);
  const rateless = readRunTerms({ 'rate.GBP': 'x' }, ['GBP'], [], 'EUR');
  expect(rateless.ok ? {} : rateless.problem.fields).toHaveProperty(['rate.GBP']);
});

test('without rates and withholdings there are no terms', () => {
  const read = readRunTerms({}, [], [], 'EUR');
  expect(read.ok && read.value).toBe(null);
});
