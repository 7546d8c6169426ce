// A part of core that is loaded when it is first needed, and calls into it.

import { instantiate, type CoreSource } from '../core';
import { Frame, type MemoryExports } from './memory';

export class Part<E extends MemoryExports> {
  readonly #url: string;
  #loading: Promise<E> | undefined;
  #loaded: E | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Ahead of the first call, or from elsewhere (tests have no address to fetch). */
  async load(source?: CoreSource): Promise<void> {
    this.#loading ??= instantiate<E>(source ?? fetch(this.#url)).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    this.#loaded = await this.#loading;
  }

  get isLoaded(): boolean {
    return this.#loaded !== undefined;
  }

  /** A fresh frame of the part's memory, for one call. */
  frame(): Frame<E> {
    if (!this.#loaded) throw new Error('this part of core is not loaded');
    return new Frame(this.#loaded);
  }
}
