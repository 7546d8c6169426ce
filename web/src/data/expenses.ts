// Expenses: money spent on the road, whose it is, and how far its approval got.

import type { Live } from '../lib/live';
import { failure, type Outcome } from '../lib/outcome';
import { write, writeRow } from '../lib/records';
import { can, currentUserId } from '../lib/session';
import {
  change,
  figures,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type FiguresOf,
  type Fresh,
  type Local,
  type Values,
} from './tables';
import type { Rows } from './rows.gen';

export type Expense = Local<Rows['expenses']>;
export type ExpenseCategory = Expense['category'];
export type ExpenseStatus = Expense['status'];

/** An expense without its words. */
export type ExpenseFigures = FiguresOf<'expenses'>;

export interface ExpenseFilter {
  readonly tourId?: string | undefined;
  readonly ownerId?: string | undefined;
}

/** What was spent, in minor units, per currency. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly amount_minor: number;
  readonly count: number;
}

const isOf =
  ({ tourId, ownerId }: ExpenseFilter) =>
  (row: ExpenseFigures): boolean =>
    (tourId === undefined || row.tour_id === tourId) &&
    (ownerId === undefined || row.owner_id === ownerId);

/** Newest first. Most days have many: sorting those few, and then the days, is quickest. */
export function newestFirst<E extends ExpenseFigures>(byId: readonly E[]): readonly E[] {
  const days = [...Map.groupBy(byId, ({ spent_on }) => spent_on)];
  days.sort(([a], [b]) => (a < b ? 1 : -1));
  return days.flatMap(([, ofDay]) => ofDay.reverse());
}

/** Newest first, of all there are: what adding up and long lists need of them. */
export const observeExpenseFigures = (
  filter: ExpenseFilter = {},
): Live<readonly ExpenseFigures[]> =>
  observe(async (store) => newestFirst((await figures(store, 'expenses')).filter(isOf(filter))));

/** The whole rows of a few. */
export const observeExpensesOf = (ids: readonly string[]): Live<ReadonlyMap<string, Expense>> =>
  observe(async (store) => {
    const found = await rows(store, 'expenses').bulkGet([...ids]);
    return new Map(found.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  });

/** Of one show, newest first. */
export const observeExpenses = ({
  showId,
}: {
  readonly showId: string;
}): Live<readonly Expense[]> =>
  observe(async (store) =>
    newestFirst(await rows(store, 'expenses').where('show_id').equals(showId).sortBy('id')),
  );

export const observeExpense = (id: string): Live<Expense | undefined> => observeRow('expenses', id);

/** Sums per currency; adding is exact because amounts are whole minor units. */
export function expenseTotals(
  expenses: readonly Pick<Expense, 'currency' | 'amount_minor' | 'status'>[],
): readonly CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { currency, amount_minor, status } of expenses) {
    if (status === 'rejected') continue;
    const before = totals.get(currency);
    totals.set(currency, {
      currency,
      amount_minor: (before?.amount_minor ?? 0) + amount_minor,
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...totals.values()].sort((a, b) => b.count - a.count);
}

/** Whose it is defaults to the writer, its status to draft. */
export function createExpense(
  values: Fresh<'expenses', 'spent_on' | 'category' | 'amount_minor' | 'currency'>,
): Promise<Outcome<string>> {
  const owner_id = values.owner_id ?? currentUserId();
  if (owner_id === undefined) return Promise.resolve(failure('signed_out', 'Sign in first.'));
  return writeRow('Expense added', insertion('expenses', { status: 'draft', ...values, owner_id }));
}

export const updateExpense = (id: string, values: Values<'expenses'>): Promise<Outcome<string>> =>
  writeRow('Expense changed', change('expenses', id, values));

export const removeExpense = (id: string): Promise<Outcome<string>> =>
  writeRow('Expense deleted', removal('expenses', id));

/** What somebody may make of an expense's status; the database holds them to it. */
const steps: Readonly<Record<ExpenseStatus, readonly ExpenseStatus[]>> = {
  draft: ['submitted'],
  submitted: ['draft', 'approved', 'rejected'],
  approved: ['reimbursed', 'submitted'],
  reimbursed: ['approved'],
  rejected: ['submitted'],
};

const decided: ReadonlySet<ExpenseStatus> = new Set(['approved', 'reimbursed', 'rejected']);

/** Whether the user decides about what others hand in. */
export const decidesExpenses = (): boolean => can('expenses', 'write', '');

/** Where an expense can go from here; nobody decides about their own without that right. */
export const nextStatuses = (status: ExpenseStatus, decides: boolean): readonly ExpenseStatus[] =>
  steps[status].filter((next) => decides || (!decided.has(next) && !isSettled(status)));

/** Approved or paid back: who handed it in no longer changes it. */
export const isSettled = (status: ExpenseStatus): boolean =>
  status === 'approved' || status === 'reimbursed';

/** Those of the expenses that can get the status now. */
export const ableTo = <E extends Pick<Expense, 'status'>>(
  status: ExpenseStatus,
  expenses: readonly E[],
  decides: boolean,
): readonly E[] => expenses.filter((one) => nextStatuses(one.status, decides).includes(status));

/** One step for many at once, with one undo. */
export function moveExpenses(
  ids: readonly string[],
  status: ExpenseStatus,
): Promise<Outcome<void>> {
  const what = ids.length === 1 ? '1 expense' : `${ids.length} expenses`;
  return write(`${what} ${status === 'draft' ? 'taken back' : status}`, () =>
    Promise.resolve(ids.map((id) => change('expenses', id, { status }))),
  );
}

/** Freezes a rate for those that have none, with one undo. */
export const rateExpenses = (
  rates: readonly { readonly ids: readonly string[]; readonly fx_rate: number }[],
  base_currency: string,
): Promise<Outcome<void>> =>
  write('Rates set', () =>
    Promise.resolve(
      rates.flatMap(({ ids, fx_rate }) =>
        ids.map((id) => change('expenses', id, { fx_rate, base_currency })),
      ),
    ),
  );
