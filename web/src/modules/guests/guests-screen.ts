// <guests-screen>: the guest lists of a show: places left, requests to decide, totals to share.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { zoneOf } from '../../data/evening';
import {
  approveAll,
  closedWords,
  decideGuest,
  headsOf,
  mayAskForGuests,
  observeGuestBook,
  passTotals,
  runsGuestLists,
  setListLocked,
  type Guest,
  type GuestList,
  type GuestStatus,
  type ListBook,
} from '../../data/guests';
import { observeOrganization } from '../../data/organization';
import { observeShow, type Show } from '../../data/shows';
import { observeMembers } from '../../data/team';
import { observeVenueOfShow } from '../../data/venues';
import { fold, foldedWords } from '../../lib/fold';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import { currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/empty-state';
import '../../ui/form-field';
import { formatDate } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import { OnPrint } from '../../ui/on-print';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import { shareText } from '../../ui/share-text';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import '../../ui/virtual-list';
import { whenOpened } from '../../ui/when-opened';
import { words } from '../../ui/words';
import { cutoffWords } from './cutoff';
import { statusWords } from './door-words';
import './guest-form';
import './guest-list-form';
import { guestPaper } from './guest-paper';
import './guests.css';
import { listTable, listText } from './list-text';

/** What a sheet is open for. */
type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly list: GuestList | undefined }
  | { readonly kind: 'guest'; readonly list: GuestList; readonly guest: Guest | undefined };

const groups: readonly { readonly status: GuestStatus; readonly title: string }[] = [
  { status: 'requested', title: 'Asked for' },
  { status: 'waitlisted', title: 'Waiting list' },
  { status: 'approved', title: 'Approved' },
];

/** how many a thumb still finds by itself */
const searchFrom = 20;

@customElement('guests-screen')
export class GuestsScreen extends Screen {
  @state() private opened: Opened = { kind: 'none' };
  /** the paper is drawn for the printer only: a list may have thousands of names */
  @state() private isPrinting = false;
  @state() private typed = '';
  readonly #clock = new Clock(this);
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #venue = new LiveController(this, () => observeVenueOfShow(this.#id), this.#key);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #members = new LiveController(this, observeMembers);
  readonly #books = new LiveController(this, () => observeGuestBook(this.#id), this.#key);

  constructor() {
    super();
    new OnPrint(this, (isPrinting) => {
      this.isPrinting = isPrinting;
      this.performUpdate();
    });
  }

