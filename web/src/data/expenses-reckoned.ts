// Expenses in one currency: by the rate that each froze when it was taken in, never by a guess.

import { inCurrency } from '../lib/core/amount';
import type { Expense } from './expenses';

export type Reckonable = Pick<
  Expense,
  'amount_minor' | 'currency' | 'base_currency' | 'fx_rate' | 'status'
>;

/** What it is in `base`; undefined where it has no rate into it. */
export function inBase(expense: Reckonable, base: string): number | undefined {
  const { amount_minor, currency, base_currency, fx_rate } = expense;
  if (currency === base) return amount_minor;
  if (base_currency !== base || fx_rate === null) return undefined;
  return inCurrency(amount_minor, currency, base, fx_rate);
}

export interface BaseTotal {
  readonly amount_minor: number;
  readonly count: number;
  /** currency → how many have no rate and are left out */
  readonly missing: ReadonlyMap<string, number>;
}

/** The sum of what was not rejected, each rounded by itself. */
export function baseTotal(expenses: readonly Reckonable[], base: string): BaseTotal {
  let amount_minor = 0;
  let count = 0;
  const missing = new Map<string, number>();
  for (const expense of expenses) {
    if (expense.status === 'rejected') continue;
    const amount = inBase(expense, base);
    if (amount === undefined)
      missing.set(expense.currency, (missing.get(expense.currency) ?? 0) + 1);
    else {
      amount_minor += amount;
      count += 1;
    }
  }
  return { amount_minor, count, missing };
}

/** "Without a rate and left out: 2 in CZK, 1 in SEK."; empty where nothing is. */
export function missingWords(missing: ReadonlyMap<string, number>): string {
  const parts = [...missing].map(([currency, count]) => `${count} in ${currency}`);
  return parts.length === 0 ? '' : `Without a rate and left out: ${parts.join(', ')}.`;
}

/** The rate into `base` that was used last for each currency. */
export function lastRates(
  expenses: readonly Pick<Expense, 'spent_on' | 'currency' | 'base_currency' | 'fx_rate'>[],
  base: string,
): ReadonlyMap<string, number> {
  const newest = new Map<string, { readonly on: string; readonly rate: number }>();
  for (const { spent_on, currency, base_currency, fx_rate } of expenses) {
    if (base_currency !== base || fx_rate === null || fx_rate === 0) continue;
    const known = newest.get(currency);
    if (!known || spent_on > known.on) newest.set(currency, { on: spent_on, rate: fx_rate });
  }
  return new Map([...newest].map(([currency, { rate }]) => [currency, rate]));
}

/** What has no rate into `base`, by its currency; what was rejected needs none. */
export const withoutRate = <E extends Reckonable>(
  expenses: readonly E[],
  base: string,
): ReadonlyMap<string, readonly E[]> =>
  Map.groupBy(
    expenses.filter((one) => one.status !== 'rejected' && inBase(one, base) === undefined),
    ({ currency }) => currency,
  );
