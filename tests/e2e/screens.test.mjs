// Every screen by every measure: axe in both themes and sizes, narrow, by thumb, by keyboard.
// With OTA_SCREENSHOTS=1 it also renews the pictures of docs/images.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import path from 'node:path';
import {
  beyondEdge,
  end,
  hardToTap,
  openDevice,
  picture,
  root,
  startServer,
  violations,
  violationsInBoth,
} from './lib.mjs';

const DEMO = '019a0000-0000-7000-800';
const TM = 'tm@demo.ota.test';
const OWNER = 'owner@demo.ota.test';
const TOUR = `${DEMO}5-000000000001`;
const SHOW = `${DEMO}7-000000000008`;
const STAY = '019a0000-0000-7000-8021-000000000001';
const DEMO_RUN = '019a0000-0000-7000-8036-000000000001';
const DEMO_SETTLEMENT = '019a0000-0000-7000-8037-000000000003';
const DEMO_TEMPLATE = '019a0000-0000-7000-8017-000000000001';
const DEMO_USUAL_DAY = '019a0000-0000-7000-8011-000000000001';
const id = (table, n) => `${DEMO}${table}-${String(n).padStart(12, '0')}`;

/** Every path of web/src/app/routes.ts, with an id where it wants one. */
const SCREENS = [
  '/today',
  '/tours',
  '/tours/new',
  `/tours/${TOUR}`,
  `/tours/${TOUR}/calendar`,
  `/tours/${TOUR}/edit`,
  `/tours/${TOUR}/map`,
  `/tours/${TOUR}/routing`,
  `/tours/${TOUR}/budget`,
  `/tours/${TOUR}/per-diems`,
  `/tours/${TOUR}/commissions`,
  `/tours/${TOUR}/runs`,
  `/runs/${DEMO_RUN}`,
  `/tours/${TOUR}/reports`,
  '/reports',
  `/share?show_id=${SHOW}`,
  `/days/new?tour=${TOUR}`,
  `/days/${id(8, 3)}`,
  `/days/${id(8, 3)}/edit`,
  `/days/${id(8, 3)}/sheet`,
  `/shows/new?tour=${TOUR}`,
  `/shows/${SHOW}`,
  `/shows/${SHOW}/edit`,
  `/shows/${SHOW}/sheet`,
  `/shows/${SHOW}/money`,
  `/shows/${SHOW}/settlement`,
  `/settlements/${DEMO_SETTLEMENT}`,
  '/settle',
  `/shows/${SHOW}/costs`,
  `/tours/${TOUR}/advance`,
  `/shows/${SHOW}/advance`,
  `/shows/${id(7, 12)}/advance`,
  `/shows/${SHOW}/guests`,
  `/shows/${SHOW}/door`,
  '/advance-templates',
  `/advance-templates/${DEMO_TEMPLATE}`,
  '/schedule-templates',
  '/schedule-templates/new',
  `/schedule-templates/${DEMO_USUAL_DAY}`,
  '/venues/new',
  `/venues/${id(6, 8)}`,
  `/venues/${id(6, 8)}/place`,
  '/expenses',
  '/expenses/new',
  `/expenses/${id('b', 11)}`,
  '/holds',
  '/holds?view=month',
  '/holds/new',
  '/holds/019a0000-0000-7000-8025-000000000003',
  `/shows/${SHOW}/deal`,
  '/deals/019a0000-0000-7000-8027-000000000004',
  '/invoices',
  '/invoices/new',
  '/invoices/019a0000-0000-7000-8034-000000000002',
  '/invoices/019a0000-0000-7000-8034-000000000003',
  '/travel',
  '/travel/new',
  `/travel/${id('c', 3)}`,
  `/travel/${id('c', 4)}/edit`,
  '/stays',
  '/stays/new',
  `/stays/${STAY}`,
  `/stays/${STAY}/edit`,
  '/people',
  '/people/new',
  `/people/${id(4, 2)}`,
  `/people/${id(4, 2)}/edit`,
  `/people/${id(4, 2)}/private`,
  '/team',
  '/check',
  '/conflicts',
  '/settings',
  '/settings/sync',
  '/settings/organization',
  '/settings/partners',
  '/import',
  '/organizations',
  `/history/shows/${SHOW}`,
  `/history/shows/${SHOW}/as-of`,
  `/history/tours/${TOUR}`,
  `/history/tours/${TOUR}/as-of`,
  `/deleted?tour=${TOUR}`,
  '/deleted',
  '/help',
  '/organizations/new',
  '/join',
  '/no-such-screen',
];

