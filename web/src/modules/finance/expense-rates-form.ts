// <expense-rates-form>: a rate for each currency whose expenses have none yet; inside a sheet.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { rateExpenses, type ExpenseFigures } from '../../data/expenses';
import { lastRates, withoutRate } from '../../data/expenses-reckoned';
import { readRate } from '../../lib/core/amount';
import type { Problem } from '../../lib/outcome';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { LightElement } from '../../ui/light-element';

/** Fires `finished` when rates were set. What is left empty stays without one. */
@customElement('expense-rates-form')
export class ExpenseRatesForm extends LightElement {
  @property({ attribute: false }) expenses: readonly ExpenseFigures[] = [];
  @property() base = 'EUR';
  @state() private typed: Readonly<Record<string, string>> = {};
  @state() private wrong = '';
  @state() private problem: Problem | undefined;

  #text(currency: string, known: ReadonlyMap<string, number>): string {
    return this.typed[currency] ?? String(known.get(currency) ?? '');
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const known = lastRates(this.expenses, this.base);
    const rates: { ids: readonly string[]; fx_rate: number }[] = [];
    for (const [currency, own] of withoutRate(this.expenses, this.base)) {
      const text = this.#text(currency, known).trim();
      if (text === '') continue;
      const fx_rate = readRate(text);
      if (fx_rate === undefined) {
        this.wrong = currency;
        return;
      }
      rates.push({ ids: own.map(({ id }) => id), fx_rate });
    }
    const outcome = await rateExpenses(rates, this.base);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #field(currency: string, count: number, text: string): TemplateResult {
    const spec: FieldSpec = {
      name: `rate-${currency}`,
      label: `1 ${currency} in ${this.base}`,
      inputmode: 'decimal',
      hint: count === 1 ? 'For 1 expense.' : `For ${count} expenses.`,
    };
    return html`<form-field
      .spec=${spec}
      .value=${text}
      .error=${this.wrong === currency ? 'Type the rate as a number, such as 0.0876.' : ''}
      @edit=${(event: CustomEvent<string>) =>
        (this.typed = { ...this.typed, [currency]: event.detail })}
    ></form-field>`;
  }

  protected override render(): TemplateResult {
    const known = lastRates(this.expenses, this.base);
    return html`<form class="form" @submit=${this.#save}>
      <p class="soft">
        What stands here was used last. It is frozen with these expenses; those that have a rate
        keep theirs.
      </p>
      ${[...withoutRate(this.expenses, this.base)].map(([currency, own]) =>
        this.#field(currency, own.length, this.#text(currency, known)),
      )}
      ${
        this.problem
          ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
          : nothing
      }
      <div class="form-actions"><button class="button primary">Set rates</button></div>
    </form>`;
  }
}
