// Budgets: what was planned to come in and to be spent, beside what did.

import type { Expense } from './expenses';
import { inBase } from './expenses-reckoned';
import type { Payment } from './payments';
import type { PerDiem } from './perdiems';
import { resource } from './resource';
import type { ExpenseCategory, Rows } from './rows.gen';
import type { Local } from './tables';

export type BudgetLine = Local<Rows['budget_lines']>;

export const budgetLines = resource<
  'budget_lines',
  'category' | 'title' | 'planned_minor' | 'currency'
>('budget_lines', 'Budget line', (a, b) => b.planned_minor - a.planned_minor);

export interface Compared {
  readonly planned: number;
  readonly actual: number;
}

export interface CategoryBudget extends Compared {
  readonly category: ExpenseCategory;
  readonly lines: readonly BudgetLine[];
}

export interface Budget {
  readonly base: string;
  readonly income: Compared;
  readonly cost: Compared;
  /** the largest first */
  readonly categories: readonly CategoryBudget[];
  /** what each show cost, and what was planned for it alone */
  readonly shows: ReadonlyMap<string, Compared>;
  /** currency → how many amounts have no rate into `base` and are left out */
  readonly missing: ReadonlyMap<string, number>;
}

export interface BudgetRows {
  readonly lines: readonly BudgetLine[];
  readonly expenses: readonly Expense[];
  readonly perDiems: readonly PerDiem[];
  readonly payments: readonly Payment[];
}

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
      return {
        category,
        lines: own,
        planned: sum(own.map(({ planned_minor }) => planned_minor)),
        actual: sum(costs.filter((one) => one.category === category).map(({ amount }) => amount)),
      };
    })
    .sort((a, b) => Math.max(b.planned, b.actual) - Math.max(a.planned, a.actual));
}

function showsOf(
  lines: readonly BudgetLine[],
  costs: readonly Cost[],
): ReadonlyMap<string, Compared> {
  const shows = new Map<string, { planned: number; actual: number }>();
  const of = (id: string): { planned: number; actual: number } => {
    const known = shows.get(id) ?? { planned: 0, actual: 0 };
    shows.set(id, known);
    return known;
  };
  for (const { show_id, planned_minor } of lines)
    if (show_id !== null) of(show_id).planned += planned_minor;
  for (const { showId, amount } of costs) if (showId !== null) of(showId).actual += amount;
  return shows;
}

/** Income is what was received; costs are expenses that were not rejected, and per diems. */
export function budgetOf(found: BudgetRows, base: string): Budget {
  const missing = new Missing();
  const lines = found.lines.filter(
    ({ currency, planned_minor }) =>
      missing.known(currency === base ? planned_minor : undefined, currency) !== undefined,
  );
  const costs = costsOf(found, base, missing);
  const received = found.payments
    .filter(({ direction }) => direction === 'in')
    .map(({ amount_minor, currency }) =>
      missing.known(currency === base ? amount_minor : undefined, currency),
    );
  const of = (kind: BudgetLine['kind']): readonly BudgetLine[] =>
    lines.filter((line) => line.kind === kind);
  const planned = (kind: BudgetLine['kind']): number =>
    sum(of(kind).map(({ planned_minor }) => planned_minor));
  return {
    base,
    income: { planned: planned('income'), actual: sum(received.map((one) => one ?? 0)) },
    cost: { planned: planned('cost'), actual: sum(costs.map(({ amount }) => amount)) },
    categories: categoriesOf(of('cost'), costs),
    shows: showsOf(of('cost'), costs),
    missing,
  };
}
