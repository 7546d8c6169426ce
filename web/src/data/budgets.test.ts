// Plan and actual beside each other.

import { expect, test } from 'vitest';
import { budgetOf, type BudgetRows } from './budgets';

const rows = {
  lines: [
    { kind: 'cost', category: 'fuel', planned_minor: 42_000, currency: 'EUR', show_id: null },
    { kind: 'cost', category: 'crew', planned_minor: 10_000, currency: 'EUR', show_id: 'oslo' },
    { kind: 'cost', category: 'gear', planned_minor: 9_000, currency: 'USD', show_id: null },
    { kind: 'income', category: 'other', planned_minor: 90_000, currency: 'EUR', show_id: null },
  ],
  expenses: [
    expense('fuel', 21_480, 'EUR', null, 'approved', null),
    expense('fuel', 318_700, 'NOK', 0.0853, 'submitted', 'oslo'),
    expense('crew', 64_000, 'NOK', 0.0853, 'approved', 'oslo'),
    expense('food', 5_000, 'EUR', null, 'rejected', 'oslo'),
    expense('food', 48_500, 'CZK', null, 'draft', null),
  ],
  perDiems: [{ amount_minor: 2600, currency: 'EUR' }],
  payments: [
    { direction: 'in', amount_minor: 60_000, currency: 'EUR' },
    { direction: 'out', amount_minor: 4_000, currency: 'EUR' },
  ],
} as unknown as BudgetRows;

function expense(
  category: string,
  amount_minor: number,
  currency: string,
  fx_rate: number | null,
  status: string,
  show_id: string | null,
) {
  return {
    category,
    amount_minor,
    currency,
    fx_rate,
    status,
    show_id,
    base_currency: fx_rate === null ? null : 'EUR',
  };
}

test('each category has its plan and what was spent', () => {
  const { categories } = budgetOf(rows, 'EUR');
  expect(categories.map(({ category, planned, actual }) => [category, planned, actual])).toEqual([
    ['fuel', 42_000, 21_480 + 27_185],
    ['crew', 10_000, 5_459],
    ['per_diem', 0, 2_600],
  ]);
});

test('income is what was received, costs leave out what was rejected', () => {
  const { income, cost } = budgetOf(rows, 'EUR');
  expect(income).toEqual({ planned: 90_000, actual: 60_000 });
  expect(cost).toEqual({ planned: 52_000, actual: 21_480 + 27_185 + 5_459 + 2_600 });
});

test('each show has its part', () => {
  expect([...budgetOf(rows, 'EUR').shows]).toEqual([
    ['oslo', { planned: 10_000, actual: 27_185 + 5_459 }],
  ]);
});

test('what has no rate is named, not guessed', () => {
  expect([...budgetOf(rows, 'EUR').missing]).toEqual([
    ['USD', 1],
    ['CZK', 1],
  ]);
});
