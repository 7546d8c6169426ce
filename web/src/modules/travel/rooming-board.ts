// <rooming-board>: who sleeps where, for a thumb: tap a person, then tap a room.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Person } from '../../data/people';
import {
  bedsOf,
  partyOf,
  roomProblems,
  withoutRoom,
  type RoomProblem,
  type Sleeper,
} from '../../data/rooming';
import { placeGuest, type RoomGuest, type StayRoom, type StayWhole } from '../../data/stays';
import type { Problem } from '../../lib/outcome';
import { formatRange } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/problem-list.css';
import '../../ui/sync-mark';
import { words } from '../../ui/words';
import './room-sheets';
import './travel.css';

type Sheet =
  | { readonly kind: 'rooms' }
  | { readonly kind: 'room'; readonly id: string }
  | { readonly kind: 'guest'; readonly id: string };

/** Who is about to be put somewhere, and from where. */
interface Chosen {
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly moved?: RoomGuest;
}

function problemWords(one: RoomProblem, roomName: (id: string) => string): string {
  switch (one.kind) {
    case 'twice':
      return one.elsewhere
        ? `${one.name} also has a bed in ${one.elsewhere}, ${formatRange(one.from, one.to)}.`
        : `${one.name} is in two rooms here, ${formatRange(one.from, one.to)}.`;
    case 'full': {
      const beds = one.beds === 1 ? '1 bed' : `${one.beds} beds`;
      return `${roomName(one.roomId)} has ${beds} for ${one.heads} people.`;
    }
    case 'outside':
      return `${one.name} has nights outside of the booking.`;
  }
}

@customElement('rooming-board')
export class RoomingBoard extends LightElement {
  @property({ attribute: false }) whole: StayWhole | undefined;
  @state() private chosen: Chosen | undefined;
  @state() private sheet: Sheet | undefined;
  @state() private withOthers = false;
  @state() private problem: Problem | undefined;

