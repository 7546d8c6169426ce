// <virtual-list>: a list of any length; of a long one only the part in sight is drawn. Rows are as high
// as what they say; the page scrolls, not the list.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from './light-element';
import { offsetsOf, partWithin, type Part } from './list-part';
import { OnPrint } from './on-print';
import '../styles/virtual-list.css';

/** Drawn beyond what is seen, so that a flick of the thumb shows no gap; not before what is seen. */
const MARGIN_PX = 600;
const REM_PX = 16;
const ROW_REM = 4.25;
/** a row is measured to this */
const EXACT_PX = 0.5;
/** Up to here all is drawn, so that the browser finds words in it, once what is in sight is. */
const SHORT = 50;

interface Item {
  readonly id: string;
}

/** Fires `sight` (detail: a Part) when other items are drawn than before. */
@customElement('virtual-list')
export class VirtualList extends LightElement {
  @property({ attribute: false }) items: readonly Item[] = [];
  @property({ attribute: false }) row: (index: number) => TemplateResult = () => html``;
  /** in rem: for how high an item is taken until it was drawn */
  @property({ attribute: false }) heightOf: (index: number) => number = () => ROW_REM;
  @property() label = '';
  @state() private shown: Part = { first: 0, end: 0 };
  /** on paper all of it is */
  @state() private isPrinted = false;
  #offsets: Float64Array = offsetsOf(0, () => 0);
  readonly #measured = new Map<string, number>();
  #width = 0;
  #rem = REM_PX;
  /** rows came out higher or lower than they were taken for */
  #isStale = false;
  /** the item that has the focus stays drawn wherever it is */
  #focused: string | undefined;
  #frame = 0;
  readonly #watch = new ResizeObserver((entries) => this.#measure(entries));
  #watched = new WeakSet<Element>();

  constructor() {
    super();
    new OnPrint(this, (isPrinted) => this.#print(isPrinted));
  }

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
    this.#watch.disconnect();
    this.#watched = new WeakSet();
  }

  /** Brings an item into sight that may not be drawn yet. */
  async reveal(id: string): Promise<void> {
    const index = this.items.findIndex((item) => item.id === id);
    if (index < 0) return;
    const at = this.getBoundingClientRect().top + scrollY + (this.#offsets[index] ?? 0);
    if (!this.#rowOf(id)) {
      scrollTo(0, at - innerHeight / 2);
      this.#lookNow();
      await this.updateComplete;
    }
    this.#rowOf(id)?.scrollIntoView({ block: 'nearest' });
  }

  #rowOf(id: string): Element | null {
    return this.querySelector(`:scope > ul > [data-id="${CSS.escape(id)}"]`);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('items')) return;
    this.#place();
    // where it begins is known once it is drawn: at first as much as a screen can hold
    if (this.shown.end === 0) this.#show(partWithin(this.#offsets, 0, innerHeight));
    else if (this.shown.end > this.items.length) this.#lookNow();
  }

  protected override updated(changed: PropertyValues<this>): void {
    for (const row of this.querySelectorAll(':scope > ul > li')) {
      if (this.#watched.has(row)) continue;
      this.#watched.add(row);
      this.#watch.observe(row);
    }
    // what is above the list may have changed its place
    if (changed.has('items')) this.#look();
  }

  #place(): void {
    const known = this.#measured;
    this.#offsets = offsetsOf(this.items.length, (i) => {
      const measured = known.size === 0 ? undefined : known.get(this.items[i]?.id ?? '');
      return measured ?? this.heightOf(i) * this.#rem;
    });
  }

  /** After what is there was painted. */
  readonly #look = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => setTimeout(() => this.#lookNow()));
  };

  #lookNow(): void {
    if (!this.isConnected) return;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || REM_PX;
    if (rem !== this.#rem || this.#isStale) {
      this.#rem = rem;
      this.#isStale = false;
      this.#place();
      this.requestUpdate();
    }
    const { top } = this.getBoundingClientRect();
    const isShort = this.items.length <= SHORT;
    const from = isShort ? 0 : -top - MARGIN_PX;
    this.#show(partWithin(this.#offsets, from, isShort ? Infinity : innerHeight - top + MARGIN_PX));
  }

  #show(seen: Part): void {
    if (seen.first === this.shown.first && seen.end === this.shown.end) return;
    this.shown = seen;
    this.dispatchEvent(new CustomEvent('sight', { detail: seen }));
  }

  /** Rows are as high as they came out to be; of another width they are all taken anew. */
  #measure(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const [box] = borderBoxSize;
      if (!(target instanceof HTMLElement) || !target.isConnected || !box) {
        this.#watch.unobserve(target);
        continue;
      }
      if (box.inlineSize !== this.#width) this.#measured.clear();
      this.#width = box.inlineSize;
      const place = Number(target.ariaPosInSet) - 1;
      const before = (this.#offsets[place + 1] ?? 0) - (this.#offsets[place] ?? 0);
      this.#measured.set(target.dataset['id'] ?? '', box.blockSize);
      if (Math.abs(before - box.blockSize) > EXACT_PX) this.#isStale = true;
    }
    if (this.#isStale) this.#look();
  }

  /** At once: what is drawn later is not on the paper. */
  #print(isPrinted: boolean): void {
    this.isPrinted = isPrinted;
    this.performUpdate();
  }

  #follow(event: FocusEvent): void {
    const row = event.target instanceof Element ? event.target.closest('li[data-id]') : null;
    const isIn = event.type === 'focusin' && row instanceof HTMLElement;
    this.#focused = isIn ? row.dataset['id'] : undefined;
    if (isIn) this.#drawBeside(Number(row.ariaPosInSet) - 1);
  }

  /** Whoever goes on with the tab key finds the next row, however quick; a scroll is told later. */
  #drawBeside(place: number): void {
    const { first, end } = this.shown;
    const isFirst = first > 0 && place <= first;
    const isLast = end < this.items.length && place >= end - 1;
    if (!isFirst && !isLast) return;
    const at = this.#offsets[place] ?? 0;
    this.#show(partWithin(this.#offsets, at - innerHeight, at + innerHeight));
    this.#look();
  }

  #row(index: number, style = ''): TemplateResult {
    return html`<li
      data-id=${this.items[index]?.id ?? ''}
      style=${style}
      aria-setsize=${this.items.length}
      aria-posinset=${index + 1}
    >
      ${this.row(index)}
    </li>`;
  }

  /** The item with the focus, where it is out of sight. */
  #kept({ first, end }: Part): readonly number[] {
    if (this.#focused === undefined) return [];
    const index = this.items.findIndex(({ id }) => id === this.#focused);
    return index < 0 || (index >= first && index < end) ? [] : [index];
  }

  protected override render(): TemplateResult {
    const all = this.items.length;
    const { first, end } = this.isPrinted ? { first: 0, end: all } : this.shown;
    const at = (index: number): number => this.#offsets[index] ?? 0;
    const drawn = Array.from({ length: Math.min(end, all) - first }, (_, i) => first + i);
    const kept = this.#kept({ first, end });
    const indexes = [...kept, ...drawn].sort((a, b) => a - b);
    return html`<ul
      class="rows virtual"
      aria-label=${this.label}
      style=${`padding-block: ${at(first)}px ${at(all) - at(end)}px`}
      @focusin=${this.#follow}
      @focusout=${this.#follow}
    >
      ${repeat(
        indexes,
        (index) => this.items[index]?.id,
        (index) =>
          this.#row(index, kept.includes(index) ? `inset-block-start: ${at(index)}px` : ''),
      )}
    </ul>`;
  }
}
