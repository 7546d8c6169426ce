// How sync reaches the server: over HTTP here, over memory in tests.

import { headersOf, request, retryAfter, type Reply } from '../http';
import { SCHEMA } from './protocol';
import type { ExchangeRequest } from './wire';

export type SnapshotReply =
  { readonly kind: 'lines'; readonly lines: AsyncIterable<string> } | Reply;

export interface SnapshotRequest {
  readonly organizationId: string;
  /** where an interrupted download goes on */
  readonly resume:
    { readonly table: string; readonly id: string; readonly head: string } | undefined;
  /** the day whose screen is to come before the rest */
  readonly first?: string | undefined;
}

export interface Transport {
  exchange(body: ExchangeRequest, token: string, signal: AbortSignal): Promise<Reply>;
  snapshot(ask: SnapshotRequest, token: string, signal: AbortSignal): Promise<SnapshotReply>;
}

/** Sooner than other requests: after a dead line comes back, all is sent within thirty seconds. */
const EXCHANGE_MS = 20_000;

export const httpTransport: Transport = {
  exchange: (body, token, signal) =>
    request('/api/sync', { method: 'POST', body, token, signal, timeoutMs: EXCHANGE_MS }),

  async snapshot({ organizationId, resume, first }, token, signal) {
    const query = new URLSearchParams({ organization_id: organizationId, schema: `${SCHEMA}` });
    if (first !== undefined) query.set('first', first);
    if (resume) {
      query.set('after', `${resume.table},${resume.id}`);
      query.set('head', resume.head);
    }
    const stall = new StallGuard(signal);
    try {
      const headers = headersOf({ token });
      const response = await fetch(`/api/sync/snapshot?${query}`, {
        headers,
        signal: stall.signal,
        cache: 'no-store',
      });
      if (!response.ok || !response.body) {
        const body: unknown = await response.json().catch(() => null);
        const after = retryAfter(response.headers.get('retry-after'));
        stall.end();
        return { kind: 'reply', status: response.status, body, retryAfterMs: after };
      }
      return { kind: 'lines', lines: linesOf(response.body, stall) };
    } catch {
      stall.end();
      return { kind: 'unreachable' };
    }
  },
};

/** A download may take long, but not without a byte arriving: a dead line says nothing. */
const STALL_MS = 20_000;

class StallGuard {
  readonly signal: AbortSignal;
  readonly #stalled = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stop: AbortSignal) {
    this.signal = AbortSignal.any([stop, this.#stalled.signal]);
    this.#begin();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stalled.abort(), STALL_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Rejects when nothing arrives for too long, also where the stream itself never ends. */
  watch<T>(reading: Promise<T>): Promise<T> {
    this.#begin();
    return new Promise((resolve, reject) => {
      const broke = (): void => reject(new TypeError('the connection broke'));
      if (this.signal.aborted) broke();
      this.signal.addEventListener('abort', broke, { once: true });
      reading.then(resolve, broke).finally(() => {
        // a slow device takes its time to store what came: that is no stall
        this.end();
        this.signal.removeEventListener('abort', broke);
      });
    });
  }
}

/** The lines of a stream of bytes, without their ends. */
export async function* linesOf(
  stream: ReadableStream<Uint8Array>,
  stall = new StallGuard(new AbortController().signal),
): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await stall.watch(reader.read());
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    stall.end();
    void reader.cancel().catch(() => undefined);
  }
}
