// <tour-screen>: a tour with its dates, as a list by month or as a calendar.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeConflicts } from '../../data/conflicts';
import { observeDaysOfTour, type Day } from '../../data/days';
import { todayOf } from '../../data/evening';
import { expenseTotals, observeExpenseFigures, type CurrencyTotal } from '../../data/expenses';
import { observeOrganization } from '../../data/organization';
import { observeShowsOfTour, type Show, type ShowWithVenue } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour, type Tour } from '../../data/tours';
import { bothLive, LiveController } from '../../lib/live';
import type { Resource } from '../../lib/core';
import { hasScreen } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { addMonths } from '../../ui/calendar';
import '../../ui/empty-state';
import { formatDate, formatMoney, formatRange, placeName } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { shareLink } from '../../ui/share-link';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import type { MonthEntry } from '../../ui/month-grid';
import '../../ui/month-grid';
import { Screen } from '../../ui/screen';
import { dateBlock, type ShowFacts } from '../../ui/show-row';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import '../../ui/virtual-list';
import type { WayTile } from '../../ui/way-tiles';
import '../../ui/way-tiles';
import { whenOpened } from '../../ui/when-opened';
import { toneOf, words } from '../../ui/words';
import {
  countDates,
  dayTitle,
  fold,
  openingMonth,
  tourMonths,
  type TourDate,
  type TourMonth,
} from './tour-dates';
import './tour-screen.css';

type Dates = readonly [readonly ShowWithVenue[], readonly Day[]];

const DATE_REM = 4.25;
const MONTH_REM = 3.5;

/** A date, or the month that begins above it, whose id it is ("2027-04"). */
interface Item {
  readonly id: string;
  readonly date?: TourDate;
}

const idOf = (date: TourDate): string => (date.kind === 'show' ? date.entry.show.id : date.day.id);

@customElement('tour-screen')
export class TourScreen extends Screen {
  @state() private month = '';
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tour = new LiveController(
    this,
    () => observeTour(this.#id),
    () => [this.#id],
  );
  readonly #dates = new LiveController(
    this,
    () => bothLive(observeShowsOfTour(this.#id), observeDaysOfTour(this.#id)),
    () => [this.#id],
  );
  readonly #expenses = new LiveController(
    this,
    () => observeExpenseFigures({ tourId: this.#id }),
    () => [this.#id],
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'tours',
    id: this.#id,
    tourId: this.#id,
  }));
  readonly #conflicts = new LiveController(this, observeConflicts);

  get #id(): string {
    return this.param('id');
  }

  get #isCalendar(): boolean {
    return this.place?.path.endsWith('/calendar') ?? false;
  }

  get #today(): string {
    return todayOf(this.#organization.value, Date.now());
  }

  #day(day: Day): TemplateResult {
    return html`<a class="row is-off" href=${`/days/${day.id}`}>
      ${dateBlock(day.date)}
      <span class="main">
        <span class="title">${dayTitle(day)}</span>
        ${day.city ? html`<span class="sub">${placeName(day.city, day.country)}</span>` : nothing}
      </span>
      <span class="end"><sync-mark .state=${day.local}></sync-mark></span>
    </a>`;
  }

  /** A show that two people changed is marked in the list too. */
  #marked(show: Show): ShowFacts {
    const isInConflict = this.#conflicts.value?.some(({ row_id }) => row_id === show.id) ?? false;
    return isInConflict ? { ...show, local: 'conflict' } : show;
  }

