// <sign-in-screen>: an address, then the code from the mail or one tap on its link.

import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { requestCode, verifyCode, verifyLink } from '../../lib/account';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { observeSession } from '../../lib/session';
import '../../ui/app-bar';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/form-field';
import { Screen } from '../../ui/screen';
import '../../ui/welcome-frame';
import { codeOf, fragmentOf, safeNext } from './sign-in-address';
import './sign-in-screen.css';

type Step =
  | { readonly kind: 'address' }
  | { readonly kind: 'code'; readonly email: string }
  | { readonly kind: 'link'; readonly tokenHash: string };

const emailField: FieldSpec = {
  name: 'email',
  label: 'E-mail',
  kind: 'email',
  required: true,
  autocomplete: 'email',
};

const codeField: FieldSpec = {
  name: 'code',
  label: 'Code',
  required: true,
  autocomplete: 'one-time-code',
  inputmode: 'numeric',
  maxlength: 11,
  placeholder: '000000',
};

@customElement('sign-in-screen')
export class SignInScreen extends Screen {
  @state() private step: Step = firstStep();
  @state() private email = '';
  @state() private code = '';
  @state() private isBusy = false;
  @state() private problem: Problem | undefined;
  readonly #session = new LiveController(this, observeSession);

  protected override updated(): void {
    const session = this.#session.value;
    const isIn = session?.kind === 'signed-in' && !session.isExpired;
    if (isIn && this.step.kind === 'address') this.#leave();
  }

  #leave(): void {
    go(safeNext(this.query('next')), { replace: true });
  }

  async #try(act: () => Promise<{ ok: true } | { ok: false; problem: Problem }>): Promise<boolean> {
    this.isBusy = true;
    this.problem = undefined;
    const outcome = await act();
    this.isBusy = false;
    if (!outcome.ok) this.problem = outcome.problem;
    return outcome.ok;
  }

  async #ask(event: Event): Promise<void> {
    event.preventDefault();
    const email = this.email.trim();
    if (await this.#try(() => requestCode(email))) this.step = { kind: 'code', email };
  }

  async #enterCode(event: Event, email: string): Promise<void> {
    event.preventDefault();
    if (await this.#try(() => verifyCode(email, codeOf(this.code)))) this.#leave();
  }

  async #enterLink(tokenHash: string): Promise<void> {
    if (await this.#try(() => verifyLink(tokenHash))) this.#leave();
  }

  #restart(): void {
    this.step = { kind: 'address' };
    this.problem = undefined;
    this.code = '';
  }

  #address(): TemplateResult {
    return html`<div class="stack">
        <h1 tabindex="-1">The tour in your pocket</h1>
        <p class="soft">Sign in with your e-mail. No password to forget.</p>
      </div>
      <form class="form" @submit=${this.#ask}>
        <form-field
          .spec=${emailField}
          .value=${this.email}
          .error=${this.problem?.message ?? ''}
          @edit=${(event: CustomEvent<string>) => (this.email = event.detail)}
        ></form-field>
        <button class="button primary wide" ?disabled=${this.isBusy}>
          ${this.isBusy ? 'Sending' : 'Send me a code'}
        </button>
      </form>`;
  }

  #codeEntry(email: string): TemplateResult {
    return html`<div class="stack">
        <h1 tabindex="-1">Check your mail</h1>
        <p class="soft">
          We sent a link and a 6-digit code to <strong>${email}</strong>. Use whichever is at hand.
        </p>
      </div>
      <form class="form" @submit=${(event: Event) => this.#enterCode(event, email)}>
        <form-field
          class="code"
          .spec=${codeField}
          .value=${this.code}
          .error=${this.problem?.message ?? ''}
          @edit=${(event: CustomEvent<string>) => (this.code = event.detail)}
        ></form-field>
        <button class="button primary wide" ?disabled=${this.isBusy}>Sign in</button>
        <div class="button-row">
          <button
            type="button"
            class="button plain"
            @click=${() => this.#try(() => requestCode(email))}
          >
            Send it again
          </button>
          <button type="button" class="button plain" @click=${this.#restart}>Other address</button>
        </div>
      </form>`;
  }

  #linkEntry(tokenHash: string): TemplateResult {
    return html`<div class="stack">
        <h1 tabindex="-1">One tap and you are in</h1>
        <p class="soft">The link works once, on this device.</p>
      </div>
      <div class="stack">
        ${this.problem ? html`<p class="form-error" role="alert">${this.problem.message}</p>` : ''}
        <button
          class="button primary wide"
          ?disabled=${this.isBusy}
          @click=${() => this.#enterLink(tokenHash)}
        >
          Sign in
        </button>
        ${
          this.problem
            ? html`<button class="button wide" @click=${this.#restart}>Ask for a new link</button>`
            : ''
        }
      </div>`;
  }

  #content(): TemplateResult {
    switch (this.step.kind) {
      case 'address':
        return this.#address();
      case 'code':
        return this.#codeEntry(this.step.email);
      case 'link':
        return this.#linkEntry(this.step.tokenHash);
    }
  }

  protected override render(): TemplateResult {
    return html`<welcome-frame>${this.#content()}</welcome-frame>`;
  }
}

function firstStep(): Step {
  const tokenHash = fragmentOf(location.hash, 'token_hash');
  return tokenHash ? { kind: 'link', tokenHash } : { kind: 'address' };
}
