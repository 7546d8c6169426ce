// <signature-pad>: a name drawn with a finger, as strokes of whole numbers.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from './light-element';
import './qr.css';

export type Drawing = readonly (readonly number[])[];

const WIDTH = 300;
const HEIGHT = 120;
const STEP = 3;
const STROKES_MAX = 40;
const POINTS_MAX = 600;

/** A line through its points; a single point is a dot. */
const pathOf = ([x = 0, y = 0, ...rest]: readonly number[]): string =>
  `M${x} ${y} L${(rest.length > 0 ? rest : [x, y]).join(' ')}`;

/** A drawn name. */
export const drawingPicture = (drawing: Drawing): TemplateResult =>
  html`<svg class="ink" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${drawing.map((stroke) => svg`<path d=${pathOf(stroke)}></path>`)}
  </svg>`;

/** Fires `draw` with the Drawing, or null when it is empty. */
@customElement('signature-pad')
export class SignaturePad extends LightElement {
  @property() label = 'Draw your name';
  @state() private strokes: readonly (readonly number[])[] = [];
  #isDown = false;

  #pointOf(event: PointerEvent, on: Element): readonly [number, number] {
    const box = on.getBoundingClientRect();
    const within = (value: number, most: number): number =>
      Math.round(Math.min(Math.max(value, 0), most));
    return [
      within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
      within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
    ];
  }

  readonly #down = (event: PointerEvent): void => {
    const on = event.currentTarget;
    if (!(on instanceof Element) || this.strokes.length >= STROKES_MAX) return;
    event.preventDefault();
    on.setPointerCapture(event.pointerId);
    this.#isDown = true;
    this.strokes = [...this.strokes, this.#pointOf(event, on)];
  };

  readonly #move = (event: PointerEvent): void => {
    const on = event.currentTarget;
    const last = this.strokes.at(-1);
    if (!this.#isDown || !last || !(on instanceof Element) || last.length >= POINTS_MAX) return;
    const [x, y] = this.#pointOf(event, on);
    const [beforeX = 0, beforeY = 0] = last.slice(-2);
    if (Math.hypot(x - beforeX, y - beforeY) < STEP) return;
    this.strokes = [...this.strokes.slice(0, -1), [...last, x, y]];
  };

  readonly #up = (): void => {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#tell();
  };

  #tell(): void {
    const detail = this.strokes.length === 0 ? null : this.strokes;
    this.dispatchEvent(new CustomEvent<Drawing | null>('draw', { detail }));
  }

  #clear(): void {
    this.strokes = [];
    this.#tell();
  }

  protected override render(): TemplateResult {
    return html`<div class="pad">
      <svg
        class="ink"
        role="img"
        aria-label=${this.label}
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
      >
        ${this.strokes.map((stroke) => svg`<path d=${pathOf(stroke)}></path>`)}
      </svg>
      <div class="under-pad">
        <span class="faint">${this.label}, if you like</span>
        ${
          this.strokes.length > 0
            ? html`<button type="button" class="button plain" @click=${() => this.#clear()}>
                Clear
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }
}
