// <paper-button>: fetches a PDF and gives it to the person; says so where that needs a connection.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Outcome } from '../lib/outcome';
import { icon } from './icon';
import { LightElement } from './light-element';
import { saveFile } from './save-file';
import { toast } from './toast-region';

@customElement('paper-button')
export class PaperButton extends LightElement {
  @property() label = 'PDF';
  /** the name of the file, with its ending */
  @property() file = 'paper.pdf';
  @property({ attribute: false }) load: (() => Promise<Outcome<Blob>>) | undefined;
  @state() private isBusy = false;

  async #fetch(): Promise<void> {
    if (!this.load || this.isBusy) return;
    this.isBusy = true;
    const found = await this.load();
    this.isBusy = false;
    if (found.ok) saveFile(this.file, found.value, 'application/pdf');
    else toast(`The PDF could not be fetched. ${found.problem.message}`);
  }

  protected override render(): TemplateResult {
    return html`<button
      type="button"
      class="button"
      aria-busy=${this.isBusy ? 'true' : 'false'}
      @click=${this.#fetch}
    >
      ${icon('download')}${this.label}
    </button>`;
  }
}
