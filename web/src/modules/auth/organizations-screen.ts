// <organizations-screen>: the organizations one belongs to, to switch between them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { switchOrganization } from '../../lib/account';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { observeSession, type Belonging } from '../../lib/session';
import '../../ui/app-bar';
import { icon } from '../../ui/icon';
import '../../ui/person-avatar';
import { Screen } from '../../ui/screen';
import { words } from '../../ui/words';

@customElement('organizations-screen')
export class OrganizationsScreen extends Screen {
  readonly #session = new LiveController(this, observeSession);

  async #open({ organizationId }: Belonging): Promise<void> {
    await switchOrganization(organizationId);
    go('/today');
  }

  #row(belonging: Belonging, currentId: string | undefined): TemplateResult {
    const isHere = belonging.organizationId === currentId;
    return html`<li>
      <div class="row">
        <person-avatar .name=${belonging.name} square></person-avatar>
        <span class="main">
          <span class="title">${belonging.name}</span>
          <span class="sub">${words(belonging.type)} · ${words(belonging.role)}</span>
        </span>
        ${
          isHere
            ? html`<span class="tag signal">Open now</span>`
            : html`<button class="button" @click=${() => this.#open(belonging)}>
                Open<span class="visually-hidden"> ${belonging.name}</span>
              </button>`
        }
      </div>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.#session.value;
    if (session?.kind !== 'signed-in') return nothing;
    return html`<app-bar
        heading="Organizations"
        .actions=${html`<a class="button" href="/organizations/new">
          ${icon('plus')}New organization
        </a>`}
      ></app-bar>
      <div class="stack-large">
        <ul class="rows">
          ${session.belongings.map((one) => this.#row(one, session.current?.organizationId))}
        </ul>
        <p class="soft">
          To join another one, open the link of its invitation mail on this device.
        </p>
      </div>`;
  }
}
