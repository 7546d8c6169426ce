// Expenses: money spent on the road, whose it is, and how far its approval got.

import type { Live } from '../lib/live';
import { failure, type Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { currentUserId } from '../lib/session';
import {
  change,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type Fresh,
  type Local,
  type Values,
} from './tables';
import type { Rows } from './rows.gen';

export type Expense = Local<Rows['expenses']>;
export type ExpenseCategory = Expense['category'];

export interface ExpenseFilter {
  readonly tourId?: string | undefined;
  readonly showId?: string | undefined;
  readonly ownerId?: string | undefined;
}

/** What was spent, in minor units, per currency. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly amount_minor: number;
  readonly count: number;
}

/** Newest first. */
export const observeExpenses = (filter: ExpenseFilter = {}): Live<readonly Expense[]> =>
  observe(async (store) => {
    const table = rows(store, 'expenses');
    const found = await (
      filter.showId !== undefined
        ? table.where('show_id').equals(filter.showId)
        : filter.tourId !== undefined
          ? table.where('tour_id').equals(filter.tourId)
          : table.orderBy('spent_on')
    ).toArray();
    return found
      .filter((row) => filter.tourId === undefined || row.tour_id === filter.tourId)
      .filter((row) => filter.ownerId === undefined || row.owner_id === filter.ownerId)
      .sort((a, b) => b.spent_on.localeCompare(a.spent_on) || b.id.localeCompare(a.id));
  });

export const observeExpense = (id: string): Live<Expense | undefined> => observeRow('expenses', id);

/** Sums per currency; adding is exact because amounts are whole minor units. */
export function expenseTotals(expenses: readonly Expense[]): readonly CurrencyTotal[] {
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
