// <parcel-view>: a message for the other phone as codes, with the ways to hand it over without
// them.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Problem } from '../../lib/outcome';
import { pack } from '../../lib/parcel';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/qr-parts';
import { saveFile } from '../../ui/save-file';
import { toast } from '../../ui/toast-region';

@customElement('parcel-view')
export class ParcelView extends LightElement {
  /** what is handed over */
  @property() text = '';
  @property() label = 'Codes for the other phone';
  @property({ attribute: 'file-name' }) fileName = 'settlement.ota';
  @state() private parts: readonly string[] = [];
  @state() private problem: Problem | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text') && this.text) void this.#pack(this.text);
  }

  async #pack(text: string): Promise<void> {
    const outcome = await pack(text);
    if (text !== this.text) return;
    this.parts = outcome.ok ? outcome.value : [];
    this.problem = outcome.ok ? undefined : outcome.problem;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.parts.join('\n'));
      toast('Copied');
    } catch {
      toast('This browser does not let it be copied. Save it as a file.');
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="stack" data-parts=${this.parts.length}>
      ${this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : nothing}
      <qr-parts .parts=${this.parts} .label=${this.label}></qr-parts>
      <details class="fold">
        <summary>${icon('forward')}Without a camera</summary>
        <div class="button-row">
          <button class="button" @click=${() => this.#copy()}>Copy the text</button>
          <button
            class="button"
            @click=${() => saveFile(this.fileName, this.parts.join('\n'), 'text/plain')}
          >
            ${icon('download')}Save as a file
          </button>
        </div>
      </details>
    </div>`;
  }
}
