// <choice-chips>: one choice out of a few, as radio buttons that look like chips.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';
import '../styles/fields.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Fires `choose` with the value. Takes part in a form as a radio group called `name`. */
@customElement('choice-chips')
export class ChoiceChips extends LightElement {
  @property() label = '';
  @property() name = '';
  @property() value = '';
  /** chips | segments */
  @property() look = 'chips';
  @property({ attribute: false }) choices: readonly Choice[] = [];

  #choose(value: string): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('choose', { detail: value, bubbles: true }));
  }

  protected override render(): TemplateResult {
    return html`<fieldset class="field">
      <legend>${this.label}</legend>
      <div class=${this.look}>
        ${this.choices.map(
          (choice) =>
            html`<label
              ><input
                type="radio"
                name=${this.name}
                value=${choice.value}
                .checked=${choice.value === this.value}
                @change=${() => this.#choose(choice.value)}
              />${choice.label}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }
}
