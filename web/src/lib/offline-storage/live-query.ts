// A Dexie live query as a Live: it runs again whenever what it read was written, in any tab.
//
// Dexie drops a result that a write has overtaken and asks anew at once, beside what still runs. While
// a download writes without a pause that would never end, so here
//   one run begins when the last has ended, and as long after it as that took, if it was overtaken
//   what was overtaken is told all the same when nothing else was for a while

import Dexie, { liveQuery } from 'dexie';
import type { Live } from '../live';
import { problemOf } from '../outcome';

/** How long nothing was told until what was overtaken is. */
const OVERTAKEN_MS = 300;
const PAUSE_MAX_MS = 1000;

export function observeQuery<T>(query: () => Promise<T>): Live<T> {
  return {
    subscribe(observer) {
      const runs = new Runs(query, (value) => observer.next(value));
      const subscription = liveQuery(() => runs.run()).subscribe({
        next: (result) => result && runs.take(result),
        error: (error: unknown) => observer.failed(problemOf(error)),
      });
      return () => {
        runs.close();
        subscription.unsubscribe();
      };
    },
  };
}

interface Result<T> {
  readonly run: number;
  readonly value: T;
}

/** The runs of one live query, one after the other. */
class Runs<T> {
  readonly #query: () => Promise<T>;
  readonly #next: (value: T) => void;
  #asked = 0;
  #told = 0;
  #toldAt = performance.now();
  #isClosed = false;
  /** until the last run has ended, and its pause; Dexie's, for its zones */
  #last: PromiseLike<void> = Dexie.Promise.resolve();
  #end: () => void = () => undefined;

  constructor(query: () => Promise<T>, next: (value: T) => void) {
    this.#query = query;
    this.#next = next;
  }

  /** undefined: a later run has been asked for meanwhile. */
  async run(): Promise<Result<T> | undefined> {
    const run = (this.#asked += 1);
    await this.#last;
    if (run !== this.#asked || this.#isClosed) return undefined;
    this.#last = new Dexie.Promise<void>((resolve) => (this.#end = resolve));
    const began = performance.now();
    try {
      const result = { run, value: await this.#query() };
      const pause = Math.min(performance.now() - began, PAUSE_MAX_MS);
      // by then Dexie has told it, or dropped it
      setTimeout(() => this.#meetOvertaken(result, pause));
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  #meetOvertaken(result: Result<T>, pause: number): void {
    if (this.#told >= result.run) return;
    setTimeout(this.#end, pause);
    if (performance.now() - this.#toldAt >= OVERTAKEN_MS) this.#tell(result);
  }

  /** A result that nothing has overtaken. */
  take(result: Result<T>): void {
    this.#end();
    this.#tell(result);
  }

  #tell({ run, value }: Result<T>): void {
    if (this.#isClosed || run <= this.#told) return;
    this.#told = run;
    this.#toldAt = performance.now();
    this.#next(value);
  }

  close(): void {
    this.#isClosed = true;
  }
}
