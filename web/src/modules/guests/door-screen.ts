// <door-screen>: check-in at one door: search, one tap, in. Works without a signal; what this door
// may give out is decided here, what it may get more by the server.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { standAt, type Door } from '../../data/doors';
import {
  admit,
  askForPlaces,
  asksOf,
  doorTotals,
  findGuests,
  handOver,
  observeDoorBook,
  shareOut,
  standingOf,
  type DoorBook,
  type DoorGuest,
  type Standing,
} from '../../data/guests-doors';
import { runsGuestLists } from '../../data/guests';
import { observeShow, type Show } from '../../data/shows';
import { observeMembers } from '../../data/team';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import { problemOf, type Outcome, type Problem } from '../../lib/outcome';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import '../../ui/empty-state';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/skeleton-rows';
import { toast } from '../../ui/toast-region';
import '../../ui/virtual-list';
import './door-stand';
import {
  countWords,
  guestLine,
  heldWords,
  holderWords,
  statusWords,
  totalWords,
} from './door-words';
import './doors-form';
import './guest-at-door';
import './guests.css';

@customElement('door-screen')
export class DoorScreen extends Screen {
  @state() private typed = '';
  /** the door that is looked at; '' for the one that this device is at */
  @state() private chosen = '';
  /** '' for none, or the id of a guest */
  @state() private opened = '';
  @state() private isEditing = false;
  @state() private isReady = false;
  @state() private problem: Problem | undefined;
  @query('input[type=search]') private readonly search: HTMLInputElement | null | undefined;
  readonly #answered = new Set<string>();
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #book = new LiveController(this, () => observeDoorBook(this.#id), this.#key);

  readonly #members = new LiveController(this, observeMembers);

