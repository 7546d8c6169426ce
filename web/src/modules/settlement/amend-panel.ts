// <amend-panel>: what was signed stands; from here a new version of it is begun, with its reason.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { amend, type Version } from '../../data/settlements';
import type { Problem } from '../../lib/outcome';
import { LightElement } from '../../ui/light-element';
import '../../ui/sheet-dialog';
import './settlement.css';

@customElement('amend-panel')
export class AmendPanel extends LightElement {
  @property({ attribute: false }) signed: Version | undefined;
  @state() private isOpen = false;
  @state() private problem: Problem | undefined;

  async #amend(signed: Version, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const reason = form instanceof HTMLFormElement ? new FormData(form).get('reason') : null;
    if (typeof reason !== 'string' || !reason.trim()) return;
    const outcome = await amend(signed, reason.trim());
    this.isOpen = false;
    this.problem = outcome.ok ? undefined : outcome.problem;
  }

  #form(signed: Version): TemplateResult {
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#amend(signed, event)}>
      <div class="field">
        <div class="label-line"><label for="reason">Why</label></div>
        <textarea id="reason" name="reason" required maxlength="400" rows="3"></textarea>
        <p class="hint">
          The signed version stands until both have signed the new one. Both are kept.
        </p>
      </div>
      <div class="form-actions">
        <button class="button primary">Begin a new version</button>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { signed } = this;
    if (!signed) return nothing;
    return html`<section class="panel stack">
        <p>
          Version ${signed.number} is signed. What you change here is not part of it until you amend
          it and both sign again.
        </p>
        <div class="button-row">
          <button class="button" @click=${() => (this.isOpen = true)}>Amend it</button>
        </div>
        ${this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : nothing}
      </section>
      <sheet-dialog
        heading="Amend what was signed"
        .open=${this.isOpen}
        @closed=${() => (this.isOpen = false)}
      >
        ${this.isOpen ? this.#form(signed) : nothing}
      </sheet-dialog>`;
  }
}
