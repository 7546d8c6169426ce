// <organization-sheet>: the organizations of the account, one tap to open another.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { switchOrganization } from '../lib/account';
import { LiveController } from '../lib/live';
import { go } from '../lib/router';
import { observeSession, type Belonging } from '../lib/session';
import { icon } from '../ui/icon';
import { LightElement } from '../ui/light-element';
import '../ui/person-avatar';
import '../ui/sheet-dialog';
import { words } from '../ui/words';

/** Fires `closed`. */
@customElement('organization-sheet')
export class OrganizationSheet extends LightElement {
  readonly #session = new LiveController(this, observeSession);

  async #open({ organizationId }: Belonging): Promise<void> {
    await switchOrganization(organizationId);
    this.#close();
    go('/today');
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }

  protected override render(): TemplateResult {
    const session = this.#session.value;
    const belongings = session?.kind === 'signed-in' ? session.belongings : [];
    const currentId = session?.kind === 'signed-in' ? session.current?.organizationId : undefined;
    return html`<sheet-dialog heading="Organizations" open @closed=${this.#close}>
      <ul class="menu">
        ${belongings.map(
          (one) =>
            html`<li>
              <button
                class="row"
                aria-current=${one.organizationId === currentId ? 'true' : 'false'}
                @click=${() => this.#open(one)}
              >
                <person-avatar .name=${one.name} square></person-avatar>
                <span class="main"
                  ><span class="title">${one.name}</span
                  ><span class="sub">${words(one.type)} · ${words(one.role)}</span></span
                >
                ${one.organizationId === currentId ? icon('check') : ''}
              </button>
            </li>`,
        )}
        <li><a class="row" href="/organizations/new">${icon('plus')}New organization</a></li>
      </ul>
    </sheet-dialog>`;
  }
}
