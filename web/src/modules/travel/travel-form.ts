// <travel-form>: one leg of a journey, each end with its own place, clock and zone.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { audienceChanges, audienceOf } from '../../data/audience';
import { TRAVEL_MODE_VALUES, TRAVEL_STATUS_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import {
  createLegAfter,
  createTravel,
  observeTravelLeg,
  removeTravel,
  updateTravel,
  type Travel,
} from '../../data/travel';
import { LiveController } from '../../lib/live';
import { knownZone } from '../../lib/night';
import { failure } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asNumber, asOneOf, asOptional, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { screenView } from '../../ui/live-view';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { arrivesTooSoon, endsOf, localText } from './leg-times';
import { PartyForm, type Known } from './party-form';

@customElement('travel-form')
export class TravelForm extends PartyForm {
  readonly #leg = new LiveController(
    this,
    () => (this.rowId ? observeTravelLeg(this.rowId) : undefined),
    () => [this.rowId],
  );

  /** the leg that a new one goes on from */
  readonly #before = new LiveController(
    this,
    () => (this.#after ? observeTravelLeg(this.#after) : undefined),
    () => [this.#after],
  );

  get #after(): string {
    return this.query('after') ?? '';
  }

  #fields(known: Known): readonly FieldSpec[] {
    return [
      {
        name: 'mode',
        label: 'By',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(TRAVEL_MODE_VALUES),
      },
      {
        name: 'status',
        label: 'Status',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(TRAVEL_STATUS_VALUES),
      },
      { name: 'title', label: 'Title', maxlength: 160, placeholder: 'Bus call' },
      { name: 'departs_place', label: 'From', half: true },
      {
        name: 'departs_zone',
        label: 'Departure zone',
        kind: 'zone',
        half: true,
      },
      { name: 'departs', label: 'Departure', kind: 'datetime-local' },
      { name: 'arrives_place', label: 'To', half: true },
      {
        name: 'arrives_zone',
        label: 'Arrival zone',
        kind: 'zone',
        half: true,
      },
      { name: 'arrives', label: 'Arrival', kind: 'datetime-local' },
      { name: 'carrier', label: 'Carrier', half: true, placeholder: 'Airline, bus company' },
      { name: 'reference', label: 'Reference', half: true },
      { name: 'terminal', label: 'Terminal or gate', half: true },
      { name: 'seat', label: 'Seats of the party', half: true },
      { name: 'distance_km', label: 'Kilometres', kind: 'number', inputmode: 'numeric' },
      this.showField(known),
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  #texts(leg: Travel | undefined, before: Travel | undefined, { organization }: Known): FormValues {
    const departsZone = knownZone(leg?.departs_zone ?? before?.arrives_zone ?? organization.zone);
    const arrivesZone = knownZone(leg?.arrives_zone ?? organization.zone);
    return {
      mode: leg?.mode ?? before?.mode ?? 'bus',
      status: leg?.status ?? 'booked',
      title: leg?.title ?? '',
      departs_place: leg?.departs_place ?? before?.arrives_place ?? '',
      departs: localText(leg?.departs_at ?? before?.arrives_at, departsZone),
      departs_zone: departsZone,
      arrives_place: leg?.arrives_place ?? '',
      arrives: localText(leg?.arrives_at, arrivesZone),
      arrives_zone: arrivesZone,
      carrier: leg?.carrier ?? before?.carrier ?? '',
      reference: leg?.reference ?? before?.reference ?? '',
      terminal: leg?.terminal ?? '',
      distance_km: String(leg?.distance_km ?? ''),
      seat: leg?.seat ?? '',
      show_id: leg?.show_id ?? before?.show_id ?? this.query('show') ?? '',
      notes: leg?.notes ?? '',
    };
  }

  #backPath(leg: Travel | undefined): string {
    const id = leg?.id ?? this.#after;
    if (id) return `/travel/${id}`;
    const show = this.query('show');
    return show ? `/shows/${show}` : '/travel';
  }

  async #save(
    { values, changed }: SavedForm,
    leg: Travel | undefined,
    before: Travel | undefined,
    known: Known,
  ): Promise<void> {
    if (arrivesTooSoon(values)) {
      const arrives = 'It would arrive before it leaves.';
      this.problem = failure('invalid', arrives, { arrives }).problem;
      return;
    }
    const given = leg ? changed : values;
    const row: Values<'travel'> = {
      ...readForm(given, readers),
      ...endsOf(values, given),
      ...this.tourOf(values, given, known),
    };
    const audience = this.audience(leg ?? before);
    const mode = asOneOf(TRAVEL_MODE_VALUES)(values['mode'] ?? '');
    const fresh = { ...row, ...audience, mode };
    const outcome = leg
      ? await updateTravel(leg.id, { ...row, ...audienceChanges(audienceOf(leg), audience) })
      : await (before ? createLegAfter(before, fresh) : createTravel(fresh));
    if (outcome.ok) go(`/travel/${outcome.value}`, { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(leg: Travel): Promise<void> {
    const outcome = await removeTravel(leg.id);
    if (outcome.ok) go(leg.show_id ? `/shows/${leg.show_id}` : '/travel', { replace: true });
    else this.problem = outcome.problem;
  }

  #backLabel(leg: Travel | undefined): string {
    if (leg ?? this.#after) return 'Journey';
    return this.query('show') ? 'Show' : 'Travel';
  }

  #heading(leg: Travel | undefined): string {
    if (leg) return 'Edit journey';
    return this.#after ? 'Connection' : 'New journey';
  }

  #form(leg: Travel | undefined, before: Travel | undefined, known: Known): TemplateResult {
    return html`<app-bar
        .heading=${this.#heading(leg)}
        .back=${this.#backPath(leg)}
        .backLabel=${this.#backLabel(leg)}
        .actions=${leg ? historyLink('travel', leg.id) : nothing}
      ></app-bar>
      <record-form
        .record=${leg?.id ?? 'new'}
        .fields=${this.#fields(known)}
        .values=${this.#texts(leg, before, known)}
        .problem=${this.problem}
        .extra=${this.audiencePicker(leg ?? before, known)}
        .saveLabel=${leg ? 'Save' : 'Add journey'}
        .cancel=${this.#backPath(leg)}
        .removeLabel=${leg && can('travel', 'delete') ? 'Delete journey' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, leg, before, known)}
        @remove=${() => leg && this.#remove(leg)}
      ></record-form>`;
  }

  protected override form(known: Known): TemplateResult | typeof nothing {
    if (this.rowId) {
      return screenView(this.#leg.state, (leg) =>
        leg
          ? this.#form(leg, undefined, known)
          : html`<gone-state what="journey" back="/travel"></gone-state>`,
      );
    }
    if (!this.#after) return this.#form(undefined, undefined, known);
    return screenView(this.#before.state, (before) => this.#form(undefined, before, known));
  }
}

const readers: Readers<Values<'travel'>> = {
  mode: asOneOf(TRAVEL_MODE_VALUES),
  status: asOneOf(TRAVEL_STATUS_VALUES),
  title: asOptional,
  carrier: asOptional,
  reference: asOptional,
  seat: asOptional,
  terminal: asOptional,
  distance_km: asNumber,
  departs_place: asOptional,
  departs_zone: asOptional,
  arrives_place: asOptional,
  arrives_zone: asOptional,
  show_id: asOptional,
  notes: asOptional,
};
