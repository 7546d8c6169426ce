// <today-screen>: what is next, where, with whom, and what changed since the last look.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { eveningOf, todayOf, zoneOf, type EveningItem } from '../../data/evening';
import { observeOrganization, type Organization } from '../../data/organization';
import { observePeople, type Person } from '../../data/people';
import { observeOwnPerDiem } from '../../data/perdiems-today';
import type { ShowWithVenue } from '../../data/shows';
import { finishTask, observeMyTasks, reopenTask } from '../../data/tasks';
import { observeMembers } from '../../data/team';
import {
  observeRecentChanges,
  observeToday,
  type RecentChange,
  type Today,
} from '../../data/today';
import { observeOwnRooms } from '../../data/own-rooms';
import type { Travel } from '../../data/travel';
import type { Venue } from '../../data/venues';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import { businessDay, knownZone } from '../../lib/night';
import '../../parts/seen-list';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/contact-row';
import '../../ui/empty-state';
import {
  ago,
  countdown,
  formatDate,
  formatMoney,
  formatTime,
  placeName,
  relativeDay,
  zoneLabel,
} from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import '../../ui/show-row';
import '../../ui/skeleton-rows';
import '../../ui/task-list';
import '../../ui/time-line';
import { zonesNote } from '../../ui/time-line';
import '../../ui/stay-row';
import '../../ui/travel-row';
import { words } from '../../ui/words';
import { hasLooked, lastLook, noteLook } from './last-look';
import { nextOf, type NextThing } from './next-thing';
import './today-screen.css';

const crewShown = 4;
const tasksShown = 6;
const changesShown = 4;
/** how far a show is before it is settled */
const TO_SETTLE: ReadonlySet<string> = new Set(['confirmed', 'advanced', 'played']);

@customElement('today-screen')
export class TodayScreen extends Screen {
  @state() private since = lastLook();
  @state() private isLate = false;
  readonly #clock = new Clock(this);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #today = new LiveController(
    this,
    () => {
      const organization = this.#organization.value;
      if (!organization) return undefined;
      const zone = knownZone(organization.zone);
      const { from, to } = businessDay(this.#date, zone, organization.day_boundary);
      return observeToday(this.#date, from, to);
    },
    () => [this.#date, this.#organization.value?.day_boundary],
  );
  readonly #people = new LiveController(this, observePeople);
  readonly #members = new LiveController(this, observeMembers);
  readonly #tasks = new LiveController(this, observeMyTasks);
  readonly #perDiem = new LiveController(
    this,
    () => (this.#date && can('payroll', 'read') ? observeOwnPerDiem(this.#date) : undefined),
    () => [this.#date],
  );
  readonly #rooms = new LiveController(
    this,
    () => (this.#date ? observeOwnRooms(this.#date, this.#date) : undefined),
    () => [this.#date],
  );
  readonly #changes = new LiveController(
    this,
    () => (this.#date ? observeRecentChanges(this.since, this.#date) : undefined),
    () => [this.since, this.#date],
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    noteLook();
  }

  #seen(): void {
    noteLook();
    this.since = lastLook();
  }

  get #date(): string {
    const organization = this.#organization.value;
    return organization ? todayOf(organization, this.#clock.now) : '';
  }

  #nameOf(userId: string | null): string {
    const member = this.#members.value?.find((m) => m.user_id === userId);
    return member?.name ?? member?.email ?? 'Someone';
  }

  #next(next: NextThing, now: number): TemplateResult {
    return html`<div class="next">
      <p class="count">${countdown(now, Date.parse(next.at))}</p>
      <p class="to">
        until <strong>${next.title}</strong> at
        <time datetime=${next.at}>${formatTime(next.at, next.zone)}</time>
        ${zoneLabel(next.at, next.zone)}${next.place ? html`, ${next.place}` : nothing}
      </p>
    </div>`;
  }

  #where(venue: Venue | undefined, entry: ShowWithVenue): TemplateResult {
    const { show } = entry;
    const address = venue?.address ?? '';
    const place = placeName(venue?.city ?? show.city, venue?.country ?? show.country);
    return html`<section class="section" aria-labelledby="where">
      <h2 id="where">Where</h2>
      <div>
        <p class="venue">${venue?.name ?? show.title}</p>
        <p class="soft">${[address, place].filter(Boolean).join(', ')}</p>
      </div>
      <div class="button-row">
        ${reachButtons({
          phone: venue?.phone,
          map: mapLink(venue, `${venue?.name ?? ''} ${address} ${place}`),
        })}
        <a class="button" href=${`/shows/${show.id}`}>${icon('show')}Show page</a>
      </div>
    </section>`;
  }

  /** From doors on the money of the night is one tap away. */
  #toSettle({ shows, schedule }: Today, now: number): TemplateResult | typeof nothing {
    const show = shows[0]?.show;
    if (!show || !can('finance', 'write') || !TO_SETTLE.has(show.status)) return nothing;
    const doors = schedule.find(({ kind, show_id }) => kind === 'doors' && show_id === show.id);
    const from = doors?.starts_at ?? show.doors_at ?? show.starts_at;
    if (from === null || Date.parse(from) > now) return nothing;
    return html`<div class="button-row tonight">
      <a class="button primary" href=${`/shows/${show.id}/settlement`}
        >${icon('money')}Settle tonight</a
      >
    </div>`;
  }

