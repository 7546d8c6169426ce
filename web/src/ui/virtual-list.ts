// <virtual-list>: a list of any length, of which only the part in sight is drawn. Each item says how
// high it is; the page scrolls, not the list.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from './light-element';
import { offsetsOf, partWithin, type Part } from './list-part';
import '../styles/virtual-list.css';

/** Drawn beyond what is seen, so that a flick of the thumb shows no gap. */
const MARGIN_PX = 600;
const REM_PX = 16;
const ROW_REM = 4.5;

/** Fires `sight` (detail: a Part) when other items are drawn than before. */
@customElement('virtual-list')
export class VirtualList extends LightElement {
  @property({ attribute: false }) items: readonly { readonly id: string }[] = [];
  @property({ attribute: false }) row: (index: number) => TemplateResult = () => html``;
  /** in rem, so that it grows with the reader's type */
  @property({ attribute: false }) heightOf: (index: number) => number = () => ROW_REM;
  @property() label = '';
  @state() private shown: Part = { first: 0, end: 0 };
  #offsets: Float64Array = offsetsOf(0, () => 0);
  #frame = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('scroll', this.#look, { passive: true });
    addEventListener('resize', this.#look, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#look);
    removeEventListener('resize', this.#look);
    cancelAnimationFrame(this.#frame);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('items')) return;
    this.#offsets = offsetsOf(this.items.length, this.heightOf);
    this.#measure();
  }

  /** What is above the list may have changed its place. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.#look();
  }

  readonly #look = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#measure());
  };

  #measure(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || REM_PX;
    const { top } = this.getBoundingClientRect();
    const from = (-top - MARGIN_PX) / rem;
    const to = (innerHeight - top + MARGIN_PX) / rem;
    const seen = partWithin(this.#offsets, from, to);
    if (seen.first === this.shown.first && seen.end === this.shown.end) return;
    this.shown = seen;
    this.dispatchEvent(new CustomEvent('sight', { detail: seen }));
  }

  protected override render(): TemplateResult {
    const { first, end } = this.shown;
    const place = (i: number): string => {
      const at = this.#offsets[i] ?? 0;
      const next = this.#offsets[i + 1] ?? at;
      return `inset-block-start: ${at}rem; height: ${next - at}rem`;
    };
    return html`<ul
      class="virtual"
      aria-label=${this.label}
      style=${`height: ${this.#offsets.at(-1) ?? 0}rem`}
    >
      ${repeat(
        this.items.slice(first, end),
        ({ id }) => id,
        (_, i) =>
          html`<li
            style=${place(first + i)}
            aria-setsize=${this.items.length}
            aria-posinset=${first + i + 1}
          >
            ${this.row(first + i)}
          </li>`,
      )}
    </ul>`;
  }
}
