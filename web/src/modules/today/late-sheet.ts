// <late-sheet>: what a delay of today's show or day does, and writing it down; loaded when asked for.

import { nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { applyLateness, likelyLate, observeRunning, spreadOf } from '../../data/running-day';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import '../../ui/delay-form';
import { delaySheet } from '../../ui/delay-sheet';
import { LightElement } from '../../ui/light-element';
import { liveView } from '../../ui/live-view';

/** Fires `finished` when the delay is written down. */
@customElement('late-sheet')
export class LateSheet extends LightElement {
  @property() show = '';
  /** instead of a show */
  @property() day = '';
  @state() private isLoaded = false;
  readonly #running = new LiveController(
    this,
    () => observeRunning(this),
    () => [this.show, this.day],
  );
  /** chosen once: the clock goes on while somebody reads */
  #late = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void loadPlan().then(() => (this.isLoaded = true));
  }

  protected override render(): TemplateResult | typeof nothing {
    return liveView(this.#running.state, (day) => {
      if (!day || !this.isLoaded) return nothing;
      this.#late ||= likelyLate(day.items, Date.now())?.id ?? '';
      return delaySheet(day, this.#late, {
        plan: spreadOf,
        write: applyLateness,
        done: () => this.dispatchEvent(new CustomEvent('finished')),
      });
    });
  }
}
