// <partners-screen>: with whom calendars are shared: inviting, answering a code, what each sees,
// the end.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  codeWords,
  invitePartner,
  observePartners,
  readCode,
  removePartnership,
  usePartnerCode,
  type PartnersView,
  type Partnership,
} from '../../data/partners';
import { LiveController } from '../../lib/live';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatMoment } from '../../ui/format';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import { copyText, shareText } from '../../ui/share-text';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';
import './artist-list';
import './partner-card';
import './partners-screen.css';

const inviteFields: readonly FieldSpec[] = [
  {
    name: 'name',
    label: 'For whom',
    maxlength: 120,
    hint: 'Only you see this. Their own name takes its place once they have used the code.',
  },
];
const codeFields: readonly FieldSpec[] = [
  { name: 'code', label: 'Code', required: true, placeholder: 'ABCD-EFGH-JKLM-NPQR' },
];

/** What is sent along with a code. */
const letter = (code: string): string =>
  `Let us see when each other’s artists are taken. In OTA, open Settings, Partners, “I have a code”, and type ${codeWords(code)}`;

@customElement('partners-screen')
export class PartnersScreen extends Screen {
  @state() private sheet: '' | 'invite' | 'code' = '';
  @state() private problem: Problem | undefined;
  readonly #partners = new LiveController(this, observePartners);

  get #mayChange(): boolean {
    return can('partners', 'write');
  }

  #open(sheet: 'invite' | 'code'): void {
    this.problem = undefined;
    this.sheet = sheet;
  }

  async #save(values: FormValues): Promise<void> {
    const outcome =
      this.sheet === 'invite'
        ? await invitePartner(asOptional(values['name'] ?? ''))
        : await this.#use(values['code'] ?? '');
    if (outcome.ok) this.sheet = '';
    else this.problem = outcome.problem;
  }

  #use(text: string): Promise<Outcome<void>> {
    const code = readCode(text);
    if (code) return usePartnerCode(code);
    const words = 'A code has sixteen letters and digits, without 0, 1, I and O.';
    return Promise.resolve(failure('invalid', words, { code: words }));
  }

  async #remove({ id }: Partnership): Promise<void> {
    const outcome = await removePartnership(id);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #invitation(partner: Partnership): TemplateResult {
    const code = partner.code ?? '';
    const isOver = partner.expires_at !== null && Date.parse(partner.expires_at) < Date.now();
    const standing = isOver
      ? 'Expired'
      : partner.local === 'asked'
        ? 'Works as soon as it has been sent'
        : partner.expires_at
          ? `Works once, until ${formatMoment(partner.expires_at)}`
          : '';
    const whom = partner.name ?? codeWords(code);
    return html`<li class="stack">
      <div class="row">
        ${icon('mail')}
        <span class="main">
          <span class="title">${partner.name ?? 'A partner'}</span>
          <span class="sub">${standing}</span>
        </span>
      </div>
      <p class="code">${codeWords(code)}</p>
      ${
        this.#mayChange
          ? html`<div class="button-row">
              <button
                class="button"
                aria-label=${`Send the code for ${whom}`}
                @click=${() => shareText('OTA partners', letter(code), 'Copied with the code')}
              >
                ${icon('message')}Send
              </button>
              <button
                class="button"
                aria-label=${`Copy the code for ${whom}`}
                @click=${() => copyText(codeWords(code), 'Code copied')}
              >
                Copy
              </button>
              <button
                class="button plain"
                aria-label=${`Withdraw the code for ${whom}`}
                @click=${() => this.#remove(partner)}
              >
                Withdraw
              </button>
            </div>`
          : nothing
      }
    </li>`;
  }

  #over(partners: readonly Partnership[]): TemplateResult | typeof nothing {
    if (partners.length === 0) return nothing;
    return html`<details class="fold">
      <summary>${icon('forward')}Ended (${partners.length})</summary>
      <ul class="rows">
        ${partners.map(
          (partner) =>
            html`<li>
              <div class="row">
                <span class="main">
                  <span class="title">${partner.name ?? 'A partner'}</span>
                  <span class="sub"
                    >${
                      partner.ended_at
                        ? `Ended ${formatDate(partner.ended_at.slice(0, 10), 'medium')}`
                        : 'Ended'
                    }</span
                  >
                </span>
                ${
                  this.#mayChange
                    ? html`<button
                        class="button icon-only"
                        aria-label=${`Remove ${partner.name ?? 'this partner'}`}
                        @click=${() => this.#remove(partner)}
                      >
                        ${icon('trash')}
                      </button>`
                    : nothing
                }
              </div>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #buttons(): TemplateResult | typeof nothing {
    if (!this.#mayChange) return nothing;
    return html`<button class="button primary" @click=${() => this.#open('invite')}>
        ${icon('invite')}Invite a partner
      </button>
      <button class="button" @click=${() => this.#open('code')}>I have a code</button>`;
  }

  #full({ partners, artists, shareable }: PartnersView): TemplateResult {
    if (partners.length === 0)
      return html`<empty-state
        symbol="deal"
        heading="No partners yet"
        text="An agency and a management can show each other when their artists are taken: only that, or the city, too. Never money, never notes. Both have to agree, and either ends it at any time."
        .actions=${this.#buttons()}
      ></empty-state>`;
    const of = (status: Partnership['status']) =>
      partners.filter(({ partner }) => partner.status === status);
    const invited = of('invited');
    return html`<div class="stack-large">
      ${of('linked').map(
        (view) =>
          html`<partner-card
            .view=${view}
            .shareable=${shareable}
            .artists=${artists}
          ></partner-card>`,
      )}
      ${
        invited.length === 0
          ? nothing
          : html`<section class="section" aria-labelledby="invited">
              <h2 id="invited">Invited</h2>
              <ul class="stack-large">
                ${invited.map(({ partner }) => this.#invitation(partner))}
              </ul>
            </section>`
      }
      <div class="button-row">${this.#buttons()}</div>
      ${
        can('tours', 'write') && of('linked').length > 0 && artists.length > 0
          ? html`<artist-list .artists=${artists}></artist-list>`
          : nothing
      }
      ${this.#over(of('ended').map(({ partner }) => partner))}
    </div>`;
  }

  #sheetView(): TemplateResult {
    const isInvite = this.sheet === 'invite';
    return html`<sheet-dialog
      heading=${isInvite ? 'Invite a partner' : 'Use a code'}
      .open=${this.sheet !== ''}
      @closed=${() => (this.sheet = '')}
    >
      ${
        this.sheet === ''
          ? nothing
          : html`<div class="stack">
              <p class="soft">
                ${
                  isInvite
                    ? 'You get a code to hand over. Nothing is shared until you say what, artist by artist.'
                    : 'You become partners with whoever gave it to you. Nothing of yours is shared by that.'
                }
              </p>
              <record-form
                .fields=${isInvite ? inviteFields : codeFields}
                .values=${{ name: '', code: '' }}
                .problem=${this.problem}
                save-label=${isInvite ? 'Make a code' : 'Become partners'}
                @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail.values)}
                @cancel=${() => (this.sheet = '')}
              ></record-form>
            </div>`
      }
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult {
    if (!can('partners', 'read')) return html`<no-access></no-access>`;
    return html`<app-bar heading="Partners" back="/settings" back-label="Settings"></app-bar>
      ${liveView(this.#partners.state, (view) => this.#full(view))} ${this.#sheetView()}`;
  }
}
