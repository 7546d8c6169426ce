// <money-field>: one large amount for a thumb, with its currency beside it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Choice } from './choice-chips';
import { LightElement } from './light-element';
import '../styles/fields.css';

/** Fires `edit` with {amount, currency}, both as text; who saves reads the amount by core. */
@customElement('money-field')
export class MoneyField extends LightElement {
  @property() label = 'Amount';
  @property() amount = '';
  @property() currency = 'EUR';
  @property({ attribute: false }) currencies: readonly Choice[] = [];
  @property() error = '';
  @property({ type: Boolean, attribute: 'starts-focused' }) startsFocused = false;

  #changed(): void {
    const detail = { amount: this.amount, currency: this.currency };
    this.dispatchEvent(new CustomEvent('edit', { detail, bubbles: true }));
  }

  readonly #edit = (event: Event): void => {
    const control = event.currentTarget;
    if (control instanceof HTMLInputElement) this.amount = control.value;
    if (control instanceof HTMLSelectElement) this.currency = control.value;
    this.#changed();
  };

  protected override firstUpdated(): void {
    if (this.startsFocused) this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="money">
      <label class="amount-label">
        <span class="visually-hidden">${this.label}</span>
        <input
          class="figures"
          type="text"
          inputmode="decimal"
          enterkeyhint="done"
          autocomplete="off"
          placeholder="0.00"
          required
          aria-invalid=${ifDefined(this.error ? 'true' : undefined)}
          aria-describedby=${ifDefined(this.error ? 'money-error' : undefined)}
          .value=${this.amount}
          @input=${this.#edit}
        />
      </label>
      <label class="currency">
        <span class="visually-hidden">Currency</span>
        <select @change=${this.#edit}>
          ${this.currencies.map(
            (choice) =>
              html`<option value=${choice.value} ?selected=${choice.value === this.currency}>
                ${choice.label}
              </option>`,
          )}
        </select>
      </label>
      ${
        this.error
          ? html`<p class="error" id="money-error" role="alert">${this.error}</p>`
          : nothing
      }
    </div>`;
  }
}
