// What a device holds: room that runs out, storage that the browser clears, rows that drift, and
// organizations that are left.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { add, chapters, end, eventually, openDevice, startServer } from './lib.mjs';

const test = chapters();
/** How much this device can hold: the app with room to spare. */
const ROOM = 64_000_000;
let ota;
let owner;
let person;
let one;
let two;
let device;
let session;

before(async () => {
  ota = await startServer();
  owner = await ota.person('owner');
  person = await ota.person('device');
  one = (await ota.organization(owner, 'Agency One')).id;
  two = (await ota.organization(owner, 'Agency Two')).id;
  for (const id of [one, two]) {
    await ota.join(owner, id, person, 'manager');
    await add(owner, id, 'tours', { name: 'Night Run', currency: 'EUR' });
  }
  device = await openDevice(ota, { size: 'phone', lasting: true });
  await device.context.addInitScript(() => {
    if (!navigator.storage) return;
    const ask = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function persist() {
      sessionStorage.setItem('asked', String(Number(sessionStorage.getItem('asked') ?? 0) + 1));
      return ask.call(this);
    };
  });
  session = await device.context.newCDPSession(device.page);
  await quota(ROOM);
  await device.enter(ota, person.email);
  // a page that is only a picture has no icon of its own
  device.allow(/favicon\.ico/);
  // pages are left while they connect
  device.allow(/WebSocket is closed before the connection is established/);
});
after(() => end(ota));

const asked = () => device.page.evaluate(() => Number(sessionStorage.getItem('asked') ?? 0));
const quota = (quotaSize) =>
  session.send('Storage.overrideQuotaForOrigin', {
    origin: ota.url,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });

/** The browser trusts for half a minute what it knew of the room, unless more than that is wanted. */
const wantTooMuch = () =>
  device.page.evaluate(async (bytes) => {
    const ended = (request, names) =>
      new Promise((resolve) => {
        for (const name of names) request[`on${name}`] = () => resolve(name);
      });
    const opening = indexedDB.open('too-much');
    opening.onupgradeneeded = () => opening.result.createObjectStore('large');
    await ended(opening, ['success']);
    const writing = opening.result.transaction('large', 'readwrite');
    const large = new Uint8Array(bytes); // of what does not get smaller when it is packed
    for (let at = 0; at < bytes; at += 65_536)
      crypto.getRandomValues(large.subarray(at, at + 65_536));
    writing.objectStore('large').put(large, 1);
    const how = await ended(writing, ['complete', 'abort']);
    opening.result.close();
    await ended(indexedDB.deleteDatabase('too-much'), ['success']);
    return how;
  }, ROOM);

const notice = () => device.page.locator('app-notices .notice');

async function addPerson(name) {
  await device.visit('/people/new');
  await device.page.getByLabel('Name', { exact: true }).fill(name);
  await device.page.getByRole('button', { name: 'Add person' }).click();
}

/** The databases of this browser that belong to an organization. */
const databases = async (page = device.page) =>
  (await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .filter((name) => name.startsWith('ota:'))
    .map((name) => name.split(':')[2])
    .sort();

test('the browser is asked to keep the data with the first change, not at the first look', async () => {
  assert.equal(await asked(), 0);
  await device.goto('/settings/sync');
  await device.page
    .getByText(/It may be cleared when the device runs full\.|promised to keep it\./)
    .waitFor();
  assert.equal(await asked(), 0);
  await addPerson('Vera Exam');
  await device.on('People');
  await eventually(async () => ((await asked()) === 1 ? true : undefined), 'the question');
  await addPerson('Otto Exam');
  await device.on('People');
  await device.visit('/settings/sync');
  await device.page
    .getByText(/The browser promised to keep it\.|was asked and has not promised/)
    .waitFor();
  assert.equal(await asked(), 1);
  await device.says('Up to date');
});

test('how much room there is and how much of it is used is told', async () => {
  await device.page.locator('dd', { hasText: /^[\d.,]+ .?B of [\d.,]+ .?B$/ }).waitFor();
});

test('without room nothing is half written, the form keeps its text and says what to do', async () => {
  const { page } = device;
  const full = page.getByRole('alert').getByText(/has no room left for OTA/);
  const lastN = async () =>
    (await device.rows(one, 'meta')).find(({ key }) => key === 'last_n').value;
  const written = await lastN();
  await quota(1);
  assert.equal(await wantTooMuch(), 'abort');
  await addPerson(`Number ${written}`);
  await full.waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), `Number ${written}`);
  await device.says('No room left on this device');
  const names = (await device.rows(one, 'people')).map(({ name }) => name);
  assert.equal(names.includes(`Number ${written}`), false);
  assert.equal(await lastN(), written);
  await page.locator('header.top a').click();
  await page.getByText('New changes cannot be stored').waitFor();
});

test('with room again all goes on', async () => {
  await quota();
  await eventually(
    async () => {
      await addPerson('Nadia Exam');
      await device.page
        .getByRole('alert')
        .or(device.page.getByText('Nadia Exam'))
        .first()
        .waitFor();
      return (await device.page.getByText('Nadia Exam').count()) > 0 ? true : undefined;
    },
    'room',
    60_000,
  );
  await device.says('Up to date');
  const { data } = await owner.client.from('people').select('name').eq('organization_id', one);
  assert.deepEqual(
    data
      .map(({ name }) => name)
      .filter((name) => name.endsWith('Exam'))
      .sort(),
    ['Nadia Exam', 'Otto Exam', 'Vera Exam'],
  );
  assert.deepEqual(await device.rows(one, 'outbox'), []);
});

