// <expenses-screen>: what was spent, by whom, on what; of everything or of one tour. Who decides
// goes through what was handed in, many at once.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  ableTo,
  decidesExpenses,
  expenseTotals,
  moveExpenses,
  observeExpenseFigures,
  type ExpenseFigures,
  type ExpenseStatus,
} from '../../data/expenses';
import { baseTotal, missingWords } from '../../data/expenses-reckoned';
import { observeOrganization } from '../../data/organization';
import { EXPENSE_CATEGORY_VALUES, EXPENSE_STATUS_VALUES } from '../../data/rows.gen';
import { observeShows } from '../../data/shows';
import { observeMembers } from '../../data/team';
import { observeTours } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can, currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import '../../ui/empty-state';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoney, formatNumber } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import { toast } from '../../ui/toast-region';
import '../../ui/sheet-dialog';
import { words } from '../../ui/words';
import './expense-list';
import './expense-rates-form';
import './expenses-screen.css';

const filters: Readonly<Record<'status' | 'category' | 'whose', FieldSpec>> = {
  status: {
    name: 'status-filter',
    label: 'Status',
    kind: 'select',
    required: true,
    choices: choicesOf(EXPENSE_STATUS_VALUES, 'All'),
  },
  category: {
    name: 'category-filter',
    label: 'Category',
    kind: 'select',
    required: true,
    choices: choicesOf(EXPENSE_CATEGORY_VALUES, 'All'),
  },
  whose: {
    name: 'whose-filter',
    label: 'Whose',
    kind: 'select',
    required: true,
    choices: [
      { value: '', label: 'All' },
      { value: 'mine', label: 'Mine' },
    ],
  },
};

const verbs: Readonly<Partial<Record<ExpenseStatus, string>>> = {
  approved: 'Approve',
  rejected: 'Reject',
  reimbursed: 'Reimbursed',
  submitted: 'Hand in',
};

