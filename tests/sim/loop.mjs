// Virtual time: every task and timer of a simulated world runs here, in an order that the seed gives.
//
// IndexedDB's tasks (fake-indexeddb asks for them by setImmediate) cost a little virtual time each, so
// that messages, crashes and other tabs come between any two steps of a transaction.

/** Small seeded random numbers in [0, 1): the same world every time. */
export function seeded(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const real = {
  setImmediate: globalThis.setImmediate,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
};

/** A binary heap of { at, order, run }. */
class Timers {
  #heap = [];

  get first() {
    return this.#heap[0];
  }

  push(timer) {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(heap[at], heap[above])) break;
      [heap[at], heap[above]] = [heap[above], heap[at]];
      at = above;
    }
  }

  pop() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < heap.length && isBefore(heap[below], heap[least])) least = below;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }
}

const isBefore = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order);

export class Loop {
  now = 0;
  #timers = new Timers();
  #tasks = [];
  #taken = 0;
  #order = 0;
  #random;
  #taskMs;

  constructor(random, taskMs = 0.4) {
    this.#random = random;
    this.#taskMs = taskMs;
  }

  /** Replaces the process's timers by this loop's until the returned function is called. */
  install() {
    globalThis.setImmediate = (run, ...given) => void this.#tasks.push(() => run(...given));
    globalThis.setTimeout = (run, ms, ...given) => this.after(ms ?? 0, () => run(...given));
    globalThis.clearTimeout = (timer) => this.cancel(timer);
    return () => Object.assign(globalThis, real);
  }

  after(ms, run) {
    const timer = { at: this.now + Math.max(0, ms), order: (this.#order += 1), run };
    this.#timers.push(timer);
    return timer;
  }

  every(ms, run) {
    const handle = { timer: undefined };
    const again = () => {
      handle.timer = this.after(ms, again);
      run();
    };
    handle.timer = this.after(ms, again);
    return handle;
  }

  cancel(timer) {
    if (!timer) return;
    if (timer.timer) this.cancel(timer.timer);
    timer.run = undefined;
  }

  sleep(ms) {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** One task or timer; false when nothing is left before `until`. */
  #step(until) {
    const timer = this.#timers.first;
    const hasTask = this.#taken < this.#tasks.length;
    if (timer && (timer.at <= this.now || !hasTask)) {
      if (timer.at > until) return false;
      this.#timers.pop();
      this.now = Math.max(this.now, timer.at);
      timer.run?.();
      return true;
    }
    if (!hasTask) return false;
    const run = this.#tasks[this.#taken];
    this.#taken += 1;
    if (this.#taken > 1000) {
      this.#tasks = this.#tasks.slice(this.#taken);
      this.#taken = 0;
    }
    this.now += this.#random() * this.#taskMs;
    run();
    return true;
  }

  /** Runs until `isOver` or the time `until`; between two steps all promises have settled. */
  run(until, isOver = () => false) {
    return new Promise((resolve, reject) => {
      const next = () => {
        try {
          if (isOver() || !this.#step(until)) return resolve();
        } catch (error) {
          return reject(error);
        }
        return real.setImmediate(next);
      };
      next();
    });
  }

  /** The result of a promise that this loop's tasks bring about. */
  async settle(promise, within = 600_000) {
    let state = 'open';
    const watched = promise.finally(() => (state = 'over'));
    watched.catch(() => undefined);
    const end = this.now + within;
    await this.run(end, () => state === 'over');
    if (state === 'open') throw new Error(`nothing came of it within ${within} ms of virtual time`);
    return watched;
  }
}
