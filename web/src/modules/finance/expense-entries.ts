// Expenses as the entries of a long list: a heading for each month, a row for each expense.

import { html, type TemplateResult } from 'lit';
import type { Expense } from '../../data/expenses';
import '../../ui/expense-row';
import { formatDate, formatMoney } from '../../ui/format';
import type { WindowedEntry } from '../../ui/windowed-list';
import { words } from '../../ui/words';

const HEADING_REM = 3.5;
const ROW_REM = 4.25;

export interface EntryOptions {
  readonly note: (expense: Expense) => string;
  /** the ids picked; undefined: rows lead to their expense */
  readonly picked: ReadonlySet<string> | undefined;
  readonly pick: (id: string, isPicked: boolean) => void;
}

function pickRow(expense: Expense, options: EntryOptions): TemplateResult {
  const details = [
    formatDate(expense.spent_on, 'short'),
    words(expense.status),
    words(expense.category),
    options.note(expense),
  ];
  return html`<label class="row pick">
    <input
      type="checkbox"
      .checked=${options.picked?.has(expense.id) ?? false}
      @change=${(event: Event) =>
        event.currentTarget instanceof HTMLInputElement &&
        options.pick(expense.id, event.currentTarget.checked)}
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

/** `expenses` newest first. */
export function entriesOf(
  expenses: readonly Expense[],
  options: EntryOptions,
): readonly WindowedEntry[] {
  const entries: WindowedEntry[] = [];
  let month = '';
  for (const expense of expenses) {
    const its = expense.spent_on.slice(0, 7);
    if (its !== month) {
      month = its;
      const draw = (): TemplateResult => html`<h2>${formatDate(`${its}-01`, 'month')}</h2>`;
      entries.push({ key: its, height: HEADING_REM, draw });
    }
    entries.push({
      key: expense.id,
      height: ROW_REM,
      draw: () =>
        options.picked
          ? pickRow(expense, options)
          : html`<expense-row .expense=${expense} .note=${options.note(expense)}></expense-row>`,
    });
  }
  return entries;
}