  #date(one: TourDate): TemplateResult {
    return one.kind === 'show'
      ? html`<show-row
          .show=${this.#marked(one.entry.show)}
          .venue=${one.entry.venue}
          .today=${this.#today}
        ></show-row>`
      : this.#day(one.day);
  }

  #months(label: string, months: readonly TourMonth[]): TemplateResult {
    const items = months.flatMap(({ month, dates }): readonly Item[] => [
      { id: month },
      ...dates.map((date) => ({ id: idOf(date), date })),
    ]);
    return html`<virtual-list
      label=${label}
      .items=${items}
      .heightOf=${(i: number) => (items[i]?.date ? DATE_REM : MONTH_REM)}
      .row=${(i: number) => this.#item(items[i])}
    ></virtual-list>`;
  }

  #item(item: Item | undefined): TemplateResult {
    return item?.date
      ? this.#date(item.date)
      : html`<h2>${formatDate(`${item?.id ?? ''}-01`, 'month')}</h2>`;
  }

  #list(months: readonly TourMonth[]): TemplateResult {
    const { past, coming } = fold(months, this.#today);
    return html`<div class="stack-large">
      ${
        past.length === 0
          ? nothing
          : html`<details class="fold">
              <summary>${icon('forward')}${countDates(past)} earlier dates</summary>
              <div>${whenOpened(() => this.#months('Earlier dates', past))}</div>
            </details>`
      }
      ${this.#months('Dates', coming)}
    </div>`;
  }

  #calendar(months: readonly TourMonth[]): TemplateResult {
    const month = this.month || openingMonth(months, this.#today);
    const step = (count: number): void => {
      this.month = addMonths(month, count);
    };
    return html`<div class="calendar">
      <div class="button-row">
        <button class="button icon-only" aria-label="Month before" @click=${() => step(-1)}>
          ${icon('back')}
        </button>
        <button class="button icon-only" aria-label="Month after" @click=${() => step(1)}>
          ${icon('forward')}
        </button>
      </div>
      <month-grid
        .month=${month}
        .today=${this.#today}
        .entries=${months.flatMap(({ dates }) => dates.map(entryOf))}
      ></month-grid>
    </div>`;
  }

  #toolbar(): TemplateResult {
    const tab = (path: string, label: string, isHere: boolean): TemplateResult =>
      html`<a href=${path} aria-current=${isHere ? 'page' : nothing}>${label}</a>`;
    return html`<div class="toolbar">
      <nav class="segments" aria-label="View">
        ${tab(`/tours/${this.#id}`, 'List', !this.#isCalendar)}
        ${tab(`/tours/${this.#id}/calendar`, 'Calendar', this.#isCalendar)}
      </nav>
      ${
        can('shows', 'write')
          ? html`<div class="button-row">
              <a class="button" href=${`/days/new?tour=${this.#id}`}>${icon('plus')}Day</a>
              <a class="button primary" href=${`/shows/new?tour=${this.#id}`}
                >${icon('plus')}Show</a
              >
            </div>`
          : nothing
      }
    </div>`;
  }

  /** Where the tour leads, as far as the role reaches. */
  #ways(): TemplateResult {
    const ways: readonly (WayTile & { readonly needs: Resource })[] = [
      { path: 'map', label: 'Map', detail: '', icon: 'pin', needs: 'shows' },
      { path: 'routing', label: 'Routing', detail: '', icon: 'tours', needs: 'booking' },
      { path: 'advance', label: 'Advance', detail: '', icon: 'check', needs: 'advance' },
      { path: 'budget', label: 'Budget', detail: '', icon: 'money', needs: 'finance' },
      { path: 'per-diems', label: 'Per diems', detail: '', icon: 'receipt', needs: 'payroll' },
      { path: 'commissions', label: 'Commissions', detail: '', icon: 'deal', needs: 'finance' },
      { path: 'runs', label: 'Runs', detail: '', icon: 'sign', needs: 'finance' },
      { path: 'reports', label: 'Reports', detail: '', icon: 'list', needs: 'finance' },
    ];
    return html`<way-tiles
      label="About this tour"
      .ways=${ways
        .map((way) => ({ ...way, path: `/tours/${this.#id}/${way.path}` }))
        .filter(({ path, needs }) => hasScreen(path) && can(needs, 'read'))}
    ></way-tiles>`;
  }

  #datesView([shows, days]: Dates): TemplateResult {
    const months = tourMonths(shows, days);
    if (months.length === 0) {
      return html`<empty-state
        symbol="calendar"
        heading="No dates yet"
        text="Add the first show, or bring all dates from a spreadsheet at once."
        .actions=${
          can('shows', 'write')
            ? html`<a class="button primary" href=${`/shows/new?tour=${this.#id}`}>Add a show</a>
                <a class="button" href=${`/import?tour=${this.#id}`}>Import a spreadsheet</a>`
            : nothing
        }
      ></empty-state>`;
    }
    return this.#isCalendar ? this.#calendar(months) : this.#list(months);
  }

  #spent(): TemplateResult | typeof nothing {
    const totals = expenseTotals(this.#expenses.value ?? []);
    const [main, ...others] = mainFirst(totals, this.#organization.value?.default_currency);
    if (!main) return nothing;
    const rest =
      others.length === 0
        ? ''
        : ` + ${others.length === 1 ? '1 currency' : `${others.length} currencies`}`;
    return html`<a href=${`/expenses?tour=${this.#id}`}
      >${formatMoney(main.amount_minor, main.currency)}${rest} spent</a
    >`;
  }

  #full(tour: Tour): TemplateResult {
    const count = this.#dates.value?.[0].length ?? 0;
    return html`<app-bar
        .heading=${tour.name}
        .kicker=${html`${tour.artist ?? nothing}
          <status-badge status=${tour.status}></status-badge>
          <sync-mark .state=${tour.local}></sync-mark>`}
        .under=${html`${[
          formatRange(tour.starts_on, tour.ends_on),
          count === 1 ? '1 show' : `${count} shows`,
        ]
          .filter(Boolean)
          .join(' · ')}
        ${this.#spent() === nothing ? nothing : html` · ${this.#spent()}`}`}
        back="/tours"
        back-label="Tours"
        .actions=${html`${can('shares', 'write') ? shareLink('tour_id', tour.id) : nothing}${historyLink('tours', tour.id)}
        ${
          can('tours', 'write')
            ? html`<a class="button" href=${`/tours/${tour.id}/edit`}>${icon('edit')}Edit</a>`
            : nothing
        }`}
      ></app-bar>
      ${tour.notes ? html`<p class="prose soft note">${tour.notes}</p>` : nothing} ${this.#ways()}
      ${this.#toolbar()}
      <div class="stack-large">
        ${liveView(this.#dates.state, (dates) => this.#datesView(dates))}
        ${taskSection(this.#about)} ${noteSection(this.#about)}
        <p>
          <a class="button plain flush" href=${`/deleted?tour=${tour.id}`}
            >${icon('trash')}Recently deleted</a
          >
        </p>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#tour.state, (tour) =>
      tour ? this.#full(tour) : html`<gone-state what="tour" back="/tours"></gone-state>`,
    );
  }
}

/** The organization's own currency leads; without it, the one spent most often. */
function mainFirst(
  totals: readonly CurrencyTotal[],
  own: string | undefined,
): readonly CurrencyTotal[] {
  const main = totals.filter(({ currency }) => currency === own);
  return [...main, ...totals.filter(({ currency }) => currency !== own)];
}

function entryOf(one: TourDate): MonthEntry {
  if (one.kind === 'day') {
    const { day } = one;
    const label = [dayTitle(day), day.city].filter(Boolean).join(', ');
    return { date: one.date, label, description: label, href: `/days/${day.id}`, tone: 'day' };
  }
  const { show, venue } = one.entry;
  const label = venue?.city ?? show.city ?? show.title;
  return {
    date: one.date,
    label,
    description: [label, venue?.name, words(show.status)].filter(Boolean).join(', '),
    href: `/shows/${show.id}`,
    tone: toneOf(show.status),
  };
}
