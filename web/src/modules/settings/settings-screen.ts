// <settings-screen>: the person, this device, the organization, the app itself.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeMyself } from '../../data/person-profiles';
import { leaveOrganization, renameMe, signOut } from '../../lib/account';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { observePrefs, setPrefs, type Prefs } from '../../lib/prefs';
import { go } from '../../lib/router';
import { can, observeSession } from '../../lib/session';
import { observeSyncStatus } from '../../lib/sync/status';
import { applyUpdate, observeUpdate } from '../../lib/updates';
import { version } from '../../../package.json';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import type { FieldSpec } from '../../ui/form-field';
import { icon, type IconName } from '../../ui/icon';
import '../../ui/person-avatar';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';

/** Builds are told apart by VITE_RELEASE, where it was set while building. */
const release: unknown = import.meta.env['VITE_RELEASE'];

const themes = [
  { value: 'system', label: 'As the device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const nameField: FieldSpec = {
  name: 'name',
  label: 'Name',
  required: true,
  maxlength: 120,
  autocomplete: 'name',
};

@customElement('settings-screen')
export class SettingsScreen extends Screen {
  @state() private sheet: 'none' | 'name' | 'sign-out' | 'leave' = 'none';
  @state() private problem: Problem | undefined;
  readonly #session = new LiveController(this, observeSession);
  readonly #myself = new LiveController(this, observeMyself);
  readonly #prefs = new LiveController(this, observePrefs);
  readonly #sync = new LiveController(this, observeSyncStatus);
  readonly #update = new LiveController(this, observeUpdate);

  #theme(value: string): void {
    const theme: Prefs['theme'] = value === 'light' || value === 'dark' ? value : 'system';
    setPrefs({ theme });
  }

  #row(path: string, name: IconName, title: string, sub: string): TemplateResult {
    return html`<li>
      <a class="row" href=${path}>
        ${icon(name)}
        <span class="main"><span class="title">${title}</span><span class="sub">${sub}</span></span>
        <span class="end faint">${icon('forward')}</span>
      </a>
    </li>`;
  }

  async #rename({ values }: SavedForm): Promise<void> {
    const outcome = await renameMe(values['name']?.trim() ?? '');
    if (outcome.ok) {
      this.sheet = 'none';
      toast('Name changed');
    } else this.problem = outcome.problem;
  }

  async #leave(organizationId: string): Promise<void> {
    const outcome = await leaveOrganization(organizationId);
    this.sheet = 'none';
    if (outcome.ok) go('/today', { replace: true });
    else toast(outcome.problem.message);
  }

  async #signOut(): Promise<void> {
    await signOut();
    go('/sign-in', { replace: true });
  }

  #sheets(
    name: string,
    organization: { organizationId: string; name: string } | undefined,
  ): TemplateResult {
    const waiting = this.#sync.value?.waiting ?? 0;
    const close = (): void => {
      this.sheet = 'none';
    };
    return html`<sheet-dialog heading="Your name" .open=${this.sheet === 'name'} @closed=${close}>
        ${
          this.sheet === 'name'
            ? html`<record-form
                .fields=${[nameField]}
                .values=${{ name }}
                .problem=${this.problem}
                @save=${(event: CustomEvent<SavedForm>) => this.#rename(event.detail)}
                @cancel=${close}
              ></record-form>`
            : nothing
        }
      </sheet-dialog>
      <sheet-dialog
        heading="Sign out of this device"
        .open=${this.sheet === 'sign-out'}
        @closed=${close}
      >
        <div class="stack">
          <p>
            Everything of OTA is removed from this
            device.${
              waiting > 0
                ? html` <strong
                    >${waiting === 1 ? '1 change has' : `${waiting} changes have`} not been sent yet
                    and would be lost.</strong
                  >`
                : ' All changes have been sent.'
            }
          </p>
          <div class="button-row">
            <button class="button primary" @click=${this.#signOut}>Sign out</button>
            <button class="button plain" @click=${close}>Stay</button>
          </div>
        </div>
      </sheet-dialog>
      <sheet-dialog heading="Leave organization" .open=${this.sheet === 'leave'} @closed=${close}>
        <div class="stack">
          <p>
            You lose access to ${organization?.name ?? 'it'}; only an invitation brings you back.
          </p>
          <div class="button-row">
            <button
              class="button primary"
              @click=${() => organization && this.#leave(organization.organizationId)}
            >
              Leave
            </button>
            <button class="button plain" @click=${close}>Stay</button>
          </div>
        </div>
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.#session.value;
    if (session?.kind !== 'signed-in') return nothing;
    const { user, current } = session;
    const name = user.name ?? '';
    return html`<app-bar heading="Settings"></app-bar>
      <div class="stack-large">
        <section class="section" aria-labelledby="you">
          <h2 id="you">You</h2>
          <div class="row">
            <person-avatar .name=${name || user.email}></person-avatar>
            <span class="main">
              <span class="title">${name || 'No name yet'}</span
              ><span class="sub">${user.email}</span>
            </span>
            <button class="button" @click=${() => (this.sheet = 'name')}>
              ${name ? 'Change name' : 'Add name'}
            </button>
          </div>
          ${
            this.#myself.value
              ? html`<ul class="rows">
                  ${this.#row(
                    `/people/${this.#myself.value.id}`,
                    'lock',
                    'Your private details',
                    'Passport, meals, seats: for those who book for you',
                  )}
                </ul>`
              : nothing
          }
        </section>
        <section class="section" aria-labelledby="device">
          <h2 id="device">This device</h2>
          <choice-chips
            label="Appearance"
            name="theme"
            look="segments"
            .value=${this.#prefs.value?.theme ?? 'system'}
            .choices=${themes}
            @choose=${(event: CustomEvent<string>) => this.#theme(event.detail)}
          ></choice-chips>
          <ul class="rows">
            ${this.#row(
              '/settings/sync',
              'refresh',
              'Sync and storage',
              'What waits, what is stored',
            )}
            ${this.#row('/help', 'help', 'Help', 'Offline, conflicts, being sure that all is saved')}
          </ul>
        </section>
        ${
          current
            ? html`<section class="section" aria-labelledby="organization">
                <h2 id="organization">${current.name}</h2>
                <p class="soft">You are ${words(current.role).toLowerCase()} here.</p>
                <ul class="rows">
                  ${
                    can('organization', 'write')
                      ? this.#row(
                          '/settings/organization',
                          'building',
                          'Organization settings',
                          'Name, currency, time zone, where the night ends',
                        )
                      : nothing
                  }
                  ${
                    can('partners', 'read')
                      ? this.#row(
                          '/settings/partners',
                          'deal',
                          'Partners',
                          'Who sees when your artists are taken, and whose calendars you see',
                        )
                      : nothing
                  }
                  ${this.#row(
                    '/organizations',
                    'expand',
                    'All organizations',
                    'Switch, create or join',
                  )}
                </ul>
                <div>
                  <button class="button plain long flush" @click=${() => (this.sheet = 'leave')}>
                    Leave ${current.name}
                  </button>
                </div>
              </section>`
            : nothing
        }
        <section class="section" aria-labelledby="about">
          <h2 id="about">About</h2>
          <p class="soft">OTA ${release ?? version}, free software under the AGPL 3.0 or later.</p>
          <div class="button-row">
            ${
              this.#update.value === 'offered'
                ? html`<button class="button primary" @click=${applyUpdate}>Update OTA now</button>`
                : nothing
            }
            <button class="button" @click=${() => (this.sheet = 'sign-out')}>
              ${icon('sign-out')}Sign out
            </button>
          </div>
        </section>
      </div>
      ${this.#sheets(name, current)}`;
  }
}
