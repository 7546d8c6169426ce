// <show-form>: a show's own facts, new or changed; its venue is found or made by its name.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { todayOf, zoneOf } from '../../data/evening';
import { changeShow } from '../../data/show-changes';
import { observeOrganization, type Organization } from '../../data/organization';
import { breachesAbout, observeRadius } from '../../data/radius';
import { BILLING_VALUES, SHOW_STATUS_VALUES } from '../../data/rows.gen';
import { createShow, createShowAt, observeShow, removeShow, type Show } from '../../data/shows';
import type { Values } from '../../data/tables';
import { observeTours, type Tour } from '../../data/tours';
import { observeVenues, type Venue } from '../../data/venues';
import { bothLive, LiveController } from '../../lib/live';
import { clockText } from '../../lib/night';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
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
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import { cityFields } from '../../ui/place-fields';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/radius-note';
import { Screen } from '../../ui/screen';
import { isOverTooSoon, timesOf } from './show-times';
import { placeNamed, venueNamed, type NamedVenue } from './venue-named';

type Known = readonly [readonly Tour[], readonly Venue[]];

@customElement('show-form')
export class ShowForm extends Screen {
  @state() private problem: Problem | undefined;
  /** what was typed since the form was opened, for the clauses that it may break */
  @state() private typed: FormValues = {};
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #known = new LiveController(this, () => bothLive(observeTours(), observeVenues()));
  readonly #radius = new LiveController(this, () =>
    can('finance', 'read') ? observeRadius() : undefined,
  );
  readonly #show = new LiveController(
    this,
    () => (this.#id ? observeShow(this.#id) : undefined),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  /** The place of the venue that was typed. */
  #filled(venues: readonly Venue[]): FormValues {
    const { venue } = this.typed;
    return venue === undefined ? {} : placeNamed(venue, venues);
  }

  /** `isMoved`: to another time zone. */
  #fields([tours, venues]: Known, isMoved: boolean): readonly FieldSpec[] {
    return [
      {
        name: 'title',
        label: 'Title',
        required: true,
        maxlength: 160,
        placeholder: 'What it says on the ticket',
      },
      {
        name: 'date',
        label: 'Date',
        kind: 'date',
        required: true,
        half: true,
        hint: 'The evening it begins on',
      },
      {
        name: 'status',
        label: 'Status',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(SHOW_STATUS_VALUES),
      },
      {
        name: 'venue',
        label: 'Venue',
        kind: 'suggest',
        maxlength: 160,
        hint: 'A new name adds a venue.',
        choices: venues.map((v) => ({ value: v.name, label: v.city ?? '' })),
      },
      ...cityFields,
      { name: 'doors', label: 'Doors', kind: 'time', half: true },
      { name: 'starts', label: 'Show', kind: 'time', half: true },
      { name: 'ends', label: 'End', kind: 'time', half: true },
      { name: 'curfew', label: 'Curfew', kind: 'time', half: true },
      {
        name: 'zone',
        label: 'Time zone',
        kind: 'zone',
        half: true,
        hint: isMoved ? 'All times stay as the clock says them.' : '',
      },
      { name: 'capacity', label: 'Capacity', kind: 'number', half: true, inputmode: 'numeric' },
      {
        name: 'billing',
        label: 'Billing',
        kind: 'select',
        half: true,
        required: true,
        choices: choicesOf(BILLING_VALUES),
      },
      {
        name: 'tour_id',
        label: 'Tour',
        kind: 'select',
        half: true,
        choices: [
          { value: '', label: 'No tour' },
          ...tours.map((t) => ({ value: t.id, label: t.name })),
        ],
      },
      { name: 'promoter', label: 'Promoter', half: true, maxlength: 160 },
      { name: 'promoter_email', label: 'Promoter’s e-mail', kind: 'email', half: true },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  async #save({ values, changed }: SavedForm, show: Show | undefined): Promise<void> {
    const organization = this.#organization.value;
    if (!organization) return;
    if (isOverTooSoon(values, organization)) {
      const ends = 'It would be over before it begins.';
      this.problem = failure('invalid', ends, { ends }).problem;
      return;
    }
    const row: Values<'shows'> = {
      ...readForm(show ? changed : values, readers),
      ...timesOf(values, show ? changed : values, organization),
    };
    const venue =
      !show || 'venue' in changed ? venueNamed(values, this.#known.value?.[1] ?? []) : undefined;
    const outcome = await write(show, row, values, venue);
    if (outcome.ok) go(`/shows/${outcome.value}`, { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(show: Show): Promise<void> {
    const outcome = await removeShow(show.id);
    if (outcome.ok) go(show.tour_id ? `/tours/${show.tour_id}` : '/tours', { replace: true });
    else this.problem = outcome.problem;
  }

  /** Radius clauses that this date at this venue breaks, while one types. */
  #breaches(values: FormValues, show: Show | undefined, venues: readonly Venue[]) {
    const view = this.#radius.value;
    const { date = '', title = '', city = '' } = values;
    if (!view || date === '') return nothing;
    const named = venueNamed(values, venues);
    const venue = named.kind === 'known' ? venues.find(({ id }) => id === named.id) : undefined;
    const one = {
      show: {
        id: show?.id ?? '',
        date,
        title: title || 'This show',
        city: venue?.city ?? (city || null),
        status: asOneOf(SHOW_STATUS_VALUES)(values['status'] ?? ''),
      },
      venue,
    };
    return html`<radius-note .breaches=${breachesAbout(view, one)}></radius-note>`;
  }

  #form(show: Show | undefined, known: Known, organization: Organization): TemplateResult {
    const tourId = show?.tour_id ?? this.query('tour') ?? '';
    const venue = known[1].find(({ id }) => id === show?.venue_id);
    const back = show ? `/shows/${show.id}` : tourId ? `/tours/${tourId}` : '/tours';
    const texts = textsOf(show, venue, organization, tourId, this.query('date'));
    const filled = this.#filled(known[1]);
    const told = { ...texts, ...filled, ...this.typed };
    const isMoved = show !== undefined && told['zone'] !== texts['zone'];
    return html`<app-bar
        .heading=${show ? 'Edit show' : 'New show'}
        .back=${back}
        .backLabel=${show?.title ?? known[0].find((t) => t.id === tourId)?.name ?? 'Tours'}
      ></app-bar>
      <record-form
        .record=${show?.id ?? 'new'}
        .fields=${this.#fields(known, isMoved)}
        .values=${texts}
        .filled=${filled}
        .problem=${this.problem}
        .extra=${this.#breaches(told, show, known[1])}
        @edited=${({ detail }: CustomEvent<{ name: string; text: string }>) =>
          (this.typed = { ...this.typed, [detail.name]: detail.text })}
        .saveLabel=${show ? 'Save' : 'Add show'}
        .cancel=${back}
        .removeLabel=${show && can('shows', 'delete') ? 'Delete show' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, show)}
        @remove=${() => show && this.#remove(show)}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('shows', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#known.state, (known) => {
      const organization = this.#organization.value;
      if (!organization) return waitingScreen;
      if (!this.#id) return this.#form(undefined, known, organization);
      return screenView(this.#show.state, (show) =>
        show
          ? this.#form(show, known, organization)
          : html`<gone-state what="show" back="/tours"></gone-state>`,
      );
    });
  }
}

function write(
  show: Show | undefined,
  row: Values<'shows'>,
  texts: FormValues,
  venue: NamedVenue | undefined,
): Promise<Outcome<string>> {
  const fresh = { ...row, title: asText(texts['title'] ?? ''), date: texts['date'] ?? '' };
  if (venue?.kind === 'new') {
    return show ? changeShow(show.id, row, venue.venue) : createShowAt(venue.venue, fresh);
  }
  const place = venue ? { venue_id: venue.id } : {};
  return show ? changeShow(show.id, { ...row, ...place }) : createShow({ ...fresh, ...place });
}

function textsOf(
  show: Show | undefined,
  venue: Venue | undefined,
  organization: Organization,
  tourId: string,
  date: string | null,
): FormValues {
  const zone = zoneOf(show, venue, organization);
  return {
    title: show?.title ?? '',
    date: show?.date ?? date ?? todayOf(organization, Date.now()),
    status: show?.status ?? 'confirmed',
    venue: venue?.name ?? '',
    city: show?.city ?? venue?.city ?? '',
    country: show?.country ?? venue?.country ?? '',
    doors: clockText(show?.doors_at, zone),
    starts: clockText(show?.starts_at, zone),
    ends: clockText(show?.ends_at, zone),
    curfew: clockText(show?.curfew_at, zone),
    zone,
    capacity: String(show?.capacity ?? ''),
    billing: show?.billing ?? 'headline',
    tour_id: tourId,
    promoter: show?.promoter ?? '',
    promoter_email: show?.promoter_email ?? '',
    notes: show?.notes ?? '',
  };
}

const readers: Readers<Values<'shows'>> = {
  title: asText,
  date: asText,
  status: asOneOf(SHOW_STATUS_VALUES),
  city: asOptional,
  country: asCode,
  zone: asOptional,
  capacity: asNumber,
  billing: asOneOf(BILLING_VALUES),
  tour_id: asOptional,
  promoter: asOptional,
  promoter_email: asOptional,
  notes: asOptional,
};
