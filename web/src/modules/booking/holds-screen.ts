// <holds-screen>: every date that is held, those to answer first; as a list or as a month.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { endsAt, isLive, observeHolds, type HoldAt } from '../../data/holds';
import { observeOrganization } from '../../data/organization';
import { isSameArtist } from '../../data/artists';
import { observeTakenDates, type TakenDate } from '../../data/partners';
import { bothLive, LiveController } from '../../lib/live';
import { addMonths, monthOf } from '../../ui/calendar';
import '../../ui/choice-chips';
import { Clock } from '../../ui/clock';
import { formatDate } from '../../ui/format';
import { icon } from '../../ui/icon';
import { listScreen, type ListSpec } from '../../ui/list-screen';
import '../../ui/month-grid';
import type { MonthEntry } from '../../ui/month-grid';
import { Screen } from '../../ui/screen';
import './booking.css';
import './hold-row';
import { rankWords, takenWords } from './hold-words';

const monthPath = (month: string): string => `/holds?view=month&month=${month}`;

const list: ListSpec<readonly [readonly HoldAt[], readonly TakenDate[]]> = {
  heading: 'Holds',
  resource: 'booking',
  add: { label: 'Hold a date', first: 'Hold a date', to: '/holds/new' },
  empty: {
    symbol: 'calendar',
    heading: 'No holds yet',
    text: 'Hold a date at a venue. Who asks first has the first right to it; the others line up behind.',
  },
  isEmpty: ([holds, taken]) => holds.length === 0 && taken.length === 0,
};

@customElement('holds-screen')
export class HoldsScreen extends Screen {
  @state() private party = '';
  readonly #clock = new Clock(this);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #dates = new LiveController(this, () => bothLive(observeHolds(), observeTakenDates()));

  get #today(): string {
    return todayOf(this.#organization.value, this.#clock.now);
  }

  #rows(list: readonly HoldAt[], withMonth = false): TemplateResult {
    return html`<ul class="rows">
      ${list.map(
        (at) =>
          html`<li>
            <hold-row .at=${at} .now=${this.#clock.now} .withMonth=${withMonth}></hold-row>
          </li>`,
      )}
    </ul>`;
  }

