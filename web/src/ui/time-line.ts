// <time-line>: what happens when, on one evening; past midnight it is still the same evening.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatTime, zoneLabel } from './format';
import { LightElement } from './light-element';
import './sync-mark';
import type { RowSync } from './sync-mark';

export interface TimelineItem {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly zone: string;
  readonly title: string;
  readonly detail: string;
  readonly isHard: boolean;
  readonly isConfirmed: boolean;
  /** on the next calendar day, but of this evening */
  readonly isAfterMidnight: boolean;
  readonly sync: RowSync;
}

export type Moment = 'past' | 'next' | 'later';

/** The first item that has not ended is next; what ended is past. */
export function momentsOf(items: readonly TimelineItem[], nowMs: number): readonly Moment[] {
  let isNextGiven = false;
  return items.map((item) => {
    const start = Date.parse(item.startsAt);
    if (start <= nowMs) return 'past';
    if (isNextGiven) return 'later';
    isNextGiven = true;
    return 'next';
  });
}

/** Fires `pick` with an item's id when items can be edited. */
@customElement('time-line')
export class TimeLine extends LightElement {
  @property({ attribute: false }) items: readonly TimelineItem[] = [];
  /** 0 marks nothing as past or next */
  @property({ type: Number }) now = 0;
  @property({ type: Boolean }) editable = false;

  #item(item: TimelineItem, moment: Moment, isFirstAfterMidnight: boolean): TemplateResult {
    const zone = zonesOf(this.items).size > 1 ? zoneLabel(item.startsAt, item.zone) : '';
    const end = item.endsAt ? `–${formatTime(item.endsAt, item.zone)}` : '';
    const isMarked = this.now > 0;
    const state = isMarked ? `is-${moment}` : '';
    const pick = (): boolean =>
      this.dispatchEvent(new CustomEvent('pick', { detail: item.id, bubbles: true }));
    return html`${
        isFirstAfterMidnight
          ? html`<li class="midnight">After midnight, same evening</li>`
          : nothing
      }
      <li class=${[state, item.isHard ? 'is-hard' : ''].filter(Boolean).join(' ')}>
        <div class="at">
          <time datetime=${item.startsAt}>${formatTime(item.startsAt, item.zone)}</time>
          ${end ? html`<small class="figures">${end}</small>` : nothing}
        </div>
        <span class="knot"></span>
        <div>
          ${
            this.editable
              ? html`<button class="what" @click=${pick}>${item.title}</button>`
              : html`<p class="what">${item.title}</p>`
          }
          <p class="sub">
            ${[zone, item.detail, item.isConfirmed ? '' : 'to be confirmed'].filter(Boolean).join(' · ')}
            <sync-mark .state=${item.sync}></sync-mark>
          </p>
        </div>
      </li>`;
  }

  protected override render(): TemplateResult {
    const moments = momentsOf(this.items, this.now);
    const firstLate = this.items.findIndex((item) => item.isAfterMidnight);
    return html`<ol class="timeline">
      ${this.items.map((item, i) =>
        this.#item(item, moments[i] ?? 'later', i === firstLate && firstLate > 0),
      )}
    </ol>`;
  }
}

const zonesOf = (items: readonly TimelineItem[]): ReadonlySet<string> =>
  new Set(items.map((item) => zoneLabel(item.startsAt, item.zone)));

/** "All times CET": the zones of the items, named once; where there are several, each item says its own. */
export function zonesNote(items: readonly TimelineItem[]): string {
  const labels = zonesOf(items);
  return labels.size === 0 ? '' : `Times in ${[...labels].join(' and ')}`;
}
