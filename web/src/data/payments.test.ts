// What is still owed for a show.

import { expect, test } from 'vitest';
import { owedOf, owedOfRun, settlementInForce } from './payments';

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

test('a show of a run owes what the run does, less what came since it was settled', () => {
  const input = { shows: [{ show_id: 'a', name: 'Oslo', date: '2026-05-01', paid_minor: 50_000 }] };
  const settlement = { version: 1, balance_minor: 206_000, currency: 'EUR', input };
  const owed = (...payments: ReturnType<typeof flow>[]) =>
    owedOfRun({ name: 'North', settlement, payments: [flow('balance', 50_000), ...payments] });
  expect(owed()).toMatchObject({ from: 'run', run: 'North', paid_minor: 0, left_minor: 206_000 });
  expect(owed(flow('balance', 200_000), flow('deposit', 1))).toMatchObject({ left_minor: 6_000 });
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
