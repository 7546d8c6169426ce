// <venue-form>: a venue's address, zone, size and how to reach it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { VENUE_KIND_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { createVenue, observeVenue, removeVenue, updateVenue, type Venue } from '../../data/venues';
import { percentText, readPercent } from '../../lib/core/amount';
import { SubjectMatter } from '../../data/subject-matter';
import { coordinatesText, readCoordinates } from '../../lib/coordinates';
import { LiveController } from '../../lib/live';
import { failure, type Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import {
  asCode,
  asNumber,
  asOneOf,
  asOptional,
  asText,
  readForm,
  type Readers,
} from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import '../../ui/no-access';
import { cityFields } from '../../ui/place-fields';
import type { FormValues, SavedForm } from '../../ui/record-form';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/record-form';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import './stage-section';

const fields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 160 },
  { name: 'address', label: 'Street address', autocomplete: 'off' },
  ...cityFields,
  { name: 'phone', label: 'Phone', kind: 'tel', half: true },
  { name: 'website', label: 'Website', kind: 'url', half: true },
  { name: 'zone', label: 'Time zone', kind: 'zone', half: true },
  { name: 'capacity', label: 'Capacity', kind: 'number', half: true, inputmode: 'numeric' },
  {
    name: 'kind',
    label: 'Kind',
    kind: 'select',
    half: true,
    choices: choicesOf(VENUE_KIND_VALUES, 'Not said'),
  },
  { name: 'curfew', label: 'Usual curfew', kind: 'time', half: true },
  {
    name: 'merch_rate',
    label: 'House share of merchandise, %',
    inputmode: 'decimal',
    placeholder: '15',
  },
  { name: 'load_in', label: 'Load-in', placeholder: 'Dock, stairs, doors, parking' },
  { name: 'stage', label: 'Stage', placeholder: '10 × 8 m, 1 m high' },
  { name: 'power', label: 'Power', placeholder: '63 A stage left, 32 A for the bus' },
  { name: 'notes', label: 'House notes', kind: 'textarea', hint: 'Wi-Fi, showers, neighbours' },
];

/** Of a venue that is new; later there is a map to point at. */
const position: FieldSpec = {
  name: 'position',
  label: 'Position',
  placeholder: '52.5003, 13.4221',
  hint: 'Coordinates or the link of a map, for distances',
};
/** behind name, address, city and country */
const CITY_LINE = 4;

