// Several organizations on one device, and a device that somebody leaves.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { add, chapters, end, openDevice, startServer } from './lib.mjs';

const test = chapters();
let ota;
let person;
let lanterns;
let comets;
let device;

before(async () => {
  ota = await startServer();
  person = await ota.person('two');
  comets = await ota.organization(person, 'Comet Agency');
  lanterns = await ota.organization(person, 'Paper Lanterns');
  await add(person, comets.id, 'tours', { name: 'Comet Tour' });
  await add(person, lanterns.id, 'tours', { name: 'Lantern Tour' });
  device = await openDevice(ota, { size: 'desktop' });
  await device.enter(ota, person.email);
});
after(() => end(ota));

const tours = () => device.page.locator('main .rows .title').allInnerTexts();

async function switchTo(name) {
  await device.page.getByRole('button', { name: /switch organization/ }).click();
  await device.page.locator('organization-sheet').getByRole('button', { name }).click();
  await device.page.locator('.organization-button', { hasText: name }).waitFor();
}

test('switching shows the other organization and nothing of the first', async () => {
  await device.visit('/tours');
  await device.page.getByText('Comet Tour').waitFor();
  assert.deepEqual(await tours(), ['Comet Tour']);
  await switchTo('Paper Lanterns');
  await device.says('Up to date');
  await device.visit('/tours');
  await device.page.getByText('Lantern Tour').waitFor();
  assert.deepEqual(await tours(), ['Lantern Tour']);
});

test('both are there without a network', async () => {
  await device.untilInstalled();
  await device.offline();
  await switchTo('Comet Agency');
  await device.visit('/tours');
  await device.page.getByText('Comet Tour').waitFor();
  assert.deepEqual(await tours(), ['Comet Tour']);
  await switchTo('Paper Lanterns');
  await device.visit('/tours');
  await device.page.getByText('Lantern Tour').waitFor();
  await device.offline(false);
  await device.says('Up to date');
});

test('each organization has a database of its own, without rows of the other', async () => {
  const all = await device.stored();
  const names = Object.keys(all).sort();
  assert.deepEqual(
    names,
    ['ota', `ota:${person.user.id}:${comets.id}`, `ota:${person.user.id}:${lanterns.id}`].sort(),
  );
  assert.deepEqual(
    (await device.rows(comets.id, 'tours')).map(({ name }) => name),
    ['Comet Tour'],
  );
  assert.deepEqual(
    (await device.rows(lanterns.id, 'tours')).map(({ name }) => name),
    ['Lantern Tour'],
  );
});

test('signing out leaves nothing of the person on the device', async () => {
  const { page } = device;
  await device.visit('/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('All changes have been sent.').waitFor();
  await page.locator('sheet-dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  assert.deepEqual(await device.stored(), { ota: { entries: [] } });
  const left = await page.evaluate(async () => ({
    caches: (await caches.keys()).filter((name) => !name.includes('precache')),
    cached: (
      await Promise.all(
        (await caches.keys()).map(async (name) =>
          (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
        ),
      )
    )
      .flat()
      .filter((path) => /^\/(api|rest|auth|storage|realtime)\//.test(path)),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
  }));
  assert.deepEqual(left, { caches: [], cached: [], local: [], session: [], cookies: '' });
});

test('the session is over on the server too, and the app asks to sign in', async () => {
  await device.page.goto('/tours');
  await device.page.waitForURL('**/sign-in?next=%2Ftours');
  await device.on('The tour in your pocket');
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(device.troubles(), []);
});
