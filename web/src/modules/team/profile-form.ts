// <profile-form>: the private details of a person, changed by them or by who books for them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observePerson, type Person } from '../../data/people';
import {
  mayProfile,
  observeProfileOf,
  PROFILE_FIELDS,
  saveProfile,
  type PersonProfile,
} from '../../data/person-profiles';
import { DIET_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { bothLive, LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asCode, asOptional, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const fields: readonly FieldSpec[] = [
  { name: 'legal_name', label: 'Name as in the passport', autocomplete: 'name' },
  { name: 'date_of_birth', label: 'Date of birth', kind: 'date', half: true },
  { name: 'nationality', label: 'Nationality', half: true, maxlength: 2, placeholder: 'DE' },
  { name: 'passport_number', label: 'Passport number', half: true },
  {
    name: 'passport_country',
    label: 'Passport issued by',
    half: true,
    maxlength: 2,
    placeholder: 'DE',
  },
  { name: 'passport_expires_on', label: 'Passport valid until', kind: 'date' },
  { name: 'visa_notes', label: 'Visas', kind: 'textarea' },
  { name: 'seat_preference', label: 'Seat', half: true, placeholder: 'Aisle, front' },
  {
    name: 'meal_preference',
    label: 'Meals',
    kind: 'select',
    half: true,
    choices: choicesOf(DIET_VALUES, 'Not told'),
  },
  { name: 'allergies', label: 'Allergies' },
  { name: 'frequent_flyer', label: 'Frequent flyer numbers' },
  { name: 'emergency_contact', label: 'In an emergency', half: true },
  { name: 'shirt_size', label: 'Shirt size', half: true },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

@customElement('profile-form')
export class ProfileForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #known = new LiveController(
    this,
    () => bothLive(observePerson(this.param('id')), observeProfileOf(this.param('id'))),
    () => [this.param('id')],
  );

  async #save(
    { values, changed }: SavedForm,
    person: Person,
    profile: PersonProfile | undefined,
  ): Promise<void> {
    const given = readForm(profile ? changed : values, readers);
    const outcome = await saveProfile(person, profile, given);
    if (outcome.ok) go(`/people/${person.id}`, { replace: true });
    else this.problem = outcome.problem;
  }

  #form(person: Person, profile: PersonProfile | undefined): TemplateResult {
    const texts = PROFILE_FIELDS.map((name) => [name, profile?.[name] ?? '']);
    return html`<app-bar
        heading="Private details"
        .under=${html`Seen by ${person.name} and by management only`}
        .back=${`/people/${person.id}`}
        .backLabel=${person.name}
      ></app-bar>
      <record-form
        .record=${profile?.id ?? 'new'}
        .fields=${fields}
        .values=${Object.fromEntries(texts)}
        .problem=${this.problem}
        .cancel=${`/people/${person.id}`}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, person, profile)}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#known.state, ([person, profile]) => {
      if (!person) return html`<gone-state what="person" back="/people"></gone-state>`;
      return mayProfile('write', person)
        ? this.#form(person, profile)
        : html`<no-access></no-access>`;
    });
  }
}

const readers: Readers<Values<'person_profiles'>> = {
  legal_name: asOptional,
  date_of_birth: asOptional,
  nationality: asCode,
  passport_number: asOptional,
  passport_country: asCode,
  passport_expires_on: asOptional,
  visa_notes: asOptional,
  seat_preference: asOptional,
  meal_preference: (text) => DIET_VALUES.find((diet) => diet === text) ?? null,
  allergies: asOptional,
  frequent_flyer: asOptional,
  emergency_contact: asOptional,
  shirt_size: asOptional,
  notes: asOptional,
};