  #who(people: readonly Person[]): TemplateResult | typeof nothing {
    const reachable = people.filter((person) => person.phone).slice(0, crewShown);
    if (reachable.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="who">
      <header>
        <h2 id="who">Who to call</h2>
        <a href="/people">Everyone</a>
      </header>
      <ul class="rows">
        ${reachable.map((person) => html`<li><contact-row .person=${person}></contact-row></li>`)}
      </ul>
    </section>`;
  }

  #changed(changes: readonly RecentChange[]): TemplateResult | typeof nothing {
    if (changes.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="changed">
      <header>
        <h2 id="changed">${hasLooked() ? 'Changed since your last look' : 'New this week'}</h2>
        <button class="button plain" @click=${this.#seen}>Seen</button>
      </header>
      <ul class="rows">
        ${changes.slice(0, changesShown).map((change) => this.#change(change))}
      </ul>
      ${
        changes.length > changesShown
          ? html`<details class="fold">
              <summary>${icon('forward')}More</summary>
              <ul class="rows">
                ${changes.slice(changesShown).map((change) => this.#change(change))}
              </ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  #change({ table, title, of, date, at, by, showId }: RecentChange): TemplateResult {
    const what = [
      table === 'shows' ? of : words(table.replace(/s$/, '')),
      table === 'shows' ? '' : of,
      date ? formatDate(date, 'short') : '',
      `${this.#nameOf(by)}, ${ago(Date.parse(at), this.#clock.now)}`,
    ];
    const text = html`<span class="main"
      ><span class="title">${title}</span
      ><span class="sub">${what.filter(Boolean).join(' · ')}</span></span
    >`;
    return html`<li>
      ${
        showId
          ? html`<a class="row" href=${`/shows/${showId}`}>${text}</a>`
          : html`<div class="row">${text}</div>`
      }
    </li>`;
  }

  #myTasks(): TemplateResult | typeof nothing {
    const tasks = this.#tasks.value ?? [];
    if (tasks.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="tasks">
      <h2 id="tasks">My tasks</h2>
      <task-list
        .tasks=${tasks.slice(0, tasksShown)}
        .today=${this.#date}
        .actions=${{ finish: finishTask, reopen: reopenTask }}
      ></task-list>
    </section>`;
  }

  async #openLate(): Promise<void> {
    await Promise.all([import('./late-sheet'), import('../../ui/sheet-dialog')]);
    this.isLate = true;
  }

  #late(today: Today): TemplateResult {
    const close = (): void => {
      this.isLate = false;
    };
    return html`<sheet-dialog heading="Running late" .open=${this.isLate} @closed=${close}>
      ${
        this.isLate
          ? html`<late-sheet
              .show=${today.shows[0]?.show.id ?? ''}
              .day=${today.days[0]?.id ?? ''}
              @finished=${close}
            ></late-sheet>`
          : nothing
      }
    </sheet-dialog>`;
  }

  #evening(items: readonly EveningItem[], now: number, today: Today): TemplateResult {
    const [show, day] = [today.shows[0]?.show.id, today.days[0]?.id];
    const sheet = show ? `/shows/${show}/sheet` : `/days/${day ?? ''}/sheet`;
    return html`<section class="section" aria-labelledby="schedule">
      <header>
        <h2 id="schedule">Today’s schedule</h2>
        <p class="faint">${zonesNote(items)}</p>
      </header>
      ${
        items.length === 0
          ? html`<p class="soft">No times yet.</p>`
          : html`<div class="button-row">
                ${
                  can('schedule', 'write')
                    ? html`<button class="button" @click=${this.#openLate}>
                        ${icon('late')}Running late
                      </button>`
                    : nothing
                }
                <a class="button" href=${sheet}>${icon('list')}Day sheet</a>
              </div>
              <time-line .items=${items} .now=${now}></time-line>`
      }
    </section>`;
  }

  #travel(legs: readonly Travel[]): TemplateResult | typeof nothing {
    const rooms = this.#rooms.value ?? [];
    if (legs.length + rooms.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="travel">
      <h2 id="travel">${legs.length > 0 ? 'On the move' : 'Your room'}</h2>
      <ul class="rows">
        ${legs.map((leg) => html`<li><travel-row .leg=${leg}></travel-row></li>`)}
        ${rooms.map(
          ({ stay, room, guest, shares }) =>
            html`<li>
              <stay-row .stay=${stay} .own=${{ ...guest, ...room, shares }}></stay-row>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #allowance(): TemplateResult | typeof nothing {
    const day = this.#perDiem.value;
    if (!day) return nothing;
    const meals = day.provided.map((meal) => words(meal).toLowerCase()).join(', ');
    const facts = [meals ? `${meals} provided` : '', day.signed_at ? 'signed' : ''];
    const text = html`<span class="main">
        <span class="title">Your per diem</span>
        <span class="sub">${facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="end"
        ><span class="amount">${formatMoney(day.amount_minor, day.currency)}</span></span
      >`;
    return day.tour_id
      ? html`<a class="row" href=${`/tours/${day.tour_id}/per-diems`}>${text}</a>`
      : html`<div class="row">${text}</div>`;
  }

  #coming(today: Today): TemplateResult | typeof nothing {
    // a second show of the same day stands first
    const coming = [...today.shows.slice(1), ...today.next];
    if (coming.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="coming">
      <header>
        <h2 id="coming">Coming up</h2>
        <a href="/tours">All tours</a>
      </header>
      <ul class="rows">
        ${coming.map(
          (entry) =>
            html`<li>
              <show-row
                .show=${entry.show}
                .venue=${entry.venue}
                .today=${today.date}
                with-month
              ></show-row>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #nothingOn(today: Today): TemplateResult {
    const first = today.next[0];
    const day = today.days[0];
    if (!first && !day) {
      const mayPlan = can('shows', 'write');
      return html`<empty-state
        symbol="tours"
        heading="No shows yet"
        text=${
          mayPlan
            ? 'Bring the tour from the spreadsheet it lives in, or add the first show by hand.'
            : 'When shows are added, the next one stands here.'
        }
        .actions=${
          mayPlan
            ? html`<a class="button primary" href="/import">Import a spreadsheet</a>
                <a class="button" href="/shows/new">Add a show</a>`
            : nothing
        }
      ></empty-state>`;
    }
    if (!first) return html``;
    return html`<div class="next">
      <p class="count">${relativeDay(first.show.date, today.date)}</p>
      <p class="to">
        next show: <strong>${first.show.title}</strong>, ${formatDate(first.show.date, 'long')}
      </p>
    </div>`;
  }

  #full(today: Today, organization: Organization): TemplateResult {
    const { now } = this.#clock;
    const entry = today.shows[0];
    const day = today.days[0];
    const zone = zoneOf(entry?.show ?? day, entry?.venue, organization);
    const evening = eveningOf(entry?.show, today.date, today.schedule, zone);
    const next = nextOf(evening, today.travel, now, zone);
    const isBusy = entry !== undefined || today.schedule.length > 0;
    return html`${next ? this.#next(next, now) : isBusy ? nothing : this.#nothingOn(today)}
      ${this.#toSettle(today, now)} <seen-list .items=${today.schedule}></seen-list>
      <div class="columns">
        <div>
          ${isBusy ? this.#evening(evening, now, today) : nothing} ${this.#travel(today.travel)}
          ${this.#allowance()} ${this.#coming(today)}
        </div>
        <div>
          ${entry ? this.#where(entry.venue, entry) : nothing}
          ${this.#changed(this.#changes.value ?? [])} ${this.#myTasks()}
          ${this.#who(this.#people.value ?? [])}
        </div>
      </div>
      ${this.#late(today)}`;
  }

  #heading(today: Today | undefined): string {
    const entry = today?.shows[0];
    if (entry) return entry.venue?.name ?? entry.show.title;
    const day = today?.days[0];
    if (day) return [words(day.kind), day.city].filter(Boolean).join(' in ');
    return 'Today';
  }

  protected override render(): TemplateResult {
    const today = this.#today.value;
    const organization = this.#organization.value;
    const entry = today?.shows[0];
    const place = placeName(
      entry?.venue?.city ?? entry?.show.city ?? null,
      entry?.venue?.country ?? entry?.show.country ?? null,
    );
    return html`<app-bar
        .heading=${this.#heading(today)}
        .kicker=${this.#date ? formatDate(this.#date, 'long') : nothing}
        .under=${place && entry ? place : nothing}
        .actions=${html`<a class="button wide-only" href="/expenses/new">
          ${icon('receipt')}Add expense
        </a>`}
      ></app-bar>
      ${liveView(this.#today.state, (value) =>
        value && organization
          ? this.#full(value, organization)
          : html`<skeleton-rows></skeleton-rows>`,
      )}`;
  }
}
