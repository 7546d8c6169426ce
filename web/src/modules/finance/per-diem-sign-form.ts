// <per-diem-sign-form>: the money changes hands, and who got it signs by name on this device.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { signFor, type PersonDays } from '../../data/perdiems';
import type { Problem } from '../../lib/outcome';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoney, formatRange } from '../../ui/format';
import { LightElement } from '../../ui/light-element';

const nameField: FieldSpec = {
  name: 'signed_name',
  label: 'Signed by',
  required: true,
  maxlength: 120,
};

/** Fires `finished` when it was signed. */
@customElement('per-diem-sign-form')
export class PerDiemSignForm extends LightElement {
  @property({ attribute: false }) of: PersonDays | undefined;
  @property() name = '';
  @property() today = '';
  @state() private typed: string | undefined;
  @state() private problem: Problem | undefined;

  async #sign(event: SubmitEvent, of: PersonDays): Promise<void> {
    event.preventDefault();
    const outcome = await signFor(of.open, (this.typed ?? this.name).trim(), this.today);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { of } = this;
    if (!of) return nothing;
    const sums = [...of.openTotals].map(([currency, minor]) => formatMoney(minor, currency));
    const dates = formatRange(of.open[0]?.date ?? null, of.open.at(-1)?.date ?? null);
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#sign(event, of)}>
      <div>
        <p class="money-sum figures">${sums.join(' + ')}</p>
        <p class="soft">${of.open.length === 1 ? '1 day' : `${of.open.length} days`}, ${dates}</p>
      </div>
      <p>I have received this amount.</p>
      <form-field
        .spec=${nameField}
        .value=${this.typed ?? this.name}
        .error=${this.problem?.message ?? ''}
        @edit=${(event: CustomEvent<string>) => (this.typed = event.detail)}
      ></form-field>
      <div class="form-actions">
        <button class="button primary wide">Paid and signed</button>
      </div>
    </form>`;
  }
}
