// <today-screen>: what is next, where, with whom, and what changed since the last look.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { eveningOf, todayOf, zoneOf, type EveningItem } from '../../data/evening';
import { observeOrganization, type Organization } from '../../data/organization';
import { observePeople, type Person } from '../../data/people';
import type { ShowWithVenue } from '../../data/shows';
import { observeMembers } from '../../data/team';
import {
  observeRecentChanges,
  observeToday,
  type RecentChange,
  type Today,
} from '../../data/today';
import type { Travel } from '../../data/travel';
import type { Venue } from '../../data/venues';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import { businessDay, knownZone } from '../../lib/night';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/contact-row';
import '../../ui/empty-state';
import {
  ago,
  countdown,
  formatDate,
  formatTime,
  placeName,
  relativeDay,
  zoneLabel,
} from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { Screen } from '../../ui/screen';
import '../../ui/show-row';
import '../../ui/skeleton-rows';
import '../../ui/time-line';
import { zonesNote } from '../../ui/time-line';
import '../../ui/travel-row';
import { words } from '../../ui/words';
import { lastLook, noteLook } from './last-look';
import { nextOf, type NextThing } from './next-thing';
import './today-screen.css';

const crewShown = 4;

@customElement('today-screen')
export class TodayScreen extends Screen {
  @state() private since = lastLook();
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
  readonly #changes = new LiveController(
    this,
    () => observeRecentChanges(this.since),
    () => [this.since],
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
        <a
          class="button"
          href=${mapLink(venue, `${venue?.name ?? ''} ${address} ${place}`)}
          target="_blank"
          rel="noopener"
          >${icon('pin')}Map</a
        >
        ${
          venue?.phone
            ? html`<a class="button" href=${`tel:${venue.phone}`}>${icon('call')}Call venue</a>`
            : nothing
        }
        <a class="button" href=${`/shows/${show.id}`}>${icon('show')}Show page</a>
      </div>
    </section>`;
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
        <h2 id="changed">Changed since your last look</h2>
        <button class="button plain" @click=${this.#seen}>Seen</button>
      </header>
      <ul class="rows">
        ${changes.map((change) => {
          const text = html`<span class="main"
            ><span class="title">${change.title}</span
            ><span class="sub"
              >${words(change.table.replace(/s$/, ''))} · ${this.#nameOf(change.by)},
              ${ago(Date.parse(change.at), this.#clock.now)}</span
            ></span
          >`;
          return html`<li>
            ${
              change.showId
                ? html`<a class="row" href=${`/shows/${change.showId}`}>${text}</a>`
                : html`<div class="row">${text}</div>`
            }
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #evening(items: readonly EveningItem[], now: number): TemplateResult {
    return html`<section class="section" aria-labelledby="schedule">
      <header>
        <h2 id="schedule">Today’s schedule</h2>
        <p class="faint">${zonesNote(items)}</p>
      </header>
      ${
        items.length === 0
          ? html`<p class="soft">No times yet.</p>`
          : html`<time-line .items=${items} .now=${now}></time-line>`
      }
    </section>`;
  }

  #travel(legs: readonly Travel[]): TemplateResult | typeof nothing {
    if (legs.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="travel">
      <h2 id="travel">On the move</h2>
      <ul class="rows">
        ${legs.map((leg) => html`<li><travel-row .leg=${leg}></travel-row></li>`)}
      </ul>
    </section>`;
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
      <div class="columns">
        <div>
          ${isBusy ? this.#evening(evening, now) : nothing} ${this.#travel(today.travel)}
          ${this.#coming(today)}
        </div>
        <div>
          ${entry ? this.#where(entry.venue, entry) : nothing}
          ${this.#changed(this.#changes.value ?? [])} ${this.#who(this.#people.value ?? [])}
        </div>
      </div>`;
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
