// <not-found>: an address that names nothing here.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../ui/app-bar';
import '../ui/empty-state';
import { Screen } from '../ui/screen';

@customElement('not-found')
export class NotFound extends Screen {
  protected override render(): TemplateResult {
    return html`<app-bar heading="Nothing here"></app-bar>
      <empty-state
        symbol="empty"
        heading="This address leads nowhere"
        text="The page may have moved, or the link lost a few letters on its way."
        .actions=${html`<a class="button primary" href="/today">Go to today</a>`}
      ></empty-state>`;
  }
}
