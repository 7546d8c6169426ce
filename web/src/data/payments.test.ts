// What is still owed for a show.

import { expect, test } from 'vitest';
import { owedOf, settlementInForce } from './payments';

const flow = (
  kind: 'deposit' | 'balance' | 'merch',
  amount_minor: number,
  direction: 'in' | 'out' = 'in',
  currency = 'EUR',
) => ({ kind, amount_minor, direction, currency });

const settled = (
  version: number,
  status: 'signed' | 'amended' | 'draft',
  balance_minor: number,
) => ({
  version,
  status,
  balance_minor,
  currency: 'EUR',
});

test('before there is a settlement the guarantee is owed, less what came', () => {
  expect(
    owedOf({
      settlements: [settled(1, 'draft', 400_000)],
      guarantee: { amount_minor: 360_000, currency: 'EUR' },
      payments: [flow('deposit', 180_000), flow('deposit', 100, 'in', 'CZK')],
    }),
  ).toMatchObject({ from: 'guarantee', due_minor: 360_000, left_minor: 180_000 });
});

test('a settlement has its deposits taken off already, so that they do not count twice', () => {
  expect(
    owedOf({
      settlements: [settled(1, 'amended', 1), settled(2, 'signed', 412_300)],
      guarantee: { amount_minor: 360_000, currency: 'EUR' },
      payments: [flow('deposit', 180_000), flow('balance', 200_000), flow('merch', 5_000)],
    }),
  ).toMatchObject({ from: 'settlement', version: 2, paid_minor: 200_000, left_minor: 212_300 });
});

test('a balance below zero is what the artist pays back', () => {
  const owed = owedOf({
    settlements: [settled(1, 'signed', -30_000)],
    guarantee: undefined,
    payments: [flow('balance', 30_000, 'out')],
  });
  expect(owed?.left_minor).toBe(0);
});

test('nothing agreed is nothing owed', () => {
  expect(owedOf({ settlements: [], guarantee: undefined, payments: [] })).toBeUndefined();
  expect(settlementInForce([])).toBeUndefined();
});
