// <invoice-row>: one invoice in a list: number, to whom, how much, and whether it waits.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isOverdue, leftOf, type Invoice } from '../../data/invoices';
import type { Payment } from '../../data/payments';
import { formatDate, formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import '../../ui/sync-mark';

/** What its state means to who waits for the money. */
export function stateWords(invoice: Invoice, payments: readonly Payment[], today: string): string {
  switch (invoice.status) {
    case 'draft':
      return 'Draft';
    case 'paid':
      return 'Paid';
    case 'cancelled':
      return 'Cancelled';
    case 'issued': {
      if (invoice.number === null) return 'Number asked for';
      const left = leftOf(invoice, payments);
      const due = invoice.due_on ? formatDate(invoice.due_on, 'short') : '';
      const part =
        left < invoice.total_minor ? `, ${formatMoney(left, invoice.currency)} left` : '';
      if (isOverdue(invoice, today)) return `Overdue since ${due}${part}`;
      return `${due ? `Due ${due}` : 'Issued'}${part}`;
    }
  }
}

@customElement('invoice-row')
export class InvoiceRow extends LightElement {
  @property({ attribute: false }) invoice: Invoice | undefined;
  @property({ attribute: false }) payments: readonly Payment[] = [];
  @property() today = '';

  protected override render(): TemplateResult | typeof nothing {
    const { invoice } = this;
    if (!invoice) return nothing;
    const isLate = isOverdue(invoice, this.today);
    return html`<a
      class=${invoice.status === 'cancelled' ? 'row is-gone' : 'row'}
      href=${`/invoices/${invoice.id}`}
    >
      <span class="main">
        <span class="title">${invoice.to_name}</span>
        <span class="sub figures"
          >${[invoice.number, isLate ? '' : stateWords(invoice, this.payments, this.today)]
            .filter(Boolean)
            .join(' · ')}</span
        >
        ${
          isLate
            ? html`<span
                ><span class="tag bad"
                  >${stateWords(invoice, this.payments, this.today)}</span
                ></span
              >`
            : nothing
        }
      </span>
      <span class="end">
        <sync-mark .state=${invoice.local}></sync-mark>
        <span class="amount">${formatMoney(invoice.total_minor, invoice.currency)}</span>
      </span>
    </a>`;
  }
}
