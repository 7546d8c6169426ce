// <status-badge>: the state of a show, tour, expense or journey in one word and one dot.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';
import { toneOf, words } from './words';

@customElement('status-badge')
export class StatusBadge extends LightElement {
  @property() status = '';

  protected override render(): TemplateResult {
    return html`<span class="status" data-tone=${toneOf(this.status)}>${words(this.status)}</span>`;
  }
}
