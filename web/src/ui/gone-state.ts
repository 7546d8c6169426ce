// <gone-state>: the address was right once, but the row is not here any more.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './app-bar';
import './empty-state';
import { LightElement } from './light-element';

@customElement('gone-state')
export class GoneState extends LightElement {
  @property() what = 'item';
  @property() back = '/today';

  protected override render(): TemplateResult {
    return html`<app-bar heading="Not found"></app-bar>
      <empty-state
        symbol="empty"
        heading=${`This ${this.what} is not here`}
        text="It was deleted, belongs to another organization, or has not reached this device yet."
        .actions=${html`<a class="button" href=${this.back}>Go back</a>`}
      ></empty-state>`;
  }
}
