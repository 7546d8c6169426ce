// <expense-row>: one expense in a list: what for, when, how much.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDate, formatMoney } from './format';
import { LightElement } from './light-element';
import './sync-mark';
import type { RowSync } from './sync-mark';
import { words } from './words';

export interface ExpenseFacts {
  readonly id: string;
  readonly description: string | null;
  readonly category: string;
  readonly spent_on: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly status: string;
  readonly local: RowSync;
}

@customElement('expense-row')
export class ExpenseRow extends LightElement {
  @property({ attribute: false }) expense: ExpenseFacts | undefined;
  /** whose it is or where, after the date */
  @property() note = '';

  protected override render(): TemplateResult | typeof nothing {
    const { expense } = this;
    if (!expense) return nothing;
    const details = [
      formatDate(expense.spent_on, 'short'),
      expense.status === 'draft' ? '' : words(expense.status),
      expense.description ? words(expense.category) : '',
      this.note,
    ];
    return html`<a class="row" href=${`/expenses/${expense.id}`}>
      <span class="main">
        <span class="title">${expense.description ?? words(expense.category)}</span>
        <span class="sub">${details.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end">
        <sync-mark .state=${expense.local}></sync-mark>
        <span class="amount">${formatMoney(expense.amount_minor, expense.currency)}</span>
      </span>
    </a>`;
  }
}
