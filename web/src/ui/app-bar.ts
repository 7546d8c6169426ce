// <app-bar>: the head of a screen: the way back, a line of context, the title and its actions.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from './icon';
import { LightElement } from './light-element';

@customElement('app-bar')
export class AppBar extends LightElement {
  @property() heading = '';
  /** small text above the title */
  @property({ attribute: false }) kicker: TemplateResult | string | typeof nothing = nothing;
  /** one line below the title */
  @property({ attribute: false }) under: TemplateResult | string | typeof nothing = nothing;
  /** path of the parent screen; empty on top-level screens */
  @property() back = '';
  @property({ attribute: 'back-label' }) backLabel = 'Back';
  @property({ attribute: false }) actions: TemplateResult | typeof nothing = nothing;

  protected override render(): TemplateResult {
    return html`<div class="bar">
      ${
        this.back
          ? html`<p class="back">
              <a href=${this.back}>${icon('back')}<span>${this.backLabel}</span></a>
            </p>`
          : nothing
      }
      <div class="titles">
        ${this.kicker === nothing ? nothing : html`<div class="kicker">${this.kicker}</div>`}
        <h1 tabindex="-1">${this.heading}</h1>
        ${this.under === nothing ? nothing : html`<div class="under">${this.under}</div>`}
      </div>
      ${this.actions === nothing ? nothing : html`<div class="button-row">${this.actions}</div>`}
    </div>`;
  }
}
