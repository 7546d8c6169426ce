// An invoice while it is typed: its texts, and the values that they become.

import {
  linesOf,
  totalsOf,
  type Invoice,
  type InvoiceLine,
  type InvoiceTotals,
} from '../../data/invoices';
import { moneyText, readMoney } from '../../lib/core';
import { percentText, readPercent } from '../../lib/core/amount';
import { failure, success, type Outcome } from '../../lib/outcome';
import { asOptional } from '../../ui/form-values';

/** All as text. */
export interface LineDraft {
  readonly text: string;
  readonly quantity: string;
  readonly amount: string;
}

export interface InvoiceDraft {
  readonly toName: string;
  readonly toAddress: string;
  readonly toTaxId: string;
  readonly currency: string;
  readonly tax: string;
  readonly dueOn: string;
  readonly notes: string;
  readonly lines: readonly LineDraft[];
}

export const emptyLine: LineDraft = { text: '', quantity: '1', amount: '' };

export const invoiceDraftOf = (invoice: Invoice): InvoiceDraft => ({
  toName: invoice.to_name,
  toAddress: invoice.to_address ?? '',
  toTaxId: invoice.to_tax_id ?? '',
  currency: invoice.currency,
  tax: invoice.tax_rate === null ? '' : percentText(invoice.tax_rate),
  dueOn: invoice.due_on ?? '',
  notes: invoice.notes ?? '',
  lines: linesOf(invoice).map(({ text, quantity, amount_minor }) => ({
    text,
    quantity: String(quantity),
    amount: moneyText(amount_minor, invoice.currency),
  })),
});

const QUANTITY_MAX = 100_000;

function readLine(line: LineDraft, place: number, currency: string): Outcome<InvoiceLine> {
  const where = (field: string, words: string): Outcome<InvoiceLine> =>
    failure('invalid', `Line ${place + 1}: ${words}`, { [`lines.${place}.${field}`]: words });
  const text = line.text.trim();
  if (text === '') return where('text', 'Say what it is for.');
  const quantity = Number(line.quantity.trim() || '1');
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > QUANTITY_MAX)
    return where('quantity', 'Type a whole number.');
  const amount = readMoney(line.amount, currency);
  if (!amount.ok) return where('amount', amount.problem.message);
  return success({ text, quantity, amount_minor: amount.value });
}

const isEmpty = (line: LineDraft): boolean => line.text.trim() === '' && line.amount.trim() === '';

function readLines(draft: InvoiceDraft): Outcome<readonly InvoiceLine[]> {
  const lines: InvoiceLine[] = [];
  for (const [place, line] of draft.lines.entries()) {
    if (isEmpty(line)) continue;
    const read = readLine(line, place, draft.currency);
    if (!read.ok) return read;
    lines.push(read.value);
  }
  return lines.length > 0
    ? success(lines)
    : failure('missing', 'Write at least one line.', { 'lines.0.text': 'Say what it is for.' });
}

export type InvoiceValues = InvoiceTotals &
  Pick<
    Invoice,
    'to_name' | 'to_address' | 'to_tax_id' | 'currency' | 'tax_rate' | 'due_on' | 'notes'
  > & { readonly lines: readonly InvoiceLine[] };

/** What the draft says, or the first thing in it that cannot be read. */
export function invoiceValuesOf(draft: InvoiceDraft): Outcome<InvoiceValues> {
  const lines = readLines(draft);
  if (!lines.ok) return lines;
  const taxText = draft.tax.trim();
  const rate = taxText === '' ? null : readPercent(taxText);
  const words = 'Type the tax in percent, such as 7.';
  if (rate === undefined) return failure('invalid', words, { tax_rate: words });
  const totals = totalsOf(lines.value, rate);
  if (totals.net_minor < 0)
    return failure(
      'invalid',
      'An invoice comes to nothing or more: what is taken off is too much.',
    );
  return success({
    to_name: draft.toName.trim(),
    to_address: asOptional(draft.toAddress),
    to_tax_id: asOptional(draft.toTaxId),
    currency: draft.currency,
    tax_rate: rate,
    due_on: asOptional(draft.dueOn),
    notes: asOptional(draft.notes),
    lines: lines.value,
    ...totals,
  });
}

/** Only what differs is written; sums and lines belong together. */
export function invoiceChanges(values: InvoiceValues, invoice: Invoice): Partial<InvoiceValues> {
  const before = new Map<string, unknown>(Object.entries(invoice));
  const isSame = (name: string, value: unknown): boolean =>
    JSON.stringify(before.get(name)) === JSON.stringify(value);
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isSame(name, value)));
}
