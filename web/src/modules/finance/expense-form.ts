// <expense-form>: an expense in under ten seconds with one hand: amount, what for, save.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import {
  createExpense,
  observeExpense,
  removeExpense,
  updateExpense,
  type Expense,
} from '../../data/expenses';
import { observeOrganization, type Organization } from '../../data/organization';
import {
  EXPENSE_CATEGORY_VALUES,
  EXPENSE_STATUS_VALUES,
  PAYMENT_VALUES,
} from '../../data/rows.gen';
import { observeShows, type Show } from '../../data/shows';
import type { Values } from '../../data/tables';
import { observeTours, type Tour } from '../../data/tours';
import { moneyText, readMoney } from '../../lib/core';
import { bothLive, LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { prefs, setPrefs } from '../../lib/prefs';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { choicesOf, currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/form-field';
import { formatDate } from '../../ui/format';
import { asOneOf, asOptional } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/money-field';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import './expense-form.css';
import { likelyShow } from './likely-show';

interface Draft {
  readonly amount: string;
  readonly currency: string;
  readonly category: string;
  readonly showId: string;
  readonly tourId: string;
  readonly description: string;
  readonly spentOn: string;
  readonly payment: string;
  readonly status: string;
}

const descriptionField: FieldSpec = { name: 'description', label: 'What was it', maxlength: 200 };

const dateField: FieldSpec = { name: 'spent_on', label: 'Date', kind: 'date', required: true };

const paymentField: FieldSpec = {
  name: 'payment',
  label: 'Paid by',
  kind: 'select',
  required: true,
  choices: choicesOf(PAYMENT_VALUES),
};

const statusField: FieldSpec = {
  name: 'status',
  label: 'Status',
  kind: 'select',
  required: true,
  choices: choicesOf(EXPENSE_STATUS_VALUES),
};

@customElement('expense-form')
export class ExpenseForm extends Screen {
  @state() private typed: Partial<Draft> = {};
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #known = new LiveController(this, () => bothLive(observeShows(), observeTours()));
  readonly #expense = new LiveController(
    this,
    () => (this.#id ? observeExpense(this.#id) : undefined),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  #start(expense: Expense | undefined, shows: readonly Show[], organization: Organization): Draft {
    if (expense) {
      return {
        amount: moneyText(expense.amount_minor, expense.currency),
        currency: expense.currency,
        category: expense.category,
        showId: expense.show_id ?? '',
        tourId: expense.tour_id ?? '',
        description: expense.description ?? '',
        spentOn: expense.spent_on,
        payment: expense.payment ?? 'card',
        status: expense.status,
      };
    }
    const today = todayOf(organization, Date.now());
    const asked = this.query('show');
    const show = asked ? shows.find(({ id }) => id === asked) : likelyShow(shows, today);
    return {
      amount: '',
      category: prefs().expenseCategory ?? 'food',
      currency: prefs().expenseCurrency ?? organization.default_currency,
      showId: show?.id ?? '',
      tourId: show?.tour_id ?? this.query('tour') ?? '',
      description: '',
      spentOn: today,
      payment: 'card',
      status: 'draft',
    };
  }

  #type(change: Partial<Draft>): void {
    this.typed = { ...this.typed, ...change };
  }

  async #save(
    event: SubmitEvent,
    expense: Expense | undefined,
    draft: Draft,
    shows: readonly Show[],
  ): Promise<void> {
    event.preventDefault();
    const amount = readMoney(draft.amount, draft.currency);
    if (!amount.ok) {
      this.problem = { ...amount.problem, fields: { amount_minor: amount.problem.message } };
      return;
    }
    const show = shows.find(({ id }) => id === draft.showId);
    const values = {
      amount_minor: amount.value,
      currency: draft.currency,
      category: asOneOf(EXPENSE_CATEGORY_VALUES)(draft.category),
      show_id: draft.showId || null,
      tour_id: show?.tour_id ?? (draft.tourId || null),
      description: asOptional(draft.description),
      spent_on: draft.spentOn,
      payment: asOneOf(PAYMENT_VALUES)(draft.payment),
      status: asOneOf(EXPENSE_STATUS_VALUES)(draft.status),
    };
    const outcome = expense
      ? await updateExpense(expense.id, differing(values, expense))
      : await createExpense(values);
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    if (!expense) setPrefs({ expenseCurrency: draft.currency, expenseCategory: draft.category });
    go(this.#backPath(expense), { replace: true });
  }

  async #remove(expense: Expense): Promise<void> {
    const outcome = await removeExpense(expense.id);
    if (outcome.ok) go(this.#backPath(expense), { replace: true });
    else this.problem = outcome.problem;
  }

  #backPath(expense: Expense | undefined): string {
    const show = this.query('show') ?? (this.query('from') === 'show' ? expense?.show_id : null);
    return show ? `/shows/${show}` : '/expenses';
  }

  #more(draft: Draft, shows: readonly Show[], expense: Expense | undefined): TemplateResult {
    const showChoices = [
      { value: '', label: 'No show' },
      ...shows.map((show) => ({
        value: show.id,
        label: `${formatDate(show.date, 'short')} · ${show.city ?? show.title}`,
      })),
    ];
    const field = (spec: FieldSpec, value: string, key: keyof Draft): TemplateResult =>
      this.#field(spec, value, key);
    const show: FieldSpec = {
      name: 'show',
      label: 'Show',
      kind: 'select',
      choices: showChoices,
      required: true,
    };
    return html`${field(show, draft.showId, 'showId')}
      ${field(descriptionField, draft.description, 'description')}
      <div class="pair">
        ${field(dateField, draft.spentOn, 'spentOn')}
        ${field(paymentField, draft.payment, 'payment')}
      </div>
      ${expense ? field(statusField, draft.status, 'status') : nothing}`;
  }

  #field(spec: FieldSpec, value: string, key: keyof Draft): TemplateResult {
    return html`<form-field
      .spec=${spec}
      .value=${value}
      .error=${this.problem?.fields?.[spec.name] ?? ''}
      @edit=${(event: CustomEvent<string>) => this.#type({ [key]: event.detail })}
    ></form-field>`;
  }

  #form(
    expense: Expense | undefined,
    shows: readonly Show[],
    tours: readonly Tour[],
    organization: Organization,
  ): TemplateResult {
    const draft = { ...this.#start(expense, shows, organization), ...this.typed };
    const tour = tours.find(({ id }) => id === draft.tourId);
    const mayDelete = expense && can('expenses', 'delete', expense.owner_id);
    return html`<app-bar
        .heading=${expense ? 'Edit expense' : 'New expense'}
        .back=${this.#backPath(expense)}
        .backLabel=${this.query('show') ? 'Show' : 'Expenses'}
        .actions=${expense ? historyLink('expenses', expense.id) : nothing}
      ></app-bar>
      <form
        class="form expense"
        @submit=${(event: SubmitEvent) => this.#save(event, expense, draft, shows)}
      >
        <money-field
          .amount=${draft.amount}
          .currency=${draft.currency}
          .currencies=${currencyChoices(
            draft.currency,
            organization.default_currency,
            tour?.currency ?? '',
          )}
          .error=${this.problem?.fields?.['amount_minor'] ?? ''}
          .startsFocused=${!expense}
          @edit=${(event: CustomEvent<Pick<Draft, 'amount' | 'currency'>>) =>
            this.#type(event.detail)}
        ></money-field>
        <choice-chips
          label="What for"
          name="category"
          .value=${draft.category}
          .choices=${choicesOf(EXPENSE_CATEGORY_VALUES)}
          @choose=${(event: CustomEvent<string>) => this.#type({ category: event.detail })}
        ></choice-chips>
        ${this.#more(draft, shows, expense)}
        ${
          this.problem && !this.problem.fields
            ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
            : nothing
        }
        <div class="form-actions thumb">
          <button class="button primary">${expense ? 'Save' : 'Save expense'}</button>
          ${
            mayDelete
              ? html`<button
                  type="button"
                  class="button danger"
                  @click=${() => this.#remove(expense)}
                >
                  ${icon('trash')}Delete
                </button>`
              : nothing
          }
        </div>
      </form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('expenses', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#known.state, ([shows, tours]) => {
      const organization = this.#organization.value;
      if (!organization) return waitingScreen;
      if (!this.#id) return this.#form(undefined, shows, tours, organization);
      return screenView(this.#expense.state, (expense) => {
        if (!expense) return html`<gone-state what="expense" back="/expenses"></gone-state>`;
        if (!can('expenses', 'write', expense.owner_id)) return html`<no-access></no-access>`;
        return this.#form(expense, shows, tours, organization);
      });
    });
  }
}

/** Only what differs is written, so that others' edits of other fields stand. */
function differing(values: Values<'expenses'>, row: Expense): Values<'expenses'> {
  const before = new Map<string, unknown>(Object.entries(row));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => before.get(name) !== value),
  );
}
