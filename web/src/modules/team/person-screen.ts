// <person-screen>: one person: how to reach them, what they do, what is noted.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { observePerson, type Person } from '../../data/people';
import {
  mayProfile,
  observeProfileOf,
  PROFILE_FIELDS,
  type PersonProfile,
} from '../../data/person-profiles';
import { SubjectMatter } from '../../data/subject-matter';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/gone-state';
import { fieldName, fieldValue } from '../../ui/field-words';
import { historyLink } from '../../ui/history-link';
import { shareLink } from '../../ui/share-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import { words } from '../../ui/words';

@customElement('person-screen')
export class PersonScreen extends Screen {
  readonly #person = new LiveController(
    this,
    () => observePerson(this.param('id')),
    () => [this.param('id')],
  );

  readonly #profile = new LiveController(
    this,
    () => observeProfileOf(this.param('id')),
    () => [this.param('id')],
  );

  readonly #about = new SubjectMatter(this, () => ({ subject: 'people', id: this.param('id') }));

  /** Only who may see it is told that there is such a thing. */
  #private(person: Person): TemplateResult | typeof nothing {
    if (!mayProfile('read', person)) return nothing;
    const profile = this.#profile.value;
    const known = PROFILE_FIELDS.filter((field) => profile?.[field]);
    const value = (field: keyof PersonProfile): string => fieldValue(field, profile?.[field]);
    return html`<section class="section" aria-labelledby="private">
      <h2 id="private">Private details</h2>
      <p class="soft">Seen by ${person.name} and by management, by nobody else.</p>
      ${
        known.length > 0
          ? html`<dl class="facts">
              ${known.map(
                (field) =>
                  html`<dt>${fieldName(field)}</dt>
                    <dd class="prose">${value(field)}</dd>`,
              )}
            </dl>`
          : nothing
      }
      ${
        mayProfile('write', person)
          ? html`<div class="button-row">
              <a class="button" href=${`/people/${person.id}/private`}
                >${icon('edit')}${profile ? 'Edit private details' : 'Add private details'}</a
              >
            </div>`
          : nothing
      }
    </section>`;
  }

  #reach(person: Person): TemplateResult {
    return html`<div class="button-row">${reachButtons(person)}</div>`;
  }

  #full(person: Person): TemplateResult {
    const fact = (label: string, value: string | null): TemplateResult | typeof nothing =>
      value
        ? html`<dt>${label}</dt>
            <dd class="prose">${value}</dd>`
        : nothing;
    return html`<app-bar
        .heading=${person.name}
        .under=${html`${[person.job, person.team && words(person.team)].filter(Boolean).join(' · ')}
          <sync-mark .state=${person.local}></sync-mark>`}
        back="/people"
        back-label="People"
        .actions=${html`${can('shares', 'write') ? shareLink('person_id', person.id) : nothing}${historyLink('people', person.id)}
        ${
          can('people', 'write')
            ? html`<a class="button" href=${`/people/${person.id}/edit`}>${icon('edit')}Edit</a>`
            : nothing
        }`}
      ></app-bar>
      <div class="columns">
        <div>
          ${this.#reach(person)}
          ${
            person.phone || person.email || person.notes
              ? html`<dl class="facts">
                  ${fact('Phone', person.phone)} ${fact('E-mail', person.email)}
                  ${fact('Notes', person.notes)}
                </dl>`
              : html`<p class="soft">No phone, e-mail or notes yet.</p>`
          }
          ${this.#private(person)}
        </div>
        <div>${taskSection(this.#about)} ${noteSection(this.#about)}</div>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#person.state, (person) =>
      person ? this.#full(person) : html`<gone-state what="person" back="/people"></gone-state>`,
    );
  }
}
