// Clients of older schemas: what they are sent, what becomes of what they write, and when it is too old.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { golden, SCHEMA } from '../golden/golden.mjs';
import { start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, ben, organization;

before(async () => {
  ota = await start();
  ({ owner: anna, ben, organization } = await ota.team({ ben: 'manager' }));
});
after(() => ota?.stop());

const device = (person, schema) => new SyncClient(ota, person, organization, randomUUID(), schema);
const { tables: FIRST } = golden('schema-1.json');
const AUDIT = [
  'organization_id',
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'seq',
];

/** Every table of a client has the fields of schema 1, no other, and values that it knows. */
function assertOfFirst(client) {
  for (const [key, row] of client.rows) {
    const [table] = key.split('/');
    assert.ok(FIRST[table], `there was no table ${table}`);
    assert.deepEqual(
      Object.keys(row).sort(),
      [...AUDIT, ...Object.keys(FIRST[table])].sort(),
      table,
    );
    for (const [name, { values }] of Object.entries(FIRST[table]))
      if (values && row[name] !== null)
        assert.ok(values.includes(row[name]), `${table}.${name}: ${row[name]}`);
  }
}

describe('what an older client is sent', () => {
  test('the rows of a snapshot and of a pull have the tables, fields and values of its schema', async () => {
    const writer = device(anna);
    const person = await writer.insert('people', {
      name: 'Juno Ferrer',
      user_id: ben.user.id,
      team: 'band',
    });
    const leg = await writer.insert('travel', {
      mode: 'train',
      visibility: 'assigned',
      person_ids: [person.id],
      title: 'To the next town',
    });
    assert.equal(leg.result.status, 'applied', JSON.stringify(leg.result));
    for (const fill of ['snapshot', 'pull']) {
      const old = device(ben, 1);
      old.cursor = '1.0';
      await old[fill]();
      assertOfFirst(old);
      assert.equal(old.rows.get(`travel/${leg.id}`).owner_id, ben.user.id, fill);
      assert.equal(old.rows.get(`people/${person.id}`).name, 'Juno Ferrer');
    }
  });

  test('a snapshot without a schema is that of the first release', async () => {
    const [head] = await device(anna, null).snapshotLines();
    assert.equal(head.schema, 1);
    assert.deepEqual(
      head.tables.filter((table) => !FIRST[table]),
      [],
    );
  });

  test('its checksums are those of the tables that it knows', async () => {
    const old = device(anna, 1);
    await old.snapshot();
    await old.pull({ checksums: true });
    assert.deepEqual(old.last.checksums, old.checksums);
    assert.deepEqual(
      Object.keys(old.checksums).filter((table) => !FIRST[table]),
      [],
    );
  });
});

describe('what an older client writes', () => {
  test('a row that it adds is completed with what newer fields are without a word', async () => {
    const old = device(anna, 1);
    const { id, result } = await old.insert('schedule_items', {
      kind: 'doors',
      title: 'Doors',
      starts_at: '2026-05-12T19:00:00Z',
      zone: 'Europe/Berlin',
    });
    assert.equal(result.status, 'applied', JSON.stringify(result));
    const reader = device(anna);
    await reader.snapshot();
    assert.equal(reader.rows.get(`schedule_items/${id}`).visibility, 'everyone');
  });

  test('a journey that it gives to an account becomes one for that person', async () => {
    const { id: person } = await device(anna).insert('people', {
      name: 'Anna',
      user_id: anna.user.id,
    });
    const old = device(anna, 1);
    const { id } = await old.insert('travel', { mode: 'flight', owner_id: anna.user.id });
    await old.update('travel', (await old.insert('travel', { mode: 'bus' })).id, {
      owner_id: randomUUID(),
    });
    const reader = device(anna);
    await reader.snapshot();
    const seen = ({ visibility, person_ids }) => ({ visibility, person_ids });
    assert.deepEqual(seen(reader.rows.get(`travel/${id}`)), {
      visibility: 'assigned',
      person_ids: [person],
    });
    const strange = reader
      .table('travel')
      .find(({ mode, visibility }) => mode === 'bus' && visibility !== 'everyone');
    assert.deepEqual(seen(strange), { visibility: 'management', person_ids: [] });
    const { status } = await old.update('travel', id, { owner_id: null });
    assert.notEqual(status, 'rejected');
    await reader.pull();
    assert.deepEqual(seen(reader.rows.get(`travel/${id}`)), {
      visibility: 'everyone',
      person_ids: [],
    });
  });
});

describe('what moved to a table of its own', () => {
  const billing = async () =>
    (
      await anna.client
        .from('billing_details')
        .select('tax_id,bank')
        .eq('id', organization)
        .single()
    ).data;

  test('an older client still writes it, alone or with something else', async () => {
    const old = device(anna, 2);
    await old.snapshot();
    const alone = await old.update('organizations', organization, { bank: 'Bank A' });
    assert.equal(alone.status, 'applied', JSON.stringify(alone));
    assert.deepEqual(await billing(), { tax_id: null, bank: 'Bank A' });
    const both = { name: 'The Lanterns', tax_id: 'DE 1' };
    assert.equal((await old.update('organizations', organization, both)).status, 'applied');
    assert.deepEqual(await billing(), { tax_id: 'DE 1', bank: 'Bank A' });
    const { data } = await anna.client.from('organizations').select('name').eq('id', organization);
    assert.equal(data[0].name, 'The Lanterns');
  });

  test('of two who write it at once one is told of the conflict', async () => {
    const [one, other] = [device(anna, 2), device(anna, 3)];
    await Promise.all([one.snapshot(), other.snapshot()]);
    const late = one.rows.get(`organizations/${organization}`).seq;
    assert.equal(
      (await other.update('billing_details', organization, { bank: 'Bank B' })).status,
      'applied',
    );
    const lost = await one.update('organizations', organization, { bank: 'Bank C' }, late);
    assert.deepEqual([lost.status, lost.fields], ['conflict', ['bank']]);
    assert.equal((await billing()).bank, 'Bank B');
  });

  test('both or neither: where either is refused, nothing of it is written', async () => {
    const old = device(anna, 2);
    await old.snapshot();
    const { status, fields } = await old.update('organizations', organization, {
      name: 'Not this',
      bank: 'x'.repeat(1001),
    });
    assert.deepEqual([status, fields], ['rejected', ['bank']]);
    const { data } = await anna.client.from('organizations').select('name').eq('id', organization);
    assert.equal(data[0].name, 'The Lanterns');
    assert.equal((await billing()).bank, 'Bank B');
  });

  test('an older device is sent it where its user may read it, and only there', async () => {
    const crew = await ota.person('crew');
    await ota.join(anna, organization, crew, 'crew');
    const of = async (person, schema, fill) => {
      const client = device(person, schema);
      client.cursor = '1.0';
      await client[fill]();
      const { tax_id, bank } = client.rows.get(`organizations/${organization}`);
      return [tax_id, bank];
    };
    for (const fill of ['snapshot', 'pull']) {
      assert.deepEqual(await of(ben, 2, fill), ['DE 1', 'Bank B'], fill);
      assert.deepEqual(await of(crew, 2, fill), [null, null], fill);
      assert.deepEqual(await of(anna, 1, fill), [undefined, undefined], fill);
      assert.deepEqual(await of(anna, 3, fill), [undefined, undefined], fill);
    }
    const { status } = await device(crew, 2).update('organizations', organization, {
      bank: 'Mine',
    });
    assert.equal(status, 'rejected');
    assert.equal((await billing()).bank, 'Bank B');
  });
});

describe('versions that do not fit', () => {
  test('a client that is too old is told so and nothing that it sent is done', async () => {
    const old = device(anna, 0);
    const mutations = [old.mutation('insert', 'shows', uuid7(), show({ title: 'Not yet' }))];
    for (const body of [
      old.request({ mutations }),
      { ...old.request({ mutations }), schema: 1, protocol: 0 },
    ]) {
      const answer = await old.post(body);
      assert.deepEqual([answer.status, answer.body.code], [426, 'client_too_old']);
    }
    const snapshot = await ota.call(
      'GET',
      `/api/sync/snapshot?organization_id=${organization}&schema=0`,
      { token: anna.token },
    );
    assert.deepEqual([snapshot.status, snapshot.body.code], [426, 'client_too_old']);
    const updated = device(anna);
    updated.clientId = old.clientId;
    const { body } = await updated.post(updated.request({ mutations }));
    assert.equal(body.results[0].status, 'applied');
  });

  test('a client that is newer than the server is asked to wait', async () => {
    const newer = device(anna, 99);
    const answer = await newer.post(newer.request());
    assert.deepEqual([answer.status, answer.body.code], [503, 'server_too_old']);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
  });
});

/** An organization of its own, with what stands in an outbox of a release for what was there. */
async function placed(schema) {
  const home = (await ota.organization(anna, `Release ${schema}`)).id;
  const at = (person) => new SyncClient(ota, person, home);
  const colleague = await ota.person('colleague');
  await ota.join(anna, home, colleague, 'manager');
  const early = at(anna);
  const { id } = await early.insert('shows', show());
  await early.snapshot();
  const { seq } = early.rows.get(`shows/${id}`);
  await early.update('shows', id, { title: 'Theirs' }, seq);
  assert.equal((await at(anna).update('shows', id, { title: 'Mine' }, seq)).status, 'conflict');
  await early.pull();
  const outbox = golden(`outbox-${schema}.json`, {
    organization: home,
    user: anna.user.id,
    client: randomUUID(),
    colleague: early.table('memberships').find(({ user_id }) => user_id === colleague.user.id).id,
    conflict: early.table('conflicts')[0].id,
  });
  return { outbox, device: early };
}

/** Sends what waits as its release did; a result for each number. */
async function send({ schema, organization_id, client_id, waiting }, rows) {
  const mutations = waiting.map(({ n, table, op, id, values }) => {
    const base_seq = rows.get(`${table}/${id}`)?.seq ?? 0;
    return op === 'delete'
      ? { n, table, op, id, base_seq }
      : { n, table, op, id, base_seq, values };
  });
  const body = { protocol: 1, schema, organization_id, client_id, cursor: null, mutations };
  const answer = await ota.call('POST', '/api/sync', { token: anna.token, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body.results;
}

const comparable = (value, kind) => (kind === 'instant' && value ? Date.parse(value) : value);

test('the outbox of every release is taken as it was written', async () => {
  for (let schema = 1; schema < SCHEMA; schema += 1) {
    const { outbox, device: reader } = await placed(schema);
    const results = await send(outbox, reader.rows);
    assert.equal(results.length, outbox.waiting.length);
    const refused = results.filter(({ status }) => status !== 'applied');
    assert.deepEqual(
      refused.map((result) => ({ ...outbox.waiting[result.n - 1], ...result })),
      [],
    );
    const old = new SyncClient(ota, anna, outbox.organization_id, randomUUID(), schema);
    await old.snapshot();
    const { tables } = golden(`schema-${schema}.json`);
    const gone = new Set(outbox.waiting.filter(({ op }) => op === 'delete').map(({ id }) => id));
    for (const id of gone) assert.ok(![...old.rows.keys()].some((key) => key.endsWith(id)), id);
    for (const { op, table, id, values } of outbox.waiting) {
      if (op !== 'update' || gone.has(id)) continue;
      const row = old.rows.get(`${table}/${id}`);
      for (const [field, value] of Object.entries(values)) {
        const { kind } = tables[table][field];
        assert.deepEqual(
          comparable(row[field], kind),
          comparable(value, kind),
          `${table}.${field}`,
        );
      }
    }
  }
});
