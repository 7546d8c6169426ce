// Plan and actual beside each other.

import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../lib/core';
import type { Live } from '../lib/live';
import {
  budgetOf,
  incomeOf,
  observeBudget,
  type BudgetRows,
  type BudgetView,
  type IncomeRows,
} from './budgets';
import { observeReport } from './reports';
import { observeRun, reckonRun, runReckoned } from './runs';
import { present } from './settlements';
import { signedIn, type SignedIn } from './testing/signed-in';

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
  runs: [],
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

describe('a run that is settled', () => {
  const tour = newId();
  const nights = [newId(), newId(), newId()] as const;
  const [oslo, bergen, lund] = nights;
  const run = newId();
  let put: SignedIn['put'];

  const deal = (show_id: string) => ({
    ...{ id: newId(), show_id, version: 1, status: 'accepted', currency: 'EUR', type: 'versus' },
    ...{ guarantee_minor: 100_000, share: 0.8, basis: 'net', guarantee_place: 'outside' },
    ...{ tax_mode: 'none', comp_rule: 'free', terms: null },
  });

  /** A night of €500 costs at €20 a ticket. */
  async function playNight(show_id: string, date: string, sold: number): Promise<void> {
    await put('shows', { id: show_id, tour_id: tour, title: date, date, status: 'played' });
    await put('deals', deal(show_id));
    await put('ticket_tiers', {
      ...{ show_id, name: 'Standing', price_minor: 2000, sold, comps: 0, position: 0 },
    });
    await put('show_costs', {
      ...{ show_id, name: 'Hire', kind: 'fixed', amount_minor: 50_000, is_approved: true },
      position: 0,
    });
  }

  const first = <T>(live: Live<T>, isIt: (value: T) => boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = live.subscribe({
        next: (value) => {
          if (!isIt(value)) return;
          resolve(value);
          queueMicrotask(() => stop());
        },
        failed: ({ message }) => reject(new Error(message)),
      });
    });

  beforeEach(async () => {
    ({ put } = signedIn());
    await put('tours', { id: tour, name: 'North', currency: 'EUR' });
    await playNight(oslo, '2027-05-01', 200);
    await playNight(bergen, '2027-05-02', 15);
    await playNight(lund, '2027-05-03', 75);
    await put('settlement_runs', {
      ...{ id: run, tour_id: tour, name: 'Example Promotions', currency: 'EUR' },
      show_ids: nights,
      terms: { withholdings: [{ base: 'take', rate: '0.1', bearer: 'artist' }] },
    });
    const payment = { direction: 'in', currency: 'EUR', paid_on: '2027-05-01', tour_id: null };
    const [deposit, paid] = [
      { ...payment, show_id: oslo, kind: 'deposit', amount_minor: 40_000 },
      { ...payment, show_id: bergen, kind: 'balance', amount_minor: 30_000 },
    ];
    await put('payments', deposit);
    await put('payments', paid);
    await put('budget_lines', {
      ...{ tour_id: tour, show_id: null, kind: 'cost', category: 'fuel', title: 'Diesel' },
      ...{ planned_minor: 10_000, currency: 'EUR' },
    });
  });

  async function budget(isIt: (view: BudgetView) => boolean) {
    const view = await first(observeBudget(tour), isIt);
    return { view, reckoned: budgetOf(view, 'EUR') };
  }

  test('counts once, to the cent what the report says, and its shows not beside it', async () => {
    const before = await budget(({ shows }) => shows.length === 3);
    expect(before.reckoned.income.expected).toBe(300_000);
    const money = await first(observeRun(run), (one) => one?.shows.length === 3);
    if (!money) throw new Error('there is no run');
    const reckoning = reckonRun(money);
    if (!reckoning.ok) throw new Error('the run was not settled');
    const presented = await present(runReckoned(money, reckoning.value, []), new Date());
    if (!presented.ok) throw new Error(presented.problem.message);
    const { view, reckoned } = await budget(({ runs }) => runs.length === 1);
    // shares of 2,800, −160 and 800 against guarantees of 3,000, less a tenth
    expect(reckoned.income.expected).toBe(344_000 - 34_400);
    expect(reckoned.income.actual).toBe(70_000);
    expect(view.incomes).toEqual([]);
    expect(view.runs).toMatchObject([{ from: 'settlement', received_minor: 70_000 }]);
    expect(reckoned.shows.get(bergen)).toMatchObject({
      income: undefined,
      run: { name: 'Example Promotions' },
    });
    const scope = { tourId: tour };
    const { report } = await first(observeReport('profit-and-loss', scope), () => true);
    if (!report.ok) throw new Error(report.problem.message);
    const amount = (label: string): unknown => {
      const [lines] = report.value.sections;
      return lines?.rows.find(({ cells }) => cells[0] === label)?.cells[2];
    };
    expect([amount('Income'), amount('Withheld tax')]).toEqual([344_000, 34_400]);
  });
});
