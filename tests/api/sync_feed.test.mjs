// What happens around sync when the database misbehaves: horizon, lost streams, no replication.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { eventually, start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, other, organization, elsewhere;

before(async () => {
  ota = await start();
  anna = await ota.person('anna');
  other = await ota.person('other');
  organization = (await ota.organization(anna)).id;
  elsewhere = (await ota.organization(other, 'Elsewhere')).id;
});
after(() => ota?.stop());

const psql = () => ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', 'ota',
  '-h', path.join(ota.home, 'var/cluster/socket')];

/** One statement as the database's owner. */
function sql(text) {
  const { status, stdout, stderr } = spawnSync('psql', [...psql(), '-c', text], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

const device = (person = anna, id = organization) => new SyncClient(ota, person, id);
const walsenders = () => Number(sql("select count(*) from pg_stat_activity where backend_type = 'walsender'"));
const endStream = () =>
  sql("select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'walsender'");

/** A socket on the organization's sync channel; `pulls` are the payloads it got. */
async function listen() {
  const socket = new WebSocket(`${ota.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=1.0.0`);
  const pulls = [];
  let isJoined = false;
  socket.on('message', (data) => {
    const { event, payload } = JSON.parse(data);
    if (event === 'phx_reply') isJoined = payload.status === 'ok';
    if (event === 'pull') pulls.push({ ...payload, heardAt: performance.now() });
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({
    topic: `sync:${organization}`, event: 'phx_join', payload: { access_token: anna.token }, ref: '1', join_ref: '1',
  }));
  await eventually(() => isJoined || undefined, 'the join');
  return { pulls, close: () => socket.terminate(), heard: (seq) =>
    eventually(() => pulls.find((pull) => pull.seq === seq), `seq ${seq}`) };
}

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
  assert.deepEqual(changes.map((change) => change.id), [id]);
});

test('an edit whose base is behind the horizon conflicts where the values differ', async () => {
  const writer = device();
  const { id, result } = await writer.insert('shows', show({ city: 'Kiel', capacity: 100 }));
  sql(`update ota.org_head set horizon_seq = seq where organization_id = '${organization}'`);
  const late = await device().update('shows', id, { city: 'Bremen', capacity: 100 }, result.seq - 1);
  assert.equal(late.status, 'conflict');
  assert.deepEqual(late.fields, ['city']);
  sql(`update ota.org_head set horizon_seq = 0 where organization_id = '${organization}'`);
});

test('a long transaction in another organization holds nobody up', async () => {
  const { pulls, heard, close } = await listen();
  const session = spawn('psql', [...psql()], { stdio: ['pipe', 'pipe', 'inherit'] });
  session.stdin.write(`begin; insert into public.tours (organization_id, id, name)
    values ('${elsewhere}', '${uuid7()}', 'slow'); select 'held';\n`);
  await once(session.stdout, 'data');
  const reader = device();
  await reader.snapshot();
  const took = [];
  for (let i = 0; i < 20; i += 1) {
    const begun = performance.now();
    const { id, result } = await device().insert('tours', { name: `quick ${i}` });
    took.push((await heard(result.seq)).heardAt - begun);
    assert.deepEqual((await reader.pull()).map((change) => change.id), [id]);
  }
  session.stdin.end('commit;\n');
  await once(session, 'exit');
  took.sort((a, b) => a - b);
  assert.ok(pulls.length >= 20);
  assert.ok(took[10] < 100, `half of the commits were heard after ${took[10].toFixed(1)} ms`);
  close();
});

test('when the stream breaks, clients are told to pull, and hear of later commits', async () => {
  const { pulls, heard, close } = await listen();
  const before = pulls.length;
  endStream();
  await eventually(() => pulls.slice(before).find((pull) => pull.seq === 0), 'a pull after the break');
  await eventually(() => (walsenders() === 1 ? true : undefined), 'a new stream');
  const { result } = await device().insert('tours', { name: 'after the break' });
  await heard(result.seq);
  close();
});

test('without the right to replicate the log is read from its table, and nothing is missed', async () => {
  sql('alter role ota_server noreplication');
  endStream();
  const { pulls, heard, close } = await listen();
  await eventually(() => (walsenders() === 0 ? true : undefined), 'the stream to end');
  const first = await device().insert('tours', { name: 'one' });
  await eventually(() => pulls.find(({ seq }) => seq === 0 || seq >= first.result.seq), 'news');
  await eventually(async () => {
    const { result } = await device().insert('tours', { name: 'again' });
    return eventually(() => pulls.find(({ seq }) => seq === result.seq), 'it', 600).catch(() => undefined);
  }, 'the log to be read from its table');
  const results = [];
  for (let i = 0; i < 5; i += 1) results.push((await device().insert('tours', { name: `t${i}` })).result.seq);
  for (const seq of results) await heard(seq);
  assert.equal(walsenders(), 0);
  sql('alter role ota_server replication');
  close();
});
