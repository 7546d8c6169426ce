import { expect, test } from 'vitest';
import { costWords, tierWords } from './cost-words';

const levy = {
  kind: 'of_net_gross',
  amount_minor: null,
  currency: null,
  rate: 0.0425,
  cap_minor: 50_000,
};

test('a share says of what, and at most how much', () => {
  expect(costWords(levy, 'EUR')).toEqual({
    amount: '4.25%',
    sub: 'of the gross less tax, at most €500.00',
  });
});

test('an amount is in its own currency, its cap in the deal’s', () => {
  const cost = { ...levy, kind: 'per_head', amount_minor: 120, currency: 'GBP', rate: null };
  expect(costWords(cost, 'EUR')).toEqual({
    amount: '£1.20',
    sub: 'each head, at most €500.00',
  });
  const fixed = { ...cost, kind: 'fixed', cap_minor: null };
  expect(costWords(fixed, 'EUR')).toEqual({ amount: '£1.20', sub: '' });
});

test('tickets are told by their price, and how many there are where that is known', () => {
  const tier = { price_minor: 2550, currency: null, allotment: 700 };
  expect(tierWords(tier, 'EUR')).toBe('€25.50 × 700');
  expect(tierWords({ ...tier, currency: 'GBP', allotment: null }, 'EUR')).toBe('£25.50');
});
