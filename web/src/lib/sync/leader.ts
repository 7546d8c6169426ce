// One tab synchronises for all: Web Locks choose it, a BroadcastChannel carries requests to it.
// A leader that does not answer a request is frozen, and replaced; the server's numbering makes
// even two of them harmless.

import type { Progress } from './snapshot';
import type { SyncKind } from './status';
import type { Problem } from '../outcome';

/** What tabs and the worker say to each other. */
export type TabMessage =
  | { readonly type: 'ask'; readonly id: string }
  | { readonly type: 'heard'; readonly id: string }
  | {
      readonly type: 'status';
      readonly kind: SyncKind;
      readonly problem: Problem | undefined;
      readonly syncedAt: number | undefined;
      readonly downloading: Progress | undefined;
    };

export const leaderName = (userId: string, organizationId: string): string =>
  `ota:sync:${userId}:${organizationId}`;

const ANSWER_WITHIN_MS = 8_000;

export interface LeaderEvents {
  /** This tab leads until the signal is aborted. */
  lead(signal: AbortSignal): Promise<void>;
  /** The leader is asked to synchronise. */
  asked(): void;
  /** The leader tells how it stands. */
  told(message: Extract<TabMessage, { type: 'status' }>): void;
}

export class Leadership {
  readonly #name: string;
  readonly #events: LeaderEvents;
  readonly #channel: BroadcastChannel;
  readonly #stop = new AbortController();
  #isLeader = false;
  #waitingFor: string | undefined;

  constructor(name: string, events: LeaderEvents) {
    this.#name = name;
    this.#events = events;
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener('message', (event: MessageEvent<TabMessage>) =>
      this.#hear(event.data),
    );
  }

  get isLeader(): boolean {
    return this.#isLeader;
  }

  start(): void {
    void this.#queue(false);
  }

  stop(): void {
    this.#stop.abort();
    this.#channel.close();
  }

  /** Asks whoever leads to synchronise; takes over when nobody answers. */
  ask(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#isLeader) {
      this.#events.asked();
      return;
    }
    if (this.#waitingFor !== undefined) return;
    const id = crypto.randomUUID();
    this.#waitingFor = id;
    this.#post({ type: 'ask', id });
    setTimeout(() => {
      if (this.#waitingFor !== id || this.#isLeader || this.#stop.signal.aborted) return;
      this.#waitingFor = undefined;
      void this.#queue(true);
    }, ANSWER_WITHIN_MS);
  }

  tell(status: Extract<TabMessage, { type: 'status' }>): void {
    this.#post(status);
  }

  #post(message: TabMessage): void {
    if (!this.#stop.signal.aborted) this.#channel.postMessage(message);
  }

  #hear(message: TabMessage): void {
    switch (message.type) {
      case 'ask':
        if (!this.#isLeader) return;
        this.#post({ type: 'heard', id: message.id });
        this.#events.asked();
        return;
      case 'heard':
        if (message.id === this.#waitingFor) this.#waitingFor = undefined;
        return;
      case 'status':
        if (!this.#isLeader) this.#events.told(message);
        return;
    }
  }

  async #queue(steal: boolean): Promise<void> {
    const term = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, term.signal]);
    try {
      const options = steal ? { steal } : { signal: this.#stop.signal };
      await navigator.locks.request(this.#name, options, async () => {
        this.#isLeader = true;
        this.#waitingFor = undefined;
        await this.#events.lead(signal);
      });
    } catch (error) {
      // stopped while waiting, or the lock was stolen because this tab was frozen
      if (!(error instanceof DOMException)) throw error;
    } finally {
      this.#isLeader = false;
      term.abort();
    }
    if (!this.#stop.signal.aborted) void this.#queue(false);
  }
}
