// A server that dies at one step after another, many times each, while one client pushes, pulls and takes
// snapshots: what was sent has its effect exactly once, and what was read is whole.
import assert from 'node:assert/strict';
import { SyncClient } from '../api/sync_client.mjs';
import { SCHEMA } from '../golden/golden.mjs';
import { seeded } from './loop.mjs';
import { faultNames } from './servers.mjs';

const PEOPLE = 150; // so that a snapshot has several chunks
const TRIES_MAX = 400;

/** A client whose every request is repeated until a server lives long enough to answer. */
class Stubborn {
  #server;
  #random;
  #written = new Map(); // "table/id" → what was written, undefined for deleted
  #step;

  constructor(house, server, person, organization, random) {
    Object.assign(this, { house, organization });
    this.#server = server;
    this.#random = random;
    this.client = new SyncClient(
      { call: (...given) => this.#call(...given) },
      person,
      organization,
    );
  }

  async #call(method, where, { token, body }) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      try {
        const response = await fetch(`http://127.0.0.1:${this.#server.port}${where}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            apikey: 'ota-anon',
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        });
        const text = await response.text();
        return {
          status: response.status,
          text,
          body: where === '/api/sync' ? JSON.parse(text) : undefined,
        };
      } catch {
        await this.#server.ready();
      }
    }
    throw new Error(`no server lived for an answer in ${TRIES_MAX} tries`);
  }

  /** Enough rows for a snapshot that is sent in parts. */
  async settle() {
    const mutations = Array.from({ length: PEOPLE }, (_, i) =>
      this.#note('insert', 'people', crypto.randomUUID(), {
        name: `p${i}`,
        notes: 'as tall as the stage '.repeat(40),
      }),
    );
    await this.#send(mutations);
    await this.snapshot();
  }

  #note(op, table, id, values) {
    const key = `${table}/${id}`;
    if (op === 'delete') this.#written.set(key, undefined);
    else this.#written.set(key, { ...this.#written.get(key), ...values });
    return this.client.mutation(op, table, id, values);
  }

  /** A batch that inserts, changes and deletes; what comes back is all of it and nothing else. */
  async exchange() {
    const label = `n${this.client.n}`;
    const tour = crypto.randomUUID();
    const mutations = [
      this.#note('insert', 'tours', tour, { name: label }),
      this.#note('update', 'tours', tour, { notes: label }),
      this.#note('insert', 'people', crypto.randomUUID(), { name: label }),
    ];
    const old = [...this.#written]
      .filter(([key, values]) => values && key.startsWith('tours/'))
      .at(-4);
    if (old && this.#random() < 0.5)
      mutations.push(this.#note('delete', 'tours', old[0].slice('tours/'.length)));
    await this.#send(mutations);
  }

  async #send(mutations) {
    const { status, body, text } = await this.client.post(this.client.request({ mutations }));
    assert.equal(status, 200, text);
    assert.deepEqual(
      body.results.map(({ n, status: how }) => [n, how]),
      mutations.map(({ n }) => [n, 'applied']),
    );
    if (this.client.cursor !== null) this.#take(body, mutations);
  }

  #take({ changes, cursor, more }, mutations) {
    changes.forEach((change) => this.client.take(change));
    this.client.cursor = cursor;
    assert.equal(more, false);
    const wanted = new Set(mutations.map(({ table, id }) => `${table}/${id}`));
    assert.deepEqual(changes.map(({ table, id }) => `${table}/${id}`).sort(), [...wanted].sort());
  }

  /** Torn off by a death it is resumed behind the last whole row; together it is what was written. */
  async snapshot() {
    const rows = new Map();
    let first, last, table;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const lines = await this.#part(first && last ? `&after=${last}&head=${first.head}` : '');
      let isWhole = false;
      for (const line of lines) {
        if (line.snapshot) first ??= line;
        else if (line.end) isWhole = true;
        else if (line.table && 'count' in line && !line.id) ({ table } = line);
        else {
          last = `${table},${line.id}`;
          assert.ok(!rows.has(last), `${last} came twice`);
          rows.set(last, line);
        }
      }
      this.client.cursor ??= first?.head ?? null;
      if (isWhole) return this.#compare(rows);
      await this.#server.ready();
    }
    throw new Error(`no server lived for a snapshot in ${TRIES_MAX} tries`);
  }

  /** Lines that came whole, before the connection broke if it did. */
  async #part(query) {
    const wanted = `organization_id=${this.organization}&schema=${SCHEMA}${query}`;
    const url = `http://127.0.0.1:${this.#server.port}/api/sync/snapshot?${wanted}`;
    let text = '';
    try {
      const { token } = this.client.person;
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}`, apikey: 'ota-anon' },
      });
      const decoder = new TextDecoder();
      for await (const part of response.body) text += decoder.decode(part, { stream: true });
    } catch {
      text = text.slice(0, text.lastIndexOf('\n') + 1);
    }
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  #compare(rows) {
    for (const [key, values] of this.#written) {
      const row = rows.get(key.replace('/', ','));
      assert.equal(row !== undefined, values !== undefined, key);
      for (const [name, value] of Object.entries(values ?? {}))
        assert.equal(row[name], value, `${name} of ${key}`);
    }
  }

  /** In the log each mutation stands exactly once, and each has its result. */
  checkLog() {
    const { clientId, n } = this.client;
    const [log, twice, results] = this.house.cluster
      .sql(
        `
      select count(distinct mutation_n), count(*) - count(distinct mutation_n),
             (select count(*) from ota.sync_results where client_id = '${clientId}')
        from ota.change_log where client_id = '${clientId}'`,
      )
      .split('|')
      .map(Number);
    assert.deepEqual({ log, twice, results }, { log: n, twice: 0, results: n });
  }
}

/** Steps of a snapshot are met by snapshots only. */
const isOfSnapshot = (name) => name.startsWith('snapshot_');

/** More often than one request meets the step, so that some server lives for its answer. */
const timesMet = (name) => (isOfMutation(name) ? 6 : 2);
const isOfMutation = (name) => ['push_mutation_applied', 'push_result_recorded'].includes(name);

/** One server and its client, with the steps that nobody else has taken yet. */
async function strike(house, lane, seed, { times, queue, hits }) {
  const random = seeded(seed);
  const server = house.servers[lane];
  const { nextFault, onDeath } = server;
  let name;
  server.nextFault = () => name && `${name}:${1 + Math.floor(random() * timesMet(name))}`;
  server.onDeath = (step) => (hits[step] += 1);
  const client = new Stubborn(house, server, house.people[lane], house.found(), random);
  await client.settle();
  while ((name = queue.shift())) {
    server.kill();
    while (hits[name] < times) await (isOfSnapshot(name) ? client.snapshot() : client.exchange());
    client.checkLog();
  }
  Object.assign(server, { nextFault, onDeath });
  server.kill();
  await client.exchange();
  await client.snapshot();
  client.checkLog();
}

/** Dies `times` times at each step, in an open house; how often it really did. */
export async function dieAtEveryStep(house, { times, seed }) {
  const hits = Object.fromEntries(faultNames().map((name) => [name, 0]));
  const queue = Object.keys(hits);
  await Promise.all(
    house.servers.map((_, lane) => strike(house, lane, seed + lane, { times, queue, hits })),
  );
  return hits;
}
