// <late-sheet>: what a delay of today's show or day does, and writing it down; loaded when asked for.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  applyLateness,
  likelyLate,
  observeRunningDay,
  observeRunningShow,
  spreadOf,
  type RunningDay,
} from '../../data/running-day';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import '../../ui/delay-form';
import type { DelayRequest } from '../../ui/delay-form';
import { lateWords } from '../../ui/delay-words';
import { LightElement } from '../../ui/light-element';
import { liveView } from '../../ui/live-view';
import { toast } from '../../ui/toast-region';

/** Fires `finished` when the delay is written down. */
@customElement('late-sheet')
export class LateSheet extends LightElement {
  @property() show = '';
  /** instead of a show */
  @property() day = '';
  @state() private isLoaded = false;
  readonly #running = new LiveController(
    this,
    () => (this.show ? observeRunningShow(this.show) : observeRunningDay(this.day)),
    () => [this.show, this.day],
  );
  /** chosen once: the clock goes on while somebody reads */
  #late = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void loadPlan().then(() => (this.isLoaded = true));
  }

  async #apply(day: RunningDay, request: DelayRequest): Promise<void> {
    const item = day.items.find(({ id }) => id === request.late);
    const label = `${item?.title ?? 'Schedule'} ${lateWords(request.minutes)}`;
    const outcome = await applyLateness(label, day, request);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else toast(outcome.problem.message);
  }

  protected override render(): TemplateResult | typeof nothing {
    return liveView(this.#running.state, (day) => {
      if (!day || !this.isLoaded) return nothing;
      this.#late ||= likelyLate(day.items, Date.now())?.id ?? '';
      return html`<delay-form
        .items=${day.items}
        .late=${this.#late}
        .plan=${(request: DelayRequest) => spreadOf(day, request)}
        @apply=${(event: CustomEvent<DelayRequest>) => this.#apply(day, event.detail)}
      ></delay-form>`;
    });
  }
}
