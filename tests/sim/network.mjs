// The way between a simulated tab and the model server: messages are lost, doubled, late, out of order,
// cut, half-closed or answered by somebody in between, as the seed says.
import { setMaxListeners } from 'node:events';
import { Refusal } from './model_server.mjs';
import { Target } from './realm.mjs';

const BAD_ANSWERS = [
  [500, { code: 'internal', purge: true }],
  [502, '<html>bad gateway</html>'],
  [503, { code: 'unavailable' }, '2'],
  [429, { code: 'rate_limited' }, '1'],
  [403, '<html>captive portal</html>'],
  [200, '<html>captive portal</html>'],
  [401, { code: 'token_expired', purge: true }],
  [404, { code: 'not_found' }],
];

/** Something on the way takes offence at these letters, and refuses what holds them. */
export const OFFENCE = 'offence';

const CHUNK_LINES = 7;

/** As much of a response as the client uses. */
class Response {
  constructor(status, text, headers = {}, chunks = undefined) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.headers = { get: (name) => headers[name] ?? null };
    this.textOf = text;
    this.body = chunks ? { getReader: () => chunks } : { getReader: () => whole(text) };
  }
  async text() {
    if (this.textOf instanceof Error) throw this.textOf;
    return this.textOf;
  }
  async json() {
    return JSON.parse(await this.text());
  }
}

const bytesOf = (text) => new TextEncoder().encode(text);

function whole(text) {
  const parts = [bytesOf(text)];
  return {
    read: async () => (parts.length ? { done: false, value: parts.shift() } : { done: true }),
    cancel: async () => undefined,
  };
}

const broken = () => new TypeError('the connection broke');

export class Network {
  isHealed = false;
  counts = {};

  constructor(world, server, rate) {
    Object.assign(this, { world, server, rate });
  }

  chance(share) {
    return !this.isHealed && this.world.random.network() < share;
  }

