// <organization-new-screen>: the first thing after the first sign-in: an organization of one's own.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createOrganization, signOut } from '../../lib/account';
import { LiveController } from '../../lib/live';
import { failure, type Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { observeSession } from '../../lib/session';
import { deviceZone } from '../../lib/zone';
import { currencyChoices, choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/welcome-frame';

const types = ['artist', 'agency', 'label', 'venue'] as const;

const fields: readonly FieldSpec[] = [
  {
    name: 'name',
    label: 'Name',
    required: true,
    maxlength: 120,
    autocomplete: 'organization',
    placeholder: 'The band, the agency',
  },
  {
    name: 'type',
    label: 'Type',
    kind: 'select',
    required: true,
    half: true,
    choices: choicesOf(types),
  },
  {
    name: 'default_currency',
    label: 'Currency',
    kind: 'select',
    required: true,
    half: true,
    choices: currencyChoices('EUR'),
  },
  {
    name: 'zone',
    label: 'Home time zone',
    kind: 'zone',
    required: true,
  },
];

@customElement('organization-new-screen')
export class OrganizationNewScreen extends Screen {
  @state() private problem: Problem | undefined;
  @state() private isBusy = false;
  readonly #session = new LiveController(this, observeSession);

  async #create({ values }: SavedForm): Promise<void> {
    if (!values['name']?.trim()) {
      const name = 'What is it called?';
      this.problem = failure('invalid', name, { name }).problem;
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    const outcome = await createOrganization({
      name: values['name'].trim(),
      type: values['type'] ?? 'artist',
      default_currency: values['default_currency'] ?? 'EUR',
      zone: values['zone'] ?? deviceZone(),
    });
    this.isBusy = false;
    if (outcome.ok) go('/today', { replace: true });
    else this.problem = outcome.problem;
  }

  async #signOut(): Promise<void> {
    await signOut();
    go('/sign-in', { replace: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.#session.value;
    if (session?.kind !== 'signed-in') return nothing;
    const isFirst = session.belongings.length === 0;
    return html`<welcome-frame>
      <div class="stack">
        <h1 tabindex="-1">${isFirst ? 'Welcome. Who is touring?' : 'New organization'}</h1>
        <p class="soft">
          An organization holds tours, people and money. Others join it by invitation: if you wait
          for one, open its link from your mail.
        </p>
      </div>
      <record-form
        .fields=${fields}
        .values=${{ name: '', type: 'artist', default_currency: 'EUR', zone: deviceZone() }}
        .problem=${this.problem}
        .busy=${this.isBusy}
        save-label="Create organization"
        .cancel=${isFirst ? '' : '/organizations'}
        .cancelLabel=${isFirst ? 'Sign out' : 'Cancel'}
        @save=${(event: CustomEvent<SavedForm>) => this.#create(event.detail)}
        @cancel=${this.#signOut}
      ></record-form>
    </welcome-frame>`;
  }
}
