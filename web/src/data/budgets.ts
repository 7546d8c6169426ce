// Budgets: what was planned to come in and to be spent, beside what did.

import type { ExpenseFigures } from './expenses';
import { inCurrency } from '../lib/core/amount';
import type { Live } from '../lib/live';
import { inBase, lastRates } from './expenses-reckoned';
import { received, settlementInForce, type Payment } from './payments';
import type { PerDiem } from './perdiems';
import { resource } from './resource';
import type { ExpenseCategory, Rows } from './rows.gen';
import { readShowMoney, type Show, type ShowMoneyRows } from './show-money';
import { observe, rows, type Local } from './tables';

export type BudgetLine = Local<Rows['budget_lines']>;

export const budgetLines = resource<
  'budget_lines',
  'category' | 'title' | 'planned_minor' | 'currency'
>('budget_lines', 'Budget line', (a, b) => b.planned_minor - a.planned_minor);

/** What was planned, what it will come to as things stand, and what it came to so far. */
export interface Compared {
  readonly planned: number;
  readonly expected: number;
  readonly actual: number;
}

export interface CategoryBudget extends Compared {
  readonly category: ExpenseCategory;
  readonly lines: readonly BudgetLine[];
}

/** What a show brings: as it is settled, or before that its guarantee; and what came of it. */
export interface ShowIncome {
  readonly showId: string;
  readonly from: 'signed' | 'settlement' | 'guarantee';
  readonly currency: string;
  readonly expected_minor: number;
  readonly received_minor: number;
}

export interface ShowBudget {
  readonly cost: Pick<Compared, 'planned' | 'actual'>;
  /** in its own currency */
  readonly income: ShowIncome | undefined;
}

export interface Budget {
  readonly base: string;
  readonly income: Compared;
  readonly cost: Compared;
  /** the largest first */
  readonly categories: readonly CategoryBudget[];
  readonly shows: ReadonlyMap<string, ShowBudget>;
  /** currency → how many amounts have no rate into `base` and are left out */
  readonly missing: ReadonlyMap<string, number>;
}

export interface BudgetRows {
  readonly lines: readonly BudgetLine[];
  readonly expenses: readonly ExpenseFigures[];
  readonly perDiems: readonly PerDiem[];
  readonly payments: readonly Payment[];
  readonly incomes: readonly ShowIncome[];
}

/** Shows that will not be played, or may not. */
const UNSURE: readonly Show['status'][] = [
  'idea',
  'held',
  'offered',
  'released',
  'postponed',
  'cancelled',
];

/** A settlement's balance has the deposits off already; its show brings both. */
export function incomeOf(
  { show, rows: found, settlements, payments }: ShowMoneyRows,
  noted: Pick<Rows['show_financials'], 'guarantee_minor' | 'currency'> | undefined,
): ShowIncome | undefined {
  if (UNSURE.includes(show.status)) return undefined;
  const settled = settlementInForce(settlements);
  const deal = found?.deal.guarantee_minor == null ? undefined : found.deal;
  const agreed = deal ?? noted;
  const currency = settled?.currency ?? agreed?.currency;
  if (currency === undefined) return undefined;
  const isSigned = settled?.status === 'signed' || settled?.status === 'paid';
  return {
    showId: show.id,
    from: settled ? (isSigned ? 'signed' : 'settlement') : 'guarantee',
    currency,
    expected_minor: settled
      ? (settled.balance_minor ?? 0) + received(payments, currency, ['deposit'])
      : (agreed?.guarantee_minor ?? 0),
    received_minor: received(payments, currency, ['deposit', 'balance']),
  };
}

/** What each show of a tour brings, live. */
export const observeIncomes = (tourId: string): Live<readonly ShowIncome[]> =>
  observe(async (store) => {
    const shows = await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date');
    const financials = await rows(store, 'show_financials')
      .where('show_id')
      .anyOf(shows.map(({ id }) => id))
      .toArray();
    return (await readShowMoney(store, shows)).flatMap(
      (one) =>
        incomeOf(
          one,
          financials.find(({ show_id }) => show_id === one.show.id),
        ) ?? [],
    );
  });

interface Cost {
  readonly category: ExpenseCategory;
  readonly showId: string | null;
  readonly amount: number;
}

class Missing extends Map<string, number> {
  /** The amount where it is in `base`; otherwise counts it. */
  known(amount: number | undefined, currency: string): number | undefined {
    if (amount === undefined) this.set(currency, (this.get(currency) ?? 0) + 1);
    return amount;
  }
}

