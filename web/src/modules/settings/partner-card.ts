// <partner-card>: one linked partner: what they see of each artist, and what they let us see.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  artistsIn,
  detailOf,
  endPartnership,
  shareArtist,
  type Detail,
  type PartnerView,
} from '../../data/partners';
import { can } from '../../lib/session';
import '../../ui/choice-chips';
import { formatDate } from '../../ui/format';
import { asOneOf } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './partners-screen.css';

const details: readonly { readonly value: Detail; readonly label: string }[] = [
  { value: 'none', label: 'Nothing' },
  { value: 'busy', label: 'Busy or free' },
  { value: 'city', label: 'City and status' },
];
const asDetail = asOneOf<Detail>(['none', 'busy', 'city']);
const detailWords = (detail: Detail): string =>
  details.find(({ value }) => value === detail)?.label ?? '';

@customElement('partner-card')
export class PartnerCard extends LightElement {
  @property({ attribute: false }) view: PartnerView | undefined;
  /** whom the organization could share */
  @property({ attribute: false }) artists: readonly string[] = [];
  @state() private isEnding = false;

  async #share(view: PartnerView, artist: string, value: string): Promise<void> {
    const outcome = await shareArtist(view, artist, asDetail(value));
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #artist(view: PartnerView, artist: string): TemplateResult {
    const detail = detailOf(view, artist);
    if (!can('partners', 'write'))
      return html`<div class="row">
        <span class="main"><span class="title">${artist}</span></span>
        <span class="end soft">${detailWords(detail)}</span>
      </div>`;
    return html`<choice-chips
      .label=${artist}
      name=${`share-${view.partner.id}-${artist}`}
      look="segments"
      .value=${detail}
      .choices=${details}
      @choose=${(event: CustomEvent<string>) => this.#share(view, artist, event.detail)}
    ></choice-chips>`;
  }

  /** Artists that are shared though no tour names them any more stay in sight. */
  #given(view: PartnerView): TemplateResult {
    const artists = artistsIn([...this.artists, ...view.shares.map(({ artist }) => artist)]);
    return html`<div class="stack">
      <h3>What they see</h3>
      ${
        artists.length === 0
          ? html`<p class="soft">Nothing yet: no tour of yours names an artist.</p>`
          : artists.map((artist) => this.#artist(view, artist))
      }
      <p class="faint">Never a fee, a note, a venue or a name.</p>
    </div>`;
  }

  #received({ dates }: PartnerView): TemplateResult {
    const counted = artistsIn(dates.map(({ artist }) => artist)).map((artist) => ({
      artist,
      count: dates.filter((date) => date.artist === artist).length,
    }));
    return html`<div class="stack">
      <h3>What you see</h3>
      ${
        counted.length === 0
          ? html`<p class="soft">
              Nothing yet: they share no artist, or nobody of theirs is taken.
            </p>`
          : html`<ul class="rows">
              ${counted.map(
                ({ artist, count }) =>
                  html`<li>
                    <a class="row" href="/holds?view=month">
                      <span class="main"><span class="title">${artist}</span></span>
                      <span class="end soft">${count === 1 ? '1 date' : `${count} dates`}</span>
                    </a>
                  </li>`,
              )}
            </ul>`
      }
    </div>`;
  }

  async #end(id: string): Promise<void> {
    this.isEnding = false;
    const outcome = await endPartnership(id);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #endSheet({ partner }: PartnerView): TemplateResult {
    return html`<sheet-dialog
      heading=${`End with ${partner.name ?? 'this partner'}?`}
      .open=${this.isEnding}
      @closed=${() => (this.isEnding = false)}
    >
      <div class="stack">
        <p>
          What they see of your artists leaves their devices, and what you see of theirs leaves
          yours. Only a new code brings it back.
        </p>
        <div class="button-row">
          <button class="button primary" @click=${() => this.#end(partner.id)}>
            End partnership
          </button>
          <button class="button plain" @click=${() => (this.isEnding = false)}>Keep it</button>
        </div>
      </div>
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const { partner } = view;
    const isAsked = partner.partner_id === null;
    const name = partner.name ?? (isAsked ? 'Asked for' : 'Partner');
    return html`<section class="section" aria-labelledby=${`p${partner.id}`}>
      <header>
        <h2 id=${`p${partner.id}`}>${name}</h2>
        <sync-mark .state=${partner.local}></sync-mark>
        ${
          can('partners', 'write') && !isAsked
            ? html`<button
                class="button plain"
                aria-label=${`End partnership with ${name}`}
                @click=${() => (this.isEnding = true)}
              >
                ${icon('close')}End
              </button>`
            : nothing
        }
      </header>
      ${
        isAsked
          ? html`<p class="soft">The server looks for the code when it hears of it.</p>`
          : html`${
                partner.linked_at
                  ? html`<p class="soft">
                      Partners since ${formatDate(partner.linked_at.slice(0, 10), 'medium')}
                    </p>`
                  : nothing
              }
              <div class="sides">${this.#given(view)} ${this.#received(view)}</div>`
      }
      ${this.#endSheet(view)}
    </section>`;
  }
}