  get #id(): string {
    return this.param('id');
  }

  get #zone(): string {
    return zoneOf(this.#show.value, this.#venue.value, this.#organization.value);
  }

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #asker(guest: Guest): string {
    if (guest.owner_id === currentUserId()) return '';
    const member = this.#members.value?.find(({ user_id }) => user_id === guest.owner_id);
    return member?.name ? `asked by ${member.name}` : '';
  }

  #line(guest: Guest): string {
    const party = guest.plus > 0 ? `+${guest.plus}` : '';
    const pass = guest.pass_type === 'ticket' ? '' : words(guest.pass_type);
    return [party, pass, this.#asker(guest), guest.notes].filter(Boolean).join(' · ');
  }

  #decide(book: ListBook, guest: Guest): TemplateResult | typeof nothing {
    if (guest.status === 'approved') return nothing;
    const fits = headsOf(guest) <= book.left;
    const set = (status: GuestStatus) => async (): Promise<void> =>
      this.#tell(await decideGuest(guest, status));
    return html`<span class="decide">
      ${
        guest.status === 'requested' || fits
          ? html`<button
              class="button icon-only"
              aria-label=${fits ? `Approve ${guest.name}` : `Put ${guest.name} on the waiting list`}
              @click=${set(fits ? 'approved' : 'waitlisted')}
            >
              ${icon(fits ? 'check' : 'clock')}
            </button>`
          : nothing
      }
      <button
        class="button icon-only"
        aria-label=${`Decline ${guest.name}`}
        @click=${set('denied')}
      >
        ${icon('close')}
      </button>
    </span>`;
  }

  #state(guest: Guest): TemplateResult {
    const isAsked = guest.local === 'pending' && guest.status !== 'requested';
    return html`<sync-mark .state=${isAsked ? 'asked' : guest.local}></sync-mark>`;
  }

  #guest(book: ListBook, guest: Guest): TemplateResult {
    return html`<div class="row">
      <button
        class="main plain-main"
        @click=${() => (this.opened = { kind: 'guest', list: book.list, guest })}
      >
        <span class="title">${guest.name}</span>
        <span class="sub">${this.#line(guest)}</span>
      </button>
      <span class="end"
        >${this.#state(guest)}${runsGuestLists() ? this.#decide(book, guest) : nothing}</span
      >
    </div>`;
  }

  #guests(
    label: string,
    guests: readonly Guest[],
    row: (guest: Guest) => TemplateResult,
  ): TemplateResult {
    return html`<virtual-list
      label=${label}
      .items=${guests}
      .row=${(i: number) => {
        const guest = guests[i];
        return guest ? row(guest) : html``;
      }}
    ></virtual-list>`;
  }

  #group(book: ListBook, status: GuestStatus, title: string): TemplateResult | typeof nothing {
    const own = book.guests.filter((guest) => guest.status === status);
    if (own.length === 0) return nothing;
    const heads = own.reduce((sum, guest) => sum + headsOf(guest), 0);
    const fit = own.filter((guest) => headsOf(guest) <= book.left).length;
    return html`<h3 class="group">${title} · ${heads === 1 ? '1 person' : `${heads} people`}</h3>
      ${
        status === 'requested' && own.length > 1 && fit > 1 && runsGuestLists()
          ? html`<button class="button" @click=${async () => this.#tell(await approveAll(book))}>
              ${icon('check')}Approve all that fit
            </button>`
          : nothing
      }
      ${this.#guests(title, this.#found(own), (guest) => this.#guest(book, guest))}`;
  }

  /** Those among them whom the typed words mean. */
  #found(guests: readonly Guest[]): readonly Guest[] {
    const wanted = foldedWords(this.typed);
    return wanted.length === 0
      ? guests
      : guests.filter(({ name }) => {
          const folded = fold(name);
          return wanted.every((word) => folded.includes(word));
        });
  }

  #search(books: readonly ListBook[]): TemplateResult | typeof nothing {
    const all = books.flatMap(({ guests }) => guests);
    if (all.length < searchFrom) return nothing;
    const found = this.#found(all).length;
    return html`<div>
      <form-field
        .spec=${{ name: 'search', label: 'Search by name', required: true }}
        .value=${this.typed}
        @edit=${(event: CustomEvent<string>) => (this.typed = event.detail)}
      ></form-field>
      <p class=${found === 0 ? 'soft' : 'visually-hidden'} role="status">
        ${this.typed === '' ? '' : found === 0 ? `Nobody matches “${this.typed}”.` : `${found} of ${all.length} guests`}
      </p>
    </div>`;
  }

  #declined(book: ListBook): TemplateResult | typeof nothing {
    const own = book.guests.filter(({ status }) => status === 'denied' || status === 'cancelled');
    if (own.length === 0) return nothing;
    return html`<details>
      <summary class="group">Declined or cancelled · ${own.length}</summary>
      ${whenOpened(() =>
        this.#guests('Declined or cancelled', this.#found(own), (guest) => this.#off(book, guest)),
      )}
    </details>`;
  }

  #off(book: ListBook, guest: Guest): TemplateResult {
    return html`<div class="row is-off">
      <button
        class="main plain-main"
        @click=${() => (this.opened = { kind: 'guest', list: book.list, guest })}
      >
        <span class="title">${guest.name}</span>
        <span class="sub">${statusWords[guest.status]}</span>
      </button>
      <span class="end">
        ${
          runsGuestLists()
            ? html`<button
                class="button plain"
                @click=${async () => this.#tell(await decideGuest(guest, 'requested'))}
              >
                Reconsider
              </button>`
            : nothing
        }
      </span>
    </div>`;
  }

  #places({ list, given, left, waiting }: ListBook): TemplateResult {
    if (!runsGuestLists()) {
      return html`<p class="soft">${list.allotment} places in all.</p>`;
    }
    const left_ = left < 0 ? `${-left} too many` : `${left} left`;
    return html`<p class=${left < 0 ? 'places is-over figures' : 'places figures'}>
        <strong>${left_}</strong>
        <span class="soft"
          >${given} of ${list.allotment} given${waiting > 0 ? `, ${waiting} waiting` : ''}</span
        >
      </p>
      <meter
        aria-label=${`Places of ${list.name}`}
        min="0"
        max=${Math.max(list.allotment, 1)}
        high=${Math.max(list.allotment - 1, 0)}
        optimum="0"
        value=${Math.min(given, list.allotment)}
      ></meter>`;
  }

  #until(list: GuestList): string {
    const closed = closedWords(list, this.#clock.now);
    if (closed || !list.cutoff_at) return closed;
    return cutoffWords(list.cutoff_at, this.#zone);
  }

  #tools(book: ListBook): TemplateResult {
    const { list } = book;
    const isClosed = closedWords(list, this.#clock.now) !== '';
    if (!runsGuestLists()) {
      return isClosed || !mayAskForGuests()
        ? html``
        : html`<button
            class="button"
            @click=${() => (this.opened = { kind: 'guest', list, guest: undefined })}
          >
            ${icon('plus')}Ask for a guest
          </button>`;
    }
    return html`<div class="button-row">
      <button
        class="button"
        @click=${() => (this.opened = { kind: 'guest', list, guest: undefined })}
      >
        ${icon('plus')}Guest
      </button>
      <button class="button plain" @click=${() => (this.opened = { kind: 'list', list })}>
        ${icon('edit')}Edit<span class="visually-hidden"> ${list.name}</span>
      </button>
      <button
        class="button plain"
        @click=${async () => this.#tell(await setListLocked(list, !list.locked_at))}
      >
        ${icon('lock')}${list.locked_at ? 'Unlock' : 'Lock'}
      </button>
    </div>`;
  }

  #list(book: ListBook): TemplateResult {
    const { list } = book;
    return html`<section class="section" aria-labelledby=${`l${list.id}`}>
      <header>
        <h2 id=${`l${list.id}`}>${list.name}</h2>
        <sync-mark .state=${list.local}></sync-mark>
      </header>
      ${this.#places(book)}
      <p class="faint">${this.#until(list)}</p>
      ${list.notes ? html`<p class="prose soft">${list.notes}</p>` : nothing} ${this.#tools(book)}
      ${groups.map(({ status, title }) => this.#group(book, status, title))} ${this.#declined(book)}
    </section>`;
  }

  #totals(books: readonly ListBook[]): TemplateResult | typeof nothing {
    const totals = passTotals(books.flatMap(({ guests }) => guests));
    if (totals.length === 0 || !runsGuestLists()) return nothing;
    return html`<section class="section" aria-labelledby="totals">
      <header><h2 id="totals">For the promoter</h2></header>
      <ul class="pass-totals">
        ${totals.map(
          ({ pass, heads }) =>
            html`<li>
              <span class="sum figures">${heads}</span><span class="faint">${words(pass)}</span>
            </li>`,
        )}
      </ul>
      <div class="button-row">
        <button class="button" @click=${() => this.#share(books)}>
          ${icon('mail')}Share the list
        </button>
        <button class="button" @click=${() => this.#save(books)}>
          ${icon('download')}Spreadsheet
        </button>
        <button class="button" @click=${() => print()}>${icon('print')}Print</button>
      </div>
    </section>`;
  }

  get #title(): string {
    const show = this.#show.value;
    return show ? `Guest list, ${show.title}, ${formatDate(show.date, 'full')}` : 'Guest list';
  }

  #paper(): TemplateResult {
    const books = this.#books.value ?? [];
    const venue = this.#venue.value;
    const where = [venue?.name, venue?.city ?? this.#show.value?.city].filter(Boolean).join(', ');
    return guestPaper(this.#title, where, books, passTotals(books.flatMap(({ guests }) => guests)));
  }

  async #share(books: readonly ListBook[]): Promise<void> {
    const totals = passTotals(books.flatMap(({ guests }) => guests));
    const text = listText(this.#title, books, totals);
    await shareText(this.#title, text, 'The list is copied.');
  }

  #save(books: readonly ListBook[]): void {
    saveFile(`guest-list-${this.#show.value?.date ?? ''}.csv`, listTable(books), 'text/csv');
  }

  #full(books: readonly ListBook[]): TemplateResult {
    if (books.length === 0) {
      return html`<empty-state
        symbol="people"
        heading="No guest list yet"
        text=${
          runsGuestLists()
            ? 'Begin with how many places there are. The crew then asks for guests, and nobody is approved beyond that.'
            : 'Whoever runs the list opens it; then you can ask for guests of your own.'
        }
        .actions=${
          runsGuestLists()
            ? html`<button
                class="button primary"
                @click=${() => (this.opened = { kind: 'list', list: undefined })}
              >
                Add a list
              </button>`
            : nothing
        }
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      ${this.#search(books)} ${books.map((book) => this.#list(book))} ${this.#totals(books)}
    </div>`;
  }

  #isEmpty(list: GuestList | undefined): boolean {
    const book = this.#books.value?.find((one) => one.list.id === list?.id);
    return book?.guests.length === 0;
  }

  #sheet(): TemplateResult {
    const { opened } = this;
    const close = (): void => void (this.opened = { kind: 'none' });
    const heading = {
      none: '',
      list: opened.kind === 'list' && opened.list ? 'Edit list' : 'Add a list',
      guest: opened.kind === 'guest' && opened.guest ? opened.guest.name : 'Guest',
    }[opened.kind];
    return html`<sheet-dialog .heading=${heading} .open=${opened.kind !== 'none'} @closed=${close}>
      ${
        opened.kind === 'list'
          ? html`<guest-list-form
              .list=${opened.list}
              .empty=${this.#isEmpty(opened.list)}
              .show=${this.#show.value}
              .zone=${this.#zone}
              .boundary=${this.#organization.value?.day_boundary ?? '06:00'}
              @finished=${close}
            ></guest-list-form>`
          : nothing
      }
      ${
        opened.kind === 'guest'
          ? html`<guest-form
              .list=${opened.list}
              .guest=${opened.guest}
              @finished=${close}
            ></guest-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#show.state, (show) =>
      show ? this.#screen(show) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }

  #screen(show: Show): TemplateResult {
    const runs = runsGuestLists();
    return html`<app-bar
        heading="Guest list"
        .back=${`/shows/${this.#id}`}
        .backLabel=${show.title}
        .kicker=${formatDate(show.date, 'full')}
        .actions=${
          runs
            ? html`<button
                  class="button"
                  @click=${() => (this.opened = { kind: 'list', list: undefined })}
                >
                  ${icon('plus')}List
                </button>
                <a class="button primary" href=${`/shows/${this.#id}/door`}>Check in</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#books.state, (books) => this.#full(books))} ${this.#sheet()}
      ${runs && this.isPrinting ? this.#paper() : nothing}`;
  }
}
