// Sums of invoices, what is left of them, and what a stored document may hold.

import { expect, test } from 'vitest';
import { isOverdue, leftOf, linesOf, totalsOf } from './invoices';
import type { Payment } from './payments';

const invoice = { id: 'i', status: 'issued', total_minor: 10_700, currency: 'EUR' } as const;
const paid = (amount_minor: number, direction = 'in', currency = 'EUR', invoice_id = 'i') =>
  ({ amount_minor, direction, currency, invoice_id }) as Payment;

test('the tax is of the whole sum and rounded once', () => {
  const lines = [
    { text: 'Performance', quantity: 1, amount_minor: 3_333 },
    { text: 'Meals', quantity: 3, amount_minor: 1_111 },
  ];
  expect(totalsOf(lines, 0.07)).toEqual({ net_minor: 6_666, tax_minor: 467, total_minor: 7_133 });
  expect(totalsOf(lines, null)).toEqual({ net_minor: 6_666, tax_minor: 0, total_minor: 6_666 });
});

test('payments of the invoice in its currency are taken off', () => {
  expect(leftOf(invoice, [paid(4_000), paid(700, 'out'), paid(9, 'in', 'USD')])).toBe(7_400);
  expect(leftOf(invoice, [paid(4_000, 'in', 'EUR', 'another')])).toBe(10_700);
});

test('only an issued invoice is owed', () => {
  expect(leftOf({ ...invoice, status: 'draft' }, [])).toBe(0);
  expect(leftOf({ ...invoice, status: 'cancelled' }, [])).toBe(0);
});

test('an invoice is overdue the day after it was due, until it is paid', () => {
  expect(isOverdue({ status: 'issued', due_on: '2027-03-01' }, '2027-03-01')).toBe(false);
  expect(isOverdue({ status: 'issued', due_on: '2027-03-01' }, '2027-03-02')).toBe(true);
  expect(isOverdue({ status: 'paid', due_on: '2027-03-01' }, '2027-03-02')).toBe(false);
});

test('what is no line in a stored document is left out', () => {
  const line = { text: 'Performance', quantity: 1, amount_minor: 100 };
  expect(linesOf({ lines: [line, null, { text: 'x' }, 'y'] })).toEqual([line]);
  expect(linesOf({ lines: { text: 'x' } })).toEqual([]);
});
