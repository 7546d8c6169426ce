// <travel-row>: one leg of a journey, each end on its own clock.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon, type IconName } from './icon';
import { legDate, legTimes, type LegEnds } from './leg-words';
import { LightElement } from './light-element';
import './status-badge';
import './sync-mark';
import type { RowSync } from './sync-mark';
import { words } from './words';

export interface LegFacts extends LegEnds {
  readonly id: string;
  readonly mode: string;
  readonly title: string | null;
  readonly carrier: string | null;
  readonly reference: string | null;
  readonly departs_place: string | null;
  readonly arrives_place: string | null;
  readonly status: string;
  readonly local: RowSync;
}

const icons: Readonly<Record<string, IconName>> = {
  flight: 'flight',
  train: 'train',
  bus: 'bus',
  ferry: 'ferry',
  car: 'car',
  ground: 'car',
};

export const modeIcon = (mode: string): IconName => icons[mode] ?? 'car';

@customElement('travel-row')
export class TravelRow extends LightElement {
  @property({ attribute: false }) leg: LegFacts | undefined;
  @property({ type: Boolean, attribute: 'with-date' }) withDate = false;

  protected override render(): TemplateResult | typeof nothing {
    const { leg } = this;
    if (!leg) return nothing;
    const route = [leg.departs_place, leg.arrives_place].filter(Boolean).join(' → ');
    const date = this.withDate ? legDate(leg) : '';
    const details = [date, legTimes(leg), leg.carrier, leg.reference];
    return html`<a class="row" href=${`/travel/${leg.id}`}>
      ${icon(modeIcon(leg.mode))}
      <span class="main">
        <span class="title">${leg.title ?? (route || words(leg.mode))}</span>
        ${leg.title && route ? html`<span class="sub">${route}</span>` : nothing}
        <span class="sub figures">${details.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end">
        <sync-mark .state=${leg.local}></sync-mark>
        <status-badge status=${leg.status}></status-badge>
      </span>
    </a>`;
  }
}
