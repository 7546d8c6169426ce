// <guest-at-door>: one guest in a sheet: part of a party, who holds the rest, what to take back.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  admit,
  askForPlaces,
  atDoor,
  standingOf,
  takeBack,
  takePlaces,
  type DoorGuest,
} from '../../data/guests-doors';
import type { Door } from '../../data/doors';
import type { Outcome } from '../../lib/outcome';
import { formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { guestLine, lostWords } from './door-words';

/** Fires `finished` after somebody came in. */
@customElement('guest-at-door')
export class GuestAtDoorPanel extends LightElement {
  @property({ attribute: false }) one: DoorGuest | undefined;
  @property({ attribute: false }) door: Door | undefined;
  @property({ attribute: false }) doors: readonly Door[] = [];
  @state() private heads = 1;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('one') && changed.get('one')?.guest.id !== this.one?.guest.id) this.heads = 1;
  }

  #tell(outcome: Outcome<unknown>): boolean {
    if (!outcome.ok) toast(outcome.problem.message);
    return outcome.ok;
  }

  async #admit(one: DoorGuest, door: Door, heads: number): Promise<void> {
    if (this.#tell(await admit(one.guest, door.id, heads))) {
      this.dispatchEvent(new CustomEvent('finished'));
    }
  }

  #part(one: DoorGuest, door: Door, room: number): TemplateResult {
    const heads = Math.min(this.heads, room);
    const step = (by: number, label: string, sign: string): TemplateResult =>
      html`<button
        class="button step"
        aria-label=${label}
        ?disabled=${heads + by < 1 || heads + by > room}
        @click=${() => (this.heads = heads + by)}
      >
        ${sign}
      </button>`;
    return html`<div class="party">
      ${
        room > 1
          ? html`${step(-1, 'One fewer', '−')}
              <output class="figures" aria-live="polite">${heads} of ${room}</output>
              ${step(1, 'One more', '+')}`
          : nothing
      }
      <button class="button primary" @click=${() => this.#admit(one, door, heads)}>
        Admit ${heads}
      </button>
    </div>`;
  }

  #places(one: DoorGuest): TemplateResult {
    return html`<dl class="facts figures">
      ${this.doors.map((door) => {
        const at = atDoor(one, door.id);
        const share = one.shares.find(({ door_id }) => door_id === door.id);
        const asked = share?.wanted ? `, asks for ${share.wanted}` : '';
        return html`<dt>${door.name}</dt>
          <dd>
            ${share?.heads ?? at.inside} held, ${at.inside} in${asked}
            ${share ? html`<sync-mark .state=${share.local}></sync-mark>` : nothing}
          </dd>`;
      })}
    </dl>`;
  }

  #inside(one: DoorGuest): TemplateResult | typeof nothing {
    if (one.admissions.length === 0) return nothing;
    return html`<ul class="rows">
      ${[...one.admissions]
        .sort((a, b) => b.admitted_at.localeCompare(a.admitted_at))
        .map(
          (admission) =>
            html`<li>
              <div class="row">
                <span class="main">
                  <span class="title">${admission.heads} in</span>
                  <span class="sub"
                    >${this.doors.find(({ id }) => id === admission.door_id)?.name ?? ''},
                    ${formatMoment(admission.admitted_at)}</span
                  >
                </span>
                <span class="end">
                  <sync-mark .state=${admission.local}></sync-mark>
                  ${
                    admission.door_id === this.door?.id
                      ? html`<button
                          class="button"
                          @click=${async () => this.#tell(await takeBack(one.guest, admission))}
                        >
                          ${icon('undo')}Take back
                        </button>`
                      : nothing
                  }
                </span>
              </div>
            </li>`,
        )}
    </ul>`;
  }

  /** A door that holds places and does not hand them over: its device may be lost. */
  #silent(one: DoorGuest, door: Door): TemplateResult {
    return html`${standingOf(one, door.id).others.map(({ doorId, free }) => {
      const holder = this.doors.find(({ id }) => id === doorId);
      return holder
        ? html`<details class="fold">
            <summary>${icon('forward')}${holder.name} does not answer?</summary>
            <div class="stack">
              <p class="soft">${lostWords}</p>
              <button
                class="button"
                @click=${async () => this.#tell(await takePlaces(holder, new Set([one.guest.id])))}
              >
                Take ${free} from ${holder.name}
              </button>
            </div>
          </details>`
        : nothing;
    })}`;
  }

  #ask(one: DoorGuest, door: Door): TemplateResult | typeof nothing {
    const { verdict, wanted, party, inside } = standingOf(one, door.id);
    const rest = atDoor(one, door.id);
    const missing = party - inside - (rest.held - rest.inside);
    if (one.guest.status !== 'approved' || missing <= 0) return nothing;
    if (wanted > 0) {
      return html`<p class="soft">
          Asked for ${wanted}. The server gives what is free; a door that holds them hands them over
          by itself while its list is open and it has a signal.
        </p>
        ${this.#silent(one, door)}`;
    }
    return html`<div>
      <button
        class="button"
        @click=${async () => this.#tell(await askForPlaces(one.guest, door.id, missing))}
      >
        Ask for ${missing === 1 ? 'the last place' : `the other ${missing}`}
      </button>
      ${
        verdict === 'elsewhere'
          ? html`<p class="soft">They are held by another door, so that nobody comes in twice.</p>`
          : nothing
      }
    </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { one, door } = this;
    if (!one || !door) return nothing;
    const standing = standingOf(one, door.id);
    return html`<div class="stack">
      <p class="soft">${guestLine(one, standing)}</p>
      ${standing.room > 0 ? this.#part(one, door, standing.room) : nothing} ${this.#places(one)}
      ${this.#ask(one, door)} ${this.#inside(one)}
    </div>`;
  }
}
