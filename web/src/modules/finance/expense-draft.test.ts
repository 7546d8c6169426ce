// What is typed into an expense becomes the values of a row.

import { expect, test } from 'vitest';
import type { Expense } from '../../data/expenses';
import { differing, draftOf, valuesOf } from './expense-draft';

const expense = {
  amount_minor: 61_200,
  currency: 'SEK',
  base_currency: 'EUR',
  fx_rate: 0.0876,
  category: 'food',
  show_id: null,
  tour_id: 'tour',
  description: 'Late pizza',
  merchant: null,
  spent_on: '2027-03-01',
  payment: 'card',
  payer: 'own',
  rebill: 'promoter',
  status: 'submitted',
} as Expense;

test('an expense that is opened and saved is what it was', () => {
  const values = valuesOf(draftOf(expense), 'EUR');
  if (!values.ok) throw new Error(values.problem.message);
  expect(differing(values.value, expense)).toEqual({});
});

test('a rate with a comma is frozen with the currency it leads to', () => {
  const values = valuesOf({ ...draftOf(expense), rate: '0,09' }, 'EUR');
  if (!values.ok) throw new Error(values.problem.message);
  expect(differing(values.value, expense)).toEqual({ fx_rate: 0.09 });
});

test('in the currency that is reckoned in there is no rate', () => {
  const values = valuesOf({ ...draftOf(expense), currency: 'EUR' }, 'EUR');
  if (!values.ok) throw new Error(values.problem.message);
  expect(values.value.fx_rate).toBeNull();
  expect(values.value.base_currency).toBeNull();
});

test('a rate or an amount that is no number is refused at its field', () => {
  const wrong = valuesOf({ ...draftOf(expense), rate: 'a lot' }, 'EUR');
  expect(!wrong.ok && Object.keys(wrong.problem.fields ?? {})).toEqual(['fx_rate']);
  const none = valuesOf({ ...draftOf(expense), amount: '' }, 'EUR');
  expect(!none.ok && Object.keys(none.problem.fields ?? {})).toEqual(['amount_minor']);
});
