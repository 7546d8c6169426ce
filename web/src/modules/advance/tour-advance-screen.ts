// <tour-advance-screen>: what is open across a tour: shows by sections, one tap to what is missing.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  observeAdvancesOfTour,
  progressOf,
  sectionTitles,
  type AdvanceBook,
  type ShowAdvance,
} from '../../data/advances';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { observeTour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/empty-state';
import { formatDate } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import './advance.css';
import { heatOf } from './advance-words';

const legend = [
  { heat: 'open', label: 'Nothing answered' },
  { heat: 'part', label: 'Partly' },
  { heat: 'answered', label: 'To settle' },
  { heat: 'settled', label: 'Settled' },
] as const;

@customElement('tour-advance-screen')
export class TourAdvanceScreen extends Screen {
  @state() private withPast = false;
  readonly #clock = new Clock(this);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #advances = new LiveController(this, () => observeAdvancesOfTour(this.#id), this.#key);

  get #id(): string {
    return this.param('id');
  }

  #cell({ show, venue, book }: ShowAdvance, title: string): TemplateResult {
    const section = book?.sections.find((one) => one.title === title);
    if (!book || !section) return html`<td><span class="heat" aria-label="Not asked">–</span></td>`;
    const progress = progressOf(section.questions, book.answers);
    const left = progress.open + progress.answered;
    const wanted = progress.open > 0 ? 'open' : progress.answered > 0 ? 'answered' : '';
    const query = new URLSearchParams({ section: title, ...(wanted ? { show: wanted } : {}) });
    return html`<td>
      <a
        class="heat"
        data-heat=${heatOf(progress)}
        href=${`/shows/${show.id}/advance?${query}`}
        aria-label=${`${left === 0 ? 'Nothing' : left} left: ${venue?.city ?? show.city ?? show.title}, ${title}`}
        >${left === 0 ? icon('check') : left}</a
      >
    </td>`;
  }

  #row(one: ShowAdvance, titles: readonly string[]): TemplateResult {
    const { show, venue, book } = one;
    const state = stateWords(book);
    return html`<tr>
      <th scope="row">
        <a href=${`/shows/${show.id}/advance`}>
          <span class="title">${venue?.city ?? show.city ?? show.title}</span>
          <span>${formatDate(show.date, 'short')} · ${state}</span>
        </a>
      </th>
      ${titles.map((title) => this.#cell(one, title))}
    </tr>`;
  }

  #full(all: readonly ShowAdvance[]): TemplateResult {
    const today = todayOf(this.#organization.value, this.#clock.now);
    const coming = all.filter(({ show }) => show.date >= today);
    const shown = this.withPast || coming.length === 0 ? all : coming;
    const titles = sectionTitles(shown);
    if (all.length === 0) {
      return html`<empty-state
        symbol="list"
        heading="No shows to advance"
        text="Each show of the tour gets a line here, with what is still open."
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      <p class="legend faint">
        ${legend.map(
          ({ heat, label }) => html`<span><i class="heat" data-heat=${heat}></i>${label}</span>`,
        )}
      </p>
      <div class="matrix" tabindex="0" role="region" aria-label="Shows by sections">
        <table>
          <thead>
            <tr>
              <td></td>
              ${titles.map((title) => html`<th scope="col" title=${title}>${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map((one) => this.#row(one, titles))}
          </tbody>
        </table>
      </div>
      ${
        shown.length < all.length
          ? html`<button class="button" @click=${() => (this.withPast = true)}>
              Also the ${all.length - shown.length} that are past
            </button>`
          : nothing
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Advance"
        .back=${`/tours/${this.#id}`}
        .backLabel=${this.#tour.value?.name ?? 'Tour'}
        .kicker=${this.#tour.value?.artist ?? nothing}
        .actions=${
          can('advance', 'write')
            ? html`<a class="button" href="/advance-templates">Templates</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#advances.state, (all) => this.#full(all))}`;
  }
}

/** "4 left", in the little room beside a date. */
function stateWords(book: AdvanceBook | undefined): string {
  if (!book) return 'not begun';
  if (book.advance.status === 'approved') return 'approved';
  const all = book.sections.flatMap(({ questions }) => questions);
  const { open, answered } = progressOf(all, book.answers);
  return open + answered === 0 ? 'all settled' : `${open + answered} left`;
}
