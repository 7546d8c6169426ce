// A life by seed of several real browsers on one organization, through a proxy that loses, doubles,
// delays, cuts and half-closes: they write, go offline, reload, freeze and crash. At its end each holds
// what the server would send it fresh, and each change has exactly one result.
//
// SIM_SEED=n repeats what is tried (browsers add coincidences of their own), SIM_SECONDS=n lives longer.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { SCHEMA } from '../golden/golden.mjs';
import { seeded } from '../sim/loop.mjs';
import { Proxy } from '../sim/proxy.mjs';
import { chapters, end, eventually, openDevice, startServer, uuid7 } from './lib.mjs';
import { databaseOf } from './sim_database.mjs';

const SEED = Number(process.env.SIM_SEED ?? 1);
const LIVES_MS = Number(process.env.SIM_SECONDS ?? 20) * 1000;
const FAULTS = 0.15;
const DRAIN_MS = 40_000;

const test = chapters();
const pick = (random, list) => list[Math.floor(random() * list.length)];
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const proxy = new Proxy(seeded(SEED), () => [ota.port]);
const tours = [uuid7(), uuid7(), uuid7()];
const devices = [];
let ota;
let organization;

before(async () => {
  await proxy.start();
  ota = await startServer({ env: { OTA_SITE_URL: proxy.url } });
  const anna = await ota.person('anna');
  const ben = await ota.person('ben');
  organization = (await ota.organization(anna, 'Paper Lanterns')).id;
  await ota.join(anna, organization, ben, 'manager');
  for (const [i, id] of tours.entries()) {
    const values = { name: `Tour ${i}`, currency: 'EUR', status: 'planned' };
    const row = { organization_id: organization, id, ...values };
    assert.equal((await anna.client.from('tours').insert(row)).error, null);
  }
  const site = {
    url: proxy.url,
    mails: (to) => ota.mails(to),
    mail: (...asked) => ota.mail(...asked),
  };
  for (const [person, size] of [
    [anna, 'phone'],
    [anna, 'desktop'],
    [ben, 'phone'],
  ]) {
    const device = await openDevice(site, { size });
    await device.signIn(site, person.email);
    await device.says('Up to date');
    await device.untilInstalled();
    const random = seeded(SEED * 31 + devices.length);
    devices.push(Object.assign(device, { person, random, written: [], crashes: 0 }));
  }
});
after(async () => {
  await end(ota);
  proxy.stop();
});

/* What happens to a device; each leaves it with a page that shows the app. */

/** Somebody changes a field of a tour, or makes a tour; at once afterwards the page may die. */
async function write(device) {
  const { page, random } = device;
  const text = `${device.person.email.split('.')[0]} ${devices.indexOf(device)}.${device.written.length}`;
  const isNew = random() < 0.15;
  const where = isNew ? '/tours/new' : `/tours/${pick(random, tours)}`;
  await page.evaluate((to) => void navigation.navigate(to), isNew ? where : `${where}/edit`);
  const field = isNew ? 'Name' : pick(random, ['Name', 'Artist', 'Notes']);
  await page.getByLabel(field, { exact: true }).fill(text);
  const save = page.getByRole('button', { name: isNew ? 'Create tour' : 'Save', exact: true });
  device.written.push(text);
  if (random() < 0.1) {
    await save.click({ noWaitAfter: true });
    return crash(device);
  }
  await save.click();
  return page.waitForURL((url) => !/\/(edit|new)$/.test(url.pathname));
}

/** The renderer dies; the user opens the app again. */
async function crash(device) {
  const session = await device.context.newCDPSession(device.page);
  const died = device.page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await died;
  device.crashes += 1;
  const dead = device.page;
  device.page = await device.context.newPage();
  await dead.close();
  await device.goto('/tours');
}

const EVENTS = {
  write,
  crash,
  async reload(device) {
    await device.page.reload();
    await device.heading();
  },
  async offline(device) {
    await device.offline(true);
    await write(device);
    await wait(device.random() * 1500);
    await device.offline(false);
  },
  /** Another tab writes while the first, which leads, is frozen; then the first is closed. */
  async freeze(device) {
    const first = device.page;
    const session = await device.context.newCDPSession(first);
    device.page = await device.context.newPage();
    await device.goto('/tours');
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await write(device);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await first.close();
  },
};
const TURNS = ['write', 'write', 'write', 'crash', 'offline', 'freeze', 'reload', 'offline'];

