// <expenses-screen>: what was spent, by whom, on what; of everything or of one tour.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { expenseTotals, observeExpenses, type Expense } from '../../data/expenses';
import { observeShows } from '../../data/shows';
import { observeMembers } from '../../data/team';
import { observeTours } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { choicesOf } from '../../ui/choices';
import '../../ui/empty-state';
import '../../ui/expense-row';
import { formatDate, formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import './expenses-screen.css';

@customElement('expenses-screen')
export class ExpensesScreen extends Screen {
  @state() private category = '';
  readonly #expenses = new LiveController(
    this,
    () => observeExpenses({ tourId: this.query('tour') ?? undefined }),
    () => [this.query('tour')],
  );
  readonly #tours = new LiveController(this, observeTours);
  readonly #shows = new LiveController(this, observeShows);
  readonly #members = new LiveController(this, observeMembers);

  #note(expense: Expense): string {
    const show = this.#shows.value?.find(({ id }) => id === expense.show_id);
    const owner = this.#members.value?.find((m) => m.user_id === expense.owner_id);
    return [show?.city ?? show?.title, owner?.name].filter(Boolean).join(' · ');
  }

  #totals(expenses: readonly Expense[]): TemplateResult {
    return html`<ul class="totals">
      ${expenseTotals(expenses).map(
        (total) =>
          html`<li>
            <span class="sum figures">${formatMoney(total.amount_minor, total.currency)}</span>
            <span class="faint"
              >${total.count === 1 ? '1 expense' : `${total.count} expenses`}</span
            >
          </li>`,
      )}
    </ul>`;
  }

  #filter(expenses: readonly Expense[]): TemplateResult | typeof nothing {
    const used = [...new Set(expenses.map(({ category }) => category))];
    if (used.length < 2) return nothing;
    return html`<choice-chips
      label="Show"
      name="category-filter"
      .value=${this.category}
      .choices=${choicesOf(used, 'All')}
      @choose=${(event: CustomEvent<string>) => (this.category = event.detail)}
    ></choice-chips>`;
  }

  #full(expenses: readonly Expense[]): TemplateResult {
    if (expenses.length === 0) {
      return html`<empty-state
        symbol="receipt"
        heading="Nothing spent yet"
        text="Type the amount, tap what it was for, save. It works without a signal."
        .actions=${html`<a class="button primary" href="/expenses/new">Add an expense</a>`}
      ></empty-state>`;
    }
    const shown = expenses.filter(({ category }) => !this.category || category === this.category);
    const months = Map.groupBy(shown, ({ spent_on }) => spent_on.slice(0, 7));
    return html`<div class="stack-large">
      ${this.#totals(shown)} ${this.#filter(expenses)}
      ${[...months].map(
        ([month, inMonth]) =>
          html`<section class="section" aria-labelledby=${`m${month}`}>
            <h2 id=${`m${month}`}>${formatDate(`${month}-01`, 'month')}</h2>
            <ul class="rows">
              ${inMonth.map(
                (expense) =>
                  html`<li>
                    <expense-row .expense=${expense} .note=${this.#note(expense)}></expense-row>
                  </li>`,
              )}
            </ul>
          </section>`,
      )}
    </div>`;
  }

  protected override render(): TemplateResult {
    const tourId = this.query('tour');
    const tour = this.#tours.value?.find(({ id }) => id === tourId);
    return html`<app-bar
        heading="Expenses"
        .back=${tourId ? `/tours/${tourId}` : ''}
        .backLabel=${tour?.name ?? 'Tour'}
        .under=${tour?.name ?? nothing}
        .actions=${
          can('expenses', 'write')
            ? html`<a
                class="button"
                href=${tourId ? `/expenses/new?tour=${tourId}` : '/expenses/new'}
                >${icon('plus')}New expense</a
              >`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#expenses.state, (expenses) => this.#full(expenses))}`;
  }
}
