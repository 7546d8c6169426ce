// What is typed into an invoice becomes its lines and sums.

import { expect, test } from 'vitest';
import type { Invoice } from '../../data/invoices';
import { emptyLine, invoiceChanges, invoiceDraftOf, invoiceValuesOf } from './invoice-draft';

const draft = {
  toName: ' Paper Lantern Concerts ',
  toAddress: '',
  toTaxId: '',
  currency: 'EUR',
  tax: '7',
  dueOn: '2027-03-14',
  notes: '',
  lines: [
    { text: 'Performance', quantity: '1', amount: '3.600,00' },
    { text: 'Dinner', quantity: '9', amount: '12.50' },
    emptyLine,
  ],
};

test('lines are read in the currency, empty ones are left out, sums follow', () => {
  const read = invoiceValuesOf(draft);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value).toMatchObject({
    to_name: 'Paper Lantern Concerts',
    to_address: null,
    tax_rate: 0.07,
    net_minor: 371_250,
    tax_minor: 25_988,
    total_minor: 397_238,
    lines: [
      { text: 'Performance', quantity: 1, amount_minor: 360_000 },
      { text: 'Dinner', quantity: 9, amount_minor: 1_250 },
    ],
  });
});

test('the line that cannot be read is named', () => {
  const wrong = invoiceValuesOf({
    ...draft,
    lines: [{ text: 'Performance', quantity: '1', amount: 'much' }],
  });
  expect(!wrong.ok && Object.keys(wrong.problem.fields ?? {})).toEqual(['lines.0.amount']);
  const half = invoiceValuesOf({
    ...draft,
    lines: [{ text: 'Performance', quantity: '1.5', amount: '3' }],
  });
  expect(!half.ok && Object.keys(half.problem.fields ?? {})).toEqual(['lines.0.quantity']);
  expect(invoiceValuesOf({ ...draft, lines: [emptyLine] }).ok).toBe(false);
  expect(invoiceValuesOf({ ...draft, tax: 'some' }).ok).toBe(false);
});

test('an invoice that would come to less than nothing is told', () => {
  const line = (amount: string) => ({ text: 'Performance', quantity: '1', amount });
  const less = invoiceValuesOf({ ...draft, lines: [line('100'), line('-101')] });
  expect(!less.ok && less.problem.fields).toBeUndefined();
  expect(invoiceValuesOf({ ...draft, lines: [line('100'), line('-100')] }).ok).toBe(true);
});

test('a draft that is opened and saved changes nothing', () => {
  const read = invoiceValuesOf(draft);
  if (!read.ok) throw new Error(read.problem.message);
  const invoice = { ...read.value } as unknown as Invoice;
  const again = invoiceValuesOf(invoiceDraftOf(invoice));
  if (!again.ok) throw new Error(again.problem.message);
  expect(invoiceChanges(again.value, invoice)).toEqual({});
});
