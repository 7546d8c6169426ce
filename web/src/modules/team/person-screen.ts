// <person-screen>: one person: how to reach them, what they do, what is noted.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { observePerson, type Person } from '../../data/people';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { dialable } from '../../ui/contact-row';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon, type IconName } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';

@customElement('person-screen')
export class PersonScreen extends Screen {
  readonly #person = new LiveController(
    this,
    () => observePerson(this.param('id')),
    () => [this.param('id')],
  );

  #reach(person: Person): TemplateResult {
    const action = (href: string, name: IconName, label: string): TemplateResult =>
      html`<a class="button" href=${href}>${icon(name)}${label}</a>`;
    return html`<div class="button-row">
      ${
        person.phone
          ? html`${action(`tel:${dialable(person.phone)}`, 'call', 'Call')}
            ${action(`sms:${dialable(person.phone)}`, 'message', 'Message')}`
          : nothing
      }
      ${person.email ? action(`mailto:${person.email}`, 'mail', 'Write') : nothing}
    </div>`;
  }

  #full(person: Person): TemplateResult {
    const fact = (label: string, value: string | null): TemplateResult | typeof nothing =>
      value
        ? html`<dt>${label}</dt>
            <dd class="prose">${value}</dd>`
        : nothing;
    return html`<app-bar
        .heading=${person.name}
        .under=${html`${person.job ?? nothing} <sync-mark .state=${person.local}></sync-mark>`}
        back="/people"
        back-label="People"
        .actions=${html`${historyLink('people', person.id)}
        ${
          can('people', 'write')
            ? html`<a class="button" href=${`/people/${person.id}/edit`}>${icon('edit')}Edit</a>`
            : nothing
        }`}
      ></app-bar>
      <div class="stack-large">
        ${this.#reach(person)}
        ${
          person.phone || person.email || person.notes
            ? html`<dl class="facts">
                ${fact('Phone', person.phone)} ${fact('E-mail', person.email)}
                ${fact('Notes', person.notes)}
              </dl>`
            : html`<p class="soft">No phone, e-mail or notes yet.</p>`
        }
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#person.state, (person) =>
      person ? this.#full(person) : html`<gone-state what="person" back="/people"></gone-state>`,
    );
  }
}
