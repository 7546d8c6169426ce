// <person-form>: a contact, new or changed.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  createPerson,
  observePerson,
  removePerson,
  updatePerson,
  type Person,
} from '../../data/people';
import { TEAM_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { observeMembers, type Membership } from '../../data/team';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const fieldsWith = (members: readonly Membership[]): readonly FieldSpec[] => [
  { name: 'name', label: 'Name', required: true, maxlength: 120 },
  { name: 'job', label: 'Job', maxlength: 120, placeholder: 'FOH engineer', half: true },
  {
    name: 'team',
    label: 'Team',
    kind: 'select',
    half: true,
    choices: choicesOf(TEAM_VALUES, 'No team'),
  },
  { name: 'phone', label: 'Phone', kind: 'tel', half: true },
  { name: 'email', label: 'E-mail', kind: 'email', half: true },
  {
    name: 'user_id',
    label: 'Account',
    kind: 'select',
    hint: 'Whoever signs in with it sees what is for this person.',
    choices: [
      { value: '', label: 'None' },
      ...members.map((m) => ({ value: m.user_id, label: m.name ?? m.email ?? 'Member' })),
    ],
  },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

@customElement('person-form')
export class PersonForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #person = new LiveController(
    this,
    () => (this.#id ? observePerson(this.#id) : undefined),
    () => [this.#id],
  );

  readonly #members = new LiveController(this, observeMembers);

  get #id(): string {
    return this.param('id');
  }

  async #save({ values, changed }: SavedForm, person: Person | undefined): Promise<void> {
    const outcome = person
      ? await updatePerson(person.id, readForm(changed, readers))
      : await createPerson({ ...readForm(values, readers), name: asText(values['name'] ?? '') });
    if (outcome.ok) go(person ? `/people/${person.id}` : '/people', { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(person: Person): Promise<void> {
    const outcome = await removePerson(person.id);
    if (outcome.ok) go('/people', { replace: true });
    else this.problem = outcome.problem;
  }

  #form(person: Person | undefined): TemplateResult {
    const back = person ? `/people/${person.id}` : '/people';
    return html`<app-bar
        .heading=${person ? 'Edit person' : 'New person'}
        .back=${back}
        .backLabel=${person?.name ?? 'People'}
      ></app-bar>
      <record-form
        .record=${person?.id ?? 'new'}
        .fields=${fieldsWith(this.#members.value ?? [])}
        .values=${{
          name: person?.name ?? '',
          job: person?.job ?? '',
          team: person?.team ?? '',
          user_id: person?.user_id ?? '',
          phone: person?.phone ?? '',
          email: person?.email ?? '',
          notes: person?.notes ?? '',
        }}
        .problem=${this.problem}
        .saveLabel=${person ? 'Save' : 'Add person'}
        .cancel=${back}
        .removeLabel=${person && can('people', 'delete') ? 'Delete person' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, person)}
        @remove=${() => person && this.#remove(person)}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('people', 'write')) return html`<no-access></no-access>`;
    if (!this.#id) return this.#form(undefined);
    return screenView(this.#person.state, (person) =>
      person ? this.#form(person) : html`<gone-state what="person" back="/people"></gone-state>`,
    );
  }
}

const readers: Readers<Values<'people'>> = {
  name: asText,
  job: asOptional,
  team: (text) => TEAM_VALUES.find((team) => team === text) ?? null,
  user_id: asOptional,
  phone: asOptional,
  email: asOptional,
  notes: asOptional,
};