  get #id(): string {
    return this.param('id');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    loadPlan().then(
      () => (this.isReady = true),
      (error: unknown) => (this.problem = problemOf(error)),
    );
  }

  #door(book: DoorBook): Door | undefined {
    return (
      book.doors.find(({ id }) => id === this.chosen) ??
      book.doors.find(({ stand }) => stand === 'here' || stand === 'asked') ??
      (book.doors.length === 1 ? book.doors[0] : undefined)
    );
  }

  async #choose(door: Door | undefined): Promise<void> {
    this.chosen = door?.id ?? '';
    if (door?.stand === 'free') this.#tell(await standAt(door));
  }

  readonly #nameOf = (userId: string): string | undefined => {
    const member = this.#members.value?.find(({ user_id }) => user_id === userId);
    return member?.name ?? member?.email ?? undefined;
  };

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  protected override updated(): void {
    const book = this.#book.value;
    const door = book && this.isReady ? this.#door(book) : undefined;
    if (book && door?.stand === 'here' && runsGuestLists()) void this.#answer(book, door);
  }

  /** Other doors that ask get what this one does not need for those inside; it is told, not asked. */
  async #answer(book: DoorBook, door: Door): Promise<void> {
    for (const ask of asksOf(book, door.id)) {
      const name = `${ask.guest.id} ${ask.doorId}`;
      if (this.#answered.has(name)) continue;
      this.#answered.add(name);
      this.#tell(await handOver(ask, door.id, this.#doorName(book, ask.doorId)));
      this.#answered.delete(name);
    }
  }

  #doorName(book: DoorBook, doorId: string): string {
    return book.doors.find(({ id }) => id === doorId)?.name ?? 'Another door';
  }

  async #admit(one: DoorGuest, door: Door, heads: number): Promise<void> {
    this.#tell(await admit(one.guest, door.id, heads));
    if (this.typed !== '') {
      this.typed = '';
      this.search?.focus();
    }
  }

  #action(one: DoorGuest, door: Door, standing: Standing): TemplateResult {
    const { guest } = one;
    const { room, verdict, wanted, party, inside } = standing;
    if (verdict === 'admit') {
      return html`<button
        class="button primary admit"
        aria-label=${`Admit ${room} of ${guest.name}`}
        @click=${() => this.#admit(one, door, room)}
      >
        ${party === 1 ? 'Admit' : `Admit ${room}`}
      </button>`;
    }
    if (verdict === 'full') return html`<span class="tag good">${icon('check')}In</span>`;
    if (verdict === 'unapproved') {
      return html`<span class="tag ${guest.status === 'denied' ? 'bad' : 'warn'}"
        >${statusWords[guest.status]}</span
      >`;
    }
    if (wanted > 0) return html`<span class="tag">${icon('pending')}Asked for ${wanted}</span>`;
    return html`<button
      class="button"
      aria-label=${`Ask for ${guest.name}`}
      @click=${async () => this.#tell(await askForPlaces(guest, door.id, party - inside))}
    >
      Ask
    </button>`;
  }

  #row(book: DoorBook, one: DoorGuest, door: Door): TemplateResult {
    const standing = standingOf(one, door.id);
    const held = standing.verdict === 'elsewhere';
    const where = heldWords(standing.others, (id) => this.#doorName(book, id));
    const line = held
      ? [countWords(standing), where].filter(Boolean).join(' · ')
      : guestLine(one, standing);
    return html`<div class=${standing.verdict === 'full' ? 'row is-off' : 'row'}>
      <button class="main plain-main" @click=${() => (this.opened = one.guest.id)}>
        <span class="title">${one.guest.name}</span>
        <span class="sub">${line}</span>
      </button>
      <span class="end">${this.#action(one, door, standing)}</span>
    </div>`;
  }

  #list(book: DoorBook, door: Door): TemplateResult {
    const found = findGuests(book.guests, this.typed);
    const shown =
      this.typed === '' ? found.filter(({ guest }) => guest.status === 'approved') : found;
    const items = shown.map(({ guest: { id } }) => ({ id }));
    return html`<div class="door-search">
        <label class="visually-hidden" for="door-search">Search by name</label>
        <input
          class="search-input"
          id="door-search"
          type="search"
          placeholder="Search by name"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.typed}
          @input=${(event: Event) => {
            if (event.currentTarget instanceof HTMLInputElement) {
              this.typed = event.currentTarget.value;
            }
          }}
        />
      </div>
      ${
        shown.length === 0
          ? html`<p class="soft" role="status">
              ${this.typed ? 'Nobody by this name is on a list.' : 'Nobody is approved yet.'}
            </p>`
          : html`<virtual-list
              label="Guests"
              .items=${items}
              .row=${(index: number) => {
                const one = shown[index];
                return one ? this.#row(book, one, door) : html``;
              }}
            ></virtual-list>`
      }`;
  }

  #shareOut(book: DoorBook): TemplateResult | typeof nothing {
    const { ungiven } = doorTotals(book, '');
    if (ungiven === 0) return nothing;
    return html`<section class="notice" aria-labelledby="share-out">
      <p id="share-out">
        <strong class="figures">${ungiven === 1 ? '1 place' : `${ungiven} places`}</strong> are at
        no door yet. Give them out while there is a signal; a door without one then lets in what it
        holds.
      </p>
      <div class="button-row">
        ${book.doors.map(
          (door) =>
            html`<button
              class="button"
              @click=${async () => this.#tell(await shareOut(book, door))}
            >
              All to ${door.name}
            </button>`,
        )}
        ${
          book.doors.length > 1
            ? html`<button
                class="button"
                @click=${async () => this.#tell(await shareOut(book, 'evenly'))}
              >
                Evenly
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #chooser(book: DoorBook, door: Door | undefined): TemplateResult {
    return html`<choice-chips
        label=${door ? 'Door' : 'Which door is this device at?'}
        name="door"
        look="segments"
        .value=${door?.id ?? ''}
        .choices=${book.doors.map(({ id, name }) => ({ value: id, label: name }))}
        @choose=${({ detail }: CustomEvent<string>) =>
          this.#choose(book.doors.find(({ id }) => id === detail))}
      ></choice-chips>
      ${
        door
          ? nothing
          : html`<p class="soft">
              One device to a door: two at the same door would not know of each other without a
              signal.
            </p>`
      }`;
  }

  #full(book: DoorBook): TemplateResult {
    const door = this.#door(book);
    if (book.doors.length === 0) {
      return html`<empty-state
        symbol="show"
        heading="No doors yet"
        text="Name the doors where guests come in. Each holds its own places, so that several can check in without a signal and nobody is let in twice."
        .actions=${html`<button class="button primary" @click=${() => (this.isEditing = true)}>
          Add a door
        </button>`}
      ></empty-state>`;
    }
    return html`${book.doors.length > 1 ? this.#chooser(book, door) : nothing}
      <door-stand
        .door=${door}
        .doors=${book.doors}
        .holder=${door ? holderWords(door, this.#nameOf) : ''}
        @moved=${() => (this.chosen = '')}
      ></door-stand>
      ${this.#shareOut(book)} ${door?.stand === 'here' ? this.#list(book, door) : nothing}
      ${this.#sheet(book, door)}`;
  }

  #sheet(book: DoorBook, door: Door | undefined): TemplateResult {
    const one = door && book.guests.find(({ guest }) => guest.id === this.opened);
    return html`<sheet-dialog
      .heading=${one?.guest.name ?? 'Guest'}
      .open=${one !== undefined}
      @closed=${() => (this.opened = '')}
    >
      ${
        one && door
          ? html`<guest-at-door
              .one=${one}
              .door=${door}
              .doors=${book.doors}
              @finished=${() => (this.opened = '')}
            ></guest-at-door>`
          : nothing
      }
    </sheet-dialog>`;
  }

  #ready(book: DoorBook): TemplateResult {
    if (this.problem) {
      return html`<empty-state
        role="alert"
        symbol="alert"
        heading="Check-in could not be started"
        text=${this.problem.message}
      ></empty-state>`;
    }
    return this.isReady ? this.#full(book) : html`<skeleton-rows></skeleton-rows>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!runsGuestLists()) return html`<no-access></no-access>`;
    return screenView(this.#show.state, (show) =>
      show ? this.#screen(show) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }

  #screen(show: Show): TemplateResult {
    const book = this.#book.value;
    const door = book && this.#door(book);
    return html`<app-bar
        .heading=${door ? door.name : 'Doors'}
        .back=${`/shows/${this.#id}/guests`}
        back-label="Guest list"
        .kicker=${show.title}
        .under=${book && door ? html`<span class="figures" role="status">${totalWords(doorTotals(book, door.id))}</span>` : nothing}
        .actions=${html`<button class="button" @click=${() => (this.isEditing = true)}>
          ${icon('edit')}Doors
        </button>`}
      ></app-bar>
      <div class="stack">${liveView(this.#book.state, (value) => this.#ready(value))}</div>
      <sheet-dialog
        heading="Doors"
        .open=${this.isEditing}
        @closed=${() => (this.isEditing = false)}
      >
        ${
          this.isEditing && book
            ? html`<doors-form
                .showId=${this.#id}
                .book=${book}
                .nameOf=${this.#nameOf}
              ></doors-form>`
            : nothing
        }
      </sheet-dialog>`;
  }
}