@customElement('expenses-screen')
export class ExpensesScreen extends Screen {
  @state() private status = '';
  @state() private category = '';
  @state() private whose = '';
  @state() private isRating = false;
  /** the ids picked; undefined: nobody is picking */
  @state() private picked: ReadonlySet<string> | undefined;
  readonly #expenses = new LiveController(
    this,
    () => observeExpenseFigures({ tourId: this.query('tour') ?? undefined }),
    () => [this.query('tour')],
  );
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tours = new LiveController(this, observeTours);
  readonly #shows = new LiveController(this, observeShows);
  readonly #members = new LiveController(this, observeMembers);

  get #base(): string {
    const tour = this.#tours.value?.find(({ id }) => id === this.query('tour'));
    return tour?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
  }

  #note(expense: ExpenseFigures): string {
    const show = this.#shows.value?.find(({ id }) => id === expense.show_id);
    const owner = this.#members.value?.find((m) => m.user_id === expense.owner_id);
    const charged = expense.rebill ? `charged on to ${expense.rebill}` : '';
    return [show?.city ?? show?.title, owner?.name, charged].filter(Boolean).join(' · ');
  }

  #shown(expenses: readonly ExpenseFigures[]): readonly ExpenseFigures[] {
    if (!this.status && !this.category && !this.whose) return expenses;
    const me = currentUserId();
    return expenses.filter(
      (one) =>
        (!this.status || one.status === this.status) &&
        (!this.category || one.category === this.category) &&
        (!this.whose || one.owner_id === me),
    );
  }

  #totals(expenses: readonly ExpenseFigures[]): TemplateResult {
    const totals = expenseTotals(expenses);
    const base = this.#base;
    const inBase = baseTotal(expenses, base);
    const isMixed = totals.some(({ currency }) => currency !== base);
    const counted = inBase.count === 1 ? '1 expense' : `${formatNumber(inBase.count)} expenses`;
    const parts = totals.map(({ amount_minor, currency }) => formatMoney(amount_minor, currency));
    return html`<div class="totals">
      <p class="sum figures">${formatMoney(inBase.amount_minor, base)}</p>
      <p class="soft">
        ${counted}${isMixed ? html`: <span class="figures">${parts.join(' + ')}</span>` : nothing}
      </p>
      ${
        inBase.missing.size > 0
          ? html`<p class="missing">
              <span class="faint">${missingWords(inBase.missing)}</span>
              ${
                decidesExpenses()
                  ? html`<button class="button" @click=${() => (this.isRating = true)}>
                      Set rates
                    </button>`
                  : nothing
              }
            </p>`
          : nothing
      }
    </div>`;
  }

  #rates(expenses: readonly ExpenseFigures[]): TemplateResult {
    return html`<sheet-dialog
      heading="Rates"
      .open=${this.isRating}
      @closed=${() => (this.isRating = false)}
    >
      ${
        this.isRating
          ? html`<expense-rates-form
              .expenses=${expenses}
              .base=${this.#base}
              @finished=${() => (this.isRating = false)}
            ></expense-rates-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  #filters(expenses: readonly ExpenseFigures[]): TemplateResult | typeof nothing {
    if (expenses.length < 2) return nothing;
    const field = (name: keyof typeof filters): TemplateResult =>
      html`<form-field
        .spec=${filters[name]}
        .value=${this[name]}
        @edit=${(event: CustomEvent<string>) => (this[name] = event.detail)}
      ></form-field>`;
    return html`<div class="filters">
      ${field('status')} ${field('category')} ${decidesExpenses() ? field('whose') : nothing}
    </div>`;
  }

  #pick(id: string): void {
    const picked = new Set(this.picked);
    if (!picked.delete(id)) picked.add(id);
    this.picked = picked;
  }

  /** Everything that waits for a decision, picked already. */
  #review(waiting: readonly ExpenseFigures[]): void {
    this.status = 'submitted';
    this.category = '';
    this.whose = '';
    this.picked = new Set(waiting.map(({ id }) => id));
  }

  #waiting(expenses: readonly ExpenseFigures[]): TemplateResult | typeof nothing {
    if (!decidesExpenses() || this.picked) return nothing;
    const waiting = expenses.filter(({ status }) => status === 'submitted');
    if (waiting.length === 0) return nothing;
    return html`<div class="waiting">
      <p>
        ${
          waiting.length === 1
            ? '1 expense waits for a decision'
            : `${formatNumber(waiting.length)} expenses wait for a decision`
        }
      </p>
      <button class="button" @click=${() => this.#review(waiting)}>Review</button>
    </div>`;
  }

  async #move(status: ExpenseStatus, picked: readonly ExpenseFigures[]): Promise<void> {
    const outcome = await moveExpenses(
      picked.map(({ id }) => id),
      status,
    );
    if (!outcome.ok) {
      toast(outcome.problem.message);
      return;
    }
    this.picked = undefined;
    this.status = '';
  }

  #deciding(shown: readonly ExpenseFigures[]): TemplateResult | typeof nothing {
    const ids = this.picked;
    if (!ids) return nothing;
    const picked = shown.filter(({ id }) => ids.has(id));
    const sums = expenseTotals(picked)
      .map(({ amount_minor, currency }) => formatMoney(amount_minor, currency))
      .join(' + ');
    const step = (status: ExpenseStatus, look: string): TemplateResult | typeof nothing => {
      const able = ableTo(status, picked, decidesExpenses());
      return able.length === 0
        ? nothing
        : html`<button class=${`button ${look}`} @click=${() => this.#move(status, able)}>
            ${verbs[status] ?? words(status)} ${able.length}
          </button>`;
    };
    return html`<div class="deciding" role="group" aria-label="What was picked">
      <p>${picked.length === 0 ? 'Tap what you mean' : html`${picked.length} picked · ${sums}`}</p>
      ${step('approved', 'primary')} ${step('reimbursed', '')} ${step('submitted', '')}
      ${step('rejected', 'danger')}
      <button class="button plain" @click=${() => (this.picked = undefined)}>Done</button>
    </div>`;
  }

  #list(shown: readonly ExpenseFigures[]): TemplateResult {
    if (shown.length === 0) return html`<p class="soft">Nothing fits what you chose.</p>`;
    return html`<expense-list
      .expenses=${shown}
      .note=${(expense: ExpenseFigures) => this.#note(expense)}
      .picked=${this.picked}
      @pick=${({ detail }: CustomEvent<string>) => this.#pick(detail)}
    ></expense-list>`;
  }

  #full(expenses: readonly ExpenseFigures[]): TemplateResult {
    if (expenses.length === 0) {
      return html`<empty-state
        symbol="receipt"
        heading="Nothing spent yet"
        text="Type the amount, tap what it was for, save. It works without a signal."
        .actions=${html`<a class="button primary" href="/expenses/new">Add an expense</a>`}
      ></empty-state>`;
    }
    const shown = this.#shown(expenses);
    return html`<div class="stack-large">
      ${this.#totals(shown)} ${this.#waiting(expenses)} ${this.#filters(expenses)}
      ${this.#list(shown)} ${this.#deciding(shown)} ${this.#rates(expenses)}
    </div>`;
  }

  #actions(): TemplateResult | typeof nothing {
    const tourId = this.query('tour');
    if (!can('expenses', 'write')) return nothing;
    const hasAny = (this.#expenses.value ?? []).length > 0;
    return html`${
        hasAny && !this.picked
          ? html`<button class="button plain" @click=${() => (this.picked = new Set())}>
              ${icon('check')}Pick
            </button>`
          : nothing
      }<a class="button" href=${tourId ? `/expenses/new?tour=${tourId}` : '/expenses/new'}
        >${icon('plus')}New expense</a
      >`;
  }

  protected override render(): TemplateResult {
    const tourId = this.query('tour');
    const tour = this.#tours.value?.find(({ id }) => id === tourId);
    return html`<app-bar
        heading="Expenses"
        .back=${tourId ? `/tours/${tourId}` : ''}
        .backLabel=${tour?.name ?? 'Tour'}
        .under=${tour?.name ?? nothing}
        .actions=${this.#actions()}
      ></app-bar>
      ${liveView(this.#expenses.state, (expenses) => this.#full(expenses))}`;
  }
}