  /** Whoever does not answer in time loses the date, so these come first. */
  #challenged(list: readonly HoldAt[]): TemplateResult | typeof nothing {
    const waiting = list
      .filter(({ hold }) => hold.status === 'challenged')
      .sort((a, b) => (endsAt(a.hold) ?? '').localeCompare(endsAt(b.hold) ?? ''));
    if (waiting.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="challenged">
      <h2 id="challenged">To answer</h2>
      ${this.#rows(waiting, true)}
    </section>`;
  }

  #list(all: readonly HoldAt[]): TemplateResult {
    const live = all.filter(({ hold }) => isLive(hold) && hold.date >= this.#today);
    const over = all.filter(({ hold }) => !isLive(hold) || hold.date < this.#today);
    const rest = live.filter(({ hold }) => hold.status !== 'challenged');
    const months = Map.groupBy(rest, ({ hold }) => monthOf(hold.date));
    return html`<div class="stack-large">
      ${this.#challenged(live)}
      ${[...months].map(
        ([month, held]) =>
          html`<section class="section" aria-labelledby=${`m${month}`}>
            <h2 id=${`m${month}`}>${formatDate(`${month}-01`, 'month')}</h2>
            ${this.#rows(held)}
          </section>`,
      )}
      ${live.length === 0 ? html`<p class="soft">No date is held from today on.</p>` : nothing}
      ${
        over.length === 0
          ? nothing
          : html`<details class="fold">
              <summary>${icon('forward')}Past, released and expired (${over.length})</summary>
              <div>${this.#rows(over.toReversed(), true)}</div>
            </details>`
      }
    </div>`;
  }

  #entry({ hold, venue }: HoldAt): MonthEntry {
    const name = venue?.name ?? 'Venue';
    const mark = hold.status === 'confirmed' ? '✓' : String(hold.rank ?? '?');
    return {
      date: hold.date,
      label: `${mark} ${venue?.city ?? name}`,
      description: `${rankWords(hold)}, ${name}, ${hold.party}`,
      href: `/holds/${hold.id}`,
      tone: hold.status === 'confirmed' ? 'good' : 'warn',
    };
  }

  /** What a partner shows is theirs: it is told, and leads nowhere. */
  #takenEntry(one: TakenDate): MonthEntry {
    const { artist, date, city } = one.taken;
    return {
      date,
      label: city === null ? artist : `${artist}, ${city}`,
      description: takenWords(one),
      tone: 'quiet',
    };
  }

  #month(all: readonly HoldAt[], taken: readonly TakenDate[]): TemplateResult {
    const live = all.filter(({ hold }) => isLive(hold));
    const next = [...live.map(({ hold }) => hold.date), ...taken.map((one) => one.taken.date)]
      .filter((date) => date >= this.#today)
      .sort()[0];
    const month = this.query('month') ?? monthOf(next ?? this.#today);
    return html`<div class="calendar">
      <div class="button-row">
        <a
          class="button icon-only"
          href=${monthPath(addMonths(month, -1))}
          aria-label="Month before"
          >${icon('back')}</a
        >
        <a class="button icon-only" href=${monthPath(addMonths(month, 1))} aria-label="Month after"
          >${icon('forward')}</a
        >
      </div>
      <month-grid
        .month=${month}
        .today=${this.#today}
        .entries=${[
          ...live.map((at) => this.#entry(at)),
          ...taken.map((one) => this.#takenEntry(one)),
        ]}
      ></month-grid>
    </div>`;
  }

  #parties(all: readonly HoldAt[]): TemplateResult | typeof nothing {
    const parties = [...new Set(all.map(({ hold }) => hold.party))].sort();
    if (parties.length < 2) return nothing;
    return html`<choice-chips
      label="Held for"
      name="party"
      .value=${this.party}
      .choices=${[
        { value: '', label: 'All' },
        ...parties.map((party) => ({ value: party, label: party })),
      ]}
      @choose=${(event: CustomEvent<string>) => (this.party = event.detail)}
    ></choice-chips>`;
  }

  #taken(taken: readonly TakenDate[]): TemplateResult | typeof nothing {
    const coming = taken.filter((one) => one.taken.date >= this.#today);
    if (coming.length === 0) return nothing;
    return html`<details class="fold">
      <summary>${icon('forward')}Taken in partners’ calendars (${coming.length})</summary>
      <ul class="rows">
        ${coming.map(
          (one) =>
            html`<li>
              <div class="row">
                <span class="main">
                  <span class="title">${formatDate(one.taken.date, 'full')}</span>
                  <span class="sub">${takenWords(one)}</span>
                </span>
              </div>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #full(all: readonly HoldAt[], dates: readonly TakenDate[]): TemplateResult {
    const isMonth = this.query('view') === 'month';
    const shown = all.filter(({ hold }) => !this.party || hold.party === this.party);
    const taken = dates.filter((one) => !this.party || isSameArtist(one.called, this.party));
    return html`<div class="stack-large">
      <nav class="segments" aria-label="View">
        <a href="/holds" aria-current=${isMonth ? nothing : 'page'}>${icon('list')}List</a>
        <a href="/holds?view=month" aria-current=${isMonth ? 'page' : nothing}
          >${icon('calendar')}Month</a
        >
      </nav>
      ${this.#parties(all)}
      ${
        isMonth
          ? html`<div>${this.#month(shown, taken)}</div>`
          : html`${this.#list(shown)} ${this.#taken(taken)}`
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    return listScreen(this.#dates.state, list, ([holds, taken]) => this.#full(holds, taken));
  }
}
