// What happens around sync when the database misbehaves: horizon, lost streams, no replication.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Database } from './database.mjs';
import { eventually, start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';
import { listen } from './sync_socket.mjs';

/** How long the long transaction elsewhere is; a minute shows what five seconds cannot. */
const LONG_MS = Number(process.env.OTA_TEST_LONG_S ?? 5) * 1000;
const LAG_MS_MAX = 100;
/** Shorter than what somebody waits who is held: two seconds. */
const STALL_MS = 1500;

let ota, database, anna, other, organization, elsewhere;

before(async () => {
  ota = await start();
  database = new Database(ota);
  anna = await ota.person('anna');
  other = await ota.person('other');
  organization = (await ota.organization(anna)).id;
  elsewhere = (await ota.organization(other, 'Elsewhere')).id;
});
after(() => ota?.stop());

const sql = (text) => database.sql(text);
const device = (person = anna, id = organization) => new SyncClient(ota, person, id);

test('a cursor behind the horizon is sent to the snapshot, and goes on from there', async () => {
  const reader = device();
  await reader.snapshot();
  await device().insert('shows', show());
  sql(`update ota.org_head set horizon_seq = seq where organization_id = '${organization}'`);
  const { status, body } = await reader.post(reader.request());
  assert.equal(status, 410);
  assert.equal(body.code, 'sync_horizon');
  await reader.snapshot();
  const { id } = await device().insert('shows', show());
  const changes = await reader.pull({ checksums: true });
  assert.deepEqual(
    changes.map((change) => change.id),
    [id],
  );
});

test('an edit whose base is behind the horizon conflicts where the values differ', async () => {
  const writer = device();
  const { id, result } = await writer.insert('shows', show({ city: 'Kiel', capacity: 100 }));
  sql(`update ota.org_head set horizon_seq = seq where organization_id = '${organization}'`);
  const late = await device().update(
    'shows',
    id,
    { city: 'Bremen', capacity: 100 },
    result.seq - 1,
  );
  assert.equal(late.status, 'conflict');
  assert.deepEqual(late.fields, ['city']);
  sql(`update ota.org_head set horizon_seq = 0 where organization_id = '${organization}'`);
});

/** Does a transaction of its own wait for somebody's lock? */
const waits = () =>
  sql(
    "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and xact_start < clock_timestamp() - interval '50 ms')",
  ) === 't';

/** The time that 95 of 100 stay below. */
const usually = (took) => took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)];

/** A transaction that holds `elsewhere` until its `end` is called. */
async function hold() {
  const session = database.session();
  await session.run(`begin; insert into public.tours (organization_id, id, name)
    values ('${elsewhere}', '${uuid7()}', 'slow')`);
  return { end: async () => (await session.run('commit'), session.close()) };
}

/** Commits again and again for `ms`: how long until a socket heard of each and a pull brought it. */
async function lags(ms) {
  const socket = await listen(ota, anna, organization);
  const reader = device();
  await reader.snapshot();
  const heard = [];
  const pulled = [];
  for (const end = performance.now() + ms; performance.now() < end;) {
    const { id, result } = await device().insert('tours', { name: `quick ${heard.length}` });
    const committedAt = performance.now();
    heard.push((await socket.heard(result.seq)).heardAt - committedAt);
    assert.deepEqual(
      (await reader.pull()).map((change) => change.id),
      [id],
    );
    pulled.push(performance.now() - committedAt);
  }
  socket.close();
  return { heard: usually(heard), pulled: usually(pulled), count: heard.length };
}

test('a long transaction in another organization holds nobody up', async (t) => {
  const { end } = await hold();
  const { heard, pulled, count } = await lags(LONG_MS);
  await end();
  const words = `heard ${heard.toFixed(1)} ms, pulled ${pulled.toFixed(1)} ms after (p95)`;
  t.diagnostic(`${count} commits in ${LONG_MS / 1000} s: ${words}`);
  assert.ok(count >= 20);
  assert.ok(heard < LAG_MS_MAX, `heard after ${heard.toFixed(1)} ms`);
  assert.ok(pulled < LAG_MS_MAX, `pulled after ${pulled.toFixed(1)} ms`);
});

test('those who wait for an organization that is held do not make others wait', async (t) => {
  const { end } = await hold();
  const waiting = Promise.allSettled(
    Array.from({ length: 12 }, async (_, i) => {
      const values = { name: `waits ${i}` };
      if (i % 3 > 0) return device(other, elsewhere).insert('tours', values);
      const { status } = await ota.call('POST', '/rest/v1/tours', {
        token: other.token,
        body: { organization_id: elsewhere, id: uuid7(), ...values },
      });
      return status;
    }),
  );
  const began = performance.now();
  const { heard, pulled, count } = await lags(1500);
  const took = performance.now() - began;
  await end();
  await waiting;
  t.diagnostic(
    `${count} commits: heard ${heard.toFixed(1)} ms, pulled ${pulled.toFixed(1)} ms after (p95)`,
  );
  assert.ok(count >= 5);
  assert.ok(took < 1500 + STALL_MS, `begun and done after ${took.toFixed(0)} ms`);
  assert.ok(pulled < LAG_MS_MAX, `pulled after ${pulled.toFixed(1)} ms`);
});

