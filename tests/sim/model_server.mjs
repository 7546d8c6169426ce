// The server as the protocol describes it, in memory: numbered mutations, three-way merge by field,
// a log that is read by role and scope, snapshots, horizon and epoch. It serves one organization.
import { blank, resolve } from './operations.mjs';

/** What a deleted row does to others: cascade deletes them, clear empties the field. */
const REFERENCES = [
  { table: 'shows', field: 'tour_id', of: 'tours', on: 'clear' },
  { table: 'shows', field: 'venue_id', of: 'venues', on: 'clear' },
  { table: 'days', field: 'tour_id', of: 'tours', on: 'clear' },
  { table: 'expenses', field: 'tour_id', of: 'tours', on: 'clear' },
  { table: 'travel', field: 'tour_id', of: 'tours', on: 'clear' },
  { table: 'expenses', field: 'show_id', of: 'shows', on: 'clear' },
  { table: 'travel', field: 'show_id', of: 'shows', on: 'clear' },
  { table: 'schedule_items', field: 'show_id', of: 'shows', on: 'cascade' },
  { table: 'schedule_items', field: 'day_id', of: 'days', on: 'cascade' },
  { table: 'show_financials', field: 'show_id', of: 'shows', on: 'cascade' },
];

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const clone = (value) => JSON.parse(JSON.stringify(value));

/** A refusal of a whole request. */
export class Refusal extends Error {
  constructor(status, code, extra = {}) {
    super(code);
    this.reply = { status, body: { code, message: code, ...extra } };
  }
}

export class ModelServer {
  epoch = 1;
  head = 0;
  horizon = 0;
  tables = new Map();
  log = [];
  /** client id → { user, last, results, sent } */
  clients = new Map();
  /** how often a mutation took effect: "client n" → times */
  effects = new Map();
  faults = [];
  /** whose membership has ever ended */
  removed = new Set();
  #listeners = new Set();

  /**
   * `tools`: an instance of the client, for core; `now`, `newId`: the server's own. `bug`, to see that
   * it is found: "forgets" every third result, and does it again.
   */
  constructor({ tools, organizationId, now, newId, pageRows = 50, bug }) {
    Object.assign(this, { tools, organizationId, now, newId, pageRows, bug });
    for (const name of Object.keys(tools.TABLES)) this.tables.set(name, new Map());
  }

  onCommit(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /* Who may what */

  roleOf(user) {
    return [...this.tables.get('memberships').values()].find((row) => row.user_id === user)?.role;
  }

  /** none, own or every row */
  reach(user, table, action) {
    const role = this.roleOf(user);
    return role ? this.tools.can(role, this.tools.TABLES[table].resource, action) : 'none';
  }

  sees(user, table, row) {
    return this.isAllowed(user, table, 'read', row);
  }

  /** `row`: or a log entry, which says whose the row was */
  isAllowed(user, table, action, row) {
    const reach = this.reach(user, table, action);
    if (reach !== 'own') return reach !== 'none';
    return (row.owner_id ?? user) === user && (row.reader_ids ?? [user]).includes(user);
  }

  #has(table, field) {
    return this.tools.TABLES[table].fields.some(({ name }) => name === field);
  }

  /** Who may read a row at scope own: null for all. */
  #readersOf(table, row) {
    if (!this.#has(table, 'reader_ids')) return undefined;
    const isByPerson = !this.#has(table, 'visibility');
    if (!isByPerson && row.visibility === 'everyone') return null;
    const isNamed = ({ id, team }) =>
      isByPerson
        ? id === row.person_id
        : row.visibility === 'assigned' &&
          (row.person_ids.includes(id) || row.teams.includes(team));
    const named = [...this.tables.get('people').values()].filter(isNamed);
    return [...new Set(named.flatMap(({ user_id: user }) => user ?? []))].sort();
  }

  /** Whoever somebody in people is decides who reads what names them. */
  #spread(tx) {
    for (const [table, rows] of this.tables)
      if (this.#has(table, 'reader_ids'))
        for (const row of [...rows.values()]) this.#update(tx, table, row, {});
  }

  /** The rows that a user would be sent fresh, in order of id. */
  visible(user, table) {
    return [...this.tables.get(table).values()]
      .filter((row) => this.sees(user, table, row))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  readable(user) {
    return [...this.tables.keys()].filter((table) => this.reach(user, table, 'read') !== 'none');
  }

  #member(user) {
    if (!this.roleOf(user)) throw new Refusal(403, 'no_membership', { purge: true });
  }

  /* Writing */

