// <door-stand>: what there is to do before a device checks in at a door: come to it, wait for the
// server's word, or take it over from another device, with what that means.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { standAt, standBeside, takeOver, type Door } from '../../data/doors';
import type { Outcome } from '../../lib/outcome';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';
import { lostWords } from './door-words';

/** Fires `moved` when this device went to another door. */
@customElement('door-stand')
export class DoorStand extends LightElement {
  @property({ attribute: false }) door: Door | undefined;
  @property({ attribute: false }) doors: readonly Door[] = [];
  /** "Wanda's device, since 19:02", if one is there */
  @property() holder = '';
  @state() private isTaking = false;

  #tell(outcome: Outcome<unknown>): void {
    this.isTaking = false;
    if (outcome.ok) this.dispatchEvent(new CustomEvent('moved'));
    else toast(outcome.problem.message);
  }

  #free(door: Door): TemplateResult {
    return html`<p class="soft">
        One device to a door. This one then lets in what ${door.name} holds, without a signal, too.
      </p>
      <div class="button-row">
        <button class="button primary" @click=${async () => this.#tell(await standAt(door))}>
          Check in here
        </button>
      </div>`;
  }

  #other(door: Door): TemplateResult {
    return html`<p><strong>${this.holder}</strong></p>
      <p class="soft">
        Two devices at one door would not know of each other without a signal, so it has one. A
        second device gets a door of its own beside it.
      </p>
      <div class="button-row">
        <button
          class="button primary"
          @click=${async () => this.#tell(await standBeside(door, this.doors))}
        >
          ${icon('plus')}A second door here
        </button>
        <button class="button" @click=${() => (this.isTaking = true)}>
          Take over ${door.name}
        </button>
      </div>
      <sheet-dialog
        .heading=${`Take over ${door.name}`}
        .open=${this.isTaking}
        @closed=${() => (this.isTaking = false)}
      >
        <div class="stack">
          <p class="prose">${lostWords}</p>
          <button class="button primary" @click=${async () => this.#tell(await takeOver(door))}>
            Check in here instead
          </button>
        </div>
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { door } = this;
    if (!door || door.stand === 'here') return nothing;
    return html`<section class="section" aria-label=${door.name}>
      ${
        door.stand === 'asked'
          ? html`<p role="status" class="soft">
              ${icon('pending')} ${door.name} is asked for. That takes a signal for a moment;
              checking in then works without one.
            </p>`
          : door.stand === 'other'
            ? this.#other(door)
            : this.#free(door)
      }
    </section>`;
  }
}
