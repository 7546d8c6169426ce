// <stay-form>: a hotel: where it is, which nights, and who may know of it.

import { html, type nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { audienceChanges, audienceOf } from '../../data/audience';
import { todayOf } from '../../data/evening';
import { TRAVEL_STATUS_VALUES } from '../../data/rows.gen';
import { removeStay, stays, updateStay, type Stay } from '../../data/stays';
import type { Values } from '../../data/tables';
import { coordinatesText, readCoordinates } from '../../lib/coordinates';
import { addDays } from '../../lib/core';
import { LiveController } from '../../lib/live';
import { failure } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asCode, asOneOf, asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { screenView } from '../../ui/live-view';
import { cityFields } from '../../ui/place-fields';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { PartyForm, type Known } from './party-form';

@customElement('stay-form')
export class StayForm extends PartyForm {
  readonly #stay = new LiveController(
    this,
    () => (this.rowId ? stays.one(this.rowId) : undefined),
    () => [this.rowId],
  );

  #fields(known: Known): readonly FieldSpec[] {
    return [
      { name: 'name', label: 'Hotel', required: true, maxlength: 160 },
      { name: 'check_in_on', label: 'Check-in', kind: 'date', required: true, half: true },
      {
        name: 'check_out_on',
        label: 'Check-out',
        kind: 'date',
        required: true,
        half: true,
        notBefore: 'check_in_on',
      },
      { name: 'check_in_from', label: 'Rooms from', kind: 'time', half: true },
      { name: 'check_out_by', label: 'Out by', kind: 'time', half: true },
      {
        name: 'status',
        label: 'Status',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(TRAVEL_STATUS_VALUES),
      },
      { name: 'reference', label: 'Reference', half: true },
      this.showField(known),
      { name: 'address', label: 'Street address', autocomplete: 'off' },
      ...cityFields,
      {
        name: 'place',
        label: 'Position',
        hint: 'Coordinates, or the link of the place on a map',
      },
      { name: 'zone', label: 'Time zone', kind: 'zone' },
      { name: 'phone', label: 'Phone', kind: 'tel', half: true },
      { name: 'email', label: 'E-mail', kind: 'email', half: true },
      { name: 'website', label: 'Website', kind: 'url' },
      { name: 'breakfast', label: 'Breakfast', placeholder: '06:30 to 10:30, included' },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  #texts(stay: Stay | undefined, { shows, organization }: Known): FormValues {
    const show = shows.find(({ id }) => id === this.query('show'));
    const from = stay?.check_in_on ?? show?.date ?? todayOf(organization, Date.now());
    return {
      name: stay?.name ?? '',
      check_in_on: from,
      check_out_on: stay?.check_out_on ?? addDays(from, 1),
      check_in_from: stay?.check_in_from ?? '',
      check_out_by: stay?.check_out_by ?? '',
      status: stay?.status ?? 'booked',
      reference: stay?.reference ?? '',
      show_id: stay?.show_id ?? show?.id ?? '',
      address: stay?.address ?? '',
      city: stay?.city ?? show?.city ?? '',
      country: stay?.country ?? show?.country ?? '',
      place: coordinatesText(stay?.latitude ?? null, stay?.longitude ?? null),
      zone: stay?.zone ?? show?.zone ?? '',
      phone: stay?.phone ?? '',
      email: stay?.email ?? '',
      website: stay?.website ?? '',
      breakfast: stay?.breakfast ?? '',
      notes: stay?.notes ?? '',
    };
  }

  #backPath(stay: Stay | undefined): string {
    if (stay) return `/stays/${stay.id}`;
    const show = this.query('show');
    return show ? `/shows/${show}` : '/stays';
  }

  /** What the form says of the place; undefined where it says nothing that can be read. */
  #placeIn(given: FormValues): Values<'stays'> | undefined {
    const text = given['place'];
    if (text === undefined) return {};
    if (text.trim() === '') return { latitude: null, longitude: null };
    return readCoordinates(text);
  }

  async #save({ values, changed }: SavedForm, stay: Stay | undefined, known: Known): Promise<void> {
    const given = stay ? changed : values;
    const place = this.#placeIn(given);
    if (!place) {
      this.problem = failure('invalid', 'No position can be read from this.', {
        place: 'Give it as "52.52, 13.40", or paste the whole link of the place.',
      }).problem;
      return;
    }
    const row = {
      ...readForm(given, readers),
      ...place,
      ...this.tourOf(values, given, known),
    };
    const audience = this.audience(stay);
    const outcome = stay
      ? await updateStay(stay, { ...row, ...audienceChanges(audienceOf(stay), audience) })
      : await stays.create({
          ...row,
          ...audience,
          name: asText(values['name'] ?? ''),
          check_in_on: values['check_in_on'] ?? '',
          check_out_on: values['check_out_on'] ?? '',
        });
    if (!outcome.ok) this.problem = outcome.problem;
    else go(`/stays/${stay?.id ?? outcome.value ?? ''}`, { replace: true });
  }

  async #remove(stay: Stay): Promise<void> {
    const outcome = await removeStay(stay.id);
    if (outcome.ok) go('/stays', { replace: true });
    else this.problem = outcome.problem;
  }

  #form(stay: Stay | undefined, known: Known): TemplateResult {
    return html`<app-bar
        .heading=${stay ? 'Edit hotel' : 'New hotel'}
        .back=${this.#backPath(stay)}
        .backLabel=${stay?.name ?? (this.query('show') ? 'Show' : 'Hotels')}
      ></app-bar>
      <record-form
        .record=${stay?.id ?? 'new'}
        .fields=${this.#fields(known)}
        .values=${this.#texts(stay, known)}
        .problem=${this.problem}
        .extra=${this.audiencePicker(stay, known)}
        .saveLabel=${stay ? 'Save' : 'Add hotel'}
        .cancel=${this.#backPath(stay)}
        .removeLabel=${stay && can('travel', 'delete') ? 'Delete hotel' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, stay, known)}
        @remove=${() => stay && this.#remove(stay)}
      ></record-form>`;
  }

  protected override form(known: Known): TemplateResult | typeof nothing {
    if (!this.rowId) return this.#form(undefined, known);
    return screenView(this.#stay.state, (stay) =>
      stay ? this.#form(stay, known) : html`<gone-state what="hotel" back="/stays"></gone-state>`,
    );
  }
}

const asClock = (text: string): string | null => text.slice(0, 5) || null;

const readers: Readers<Values<'stays'>> = {
  name: asText,
  check_in_on: asText,
  check_out_on: asText,
  check_in_from: asClock,
  check_out_by: asClock,
  status: asOneOf(TRAVEL_STATUS_VALUES),
  reference: asOptional,
  show_id: asOptional,
  address: asOptional,
  city: asOptional,
  country: asCode,
  zone: asOptional,
  phone: asOptional,
  email: asOptional,
  website: asOptional,
  breakfast: asOptional,
  notes: asOptional,
};
