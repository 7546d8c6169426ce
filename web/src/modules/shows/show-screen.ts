// <show-screen>: everything about one show, or the way there: the evening, the place, people, journeys,
// money, tasks, notes.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { expenseTotals } from '../../data/expenses';
import type { ShowFinancial } from '../../data/financials';
import { SHOW_STATUS_VALUES } from '../../data/rows.gen';
import { observeShowHub, type ShowHub } from '../../data/show-hub';
import { observeShow, updateShow, type Show } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { observeVenueOfShow, type Venue } from '../../data/venues';
import { LiveController } from '../../lib/live';
import { hasScreen } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import '../../ui/expense-row';
import { formatDate, formatMoney, formatRange, placeName } from '../../ui/format';
import { asOneOf } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { shareLink } from '../../ui/share-link';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { noteList, noteSection, taskSection } from '../../ui/matter-sections';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import '../../ui/travel-row';
import '../../ui/virtual-list';
import '../../ui/way-tiles';
import { words } from '../../ui/words';
import './contact-section';
import './schedule-section';
import { showWays } from './show-ways';
import '../../styles/sums.css';
import './show-screen.css';

@customElement('show-screen')
export class ShowScreen extends Screen {
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #venue = new LiveController(this, () => observeVenueOfShow(this.#id), this.#key);
  readonly #hub = new LiveController(this, () => observeShowHub(this.#id), this.#key);
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'shows',
    id: this.#id,
    tourId: this.#show.value?.tour_id ?? null,
  }));
  readonly #aboutVenue = new SubjectMatter(this, () => ({
    subject: 'venues',
    id: this.#show.value?.venue_id ?? '',
  }));
  readonly #tour = new LiveController(
    this,
    () => (this.#show.value?.tour_id ? observeTour(this.#show.value.tour_id) : undefined),
    () => [this.#show.value?.tour_id],
  );

  get #id(): string {
    return this.param('id');
  }

  #head(
    title: string,
    id: string,
    action: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    return html`<header>
      <h2 id=${id}>${title}</h2>
      ${action}
    </header>`;
  }

  #place(show: Show, venue: Venue | undefined): TemplateResult {
    const place = placeName(venue?.city ?? show.city, venue?.country ?? show.country);
    const words = [venue?.name, venue?.address, place].filter(Boolean).join(', ');
    const edit =
      venue && can('venues', 'write')
        ? html`<a class="button plain" href=${`/venues/${venue.id}?show=${show.id}`}
            >${icon('edit')}Edit<span class="visually-hidden"> venue</span></a
          >`
        : nothing;
    return html`<section class="section" aria-labelledby="venue">
      ${this.#head('Venue', 'venue', edit)}
      ${
        venue
          ? html`<div>
              <p class="strong">${venue.name}</p>
              <p class="soft">${[venue.address, place].filter(Boolean).join(', ')}</p>
            </div>`
          : html`<p class="soft">${place || 'No venue yet.'}</p>`
      }
      <div class="button-row">
        ${reachButtons({ phone: venue?.phone, ...(words ? { map: mapLink(venue, words) } : {}) })}
      </div>
      <dl class="facts">
        ${this.#fact('Capacity', String(show.capacity ?? venue?.capacity ?? ''))}
        ${this.#fact('Promoter', show.promoter ?? '')}
        ${this.#fact('Load-in', venue?.load_in ?? '')} ${this.#fact('Stage', venue?.stage ?? '')}
        ${this.#fact('Power', venue?.power ?? '')}
        ${this.#fact('Usual curfew', venue?.curfew ?? '')}
        ${this.#fact('Website', venue?.website ?? '')}
        ${this.#fact('House notes', venue?.notes ?? '')}
      </dl>
      ${venue ? this.#houseNotes() : nothing}
    </section>`;
  }

  /** Notes on the house are there again at every show in it. */
  #houseNotes(): TemplateResult | typeof nothing {
    const about = this.#aboutVenue;
    if (about.notes.length === 0 && !about.mayWrite) return nothing;
    return noteList(about, 'Add house note');
  }

  #fact(label: string, value: string): TemplateResult | typeof nothing {
    return value
      ? html`<dt>${label}</dt>
          <dd class="prose">${value}</dd>`
      : nothing;
  }

  #journeys(show: Show, hub: ShowHub | undefined): TemplateResult | typeof nothing {
    const mayWrite = can('travel', 'write');
    const legs = hub?.legs ?? [];
    const stays = hub?.stays ?? [];
    if (!mayWrite && legs.length + stays.length === 0) return nothing;
    const add = mayWrite
      ? html`<a class="button plain" href=${`/travel/new?show=${show.id}`}
          >${icon('plus')}Add<span class="visually-hidden"> travel</span></a
        >`
      : nothing;
    return html`<section class="section" aria-labelledby="travel">
      ${this.#head('Travel and hotel', 'travel', add)}
      ${
        legs.length + stays.length === 0
          ? html`<p class="soft">No journeys booked for this show.</p>`
          : html`<ul class="rows">
              ${legs.map((leg) => html`<li><travel-row .leg=${leg}></travel-row></li>`)}
              ${stays.map((stay) => html`<li>${this.#stay(stay)}</li>`)}
            </ul>`
      }
    </section>`;
  }

  #stay(stay: ShowHub['stays'][number]): TemplateResult {
    const path = `/stays/${stay.id}`;
    const words = html`${icon('bed')}<span class="main"
        ><span class="title">${stay.name}</span
        ><span class="sub"
          >${[formatRange(stay.check_in_on, stay.check_out_on), stay.address]
            .filter(Boolean)
            .join(' · ')}</span
        ></span
      ><span class="end"><sync-mark .state=${stay.local}></sync-mark></span>`;
    return hasScreen(path)
      ? html`<a class="row" href=${path}>${words}</a>`
      : html`<div class="row">${words}</div>`;
  }

  #spending(show: Show): TemplateResult {
    const add = can('expenses', 'write')
      ? html`<a class="button plain" href=${`/expenses/new?show=${show.id}`}
          >${icon('plus')}Add<span class="visually-hidden"> expense</span></a
        >`
      : nothing;
    return html`<section class="section" aria-labelledby="expenses">
      ${this.#head('Expenses', 'expenses', add)}
      ${liveView(this.#hub.state, ({ expenses }) => {
        if (expenses.length === 0) return html`<p class="soft">Nothing spent yet.</p>`;
        const totals = expenseTotals(expenses)
          .map((total) => formatMoney(total.amount_minor, total.currency))
          .join(' + ');
        return html`<virtual-list
            label="Expenses"
            .items=${expenses}
            .row=${(i: number) => html`<expense-row .expense=${expenses[i]}></expense-row>`}
          ></virtual-list>
          <p class="total"><span>Total</span><strong class="figures">${totals}</strong></p>`;
      })}
    </section>`;
  }

  #deal(show: Show, financial: ShowFinancial | undefined): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return nothing;
    if (!financial && hasScreen(`/shows/${show.id}/deal`)) return nothing;
    const edit = can('finance', 'write')
      ? html`<a class="button plain" href=${`/shows/${show.id}/money`}
          >${icon('edit')}${financial ? 'Edit' : 'Add'}<span class="visually-hidden"> deal</span></a
        >`
      : nothing;
    const money = (minor: number | null): string =>
      minor === null || !financial ? '' : formatMoney(minor, financial.currency);
    return html`<section class="section" aria-labelledby="deal">
      ${this.#head('Deal', 'deal', edit)}
      ${
        financial
          ? html`<dl class="facts figures">
              ${this.#fact('Guarantee', money(financial.guarantee_minor))}
              ${this.#fact('Deposit', money(financial.deposit_minor))}
              ${this.#fact('Ticket', money(financial.ticket_price_minor))}
              ${this.#fact('Deal', financial.deal ?? '')}
              ${this.#fact('Notes', financial.notes ?? '')}
            </dl>`
          : html`<p class="soft">No deal noted yet. Crew never see this part.</p>`
      }
    </section>`;
  }

  async #setStatus(event: Event): Promise<void> {
    const control = event.currentTarget;
    if (!(control instanceof HTMLSelectElement)) return;
    const outcome = await updateShow(this.#id, {
      status: asOneOf(SHOW_STATUS_VALUES)(control.value),
    });
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #status(show: Show): TemplateResult {
    if (!can('shows', 'write')) return html`<status-badge status=${show.status}></status-badge>`;
    return html`<label class="status-select">
      <span class="visually-hidden">Status</span>
      <status-badge status=${show.status}></status-badge>${icon('expand')}
      <select @change=${this.#setStatus}>
        ${choicesOf(SHOW_STATUS_VALUES).map(
          (choice) =>
            html`<option value=${choice.value} ?selected=${choice.value === show.status}>
              ${choice.label}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #bar(show: Show, venue: Venue | undefined): TemplateResult {
    const tour = this.#tour.value;
    const city = venue?.city ?? show.city;
    const isInConflict = this.#hub.value?.isInConflict ?? false;
    return html`<app-bar
      .heading=${show.title}
      .back=${tour ? `/tours/${tour.id}` : '/tours'}
      .backLabel=${tour?.name ?? 'Tours'}
      .kicker=${html`${formatDate(show.date, 'full')}
        <sync-mark .state=${isInConflict ? 'synced' : show.local}></sync-mark>
        ${
          isInConflict
            ? html`<a href="/conflicts"><sync-mark state="conflict"></sync-mark></a>`
            : nothing
        }`}
      .under=${[
        venue?.name === show.title ? '' : venue?.name,
        placeName(city, venue?.country ?? show.country),
        show.billing ? words(show.billing) : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      .actions=${html`${this.#status(show)}
      ${can('shares', 'write') ? shareLink('show_id', show.id) : nothing}${historyLink('shows', show.id)}
      ${
        can('shows', 'write')
          ? html`<a class="button" href=${`/shows/${show.id}/edit`}>${icon('edit')}Edit</a>`
          : nothing
      }`}
    ></app-bar>`;
  }

  #full(show: Show): TemplateResult {
    const venue = this.#venue.value;
    const hub = this.#hub.value;
    return html`${this.#bar(show, venue)}
      <way-tiles label="About this show" .ways=${showWays(show.id, hub)}></way-tiles>
      <div class="columns">
        <div>
          <schedule-section .show=${show.id}></schedule-section>
          ${this.#journeys(show, hub)} ${taskSection(this.#about)}
          ${noteSection(this.#about, show.notes)}
        </div>
        <div>
          ${this.#place(show, venue)} <contact-section .show=${show}></contact-section>
          ${this.#deal(show, hub?.financial)} ${this.#spending(show)}
        </div>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#show.state, (show) =>
      show ? this.#full(show) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
