import { expect, test } from 'vitest';
import type { Outcome } from '../../lib/outcome';
import { costTexts, costValues, tierTexts, tierValues, tierWords } from './deal-entry';

const base = {
  organization_id: 'o',
  id: 'x',
  created_at: '',
  created_by: null,
  updated_at: '',
  updated_by: null,
  seq: 1,
  show_id: 's',
  currency: null,
  position: 0,
};
const tier = { ...base, name: 'Standing', price_minor: 2550, allotment: 700, sold: 0, comps: 0 };
const cost = {
  ...base,
  name: 'Levy',
  kind: 'of_net_gross' as const,
  amount_minor: null,
  rate: 0.042,
  cap_minor: 50_000,
  is_approved: true,
};
const fieldsOf = (outcome: Outcome<unknown>) => (outcome.ok ? {} : outcome.problem.fields);

test('tickets come back from their form as they were', () => {
  expect(tierTexts(tier, 'EUR')).toEqual({ name: 'Standing', price: '25.50', allotment: '700' });
  const read = tierValues(tierTexts(tier, 'EUR'), 'EUR');
  expect(read.ok && read.value).toEqual({ name: 'Standing', price_minor: 2550, allotment: 700 });
  expect(tierWords(tier, 'EUR')).toBe('€25.50 × 700');
});

test('a price is said, even when it is nothing', () => {
  expect(fieldsOf(tierValues({ name: 'Free', price: '' }, 'EUR'))).toEqual({
    price: 'A price, 0.00 if it is free.',
  });
  const free = tierValues({ name: 'Free', price: '0' }, 'EUR');
  expect(free.ok && free.value.price_minor).toBe(0);
  expect(fieldsOf(tierValues({ name: 'x', price: '1', allotment: 'all' }, 'EUR'))).toEqual({
    allotment: 'A whole number.',
  });
});

test('a cost is an amount or a share, never both', () => {
  const read = costValues(costTexts(cost, 'EUR'), 'EUR');
  expect(read.ok && read.value).toEqual({
    name: 'Levy',
    kind: 'of_net_gross',
    amount_minor: null,
    rate: 0.042,
    cap_minor: 50_000,
    is_approved: true,
  });
  const fixed = costValues({ ...costTexts(cost, 'EUR'), kind: 'fixed', amount: '12' }, 'EUR');
  expect(fixed.ok && fixed.value).toMatchObject({ amount_minor: 1200, rate: null });
  expect(fieldsOf(costValues({ name: 'x', kind: 'per_ticket' }, 'EUR'))).toEqual({
    amount: 'How much?',
  });
});
