// <artist-list>: our artists, whom partners know by what is shared: a new name for all their tours, and
// tours that are another's of the same name.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { artistLabel, partTour, renameArtist, type ArtistView } from '../../data/artists';
import type { Tour } from '../../data/tours';
import type { Outcome, Problem } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';

const fields: readonly FieldSpec[] = [
  {
    name: 'name',
    label: 'Name',
    required: true,
    maxlength: 160,
    hint: 'On all tours. Partners go on seeing what they see, under the new name.',
  },
];

const toursWords = ({ tours }: ArtistView): string =>
  tours.length === 1 ? '1 tour' : `${tours.length} tours`;

@customElement('artist-list')
export class ArtistList extends LightElement {
  @property({ attribute: false }) artists: readonly ArtistView[] = [];
  /** the id of the artist whose sheet is open */
  @state() private open = '';
  @state() private problem: Problem | undefined;

  #show(id: string): void {
    this.problem = undefined;
    this.open = id;
  }

  async #rename(view: ArtistView, name: string): Promise<void> {
    const outcome = await renameArtist(view, name);
    if (outcome.ok) this.open = '';
    else this.problem = outcome.problem;
  }

  async #part(view: ArtistView, tour: Tour): Promise<void> {
    const outcome: Outcome<void> = await partTour(view, tour);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  /** One tour is theirs, or they would be nobody. */
  #tours(view: ArtistView): TemplateResult | typeof nothing {
    if (view.tours.length < 2) return nothing;
    return html`<div class="stack">
      <p class="soft">
        Is one of these tours of somebody else with the same name? Nothing of another artist is
        shared until you say so.
      </p>
      <ul class="rows">
        ${view.tours.map(
          (tour) =>
            html`<li>
              <div class="row">
                <span class="main"><span class="title">${tour.name}</span></span>
                <button
                  class="button"
                  aria-label=${`${tour.name} is another artist’s`}
                  @click=${() => this.#part(view, tour)}
                >
                  Another’s
                </button>
              </div>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #sheet(): TemplateResult {
    const view = this.artists.find(({ artist }) => artist.id === this.open);
    return html`<sheet-dialog
      heading=${view?.artist.name ?? 'Artist'}
      .open=${view !== undefined}
      @closed=${() => (this.open = '')}
    >
      ${
        view
          ? html`<div class="stack-large">
              <record-form
                .record=${view.artist.id}
                .fields=${fields}
                .values=${{ name: view.artist.name }}
                .problem=${this.problem}
                @save=${(event: CustomEvent<SavedForm>) =>
                  this.#rename(view, (event.detail.values['name'] ?? '').trim())}
                @cancel=${() => (this.open = '')}
              ></record-form>
              ${this.#tours(view)}
            </div>`
          : nothing
      }
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult {
    return html`<section class="section" aria-labelledby="artists">
      <h2 id="artists">Your artists</h2>
      <ul class="rows">
        ${this.artists.map(
          (view) =>
            html`<li>
              <button class="row" @click=${() => this.#show(view.artist.id)}>
                <span class="main">
                  <span class="title">${artistLabel(view, this.artists)}</span>
                  <span class="sub">${toursWords(view)}</span>
                </span>
                ${icon('forward')}
              </button>
            </li>`,
        )}
      </ul>
      ${this.#sheet()}
    </section>`;
  }
}
