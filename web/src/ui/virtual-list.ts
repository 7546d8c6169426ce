// <virtual-list>: a long list of rows of one height, of which only those in sight are drawn.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from './light-element';
import '../styles/virtual-list.css';

/** Drawn beyond both edges, so that a flick does not run into nothing. */
const MARGIN_ROWS = 8;

/** From where to where the rows are in sight of a window that is `seenPx` high. */
export function rowsInSight(
  count: number,
  rowPx: number,
  topPx: number,
  seenPx: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(-topPx / rowPx) - MARGIN_ROWS;
  const last = Math.ceil((seenPx - topPx) / rowPx) + MARGIN_ROWS;
  const from = Math.max(0, Math.min(first, count));
  return { from, to: Math.max(from, Math.min(last, count)) };
}

/** Scrolls with the page. */
@customElement('virtual-list')
export class VirtualList extends LightElement {
  @property({ attribute: false }) items: readonly { readonly id: string }[] = [];
  @property({ attribute: false }) row: (index: number) => TemplateResult = () => html``;
  /** the height of every row, in rem */
  @property({ type: Number, attribute: 'row-rem' }) rowRem = 4.5;
  @property() label = '';
  @state() private from = 0;
  @state() private to = MARGIN_ROWS * 2;

  readonly #look = (): void => {
    const root = document.documentElement;
    const rowPx = this.rowRem * Number.parseFloat(getComputedStyle(root).fontSize);
    const top = this.getBoundingClientRect().top;
    const { from, to } = rowsInSight(this.items.length, rowPx, top, root.clientHeight);
    this.from = from;
    this.to = to;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('scroll', this.#look, { passive: true });
    addEventListener('resize', this.#look, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#look);
    removeEventListener('resize', this.#look);
  }

  protected override firstUpdated(): void {
    this.#look();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.#look();
  }

  protected override render(): TemplateResult {
    const { items, from, rowRem } = this;
    const to = Math.min(this.to, items.length);
    const shown = items.slice(from, to);
    return html`<ul
      class="rows virtual"
      aria-label=${this.label}
      style=${`--row: ${rowRem}rem; padding-block: ${from * rowRem}rem ${(items.length - Math.max(to, from)) * rowRem}rem`}
    >
      ${repeat(
        shown,
        ({ id }) => id,
        (_, i) =>
          html`<li aria-setsize=${items.length} aria-posinset=${from + i + 1}>
            ${this.row(from + i)}
          </li>`,
      )}
    </ul>`;
  }
}
