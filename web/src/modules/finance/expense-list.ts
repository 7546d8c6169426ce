// <expense-list>: expenses by month, as many as there are; the words of those in sight are read.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { observeExpensesOf, type ExpenseFigures } from '../../data/expenses';
import { LiveController } from '../../lib/live';
import type { ExpenseFacts } from '../../ui/expense-row';
import '../../ui/expense-row';
import { formatDate, formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import type { Part } from '../../ui/list-part';
import '../../ui/virtual-list';
import { words } from '../../ui/words';

const HEADING_REM = 3.5;
const ROW_REM = 4.25;

/** An expense, or the month that begins above it, whose id it is ("2027-04"). */
type Item = ExpenseFigures | { readonly id: string };

const expenseIn = (item: Item | undefined): ExpenseFigures | undefined =>
  item && 'amount_minor' in item ? item : undefined;

/** Fires `pick` (detail: the id) when an expense is picked, or no longer. */
@customElement('expense-list')
export class ExpenseList extends LightElement {
  /** newest first */
  @property({ attribute: false }) expenses: readonly ExpenseFigures[] = [];
  /** where or whose, after the date */
  @property({ attribute: false }) note: (expense: ExpenseFigures) => string = () => '';
  /** the ids picked; undefined: rows lead to their expense */
  @property({ attribute: false }) picked: ReadonlySet<string> | undefined;
  @state() private seen: Part = { first: 0, end: 0 };
  #items: readonly Item[] = [];
  readonly #rows = new LiveController(
    this,
    () => observeExpensesOf(this.#idsInSight()),
    () => [this.#idsInSight().join()],
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('expenses')) return;
    const items: Item[] = [];
    let month = '';
    for (const expense of this.expenses) {
      const its = expense.spent_on.slice(0, 7);
      if (its !== month) items.push({ id: its });
      month = its;
      items.push(expense);
    }
    this.#items = items;
  }

  #idsInSight(): readonly string[] {
    const seen = this.#items.slice(this.seen.first, this.seen.end);
    return seen.flatMap((item) => expenseIn(item)?.id ?? []);
  }

  /** What a row says; without its words until they were read. */
  #facts({ id, category, spent_on, amount_minor, currency, status }: ExpenseFigures): ExpenseFacts {
    const known = { id, category, spent_on, amount_minor, currency, status };
    return this.#rows.value?.get(id) ?? { ...known, description: '', local: 'synced' };
  }

  #pickRow(expense: ExpenseFacts, note: string): TemplateResult {
    const details = [
      formatDate(expense.spent_on, 'short'),
      words(expense.status),
      words(expense.category),
      note,
    ];
    return html`<label class="row pick">
      <input
        type="checkbox"
        .checked=${this.picked?.has(expense.id) ?? false}
        @change=${() => this.dispatchEvent(new CustomEvent('pick', { detail: expense.id }))}
      />
      <span class="main">
        <span class="title">${expense.description ?? words(expense.category)}</span>
        <span class="sub">${details.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end"
        ><span class="amount">${formatMoney(expense.amount_minor, expense.currency)}</span></span
      >
    </label>`;
  }

  #row(item: Item | undefined): TemplateResult {
    if (!item) return html``;
    const of = expenseIn(item);
    if (!of) return html`<h2>${formatDate(`${item.id}-01`, 'month')}</h2>`;
    const expense = this.#facts(of);
    const note = this.note(of);
    return this.picked
      ? this.#pickRow(expense, note)
      : html`<expense-row .expense=${expense} .note=${note}></expense-row>`;
  }

  protected override render(): TemplateResult {
    return html`<virtual-list
      label="Expenses"
      .items=${this.#items}
      .heightOf=${(index: number) => (expenseIn(this.#items[index]) ? ROW_REM : HEADING_REM)}
      .row=${(index: number) => this.#row(this.#items[index])}
      @sight=${({ detail }: CustomEvent<Part>) => (this.seen = detail)}
    ></virtual-list>`;
  }
}
