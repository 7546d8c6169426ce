// A new release while the app is open: pages go on, people are asked, and then all tabs move.
//
// Release 1 is the built app, release 2 and 3 are built here from the same sources with another name.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { after, before } from 'node:test';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chapters, end, eventually, openDevice, root, startServer } from './lib.mjs';

const test = chapters();
const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'ota-releases-'));
const served = path.join(folder, 'served');
const firstBuild = path.resolve(process.env.OTA_WEB_DIR ?? path.join(root, 'web/dist'));
let ota;
let person;
let organization;
/** two tabs of one browser, with a service worker */
let device;
let first;
let second;
/** a browser without one, which has only the server to ask */
let bare;

async function build(name) {
  const out = path.join(folder, name);
  const vite = path.join(root, 'web/node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', '--outDir', out, '--logLevel', 'error'], {
    cwd: path.join(root, 'web'),
    env: { ...process.env, VITE_RELEASE: name },
  });
  return out;
}

/** What an operator does: put the folder in its place, restart. */
async function deploy(built) {
  await run(path.join(root, 'deploy/install-web'), [built, served]);
  await ota.stop({ keep: true });
  ota = await startServer({ folder: ota.home, port: ota.port, env: { OTA_WEB_DIR: served } });
}

/** The scripts that a page has run so far, by name. */
const scripts = (page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );

/** The release that a page runs: the scripts its HTML names (one alone may be the same in both). */
const entryOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('script[type=module]')].map(({ src }) => src).join(' '),
  );

const visit = async (page, where) => {
  await page.evaluate((to) => void navigation.navigate(to), where);
  await page.waitForURL(`**${where}`);
};

const updateLine = (page) => page.locator('app-notices .asks');

before(async () => {
  await run(path.join(root, 'deploy/install-web'), [firstBuild, served]);
  ota = await startServer({ env: { OTA_WEB_DIR: served } });
  person = await ota.person('update');
  organization = (await ota.organization(person, 'Two Releases')).id;
  device = await openDevice(ota, { size: 'phone' });
  await device.enter(ota, person.email);
  first = device.page;
  second = await device.context.newPage();
  await second.goto('/today');
  await device.heading(second);
  bare = await openDevice(ota, { size: 'phone' });
  await bare.context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  await bare.signIn(ota, person.email);
  await bare.says('Up to date');
  for (const one of [device, bare]) one.serverMayBeAway();
});
after(async () => {
  await end(ota);
  rmSync(folder, { recursive: true, force: true });
});

test('a release is served beside the files of the one before it, and no older ones', async () => {
  const two = await build('release-two');
  const files = (where) => readdirSync(path.join(where, 'assets'));
  const one = files(firstBuild);
  await deploy(two);
  const now = files(served);
  assert.deepEqual(
    one.filter((file) => !now.includes(file)),
    [],
  );
  assert.deepEqual(
    files(two).filter((file) => !now.includes(file)),
    [],
  );
  assert.notDeepEqual(files(two).sort(), one.sort());
});

test('pages of the old release go on, with screens they had never opened', async () => {
  await visit(first, '/people');
  await device.on('People', first);
  // without a service worker the chunk comes from the server, under its old name
  await visit(bare.page, '/help');
  await bare.on('Offline, conflicts and being sure', bare.page);
  const chunk = (await scripts(bare.page)).find((name) => /help-screen.*\.js$/.test(name));
  assert.ok(readdirSync(path.join(firstBuild, 'assets')).includes(path.basename(chunk)), chunk);
  assert.equal(
    readdirSync(path.join(folder, 'release-two/assets')).includes(path.basename(chunk)),
    false,
  );
});

test('the new release is offered in words, in every tab, and interrupts nobody', async () => {
  await first.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  for (const page of [first, second]) await updateLine(page).waitFor();
  assert.equal(await updateLine(first).locator('p').innerText(), 'A new version of OTA is ready.');
  await visit(first, '/people/new');
  await first.getByLabel('Name', { exact: true }).fill('Vera Exam');
  await updateLine(first).waitFor({ state: 'hidden' });
});

test('without a network the old release still opens screens it had never opened', async () => {
  await device.offline();
  await visit(second, '/travel');
  await device.on('Travel', second);
  await device.offline(false);
});

test('on the word of one tab all move, and unsaved text is kept until it is saved', async () => {
  const before = await entryOf(second);
  await device.offline();
  await visit(second, '/tours/new');
  await second.getByLabel('Name', { exact: true }).fill('Waiting Tour');
  await second.getByRole('button', { name: 'Create tour' }).click();
  await device.on('Waiting Tour', second);
  const third = await device.context.newPage();
  await third.goto('/settings');
  await device.on('Settings', third);
  await device.offline(false);
  await third.route('**/api/sync', (route) => route.abort());
  await updateLine(third).getByRole('button', { name: 'Update' }).click();
  await third.getByText('OTA release-two, free software').waitFor();
  await eventually(
    async () => ((await entryOf(second).catch(() => before)) === before ? undefined : true),
    'the second tab to move',
  );
  // the tab with a form is told, and follows when it is saved
  await first.getByText('This one follows once you have saved.').waitFor();
  assert.equal(await first.getByLabel('Name', { exact: true }).inputValue(), 'Vera Exam');
  assert.equal(await entryOf(first), before);
  await first.getByRole('button', { name: 'Add person' }).click();
  await eventually(
    async () => ((await entryOf(first).catch(() => before)) === before ? undefined : true),
    'the first tab to move',
  );
  await device.on('People', first);
  await first.getByText('Vera Exam').waitFor();
  await third.close();
});

test('what waited is sent by the new release', async () => {
  await device.says('Up to date', second);
  const { data } = await person.client.from('tours').select('name');
  assert.deepEqual(data, [{ name: 'Waiting Tour' }]);
  const people = await person.client.from('people').select('name').eq('name', 'Vera Exam');
  assert.equal(people.data.length, 1);
  assert.deepEqual(await device.rows(organization, 'outbox', second), []);
});

test('a page two releases behind loads itself anew, once, where a file is gone', async () => {
  bare.allow(/Failed to load resource: the server responded with a status of 404/);
  bare.allow(/Failed to fetch dynamically imported module/);
  await deploy(await build('release-three'));
  const loads = [];
  bare.page.on('load', () => loads.push(bare.page.url()));
  await visit(bare.page, '/settings');
  await bare.page.getByText('OTA release-three, free software').waitFor();
  assert.deepEqual(loads, [`${ota.url}/settings`]);
});

test('a file that stays missing is told, and not tried for ever', async () => {
  const loads = [];
  bare.page.on('load', () => loads.push(bare.page.url()));
  await bare.context.route('**/assets/travel-screen-*.js', (route) => route.abort());
  await visit(bare.page, '/travel');
  await bare.on('Not loaded');
  assert.deepEqual(loads, []);
  await bare.context.unroute('**/assets/travel-screen-*.js');
});

test('nothing was logged, refused or blocked', () => {
  bare.allow(/net::ERR_FAILED/);
  device.allow(/net::ERR_FAILED/);
  assert.deepEqual([...device.troubles(), ...bare.troubles()], []);
});