let ota;
const open = {};

before(async () => {
  ota = await startServer();
});
after(() => end(ota));

/** A signed-in device of a size, opened once. */
async function device(size) {
  if (!open[size]) {
    open[size] = await openDevice(ota, { size });
    await open[size].enter(ota, OWNER);
    // the current state of the page, not an animation towards it, is what is judged
    await open[size].page.emulateMedia({ reducedMotion: 'reduce' });
  }
  return open[size];
}

/** Goes to a screen and waits until nothing on it is a placeholder. */
async function show(on, where) {
  await on.visit(where);
  await on.page
    .locator('main .skeleton, main [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' });
}

test('the list of screens is the list of routes', () => {
  const routes = readFileSync(path.join(root, 'web/src/app/routes.ts'), 'utf8');
  const paths = [...routes.matchAll(/route\('([^']+)'/g)].map(([, found]) => found);
  // the page behind a link needs a link: share.test.mjs judges it
  const visited = [...SCREENS, '/', '/sign-in', '/s/token'].map((one) => one.split('?')[0]);
  const isVisited = (one) => {
    const shape = new RegExp(`^${one.replaceAll(/:\w+/g, '[^/]+')}$`);
    return visited.some((where) => shape.test(where));
  };
  assert.ok(paths.length > 30);
  assert.deepEqual(
    paths.filter((one) => !isVisited(one)),
    [],
  );
});

test('axe would find what is wrong, inside of elements too', async () => {
  const on = await device('phone');
  await show(on, '/team');
  await on.page.evaluate(() => {
    const host = document.querySelector('main').appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).innerHTML = '<img src="/icon.svg"><input>';
  });
  const rules = (await violations(on.page)).map((one) => one.split(':')[0]);
  assert.deepEqual(rules, ['image-alt', 'label']);
});

for (const size of ['phone', 'desktop']) {
  test(`axe finds nothing on any screen, ${size}, light and dark`, async () => {
    const on = await device(size);
    const found = {};
    for (const where of SCREENS) {
      await show(on, where);
      const list = await violationsInBoth(on.page);
      if (list.length > 0) found[where] = list;
    }
    assert.deepEqual(found, {});
  });

  test(`axe finds nothing on sheets and before signing in, ${size}, light and dark`, async () => {
    const on = await device(size);
    const { page } = on;
    const found = {};
    const judge = async (what, shown = page) => {
      const list = await violationsInBoth(shown);
      if (list.length > 0) found[what] = list;
    };
    await show(on, '/team');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('button', { name: 'Send invitation' }).waitFor();
    await judge('invite');
    await page.keyboard.press('Escape');
    await show(on, `/shows/${SHOW}`);
    await page
      .locator('section[aria-labelledby=schedule]')
      .getByRole('button', { name: 'Add' })
      .click();
    await page.getByLabel('From').waitFor();
    await judge('schedule item');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search/ }).waitFor();
    await judge('palette');
    await page.keyboard.press('Escape');
    if (size === 'phone') {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('button', { name: 'Switch organization' }).waitFor();
      await judge('menu');
      await page.keyboard.press('Escape');
    }
    await show(on, '/import');
    await page
      .locator('input[type=file]')
      .setInputFiles(path.join(root, 'examples/european-club-tour.csv'));
    await page.locator('import-preview').waitFor();
    await judge('import preview');
    const stranger = await openDevice(ota, { size });
    await stranger.goto('/sign-in');
    await judge('sign in', stranger.page);
    assert.deepEqual(stranger.troubles(), []);
    await stranger.close();
    assert.deepEqual(found, {});
  });
}

test('nothing is wider than a screen of 320 px', async () => {
  const on = await device('small');
  const wide = {};
  for (const where of SCREENS) {
    await show(on, where);
    const found = await beyondEdge(on.page);
    if (found) wide[where] = found;
  }
  assert.deepEqual(wide, {});
});

test('on a phone everything to tap is at least 44 px high and wide', async () => {
  const on = await device('phone');
  const small = {};
  for (const where of SCREENS) {
    await show(on, where);
    const found = await hardToTap(on.page);
    if (found.length > 0) small[where] = [...new Set(found)];
  }
  assert.deepEqual(small, {});
});

