// <journey-pass>: one leg of a journey as a boarding pass: both ends in large figures, each on its
// own clock, and what one has to show at the gate.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { knownZone } from '../lib/night';
import { wallClock } from '../lib/zone';
import { countdown, formatDate, formatTime, zoneLabel } from './format';
import { icon } from './icon';
import './journey-pass.css';
import { LightElement } from './light-element';
import './status-badge';
import './sync-mark';
import { modeIcon, type LegFacts } from './travel-row';
import { words } from './words';

export interface PassFacts extends LegFacts {
  readonly terminal: string | null;
  readonly seat: string | null;
}

/** What is one person's own on the leg. */
export interface OwnSeat {
  readonly name: string;
  readonly seat: string | null;
  readonly ticket: string | null;
  readonly reference: string | null;
}

/** How long it takes, whatever the clocks at its ends say; undefined where an end is missing. */
export function durationWords(
  leg: Pick<PassFacts, 'departs_at' | 'arrives_at'>,
): string | undefined {
  if (!leg.departs_at || !leg.arrives_at) return undefined;
  const [from, to] = [Date.parse(leg.departs_at), Date.parse(leg.arrives_at)];
  return to > from ? countdown(from, to) : 'Arrives before it leaves';
}

@customElement('journey-pass')
export class JourneyPass extends LightElement {
  @property({ attribute: false }) leg: PassFacts | undefined;
  @property({ attribute: false }) own: OwnSeat | undefined;
  /** "Leg 2 of 3"; empty where there is one */
  @property() legLabel = '';
  /** a path that the pass leads to */
  @property() href = '';

  #end(
    label: string,
    place: string | null,
    at: string | null,
    zone: string | null,
  ): TemplateResult {
    const told = knownZone(zone);
    return html`<div class="end">
      <p class="faint">${label}</p>
      <p class="time">${at ? formatTime(at, told) : '–'}</p>
      <p class="place">${place ?? 'Place to be told'}</p>
      ${
        at
          ? html`<p class="sub figures">
              ${formatDate(wallClock(at, told).date)}, ${zoneLabel(at, told)}
            </p>`
          : nothing
      }
    </div>`;
  }

  #facts(leg: PassFacts): TemplateResult | typeof nothing {
    const facts = [
      ['Terminal', leg.terminal],
      ['Seat', this.own?.seat ?? leg.seat],
      ['Reference', this.own?.reference ?? leg.reference],
      ['Ticket', this.own?.ticket],
    ] as const;
    const known = facts.filter(([, value]) => value);
    if (known.length === 0 && !this.own) return nothing;
    return html`<dl class="stub">
      ${
        this.own
          ? html`<div class="who">
              <dt>Passenger</dt>
              <dd>${this.own.name}</dd>
            </div>`
          : nothing
      }
      ${known.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd class="figures">${value}</dd>
          </div>`,
      )}
    </dl>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { leg } = this;
    if (!leg) return nothing;
    const name = [leg.carrier, leg.carrier ? '' : words(leg.mode)].filter(Boolean).join(' ');
    const duration = durationWords(leg);
    return html`<article class="pass">
      <header>
        ${icon(modeIcon(leg.mode))}
        <span class="main">
          ${
            this.href
              ? html`<a class="title cover" href=${this.href}>${leg.title ?? name}</a>`
              : html`<span class="title">${leg.title ?? name}</span>`
          }
          <span class="sub"
            >${[leg.title ? name : '', this.legLabel].filter(Boolean).join(' · ')}</span
          >
        </span>
        <sync-mark .state=${leg.local}></sync-mark>
        <status-badge status=${leg.status}></status-badge>
      </header>
      <div class="ends">
        ${this.#end('From', leg.departs_place, leg.departs_at, leg.departs_zone)}
        <p class="between">${icon('next')}${duration ? html`<span>${duration}</span>` : nothing}</p>
        ${this.#end('To', leg.arrives_place, leg.arrives_at, leg.arrives_zone)}
      </div>
      ${this.#facts(leg)}
    </article>`;
  }
}
