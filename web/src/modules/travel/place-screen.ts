// <place-screen>: where a venue is: pasted, pointed at on the map, or as near as a neighbour.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { neighbourOf, observeVenues, updateVenue, type Venue } from '../../data/venues';
import { coordinatesText, readCoordinates, type Coordinates } from '../../lib/coordinates';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/form-field';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import { middleOf } from './atlas';
import type { MapStop } from './tour-map';
import './tour-map';
import './travel.css';

/** Five decimals are a metre. */
const DECIMALS = 5;
/** how far around a country's middle the map shows at first, in degrees */
const SPREAD = 4;
const EUROPE: Coordinates = { latitude: 50, longitude: 10 };

const placeOf = ({ latitude, longitude }: Venue): Coordinates | undefined =>
  latitude === null || longitude === null ? undefined : { latitude, longitude };

const textOf = ({ latitude, longitude }: Coordinates): string =>
  coordinatesText(Number(latitude.toFixed(DECIMALS)), Number(longitude.toFixed(DECIMALS)));

@customElement('place-screen')
export class PlaceScreen extends Screen {
  /** as typed or pointed at; undefined until something was */
  @state() private text: string | undefined;
  @state() private error = '';
  readonly #venues = new LiveController(this, observeVenues);

  get #back(): string {
    const tour = this.query('tour');
    return tour ? `/tours/${tour}/map` : `/venues/${this.param('id')}`;
  }

  #say(text: string): void {
    this.text = text;
    this.error = '';
  }

  async #save(event: SubmitEvent, venue: Venue, text: string): Promise<void> {
    event.preventDefault();
    const place = text.trim() === '' ? { latitude: null, longitude: null } : readCoordinates(text);
    if (!place) {
      this.error = 'No position can be read from this. Paste the whole link, not a shortened one.';
      return;
    }
    const outcome = await updateVenue(venue.id, place);
    if (outcome.ok) go(this.#back, { replace: true });
    else this.error = outcome.problem.message;
  }

  /** The venues of the same country that are on the map already, one a city. */
  #landmarks(venue: Venue, venues: readonly Venue[]): readonly MapStop[] {
    const seen = new Set<string>();
    return venues.flatMap((other): readonly MapStop[] => {
      const place = placeOf(other);
      const label = other.city ?? other.name;
      const isNear = !venue.country || other.country === venue.country;
      if (!place || !isNear || other.id === venue.id || seen.has(label)) return [];
      seen.add(label);
      return [{ id: other.id, label, place, isExact: true, look: 'past' }];
    });
  }

  #around(venue: Venue): readonly Coordinates[] {
    const { latitude, longitude } =
      placeOf(venue) ?? (venue.country ? middleOf(venue.country) : undefined) ?? EUROPE;
    return [
      { latitude: latitude - SPREAD, longitude: longitude - SPREAD },
      { latitude: latitude + SPREAD, longitude: longitude + SPREAD },
    ];
  }

  #neighbour(venue: Venue, venues: readonly Venue[]): TemplateResult | typeof nothing {
    const near = neighbourOf(venue, venues);
    const place = near && placeOf(near);
    if (!place) return nothing;
    return html`<button type="button" class="button" @click=${() => this.#say(textOf(place))}>
      ${icon('pin')}As ${near.name}
    </button>`;
  }

  #form(venue: Venue, venues: readonly Venue[]): TemplateResult {
    const own = placeOf(venue);
    const text = this.text ?? (own ? textOf(own) : '');
    const found = readCoordinates(text);
    const words = [venue.name, venue.address, venue.city].filter(Boolean).join(' ');
    const neighbour = this.#neighbour(venue, venues);
    return html`<form
      class="form"
      @submit=${(event: SubmitEvent) => this.#save(event, venue, text)}
    >
      <form-field
        .spec=${{
          name: 'place',
          label: 'Coordinates or link of a map',
          placeholder: '52.5003, 13.4221',
          hint:
            found && textOf(found) !== text
              ? `Read as ${textOf(found)}`
              : 'Paste it, or tap the map: about right is enough for distances.',
        }}
        .value=${text}
        .error=${this.error}
        @edit=${(event: CustomEvent<string>) => this.#say(event.detail)}
      ></form-field>
      <div class="button-row">
        ${neighbour}
        <a
          class="button plain ${neighbour === nothing ? 'flush' : ''}"
          target="_blank"
          rel="noreferrer"
          href=${mapLink(undefined, words)}
          >${icon('search')}Look it up</a
        >
      </div>
      <tour-map
        asks
        label=${`Map to say where ${venue.name} is; Enter takes its middle`}
        .stops=${this.#landmarks(venue, venues)}
        .around=${this.#around(venue)}
        .pin=${found}
        @place=${(event: CustomEvent<Coordinates>) => this.#say(textOf(event.detail))}
      ></tour-map>
      <div class="form-actions">
        <button class="button primary">Save position</button>
        <a class="button plain" href=${this.#back}>Cancel</a>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('venues', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#venues.state, (venues) => {
      const venue = venues.find(({ id }) => id === this.param('id'));
      if (!venue) return html`<gone-state what="venue" back="/tours"></gone-state>`;
      return html`<app-bar
          heading="Where it is"
          .kicker=${venue.name}
          .under=${[venue.address, venue.city].filter(Boolean).join(', ')}
          .back=${this.#back}
          .backLabel=${this.query('tour') ? 'Map' : 'Venue'}
        ></app-bar>
        ${this.#form(venue, venues)}`;
    });
  }
}
