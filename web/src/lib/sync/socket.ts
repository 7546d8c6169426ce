// The realtime socket: Phoenix frames, of which only one thing is used: "something is new, pull".

import { APP_KEY, textMember, member } from '../http';
import type { Outcome } from '../outcome';

interface Frame {
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
  readonly ref: string | null;
  readonly join_ref?: string | null;
}

export interface SocketOptions {
  readonly organizationId: string;
  readonly accessToken: () => Promise<Outcome<string>>;
  /** something changed, or the connection came back and may have missed something */
  readonly onNews: () => void;
  /** whether news arrive by themselves now */
  readonly onOpen: (isOpen: boolean) => void;
  readonly backoffMs: (attempt: number) => number;
}

const HEARTBEAT_MS = 25_000;
const TOKEN_MS = 5 * 60_000;

export class RealtimeSocket {
  readonly #options: SocketOptions;
  readonly #topic: string;
  #socket: WebSocket | undefined;
  #attempt = 0;
  #ref = 0;
  #unanswered: string | undefined;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(options: SocketOptions, signal: AbortSignal) {
    this.#options = options;
    this.#topic = `realtime:organization:${options.organizationId}`;
    signal.addEventListener('abort', () => this.#close(), { once: true });
    void this.#connect(signal);
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const token = await this.#options.accessToken();
    if (signal.aborted) return;
    if (!token.ok) {
      this.#later(signal);
      return;
    }
    const url = new URL('/realtime/v1/websocket', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('apikey', APP_KEY);
    url.searchParams.set('vsn', '1.0.0');
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (this.#socket === socket) this.#join(token.value);
      else socket.close();
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#hear(event.data);
    });
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return;
      this.#close();
      if (!signal.aborted) this.#later(signal);
    });
  }

  #later(signal: AbortSignal): void {
    const wait = this.#options.backoffMs(this.#attempt);
    this.#attempt += 1;
    this.#timers.push(setTimeout(() => void this.#connect(signal), wait));
  }

  #join(token: string): void {
    this.#send(this.#topic, 'phx_join', {
      access_token: token,
      config: {
        broadcast: { ack: false, self: false },
        presence: { key: '' },
        private: false,
        postgres_changes: [
          {
            event: '*',
            schema: 'public',
            filter: `organization_id=eq.${this.#options.organizationId}`,
          },
        ],
      },
    });
    this.#timers.push(
      setInterval(() => this.#beat(), HEARTBEAT_MS),
      setInterval(() => void this.#renew(), TOKEN_MS),
    );
  }

  #beat(): void {
    // the last heartbeat got no answer: the line is dead although nobody said so
    if (this.#unanswered !== undefined) this.#socket?.close();
    else this.#unanswered = this.#send('phoenix', 'heartbeat', {});
  }

  async #renew(): Promise<void> {
    const token = await this.#options.accessToken();
    if (token.ok) this.#send(this.#topic, 'access_token', { access_token: token.value });
  }

  #send(topic: string, event: string, payload: unknown): string {
    this.#ref += 1;
    const ref = String(this.#ref);
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ topic, event, payload, ref, join_ref: '1' }));
    }
    return ref;
  }

  #hear(data: unknown): void {
    const frame = decode(data);
    if (!frame) return;
    if (frame.event === 'phx_reply') {
      if (frame.ref === this.#unanswered) this.#unanswered = undefined;
      if (frame.topic === this.#topic && frame.ref === '1') this.#joined(frame.payload);
      return;
    }
    if (frame.event === 'phx_close' || frame.event === 'phx_error') {
      this.#socket?.close();
      return;
    }
    if (frame.topic === this.#topic && frame.event !== 'system') this.#options.onNews();
  }

  #joined(payload: unknown): void {
    if (textMember(payload, 'status') !== 'ok') {
      this.#socket?.close();
      return;
    }
    this.#attempt = 0;
    this.#options.onOpen(true);
    this.#options.onNews();
  }

  #close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#ref = 0;
    this.#unanswered = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    // one that is still connecting closes when it is open: browsers warn about closing it now
    if (socket?.readyState !== WebSocket.CONNECTING) socket?.close();
    this.#options.onOpen(false);
  }
}

function decode(data: unknown): Frame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    const topic = textMember(value, 'topic');
    const event = textMember(value, 'event');
    if (topic === undefined || event === undefined) return undefined;
    return {
      topic,
      event,
      payload: member(value, 'payload'),
      ref: textMember(value, 'ref') ?? null,
    };
  } catch {
    return undefined;
  }
}
