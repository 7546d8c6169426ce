// A proxy before real servers that loses, doubles, delays, cuts and half-closes by seed, and sends each
// request to whichever server it likes.
import { once } from 'node:events';
import http from 'node:http';

export class Proxy {
  rate = 0;
  counts = {};
  #agent = new http.Agent({ keepAlive: true });

  /** `ports`: of the servers, asked at each request; `random`: the seed's. */
  constructor(random, ports) {
    Object.assign(this, { random, ports });
    this.server = http.createServer((request, response) => void this.#serve(request, response));
  }

  async start() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }

  stop() {
    this.server.closeAllConnections();
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
      if (this.#happens(1, 'request late')) await sleep(this.random() * 200);
      if (request.method === 'POST' && this.#happens(1, 'doubled'))
        this.#ask(request, body).then((answer) => answer.resume(), () => undefined);
      const answer = await this.#ask(request, body);
      if (this.#happens(1, 'answer late')) await sleep(this.random() * 200);
      if (this.#happens(1, 'answer lost')) return void (answer.resume(), response.destroy());
      return void this.#pass(answer, response);
    } catch {
      return void response.destroy(); // as a server that is down
    }
  }

  #ask({ method, url, headers }, body) {
    return new Promise((resolve, reject) => {
      const ports = this.ports();
      const port = ports[Math.floor(this.random() * ports.length)];
      const asked = http.request({ host: '127.0.0.1', port, method, path: url, headers, agent: this.#agent }, resolve);
      asked.on('error', reject);
      asked.end(body);
    });
  }

  #pass(answer, response) {
    const { 'content-length': length, 'transfer-encoding': coding, ...headers } = answer.headers;
    void coding;
    const isCut = this.#happens(1, 'body cut');
    const isHalfClosed = !isCut && this.#happens(1, 'half-closed');
    let left = isCut || isHalfClosed ? Math.floor(this.random() * Number(length ?? 4000)) : Infinity;
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
