// Keeps one organization's store in step with the server while a page is open: who leads, when to
// synchronise, what to show. What a synchronisation does is in exchange.ts.

import { backoffMs } from '../core';
import type { OrganizationStore } from '../offline-storage';
import { observeQuery } from '../offline-storage';
import type { Outcome, Problem } from '../outcome';
import { registerBackgroundSync } from './background';
import { synchronise, type Ending } from './exchange';
import { leaderName, Leadership, type TabMessage } from './leader';
import { onSyncAsked } from './request';
import { RealtimeSocket } from './socket';
import { IDLE, reportSync, syncStatus, type SyncStatus } from './status';
import type { Transport } from './transport';

export interface EngineOptions {
  readonly store: OrganizationStore;
  readonly transport: Transport;
  readonly accessToken: (spent?: string) => Promise<Outcome<string>>;
  /** the membership is gone: delete this organization's data */
  readonly onPurge: () => void;
  readonly onRoleChanged: () => void;
  /** rows differed from the server's and are fetched anew */
  readonly onDrift?: (tables: readonly string[]) => void;
}

const PULL_WITH_SOCKET_MS = 5 * 60_000;
const PULL_WITHOUT_SOCKET_MS = 30_000;
/** Several requests within this time become one synchronisation. */
const GATHER_MS = 20;

type LedStatus = Pick<SyncStatus, 'kind' | 'problem' | 'syncedAt' | 'downloading'>;

export class SyncEngine {
  readonly #options: EngineOptions;
  readonly #leadership: Leadership;
  readonly #stop = new AbortController();
  #stopCounting: (() => void) | undefined;
  #ring: (() => void) | undefined;
  #isAsked = false;
  #isSocketOpen = false;
  #attempt = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { userId, organizationId } = options.store;
    this.#leadership = new Leadership(leaderName(userId, organizationId), {
      lead: (signal) => this.#lead(signal),
      asked: () => this.#wake(),
      told: ({ kind, problem, syncedAt, downloading }) =>
        reportSync({ kind, problem, syncedAt, downloading }),
    });
  }

  async start(): Promise<void> {
    const { signal } = this.#stop;
    const syncedAt = (await this.#options.store.get('synced_at')) ?? undefined;
    if (signal.aborted) return;
    reportSync({ ...IDLE, syncedAt, kind: navigator.onLine ? 'syncing' : 'offline' });
    this.#count();
    const ask = (): void => this.#leadership.ask();
    const off = onSyncAsked(() => {
      if (!navigator.onLine) void registerBackgroundSync();
      ask();
    });
    signal.addEventListener('abort', off, { once: true });
    globalThis.addEventListener('online', ask, { signal });
    globalThis.addEventListener('offline', () => this.#show({ kind: 'offline' }), { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') ask();
        else if (syncStatus().waiting > 0) void registerBackgroundSync();
      },
      { signal },
    );
    this.#leadership.start();
  }

  stop(): void {
    this.#stop.abort();
    this.#stopCounting?.();
    this.#leadership.stop();
    this.#wake();
    reportSync(IDLE);
  }

  /** What waits and what needs a look is counted in every tab, from what is stored. */
  #count(): void {
    const { store } = this.#options;
    const counts = observeQuery(async () => {
      const [waiting, refusals, conflicts] = await Promise.all([
        store.waitingCount(),
        store.refusals(),
        store.table('conflicts').toArray(),
      ]);
      const open = conflicts.filter(
        (row) => row['resolved_at'] === null || row['resolved_at'] === undefined,
      );
      return { waiting, refusals: refusals.length, conflicts: open.length };
    });
    this.#stopCounting = counts.subscribe({
      next: (found) => reportSync(found),
      failed: (problem) => reportSync({ kind: 'error', problem }),
    });
  }

  #show(change: Partial<LedStatus>): void {
    reportSync(change);
    const { kind, problem, syncedAt, downloading } = syncStatus();
    const message: TabMessage = { type: 'status', kind, problem, syncedAt, downloading };
    if (this.#leadership.isLeader) this.#leadership.tell(message);
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const { store, accessToken } = this.#options;
    void new RealtimeSocket(
      {
        organizationId: store.organizationId,
        accessToken: () => accessToken(),
        onNews: () => this.#wake(),
        onOpen: (isOpen) => (this.#isSocketOpen = isOpen),
        backoffMs,
      },
      signal,
    );
    while (!signal.aborted) {
      this.#isAsked = false;
      if (navigator.onLine) this.#show({ kind: 'syncing' });
      const ending = await this.#synchronise(signal);
      const wait = this.#after(ending);
      if (wait === undefined) return;
      await this.#rest(wait, signal, ending.kind === 'retry');
    }
  }

  #synchronise(signal: AbortSignal): Promise<Ending> {
    const { store, transport, accessToken, onRoleChanged, onDrift } = this.#options;
    return synchronise({
      store,
      transport,
      accessToken,
      signal,
      onRoleChanged,
      ...(onDrift ? { onDrift } : {}),
      now: Date.now,
      onProgress: (downloading) => this.#show({ downloading }),
    });
  }

  /** Shows how it ended; answers how long to wait before the next time, undefined: never. */
  #after(ending: Ending): number | undefined {
    if (ending.kind !== 'retry' && ending.kind !== 'unreachable') this.#attempt = 0;
    switch (ending.kind) {
      case 'in_step':
        this.#show({
          kind: 'idle',
          problem: undefined,
          syncedAt: Date.now(),
          downloading: undefined,
        });
        void this.#options.store.figures.freshen();
        return this.#isSocketOpen ? PULL_WITH_SOCKET_MS : PULL_WITHOUT_SOCKET_MS;
      case 'unreachable':
        this.#show({ kind: 'offline', problem: undefined });
        void registerBackgroundSync();
        return this.#backoff();
      case 'retry':
        this.#fail(ending.problem);
        return Math.max(ending.afterMs ?? 0, this.#backoff());
      case 'signed_out':
        return this.#signedOut();
      case 'too_old':
        this.#fail({
          code: 'client_too_old',
          message: 'A newer version of OTA is needed. Update the app.',
        });
        return PULL_WITH_SOCKET_MS;
      case 'storage':
        this.#fail(ending.problem);
        return PULL_WITHOUT_SOCKET_MS;
      case 'purge':
        this.#options.onPurge();
        return undefined;
      case 'stopped':
        return undefined;
    }
  }

  #signedOut(): number {
    if (navigator.onLine)
      this.#fail({ code: 'sign_in_again', message: 'Sign in again to synchronise.' });
    else this.#show({ kind: 'offline' });
    return PULL_WITHOUT_SOCKET_MS;
  }

  #fail(problem: Problem): void {
    this.#show({ kind: 'error', problem });
  }

  #backoff(): number {
    const wait = backoffMs(this.#attempt);
    this.#attempt += 1;
    return wait;
  }

  #wake(): void {
    this.#isAsked = true;
    this.#ring?.();
  }

  /** Until the time is over or someone asks. A server that refuses is not asked sooner. */
  #rest(ms: number, signal: AbortSignal, isFirm: boolean): Promise<void> {
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#ring = undefined;
        resolve();
      };
      const ring = (): void => {
        if (isFirm) return;
        clearTimeout(timer);
        timer = setTimeout(end, GATHER_MS);
      };
      signal.addEventListener('abort', end, { once: true });
      timer = setTimeout(end, ms);
      this.#ring = ring;
      if (signal.aborted) end();
      else if (this.#isAsked) ring();
    });
  }
}
