// <join-screen>: an invitation by link: sign in first, then one tap to join.

import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { acceptInvitation } from '../../lib/account';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { observeSession } from '../../lib/session';
import { Screen } from '../../ui/screen';
import '../../ui/welcome-frame';
import { fragmentOf } from './sign-in-address';

const kept = 'ota.invitation';

@customElement('join-screen')
export class JoinScreen extends Screen {
  @state() private problem: Problem | undefined;
  @state() private isBusy = false;
  readonly #session = new LiveController(this, observeSession);
  /** kept over the sign-in, which is another page and maybe another mail */
  readonly #token = fragmentOf(location.hash, 'token') || (sessionStorage.getItem(kept) ?? '');

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#token) sessionStorage.setItem(kept, this.#token);
  }

  async #join(): Promise<void> {
    this.isBusy = true;
    const outcome = await acceptInvitation(this.#token);
    this.isBusy = false;
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    sessionStorage.removeItem(kept);
    go('/today', { replace: true });
  }

  #content(): TemplateResult {
    if (!this.#token) {
      return html`<h1 tabindex="-1">No invitation here</h1>
        <p class="soft">Open the link of your invitation mail again, or ask for a new one.</p>
        <a class="button" href="/today">Go to OTA</a>`;
    }
    const session = this.#session.value;
    if (session?.kind !== 'signed-in') {
      return html`<h1 tabindex="-1">You are invited</h1>
        <p class="soft">Sign in with the address that the invitation was sent to, then join.</p>
        <a class="button primary wide" href="/sign-in?next=/join">Sign in to join</a>`;
    }
    return html`<h1 tabindex="-1">You are invited</h1>
      <p class="soft">You join as ${session.user.email}.</p>
      ${this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : ''}
      <button class="button primary wide" ?disabled=${this.isBusy} @click=${this.#join}>
        Join the organization
      </button>`;
  }

  protected override render(): TemplateResult {
    return html`<welcome-frame><div class="stack">${this.#content()}</div></welcome-frame>`;
  }
}
