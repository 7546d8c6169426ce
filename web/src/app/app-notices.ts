// <app-notices>: quiet lines about the app itself, above the tabs: a new version, what the browser
// cleared. They stay until they are answered and hide while a form is open.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { forgetLoss, observeLoss, type Loss } from '../lib/held';
import { LiveController } from '../lib/live';
import { observeSession } from '../lib/session';
import { applyUpdate, observeUpdate } from '../lib/updates';
import { LightElement } from '../ui/light-element';

function lossWords({ unsent }: Loss, isSignedIn: boolean): string {
  const again = isSignedIn ? 'It is being fetched again.' : 'Sign in to fetch it again.';
  const lost =
    unsent === 0
      ? 'Nothing was lost: all of it had been sent.'
      : `${unsent === 1 ? '1 change' : `${unsent} changes`} that had not been sent went with it.`;
  return `This browser cleared what OTA had stored on this device. ${again} ${lost}`;
}

@customElement('app-notices')
export class AppNotices extends LightElement {
  readonly #update = new LiveController(this, observeUpdate);
  readonly #loss = new LiveController(this, observeLoss);
  readonly #session = new LiveController(this, observeSession);

  #updateLine(): TemplateResult | typeof nothing {
    switch (this.#update.value ?? 'none') {
      case 'none':
        return nothing;
      case 'offered':
        return html`<div class="notice asks">
          <p>A new version of OTA is ready.</p>
          <button class="button" @click=${applyUpdate}>Update</button>
        </div>`;
      case 'late':
        return html`<div class="notice">
          <p>OTA was updated in another tab. This one follows once you have saved.</p>
        </div>`;
    }
  }

  protected override render(): TemplateResult {
    const loss = this.#loss.value;
    const isSignedIn = this.#session.value?.kind === 'signed-in';
    return html`<div role="status">
      ${
        loss
          ? html`<div class="notice">
              <p>${lossWords(loss, isSignedIn)}</p>
              <button class="button" @click=${forgetLoss}>All right</button>
            </div>`
          : nothing
      }
      ${this.#updateLine()}
    </div>`;
  }
}
