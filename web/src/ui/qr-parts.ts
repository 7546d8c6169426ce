// <qr-parts>: the parts of a parcel as QR codes, one after the other, for another phone to scan.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { drawCode } from '../lib/qr';
import { LightElement } from './light-element';
import './qr.css';

const EACH_MS = 320;
const PIXELS = 6;

/** Each part stands long enough to be read; the other side may miss some, they come again. */
@customElement('qr-parts')
export class QrParts extends LightElement {
  @property({ attribute: false }) parts: readonly string[] = [];
  @property() label = 'Codes for the other phone';
  @state() private at = 0;
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined | null;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#next(), EACH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #next(): void {
    if (this.parts.length > 1) this.at = (this.at + 1) % this.parts.length;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('parts') || changed.has('at' as keyof QrParts)) void this.#draw();
  }

  async #draw(): Promise<void> {
    const text = this.parts[this.at % Math.max(this.parts.length, 1)];
    if (text === undefined) return;
    const squares = await drawCode(text);
    const { canvas } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    canvas.width = canvas.height = squares.length * PIXELS;
    context.fillStyle = 'white'; // whatever the theme: a scanner wants dark on light
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'black';
    squares.forEach((row, y) =>
      row.forEach((isDark, x) => {
        if (isDark) context.fillRect(x * PIXELS, y * PIXELS, PIXELS, PIXELS);
      }),
    );
    canvas.dataset['part'] = String(this.at + 1);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.parts.length === 0) return nothing;
    return html`<figure class="qr">
      <canvas role="img" aria-label=${this.label}></canvas>
      ${
        this.parts.length > 1
          ? html`<figcaption class="faint">
              ${this.parts.length} codes that take turns. Hold still until all are read.
            </figcaption>`
          : nothing
      }
    </figure>`;
  }
}