function costsOf(
  { expenses, perDiems }: BudgetRows,
  base: string,
  missing: Missing,
): readonly Cost[] {
  const spent = expenses
    .filter(({ status }) => status !== 'rejected')
    .flatMap((one) => {
      const amount = missing.known(inBase(one, base), one.currency);
      return amount === undefined ? [] : [{ category: one.category, showId: one.show_id, amount }];
    });
  const allowances = perDiems.flatMap(({ amount_minor, currency }) => {
    const amount = missing.known(currency === base ? amount_minor : undefined, currency);
    return amount === undefined ? [] : [{ category: 'per_diem', showId: null, amount } as const];
  });
  return [...spent, ...allowances];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

function categoriesOf(
  lines: readonly BudgetLine[],
  costs: readonly Cost[],
): readonly CategoryBudget[] {
  const used = new Set([
    ...lines.map(({ category }) => category),
    ...costs.map(({ category }) => category),
  ]);
  return [...used]
    .map((category) => {
      const own = lines.filter((line) => line.category === category);
      const planned = sum(own.map(({ planned_minor }) => planned_minor));
      const actual = sum(
        costs.filter((one) => one.category === category).map(({ amount }) => amount),
      );
      // what is planned is still to be spent; what went over it, did
      return { category, lines: own, planned, expected: Math.max(planned, actual), actual };
    })
    .sort((a, b) => Math.max(b.planned, b.actual) - Math.max(a.planned, a.actual));
}

function showsOf(
  lines: readonly BudgetLine[],
  costs: readonly Cost[],
  incomes: readonly ShowIncome[],
): ReadonlyMap<string, ShowBudget> {
  const of = <T extends object>(list: readonly T[], id: (one: T) => string | null) =>
    Map.groupBy(list, id);
  const planned = of(lines, ({ show_id }) => show_id);
  const spent = of(costs, ({ showId }) => showId);
  const ids = new Set([...planned.keys(), ...spent.keys(), ...incomes.map(({ showId }) => showId)]);
  return new Map(
    [...ids]
      .filter((id) => id !== null)
      .map((id) => [
        id,
        {
          cost: {
            planned: sum((planned.get(id) ?? []).map(({ planned_minor }) => planned_minor)),
            actual: sum((spent.get(id) ?? []).map(({ amount }) => amount)),
          },
          income: incomes.find(({ showId }) => showId === id),
        },
      ]),
  );
}

/** What shows bring in `base`: what is expected, at the rate that was last frozen. */
function expectedIncome({ incomes, expenses }: BudgetRows, base: string, missing: Missing): number {
  const rates = lastRates(expenses, base);
  const amounts = incomes.map(({ currency, expected_minor }) => {
    const rate = currency === base ? 1 : rates.get(currency);
    const amount =
      rate === undefined ? undefined : inCurrency(expected_minor, currency, base, rate);
    return missing.known(amount, currency) ?? 0;
  });
  return sum(amounts);
}

/** Income is what was received; costs are expenses that were not rejected, and per diems. */
export function budgetOf(found: BudgetRows, base: string): Budget {
  const missing = new Missing();
  const lines = found.lines.filter(
    ({ currency, planned_minor }) =>
      missing.known(currency === base ? planned_minor : undefined, currency) !== undefined,
  );
  const costs = costsOf(found, base, missing);
  const came = found.payments
    .filter(({ direction }) => direction === 'in')
    .map(({ amount_minor, currency, kind }) => ({
      kind,
      amount: missing.known(currency === base ? amount_minor : undefined, currency) ?? 0,
    }));
  const others = came.filter(({ kind }) => kind !== 'deposit' && kind !== 'balance');
  const of = (kind: BudgetLine['kind']): readonly BudgetLine[] =>
    lines.filter((line) => line.kind === kind);
  const planned = (kind: BudgetLine['kind']): number =>
    sum(of(kind).map(({ planned_minor }) => planned_minor));
  const amounts = (list: readonly { readonly amount: number }[]): number =>
    sum(list.map(({ amount }) => amount));
  const categories = categoriesOf(of('cost'), costs);
  return {
    base,
    income: {
      planned: planned('income'),
      expected: expectedIncome(found, base, missing) + amounts(others),
      actual: amounts(came),
    },
    cost: {
      planned: planned('cost'),
      expected: sum(categories.map(({ expected }) => expected)),
      actual: amounts(costs),
    },
    categories,
    shows: showsOf(of('cost'), costs, found.incomes),
    missing,
  };
}