@customElement('venue-form')
export class VenueForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #venue = new LiveController(
    this,
    () => (this.#id ? observeVenue(this.#id) : undefined),
    () => [this.#id],
  );

  readonly #about = new SubjectMatter(this, () => ({ subject: 'venues', id: this.#id }));

  get #id(): string {
    return this.param('id');
  }

  get #backPath(): string {
    const show = this.query('show');
    return show ? `/shows/${show}` : '/tours';
  }

  #refuse(field: string, words: string): void {
    this.problem = failure('invalid', words, { [field]: words }).problem;
  }

  async #save({ values, changed }: SavedForm, venue: Venue | undefined): Promise<void> {
    const text = values['position']?.trim() ?? '';
    const place = readCoordinates(text);
    if (text && !place) {
      this.#refuse('position', 'Give it as "52.52, 13.40", or paste the whole link of the place.');
      return;
    }
    const rate = values['merch_rate']?.trim() ?? '';
    if (rate && readPercent(rate) === undefined) {
      this.#refuse('merch_rate', 'A percentage from 0 to 100.');
      return;
    }
    const outcome = venue
      ? await updateVenue(venue.id, readForm(changed, readers))
      : await createVenue({
          ...readForm(values, readers),
          ...place,
          name: asText(values['name'] ?? ''),
        });
    if (outcome.ok) go(this.#backPath, { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(venue: Venue): Promise<void> {
    const outcome = await removeVenue(venue.id);
    if (outcome.ok) go(this.#backPath, { replace: true });
    else this.problem = outcome.problem;
  }

  #reach(venue: Venue): TemplateResult {
    const words = [venue.name, venue.address, venue.city].filter(Boolean).join(' ');
    return html`<div class="button-row">
      ${reachButtons({ phone: venue.phone, map: mapLink(venue, words) })}
    </div>`;
  }

  #place(venue: Venue): TemplateResult {
    const spot = coordinatesText(venue.latitude, venue.longitude);
    return html`<section class="section" aria-labelledby="place">
      <header>
        <h2 id="place">Where it is</h2>
        <a class="button plain" href=${`/venues/${venue.id}/place`}>
          ${icon('pin')}${spot ? 'Change' : 'Set'}<span class="visually-hidden"> the position</span>
        </a>
      </header>
      ${
        spot
          ? html`<a class="row" href=${mapLink(venue, '')} target="_blank" rel="noreferrer">
              ${icon('pin')}
              <span class="main"><span class="title figures">${spot}</span></span>
              <span class="end soft">See on a map</span>
            </a>`
          : html`<p class="soft">
              Without a position it is left out of distances, the map and radius clauses.
            </p>`
      }
    </section>`;
  }

  #form(venue: Venue | undefined): TemplateResult {
    return html`<app-bar
        .heading=${venue ? 'Edit venue' : 'New venue'}
        .back=${this.#backPath}
        .backLabel=${this.query('show') ? 'Show' : 'Tours'}
        .actions=${venue ? historyLink('venues', venue.id) : nothing}
      ></app-bar>
      <div class="stack-large">
        ${venue ? this.#reach(venue) : nothing}
        <record-form
          .record=${venue?.id ?? 'new'}
          .fields=${venue ? fields : fields.toSpliced(CITY_LINE, 0, position)}
          .values=${textsOf(venue)}
          .problem=${this.problem}
          .saveLabel=${venue ? 'Save' : 'Add venue'}
          .cancel=${this.#backPath}
          .removeLabel=${venue && can('venues', 'delete') ? 'Delete venue' : ''}
          @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, venue)}
          @remove=${() => venue && this.#remove(venue)}
        ></record-form>
        ${
          venue
            ? html`${this.#place(venue)}
                <stage-section venue=${venue.id}></stage-section> ${taskSection(this.#about)}
                ${noteSection(this.#about)}`
            : nothing
        }
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('venues', 'write')) return html`<no-access></no-access>`;
    if (!this.#id) return this.#form(undefined);
    return screenView(this.#venue.state, (venue) =>
      venue ? this.#form(venue) : html`<gone-state what="venue" back="/tours"></gone-state>`,
    );
  }
}

const textsOf = (venue: Venue | undefined): FormValues => ({
  name: venue?.name ?? '',
  address: venue?.address ?? '',
  city: venue?.city ?? '',
  country: venue?.country ?? '',
  phone: venue?.phone ?? '',
  website: venue?.website ?? '',
  zone: venue?.zone ?? '',
  capacity: String(venue?.capacity ?? ''),
  kind: venue?.kind ?? '',
  curfew: venue?.curfew ?? '',
  merch_rate:
    venue?.merch_rate === undefined || venue.merch_rate === null
      ? ''
      : percentText(venue.merch_rate),
  load_in: venue?.load_in ?? '',
  stage: venue?.stage ?? '',
  power: venue?.power ?? '',
  notes: venue?.notes ?? '',
});

const readers: Readers<Values<'venues'>> = {
  name: asText,
  address: asOptional,
  city: asOptional,
  country: asCode,
  phone: asOptional,
  website: asOptional,
  zone: asOptional,
  capacity: asNumber,
  kind: (text) => (text ? asOneOf(VENUE_KIND_VALUES)(text) : null),
  curfew: asOptional,
  merch_rate: (text) => (text.trim() ? (readPercent(text) ?? Number.NaN) : null),
  load_in: asOptional,
  stage: asOptional,
  power: asOptional,
  notes: asOptional,
};
