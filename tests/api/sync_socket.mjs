// A socket for tests of what is heard: joins one channel and keeps every frame with the time it came.
import { once } from 'node:events';
import WebSocket from 'ws';
import { eventually } from './lib.mjs';

export class Listener {
  frames = [];
  #isJoined = false;

  /** Joined to `topic` as `person`; `config` as Phoenix channels have it. */
  static async join(ota, person, topic, config) {
    const listener = new Listener();
    listener.socket = new WebSocket(
      `${ota.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=1.0.0`,
    );
    listener.socket.on('message', (data) => listener.#hear(JSON.parse(data)));
    await once(listener.socket, 'open');
    const payload = { access_token: person.token, ...(config ? { config } : {}) };
    listener.socket.send(
      JSON.stringify({ topic, event: 'phx_join', payload, ref: '1', join_ref: '1' }),
    );
    await eventually(() => listener.#isJoined || undefined, `the join to ${topic}`);
    return listener;
  }

  #hear({ event, payload }) {
    if (event === 'phx_reply') this.#isJoined ||= payload.status === 'ok';
    else this.frames.push({ event, payload, heardAt: performance.now() });
  }

  /** Payloads of "something is new", with the time each was heard. */
  get pulls() {
    return this.frames
      .filter(({ event }) => event === 'pull')
      .map((one) => ({ ...one.payload, heardAt: one.heardAt }));
  }

  /** Rows that came, as postgres_changes tells them. */
  get changes() {
    return this.frames
      .filter(({ event }) => event === 'postgres_changes')
      .map(({ payload }) => payload.data);
  }

  heard(seq) {
    return eventually(() => this.pulls.find((pull) => pull.seq === seq), `seq ${seq}`);
  }

  close() {
    this.socket.terminate();
  }
}

/** A socket on the organization's sync channel. */
export const listen = (ota, person, organization) =>
  Listener.join(ota, person, `sync:${organization}`);
