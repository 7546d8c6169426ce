// <hold-form>: asks for a hold on one or several nights.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeOrganization, type Organization } from '../../data/organization';
import { observeShows } from '../../data/shows';
import { placeHolds, type NewVenue } from '../../data/holds';
import { clashesOf, observeTakenDates } from '../../data/partners';
import { observeTours } from '../../data/tours';
import { observeVenues, stages, type Stage, type Venue } from '../../data/venues';
import { bothLive, LiveController } from '../../lib/live';
import { knownZone, minutesOf } from '../../lib/night';
import { failure, type Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import { instantOf } from '../../lib/zone';
import '../../ui/app-bar';
import { addDays } from '../../ui/calendar';
import { formatDate } from '../../ui/format';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import '../../ui/problem-list.css';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import { showField, stageField, tourField } from './hold-fields';
import { datesFrom, takenWords } from './hold-words';

const nightsMax = 14;

@customElement('hold-form')
export class HoldForm extends Screen {
  @state() private problem: Problem | undefined;
  /** what was typed, by field */
  @state() private typed: FormValues = {};
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #venues = new LiveController(this, () => bothLive(observeVenues(), stages.all()));
  readonly #partners = new LiveController(this, observeTakenDates);
  readonly #plans = new LiveController(this, () => bothLive(observeTours(), observeShows()));

  #venueOf(name: string, venues: readonly Venue[]): Venue | undefined {
    const wanted = name.trim().toLocaleLowerCase();
    return venues.find((venue) => venue.name.trim().toLocaleLowerCase() === wanted);
  }

  #fields(venues: readonly Venue[], places: readonly Stage[]): readonly FieldSpec[] {
    const [tours = [], shows = []] = this.#plans.value ?? [];
    const show = shows.find(({ id }) => id === this.query('show'));
    const name = this.typed['venue'] ?? venues.find(({ id }) => id === show?.venue_id)?.name ?? '';
    const venue = this.#venueOf(name, venues);
    const own = places.filter(({ venue_id }) => venue_id === venue?.id);
    const isNew = name.trim() !== '' && !venue;
    return [
      {
        name: 'venue',
        label: 'Venue',
        kind: 'suggest',
        required: true,
        maxlength: 160,
        choices: venues.map((one) => ({ value: one.name, label: one.city ?? '' })),
        ...(isNew ? { hint: 'A new venue: it is added with the hold.' } : {}),
      },
      ...(isNew ? [{ name: 'city', label: 'City' }] : []),
      ...(own.length > 0 ? [stageField(own)] : []),
      { name: 'date', label: 'Date', kind: 'date', required: true, half: true },
      { name: 'until', label: 'Through', kind: 'date', half: true, notBefore: 'date' },
      {
        name: 'party',
        label: 'Held for',
        kind: 'suggest',
        required: true,
        maxlength: 160,
        placeholder: 'The artist, or whoever asked',
        choices: [...new Set(tours.map(({ artist }) => artist ?? ''))]
          .filter(Boolean)
          .map((artist) => ({ value: artist, label: '' })),
      },
      {
        name: 'expires',
        label: 'Runs out on',
        kind: 'date',
        hint: 'At the end of that day. Empty: it stands until someone challenges it.',
      },
      tourField(tours),
      showField(shows),
      { name: 'contact', label: 'Contact at the venue' },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  #texts(venues: readonly Venue[]): FormValues {
    const [tours = [], shows = []] = this.#plans.value ?? [];
    const show = shows.find(({ id }) => id === this.query('show'));
    const tour = tours.find(({ id }) => id === (show?.tour_id ?? this.query('tour')));
    return {
      venue: venues.find(({ id }) => id === (show?.venue_id ?? this.query('venue')))?.name ?? '',
      date: show?.date ?? this.query('date') ?? '',
      party: tour?.artist ?? '',
      tour_id: tour?.id ?? '',
      show_id: show?.id ?? '',
    };
  }

  /** What partners' calendars say of the artist on these nights; a hint, the hold is made anyway. */
  #clashes(texts: FormValues): TemplateResult | typeof nothing {
    const { party = '', date = '', until = '' } = { ...texts, ...this.typed };
    const clashes = clashesOf(this.#partners.value ?? [], party, date, until);
    if (clashes.length === 0) return nothing;
    return html`<div role="status">
      <ul class="problems" aria-label="Taken in partners’ calendars">
        ${clashes.map(
          (one) =>
            html`<li>
              ${icon('alert')}<span
                >${formatDate(one.taken.date, 'medium')}: ${takenWords(one)}</span
              >
            </li>`,
        )}
      </ul>
    </div>`;
  }

  async #save(
    values: FormValues,
    venues: readonly Venue[],
    organization: Organization,
  ): Promise<void> {
    const text = (name: string): string => values[name]?.trim() ?? '';
    const venue = this.#venueOf(text('venue'), venues);
    if (!text('venue')) {
      this.problem = failure('invalid', 'Which venue?', { venue: 'Which venue?' }).problem;
      return;
    }
    const added: NewVenue = { name: text('venue'), city: asOptional(text('city')) };
    const zone = knownZone(venue?.zone ?? organization.zone);
    const expires = text('expires');
    const after = (date: string): string => addDays(date, 1);
    const dates = datesFrom(text('date'), text('until'), nightsMax + 1, after);
    if (dates.length > nightsMax) {
      const until = `At most ${nightsMax} nights at once.`;
      this.problem = failure('invalid', until, { until }).problem;
      return;
    }
    const outcome = await placeHolds(dates, venue?.id ?? added, {
      party: text('party'),
      stage_id: asOptional(text('stage_id')),
      tour_id: asOptional(text('tour_id')),
      show_id: asOptional(text('show_id')),
      expires_at: expires ? instantOf(expires, minutesOf('24:00'), zone) : null,
      contact: asOptional(text('contact')),
      notes: asOptional(text('notes')),
    });
    if (outcome.ok)
      go(dates.length === 1 ? `/holds/${outcome.value}` : '/holds', { replace: true });
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('booking', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#venues.state, ([venues, places]) => {
      const organization = this.#organization.value;
      if (!organization || !this.#plans.value) return waitingScreen;
      const texts = this.#texts(venues);
      return html`<app-bar heading="Hold a date" back="/holds" back-label="Holds"></app-bar>
        <record-form
          .fields=${this.#fields(venues, places)}
          .values=${texts}
          .problem=${this.problem}
          .extra=${this.#clashes(texts)}
          save-label="Ask for the hold"
          cancel="/holds"
          @edited=${(event: CustomEvent<{ name: string; text: string }>) => {
            this.typed = { ...this.typed, [event.detail.name]: event.detail.text };
          }}
          @save=${(event: CustomEvent<SavedForm>) =>
            this.#save(event.detail.values, venues, organization)}
        ></record-form>`;
    });
  }
}
