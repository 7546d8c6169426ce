// <trip-costs>: what a journey or a hotel costs, as expenses of its tour; one more in two taps.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createExpense, expenseTotals, type Expense } from '../../data/expenses';
import { readMoney } from '../../lib/core';
import type { Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import { currencyChoices } from '../../ui/choices';
import '../../ui/expense-row';
import { formatMoney } from '../../ui/format';
import '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/money-field';
import '../../ui/sheet-dialog';

/** What a new cost is for. */
export interface CostOf {
  readonly category: 'travel' | 'hotel';
  readonly travel_id?: string;
  readonly stay_id?: string;
  readonly tour_id: string | null;
  readonly show_id: string | null;
  /** its date */
  readonly on: string;
  readonly what: string;
  readonly currency: string;
}

@customElement('trip-costs')
export class TripCosts extends LightElement {
  @property({ attribute: false }) of: CostOf | undefined;
  @property({ attribute: false }) costs: readonly Expense[] = [];
  @state() private isOpen = false;
  @state() private problem: Problem | undefined;
  #amount = '';
  #currency = '';
  #what = '';

  #open(of: CostOf): void {
    this.#amount = '';
    this.#currency = of.currency;
    this.#what = of.what;
    this.problem = undefined;
    this.isOpen = true;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { of } = this;
    if (!of) return;
    const amount = readMoney(this.#amount, this.#currency);
    if (!amount.ok) {
      this.problem = amount.problem;
      return;
    }
    const { category, travel_id, stay_id, tour_id, show_id, on } = of;
    const outcome = await createExpense({
      category,
      tour_id,
      show_id,
      ...(travel_id ? { travel_id } : {}),
      ...(stay_id ? { stay_id } : {}),
      spent_on: on,
      amount_minor: amount.value,
      currency: this.#currency,
      description: this.#what.trim() || null,
      payment: 'invoice',
      payer: 'tour',
    });
    if (outcome.ok) this.isOpen = false;
    else this.problem = outcome.problem;
  }

  #sheet(of: CostOf): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<sheet-dialog heading="What it costs" open @closed=${() => (this.isOpen = false)}>
      <form class="form" @submit=${(event: SubmitEvent) => this.#save(event)}>
        <money-field
          starts-focused
          .currency=${this.#currency}
          .currencies=${currencyChoices(of.currency)}
          .error=${this.problem?.message ?? ''}
          @edit=${({ detail }: CustomEvent<{ amount: string; currency: string }>) => {
            this.#amount = detail.amount;
            this.#currency = detail.currency;
          }}
        ></money-field>
        <form-field
          .spec=${{ name: 'what', label: 'What for', maxlength: 4000 }}
          .value=${this.#what}
          @edit=${(event: CustomEvent<string>) => (this.#what = event.detail)}
        ></form-field>
        <div class="form-actions"><button class="button primary">Add cost</button></div>
      </form>
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { of, costs } = this;
    const mayAdd = can('expenses', 'write', '');
    if (!of || (costs.length === 0 && !mayAdd)) return nothing;
    const totals = expenseTotals(costs).map(({ amount_minor, currency }) =>
      formatMoney(amount_minor, currency),
    );
    return html`<section class="section" aria-labelledby="costs">
      <header>
        <h2 id="costs">Cost${totals.length > 0 ? html` · ${totals.join(' + ')}` : nothing}</h2>
        ${
          mayAdd
            ? html`<button class="button plain" @click=${() => this.#open(of)}>
                ${icon('plus')}Add<span class="visually-hidden"> a cost</span>
              </button>`
            : nothing
        }
      </header>
      ${
        costs.length > 0
          ? html`<ul class="rows">
              ${costs.map((one) => html`<li><expense-row .expense=${one}></expense-row></li>`)}
            </ul>`
          : html`<p class="soft">Nothing yet. What is entered here counts in the tour's budget.</p>`
      }
      ${this.#sheet(of)}
    </section>`;
  }
}
