// <tours-screen>: every tour, what it is called, when it runs, what comes next on it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { observeShows } from '../../data/shows';
import { observeTourSummaries, type TourSummary } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatRange } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/show-row';
import '../../ui/status-badge';
import '../../ui/sync-mark';

@customElement('tours-screen')
export class ToursScreen extends Screen {
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tours = new LiveController(
    this,
    () => observeTourSummaries(this.#today),
    () => [this.#today],
  );
  readonly #shows = new LiveController(this, observeShows);

  get #today(): string {
    return todayOf(this.#organization.value, Date.now());
  }

  #row({ tour, shows, next }: TourSummary): TemplateResult {
    const details = [
      tour.artist,
      formatRange(tour.starts_on, tour.ends_on),
      shows === 1 ? '1 show' : `${shows} shows`,
    ];
    return html`<li>
      <a class="row" href=${`/tours/${tour.id}`}>
        <span class="main">
          <span class="title">${tour.name}</span>
          <span class="sub">${details.filter(Boolean).join(' · ')}</span>
          ${
            next
              ? html`<span class="sub">Next: ${next.title}, ${formatDate(next.date)}</span>`
              : nothing
          }
        </span>
        <span class="end">
          <sync-mark .state=${tour.local}></sync-mark>
          <status-badge status=${tour.status}></status-badge>
        </span>
      </a>
    </li>`;
  }

  #loose(): TemplateResult | typeof nothing {
    const loose = (this.#shows.value ?? []).filter((show) => show.tour_id === null);
    if (loose.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="loose">
      <h2 id="loose">Shows without a tour</h2>
      <ul class="rows">
        ${loose.map(
          (show) =>
            html`<li>
              <show-row .show=${show} .today=${this.#today} with-month></show-row>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #full(tours: readonly TourSummary[]): TemplateResult {
    const mayWrite = can('tours', 'write');
    if (tours.length === 0) {
      return html`<div class="stack-large">
        <empty-state
          symbol="tours"
          heading="No tours yet"
          text=${
            mayWrite
              ? 'Import the dates you already have, or start with a name and a first show.'
              : 'Tours that your organization plans appear here.'
          }
          .actions=${
            mayWrite
              ? html`<a class="button primary" href="/import">Import a spreadsheet</a>
                  <a class="button" href="/tours/new">Create a tour</a>`
              : nothing
          }
        ></empty-state>
        ${this.#loose()}
      </div>`;
    }
    return html`<div class="stack-large">
      <ul class="rows">
        ${tours.map((summary) => this.#row(summary))}
      </ul>
      ${this.#loose()}
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Tours"
        .actions=${
          can('tours', 'write')
            ? html`<a class="button" href="/tours/new">${icon('plus')}New tour</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#tours.state, (tours) => this.#full(tours))}
      <p>
        <a class="button plain flush" href="/deleted">${icon('trash')}Recently deleted</a>
      </p>`;
  }
}
