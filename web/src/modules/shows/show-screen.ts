// <show-screen>: everything about one show: the evening, the place, journeys, money, notes.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeConflictsOf } from '../../data/conflicts';
import { eveningOf, zoneOf } from '../../data/evening';
import { expenseTotals, observeExpenses } from '../../data/expenses';
import { observeFinancialOfShow, type ShowFinancial } from '../../data/financials';
import { observeOrganization } from '../../data/organization';
import { observeScheduleOfShow } from '../../data/schedule';
import { SHOW_STATUS_VALUES } from '../../data/rows.gen';
import { observeShow, updateShow, type Show } from '../../data/shows';
import { observeTour } from '../../data/tours';
import { observeTravelOfShow } from '../../data/travel';
import { observeVenueOfShow, type Venue } from '../../data/venues';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import { Clock } from '../../ui/clock';
import '../../ui/expense-row';
import { formatDate, formatMoney, placeName } from '../../ui/format';
import { asOneOf } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import '../../ui/time-line';
import { zonesNote } from '../../ui/time-line';
import { toast } from '../../ui/toast-region';
import '../../ui/travel-row';
import { words } from '../../ui/words';
import './schedule-item-form';
import './show-screen.css';

@customElement('show-screen')
export class ShowScreen extends Screen {
  /** '' for none, 'new', or the id of a schedule item */
  @state() private edited = '';
  readonly #clock = new Clock(this);
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #venue = new LiveController(this, () => observeVenueOfShow(this.#id), this.#key);
  readonly #schedule = new LiveController(this, () => observeScheduleOfShow(this.#id), this.#key);
  readonly #travel = new LiveController(this, () => observeTravelOfShow(this.#id), this.#key);
  readonly #expenses = new LiveController(
    this,
    () => observeExpenses({ showId: this.#id }),
    this.#key,
  );
  readonly #financial = new LiveController(
    this,
    () => (can('finance', 'read') ? observeFinancialOfShow(this.#id) : undefined),
    this.#key,
  );
  readonly #conflicts = new LiveController(this, () => observeConflictsOf(this.#id), this.#key);
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

  #evening(show: Show, zone: string): TemplateResult {
    const mayWrite = can('schedule', 'write');
    const add = mayWrite
      ? html`<button class="button plain" @click=${() => (this.edited = 'new')}>
          ${icon('plus')}Add
        </button>`
      : nothing;
    return html`<section class="section" aria-labelledby="schedule">
      ${this.#head('Schedule', 'schedule', add)}
      ${liveView(this.#schedule.state, (schedule) => {
        const items = eveningOf(show, show.date, schedule, zone);
        if (items.length === 0) {
          return html`<p class="soft">
            No times yet. Add load-in, doors and set times as they become known.
          </p>`;
        }
        return html`<p class="faint">${zonesNote(items)}</p>
          <time-line
            .items=${items}
            .now=${this.#clock.now}
            ?editable=${mayWrite}
            @pick=${(event: CustomEvent<string>) => this.#pick(event.detail)}
          ></time-line>`;
      })}
    </section>`;
  }

  /** The show's own times are edited with the show, the others in a sheet. */
  #pick(id: string): void {
    if (id.startsWith('show:')) go(`/shows/${this.#id}/edit`);
    else this.edited = id;
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
        ${
          words
            ? html`<a class="button" href=${mapLink(venue, words)} target="_blank" rel="noopener"
                >${icon('pin')}Map</a
              >`
            : nothing
        }
        ${
          venue?.phone
            ? html`<a class="button" href=${`tel:${venue.phone}`}>${icon('call')}Call</a>`
            : nothing
        }
      </div>
      <dl class="facts">
        ${this.#fact('Capacity', String(show.capacity ?? venue?.capacity ?? ''))}
        ${this.#fact('Website', venue?.website ?? '')}
        ${this.#fact('House notes', venue?.notes ?? '')}
      </dl>
    </section>`;
  }

  #fact(label: string, value: string): TemplateResult | typeof nothing {
    return value
      ? html`<dt>${label}</dt>
          <dd class="prose">${value}</dd>`
      : nothing;
  }

  #journeys(show: Show): TemplateResult {
    const add = can('travel', 'write')
      ? html`<a class="button plain" href=${`/travel/new?show=${show.id}`}
          >${icon('plus')}Add<span class="visually-hidden"> travel</span></a
        >`
      : nothing;
    return html`<section class="section" aria-labelledby="travel">
      ${this.#head('Travel', 'travel', add)}
      ${liveView(this.#travel.state, (legs) =>
        legs.length === 0
          ? html`<p class="soft">No journeys booked for this show.</p>`
          : html`<ul class="rows">
              ${legs.map((leg) => html`<li><travel-row .leg=${leg}></travel-row></li>`)}
            </ul>`,
      )}
    </section>`;
  }

  #spending(show: Show): TemplateResult {
    const add = can('expenses', 'write')
      ? html`<a class="button plain" href=${`/expenses/new?show=${show.id}`}
          >${icon('plus')}Add<span class="visually-hidden"> expense</span></a
        >`
      : nothing;
    return html`<section class="section" aria-labelledby="expenses">
      ${this.#head('Expenses', 'expenses', add)}
      ${liveView(this.#expenses.state, (expenses) => {
        if (expenses.length === 0) return html`<p class="soft">Nothing spent yet.</p>`;
        const totals = expenseTotals(expenses)
          .map((total) => formatMoney(total.amount_minor, total.currency))
          .join(' + ');
        return html`<ul class="rows">
            ${expenses.map(
              (expense) => html`<li><expense-row .expense=${expense}></expense-row></li>`,
            )}
          </ul>
          <p class="total"><span>Total</span><strong class="figures">${totals}</strong></p>`;
      })}
    </section>`;
  }

  #deal(show: Show, financial: ShowFinancial | undefined): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return nothing;
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

  #notes(show: Show): TemplateResult {
    return html`<section class="section" aria-labelledby="notes">
      ${this.#head('Notes', 'notes')}
      <p class=${show.notes ? 'prose' : 'soft'}>${show.notes ?? 'No notes.'}</p>
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
    const isInConflict = (this.#conflicts.value ?? []).length > 0;
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
      .actions=${html`${this.#status(show)} ${historyLink('shows', show.id)}
      ${
        can('shows', 'write')
          ? html`<a class="button" href=${`/shows/${show.id}/edit`}>${icon('edit')}Edit</a>`
          : nothing
      }`}
    ></app-bar>`;
  }

  #full(show: Show): TemplateResult {
    const venue = this.#venue.value;
    const zone = zoneOf(show, venue, this.#organization.value);
    const boundary = this.#organization.value?.day_boundary ?? '06:00';
    const item = this.#schedule.value?.find(({ id }) => id === this.edited);
    return html`${this.#bar(show, venue)}
      <div class="columns">
        <div>${this.#evening(show, zone)} ${this.#journeys(show)} ${this.#spending(show)}</div>
        <div>
          ${this.#place(show, venue)} ${this.#deal(show, this.#financial.value)}
          ${this.#notes(show)}
        </div>
      </div>
      <sheet-dialog
        .heading=${item ? 'Edit time' : 'Add a time'}
        .open=${this.edited !== ''}
        @closed=${() => (this.edited = '')}
      >
        ${
          this.edited === ''
            ? nothing
            : html`<schedule-item-form
                .item=${item}
                .show=${show}
                .zone=${zone}
                .boundary=${boundary}
                @finished=${() => (this.edited = '')}
              ></schedule-item-form>`
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#show.state, (show) =>
      show ? this.#full(show) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
