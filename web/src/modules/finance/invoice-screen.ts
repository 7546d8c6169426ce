// <invoice-screen>: one invoice: a form until it is issued, then what was issued, and its payment.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import {
  cancelInvoice,
  invoices,
  issueInvoice,
  leftOf,
  linesOf,
  payInvoice,
  type Invoice,
} from '../../data/invoices';
import { observeOrganization } from '../../data/organization';
import { readPaper } from '../../data/papers';
import { observeOwed, payments, type Payment } from '../../data/payments';
import { observeShow, type Show } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { moneyText, readMoney } from '../../lib/core';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { formatDate, formatMoney, formatRate } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { screenView, waitingScreen } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/no-access';
import '../../ui/paper-button';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { emptyLine, type InvoiceDraft } from './invoice-draft';
import './invoice-form';
import { stateWords } from './invoice-row';
import './invoice-screen.css';
import './money.css';

type Asked = 'issue' | 'cancel' | 'pay';

const headings: Readonly<Record<Asked, string>> = {
  issue: 'Issue this invoice',
  cancel: 'Cancel this invoice',
  pay: 'Payment',
};

const noSender =
  ' Your own address is not noted yet: an owner or admin adds it under Settings, Organization.';

@customElement('invoice-screen')
export class InvoiceScreen extends Screen {
  @state() private asked: Asked | undefined;
  @state() private amount: string | undefined;
  @state() private paidOn: string | undefined;
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #invoice = new LiveController(
    this,
    () => (this.#isNew ? undefined : invoices.one(this.param('id'))),
    () => [this.param('id')],
  );
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'invoices',
    id: this.param('id'),
    tourId: this.#invoice.value?.tour_id ?? null,
    showId: this.#invoice.value?.show_id ?? null,
  }));
  readonly #paid = new LiveController(
    this,
    () => (this.#isNew ? undefined : payments.where('invoice_id', this.param('id'))),
    () => [this.param('id')],
  );
  readonly #show = new LiveController(
    this,
    () => (this.#showId ? observeShow(this.#showId) : undefined),
    () => [this.#showId],
  );
  readonly #owed = new LiveController(
    this,
    () => (this.#isNew && this.#showId ? observeOwed(this.#showId) : undefined),
    () => [this.#showId],
  );

  get #isNew(): boolean {
    return this.param('id') === 'new' || this.place?.path === '/invoices/new';
  }

  get #showId(): string | null {
    return this.#isNew ? this.query('show') : (this.#invoice.value?.show_id ?? null);
  }

  get #today(): string {
    return todayOf(this.#organization.value, Date.now());
  }

  async #done(doing: Promise<Outcome<void>>): Promise<void> {
    const outcome = await doing;
    this.problem = outcome.ok ? undefined : outcome.problem;
    if (outcome.ok) this.asked = undefined;
  }

  async #pay(event: SubmitEvent, invoice: Invoice, left: number): Promise<void> {
    event.preventDefault();
    const text = this.amount ?? moneyText(left, invoice.currency);
    const amount = readMoney(text, invoice.currency);
    if (!amount.ok) {
      this.problem = amount.problem;
      return;
    }
    await this.#done(payInvoice(invoice, left, amount.value, this.paidOn ?? this.#today));
  }

  #payForm(invoice: Invoice, left: number): TemplateResult {
    const amount: FieldSpec = {
      name: 'amount',
      label: `Amount in ${invoice.currency}`,
      required: true,
      inputmode: 'decimal',
    };
    return html`<form
      class="form"
      @submit=${(event: SubmitEvent) => this.#pay(event, invoice, left)}
    >
      <form-field
        .spec=${amount}
        .value=${this.amount ?? moneyText(left, invoice.currency)}
        .error=${this.problem?.message ?? ''}
        @edit=${(event: CustomEvent<string>) => (this.amount = event.detail)}
      ></form-field>
      <form-field
        .spec=${{ name: 'paid_on', label: 'Date', kind: 'date', required: true } as const}
        .value=${this.paidOn ?? this.#today}
        @edit=${(event: CustomEvent<string>) => (this.paidOn = event.detail)}
      ></form-field>
      <div class="form-actions"><button class="button primary wide">Note the payment</button></div>
    </form>`;
  }

  /** What cannot be taken back is said before it is done. */
  #sure(words: string, verb: string, act: () => Promise<Outcome<void>>): TemplateResult {
    return html`<div class="stack">
      <p>${words}</p>
      ${
        this.problem
          ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
          : nothing
      }
      <button class="button primary wide" @click=${() => this.#done(act())}>${verb}</button>
    </div>`;
  }

  #sheet(invoice: Invoice, left: number): TemplateResult | typeof nothing {
    switch (this.asked) {
      case undefined:
        return nothing;
      case 'pay':
        return this.#payForm(invoice, left);
      case 'issue':
        return this.#sure(
          'It gets the next number of the year and stands from then on. Without a connection the ' +
            'number is asked for, and comes with the next one.' +
            (this.#organization.value?.address ? '' : noSender),
          'Issue it',
          () => issueInvoice(invoice, this.#today),
        );
      case 'cancel':
        return this.#sure(
          'Its number stays, so that none is missing. To bill it anew, write another one.',
          'Cancel it',
          () => cancelInvoice(invoice.id),
        );
    }
  }

  #lines(invoice: Invoice): TemplateResult {
    const { currency } = invoice;
    return html`<ul class="rows">
        ${linesOf(invoice).map(
          ({ text, quantity, amount_minor }) =>
            html`<li>
              <div class="row">
                <span class="main">
                  <span class="title">${text}</span>
                  ${
                    quantity === 1
                      ? nothing
                      : html`<span class="sub figures"
                          >${quantity} × ${formatMoney(amount_minor, currency)}</span
                        >`
                  }
                </span>
                <span class="end"
                  ><span class="amount"
                    >${formatMoney(quantity * amount_minor, currency)}</span
                  ></span
                >
              </div>
            </li>`,
        )}
      </ul>
      <dl class="billed figures">
        <dt>Net</dt>
        <dd>${formatMoney(invoice.net_minor, currency)}</dd>
        <dt>Tax${invoice.tax_rate === null ? '' : ` ${formatRate(invoice.tax_rate)}`}</dt>
        <dd>${formatMoney(invoice.tax_minor, currency)}</dd>
        <dt>Total</dt>
        <dd>${formatMoney(invoice.total_minor, currency)}</dd>
      </dl>
      <dl class="facts figures">
        <dt>Issued</dt>
        <dd>${invoice.issued_on ? formatDate(invoice.issued_on, 'full') : 'not yet'}</dd>
        ${
          invoice.due_on
            ? html`<dt>Due</dt>
                <dd>${formatDate(invoice.due_on, 'full')}</dd>`
            : nothing
        }
      </dl>`;
  }

  #actions(invoice: Invoice, left: number): TemplateResult {
    const mayWrite = can('finance', 'write') && invoice.status !== 'cancelled';
    const ask = (asked: Asked): void => {
      this.problem = undefined;
      this.amount = undefined;
      this.paidOn = undefined;
      this.asked = asked;
    };
    return html`<div class="button-row">
      ${
        mayWrite && invoice.number !== null && left > 0
          ? html`<button class="button primary" @click=${() => ask('pay')}>Note a payment</button>`
          : nothing
      }
      ${
        invoice.number === null
          ? nothing
          : html`<paper-button
              file=${`${invoice.number}.pdf`}
              .load=${() => readPaper('invoice', { invoice_id: invoice.id })}
            ></paper-button>`
      }
      ${
        !mayWrite || invoice.number === null
          ? nothing
          : html`<button class="button plain" @click=${() => ask('cancel')}>Cancel it</button>`
      }
    </div>`;
  }

  #issued(invoice: Invoice, paid: readonly Payment[]): TemplateResult {
    const left = leftOf(invoice, paid);
    return html`<div class="stack-large">
      <div>
        <p class="money-sum large figures">${formatMoney(invoice.total_minor, invoice.currency)}</p>
        <p>${stateWords(invoice, paid, this.#today)}</p>
      </div>
      ${this.#actions(invoice, left)}
      <div>
        <p class="strong">${invoice.to_name}</p>
        <p class="soft address">${invoice.to_address ?? ''}</p>
        <p class="soft">${invoice.to_tax_id ?? ''}</p>
      </div>
      <section class="section" aria-labelledby="lines">
        <h2 id="lines">Lines</h2>
        ${this.#lines(invoice)}
      </section>
      ${invoice.notes ? html`<p class="prose">${invoice.notes}</p>` : nothing}
    </div>`;
  }

  /** A show's invoice starts with what is still owed for it. */
  #start(show: Show | undefined): InvoiceDraft {
    const owed = this.#owed.value;
    const currency = owed?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    const amount = owed && owed.left_minor > 0 ? moneyText(owed.left_minor, currency) : '';
    const what = show ? `Performance, ${show.city ?? show.title}` : '';
    const line = { ...emptyLine, text: what, amount };
    const empty = { toAddress: '', toTaxId: '', tax: '', dueOn: '', notes: '' };
    return { ...empty, toName: show?.promoter ?? '', currency, lines: [line] };
  }

  #fresh(): TemplateResult {
    const isWaiting =
      !this.#organization.value ||
      (this.#showId !== null &&
        (this.#show.state.kind === 'waiting' || this.#owed.state.kind === 'waiting'));
    if (isWaiting) return waitingScreen;
    const show = this.#show.value;
    return html`<app-bar
        heading="New invoice"
        .back=${show ? `/shows/${show.id}/costs` : '/invoices'}
        .backLabel=${show?.title ?? 'Invoices'}
      ></app-bar>
      <invoice-form
        .start=${this.#start(show)}
        .links=${{ show_id: show?.id ?? null, tour_id: show?.tour_id ?? null }}
        @saved=${(event: CustomEvent<string>) => go(`/invoices/${event.detail}`, { replace: true })}
      ></invoice-form>`;
  }

  #screen(invoice: Invoice): TemplateResult {
    const isDraft = invoice.status === 'draft';
    const paid = this.#paid.value ?? [];
    const mayWrite = can('finance', 'write');
    return html`<app-bar
        .heading=${invoice.number ?? (isDraft ? 'Draft invoice' : 'Invoice')}
        .kicker=${html`<sync-mark .state=${invoice.local}></sync-mark>`}
        .under=${isDraft ? nothing : invoice.to_name}
        .back=${invoice.show_id ? `/shows/${invoice.show_id}/costs` : '/invoices'}
        .backLabel=${this.#show.value?.title ?? 'Invoices'}
        .actions=${html`${historyLink('invoices', invoice.id)}
        ${
          isDraft && mayWrite
            ? html`<button class="button" @click=${() => (this.asked = 'issue')}>Issue</button>`
            : nothing
        }`}
      ></app-bar>
      <div class="stack-large">
        ${
          isDraft && mayWrite
            ? html`<invoice-form
                .invoice=${invoice}
                @removed=${() => go('/invoices', { replace: true })}
              ></invoice-form>`
            : this.#issued(invoice, paid)
        }
        ${taskSection(this.#about)} ${noteSection(this.#about)}
      </div>
      <sheet-dialog
        .heading=${this.asked ? headings[this.asked] : ''}
        .open=${this.asked !== undefined}
        @closed=${() => (this.asked = undefined)}
      >
        ${this.#sheet(invoice, leftOf(invoice, paid))}
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', this.#isNew ? 'write' : 'read')) return html`<no-access></no-access>`;
    if (this.#isNew) return this.#fresh();
    return screenView(this.#invoice.state, (invoice) =>
      invoice
        ? this.#screen(invoice)
        : html`<gone-state what="invoice" back="/invoices"></gone-state>`,
    );
  }
}
