// A small client of the sync protocol for tests: numbers mutations, keeps a cursor, holds rows.
import { randomUUID } from 'node:crypto';
import { SCHEMA } from '../golden/golden.mjs';
import { uuid7 } from './lib.mjs';

export class SyncClient {
  /** `schema`: the one that the client speaks; null: it does not say so where it need not. */
  constructor(ota, person, organizationId, clientId = randomUUID(), schema = SCHEMA) {
    Object.assign(this, { ota, person, organizationId, clientId, schema });
    this.n = 0;
    this.cursor = null;
    this.rows = new Map(); // "table/id" → row
    this.waiting = [];
  }

  request(extra = {}) {
    return {
      protocol: 1,
      schema: this.schema,
      organization_id: this.organizationId,
      client_id: this.clientId,
      cursor: this.cursor,
      mutations: [],
      ...extra,
    };
  }

  post(body, token = this.person.token) {
    return this.ota.call('POST', '/api/sync', { token, body });
  }

  /** The next mutation, not sent yet. */
  mutation(op, table, id, values, base_seq = this.rows.get(`${table}/${id}`)?.seq ?? 0) {
    this.n += 1;
    return { n: this.n, table, op, id, base_seq, ...(values ? { values } : {}) };
  }

  /** Sends mutations without pulling; the results. */
  async push(...mutations) {
    const { status, body, text } = await this.post(this.request({ cursor: null, mutations }));
    if (status !== 200) throw new Error(`push answered ${status}: ${text}`);
    return body.results;
  }

  async insert(table, values, id = uuid7()) {
    const [result] = await this.push(this.mutation('insert', table, id, values));
    return { id, result };
  }

  async update(table, id, values, base_seq) {
    const [result] = await this.push(this.mutation('update', table, id, values, base_seq));
    return result;
  }

  async remove(table, id, base_seq) {
    const [result] = await this.push(this.mutation('delete', table, id, undefined, base_seq));
    return result;
  }

  take(change) {
    const key = `${change.table}/${change.id}`;
    if (change.op !== 'put') this.rows.delete(key);
    else if (!(this.rows.get(key)?.seq > change.row.seq)) this.rows.set(key, change.row);
  }

  /** Pulls until at head; every change that came. */
  async pull(extra = {}) {
    const changes = [];
    for (;;) {
      const { status, body, text } = await this.post(this.request(extra));
      if (status !== 200) throw new Error(`pull answered ${status}: ${text}`);
      body.changes.forEach((change) => this.take(change));
      changes.push(...body.changes);
      this.cursor = body.cursor;
      this.last = body;
      if (!body.more) return changes;
    }
  }

  /** Lines of a snapshot, parsed; `query` is appended. */
  async snapshotLines(query = '') {
    const schema = this.schema === null ? '' : `&schema=${this.schema}`;
    const { status, text } = await this.ota.call(
      'GET',
      `/api/sync/snapshot?organization_id=${this.organizationId}${schema}${query}`,
      { token: this.person.token },
    );
    if (status !== 200) throw new Error(`snapshot answered ${status}: ${text}`);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /** Fills the rows from a snapshot and goes on from its head. */
  async snapshot() {
    const lines = await this.snapshotLines();
    let table;
    this.rows.clear();
    for (const line of lines) {
      if (line.snapshot) this.cursor = line.head;
      else if (line.end) this.checksums = line.checksums;
      else if (line.table && 'count' in line && !line.id) ({ table } = line);
      else this.rows.set(`${table}/${line.id}`, line);
    }
    return lines;
  }

  table(name) {
    return [...this.rows].filter(([key]) => key.startsWith(`${name}/`)).map(([, row]) => row);
  }
}

export const show = (values = {}) => ({ title: 'Molotow', date: '2026-05-12', ...values });