  /** One transaction: `work` gets what writes; everyone hears of it when it wrote something. */
  transact(actor, client, work) {
    const tx = { actor, client, n: null, seq: null, ord: 0 };
    const result = work(tx);
    if (tx.seq !== null) for (const listener of this.#listeners) listener(tx.seq);
    return result;
  }

  /** Somebody writes by another way than sync. */
  write(actor, table, op, id, values = {}) {
    return this.transact(actor, null, (tx) => {
      const row = this.tables.get(table).get(id);
      if (op === 'insert') return this.#insert(tx, table, id, values);
      if (!row) return undefined;
      return op === 'delete' ? this.#delete(tx, table, row) : this.#update(tx, table, row, values);
    });
  }

  #take(tx) {
    if (tx.seq === null) tx.seq = this.head += 1;
    return tx.seq;
  }

  #note(tx, table, op, row, changed, before) {
    const { owner_id = null, reader_ids = null } = row;
    this.log.push({
      seq: tx.seq,
      ord: (tx.ord += 1),
      table,
      id: row.id,
      op,
      changed,
      before,
      owner_id,
      reader_ids,
      actor: tx.actor,
      client: tx.client,
      n: tx.n,
    });
  }

  #insert(tx, table, id, values) {
    const at = this.now();
    const { fields } = this.tools.TABLES[table];
    const row = Object.fromEntries(fields.map((field) => [field.name, blank(field)]));
    if (table === 'expenses' || table === 'conflicts') row.owner_id = tx.actor;
    const { made } = resolve(fields, {}, values);
    Object.assign(row, made, { organization_id: this.organizationId, id, seq: this.#take(tx) });
    Object.assign(row, {
      created_at: at,
      created_by: tx.actor,
      updated_at: at,
      updated_by: tx.actor,
    });
    const readers = this.#readersOf(table, row);
    if (readers !== undefined) row.reader_ids = readers;
    this.tables.get(table).set(id, clone(row));
    this.#note(tx, table, 'insert', row, [], null);
    if (table === 'people') this.#spread(tx);
    return row;
  }

  #update(tx, table, row, given) {
    const readers = this.#readersOf(table, { ...row, ...given });
    const values = readers === undefined ? given : { ...given, reader_ids: readers };
    const changed = Object.keys(values).filter((name) => !same(row[name], values[name]));
    if (changed.length === 0) return row;
    const after = { ...row, ...clone(values), seq: this.#take(tx) };
    Object.assign(after, { updated_at: this.now(), updated_by: tx.actor });
    this.tables.get(table).set(row.id, after);
    const had = row.reader_ids ?? null;
    const isLost =
      after.reader_ids && (had === null || had.some((user) => !after.reader_ids.includes(user)));
    if (isLost || !same(row.owner_id, after.owner_id))
      this.#note(tx, table, 'revoke', row, [], null);
    this.#note(tx, table, 'update', after, changed, row);
    if (table === 'people') this.#spread(tx);
    return after;
  }

  #delete(tx, table, row) {
    this.#take(tx);
    this.tables.get(table).delete(row.id);
    if (table === 'memberships') this.removed.add(row.user_id);
    this.#note(tx, table, 'delete', row, [], row);
    if (table === 'people') this.#spread(tx);
    for (const reference of REFERENCES) {
      if (reference.of !== table) continue;
      for (const part of [...this.tables.get(reference.table).values()]) {
        if (part[reference.field] !== row.id) continue;
        if (reference.on === 'cascade') this.#delete(tx, reference.table, part);
        else this.#update(tx, reference.table, part, { [reference.field]: null });
      }
    }
  }

  /* Push */

  /** One transaction: the results of the mutations, or a refusal of all. */
  push(user, request) {
    this.#member(user);
    if (request.cursor !== null) this.#checkCursor(request.cursor);
    const client = this.#client(user, request.client_id);
    const [first] = request.mutations;
    if (first.n > client.last + 1)
      throw new Refusal(409, 'sync_gap', { expected: client.last + 1 });
    const began = this.head;
    return this.transact(user, request.client_id, (tx) =>
      request.mutations.map((mutation) => {
        this.#compare(request.client_id, client, mutation);
        const isForgotten = this.bug === 'forgets' && mutation.n % 3 === 0;
        if (mutation.n <= client.last && !isForgotten) return clone(client.results.get(mutation.n));
        if (mutation.n > client.last + 1) throw new Refusal(400, 'invalid_body');
        tx.n = mutation.n;
        const outcome = this.#judge(tx, mutation, began);
        const result = { n: mutation.n, ...outcome, seq: tx.seq ?? began };
        const key = `${request.client_id} ${mutation.n}`;
        this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
        client.last = Math.max(client.last, mutation.n);
        client.results.set(mutation.n, result);
        return clone(result);
      }),
    );
  }

  #client(user, id) {
    const known = this.clients.get(id);
    if (known && known.user !== user) throw new Refusal(403, 'no_access');
    const client = known ?? { user, last: 0, results: new Map(), sent: new Map() };
    this.clients.set(id, client);
    return client;
  }

  /** The same number must always mean the same mutation. */
  #compare(id, client, mutation) {
    const text = JSON.stringify(mutation);
    const before = client.sent.get(mutation.n);
    if (before !== undefined && before !== text)
      this.faults.push(`client ${id} sent ${mutation.n} as ${before} and as ${text}`);
    client.sent.set(mutation.n, text);
  }

  #judge(tx, mutation, began) {
    const { table, op, id, base_seq: base, values = {} } = mutation;
    const shape = this.tools.TABLES[table];
    if (!shape) return refused('invalid');
    if (
      op !== 'delete' &&
      Object.keys(this.tools.validate(shape.index, op === 'insert', values)).length
    )
      return refused('invalid');
    if (base > began) return refused('invalid');
    const now = this.tables.get(table).get(id);
    const row = now && this.sees(tx.actor, table, now) ? now : undefined;
    const others = this.#others(table, id, base, tx.client);
    if (op === 'insert') {
      const isJoined = row && !shape.needsWord && (others.hasChanged || base < this.horizon);
      if (isJoined) return this.#merge(tx, mutation, row, others);
      return this.#judgeInsert(tx, table, id, values, now);
    }
    if (!row) return this.#meetNothing(tx, mutation, others);
    if (op === 'delete') return this.#judgeDelete(tx, mutation, row, others);
    return this.#merge(tx, mutation, row, others);
  }

  #judgeInsert(tx, table, id, values, now) {
    const row = { ...values };
    if (table === 'organizations' || table === 'memberships') return refused('no_access');
    if (table === 'expenses') row.owner_id ??= tx.actor;
    if (!this.isAllowed(tx.actor, table, 'write', row)) return refused('no_access');
    if (now) return refused('duplicate');
    if (!this.#hasParents(table, values)) return refused('missing_parent');
    if (table === 'show_financials' && this.#hasFinancials(values.show_id))
      return refused('duplicate');
    this.#insert(tx, table, id, row);
    return { status: 'applied' };
  }

  #hasParents(table, values) {
    return REFERENCES.every(
      ({ table: from, field, of }) =>
        from !== table ||
        (values[field] ?? null) === null ||
        this.tables.get(of).has(values[field]),
    );
  }

  #hasFinancials(show) {
    return [...this.tables.get('show_financials').values()].some((row) => row.show_id === show);
  }

  /** What others did to a row since the base: whether, and each field's value before them. */
  #others(table, id, base, client) {
    const entries = this.log.filter(
      (one) =>
        one.table === table &&
        one.id === id &&
        one.seq > base &&
        one.op !== 'revoke' &&
        !same(one.changed, ['reader_ids']) &&
        (one.client ?? null) !== client,
    );
    const bases = {};
    for (const { changed, before } of entries)
      for (const name of changed) if (!(name in bases)) bases[name] = before[name] ?? null;
    return { hasChanged: entries.length > 0, hasDeleted: entries.at(-1)?.op === 'delete', bases };
  }

  #meetNothing(tx, { table, op, id, base_seq: base, values, n }, others) {
    const action = op === 'delete' ? 'delete' : 'write';
    if (this.reach(tx.actor, table, action) === 'none') return refused('no_access');
    if (op === 'delete') return { status: 'applied' };
    if (!others.hasDeleted && base >= this.horizon) return refused('not_found');
    return this.#conflict(tx, table, id, n, 'delete', Object.keys(values));
  }

  #judgeDelete(tx, { table, id, base_seq: base, n }, row, others) {
    if (others.hasChanged || base < this.horizon)
      return this.#conflict(tx, table, id, n, 'delete', Object.keys(others.bases));
    if (!this.isAllowed(tx.actor, table, 'delete', row)) return refused('no_access');
    this.#delete(tx, table, row);
    return { status: 'applied' };
  }

  #merge(tx, { table, op, id, base_seq: base, values, n }, row, others) {
    if (!this.isAllowed(tx.actor, table, 'write', row)) return refused('no_access');
    // a row that others made, too, has no base in common
    const isBehind = op === 'insert' || base < this.horizon;
    const resolved = resolve(this.tools.TABLES[table].fields, row, values);
    if (!resolved) return refused('invalid');
    const won = {};
    const lost = [];
    for (const [name, mine] of Object.entries(resolved.made)) {
      if (same(mine, row[name])) continue;
      const isFree = resolved.operations.has(name);
      if (!isFree && (name in others.bases || isBehind)) lost.push(name);
      else won[name] = mine;
    }
    if (!this.isAllowed(tx.actor, table, 'write', { ...row, ...won })) return refused('no_access');
    if (!this.#hasParents(table, won)) return refused('missing_parent');
    this.#update(tx, table, row, won);
    if (lost.length > 0) return this.#conflict(tx, table, id, n, 'edit', lost);
    return { status: others.hasChanged ? 'merged' : 'applied' };
  }

  #conflict(tx, table, id, n, kind, fields) {
    const row = this.#insert(tx, 'conflicts', this.newId(), {
      owner_id: tx.actor,
      table_name: table,
      row_id: id,
      kind,
      fields: fields.map((field) => ({ field })),
      client_id: tx.client,
      mutation_n: n,
    });
    return { status: 'conflict', fields, conflict_id: row.id };
  }

  /* Pull */

  #checkCursor(cursor) {
    const [epoch, seq] = cursor.split('.').map(Number);
    if (epoch !== this.epoch || seq < this.horizon) throw new Refusal(410, 'sync_horizon');
    if (seq > this.head) throw new Refusal(400, 'sync_future');
    return seq;
  }

  /** Whole commits behind the cursor; each row once, as it is now. */
  pull(user, { cursor, checksums }) {
    this.#member(user);
    const head = `${this.epoch}.${this.head}`;
    const role = this.roleOf(user);
    if (cursor === null) return { changes: [], cursor: null, head, role, more: false };
    const from = this.#checkCursor(cursor);
    const newer = this.log.filter((one) => one.seq > from && this.sees(user, one.table, one));
    const last = newer[this.pageRows - 1]?.seq;
    const page = last === undefined ? newer : newer.filter(({ seq }) => seq <= last);
    const reached = last ?? this.head;
    const isHead = reached === this.head;
    return {
      changes: this.#changes(user, page, reached),
      cursor: `${this.epoch}.${reached}`,
      head,
      role,
      more: !isHead,
      ...(isHead && checksums ? { checksums: this.checksums(user) } : {}),
    };
  }

  #changes(user, page, reached) {
    const newest = new Map(page.map((one) => [`${one.table} ${one.id}`, one]));
    const losses = [];
    const puts = [];
    for (const { seq, table, id, op } of newest.values()) {
      if (op === 'delete' || op === 'revoke') losses.push({ seq, table, id, op });
      else {
        const row = this.tables.get(table).get(id);
        if (row && this.sees(user, table, row))
          puts.push({ seq: reached, table, id, op: 'put', row });
      }
    }
    return clone([...losses, ...puts]);
  }

  checksums(user) {
    return Object.fromEntries(
      this.readable(user).map((table) => {
        const checksum = new this.tools.Checksum(table);
        for (const { id, seq } of this.visible(user, table)) checksum.add(id, seq);
        return [table, { count: checksum.count, sum: checksum.sum }];
      }),
    );
  }

  /** The lines of a snapshot, all of this instant. */
  snapshot(user, { after, head }) {
    this.#member(user);
    if (head !== undefined) this.#checkCursor(head);
    const tables = this.readable(user);
    const lines = [
      {
        snapshot: 1,
        organization_id: this.organizationId,
        head: head ?? `${this.epoch}.${this.head}`,
        schema: 1,
        role: this.roleOf(user),
        tables,
      },
    ];
    const order = [...this.tables.keys()];
    for (const table of tables) {
      if (after && order.indexOf(table) < order.indexOf(after.table)) continue;
      const rows = this.visible(user, table);
      lines.push({ table, count: rows.length });
      lines.push(...rows.filter(({ id }) => after?.table !== table || id > after.id));
    }
    lines.push({ end: true, checksums: this.checksums(user) });
    return lines.map((line) => JSON.stringify(line));
  }

  /* What happens to servers */

  /** Old parts of the log are dropped. */
  trim(upTo) {
    this.horizon = Math.min(Math.max(this.horizon, upTo), this.head);
    this.log = this.log.filter(({ seq }) => seq > this.horizon);
  }

  backup() {
    const { epoch, head, horizon, tables, log, clients } = this;
    return structuredClone({ epoch, head, horizon, tables, log, clients });
  }

  /** An older state comes back; its epoch is a new one. */
  restore(backup) {
    for (const row of this.tables.get('memberships').values()) this.removed.add(row.user_id);
    Object.assign(this, structuredClone(backup), { epoch: this.epoch + 1 });
  }
}

const refused = (code) => ({ status: 'rejected', code, message: `refused: ${code}` });
