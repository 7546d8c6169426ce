// A proxy before real servers that loses, doubles, delays, reorders, cuts and half-closes by seed, and sends
// each request and each socket to whichever server it likes.
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

const LATE_MS = 200; // within what a client waits for
const STRAY_MS = 1500; // after it has asked again
const SOCKET_LIFE_MS = 3000;

export class Proxy {
  rate = 0;
  counts = {};
  #agent = new http.Agent({ keepAlive: true });

  /** `ports`: of the servers, asked at each request; `random`: the seed's. */
  constructor(random, ports) {
    Object.assign(this, { random, ports });
    this.server = http.createServer((request, response) => void this.#serve(request, response));
    this.server.on('upgrade', (request, socket, head) => this.#connect(request, socket, head));
    this.sockets = new Set();
  }

  async start() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }

  stop() {
    this.server.closeAllConnections();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    this.#agent.destroy();
  }

  #happens(share, name) {
    if (this.rate === 0 || this.random() >= share * this.rate) return false;
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    return true;
  }

  async #serve(request, response) {
    const parts = [];
    try {
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts);
      if (this.#happens(1, 'request lost')) return void response.destroy();
      if (this.#happens(1, 'request late')) await sleep(this.random() * LATE_MS);
      if (this.#happens(1, 'doubled')) this.#stray(request, body, 0);
      if (this.#happens(1, 'overtaken')) {
        this.#stray(request, body, this.random() * STRAY_MS);
        return void response.destroy();
      }
      const answer = await this.#ask(request, body);
      if (this.#happens(1, 'answer late')) await sleep(this.random() * LATE_MS);
      if (this.#happens(1, 'answer lost')) return void (answer.resume(), response.destroy());
      return void this.#pass(answer, response);
    } catch {
      return void response.destroy(); // as a server that is down
    }
  }

  #anyPort() {
    const ports = this.ports();
    return ports[Math.floor(this.random() * ports.length)];
  }

  /** Arrives after `ms`, when its sender has long asked for something else; nobody hears the answer. */
  #stray(request, body, ms) {
    void sleep(ms)
      .then(() => this.#ask(request, body))
      .then(
        (answer) => answer.resume(),
        () => undefined,
      );
  }

  /** A WebSocket: bytes both ways until it is cut, or one side of it ends. */
  #connect({ url, rawHeaders }, socket, head) {
    const server = net.connect({ host: '127.0.0.1', port: this.#anyPort(), allowHalfOpen: true });
    const lines = [];
    for (let i = 0; i < rawHeaders.length; i += 2)
      lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
    server.write(`GET ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    server.write(head);
    socket.pipe(server);
    server.pipe(socket);
    const end = () => (socket.destroy(), server.destroy(), this.sockets.delete(socket));
    for (const side of [socket, server]) side.on('error', end).on('close', end);
    this.sockets.add(socket);
    const life = this.random() * SOCKET_LIFE_MS;
    if (this.#happens(2, 'socket cut')) setTimeout(end, life);
    else if (this.#happens(1, 'socket half-closed')) setTimeout(() => server.end(), life);
    else if (this.#happens(1, 'socket silent')) setTimeout(() => server.unpipe(socket), life);
  }

  #ask({ method, url, headers }, body) {
    return new Promise((resolve, reject) => {
      const asked = http.request(
        {
          host: '127.0.0.1',
          port: this.#anyPort(),
          method,
          path: url,
          headers,
          agent: this.#agent,
        },
        resolve,
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  #pass(answer, response) {
    const { 'content-length': length, 'transfer-encoding': coding, ...headers } = answer.headers;
    void coding;
    const isCut = this.#happens(1, 'body cut');
    const isHalfClosed = !isCut && this.#happens(1, 'half-closed');
    let left =
      isCut || isHalfClosed ? Math.floor(this.random() * Number(length ?? 4000)) : Infinity;
    response.writeHead(answer.statusCode, headers);
    answer.on('data', (part) => {
      if (left <= 0) return;
      response.write(part.subarray(0, left));
      left -= part.length;
      if (left > 0) return;
      if (isCut) response.destroy();
      else response.end();
    });
    answer.on('end', () => left > 0 && (isCut ? response.destroy() : response.end()));
    answer.on('aborted', () => response.destroy());
    answer.on('error', () => response.destroy());
  }
}

const sleep = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));
