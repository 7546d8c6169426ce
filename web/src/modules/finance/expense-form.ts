// <expense-form>: an expense in under ten seconds with one hand: amount, what for, save.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeCategoryHistory, type CategorySuggestion } from '../../data/categories';
import { todayOf } from '../../data/evening';
import {
  createExpense,
  decidesExpenses,
  isSettled,
  nextStatuses,
  observeExpense,
  observeExpenseFigures,
  removeExpense,
  updateExpense,
  type Expense,
} from '../../data/expenses';
import { lastRates } from '../../data/expenses-reckoned';
import { observeOrganization, type Organization } from '../../data/organization';
import {
  EXPENSE_CATEGORY_VALUES,
  PAYER_VALUES,
  PAYMENT_VALUES,
  REBILL_VALUES,
} from '../../data/rows.gen';
import { observeShows, type Show } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTours, type Tour } from '../../data/tours';
import { readMoney } from '../../lib/core';
import { inCurrency, readRate } from '../../lib/core/amount';
import { loadPlan } from '../../lib/core/plan';
import { bothLive, LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { prefs, setPrefs } from '../../lib/prefs';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { choicesOf, currencyChoices, showChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/form-field';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/money-field';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/status-badge';
import { words } from '../../ui/words';
import { differing, draftOf, valuesOf, type ExpenseDraft } from './expense-draft';
import './expense-form.css';
import { likelyShow } from './likely-show';

/** Below it, or without a word to point at, nothing is suggested. */
const SURE_PERCENT = 40;

const descriptionField: FieldSpec = { name: 'description', label: 'What was it', maxlength: 200 };

const dateField: FieldSpec = { name: 'spent_on', label: 'Date', kind: 'date', required: true };

const paymentField: FieldSpec = {
  name: 'payment',
  label: 'Paid by',
  kind: 'select',
  required: true,
  choices: choicesOf(PAYMENT_VALUES),
};

const payerWords: Readonly<Record<string, string>> = { own: 'My own', tour: 'The tour’s' };

const payerField: FieldSpec = {
  name: 'payer',
  label: 'Whose money',
  kind: 'select',
  required: true,
  choices: PAYER_VALUES.map((value) => ({
    value,
    label: payerWords[value] ?? `The ${value}’s`,
  })),
};

const rebillField: FieldSpec = {
  name: 'rebill',
  label: 'Charge on to',
  kind: 'select',
  required: true,
  choices: choicesOf(REBILL_VALUES, 'Nobody'),
};

const merchantField: FieldSpec = { name: 'merchant', label: 'Where', maxlength: 160 };

@customElement('expense-form')
export class ExpenseForm extends Screen {
  @state() private typed: Partial<ExpenseDraft> = {};
  @state() private problem: Problem | undefined;
  @state() private isReady = false;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #known = new LiveController(this, () => bothLive(observeShows(), observeTours()));
  readonly #expense = new LiveController(
    this,
    () => (this.#id ? observeExpense(this.#id) : undefined),
    () => [this.#id],
  );
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'expenses',
    id: this.#id,
    tourId: this.#expense.value?.tour_id ?? null,
    showId: this.#expense.value?.show_id ?? null,
  }));
  readonly #spent = new LiveController(this, () => observeExpenseFigures());
  readonly #history = new LiveController(
    this,
    () => (this.isReady ? observeCategoryHistory() : undefined),
    () => [this.isReady],
  );

  override connectedCallback(): void {
    super.connectedCallback();
    // without it an expense is written as well, only without a suggestion
    void loadPlan().then(
      () => (this.isReady = true),
      () => undefined,
    );
  }

  get #id(): string {
    return this.param('id');
  }

  #start(shows: readonly Show[], organization: Organization): ExpenseDraft {
    const today = todayOf(organization, Date.now());
    const asked = this.query('show');
    const show = asked ? shows.find(({ id }) => id === asked) : likelyShow(shows, today);
    return {
      amount: '',
      category: prefs().expenseCategory ?? 'food',
      currency: prefs().expenseCurrency ?? organization.default_currency,
      rate: '',
      showId: show?.id ?? '',
      tourId: show?.tour_id ?? this.query('tour') ?? '',
      description: '',
      merchant: '',
      spentOn: today,
      payment: 'card',
      payer: 'own',
      rebill: '',
      status: 'draft',
    };
  }

  /** What stands in the form: typed, else suggested, else as it was. */
  #draft(
    expense: Expense | undefined,
    shows: readonly Show[],
    base: (tourId: string) => string,
    organization: Organization,
  ): ExpenseDraft {
    const start = expense ? draftOf(expense) : this.#start(shows, organization);
    const typed = { ...start, ...this.typed };
    const show = shows.find(({ id }) => id === typed.showId);
    const tourId = show?.tour_id ?? typed.tourId;
    const isOther = 'currency' in this.typed && this.typed.currency !== start.currency;
    const known = lastRates(this.#spent.value ?? [], base(tourId)).get(typed.currency);
    const offered = expense && !isOther ? start.rate : String(known ?? '');
    const suggestion = expense ? undefined : this.#suggestion(typed);
    return {
      ...typed,
      tourId,
      rate: this.typed.rate ?? offered,
      category: this.typed.category ?? suggestion?.category ?? typed.category,
    };
  }

  #suggestion(draft: ExpenseDraft): CategorySuggestion | undefined {
    const text = `${draft.description} ${draft.merchant}`;
    const found = this.#history.value?.suggest(text);
    const isSure = found && found.confidence >= SURE_PERCENT && found.reasons.length > 0;
    return isSure ? found : undefined;
  }

  #type(change: Partial<ExpenseDraft>): void {
    this.typed = { ...this.typed, ...change };
  }

  async #save(expense: Expense | undefined, draft: ExpenseDraft, base: string): Promise<void> {
    const values = valuesOf(draft, base);
    if (!values.ok) {
      this.problem = values.problem;
      return;
    }
    const { spent_on, category, amount_minor, currency } = values.value;
    const outcome = expense
      ? await updateExpense(expense.id, differing(values.value, expense))
      : await createExpense({
          ...values.value,
          spent_on: spent_on ?? draft.spentOn,
          category: category ?? 'other',
          amount_minor: amount_minor ?? 0,
          currency: currency ?? base,
        });
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

  #field(spec: FieldSpec, draft: ExpenseDraft, key: keyof ExpenseDraft): TemplateResult {
    return html`<form-field
      .spec=${spec}
      .value=${draft[key]}
      .error=${this.problem?.fields?.[spec.name] ?? ''}
      @edit=${(event: CustomEvent<string>) => this.#type({ [key]: event.detail })}
    ></form-field>`;
  }

  /** The rate, and what the amount comes to by it, while one types. */
  #rate(draft: ExpenseDraft, base: string): TemplateResult | typeof nothing {
    if (draft.currency === base) return nothing;
    const amount = readMoney(draft.amount, draft.currency);
    const rate = readRate(draft.rate);
    const worth =
      amount.ok && rate !== undefined
        ? inCurrency(amount.value, draft.currency, base, rate)
        : undefined;
    const spec: FieldSpec = {
      name: 'fx_rate',
      label: `1 ${draft.currency} in ${base}`,
      inputmode: 'decimal',
      hint:
        worth === undefined
          ? `Without a rate it is not counted in ${base}.`
          : `${formatMoney(worth, base)}, and stays at this rate.`,
    };
    return this.#field(spec, draft, 'rate');
  }

  #category(draft: ExpenseDraft, expense: Expense | undefined): TemplateResult {
    const suggestion = this.#suggestion(draft);
    const isOther = suggestion !== undefined && suggestion.category !== draft.category;
    const reasons = suggestion?.reasons.map((reason) => `“${reason}”`).join(', ') ?? '';
    const why = `because of ${reasons}, as you filed it before`;
    return html`<choice-chips
        label="What for"
        name="category"
        .value=${draft.category}
        .choices=${choicesOf(EXPENSE_CATEGORY_VALUES)}
        @choose=${(event: CustomEvent<string>) => this.#type({ category: event.detail })}
      ></choice-chips>
      <p class="suggestion" aria-live="polite">
        ${
          !suggestion || (expense && !isOther)
            ? nothing
            : isOther
              ? html`<button
                  type="button"
                  class="button plain long flush"
                  @click=${() => this.#type({ category: suggestion.category })}
                >
                  Rather ${words(suggestion.category).toLowerCase()}? ${why}
                </button>`
              : html`<span class="faint">${words(suggestion.category)}: ${why}</span>`
        }
      </p>`;
  }

  #more(draft: ExpenseDraft, shows: readonly Show[], expense: Expense | undefined): TemplateResult {
    const show: FieldSpec = {
      name: 'show',
      label: 'Show',
      kind: 'select',
      required: true,
      choices: showChoices(shows, 'No show'),
    };
    const isSpecial = draft.payer !== 'own' || draft.rebill !== '' || draft.merchant !== '';
    return html`${this.#field(show, draft, 'showId')}
      <div class="pair">
        ${this.#field(dateField, draft, 'spentOn')} ${this.#field(paymentField, draft, 'payment')}
      </div>
      <details class="fold" ?open=${isSpecial}>
        <summary>${icon('forward')}Whose money, charged on, where</summary>
        <div class="stack">
          <div class="pair">
            ${this.#field(payerField, draft, 'payer')} ${this.#field(rebillField, draft, 'rebill')}
          </div>
          ${this.#field(merchantField, draft, 'merchant')}
        </div>
      </details>
      ${this.#status(draft, expense)}`;
  }

  /** Only where it can go from where it is. */
  #status(draft: ExpenseDraft, expense: Expense | undefined): TemplateResult | typeof nothing {
    const next = nextStatuses(expense?.status ?? 'draft', decidesExpenses());
    if (!expense) {
      const handIn: FieldSpec = { name: 'submit', label: 'Hand it in at once', kind: 'check' };
      return html`<form-field
        .spec=${handIn}
        .value=${draft.status === 'submitted' ? 'true' : ''}
        @edit=${(event: CustomEvent<string>) =>
          this.#type({ status: event.detail === 'true' ? 'submitted' : 'draft' })}
      ></form-field>`;
    }
    const spec: FieldSpec = {
      name: 'status',
      label: 'Status',
      kind: 'select',
      required: true,
      choices: choicesOf([expense.status, ...next]),
    };
    return this.#field(spec, draft, 'status');
  }

  #actions(expense: Expense | undefined): TemplateResult {
    const mayDelete = expense && can('expenses', 'delete', expense.owner_id);
    return html`${
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
      </div>`;
  }

  #bar(expense: Expense | undefined): TemplateResult {
    return html`<app-bar
      .heading=${expense ? 'Edit expense' : 'New expense'}
      .back=${this.#backPath(expense)}
      .backLabel=${this.query('show') ? 'Show' : 'Expenses'}
      .actions=${expense ? historyLink('expenses', expense.id) : nothing}
    ></app-bar>`;
  }

  #form(
    expense: Expense | undefined,
    shows: readonly Show[],
    tours: readonly Tour[],
    organization: Organization,
  ): TemplateResult {
    const baseOf = (tourId: string): string =>
      tours.find(({ id }) => id === tourId)?.currency ?? organization.default_currency;
    const draft = this.#draft(expense, shows, baseOf, organization);
    const base = baseOf(draft.tourId);
    return html`${this.#bar(expense)}
      <form
        class="form expense"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#save(expense, draft, base);
        }}
      >
        <money-field
          .amount=${draft.amount}
          .currency=${draft.currency}
          .currencies=${currencyChoices(draft.currency, base, organization.default_currency)}
          .error=${this.problem?.fields?.['amount_minor'] ?? ''}
          .startsFocused=${!expense}
          @edit=${(event: CustomEvent<Pick<ExpenseDraft, 'amount' | 'currency'>>) =>
            this.#type(event.detail)}
        ></money-field>
        ${this.#rate(draft, base)} ${this.#field(descriptionField, draft, 'description')}
        ${this.#category(draft, expense)} ${this.#more(draft, shows, expense)}
        ${this.#actions(expense)}
      </form>`;
  }

  #matter(): TemplateResult {
    return html`<div class="stack-large">
      ${taskSection(this.#about)} ${noteSection(this.#about)}
    </div>`;
  }

  /** Approved or paid back: for whom it belongs to it only stands here. */
  #settled(expense: Expense): TemplateResult {
    return html`${this.#bar(expense)}
      <div class="stack">
        <p class="sum figures">${formatMoney(expense.amount_minor, expense.currency)}</p>
        <p><status-badge status=${expense.status}></status-badge></p>
        <p>
          ${[expense.description, words(expense.category), formatDate(expense.spent_on, 'full')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p class="soft">To change it, ask whoever approved it.</p>
      </div>`;
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
        if (isSettled(expense.status) && !decidesExpenses())
          return html`<div class="stack-large">${this.#settled(expense)} ${this.#matter()}</div>`;
        return html`<div class="stack-large">
          ${this.#form(expense, shows, tours, organization)} ${this.#matter()}
        </div>`;
      });
    });
  }
}
