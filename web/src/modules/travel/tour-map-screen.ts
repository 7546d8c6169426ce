// <tour-map-screen>: the tour on a map that needs no network: shows in order, how far from one to
// the next, and the radius clauses around them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { breachesOf, type Breach, type RadiusClause, type RadiusView } from '../../data/radius';
import {
  cityOf,
  stopsOf,
  sumOf,
  waysOf,
  type Stop,
  type TourRoute,
  type Way,
} from '../../data/route';
import { isOpen } from '../../data/route-plan';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatRange } from '../../ui/format';
import { icon } from '../../ui/icon';
import '../../ui/radius-note';
import '../../ui/show-row';
import { VirtualList } from '../../ui/virtual-list';
import { driveWords, kmWords } from '../../ui/way-words';
import { middleOf } from './atlas';
import './radius-sheet';
import { mapStops, RouteScreen } from './route-screen';
import type { MapCircle } from './tour-map';
import './tour-map';
import './travel.css';

/** The radius clause that is open; a new one has no id yet. */
interface Sheet {
  readonly id: string | undefined;
}

const FIRST_REM = 4.25;
const STOP_REM = 6;

/** What is drawn of a tour's shows, reckoned once for what was read. */
interface Drawn {
  readonly of: TourRoute['shows'];
  readonly stops: readonly Stop[];
  readonly ways: readonly Way[];
}

@customElement('tour-map-screen')
export class TourMapScreen extends RouteScreen {
  @state() private picked = '';
  @state() private sheet: Sheet | undefined;
  #drawn: Drawn = { of: [], stops: [], ways: [] };

