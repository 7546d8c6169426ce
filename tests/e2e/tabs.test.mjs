// Two tabs of one profile: one of them synchronises for both, and the other takes over.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { add, chapters, end, eventually, openDevice, startServer } from './lib.mjs';

const test = chapters();
let ota;
let person;
let organization;
let tour;
let device;
let first;
let second;
/** every mutation that left this browser: its number, in the order of leaving */
const sent = [];

before(async () => {
  ota = await startServer();
  person = await ota.person('tabs');
  organization = (await ota.organization(person, 'Two Tabs')).id;
  tour = await add(person, organization, 'tours', { name: 'Start' });
  device = await openDevice(ota, { size: 'desktop' });
  device.context.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/api/sync')) return;
    for (const { n } of request.postDataJSON().mutations) sent.push(n);
  });
  await device.enter(ota, person.email);
  first = device.page;
  await first.goto(`/tours/${tour}`);
  second = await device.context.newPage();
  await second.goto(`/tours/${tour}`);
  await device.on('Start', second);
});
after(() => end(ota));

/** Which tabs hold and which wait for the lock of this organization's synchronisation. */
const locks = (page) =>
  page.evaluate(async () => {
    const { held, pending } = await navigator.locks.query();
    const ours = (all) => all.filter(({ name }) => name.startsWith('ota:sync:')).length;
    return { held: ours(held), pending: ours(pending) };
  });

const serverName = async () =>
  (await person.client.from('tours').select('name').eq('id', tour).single()).data.name;

async function rename(page, name) {
  await page.evaluate((to) => void navigation.navigate(to), `/tours/${tour}/edit`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await device.on(name, page);
}

test('one tab leads, the other waits for its turn', async () => {
  await eventually(async () => {
    const { held, pending } = await locks(first);
    return held === 1 && pending === 1 ? true : undefined;
  }, 'one leader and one who waits');
});

test('what one tab writes the other shows, whoever leads', async () => {
  await rename(first, 'By the first');
  await device.on('By the first', second);
  await rename(second, 'By the second');
  await device.on('By the second', first);
  await device.says('Up to date', first);
  await device.says('Up to date', second);
  assert.equal(await serverName(), 'By the second');
});

test('an undo in the tab that wrote is seen in both', async () => {
  await second.locator('.toast').getByRole('button', { name: 'Undo' }).first().click();
  await device.on('By the first', second);
  await device.on('By the first', first);
});

test('the leader is closed and the other takes over', async () => {
  await first.close();
  await eventually(async () => {
    const { held, pending } = await locks(second);
    return held === 1 && pending === 0 ? true : undefined;
  }, 'the second tab to lead');
  await rename(second, 'After the first');
  await eventually(
    async () => ((await serverName()) === 'After the first' ? true : undefined),
    'the name on the server',
  );
  await person.client.from('tours').update({ name: 'From elsewhere' }).eq('id', tour);
  await device.on('From elsewhere', second);
});

test('no number was skipped and none was used twice', async () => {
  const rows = await device.rows(organization, 'meta', second);
  const lastN = rows.find(({ key }) => key === 'last_n').value;
  assert.deepEqual(
    [...new Set(sent)],
    Array.from({ length: lastN }, (_, i) => i + 1),
  );
  assert.deepEqual(await device.rows(organization, 'outbox', second), []);
  const history = await device.rows(organization, 'history', second);
  assert.deepEqual(
    history.map(({ n, status }) => [n, status]),
    Array.from({ length: lastN }, (_, i) => [i + 1, 'applied']),
  );
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(device.troubles(), []);
});
