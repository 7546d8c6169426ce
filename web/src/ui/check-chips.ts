// <check-chips>: several choices out of a few, as check boxes that look like chips.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Choice } from './choice-chips';
import { LightElement } from './light-element';
import '../styles/fields.css';

/** Fires `choose` with the values chosen, in the order of the choices. */
@customElement('check-chips')
export class CheckChips extends LightElement {
  @property() label = '';
  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property({ attribute: false }) chosen: readonly string[] = [];

  #choose(value: string, isChosen: boolean): void {
    const detail = this.choices
      .map((choice) => choice.value)
      .filter((one) => (one === value ? isChosen : this.chosen.includes(one)));
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }

  protected override render(): TemplateResult {
    return html`<fieldset class="field">
      <legend>${this.label}</legend>
      <div class="chips">
        ${this.choices.map(
          ({ value, label }) =>
            html`<label
              ><input
                type="checkbox"
                value=${value}
                .checked=${this.chosen.includes(value)}
                @change=${(event: Event) =>
                  event.currentTarget instanceof HTMLInputElement &&
                  this.#choose(value, event.currentTarget.checked)}
              />${label}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }
}
