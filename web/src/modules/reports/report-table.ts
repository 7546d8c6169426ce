// <report-table>: a section of a report as a table. The first screenful is drawn at once, the rest
// of a long one in quiet moments, so that it can be read and touched without waiting for its end.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { ReportRow, ReportSection } from '../../data/reports';
import { LightElement } from '../../ui/light-element';
import { OnPrint } from '../../ui/on-print';
import { cellWords } from './cell-words';

const ROWS_AT_ONCE = 16;

@customElement('report-table')
export class ReportTable extends LightElement {
  @property({ attribute: false }) section: ReportSection | undefined;
  @property() currency = '';
  @state() private drawn = ROWS_AT_ONCE;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A printer waits for nothing. */
  #drawAll(): void {
    this.drawn = Infinity;
    this.performUpdate();
  }

  constructor() {
    super();
    new OnPrint(this, (isPrinted) => isPrinted && this.#drawAll());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('section');
    if (before && before.name !== this.section?.name) this.drawn = ROWS_AT_ONCE;
  }

  protected override updated(): void {
    if (this.drawn >= (this.section?.rows.length ?? 0)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => requestAnimationFrame(() => (this.drawn += ROWS_AT_ONCE)));
  }

  /** The name first: it is what stays in view. */
  #order({ columns }: ReportSection): readonly number[] {
    const first = columns.findIndex(({ kind }) => kind === 'text');
    const all = columns.map((_, i) => i);
    return first < 0 ? all : [first, ...all.filter((i) => i !== first)];
  }

  #head(section: ReportSection): TemplateResult {
    return html`<tr>
      ${this.#order(section).map((i, place) => {
        const column = section.columns[i];
        const isWords = column?.kind === 'text' || column?.kind === 'date';
        const look = `${isWords ? 'words' : ''} ${place === 0 && isWords ? 'stays' : ''}`;
        return column?.title
          ? html`<th scope="col" class=${look}>${column.title}</th>`
          : html`<td class=${look}></td>`;
      })}
    </tr>`;
  }

  #row(section: ReportSection, row: ReportRow): TemplateResult {
    const first = section.columns.findIndex(({ kind }) => kind === 'text');
    return html`<tr class=${`is-${row.tone}`}>
      ${this.#order(section).map((i) => {
        const column = section.columns[i];
        const cell = row.cells[i] ?? null;
        if (!column) return nothing;
        const text = cellWords(column, row, cell, this.currency);
        if (i === first) return html`<th scope="row" class="words stays">${text}</th>`;
        const isWords = column.kind === 'text' || column.kind === 'date';
        const isLess = typeof cell === 'number' && cell < 0;
        return html`<td class=${isWords ? 'words' : isLess ? 'less' : ''}>${text}</td>`;
      })}
    </tr>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { section } = this;
    if (!section) return nothing;
    return html`<div
      class="sheet"
      role="group"
      aria-label=${`${section.title}, figures`}
      tabindex="0"
    >
      <table>
        <thead>
          ${this.#head(section)}
        </thead>
        <tbody>
          ${section.rows
            .slice(0, this.drawn)
            .map((row) => guard([row, this.currency], () => this.#row(section, row)))}
        </tbody>
      </table>
    </div>`;
  }
}
