// <paper-remark>: a remark that the paper of a version carries; no part of what is signed.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { remark, type Version } from '../../data/settlements';
import '../../ui/form-field';
import { LightElement } from '../../ui/light-element';

const TEXT_MAX = 2000;

@customElement('paper-remark')
export class PaperRemark extends LightElement {
  @property({ attribute: false }) version: Version | undefined;
  @property({ type: Boolean }) writable = false;
  @state() private error = '';

  async #keep(version: Version, event: Event): Promise<void> {
    const box = event.target;
    if (!(box instanceof HTMLTextAreaElement)) return;
    const outcome = await remark(version, box.value);
    this.error = outcome.ok ? '' : outcome.problem.message;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { version } = this;
    if (!version) return nothing;
    const text = version.row.notes ?? '';
    if (!this.writable)
      return text ? html`<p><span class="soft">Remark:</span> ${text}</p>` : html`${nothing}`;
    return html`<form-field
      class=${text ? '' : 'no-print'}
      .spec=${{
        name: 'remark',
        label: 'Remark on the PDF',
        kind: 'textarea',
        maxlength: TEXT_MAX,
        hint: 'Printed with it for both sides; not part of what is signed.',
      }}
      .value=${text}
      .error=${this.error}
      @change=${(event: Event) => this.#keep(version, event)}
    ></form-field>`;
  }
}
