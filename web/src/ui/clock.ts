// The time of day, for what counts down: a controller that wakes its element every half minute.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

const everyMs = 30_000;

export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get now(): number {
    return Date.now();
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
