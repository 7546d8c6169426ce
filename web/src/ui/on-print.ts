// Something is printed: a controller that tells before and after, so that what is drawn in part is
// drawn whole for the printer, which waits for nothing.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class OnPrint implements ReactiveController {
  readonly #media = matchMedia('print');
  readonly #told: (isPrinted: boolean) => void;
  readonly #before = (): void => this.#told(true);
  readonly #after = (): void => this.#told(false);
  readonly #changed = (): void => this.#told(this.#media.matches);

  constructor(host: ReactiveControllerHost, told: (isPrinted: boolean) => void) {
    this.#told = told;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#before);
    addEventListener('afterprint', this.#after);
    this.#media.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#before);
    removeEventListener('afterprint', this.#after);
    this.#media.removeEventListener('change', this.#changed);
  }
}
