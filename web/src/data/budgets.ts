// Budgets: what was planned to come in and to be spent, beside what did.

import type { ExpenseFigures } from './expenses';
import { inCurrency } from '../lib/core/amount';
import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { inBase, lastRates } from './expenses-reckoned';
import { received, settlementInForce, type Payment } from './payments';
import type { PerDiem } from './perdiems';
import { resource } from './resource';
import type { ExpenseCategory, Rows } from './rows.gen';
import { dealInForce } from './settlement-input';
import { readShows } from './settlement-shows';
import type { Show } from './shows';
import { figures, observe, rows, rowsWith, type Local } from './tables';

export type BudgetLine = Local<Rows['budget_lines']>;

const byAmount = (a: BudgetLine, b: BudgetLine): number => b.planned_minor - a.planned_minor;

export const budgetLines = resource<
  'budget_lines',
  'category' | 'title' | 'planned_minor' | 'currency'
>('budget_lines', 'Budget line', byAmount);

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

/** What comes in: as it is settled, or before that the guarantee; and what came of it. */
export interface Income {
  readonly from: 'signed' | 'settlement' | 'guarantee';
  readonly currency: string;
  readonly expected_minor: number;
  readonly received_minor: number;
}

export interface ShowIncome extends Income {
  readonly showId: string;
}

/** What the shows of a run bring that are settled as one: once, and none of them by itself. */
export interface RunIncome extends Income {
  readonly runId: string;
  readonly name: string;
  readonly showIds: readonly string[];
}

export interface ShowBudget {
  readonly cost: Pick<Compared, 'planned' | 'actual'>;
  /** in its own currency */
  readonly income: ShowIncome | undefined;
  /** that it is settled in */
  readonly run: RunIncome | undefined;
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
  readonly perDiems: readonly Pick<PerDiem, 'amount_minor' | 'currency'>[];
  readonly payments: readonly Payment[];
  /** of the shows that are settled by themselves */
  readonly incomes: readonly ShowIncome[];
  readonly runs: readonly RunIncome[];
}

