// Renders a live value in each of its states, so that no screen forgets one.

import { html, nothing, type TemplateResult } from 'lit';
import type { LiveState } from '../lib/live';
import './empty-state';
import './skeleton-rows';

/** A whole screen that is still being read; its heading comes with it. */
export const waitingScreen = html`<h1 class="visually-hidden">Loading</h1>
  <skeleton-rows></skeleton-rows>`;

/** `ready` draws full and empty; waiting and failed look the same on every screen. */
export function liveView<T>(
  state: LiveState<T>,
  ready: (value: T) => TemplateResult | typeof nothing,
  waiting: TemplateResult = html`<skeleton-rows></skeleton-rows>`,
): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'waiting':
      return waiting;
    case 'failed':
      return html`<empty-state
        role="alert"
        symbol="alert"
        heading="This could not be read from the device"
        text=${state.problem.message}
        .actions=${html`<button class="button" @click=${() => location.reload()}>
          Try again
        </button>`}
      ></empty-state>`;
    case 'ready':
      return ready(state.value);
  }
}

/** The same for a whole screen, whose heading is part of what is waited for. */
export const screenView = <T>(
  state: LiveState<T>,
  ready: (value: T) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing => liveView(state, ready, waitingScreen);
