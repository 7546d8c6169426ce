// The realtime socket: news ask for a pull, a dead line is noticed.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { success } from '../outcome';
import { RealtimeSocket } from './socket';

class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly all: FakeSocket[] = [];
  readonly sent: { event: string; topic: string; ref: string; payload: unknown }[] = [];
  readonly url: URL;
  readyState = 0;

  constructor(url: URL) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  hear(frame: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
}

const topic = 'realtime:organization:o1';
let stop: AbortController;
let news: number;
let open: boolean[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('location', { href: 'https://ota.example/today' });
  FakeSocket.all.length = 0;
  stop = new AbortController();
  news = 0;
  open = [];
});

afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function begin(): Promise<FakeSocket> {
  new RealtimeSocket(
    {
      organizationId: 'o1',
      accessToken: () => Promise.resolve(success('token')),
      onNews: () => (news += 1),
      onOpen: (isOpen) => open.push(isOpen),
      backoffMs: () => 1000,
    },
    stop.signal,
  );
  await vi.advanceTimersByTimeAsync(0);
  const [socket] = FakeSocket.all;
  if (!socket) throw new Error('nothing connected');
  return socket;
}

async function connect(): Promise<FakeSocket> {
  const socket = await begin();
  socket.open();
  return socket;
}

const joined = { topic, event: 'phx_reply', ref: '1', payload: { status: 'ok', response: {} } };

test('it joins its organization with the token, over TLS where the page is', async () => {
  const socket = await connect();
  expect(socket.url.href).toMatch(
    /^wss:\/\/ota\.example\/realtime\/v1\/websocket\?apikey=ota-anon/,
  );
  expect(socket.sent[0]).toMatchObject({
    topic,
    event: 'phx_join',
    payload: { access_token: 'token' },
  });
});

test('a change is news, and so is a line that came back', async () => {
  const socket = await connect();
  socket.hear(joined);
  expect([news, open]).toEqual([1, [true]]);
  socket.hear({ topic, event: 'postgres_changes', payload: {}, ref: null });
  expect(news).toBe(2);
  socket.close();
  await vi.advanceTimersByTimeAsync(1000);
  FakeSocket.all[1]?.open();
  FakeSocket.all[1]?.hear(joined);
  expect([news, open]).toEqual([3, [true, false, true]]);
});

test('an unanswered heartbeat closes the line and a new one is opened', async () => {
  const socket = await connect();
  socket.hear(joined);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(socket.sent.at(-1)?.event).toBe('heartbeat');
  await vi.advanceTimersByTimeAsync(26_000);
  expect(socket.readyState).toBe(3);
  expect(FakeSocket.all.length).toBe(2);
});

test('garbage is no news', async () => {
  const socket = await connect();
  socket.hear(joined);
  socket.hear(['not', 'ours']);
  socket.hear({ topic: 'realtime:other', event: 'postgres_changes', payload: {} });
  expect(news).toBe(1);
});

test('a socket that is given up while it connects closes once it is open, and joins nothing', async () => {
  const socket = await begin();
  stop.abort();
  expect(socket.readyState).toBe(0);
  socket.open();
  expect(socket.readyState).toBe(3);
  expect(socket.sent).toEqual([]);
});
