// <load-failed>: the code of a screen did not arrive.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../ui/app-bar';
import '../ui/empty-state';
import { Screen } from '../ui/screen';

@customElement('load-failed')
export class LoadFailed extends Screen {
  // browsers remember a module that failed, so only a new page asks for it again
  protected override render(): TemplateResult {
    return html`<app-bar heading="Not loaded"></app-bar>
      <empty-state
        role="alert"
        symbol="alert"
        heading="This screen did not load"
        text="The connection broke, or a new version is just being put in place. Nothing was lost."
        .actions=${html`<button class="button primary" @click=${() => location.reload()}>
          Retry
        </button>`}
      ></empty-state>`;
  }
}
