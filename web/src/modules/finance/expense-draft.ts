// An expense while it is typed: what the form starts with, and the values that it becomes.

import type { Expense } from '../../data/expenses';
import {
  EXPENSE_CATEGORY_VALUES,
  EXPENSE_STATUS_VALUES,
  PAYER_VALUES,
  PAYMENT_VALUES,
  REBILL_VALUES,
  type Rebill,
} from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { moneyText, readMoney } from '../../lib/core';
import { readRate } from '../../lib/core/amount';
import { failure, success, type Outcome } from '../../lib/outcome';
import { asOneOf, asOptional } from '../../ui/form-values';

/** All as text. */
export interface ExpenseDraft {
  readonly amount: string;
  readonly currency: string;
  readonly rate: string;
  readonly category: string;
  readonly showId: string;
  readonly tourId: string;
  readonly description: string;
  readonly merchant: string;
  readonly spentOn: string;
  readonly payment: string;
  readonly payer: string;
  readonly rebill: string;
  readonly status: string;
}

export const draftOf = (expense: Expense): ExpenseDraft => ({
  amount: moneyText(expense.amount_minor, expense.currency),
  currency: expense.currency,
  rate: expense.fx_rate === null ? '' : String(expense.fx_rate),
  category: expense.category,
  showId: expense.show_id ?? '',
  tourId: expense.tour_id ?? '',
  description: expense.description ?? '',
  merchant: expense.merchant ?? '',
  spentOn: expense.spent_on,
  payment: expense.payment,
  payer: expense.payer,
  rebill: expense.rebill ?? '',
  status: expense.status,
});

/** A rate belongs to the currency that it was typed for. */
function rateOf(draft: ExpenseDraft, base: string): Outcome<number | null> {
  if (draft.currency === base || draft.rate.trim() === '') return success(null);
  const rate = readRate(draft.rate);
  const words = `Type the rate as a number, such as 0.0876 ${base}.`;
  return rate === undefined ? failure('invalid', words, { fx_rate: words }) : success(rate);
}

const rebillOf = (text: string): Rebill | null =>
  REBILL_VALUES.find((value) => value === text) ?? null;

/** What the draft says, or the field that cannot be read. `base`: what the tour is reckoned in. */
export function valuesOf(draft: ExpenseDraft, base: string): Outcome<Values<'expenses'>> {
  const amount = readMoney(draft.amount, draft.currency);
  if (!amount.ok) {
    const { code, message } = amount.problem;
    return failure(code, message, { amount_minor: message });
  }
  const rate = rateOf(draft, base);
  if (!rate.ok) return rate;
  return success({
    amount_minor: amount.value,
    currency: draft.currency,
    base_currency: rate.value === null ? null : base,
    fx_rate: rate.value,
    category: asOneOf(EXPENSE_CATEGORY_VALUES)(draft.category),
    show_id: draft.showId || null,
    tour_id: draft.tourId || null,
    description: asOptional(draft.description),
    merchant: asOptional(draft.merchant),
    spent_on: draft.spentOn,
    payment: asOneOf(PAYMENT_VALUES)(draft.payment),
    payer: asOneOf(PAYER_VALUES)(draft.payer),
    rebill: rebillOf(draft.rebill),
    status: asOneOf(EXPENSE_STATUS_VALUES)(draft.status),
  });
}

/** Only what differs is written, so that others' edits of other fields stand. */
export function differing(values: Values<'expenses'>, row: Expense): Values<'expenses'> {
  const before = new Map<string, unknown>(Object.entries(row));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => before.get(name) !== value),
  );
}
