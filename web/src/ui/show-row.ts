// <show-row>: one show in a list: date, where, state.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDate, placeName } from './format';
import { LightElement } from './light-element';
import './status-badge';
import './sync-mark';
import type { RowSync } from './sync-mark';

export interface ShowFacts {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly status: string;
  readonly city: string | null;
  readonly country: string | null;
  readonly local: RowSync;
}

export interface VenueFacts {
  readonly name: string;
  readonly city: string | null;
  readonly country: string | null;
}

const gone: ReadonlySet<string> = new Set(['cancelled', 'released']);

/** The day and weekday of a date, as a block at the start of a row. */
export function dateBlock(date: string): TemplateResult {
  return html`<span class="date-block">
    <span class="day">${Number(date.slice(8))}</span>
    <span class="weekday">${formatDate(date, 'weekday')}</span>
  </span>`;
}

@customElement('show-row')
export class ShowRow extends LightElement {
  @property({ attribute: false }) show: ShowFacts | undefined;
  @property({ attribute: false }) venue: VenueFacts | undefined;
  @property() today = '';
  /** whether the month is told too, where the list is not grouped by month */
  @property({ type: Boolean, attribute: 'with-month' }) withMonth = false;

  protected override render(): TemplateResult | typeof nothing {
    const { show, venue } = this;
    if (!show) return nothing;
    const city = venue?.city ?? show.city;
    const country = venue?.country ?? show.country;
    const title = city ?? show.title;
    const details = [
      this.withMonth ? formatDate(show.date, 'short') : '',
      venue?.name ?? (city ? show.title : ''),
      placeName(null, country),
    ];
    const classes = [
      'row',
      show.date === this.today ? 'is-today' : '',
      gone.has(show.status) ? 'is-gone' : '',
    ];
    return html`<a class=${classes.filter(Boolean).join(' ')} href=${`/shows/${show.id}`}>
      ${dateBlock(show.date)}
      <span class="main">
        <span class="title">${title}</span>
        <span class="sub">${details.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end">
        <sync-mark .state=${show.local}></sync-mark>
        <status-badge status=${show.status}></status-badge>
      </span>
    </a>`;
  }
}
