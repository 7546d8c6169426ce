// <stay-row>: one hotel in a list: where, which nights, how far it is; or one's own room in it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { daysBetween } from './calendar';
import { formatRange } from './format';
import { icon } from './icon';
import { LightElement } from './light-element';
import './status-badge';
import './sync-mark';
import type { RowSync } from './sync-mark';
import { words } from './words';

export interface StayFacts {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly check_in_on: string;
  readonly check_out_on: string;
  readonly status: string;
  readonly local: RowSync;
}

/** Whose row it is: "Room 214 · Double, with Tom Tremolo". */
export interface OwnRoomFacts {
  readonly number: string | null;
  readonly type: string;
  readonly shares: readonly string[];
  readonly arrives_on: string;
  readonly leaves_on: string;
}

export function nightsWords(from: string, to: string): string {
  const nights = daysBetween(from, to);
  if (nights <= 0) return 'day use';
  return nights === 1 ? '1 night' : `${nights} nights`;
}

export function roomWords({ number, type, shares }: OwnRoomFacts): string {
  const room = number ? `Room ${number}, ${words(type).toLowerCase()}` : words(type);
  return shares.length > 0 ? `${room}, with ${shares.join(' and ')}` : room;
}

@customElement('stay-row')
export class StayRow extends LightElement {
  @property({ attribute: false }) stay: StayFacts | undefined;
  @property({ attribute: false }) own: OwnRoomFacts | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { stay, own } = this;
    if (!stay) return nothing;
    const from = own?.arrives_on ?? stay.check_in_on;
    const to = own?.leaves_on ?? stay.check_out_on;
    const details = [stay.city, formatRange(from, to), nightsWords(from, to)];
    return html`<a class="row" href=${`/stays/${stay.id}`}>
      ${icon('bed')}
      <span class="main">
        <span class="title">${stay.name}</span>
        ${own ? html`<span class="sub">${roomWords(own)}</span>` : nothing}
        <span class="sub figures">${details.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end">
        <sync-mark .state=${stay.local}></sync-mark>
        ${own ? nothing : html`<status-badge status=${stay.status}></status-badge>`}
      </span>
    </a>`;
  }
}
