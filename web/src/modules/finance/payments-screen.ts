// <payments-screen>: a show's money in and out: what is still owed, payments, invoices, costs.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { expenseTotals, observeExpenses, type Expense } from '../../data/expenses';
import { invoices, type Invoice } from '../../data/invoices';
import { observeOrganization } from '../../data/organization';
import { observeOwed, payments, type Owed, type Payment } from '../../data/payments';
import { observeShow, type Show } from '../../data/shows';
import { bothLive, LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/expense-row';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import '../../ui/virtual-list';
import { words } from '../../ui/words';
import './invoice-row';
import './payment-form';
import type { PaymentStart } from './payment-form';
import '../../styles/sums.css';
import './money.css';

@customElement('payments-screen')
export class PaymentsScreen extends Screen {
  /** '' for none, 'new', or the id of a payment */
  @state() private edited = '';
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #owed = new LiveController(this, () => observeOwed(this.#id), this.#key);
  readonly #flows = new LiveController(
    this,
    () => bothLive(payments.where('show_id', this.#id), invoices.where('show_id', this.#id)),
    this.#key,
  );
  readonly #expenses = new LiveController(
    this,
    () => observeExpenses({ showId: this.#id }),
    this.#key,
  );

  get #id(): string {
    return this.param('id');
  }

  #owing(owed: Owed | undefined): TemplateResult {
    if (!owed) {
      return html`<p class="soft">
        Nothing is agreed yet. With a deal or a settlement it says here what is still owed.
      </p>`;
    }
    const { currency, left_minor: left } = owed;
    const due = formatMoney(owed.due_minor, currency);
    const basis =
      owed.from === 'settlement'
        ? `${due} due by the settlement${owed.version ? `, version ${owed.version}` : ''}`
        : owed.from === 'run'
          ? `${due} due for all shows of the run ${owed.run}`
          : `${due} guaranteed, not settled yet`;
    const verdict = left === 0 ? 'all paid' : left > 0 ? 'still owed to us' : 'owed by us';
    return html`<div>
      <p class="money-sum large figures">${formatMoney(Math.abs(left), currency)}</p>
      <p>${verdict}</p>
      <p class="soft">${basis}; ${formatMoney(owed.paid_minor, currency)} paid.</p>
    </div>`;
  }

  #payment(payment: Payment | undefined): TemplateResult {
    if (!payment) return html``;
    const facts = [formatDate(payment.paid_on, 'short'), payment.reference];
    const sign = payment.direction === 'in' ? '' : '−';
    const text = html`<span class="main"
        ><span class="title">${words(payment.kind)}</span
        ><span class="sub">${facts.filter(Boolean).join(' · ')}</span></span
      >
      <span class="end"
        ><sync-mark .state=${payment.local}></sync-mark
        ><span class="amount"
          >${sign}${formatMoney(payment.amount_minor, payment.currency)}</span
        ></span
      >`;
    return can('finance', 'write')
      ? html`<button class="row" @click=${() => (this.edited = payment.id)}>${text}</button>`
      : html`<div class="row">${text}</div>`;
  }

  #payments(found: readonly Payment[]): TemplateResult {
    return html`<section class="section" aria-labelledby="payments">
      <header>
        <h2 id="payments">Payments</h2>
        ${
          can('finance', 'write')
            ? html`<button class="button plain" @click=${() => (this.edited = 'new')}>
                ${icon('plus')}Add<span class="visually-hidden"> payment</span>
              </button>`
            : nothing
        }
      </header>
      ${
        found.length === 0
          ? html`<p class="soft">No money has moved yet.</p>`
          : html`<virtual-list
              label="Payments"
              .items=${found}
              .row=${(i: number) => this.#payment(found[i])}
            ></virtual-list>`
      }
    </section>`;
  }

  #invoices(found: readonly Invoice[], paid: readonly Payment[]): TemplateResult {
    return html`<section class="section" aria-labelledby="invoices">
      <header>
        <h2 id="invoices">Invoices</h2>
        ${
          can('finance', 'write')
            ? html`<a class="button plain" href=${`/invoices/new?show=${this.#id}`}
                >${icon('plus')}Add<span class="visually-hidden"> invoice</span></a
              >`
            : nothing
        }
      </header>
      ${
        found.length === 0
          ? html`<p class="soft">None written for this show.</p>`
          : html`<ul class="rows">
              ${found.map(
                (invoice) =>
                  html`<li>
                    <invoice-row
                      .invoice=${invoice}
                      .payments=${paid}
                      .today=${todayOf(this.#organization.value, Date.now())}
                    ></invoice-row>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #costs(expenses: readonly Expense[]): TemplateResult {
    const totals = expenseTotals(expenses)
      .map(({ amount_minor, currency }) => formatMoney(amount_minor, currency))
      .join(' + ');
    return html`<section class="section" aria-labelledby="costs">
      <header>
        <h2 id="costs">Costs</h2>
        ${
          can('expenses', 'write')
            ? html`<a class="button plain" href=${`/expenses/new?show=${this.#id}`}
                >${icon('plus')}Add<span class="visually-hidden"> expense</span></a
              >`
            : nothing
        }
      </header>
      ${
        expenses.length === 0
          ? html`<p class="soft">Nothing spent yet.</p>`
          : html`<virtual-list
                label="Costs"
                .items=${expenses}
                .row=${(i: number) => html`<expense-row .expense=${expenses[i]}></expense-row>`}
              ></virtual-list>
              <p class="total"><span>Total</span><strong class="figures">${totals}</strong></p>`
      }
    </section>`;
  }

  #start(show: Show): PaymentStart {
    const owed = this.#owed.value;
    return {
      showId: show.id,
      tourId: show.tour_id,
      currency: owed?.currency ?? this.#organization.value?.default_currency ?? 'EUR',
      amount_minor: owed?.left_minor ?? 0,
      kind: owed?.from === 'guarantee' ? 'deposit' : 'balance',
      today: todayOf(this.#organization.value, Date.now()),
    };
  }

  #screen(show: Show): TemplateResult {
    const payment = this.#flows.value?.[0].find(({ id }) => id === this.edited);
    return html`<app-bar
        heading="Payments and costs"
        .kicker=${formatDate(show.date, 'full')}
        .under=${show.city ?? show.title}
        .back=${`/shows/${show.id}`}
        .backLabel=${show.title}
      ></app-bar>
      <div class="columns">
        <div>
          ${liveView(this.#owed.state, (owed) => this.#owing(owed))}
          ${liveView(this.#flows.state, ([paid]) => this.#payments(paid))}
        </div>
        <div>
          ${liveView(this.#flows.state, ([paid, billed]) => this.#invoices(billed, paid))}
          ${liveView(this.#expenses.state, (expenses) => this.#costs(expenses))}
        </div>
      </div>
      <sheet-dialog
        .heading=${this.edited === 'new' ? 'New payment' : 'Payment'}
        .open=${this.edited !== ''}
        @closed=${() => (this.edited = '')}
      >
        ${
          this.edited === ''
            ? nothing
            : html`<payment-form
                .payment=${payment}
                .start=${this.#start(show)}
                @finished=${() => (this.edited = '')}
              ></payment-form>`
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#show.state, (show) =>
      show ? this.#screen(show) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
