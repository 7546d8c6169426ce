// <tour-form>: a tour's own facts, new or changed.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { artistLabel, namesakes, observeArtists, type ArtistView } from '../../data/artists';
import { observeOrganization } from '../../data/organization';
import { DRIVER_RULE_VALUES, TOUR_STATUS_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { createTour, observeTour, removeTour, updateTour, type Tour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf, currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asCode, asOneOf, asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const DRIVER_RULE_CHOICES = [
  { value: 'none', label: 'Not checked' },
  ...choicesOf(DRIVER_RULE_VALUES.slice(1)),
];

@customElement('tour-form')
export class TourForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #artists = new LiveController(this, observeArtists);
  readonly #tour = new LiveController(
    this,
    () => (this.#id ? observeTour(this.#id) : undefined),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  #fields(currency: string): readonly FieldSpec[] {
    return [
      {
        name: 'name',
        label: 'Name',
        required: true,
        maxlength: 120,
        placeholder: 'Autumn in Europe',
      },
      { name: 'artist', label: 'Artist', maxlength: 120 },
      ...whichField(this.#artists.value ?? []),
      { name: 'starts_on', label: 'First day', kind: 'date', half: true },
      { name: 'ends_on', label: 'Last day', kind: 'date', half: true, notBefore: 'starts_on' },
      {
        name: 'currency',
        label: 'Currency',
        kind: 'select',
        half: true,
        required: true,
        choices: currencyChoices(currency),
      },
      {
        name: 'status',
        label: 'Status',
        kind: 'select',
        half: true,
        required: true,
        choices: choicesOf(TOUR_STATUS_VALUES),
      },
      {
        name: 'driver_rule',
        label: 'Drivers’ hours',
        kind: 'select',
        required: true,
        choices: DRIVER_RULE_CHOICES,
        hint: 'A delay of the bus is judged by them.',
      },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const given = this.#id ? changed : values;
    const rowValues = readForm(given, readers);
    const outcome = this.#id
      ? await updateTour(this.#id, rowValues)
      : await createTour({ ...rowValues, name: values['name']?.trim() ?? '' });
    if (outcome.ok) go(`/tours/${this.#id || outcome.value}`, { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(): Promise<void> {
    const outcome = await removeTour(this.#id);
    if (outcome.ok) go('/tours', { replace: true });
    else this.problem = outcome.problem;
  }

  #form(tour: Tour | undefined): TemplateResult {
    const currency = tour?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    return html`<app-bar
        .heading=${tour ? 'Edit tour' : 'New tour'}
        back=${tour ? `/tours/${tour.id}` : '/tours'}
        .backLabel=${tour?.name ?? 'Tours'}
      ></app-bar>
      <record-form
        .record=${tour?.id ?? 'new'}
        .fields=${this.#fields(currency)}
        .values=${textsOf(tour, currency)}
        .problem=${this.problem}
        .saveLabel=${tour ? 'Save' : 'Create tour'}
        .cancel=${tour ? `/tours/${tour.id}` : '/tours'}
        .removeLabel=${tour && can('tours', 'delete') ? 'Delete tour' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @remove=${this.#remove}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('tours', 'write')) return html`<no-access></no-access>`;
    if (!this.#id) return this.#organization.value ? this.#form(undefined) : waitingScreen;
    return screenView(this.#tour.state, (tour) =>
      tour ? this.#form(tour) : html`<gone-state what="tour" back="/tours"></gone-state>`,
    );
  }
}

/** Only where two artists have one name does a tour have to say which of them it is. */
function whichField(artists: readonly ArtistView[]): readonly FieldSpec[] {
  const alike = namesakes(artists);
  if (alike.length === 0) return [];
  return [
    {
      name: 'artist_id',
      label: 'Which of them',
      kind: 'select',
      choices: [
        { value: '', label: 'The name says it' },
        ...alike.map((view) => ({ value: view.artist.id, label: artistLabel(view, artists) })),
      ],
      hint: 'Two artists have one name. Partners see the dates of the one that you share.',
    },
  ];
}

function textsOf(tour: Tour | undefined, currency: string): FormValues {
  return {
    name: tour?.name ?? '',
    artist: tour?.artist ?? '',
    artist_id: tour?.artist_id ?? '',
    starts_on: tour?.starts_on ?? '',
    ends_on: tour?.ends_on ?? '',
    currency,
    status: tour?.status ?? 'planned',
    driver_rule: tour?.driver_rule ?? 'none',
    notes: tour?.notes ?? '',
  };
}

const readers: Readers<Values<'tours'>> = {
  name: asText,
  artist: asOptional,
  artist_id: asOptional,
  starts_on: asOptional,
  ends_on: asOptional,
  currency: asCode,
  status: asOneOf(TOUR_STATUS_VALUES),
  driver_rule: asOneOf(DRIVER_RULE_VALUES),
  notes: asOptional,
};
