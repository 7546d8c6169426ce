// <windowed-list>: a list of any length, of which only the part on the screen is drawn. Each entry
// says how high it is; the page scrolls, not the list.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from './light-element';
import { offsetsOf, partWithin, type Part } from './window-part';
import '../styles/windowed.css';

export interface WindowedEntry {
  readonly key: string;
  /** in rem, so that it grows with the reader's type */
  readonly height: number;
  readonly draw: () => TemplateResult;
}

/** Drawn beyond what is seen, so that a flick of the thumb shows no gap. */
const MARGIN_PX = 600;
const REM_PX = 16;

@customElement('windowed-list')
export class WindowedList extends LightElement {
  @property({ attribute: false }) entries: readonly WindowedEntry[] = [];
  @property() label = '';
  @state() private shown: Part = { first: 0, end: 0 };
  #offsets: readonly number[] = [0];
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
    if (!changed.has('entries')) return;
    this.#offsets = offsetsOf(this.entries.map(({ height }) => height));
    this.#measure();
  }

  /** What is above the list may have changed its place. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('entries')) this.#look();
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
    if (seen.first !== this.shown.first || seen.end !== this.shown.end) this.shown = seen;
  }

  protected override render(): TemplateResult {
    const { first, end } = this.shown;
    const entries = this.entries.slice(first, end);
    const place = (i: number): string => {
      const at = this.#offsets[first + i] ?? 0;
      const next = this.#offsets[first + i + 1] ?? at;
      return `inset-block-start: ${at}rem; height: ${next - at}rem`;
    };
    return html`<ul
      class="windowed"
      aria-label=${this.label}
      style=${`height: ${this.#offsets.at(-1) ?? 0}rem`}
    >
      ${repeat(
        entries,
        ({ key }) => key,
        (entry, i) =>
          html`<li
            style=${place(i)}
            aria-setsize=${this.entries.length}
            aria-posinset=${first + i + 1}
          >
            ${entry.draw()}
          </li>`,
      )}
    </ul>`;
  }
}
