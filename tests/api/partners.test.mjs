// Partners over the wire: what a device of the other organization receives, and what it does not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, start, uuid7 } from './lib.mjs';
import { SyncClient } from './sync_client.mjs';

const CODE = 'ABCDEFGHJKLMNPQR';
const SECRETS = /Secret|4200000/;

let ota, management, agency, devices;

/** Inserts over sync; the id. */
async function add(device, table, values) {
  const { id, result } = await device.insert(table, values);
  assert.equal(result.status, 'applied', `${table}: ${JSON.stringify(result)}`);
  return id;
}

/** Pulls until the device's rows of a table are such; the rows. */
const until = (device, table, are, what) =>
  eventually(async () => {
    await device.pull();
    const rows = device.table(table);
    return are(rows) ? rows : undefined;
  }, what);

const plain = (rows) =>
  rows.map(({ artist, date, status, city, country }) => [artist, date, status, city, country]);

before(async () => {
  ota = await start();
  const [manager, agent, crew] = await Promise.all(
    ['manager', 'agent', 'crew'].map((name) => ota.person(name)),
  );
  management = (await ota.organization(manager, 'Northlight')).id;
  agency = (await ota.organization(agent, 'Lantern Agency')).id;
  await ota.join(agent, agency, crew, 'crew');
  devices = {
    manager: new SyncClient(ota, manager, management),
    agent: new SyncClient(ota, agent, agency),
    crew: new SyncClient(ota, crew, agency),
  };
  for (const device of Object.values(devices)) await device.snapshot();
});
after(() => ota?.stop());

let partnership, tour_id, show_id;

test("a code links two organizations, and each device is told the other's name", async () => {
  const { manager, agent } = devices;
  await add(manager, 'partnerships', { code: CODE, name: 'The agency' });
  const wrong = await agent.insert('partnerships', {
    code: CODE.replace('A', 'B'),
    status: 'linked',
  });
  assert.deepEqual([wrong.result.status, wrong.result.code], ['rejected', 'refused']);
  partnership = await add(agent, 'partnerships', { code: CODE, status: 'linked' });
  const [ours] = await until(
    manager,
    'partnerships',
    ([row]) => row.status === 'linked',
    'the inviter to hear of it',
  );
  assert.deepEqual([ours.name, ours.code, ours.partner_id], ['Lantern Agency', null, agency]);
  const again = await agent.insert('partnerships', { code: CODE, status: 'linked' });
  assert.deepEqual([again.result.status, again.result.code], ['rejected', 'refused']);
});

test('what is shared comes to the other device, and nothing else of it', async () => {
  const { manager, agent } = devices;
  tour_id = await add(manager, 'tours', { name: 'Secret tour', artist: 'Paper Lanterns' });
  show_id = await add(manager, 'shows', {
    tour_id,
    title: 'Secret title',
    date: '2027-05-14',
    status: 'confirmed',
    city: 'Bremen',
    country: 'DE',
    notes: 'Secret note',
  });
  await add(manager, 'show_financials', { show_id, currency: 'EUR', guarantee_minor: 4200000 });
  const [{ id: partnership_id }] = manager.table('partnerships');
  const share = await add(manager, 'partner_shares', { partnership_id, artist: 'Paper Lanterns' });
  const busy = await until(agent, 'partner_dates', (rows) => rows.length === 1, 'the date');
  assert.deepEqual(plain(busy), [['Paper Lanterns', '2027-05-14', null, null, null]]);
  await manager.update('partner_shares', share, { detail: 'city' });
  const city = await until(agent, 'partner_dates', ([row]) => row.status !== null, 'the city');
  assert.deepEqual(plain(city), [['Paper Lanterns', '2027-05-14', 'confirmed', 'Bremen', 'DE']]);
  const fresh = new SyncClient(ota, agent.person, agency);
  await fresh.snapshot();
  assert.doesNotMatch(JSON.stringify([...fresh.rows]), SECRETS);
  assert.deepEqual(plain(fresh.table('partner_dates')), plain(city));
  const body = JSON.stringify(
    (
      await ota.call('GET', `/api/history/partner_dates/${city[0].id}?organization_id=${agency}`, {
        token: agent.person.token,
      })
    ).body,
  );
  assert.match(body, /Bremen/);
  assert.doesNotMatch(body, SECRETS);
});

test('each change is told without waiting for the next round', async () => {
  const { manager, agent } = devices;
  const started = Date.now();
  for (let day = 15; day < 25; day++) {
    await manager.update('shows', show_id, { date: `2027-05-${day}` });
    await until(
      agent,
      'partner_dates',
      ([row]) => row.date === `2027-05-${day}`,
      `the 2027-05-${day}`,
    );
  }
  assert.ok(Date.now() - started < 30_000, `ten changes took ${Date.now() - started} ms`);
});

test('crew of the partner receive none of it, and nobody writes it', async () => {
  const { crew, agent } = devices;
  await crew.pull();
  for (const table of ['partnerships', 'partner_shares', 'partner_dates']) {
    assert.deepEqual(crew.table(table), []);
    assert.deepEqual((await crew.person.client.from(table).select()).data, []);
  }
  const [{ id }] = agent.table('partner_dates');
  assert.equal((await agent.remove('partner_dates', id)).status, 'rejected');
  const invented = { partnership_id: partnership, artist: 'X', date: '2027-01-01' };
  const { error } = await agent.person.client
    .from('partner_dates')
    .insert({ id: uuid7(), organization_id: agency, ...invented });
  assert.equal(error.code, '42501');
});

test('the end takes everything from the other device and from its history', async () => {
  const { manager, agent } = devices;
  const [{ id }] = agent.table('partner_dates');
  await manager.update('partnerships', manager.table('partnerships')[0].id, { status: 'ended' });
  await until(agent, 'partner_dates', (rows) => rows.length === 0, 'the dates to go');
  assert.equal(agent.table('partnerships')[0].status, 'ended');
  const { body } = await ota.call(
    'GET',
    `/api/history/partner_dates/${id}?organization_id=${agency}`,
    { token: agent.person.token },
  );
  assert.doesNotMatch(JSON.stringify(body), /Bremen|Lanterns/);
  const pulled = new SyncClient(ota, agent.person, agency);
  pulled.cursor = '1.0';
  await pulled.pull();
  assert.deepEqual(pulled.table('partner_dates'), []);
  assert.doesNotMatch(JSON.stringify([...pulled.rows]), /Bremen/);
  await manager.update('shows', show_id, { date: '2027-06-01' });
  await agent.pull();
  assert.deepEqual(agent.table('partner_dates'), []);
});