  #choose(person: Pick<Person, 'id' | 'name'>): void {
    this.chosen = this.chosen?.person.id === person.id ? undefined : { person };
  }

  async #put(whole: StayWhole, { room }: StayRoom): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    this.chosen = undefined;
    const outcome = await placeGuest(whole.stay, room, chosen.person, chosen.moved);
    this.problem = outcome.ok ? undefined : outcome.problem;
  }

  #waiting(whole: StayWhole): TemplateResult {
    const party = partyOf(whole.stay, whole.people);
    const missing = withoutRoom(party, whole.rooms);
    const rest = withoutRoom(whole.people, whole.rooms).filter((one) => !missing.includes(one));
    const { chosen } = this;
    const shown = this.withOthers ? [...missing, ...rest] : missing;
    const chip = (person: Chosen['person']): TemplateResult =>
      html`<button
        aria-pressed=${chosen?.person.id === person.id}
        @click=${() => this.#choose(person)}
      >
        ${person.name}${chosen ? icon('close') : nothing}
      </button>`;
    return html`<section class="waiting" aria-labelledby="missing">
      <h2 id="missing">
        ${missing.length === 0 ? 'Everybody has a room' : `Without a room · ${missing.length}`}
      </h2>
      <div class="chips">
        ${chosen ? chip(chosen.person) : shown.map(chip)}
        ${
          rest.length > 0 && !this.withOthers && !chosen
            ? html`<button @click=${() => (this.withOthers = true)}>Somebody else…</button>`
            : nothing
        }
      </div>
      <p class="soft" role="status">
        ${
          chosen
            ? whole.rooms.length > 0
              ? `Now tap a room for ${chosen.person.name}.`
              : `Add a room first, then put ${chosen.person.name} into it.`
            : missing.length > 0
              ? 'Tap a person, then a room.'
              : ''
        }
      </p>
    </section>`;
  }

  #sleeper(whole: StayWhole, { guest, person }: Sleeper<RoomGuest>): TemplateResult {
    const { stay } = whole;
    const isWhole = guest.arrives_on === stay.check_in_on && guest.leaves_on === stay.check_out_on;
    const sub = [
      guest.alias ? `as “${guest.alias}”` : '',
      isWhole ? '' : formatRange(guest.arrives_on, guest.leaves_on),
    ];
    return html`<li>
      <button class="row pick" @click=${() => (this.sheet = { kind: 'guest', id: guest.id })}>
        <span class="main">
          <span class="title">${person?.name ?? 'Somebody'}</span>
          <span class="sub">${sub.filter(Boolean).join(' · ')}</span>
        </span>
        <sync-mark .state=${guest.local}></sync-mark>${icon('forward')}
      </button>
    </li>`;
  }

  #room(whole: StayWhole, one: StayRoom, i: number): TemplateResult {
    const { room, sleepers } = one;
    const beds = bedsOf(room.type);
    const { chosen } = this;
    const isIn = sleepers.some(({ guest }) => guest.person_id === chosen?.person.id);
    const sub = [
      room.reference ?? '',
      room.requests ?? '',
      room.incidentals === 'guest' ? '' : `Extras paid by ${room.incidentals}`,
    ];
    return html`<section
      class=${beds !== undefined && sleepers.length > beds ? 'room is-over' : 'room'}
      aria-label=${this.#name(one, i)}
    >
      <header>
        <h3>${this.#name(one, i)}</h3>
        <sync-mark .state=${room.local}></sync-mark>
        <button
          class="button icon-only"
          aria-label=${`Edit ${this.#name(one, i)}`}
          @click=${() => (this.sheet = { kind: 'room', id: room.id })}
        >
          ${icon('edit')}
        </button>
      </header>
      ${sub.some(Boolean) ? html`<p class="sub">${sub.filter(Boolean).join(' · ')}</p>` : nothing}
      ${
        sleepers.length > 0
          ? html`<ul class="rows">
              ${sleepers.map((sleeper) => this.#sleeper(whole, sleeper))}
            </ul>`
          : chosen
            ? nothing
            : html`<p class="soft">Empty</p>`
      }
      ${
        chosen && !isIn
          ? html`<button class="button primary wide" @click=${() => this.#put(whole, one)}>
              Put ${chosen.person.name} here
            </button>`
          : nothing
      }
    </section>`;
  }

  #name({ room }: StayRoom, i: number): string {
    return `${room.number ? `Room ${room.number}` : `${i + 1}`} · ${words(room.type)}`;
  }

  #sheetView(whole: StayWhole): TemplateResult | typeof nothing {
    const { sheet } = this;
    const close = (): void => {
      this.sheet = undefined;
    };
    if (!sheet) return nothing;
    if (sheet.kind === 'rooms')
      return html`<add-rooms-sheet .stayId=${whole.stay.id} @closed=${close}></add-rooms-sheet>`;
    if (sheet.kind === 'room') {
      const one = whole.rooms.find(({ room }) => room.id === sheet.id);
      return html`<room-sheet .room=${one?.room} @closed=${close}></room-sheet>`;
    }
    const sleeper = whole.rooms
      .flatMap((one) => one.sleepers)
      .find(({ guest }) => guest.id === sheet.id);
    return html`<room-guest-sheet
      .sleeper=${sleeper}
      .canMove=${whole.rooms.length > 1}
      @closed=${close}
      @move=${() => {
        close();
        if (sleeper?.person) this.chosen = { person: sleeper.person, moved: sleeper.guest };
      }}
    ></room-guest-sheet>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { whole } = this;
    if (!whole) return nothing;
    const problems = roomProblems(whole.stay, whole.rooms, whole.others);
    const nameOf = (id: string): string => {
      const i = whole.rooms.findIndex(({ room }) => room.id === id);
      const one = whole.rooms[i];
      return one ? this.#name(one, i) : 'A room';
    };
    return html`<div class="stack">
        ${
          problems.length > 0
            ? html`<ul class="problems" aria-label="To look at">
                ${problems.map(
                  (one) => html`<li>${icon('alert')}<span>${problemWords(one, nameOf)}</span></li>`,
                )}
              </ul>`
            : nothing
        }
        ${this.problem ? html`<p class="form-error" role="alert">${this.problem.message}</p>` : nothing}
        ${this.#waiting(whole)}
        <div class="room-grid">${whole.rooms.map((one, i) => this.#room(whole, one, i))}</div>
        <div>
          <button class="button" @click=${() => (this.sheet = { kind: 'rooms' })}>
            ${icon('plus')}Add rooms
          </button>
        </div>
      </div>
      ${this.#sheetView(whole)}`;
  }
}
