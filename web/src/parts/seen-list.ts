// <seen-list>: what of a day is critical and waits for "I have seen it" of whoever looks, one tap
// each.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { acknowledge, hasSeen, observeAcknowledgements } from '../data/acknowledgements';
import type { ScheduleItem } from '../data/schedule';
import { LiveController } from '../lib/live';
import { can, currentUserId } from '../lib/session';
import { formatTime } from '../ui/format';
import { icon } from '../ui/icon';
import { LightElement } from '../ui/light-element';
import '../ui/notable.css';

/** Draws nothing while there is none. */
@customElement('seen-list')
export class SeenList extends LightElement {
  /** the schedule of the day */
  @property({ attribute: false }) items: readonly ScheduleItem[] = [];
  readonly #given = new LiveController(
    this,
    () => observeAcknowledgements(this.#critical.map(({ id }) => id)),
    () => [this.#critical.map(({ id }) => id).join()],
  );

  get #critical(): readonly ScheduleItem[] {
    return this.items.filter(({ is_critical }) => is_critical);
  }

  protected override render(): TemplateResult | typeof nothing {
    const given = this.#given.value;
    if (!given || !can('acknowledgements', 'write')) return nothing;
    const open = this.#critical.filter((item) => !hasSeen(currentUserId(), item, given));
    if (open.length === 0) return nothing;
    return html`<section class="notable signal" aria-label="To be confirmed by you">
      <h2>Say that you have seen this</h2>
      <ul>
        ${open.map(
          (item) =>
            html`<li>
              <span
                ><strong class="figures">${formatTime(item.starts_at, item.zone)}</strong>
                ${item.title}${item.place ? `, ${item.place}` : ''}</span
              >
              <button
                class="button"
                aria-label=${`I have seen ${item.title}`}
                @click=${() => acknowledge('schedule_items', item, given)}
              >
                ${icon('check')}Seen
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
