// <invoices-screen>: what was billed: drafts, what waits to be paid, and what is done.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { invoices, leftOf, type Invoice } from '../../data/invoices';
import { observeOrganization } from '../../data/organization';
import { payments, type Payment } from '../../data/payments';
import { bothLive, LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import './invoice-row';

const groups = [
  { status: 'draft', title: 'Drafts' },
  { status: 'issued', title: 'Waiting to be paid' },
  { status: 'paid', title: 'Paid' },
  { status: 'cancelled', title: 'Cancelled' },
] as const;

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
    if (found.length === 0) {
      return html`<empty-state
        symbol="file"
        heading="No invoices yet"
        text="Write one for a show or for anything else. It gets its number when you issue it."
        .actions=${
          can('finance', 'write')
            ? html`<a class="button primary" href="/invoices/new">Write an invoice</a>`
            : nothing
        }
      ></empty-state>`;
    }
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
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    const [found, paid] = this.#all.value ?? [[], []];
    return html`<app-bar
        heading="Invoices"
        .under=${this.#waitedFor(found, paid) || nothing}
        .actions=${
          can('finance', 'write')
            ? html`<a class="button" href="/invoices/new">${icon('plus')}New invoice</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#all.state, ([all, flows]) => this.#full(all, flows))}`;
  }
}
