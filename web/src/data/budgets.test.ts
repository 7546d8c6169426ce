// Plan and actual beside each other.

import { expect, test } from 'vitest';
import { budgetOf, incomeOf, type BudgetRows, type IncomeRows } from './budgets';

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
    { direction: 'in', kind: 'balance', amount_minor: 60_000, currency: 'EUR' },
    { direction: 'in', kind: 'merch', amount_minor: 1_500, currency: 'EUR' },
    { direction: 'out', kind: 'commission', amount_minor: 4_000, currency: 'EUR' },
  ],
  incomes: [
    income('oslo', 'guarantee', 800_000, 'NOK'),
    income('bergen', 'signed', 60_000, 'EUR'),
    income('lund', 'guarantee', 900_000, 'SEK'),
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

function income(showId: string, from: string, expected_minor: number, currency: string) {
  return { showId, from, expected_minor, received_minor: 0, currency };
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
  const { income: came, cost } = budgetOf(rows, 'EUR');
  expect([came.planned, came.actual]).toEqual([90_000, 61_500]);
  expect([cost.planned, cost.actual]).toEqual([52_000, 21_480 + 27_185 + 5_459 + 2_600]);
});

test('expected is what shows bring at the last frozen rate, and the plan or what went over it', () => {
  const { income: came, cost } = budgetOf(rows, 'EUR');
  expect(came.expected).toBe(68_240 + 60_000 + 1_500);
  expect(cost.expected).toBe(21_480 + 27_185 + 10_000 + 2_600);
});

test('each show has its part', () => {
  const { shows } = budgetOf(rows, 'EUR');
  expect([...shows.keys()]).toEqual(['oslo', 'bergen', 'lund']);
  expect(shows.get('oslo')?.cost).toEqual({ planned: 10_000, actual: 27_185 + 5_459 });
  expect(shows.get('oslo')?.income?.expected_minor).toBe(800_000);
});

test('what has no rate is named, not guessed', () => {
  expect([...budgetOf(rows, 'EUR').missing]).toEqual([
    ['USD', 1],
    ['CZK', 1],
    ['SEK', 1],
  ]);
});

const show = (status: string, settlements: readonly object[], deal?: object) =>
  ({
    show: { id: 's', status },
    deals: deal ? [{ status: 'accepted', version: 1, id: 'd', ...deal }] : [],
    settlements,
    payments: [
      { direction: 'in', kind: 'deposit', amount_minor: 20_000, currency: 'EUR' },
      { direction: 'in', kind: 'balance', amount_minor: 30_000, currency: 'EUR' },
    ],
  }) as unknown as IncomeRows;

test('a show brings its guarantee until it is settled, and then balance and deposits', () => {
  const noted = { guarantee_minor: 80_000, currency: 'EUR' };
  const deal = { guarantee_minor: 90_000, currency: 'EUR' };
  const settled = { status: 'presented', version: 1, balance_minor: 75_000, currency: 'EUR' };
  const said = (one: IncomeRows) => {
    const found = incomeOf(one, noted);
    return found && [found.from, found.expected_minor, found.received_minor];
  };
  expect(said(show('confirmed', []))).toEqual(['guarantee', 80_000, 50_000]);
  expect(said(show('confirmed', [], deal))).toEqual(['guarantee', 90_000, 50_000]);
  expect(said(show('played', [settled], deal))).toEqual(['settlement', 95_000, 50_000]);
  expect(said(show('settled', [{ ...settled, status: 'signed' }], deal))?.[0]).toBe('signed');
  expect(said(show('held', [], deal))).toBeUndefined();
});
