// Invoices: drafts that anybody of the office changes; issuing them is the server's word, which
// gives the number, and then they stand.

import { addDays } from '../lib/core';
import { partOf } from '../lib/core/amount';
import type { Outcome } from '../lib/outcome';
import { write, writeForGood } from '../lib/records';
import type { Payment } from './payments';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, insertion, type Local } from './tables';

export type Invoice = Local<Rows['invoices']>;
export type InvoiceStatus = Invoice['status'];

/** `amount_minor` is of one. */
export interface InvoiceLine {
  readonly text: string;
  readonly quantity: number;
  readonly amount_minor: number;
}

export const invoices = resource<
  'invoices',
  'to_name' | 'currency' | 'lines' | 'net_minor' | 'total_minor'
>('invoices', 'Invoice', byNumber);

/** Drafts first, then the newest number. */
function byNumber(a: Invoice, b: Invoice): number {
  if (a.number === null || b.number === null)
    return a.number === b.number ? (a.id < b.id ? 1 : -1) : a.number === null ? -1 : 1;
  return b.number.localeCompare(a.number, 'en', { numeric: true });
}

export interface InvoiceTotals {
  readonly net_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
}

/** The tax is of the whole sum, rounded once by core. */
export function totalsOf(lines: readonly InvoiceLine[], taxRate: number | null): InvoiceTotals {
  const net_minor = lines.reduce((sum, one) => sum + one.quantity * one.amount_minor, 0);
  const tax_minor = taxRate === null ? 0 : partOf(net_minor, taxRate);
  return { net_minor, tax_minor, total_minor: net_minor + tax_minor };
}

const isLine = (one: unknown): one is InvoiceLine =>
  typeof one === 'object' &&
  one !== null &&
  'text' in one &&
  typeof one.text === 'string' &&
  'quantity' in one &&
  typeof one.quantity === 'number' &&
  'amount_minor' in one &&
  typeof one.amount_minor === 'number';

/** The lines of a stored invoice; whatever else is in the document is left out. */
export const linesOf = (invoice: Pick<Invoice, 'lines'>): readonly InvoiceLine[] =>
  Array.isArray(invoice.lines) ? invoice.lines.filter(isLine) : [];

/** Asks for a number. Nothing takes this back but cancelling, so there is no undo. */
export const issueInvoice = (invoice: Invoice, today: string): Promise<Outcome<void>> =>
  writeForGood('Invoice number asked for', () =>
    Promise.resolve([
      change('invoices', invoice.id, {
        status: 'issued',
        issued_on: invoice.issued_on ?? today,
        due_on: invoice.due_on ?? addDays(invoice.issued_on ?? today, DUE_DAYS),
      }),
    ]),
  );

const DUE_DAYS = 14;

/** The number stays, so that none is missing. */
export const cancelInvoice = (id: string): Promise<Outcome<void>> =>
  writeForGood('Invoice cancelled', () =>
    Promise.resolve([change('invoices', id, { status: 'cancelled' })]),
  );

/** What is left to be paid of an invoice. */
export function leftOf(
  invoice: Pick<Invoice, 'id' | 'status' | 'total_minor' | 'currency'>,
  payments: readonly Payment[],
): number {
  if (invoice.status !== 'issued') return 0;
  return payments
    .filter((one) => one.invoice_id === invoice.id && one.currency === invoice.currency)
    .reduce(
      (left, one) => left - (one.direction === 'in' ? one.amount_minor : -one.amount_minor),
      invoice.total_minor,
    );
}

/** Whether an issued invoice should have been paid by now. */
export const isOverdue = (invoice: Pick<Invoice, 'status' | 'due_on'>, today: string): boolean =>
  invoice.status === 'issued' && invoice.due_on !== null && invoice.due_on < today;

/** The money came: the payment, and the invoice paid where nothing is left of it. */
export function payInvoice(
  invoice: Invoice,
  left: number,
  amount_minor: number,
  paid_on: string,
): Promise<Outcome<void>> {
  const payment = insertion('payments', {
    direction: 'in',
    kind: 'balance',
    amount_minor,
    currency: invoice.currency,
    paid_on,
    invoice_id: invoice.id,
    settlement_id: invoice.settlement_id,
    show_id: invoice.show_id,
    tour_id: invoice.tour_id,
    reference: invoice.number,
  });
  const paid = change('invoices', invoice.id, { status: 'paid' });
  const label = 'Payment noted';
  return amount_minor >= left
    ? writeForGood(label, () => Promise.resolve([payment, paid]))
    : write(label, () => Promise.resolve([payment]));
}
