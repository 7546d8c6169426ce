// whenOpened(draw): what a <details> holds, drawn once it is opened; it may be long.

import { nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ChildPart } from 'lit/directive.js';

class WhenOpened extends AsyncDirective {
  #details: HTMLDetailsElement | null = null;
  #draw: () => unknown = () => nothing;
  readonly #toggled = (): void => {
    if (this.#details?.open) this.setValue(this.#draw());
  };

  override render(draw: () => unknown): unknown {
    return draw();
  }

  override update({ parentNode }: ChildPart, [draw]: [() => unknown]): unknown {
    this.#draw = draw;
    if (!this.#details) {
      this.#details = parentNode instanceof Element ? parentNode.closest('details') : null;
      this.#details?.addEventListener('toggle', this.#toggled);
    }
    return this.#details?.open ? draw() : nothing;
  }

  protected override disconnected(): void {
    this.#details?.removeEventListener('toggle', this.#toggled);
  }

  protected override reconnected(): void {
    this.#details?.addEventListener('toggle', this.#toggled);
  }
}

export const whenOpened = directive(WhenOpened);
