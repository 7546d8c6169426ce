// <day-screen>: a day of a tour that is not a show: its times, journeys, tasks and notes.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { observeDay, type Day } from '../../data/days';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { TEAM_VALUES } from '../../data/rows.gen';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import { formatDate, placeName } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import '../../ui/note-list';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import '../../ui/task-list';
import { words } from '../../ui/words';
import './schedule-section';

@customElement('day-screen')
export class DayScreen extends Screen {
  readonly #organization = new LiveController(this, observeOrganization);
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

  #tasks(): TemplateResult | typeof nothing {
    const about = this.#about;
    if (about.tasks.length === 0 && !about.mayWrite) return nothing;
    return html`<section class="section" aria-labelledby="tasks">
      <header><h2 id="tasks">Tasks</h2></header>
      <task-list
        .tasks=${about.tasks}
        .people=${about.people}
        .teams=${choicesOf(TEAM_VALUES)}
        .today=${todayOf(this.#organization.value, Date.now())}
        .actions=${about.taskActions}
      ></task-list>
    </section>`;
  }

  #notes(day: Day): TemplateResult | typeof nothing {
    const about = this.#about;
    if (!day.notes && about.notes.length === 0 && !about.mayWrite) return nothing;
    return html`<section class="section" aria-labelledby="notes">
      <header><h2 id="notes">Notes</h2></header>
      ${day.notes ? html`<p class="prose">${day.notes}</p>` : nothing}
      <note-list
        .notes=${about.notes}
        .people=${about.people}
        .teams=${choicesOf(TEAM_VALUES)}
        .nameOf=${about.nameOf}
        .actions=${about.noteActions}
      ></note-list>
    </section>`;
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
          ${historyLink('days', day.id)}
          ${
            can('shows', 'write')
              ? html`<a class="button" href=${`/days/${day.id}/edit`}>${icon('edit')}Edit</a>`
              : nothing
          }`}
      ></app-bar>
      <div class="columns">
        <div><schedule-section .day=${day.id}></schedule-section></div>
        <div>${this.#tasks()} ${this.#notes(day)}</div>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#day.state, (day) =>
      day ? this.#full(day) : html`<gone-state what="day" back="/tours"></gone-state>`,
    );
  }
}
