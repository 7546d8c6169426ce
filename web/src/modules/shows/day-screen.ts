// <day-screen>: a day of a tour that is not a show: its times, journeys, tasks and notes.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { observeDay, type Day } from '../../data/days';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { formatDate, placeName } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import { Screen } from '../../ui/screen';
import { shareLink } from '../../ui/share-link';
import '../../ui/sync-mark';
import { words } from '../../ui/words';
import './schedule-section';

@customElement('day-screen')
export class DayScreen extends Screen {
  readonly #day = new LiveController(
    this,
    () => observeDay(this.#id),
    () => [this.#id],
  );
  readonly #tour = new LiveController(
    this,
    () => (this.#day.value?.tour_id ? observeTour(this.#day.value.tour_id) : undefined),
    () => [this.#day.value?.tour_id],
  );
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'days',
    id: this.#id,
    tourId: this.#day.value?.tour_id ?? null,
  }));

  get #id(): string {
    return this.param('id');
  }

  #full(day: Day): TemplateResult {
    const tour = this.#tour.value;
    const place = placeName(day.city, day.country);
    return html`<app-bar
        .heading=${day.title ?? words(day.kind)}
        .back=${tour ? `/tours/${tour.id}` : '/tours'}
        .backLabel=${tour?.name ?? 'Tours'}
        .kicker=${html`${formatDate(day.date, 'full')} <sync-mark .state=${day.local}></sync-mark>`}
        .under=${[day.title ? words(day.kind) : '', place].filter(Boolean).join(' · ')}
        .actions=${html`<a class="button" href=${`/days/${day.id}/sheet`}
            >${icon('list')}Day sheet</a
          >
          ${can('shares', 'write') ? shareLink('day_id', day.id) : nothing}
          ${historyLink('days', day.id)}
          ${
            can('shows', 'write')
              ? html`<a class="button" href=${`/days/${day.id}/edit`}>${icon('edit')}Edit</a>`
              : nothing
          }`}
      ></app-bar>
      <div class="columns">
        <div><schedule-section .day=${day.id}></schedule-section></div>
        <div>${taskSection(this.#about)} ${noteSection(this.#about, day.notes)}</div>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#day.state, (day) =>
      day ? this.#full(day) : html`<gone-state what="day" back="/tours"></gone-state>`,
    );
  }
}
