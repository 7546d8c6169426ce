// Web Locks in memory, for tests in Node: exclusive locks with queueing, ifAvailable, steal and
// signal.

interface Waiting {
  readonly grant: () => void;
}

interface Held {
  readonly release: (error?: DOMException) => void;
}

export class FakeLocks {
  readonly #held = new Map<string, Held>();
  readonly #queues = new Map<string, Waiting[]>();

  async request<T>(
    name: string,
    optionsOrUse: LockOptions | ((lock: Lock | null) => Promise<T>),
    use?: (lock: Lock | null) => Promise<T>,
  ): Promise<T> {
    if (typeof optionsOrUse === 'function') return this.#request(name, {}, optionsOrUse);
    if (!use) throw new TypeError('a lock needs a callback');
    return this.#request(name, optionsOrUse, use);
  }

  async #request<T>(
    name: string,
    options: LockOptions,
    use: (lock: Lock | null) => Promise<T>,
  ): Promise<T> {
    if (options.ifAvailable && this.#held.has(name)) return use(null);
    if (options.steal) this.#held.get(name)?.release(new DOMException('stolen', 'AbortError'));
    else if (options.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    else if (this.#held.has(name)) await this.#turn(name, options.signal);
    return this.#hold(name, use);
  }

  #turn(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(name) ?? [];
      const entry = { grant: resolve };
      this.#queues.set(name, [...queue, entry]);
      signal?.addEventListener('abort', () => {
        this.#queues.set(
          name,
          (this.#queues.get(name) ?? []).filter((one) => one !== entry),
        );
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  }

  #hold<T>(name: string, use: (lock: Lock | null) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const held: Held = {
        release: (error) => {
          if (this.#held.get(name) !== held) return;
          this.#held.delete(name);
          if (error) {
            reject(error);
            return;
          }
          const [next, ...rest] = this.#queues.get(name) ?? [];
          this.#queues.set(name, rest);
          if (!next) return;
          // nobody may slip in before the one who was waiting runs
          this.#held.set(name, { release: () => undefined });
          next.grant();
        },
      };
      this.#held.set(name, held);
      use({ name, mode: 'exclusive' })
        .then(resolve, reject)
        .finally(() => held.release());
    });
  }
}