test('rows that drifted are fetched again, told on the device and counted by the server', async () => {
  const drifts = async () =>
    Number(/^ota_sync_drifts_total (\d+)$/m.exec((await ota.call('GET', '/metrics')).text)[1]);
  assert.equal(await drifts(), 0);
  await device.page.goto('/icon.svg');
  await device.page.evaluate(async (organization) => {
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const all = await indexedDB.databases();
    const { name } = all.find((found) => found.name.endsWith(organization));
    const database = await answer(indexedDB.open(name));
    const change = database.transaction(['tours', 'meta'], 'readwrite');
    const isDone = new Promise((resolve) => change.addEventListener('complete', resolve));
    const [tour] = await answer(change.objectStore('tours').getAll());
    change.objectStore('tours').put({ ...tour, name: 'Rotten Run', seq: tour.seq - 1 });
    change.objectStore('meta').put({ key: 'checked_at', value: 0 });
    await isDone;
    database.close();
  }, one);
  await device.goto('/settings/sync');
  await device.page.getByText('some tours here differed from the server’s.').waitFor();
  await eventually(async () => {
    const names = (await device.rows(one, 'tours')).map(({ name }) => name);
    return names.join() === 'Night Run' ? true : undefined;
  }, 'the row to be fetched');
  await eventually(async () => ((await drifts()) === 1 ? true : undefined), 'the count');
  await device.says('Up to date');
});

test('who is removed from one organization while another is open loses only that one', async () => {
  device.allow(/the server responded with a status of 403/);
  await device.goto('/organizations');
  await device.page.getByRole('button', { name: 'Agency Two' }).click();
  await device.page.waitForURL('**/today');
  await device.visit('/tours');
  await device.page.getByText('Night Run').waitFor();
  await device.says('Up to date');
  assert.deepEqual(await databases(), [two, one].sort());
  const { error } = await owner.client
    .from('memberships')
    .delete()
    .eq('organization_id', one)
    .eq('user_id', person.user.id);
  assert.equal(error, null);
  await device.goto('/tours');
  await eventually(
    async () => ((await databases()).includes(one) ? undefined : true),
    'the database to go',
  );
  assert.deepEqual(await databases(), [two]);
  await device.says('Up to date');
});

test('a database that the browser cleared is told, and fetched again', async () => {
  await device.page.goto('/icon.svg');
  await device.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases())
      if (name.startsWith('ota:')) indexedDB.deleteDatabase(name);
  });
  await device.goto('/tours');
  await notice()
    .getByText(/This browser cleared what OTA had stored on this device/)
    .waitFor();
  assert.match(await notice().innerText(), /It is being fetched again\. Nothing was lost/);
  await device.page.getByText('Night Run').waitFor();
  await notice().getByRole('button', { name: 'All right' }).click();
  await notice().waitFor({ state: 'detached' });
  await device.goto('/tours');
  await device.says('Up to date');
  assert.equal(await notice().count(), 0);
});

test('when the browser cleared everything, what had not been sent is counted', async () => {
  await device.offline();
  await addPerson('Lost Exam');
  await device.says('Offline, 1 change waiting');
  await device.page.goto('/icon.svg').catch(() => undefined);
  await device.page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin: ota.url, storageTypes: 'indexeddb' });
  await device.offline(false);
  await device.page.goto('/tours');
  await device.page.waitForURL('**/sign-in*');
  await notice()
    .getByText(/1 change that had not been sent went with it/)
    .waitFor();
  await device.enter(ota, person.email);
  await device.visit('/tours');
  await device.page.getByText('Night Run').waitFor();
});

test('leaving takes the database from every tab, and keeps what is the device’s own', async () => {
  await device.goto('/settings');
  await device.page.getByText('Dark', { exact: true }).click();
  const second = await device.context.newPage();
  await second.goto('/tours');
  await second.getByText('Night Run').waitFor();
  await device.page.getByRole('button', { name: 'Leave Agency Two' }).click();
  await device.page
    .locator('sheet-dialog')
    .getByRole('button', { name: 'Leave', exact: true })
    .click();
  for (const page of [device.page, second]) await page.waitForURL('**/organizations/new');
  assert.deepEqual(await databases(), []);
  const left = await device.page.evaluate(async () => ({
    caches: (await caches.keys()).filter((name) => !name.includes('precache')),
    theme: JSON.parse(localStorage.getItem('ota.prefs')).theme,
    held: localStorage.getItem('ota.held'),
  }));
  assert.deepEqual(left, { caches: [], theme: 'dark', held: null });
  const all = JSON.stringify(await device.stored());
  for (const secret of ['Night Run', two, one]) assert.equal(all.includes(secret), false);
  await device.page.reload();
  await device.on('Welcome. Who is touring?');
  assert.equal(await notice().count(), 0);
  await second.close();
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(device.troubles(), []);
});