export interface BudgetView extends BudgetRows {
  /** by date */
  readonly shows: readonly Show[];
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

/** What a show's income follows from. */
export interface IncomeRows {
  readonly show: Show;
  readonly deals: readonly Local<Rows['deals']>[];
  readonly settlements: readonly Local<Rows['settlements']>[];
  readonly payments: readonly Payment[];
}

/** A settlement's balance has the deposits off already; its show brings both. */
export function incomeOf(
  { show, deals, settlements, payments }: IncomeRows,
  noted: Pick<Rows['show_financials'], 'guarantee_minor' | 'currency'> | undefined,
): ShowIncome | undefined {
  if (UNSURE.includes(show.status)) return undefined;
  const settled = settlementInForce(settlements);
  const inForce = dealInForce(deals);
  const deal = inForce?.guarantee_minor == null ? undefined : inForce;
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

/** A run with its versions, and all payments. */
export interface RunRows {
  readonly run: Pick<Rows['settlement_runs'], 'id' | 'name'>;
  readonly versions: readonly Rows['settlements'][];
  readonly payments: readonly Payment[];
}

/** Balance, deposits and what was paid on each night: the run's take, less what is withheld. */
export function runIncomeOf({ run, versions, payments }: RunRows): RunIncome | undefined {
  const settled = settlementInForce(versions);
  const nights = readShows(settled?.input);
  if (!settled || nights.length === 0) return undefined;
  const showIds = nights.map(({ show_id }) => show_id);
  const own = new Set(versions.map(({ id }) => id));
  const flows = payments.filter(
    ({ settlement_id, show_id }) =>
      (settlement_id !== null && own.has(settlement_id)) ||
      (show_id !== null && showIds.includes(show_id)),
  );
  const before = nights.map(({ paid_minor, deposit_minor }) => paid_minor + deposit_minor);
  const { currency } = settled;
  return {
    runId: run.id,
    name: run.name,
    showIds,
    from: settled.status === 'signed' || settled.status === 'paid' ? 'signed' : 'settlement',
    currency,
    expected_minor: (settled.balance_minor ?? 0) + sum(before),
    received_minor: received(flows, currency, ['deposit', 'balance']),
  };
}

/** Every run that was settled, whichever tour its shows are of. */
function runIncomes(
  runs: readonly Rows['settlement_runs'][],
  settlements: readonly Rows['settlements'][],
  payments: readonly Payment[],
): readonly RunIncome[] {
  const of = Map.groupBy(settlements, ({ run_id }) => run_id);
  return runs.flatMap(
    (run) => runIncomeOf({ run, versions: of.get(run.id) ?? [], payments }) ?? [],
  );
}

/** What each of the shows brings. */
async function incomesOf(
  store: OrganizationStore,
  shows: readonly Show[],
  payments: readonly Payment[],
): Promise<readonly ShowIncome[]> {
  const ids = shows.map(({ id }) => id);
  const of = <K extends 'show_financials' | 'deals' | 'settlements'>(table: K) =>
    rowsWith(store, table, 'show_id', ids);
  const [noted, deals, settlements] = await Promise.all([
    of('show_financials'),
    of('deals'),
    of('settlements'),
  ]);
  const byShow = <T extends { readonly show_id: string | null }>(list: readonly T[]) =>
    Map.groupBy<string | null, T>(list, ({ show_id }) => show_id);
  const [its, dealsOf] = [byShow(noted), byShow(deals)];
  const [settled, paid] = [byShow(settlements), byShow(payments)];
  return shows.flatMap((show) => {
    const found = {
      show,
      deals: dealsOf.get(show.id) ?? [],
      settlements: settled.get(show.id) ?? [],
      payments: paid.get(show.id) ?? [],
    };
    return incomeOf(found, its.get(show.id)?.[0]) ?? [];
  });
}

/** All that a tour's budget rests on, at once: a sum that grows while one reads it is none. */
export const observeBudget = (tourId: string): Live<BudgetView> =>
  observe(async (store) => {
    type OfTour = { readonly tour_id: string | null };
    const isOfTour = (row: OfTour): boolean => row.tour_id === tourId;
    const ofTour = <K extends 'budget_lines' | 'shows'>(table: K) =>
      rows(store, table).where('tour_id').equals(tourId).toArray();
    const [lines, payments, shows, all, ofRuns, expenses, perDiems] = await Promise.all([
      ofTour('budget_lines'),
      rows(store, 'payments').toArray(),
      ofTour('shows'),
      rows(store, 'settlement_runs').toArray(),
      rows(store, 'settlements').where('run_id').above('').toArray(),
      figures(store, 'expenses'),
      figures(store, 'per_diems'),
    ]);
    shows.sort((a, b) => a.date.localeCompare(b.date));
    const ids = new Set(shows.map(({ id }) => id));
    const runs = runIncomes(all, ofRuns, payments);
    const pooled = new Set(runs.flatMap(({ showIds }) => showIds));
    const alone = shows.filter(({ id }) => !pooled.has(id));
    return {
      shows,
      lines: lines.sort(byAmount),
      // a payment for a show is its tour's, whether or not it says so
      payments: payments.filter((one) => isOfTour(one) || (one.show_id && ids.has(one.show_id))),
      incomes: await incomesOf(store, alone, payments),
      // a run over two tours counts where it ends, as in reports
      runs: runs.filter(({ showIds }) => ids.has(showIds.at(-1) ?? '')),
      expenses: expenses.filter(isOfTour),
      perDiems: perDiems.filter(isOfTour),
    };
  });

/** What was spent, by category and by show. */
interface Costs {
  readonly total: number;
  readonly byCategory: ReadonlyMap<ExpenseCategory, number>;
  readonly byShow: ReadonlyMap<string, number>;
}

class Missing extends Map<string, number> {
  /** The amount where it is in `base`; otherwise counts it. */
  known(amount: number | undefined, currency: string): number | undefined {
    if (amount === undefined) this.set(currency, (this.get(currency) ?? 0) + 1);
    return amount;
  }
}

function costsOf({ expenses, perDiems }: BudgetRows, base: string, missing: Missing): Costs {
  const byCategory = new Map<ExpenseCategory, number>();
  const byShow = new Map<string, number>();
  let total = 0;
  const add = (amount: number, category: ExpenseCategory, showId: string | null): void => {
    total += amount;
    byCategory.set(category, (byCategory.get(category) ?? 0) + amount);
    if (showId !== null) byShow.set(showId, (byShow.get(showId) ?? 0) + amount);
  };
  for (const one of expenses) {
    if (one.status === 'rejected') continue;
    const amount = missing.known(inBase(one, base), one.currency);
    if (amount !== undefined) add(amount, one.category, one.show_id);
  }
  for (const { amount_minor, currency } of perDiems) {
    const amount = missing.known(currency === base ? amount_minor : undefined, currency);
    if (amount !== undefined) add(amount, 'per_diem', null);
  }
  return { total, byCategory, byShow };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

function categoriesOf(lines: readonly BudgetLine[], costs: Costs): readonly CategoryBudget[] {
  const used = new Set([...lines.map(({ category }) => category), ...costs.byCategory.keys()]);
  return [...used]
    .map((category) => {
      const own = lines.filter((line) => line.category === category);
      const planned = sum(own.map(({ planned_minor }) => planned_minor));
      const actual = costs.byCategory.get(category) ?? 0;
      // what is planned is still to be spent; what went over it, did
      return { category, lines: own, planned, expected: Math.max(planned, actual), actual };
    })
    .sort((a, b) => Math.max(b.planned, b.actual) - Math.max(a.planned, a.actual));
}

function showsOf(
  lines: readonly BudgetLine[],
  costs: Costs,
  incomes: readonly ShowIncome[],
  runs: readonly RunIncome[],
): ReadonlyMap<string, ShowBudget> {
  const planned = Map.groupBy<string | null, BudgetLine>(lines, ({ show_id }) => show_id);
  const income = new Map(incomes.map((one) => [one.showId, one]));
  const run = new Map(runs.flatMap((one) => one.showIds.map((id) => [id, one])));
  const ids = new Set([...planned.keys(), ...costs.byShow.keys(), ...income.keys(), ...run.keys()]);
  return new Map(
    [...ids]
      .filter((id) => id !== null)
      .map((id) => [
        id,
        {
          cost: {
            planned: sum((planned.get(id) ?? []).map(({ planned_minor }) => planned_minor)),
            actual: costs.byShow.get(id) ?? 0,
          },
          income: income.get(id),
          run: run.get(id),
        },
      ]),
  );
}

/** What shows bring in `base`: what is expected, at the rate that was last frozen. */
function expectedIncome(found: BudgetRows, base: string, missing: Missing): number {
  const rates = lastRates(found.expenses, base);
  const amounts = [...found.incomes, ...found.runs].map(({ currency, expected_minor }) => {
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
      actual: costs.total,
    },
    categories,
    shows: showsOf(of('cost'), costs, found.incomes, found.runs),
    missing,
  };
}
