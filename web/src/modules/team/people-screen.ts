// <people-screen>: everyone one may need to reach, with a call or a message in one tap.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observePeople, type Person } from '../../data/people';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/contact-row';
import '../../ui/empty-state';
import '../../ui/form-field';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/virtual-list';
import { matching } from './matching';

const searchFrom = 8;

@customElement('people-screen')
export class PeopleScreen extends Screen {
  @state() private words = '';
  readonly #people = new LiveController(this, observePeople);

  #full(people: readonly Person[]): TemplateResult {
    if (people.length === 0) {
      const mayWrite = can('people', 'write');
      return html`<empty-state
        symbol="people"
        heading="Nobody here yet"
        text="Crew, promoters, drivers: whoever is one call away on a bad day."
        .actions=${
          mayWrite ? html`<a class="button primary" href="/people/new">Add a person</a>` : nothing
        }
      ></empty-state>`;
    }
    const found = matching(people, this.words);
    return html`<div class="stack">
      ${
        people.length >= searchFrom
          ? html`<form-field
              .spec=${{ name: 'search', label: 'Search by name or job', required: true }}
              .value=${this.words}
              @edit=${(event: CustomEvent<string>) => (this.words = event.detail)}
            ></form-field>`
          : nothing
      }
      <p class="visually-hidden" role="status">
        ${this.words ? `${found.length} of ${people.length} people` : ''}
      </p>
      ${
        found.length === 0
          ? html`<p class="soft">Nobody matches “${this.words}”.</p>`
          : html`<virtual-list
              label="People"
              .items=${found}
              .row=${(i: number) => html`<contact-row .person=${found[i]}></contact-row>`}
            ></virtual-list>`
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="People"
        .actions=${
          can('people', 'write')
            ? html`<a class="button" href="/people/new">${icon('plus')}New person</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#people.state, (people) => this.#full(people))}`;
  }
}
