// <empty-state>: what a screen says when there is nothing yet, and the one thing to do next.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon, type IconName } from './icon';
import { LightElement } from './light-element';

@customElement('empty-state')
export class EmptyState extends LightElement {
  @property() symbol: IconName = 'empty';
  @property() heading = '';
  @property() text = '';
  @property({ attribute: false }) actions: TemplateResult | typeof nothing = nothing;

  protected override render(): TemplateResult {
    return html`<div class="empty">
      ${icon(this.symbol)}
      <p class="title">${this.heading}</p>
      ${this.text ? html`<p>${this.text}</p>` : nothing}
      ${this.actions === nothing ? nothing : html`<div class="button-row">${this.actions}</div>`}
    </div>`;
  }
}
