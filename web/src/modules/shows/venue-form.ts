// <venue-form>: a venue's address, zone, size and how to reach it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Values } from '../../data/tables';
import { createVenue, observeVenue, removeVenue, updateVenue, type Venue } from '../../data/venues';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { zoneChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asCode, asNumber, asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const fields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 160 },
  { name: 'address', label: 'Street address', autocomplete: 'off' },
  { name: 'city', label: 'City', half: true },
  {
    name: 'country',
    label: 'Country',
    half: true,
    maxlength: 2,
    placeholder: 'DE',
    hint: 'Two letters',
  },
  { name: 'phone', label: 'Phone', kind: 'tel', half: true },
  { name: 'website', label: 'Website', kind: 'url', half: true },
  { name: 'zone', label: 'Time zone', kind: 'suggest', half: true, choices: zoneChoices() },
  { name: 'capacity', label: 'Capacity', kind: 'number', half: true, inputmode: 'numeric' },
  {
    name: 'notes',
    label: 'House notes',
    kind: 'textarea',
    hint: 'Dock, power, parking, curfew, Wi-Fi',
  },
];

@customElement('venue-form')
export class VenueForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #venue = new LiveController(
    this,
    () => (this.#id ? observeVenue(this.#id) : undefined),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  get #backPath(): string {
    const show = this.query('show');
    return show ? `/shows/${show}` : '/tours';
  }

  async #save({ values, changed }: SavedForm, venue: Venue | undefined): Promise<void> {
    const outcome = venue
      ? await updateVenue(venue.id, readForm(changed, readers))
      : await createVenue({ ...readForm(values, readers), name: asText(values['name'] ?? '') });
    if (outcome.ok) go(this.#backPath, { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(venue: Venue): Promise<void> {
    const outcome = await removeVenue(venue.id);
    if (outcome.ok) go(this.#backPath, { replace: true });
    else this.problem = outcome.problem;
  }

  #form(venue: Venue | undefined): TemplateResult {
    return html`<app-bar
        .heading=${venue ? 'Edit venue' : 'New venue'}
        .back=${this.#backPath}
        .backLabel=${this.query('show') ? 'Show' : 'Tours'}
        .actions=${venue ? historyLink('venues', venue.id) : nothing}
      ></app-bar>
      <record-form
        .record=${venue?.id ?? 'new'}
        .fields=${fields}
        .values=${textsOf(venue)}
        .problem=${this.problem}
        .saveLabel=${venue ? 'Save' : 'Add venue'}
        .cancel=${this.#backPath}
        .removeLabel=${venue && can('venues', 'delete') ? 'Delete venue' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, venue)}
        @remove=${() => venue && this.#remove(venue)}
      ></record-form>`;
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
  notes: asOptional,
};
