// <statement-lines>: a settlement line by line; each opens to how it comes about and what it
// rests on.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settlement, SettlementLine } from '../../lib/core/money';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import {
  lineAmount,
  lineCurrency,
  lineFormula,
  lineLabel,
  lineSource,
  sectionsOf,
  type Readable,
  type Section,
} from './line-words';
import './settlement.css';

/** Fires `open-source` with a SettlementLine when what a line rests on is to be opened. */
@customElement('statement-lines')
export class StatementLines extends LightElement {
  @property({ attribute: false }) readable: Readable | undefined;
  /** the other side's: what differs stands below ours */
  @property({ attribute: false }) theirs: Settlement | undefined;
  /** the first line that is not the same in both */
  @property({ type: Number }) first = -1;
  /** whether what a line rests on can be opened from here */
  @property({ type: Boolean }) opens = false;
  @property() others = 'They say';
  /** as both sides see it: without what becomes of the artist's money afterwards */
  @property({ type: Boolean }) shared = false;
  /** sections that were opened or closed by hand */
  @state() private folded: Readonly<Record<string, boolean>> = {};

  /** Their line of the same name and place, where its amount is another. */
  #theirs(line: SettlementLine): SettlementLine | undefined {
    const other = this.theirs?.lines.find(
      ({ name, item, of }) => name === line.name && item === line.item && of === line.of,
    );
    return other && other.amount !== line.amount ? other : undefined;
  }

  /** A line that only they have, such as a cost that we do not let count. */
  #isOnlyOurs(line: SettlementLine): boolean {
    return (
      this.theirs !== undefined &&
      !this.theirs.lines.some(
        ({ name, item, of }) => name === line.name && item === line.item && of === line.of,
      )
    );
  }

  #line(readable: Readable, line: SettlementLine): TemplateResult {
    const other = this.#theirs(line);
    const sign = line.sign < 0 ? '− ' : '';
    const isTotal = line.formula === 'total';
    const look = [
      'line',
      isTotal ? 'is-total' : '',
      line.sign === 0 ? 'is-aside' : '',
      line.index === this.first ? 'is-first' : '',
    ];
    return html`<details class=${look.filter(Boolean).join(' ')} data-line=${line.name}>
      <summary>
        <span class="what">${lineLabel(readable, line)}</span>
        <span class="figures amount">${sign}${lineAmount(readable, line)}</span>
        ${
          other
            ? html`<span class="other"
                ><span class="tag warn">${this.others}</span>
                <span class="figures"
                  >${sign}${formatMoney(other.amount, lineCurrency(readable, line))}</span
                ></span
              >`
            : nothing
        }
        ${
          this.#isOnlyOurs(line)
            ? html`<span class="other"><span class="tag warn">not so with them</span></span>`
            : nothing
        }
      </summary>
      <div class="why">
        <p class="figures">${lineAmount(readable, line)} = ${lineFormula(readable, line)}</p>
        <p class="faint">Rests on ${lineSource(readable, line)}.</p>
        ${
          this.opens && !isTotal && !line.of
            ? html`<button class="button plain flush" @click=${() => this.#open(line)}>
                ${icon('edit')}Open it
              </button>`
            : nothing
        }
      </div>
    </details>`;
  }

  #open(line: SettlementLine): void {
    this.dispatchEvent(new CustomEvent<SettlementLine>('open-source', { detail: line }));
  }

  #section(readable: Readable, section: Section): TemplateResult {
    const hasFirst = section.lines.some(({ index }) => index === this.first);
    const isOpen = this.folded[section.name] ?? hasFirst;
    return html`<details
      class="part"
      ?open=${isOpen}
      @toggle=${(event: Event) => {
        const { currentTarget } = event;
        if (currentTarget instanceof HTMLDetailsElement && currentTarget.open !== isOpen)
          this.folded = { ...this.folded, [section.name]: currentTarget.open };
      }}
    >
      <summary>
        ${icon('forward')}
        <span class="what">${section.title}</span>
        <span class="figures amount"
          >${section.total ? lineAmount(readable, section.total) : ''}</span
        >
      </summary>
      <div class="lines">${section.lines.map((line) => this.#line(readable, line))}</div>
    </details>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { readable } = this;
    if (!readable) return nothing;
    return html`<div class="statement">
      ${sectionsOf(readable)
        .filter(({ name }) => !this.shared || name !== 'after')
        .map((section) => this.#section(readable, section))}
    </div>`;
  }
}
