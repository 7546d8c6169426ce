// <no-access>: says that the role does not reach this far, and whom to ask.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './app-bar';
import './empty-state';
import { LightElement } from './light-element';

@customElement('no-access')
export class NoAccess extends LightElement {
  @property() heading = 'Not for your role';
  @property() text =
    'Your role in this organization does not include this. An owner or admin can change that.';

  protected override render(): TemplateResult {
    return html`<app-bar heading=${this.heading}></app-bar>
      <empty-state
        symbol="lock"
        heading="No access"
        text=${this.text}
        .actions=${html`<a class="button" href="/today">Go to today</a>`}
      ></empty-state>`;
  }
}
