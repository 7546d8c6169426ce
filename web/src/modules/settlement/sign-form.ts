// <sign-form>: one side signs a settlement on this device, by name and, if they like, drawn.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Problem } from '../../lib/outcome';
import { sign, type Signature } from '../../lib/sign';
import '../../ui/form-field';
import { LightElement } from '../../ui/light-element';
import { focusFirstBox } from '../../ui/next-box';
import type { Drawing } from '../../ui/signature-pad';
import '../../ui/signature-pad';
import { fingerprint } from './exchange';
import './settlement.css';

const NAME_MAX = 120;

/** Fires `signed` with the Signature. */
@customElement('sign-form')
export class SignForm extends LightElement {
  @property() hash = '';
  @property() party: Signature['party'] = 'artist';
  @property() name = '';
  @property() job = '';
  /** "€350.00 is due to the artist": what is signed, in words */
  @property() statement = '';
  @state() private problem: Problem | undefined;
  @state() private isBusy = false;
  #drawing: Drawing | null = null;

  protected override firstUpdated(): void {
    if (!this.name) focusFirstBox(this);
  }

  async #sign(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = this.name.trim();
    if (!name) {
      this.problem = { code: 'missing', message: 'Write your name.', fields: {} };
      return;
    }
    this.isBusy = true;
    const { hash, party } = this;
    const told = { hash, party, name, job: this.job.trim() || null, drawing: this.#drawing };
    const outcome = await sign(told, new Date());
    this.isBusy = false;
    if (outcome.ok)
      this.dispatchEvent(new CustomEvent<Signature>('signed', { detail: outcome.value }));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<form class="form" @submit=${this.#sign}>
      <p>
        <strong class="figures">${this.statement}</strong>
      </p>
      <form-field
        .spec=${{
          name: 'signer',
          label: 'Your name',
          required: true,
          maxlength: NAME_MAX,
          autocomplete: 'name',
        }}
        .value=${this.name}
        .error=${this.problem?.code === 'missing' ? this.problem.message : ''}
        @edit=${(event: CustomEvent<string>) => (this.name = event.detail)}
      ></form-field>
      <form-field
        .spec=${{ name: 'signer-job', label: 'As', maxlength: NAME_MAX }}
        .value=${this.job}
        @edit=${(event: CustomEvent<string>) => (this.job = event.detail)}
      ></form-field>
      <signature-pad
        @draw=${(event: CustomEvent<Drawing | null>) => (this.#drawing = event.detail)}
      ></signature-pad>
      <p class="faint">
        You sign all figures of this settlement, fingerprint
        <span class="figures">${fingerprint(this.hash)}</span>. A signature is not taken back; what
        changes later is a new version.
      </p>
      ${
        this.problem && this.problem.code !== 'missing'
          ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
          : nothing
      }
      <div class="form-actions">
        <button class="button primary wide" ?disabled=${this.isBusy}>Sign</button>
      </div>
    </form>`;
  }
}