  #look(stop: Stop, stops: readonly Stop[], breaches: readonly Breach[]): string {
    const today = this.today;
    if (breaches.some(({ broken }) => broken.show.id === stop.show.id)) return 'bad';
    const now = stops.find(({ show }) => show.date >= today);
    if (stop === now) return 'today';
    if (stop.show.date < today) return 'past';
    return isOpen(stop) ? 'open' : 'next';
  }

  /** The clauses of this tour's shows, and those that its shows break. */
  #circles(stops: readonly Stop[], view: RadiusView, breaches: readonly Breach[]): MapCircle[] {
    const own = new Set(stops.map(({ show }) => show.id));
    return view.clauses.flatMap(({ clause, show, venue }) => {
      const isBroken = breaches.some(({ held }) => held.clause.id === clause.id);
      if (!own.has(show.id) && !isBroken) return [];
      if (!venue || venue.latitude === null || venue.longitude === null) return [];
      const place = { latitude: venue.latitude, longitude: venue.longitude };
      return [{ place, km: clause.distance_km, isBroken }];
    });
  }

  #pick(id: string): void {
    this.picked = id;
    const list = this.querySelector('virtual-list');
    if (list instanceof VirtualList) void list.reveal(id);
  }

  #wayWords({ metres, seconds }: Way): string {
    if (metres === undefined || seconds === undefined) return 'Distance unknown';
    if (metres === 0) return 'Same place';
    return `about ${kmWords(metres)} · ${driveWords(seconds)} to drive`;
  }

  #list(stops: readonly Stop[], ways: readonly Way[]): TemplateResult {
    return html`<section class="section" aria-labelledby="order">
      <h2 id="order">In order</h2>
      <virtual-list
        class="drives"
        label="In order"
        .items=${stops.map(({ show }) => show)}
        .heightOf=${(i: number) => (i === 0 ? FIRST_REM : STOP_REM)}
        .row=${(i: number) => this.#row(stops[i], ways[i - 1])}
      ></virtual-list>
    </section>`;
  }

  #row(stop: Stop | undefined, way: Way | undefined): TemplateResult {
    return html`<div class=${stop?.show.id === this.picked ? 'is-picked' : ''}>
      ${way ? html`<p class="way-words">${icon('car')}${this.#wayWords(way)}</p>` : nothing}
      <show-row .show=${stop?.show} .venue=${stop?.venue} .today=${this.today}></show-row>
    </div>`;
  }

  #missing(stops: readonly Stop[]): TemplateResult | typeof nothing {
    const missing = stops.filter(({ isExact }) => !isExact);
    if (missing.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="missing-places">
      <h2 id="missing-places">Without a position</h2>
      <p class="soft">
        Drawn somewhere in their country, or not at all, and left out of distances.
      </p>
      <ul class="rows">
        ${missing.map((stop) => {
          const { venue } = stop;
          return html`<li>
            <div class="row">
              <span class="main">
                <span class="title">${cityOf(stop)}</span>
                <span class="sub">${venue?.name ?? 'No venue yet'}</span>
              </span>
              ${
                venue && can('venues', 'write')
                  ? html`<a
                      class="button"
                      href=${`/venues/${venue.id}/place?tour=${this.param('id')}`}
                    >
                      ${icon('pin')}Set<span class="visually-hidden">
                        the position of ${venue.name}</span
                      >
                    </a>`
                  : nothing
              }
            </div>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #clauses(stops: readonly Stop[], view: RadiusView, breaches: readonly Breach[]) {
    const own = new Set(stops.map(({ show }) => show.id));
    const clauses = view.clauses.filter(({ show }) => own.has(show.id));
    const mayWrite = can('finance', 'write');
    if (!mayWrite && clauses.length + breaches.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="clauses">
      <header>
        <h2 id="clauses">Radius clauses</h2>
        ${
          mayWrite
            ? html`<button class="button plain" @click=${() => (this.sheet = { id: undefined })}>
                ${icon('plus')}Add<span class="visually-hidden"> a radius clause</span>
              </button>`
            : nothing
        }
      </header>
      <radius-note .breaches=${breaches}></radius-note>
      ${
        clauses.length === 0 && breaches.length === 0
          ? html`<p class="soft">
              None. Shows that come too near to one with a clause are named here.
            </p>`
          : html`<ul class="rows">
              ${clauses.map(
                ({ clause, show, venue }) =>
                  html`<li>
                    <button
                      class="row pick"
                      ?disabled=${!mayWrite}
                      @click=${() => (this.sheet = { id: clause.id })}
                    >
                      <span class="main">
                        <span class="title">${cityOf({ show, venue })}</span>
                        <span class="sub figures">${clauseWords(clause)}</span>
                      </span>
                      ${icon('forward')}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #sheetView(stops: readonly Stop[], view: RadiusView): TemplateResult | typeof nothing {
    const { sheet } = this;
    const close = (): void => {
      this.sheet = undefined;
    };
    if (!sheet) return nothing;
    const choices = stops.map((stop) => ({
      value: stop.show.id,
      label: `${formatDate(stop.show.date, 'short')} · ${cityOf(stop)}`,
    }));
    return html`<radius-sheet
      .clause=${view.clauses.find(({ clause }) => clause.id === sheet.id)?.clause}
      .shows=${choices}
      @closed=${close}
    ></radius-sheet>`;
  }

  #figures(stops: readonly Stop[], ways: readonly Way[]): TemplateResult {
    const sum = sumOf(ways);
    return html`<dl class="figures-line">
      <div>
        <dt>Shows</dt>
        <dd>${stops.length}</dd>
      </div>
      <div>
        <dt>Road, estimated</dt>
        <dd>${kmWords(sum.metres)}</dd>
      </div>
      <div>
        <dt>At the wheel, estimated</dt>
        <dd>${driveWords(sum.seconds)}</dd>
      </div>
    </dl>`;
  }

  #drawnOf(shows: TourRoute['shows']): Drawn {
    if (this.#drawn.of !== shows) {
      const stops = stopsOf(shows, middleOf);
      this.#drawn = { of: shows, stops, ways: waysOf(stops) };
    }
    return this.#drawn;
  }

  protected override full({ tour, shows }: TourRoute): TemplateResult {
    const view = this.radius ?? { clauses: [], shows: [] };
    const { stops, ways } = this.#drawnOf(shows);
    const own = new Set(stops.map(({ show }) => show.id));
    const breaches = breachesOf(view.clauses, view.shows).filter(
      ({ held, broken }) => own.has(held.show.id) || own.has(broken.show.id),
    );
    const mapped = mapStops(stops, (stop) => this.#look(stop, stops, breaches));
    const bar = html`<app-bar
      heading="Map"
      .kicker=${tour.name}
      .under=${formatRange(tour.starts_on, tour.ends_on)}
      .back=${`/tours/${tour.id}`}
      back-label="Tour"
      .actions=${
        can('shows', 'write')
          ? html`<a class="button" href=${`/tours/${tour.id}/routing`}>${icon('tours')}Routing</a>`
          : nothing
      }
    ></app-bar>`;
    if (stops.length === 0) {
      return html`${bar}<empty-state
          symbol="pin"
          heading="No shows to draw"
          text="The map shows a tour's dates in order, with distances and drives."
        ></empty-state>`;
    }
    return html`${bar}
      <div class="stack-large">
        ${
          mapped.length > 0
            ? html`<tour-map
                .label=${`Map of ${tour.name}`}
                .stops=${mapped}
                .circles=${this.#circles(stops, view, breaches)}
                .picked=${this.picked}
                @pick=${(event: CustomEvent<string>) => this.#pick(event.detail)}
              ></tour-map>`
            : nothing
        }
        ${this.#figures(stops, ways)}
        <div class="columns">
          <div>${this.#list(stops, ways)}</div>
          <div>${this.#clauses(stops, view, breaches)} ${this.#missing(stops)}</div>
        </div>
      </div>
      ${this.#sheetView(stops, view)}`;
  }
}

const clauseWords = (clause: RadiusClause): string =>
  [
    `${clause.distance_km} km, ${clause.days_before} days before to ${clause.days_after} after`,
    clause.exceptions ?? '',
  ]
    .filter(Boolean)
    .join(' · ');