test('the keyboard alone finds a show by the palette, and focus is on its heading', async () => {
  const on = await device('desktop');
  const { page } = on;
  await show(on, '/today');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /^Search/ });
  await box.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.type('milan');
  assert.equal(
    await page.getByRole('option').first().locator('.label').innerText(),
    'Milan, The Sleeper Cars',
  );
  assert.equal(
    await box.getAttribute('aria-activedescendant'),
    await page.getByRole('option', { selected: true }).getAttribute('id'),
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/shows/${id(7, 13)}`);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'The Sleeper Cars');
  assert.equal(await page.getByRole('combobox', { name: /^Search/ }).count(), 0);
});

test('focus moves to the heading of each screen that is opened', async () => {
  const on = await device('desktop');
  const { page } = on;
  await show(on, '/today');
  for (const name of [
    'Tours',
    'Travel',
    'Expenses',
    'People',
    'Team',
    'Conflicts',
    'Import',
    'Settings',
  ]) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).press('Enter');
    await on.on(name);
    await page.waitForFunction(
      (words) =>
        document.activeElement?.tagName === 'H1' &&
        document.activeElement.textContent.trim() === words,
      name,
    );
  }
});

test('the pictures of the README', async () => {
  // the evening of the demo's show of today, as it stands at ten to six
  const at = new Date();
  at.setUTCHours(16, 50, 0, 0);
  const signedIn = async (options) => {
    const on = await openDevice(ota, { at, ...options });
    await on.enter(ota, TM);
    return on;
  };
  const dark = await signedIn({ size: 'phone', theme: 'dark' });
  await show(dark, '/today');
  await picture(dark, 'today-phone');
  const light = await signedIn({ size: 'phone', theme: 'light' });
  await show(light, `/tours/${TOUR}`);
  await picture(light, 'tour-phone');
  await show(light, '/expenses/new');
  await light.page.getByLabel('Amount').fill('42.50');
  await light.page.getByText('Fuel', { exact: true }).click();
  await picture(light, 'expense-phone');
  const wide = await signedIn({ size: 'desktop', theme: 'light' });
  await show(wide, '/import');
  await wide.page
    .locator('input[type=file]')
    .setInputFiles(path.join(root, 'examples/european-club-tour.csv'));
  await wide.page.locator('import-preview').waitFor();
  await picture(wide, 'import-desktop');
  await wide.page.getByLabel('Name of the tour').fill('Slow Satellites');
  await wide.page.getByLabel('Artist').fill('Paper Comet');
  await wide.page.getByRole('button', { name: 'Create 28 dates' }).click();
  await wide.on('Slow Satellites');
  await wide.says('Up to date');
  await wide.page.getByRole('link', { name: 'Calendar' }).click();
  await wide.page.locator('month-grid').waitFor();
  await picture(wide, 'tour-desktop');
  await conflictOn(dark);
  await picture(dark, 'conflict-phone');
  assert.deepEqual(dark.troubles(), []);
  assert.deepEqual(light.troubles(), []);
  assert.deepEqual(wide.troubles(), []);
});

/** Two people change the same fields of tomorrow's show, one of them without a signal. */
async function conflictOn(on) {
  const owner = await ota.signIn(OWNER);
  const next = id(7, 9);
  await on.visit(`/shows/${next}/edit`);
  await on.offline();
  await on.page.getByLabel('Capacity', { exact: true }).fill('860');
  await on.page.getByLabel('Doors', { exact: true }).fill('19:30');
  await on.page.getByRole('button', { name: 'Save', exact: true }).click();
  await on.says('Offline, 6 changes waiting'); // with the times that go along with the doors
  const { data } = await owner.client.from('shows').select('doors_at').eq('id', next).single();
  const later = new Date(Date.parse(data.doors_at) + 60 * 60_000).toISOString();
  const { error } = await owner.client
    .from('shows')
    .update({ capacity: 820, doors_at: later })
    .eq('id', next);
  assert.equal(error, null);
  await on.offline(false);
  await on.says('1 change needs a look');
  await on.visit('/conflicts');
  await on.page.getByRole('group', { name: 'Capacity' }).waitFor();
}

test('nothing was logged, refused or blocked on any screen', () => {
  for (const [name, on] of Object.entries(open)) assert.deepEqual(on.troubles(), [], name);
});