/** How long the slowest of 200 reads took while `elsewhere` was held and `ask` had been called eight times. */
async function slowestRead(ask) {
  const { end } = await hold();
  const asked = Array.from({ length: 8 }, async (_, i) => (await ask(i)).status);
  const took = [];
  for (let reads = 0; reads < 200; reads += 1) {
    const began = performance.now();
    const { status } = await ota.call(
      'GET',
      `/rest/v1/tours?organization_id=eq.${organization}&limit=1`,
      { token: anna.token },
    );
    assert.equal(status, 200);
    took.push(performance.now() - began);
  }
  await end();
  return { worst: Math.max(...took), statuses: await Promise.all(asked) };
}

test('writes by REST into an organization that is held do not make reads wait', async (t) => {
  const { worst, statuses } = await slowestRead((i) =>
    ota.call('POST', '/rest/v1/tours', {
      token: other.token,
      body: { organization_id: elsewhere, id: uuid7(), name: `held ${i}` },
    }),
  );
  t.diagnostic(`200 reads, the slowest ${worst.toFixed(1)} ms`);
  assert.ok(worst < 5 * LAG_MS_MAX, `a read took ${worst.toFixed(1)} ms`);
  for (const status of statuses) assert.ok([201, 503].includes(status), String(status));
});

test('calls of a function that is held do not make reads wait', async (t) => {
  const leaver = await ota.person('leaver');
  await ota.join(other, elsewhere, leaver, 'crew');
  const { worst, statuses } = await slowestRead(() =>
    ota.call('POST', '/rest/v1/rpc/leave_organization', {
      token: leaver.token,
      body: { organization_id: elsewhere },
    }),
  );
  t.diagnostic(`200 reads, the slowest ${worst.toFixed(1)} ms`);
  assert.ok(worst < 5 * LAG_MS_MAX, `a read took ${worst.toFixed(1)} ms`);
  for (const status of statuses) assert.ok([204, 403, 503].includes(status), String(status));
});

test('a write by REST that is held is done when its organization is free again', async () => {
  const { end } = await hold();
  const id = uuid7();
  const body = { organization_id: elsewhere, id, name: 'patient' };
  const written = ota.call('POST', '/rest/v1/tours?select=id,name', {
    token: other.token,
    body,
    headers: { prefer: 'return=representation' },
  });
  await eventually(() => waits() || undefined, 'the write to wait on a connection of its own');
  await end();
  const { status, body: answer } = await written;
  assert.deepEqual([status, answer], [201, [{ id, name: 'patient' }]]);
});

test('a call of a function that is held is done when its organization is free again', async () => {
  const leaver = await ota.person('patient');
  await ota.join(other, elsewhere, leaver, 'crew');
  const { end } = await hold();
  const left = ota.call('POST', '/rest/v1/rpc/leave_organization', {
    token: leaver.token,
    body: { organization_id: elsewhere },
  });
  await eventually(() => waits() || undefined, 'the call to wait on a connection of its own');
  await end();
  assert.equal((await left).status, 204);
  const { body } = await ota.call('GET', '/rest/v1/organizations', { token: leaver.token });
  assert.deepEqual(body, []);
});

test('when the stream breaks, clients are told to pull, and hear of later commits', async () => {
  const socket = await listen(ota, anna, organization);
  const before = socket.pulls.length;
  database.endStream();
  await eventually(
    () => socket.pulls.slice(before).find((pull) => pull.seq === 0),
    'a pull after the break',
  );
  await eventually(() => (database.walsenders() === 1 ? true : undefined), 'a new stream');
  const { result } = await device().insert('tours', { name: 'after the break' });
  await socket.heard(result.seq);
  socket.close();
});

test('a stream that breaks during a long transaction is done without until that ends', async () => {
  const { end } = await hold();
  const socket = await listen(ota, anna, organization);
  database.endStream();
  await eventually(() => socket.pulls.find((pull) => pull.seq === 0), 'a pull after the break');
  const { result } = await device().insert('tours', { name: 'meanwhile' });
  await socket.heard(result.seq);
  await end();
  socket.close();
});

test('without the right to replicate the log is read from its table, and nothing is missed', async () => {
  sql('alter role ota_server noreplication');
  database.endStream();
  const socket = await listen(ota, anna, organization);
  await eventually(() => (database.walsenders() === 0 ? true : undefined), 'the stream to end');
  const first = await device().insert('tours', { name: 'one' });
  await eventually(
    () => socket.pulls.find(({ seq }) => seq === 0 || seq >= first.result.seq),
    'news',
  );
  await eventually(async () => {
    const { result } = await device().insert('tours', { name: 'again' });
    return eventually(() => socket.pulls.find(({ seq }) => seq === result.seq), 'it', 600).catch(
      () => undefined,
    );
  }, 'the log to be read from its table');
  const results = [];
  for (let i = 0; i < 5; i += 1)
    results.push((await device().insert('tours', { name: `t${i}` })).result.seq);
  for (const seq of results) await socket.heard(seq);
  assert.equal(database.walsenders(), 0);
  sql('alter role ota_server replication');
  socket.close();
});