test(`several browsers live through a bad network (SIM_SEED=${SEED})`, async (t) => {
  proxy.rate = FAULTS;
  const ends = Date.now() + LIVES_MS;
  const counts = {};
  await Promise.all(
    devices.map(async (device) => {
      for (let turn = Math.floor(device.random() * TURNS.length); Date.now() < ends; turn += 1) {
        const name = TURNS[turn % TURNS.length];
        counts[name] = (counts[name] ?? 0) + 1;
        await EVENTS[name](device);
      }
    }),
  );
  proxy.rate = 0;
  t.diagnostic(JSON.stringify({ ...counts, ...proxy.counts }));
  for (const device of devices) assert.ok(device.written.length > 0);
});

/** What the server would send this device's user fresh: its head, and the rows of each table. */
async function fresh({ person }) {
  const where = `/api/sync/snapshot?schema=${SCHEMA}&organization_id=${organization}`;
  const { status, text } = await ota.call('GET', where, { token: person.token });
  assert.equal(status, 200, text);
  const [first, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const tables = new Map(first.tables.map((name) => [name, []]));
  let rows;
  for (const line of lines) {
    if (line.table && 'count' in line && !line.id) rows = tables.get(line.table);
    else if (!line.end) rows.push(line);
  }
  return { head: first.head, tables };
}

const metaOf = async (device, wanted) =>
  (await device.rows(organization, 'meta')).find(({ key }) => key === wanted)?.value;

/** Everybody is asked again until nothing waits anywhere and all stand at the head. */
async function drained() {
  for (const device of devices) {
    await device.page.evaluate(() => void globalThis.dispatchEvent(new Event('online')));
    if ((await device.rows(organization, 'outbox')).length > 0) return undefined;
    if ((await metaOf(device, 'cursor')) !== (await fresh(device)).head) return undefined;
  }
  return true;
}

const sorted = (row) =>
  Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

test('when the network is good again every browser holds what the server would send it', async () => {
  for (const device of devices) {
    await device.page.reload();
    await device.heading();
  }
  await eventually(drained, 'all browsers to be in step', DRAIN_MS);
  for (const device of devices) {
    const { tables } = await fresh(device);
    for (const [name, rows] of tables) {
      const here = await device.rows(organization, name);
      const byId = (a, b) => (a.id < b.id ? -1 : 1);
      assert.deepEqual(
        here.map(({ local, ...row }) => ({ ...sorted(row), local })).sort(byId),
        rows.map((row) => ({ ...sorted(row), local: 'synced' })).sort(byId),
        name,
      );
    }
  }
});

test('each change has exactly one result, here and on the server', async () => {
  const sql = databaseOf(ota);
  for (const device of devices) {
    const last = await metaOf(device, 'last_n');
    const history = await device.rows(organization, 'history');
    assert.deepEqual(
      history.map(({ n }) => n),
      Array.from({ length: last }, (_, i) => i + 1),
    );
    assert.deepEqual(
      history.filter(({ status }) => status === 'rejected'),
      [],
    );
    // of those that a crash met it is not known whether they were kept
    assert.ok(last <= device.written.length);
    assert.ok(last >= device.written.length - device.crashes);
    const client = await metaOf(device, 'client_id');
    const [done, results, doubled] = sql(`
      select c.last_n,
             (select count(*) from ota.sync_results r
               where r.organization_id = c.organization_id and r.client_id = c.client_id),
             (select count(*) from (select mutation_n from ota.change_log l
               where l.organization_id = c.organization_id and l.client_id = c.client_id
               group by mutation_n having count(distinct seq) > 1) again)
        from ota.sync_clients c where client_id = '${client}'`).split('|');
    assert.deepEqual(
      { done, results, doubled },
      { done: `${last}`, results: `${last}`, doubled: '0' },
    );
  }
});

test('nothing was thrown that nobody caught', () => {
  for (const { seen } of devices)
    assert.deepEqual(
      seen.filter((words) => /^(uncaught|CSP)/.test(words)),
      [],
    );
});
