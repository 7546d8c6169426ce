// The sheets of rooming: some rooms at once, one room, one person in a room.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Sleeper } from '../../data/rooming';
import { INCIDENTALS_PAYER_VALUES, ROOM_TYPE_VALUES } from '../../data/rows.gen';
import {
  addRooms,
  removeRoom,
  roomGuests,
  rooms,
  type Room,
  type RoomGuest,
} from '../../data/stays';
import type { Problem } from '../../lib/outcome';
import '../../ui/choice-chips';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional, asText, readForm } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sheet-dialog';

const ROOMS_AT_ONCE_MAX = 30;

/** What these sheets have in common: they close, and they say what went wrong. */
class Sheet extends LightElement {
  @state() protected problem: Problem | undefined;

  protected close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }

  protected frame(heading: string, body: TemplateResult): TemplateResult {
    return html`<sheet-dialog heading=${heading} open @closed=${() => this.close()}>
      ${body}
    </sheet-dialog>`;
  }
}

/** Fires `closed`. */
@customElement('add-rooms-sheet')
export class AddRoomsSheet extends Sheet {
  @property() stayId = '';
  @state() private count = 1;
  #type: Room['type'] = 'single';

  async #add(): Promise<void> {
    const outcome = await addRooms(this.stayId, this.#type, this.count);
    if (outcome.ok) this.close();
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const step = (by: number): void => {
      this.count = Math.min(ROOMS_AT_ONCE_MAX, Math.max(1, this.count + by));
    };
    return this.frame(
      'Add rooms',
      html`<div class="stack">
        <choice-chips
          label="Type"
          name="type"
          .value=${this.#type}
          .choices=${choicesOf(ROOM_TYPE_VALUES)}
          @choose=${(event: CustomEvent<string>) =>
            (this.#type = asOneOf(ROOM_TYPE_VALUES)(event.detail))}
        ></choice-chips>
        <div class="stepper" role="group" aria-label="How many">
          <button class="button icon-only" aria-label="One less" @click=${() => step(-1)}>
            ${icon('minus')}
          </button>
          <output aria-live="polite">${this.count}</output>
          <button class="button icon-only" aria-label="One more" @click=${() => step(1)}>
            ${icon('plus')}
          </button>
        </div>
        ${this.problem ? html`<p class="form-error" role="alert">${this.problem.message}</p>` : nothing}
        <div class="button-row">
          <button class="button primary" @click=${() => this.#add()}>
            ${this.count === 1 ? 'Add the room' : `Add ${this.count} rooms`}
          </button>
        </div>
      </div>`,
    );
  }
}

const roomFields: readonly FieldSpec[] = [
  {
    name: 'type',
    label: 'Type',
    kind: 'select',
    required: true,
    half: true,
    choices: choicesOf(ROOM_TYPE_VALUES),
  },
  { name: 'number', label: 'Room number', half: true, maxlength: 20 },
  { name: 'reference', label: 'Confirmation', half: true },
  {
    name: 'incidentals',
    label: 'Extras paid by',
    kind: 'select',
    required: true,
    half: true,
    choices: choicesOf(INCIDENTALS_PAYER_VALUES),
  },
  { name: 'requests', label: 'Requests', placeholder: 'High floor, away from the lift' },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

/** Fires `closed`. */
@customElement('room-sheet')
export class RoomSheet extends Sheet {
  @property({ attribute: false }) room: Room | undefined;

  async #save(room: Room, { changed }: SavedForm): Promise<void> {
    const outcome = await rooms.update(
      room.id,
      readForm(changed, {
        type: asOneOf(ROOM_TYPE_VALUES),
        incidentals: asOneOf(INCIDENTALS_PAYER_VALUES),
        number: asOptional,
        reference: asOptional,
        requests: asOptional,
        notes: asOptional,
      }),
    );
    if (outcome.ok) this.close();
    else this.problem = outcome.problem;
  }

  async #remove(room: Room): Promise<void> {
    const outcome = await removeRoom(room.id);
    if (outcome.ok) this.close();
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { room } = this;
    if (!room) return nothing;
    return this.frame(
      'Room',
      html`<record-form
        .record=${room.id}
        .fields=${roomFields}
        .values=${{
          type: room.type,
          number: room.number ?? '',
          reference: room.reference ?? '',
          incidentals: room.incidentals,
          requests: room.requests ?? '',
          notes: room.notes ?? '',
        }}
        .problem=${this.problem}
        remove-label="Delete room"
        @cancel=${() => this.close()}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(room, event.detail)}
        @remove=${() => this.#remove(room)}
      ></record-form>`,
    );
  }
}

const guestFields: readonly FieldSpec[] = [
  { name: 'arrives_on', label: 'Arrives', kind: 'date', required: true, half: true },
  {
    name: 'leaves_on',
    label: 'Leaves',
    kind: 'date',
    required: true,
    half: true,
    notBefore: 'arrives_on',
  },
  {
    name: 'alias',
    label: 'Name at the desk',
    maxlength: 120,
    hint: 'The hotel gets this name instead of the real one',
  },
];

/** Fires `closed`, and `move` when the person goes to another room. */
@customElement('room-guest-sheet')
export class RoomGuestSheet extends Sheet {
  @property({ attribute: false }) sleeper: Sleeper<RoomGuest> | undefined;
  @property({ type: Boolean }) canMove = false;

  async #save(guest: RoomGuest, { changed }: SavedForm): Promise<void> {
    const outcome = await roomGuests.update(
      guest.id,
      readForm(changed, { arrives_on: asText, leaves_on: asText, alias: asOptional }),
    );
    if (outcome.ok) this.close();
    else this.problem = outcome.problem;
  }

  async #remove(guest: RoomGuest): Promise<void> {
    const outcome = await roomGuests.remove(guest.id);
    if (outcome.ok) this.close();
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { sleeper } = this;
    if (!sleeper) return nothing;
    const { guest, person } = sleeper;
    return this.frame(
      person?.name ?? 'Guest',
      html`<record-form
        .record=${guest.id}
        .fields=${guestFields}
        .values=${{
          arrives_on: guest.arrives_on,
          leaves_on: guest.leaves_on,
          alias: guest.alias ?? '',
        }}
        .problem=${this.problem}
        .extra=${
          this.canMove
            ? html`<button
                type="button"
                class="button wide"
                @click=${() => this.dispatchEvent(new CustomEvent('move'))}
              >
                ${icon('bed')}Move to another room
              </button>`
            : nothing
        }
        remove-label="Remove from room"
        @cancel=${() => this.close()}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(guest, event.detail)}
        @remove=${() => this.#remove(guest)}
      ></record-form>`,
    );
  }
}
