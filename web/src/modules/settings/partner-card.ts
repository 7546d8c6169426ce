// <partner-card>: one linked partner: what they see of each artist, and what they let us see.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { artistLabel, type ArtistView } from '../../data/artists';
import {
  detailOf,
  endPartnership,
  linkArtist,
  shareArtist,
  type Detail,
  type PartnerArtist,
  type PartnerView,
  type Shareable,
} from '../../data/partners';
import { can } from '../../lib/session';
import '../../ui/choice-chips';
import { formatDate } from '../../ui/format';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/form-field';
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
  @property({ attribute: false }) shareable: readonly Shareable[] = [];
  @property({ attribute: false }) artists: readonly ArtistView[] = [];
  @state() private isEnding = false;

  async #share(view: PartnerView, artist: Shareable, value: string): Promise<void> {
    const outcome = await shareArtist(view, artist, asDetail(value));
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #label({ name, view }: Shareable): string {
    return view ? artistLabel(view, this.artists) : name;
  }

  #artist(view: PartnerView, artist: Shareable): TemplateResult {
    const detail = detailOf(view, artist);
    const label = this.#label(artist);
    if (!can('partners', 'write'))
      return html`<div class="row">
        <span class="main"><span class="title">${label}</span></span>
        <span class="end soft">${detailWords(detail)}</span>
      </div>`;
    return html`<choice-chips
      .label=${label}
      name=${`share-${view.partner.id}-${artist.id ?? 'own'}`}
      look="segments"
      .value=${detail}
      .choices=${details}
      @choose=${(event: CustomEvent<string>) => this.#share(view, artist, event.detail)}
    ></choice-chips>`;
  }

  #given(view: PartnerView): TemplateResult {
    return html`<div class="stack">
      <h3>What they see</h3>
      ${
        this.shareable.length === 0
          ? html`<p class="soft">Nothing yet: no tour of yours names an artist.</p>`
          : this.shareable.map((artist) => this.#artist(view, artist))
      }
      <p class="faint">Never a fee, a note, a venue or a name.</p>
    </div>`;
  }

  async #link(theirs: PartnerArtist, ours: string): Promise<void> {
    const outcome = await linkArtist(theirs.id, ours || null);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  /** Which of ours it is; without a word of ours whoever has the name. */
  #ours(theirs: PartnerArtist): TemplateResult | typeof nothing {
    if (!can('booking', 'write') || this.artists.length === 0) return nothing;
    const spec: FieldSpec = {
      name: `ours-${theirs.id}`,
      label: `Your name for ${theirs.name}`,
      kind: 'select',
      required: true,
      choices: [
        { value: '', label: 'The same' },
        ...this.artists.map((view) => ({
          value: view.artist.id,
          label: artistLabel(view, this.artists),
        })),
      ],
    };
    return html`<form-field
      .spec=${spec}
      .value=${theirs.artist_id ?? ''}
      @edit=${(event: CustomEvent<string>) => this.#link(theirs, event.detail)}
    ></form-field>`;
  }

  #received({ artists, dates }: PartnerView): TemplateResult {
    const countOf = ({ id }: PartnerArtist): number =>
      dates.filter(({ partner_artist_id }) => partner_artist_id === id).length;
    return html`<div class="stack">
      <h3>What you see</h3>
      ${
        artists.length === 0
          ? html`<p class="soft">Nothing yet: they share no artist.</p>`
          : html`<ul class="rows">
              ${artists.map(
                (one) =>
                  html`<li>
                    <a class="row" href="/holds?view=month">
                      <span class="main"><span class="title">${one.name}</span></span>
                      <span class="end soft"
                        >${countOf(one) === 1 ? '1 date' : `${countOf(one)} dates`}</span
                      >
                    </a>
                    ${this.#ours(one)}
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
