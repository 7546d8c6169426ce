// <invoices-screen>: what was billed: drafts, what waits to be paid, and what is done.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { invoices, leftOf, type Invoice } from '../../data/invoices';
import { observeOrganization } from '../../data/organization';
import { payments, type Payment } from '../../data/payments';
import { bothLive, LiveController } from '../../lib/live';
import { formatMoney } from '../../ui/format';
import { listScreen, type ListSpec } from '../../ui/list-screen';
import { Screen } from '../../ui/screen';
import './invoice-row';

const groups = [
  { status: 'draft', title: 'Drafts' },
  { status: 'issued', title: 'Waiting to be paid' },
  { status: 'paid', title: 'Paid' },
  { status: 'cancelled', title: 'Cancelled' },
] as const;

const list: ListSpec<readonly [readonly Invoice[], readonly Payment[]]> = {
  heading: 'Invoices',
  resource: 'finance',
  add: { label: 'New invoice', first: 'Write an invoice', to: '/invoices/new' },
  empty: {
    symbol: 'file',
    heading: 'No invoices yet',
    text: 'Write one for a show or for anything else. It gets its number when you issue it.',
  },
  isEmpty: ([found]) => found.length === 0,
};

@customElement('invoices-screen')
export class InvoicesScreen extends Screen {
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #all = new LiveController(this, () => bothLive(invoices.all(), payments.all()));

  /** "€4,815.00 + CHF 900.00 is waited for" */
  #waitedFor(found: readonly Invoice[], paid: readonly Payment[]): string {
    const left = new Map<string, number>();
    for (const invoice of found) {
      const open = leftOf(invoice, paid);
      if (open > 0) left.set(invoice.currency, (left.get(invoice.currency) ?? 0) + open);
    }
    const sums = [...left].map(([currency, minor]) => formatMoney(minor, currency));
    return sums.length === 0 ? '' : `${sums.join(' + ')} to come`;
  }

  #full(found: readonly Invoice[], paid: readonly Payment[]): TemplateResult {
    const today = todayOf(this.#organization.value, Date.now());
    return html`<div class="stack-large">
      ${groups.map(({ status, title }) => {
        const own = found.filter((invoice) => invoice.status === status);
        return own.length === 0
          ? nothing
          : html`<section class="section" aria-labelledby=${status}>
              <h2 id=${status}>${title}</h2>
              <ul class="rows">
                ${own.map(
                  (invoice) =>
                    html`<li>
                      <invoice-row
                        .invoice=${invoice}
                        .payments=${paid}
                        .today=${today}
                      ></invoice-row>
                    </li>`,
                )}
              </ul>
            </section>`;
      })}
    </div>`;
  }

  protected override render(): TemplateResult {
    const [found, paid] = this.#all.value ?? [[], []];
    return listScreen(
      this.#all.state,
      { ...list, under: this.#waitedFor(found, paid) || undefined },
      ([all, flows]) => this.#full(all, flows),
    );
  }
}