  #count(name) {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    return true;
  }

  #latency() {
    const random = this.world.random.network;
    if (this.chance(this.rate / 4) && this.#count('late')) return 1000 + random() * 70_000;
    return 5 + random() * (this.isHealed ? 30 : 400);
  }

  fetch(tab, where, { body, signal, headers }) {
    const user = headers.authorization.replace('Bearer ', '');
    return new Promise((resolve, reject) => {
      const settle = (how) => (value) => void tab.later(0, () => how(value));
      if (signal) setMaxListeners(0, signal);
      if (signal?.aborted) return reject(new DOMException('aborted', 'AbortError'));
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      if (!tab.device.isReachable) {
        if (tab.device.isSilent) return undefined;
        return void tab.later(3, () => reject(broken()));
      }
      const url = new URL(where, 'http://ota.example/');
      const request = { tab, user, signal, url, body: body && JSON.parse(body) };
      return this.#carry(request, settle(resolve), settle(reject));
    });
  }

  #carry(request, resolve, reject) {
    const { loop, random } = this.world;
    const { rate } = this;
    if (this.chance(rate) && this.#count('request lost'))
      return void loop.after(this.#latency(), () => reject(broken()));
    if (this.chance(rate / 2) && this.#count('bad answer')) {
      const [status, body, after] = BAD_ANSWERS[Math.floor(random.network() * BAD_ANSWERS.length)];
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return void loop.after(this.#latency(), () =>
        resolve(new Response(status, text, after ? { 'retry-after': after } : {})),
      );
    }
    if (request.body && this.chance(rate / 2) && this.#count('doubled'))
      loop.after(this.#latency() * 3, () =>
        this.#serve(
          request,
          () => undefined,
          () => undefined,
        ),
      );
    return void loop.after(this.#latency(), () => this.#serve(request, resolve, reject));
  }

  #serve(request, resolve, reject) {
    if (this.server.isDown) return reject(broken());
    if (
      JSON.stringify(request.body?.mutations)?.includes(OFFENCE) &&
      this.#count('refused on the way')
    )
      return resolve(
        new Response(413, JSON.stringify({ code: 'body_too_large', message: 'too large' })),
      );
    const { tab, url, body } = request;
    const back = (response) => {
      const asked = body ? `${body.mutations.length} from ${body.cursor}` : url.search;
      this.world.note(`${tab.name} ${url.pathname} ${asked} gets ${response.status}`);
      if (!request.tab.device.isReachable) {
        if (!request.tab.device.isSilent) reject(broken());
        return;
      }
      if (this.chance(this.rate) && this.#count('answer lost'))
        this.world.loop.after(this.#latency(), () => reject(broken()));
      else this.world.loop.after(this.#latency(), () => resolve(response));
    };
    try {
      if (request.body) this.#exchange(request, back);
      else back(this.#snapshot(request));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      back(new Response(error.reply.status, JSON.stringify(error.reply.body)));
    }
    return undefined;
  }

  /** Push and pull are two transactions: others commit between them. */
  #exchange({ user, body }, back) {
    const results = body.mutations.length > 0 ? this.server.push(user, body) : [];
    this.world.loop.after(this.world.random.network() * 50, () => {
      try {
        const text = JSON.stringify({ results, ...this.server.pull(user, body) });
        back(this.#damaged(text));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        back(new Response(error.reply.status, JSON.stringify(error.reply.body)));
      }
    });
  }

  #damaged(text) {
    const at = Math.floor(this.world.random.network() * text.length);
    if (this.chance(this.rate / 2) && this.#count('body cut')) return new Response(200, broken());
    if (this.chance(this.rate / 2) && this.#count('half-closed'))
      return new Response(200, text.slice(0, at));
    return new Response(200, text);
  }

  #snapshot({ tab, user, signal, url }) {
    const after = url.searchParams.get('after')?.split(',');
    const lines = this.server.snapshot(user, {
      ...(after ? { after: { table: after[0], id: after[1] } } : {}),
      head: url.searchParams.get('head') ?? undefined,
    });
    const random = this.world.random.network;
    let end = Infinity;
    let isHalfClosed = false;
    if (this.chance(this.rate * 3) && this.#count('snapshot cut')) {
      end = Math.floor(random() * lines.length);
      isHalfClosed = random() < 0.5;
    }
    return new Response(200, '', {}, this.#stream({ tab, signal, lines, end, isHalfClosed }));
  }

  #stream({ tab, signal, lines, end, isHalfClosed }) {
    let at = 0;
    const read = () =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        this.world.loop.after(this.#latency() / 10, () =>
          tab.task(() => {
            const isCut = at >= end || !tab.device.isReachable;
            if (isCut && !isHalfClosed) return reject(broken());
            if (isCut || at >= lines.length) return resolve({ done: true, value: undefined });
            const part = lines.slice(at, Math.min(at + CHUNK_LINES, end));
            at += part.length;
            const isLast = at >= end;
            const text = part.join('\n') + (isLast ? '' : '\n');
            // a cut comes in the middle of a line
            return resolve({ done: false, value: bytesOf(isLast ? text.slice(0, -3) : text) });
          }),
        );
      });
    return { read, cancel: async () => undefined };
  }

  /** Realtime: a hint that something is new, often late, sometimes never. */
  socketsOf(tab) {
    const { world, server } = this;
    const network = this;
    return class Socket extends Target {
      static OPEN = 1;
      readyState = 0;
      constructor() {
        super();
        tab.later(20 + world.random.network() * 200, () => {
          if (!tab.device.isReachable || network.chance(network.rate)) return this.close();
          this.readyState = 1;
          this.dispatchEvent(new Event('open'));
          this.stop = server.onCommit((seq) => this.hear(seq));
          return undefined;
        });
      }
      hear(seq) {
        if (!tab.device.isReachable || network.chance(network.rate)) return;
        const topic = `realtime:organization:${server.organizationId}`;
        tab.later(network.#latency(), () => this.tell({ topic, event: 'pull', payload: { seq } }));
      }
      send(text) {
        const { topic, event, ref } = JSON.parse(text);
        if (!tab.device.isReachable || (event !== 'phx_join' && event !== 'heartbeat')) return;
        tab.later(network.#latency(), () =>
          this.tell({ topic, event: 'phx_reply', ref, payload: { status: 'ok', response: {} } }),
        );
      }
      tell(frame) {
        if (this.readyState !== 1) return;
        this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
      }
      close() {
        if (this.readyState === 3) return;
        this.readyState = 3;
        this.stop?.();
        tab.later(1, () => this.dispatchEvent(new Event('close')));
      }
    };
  }
}
