// A tour manager's story: from a mail link to a tour in the pocket, without a signal and back.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import path from 'node:path';
import {
  chapters,
  counted,
  end,
  eventually,
  openDevice,
  pause,
  root,
  startServer,
} from './lib.mjs';

const csv = path.join(root, 'examples/european-club-tour.csv');
/** The evening in Hamburg, whose set begins after midnight. */
const evening = new Date('2027-04-10T16:00:00Z');
const WANDA = 'wanda.fiction@example.test';
const MAX = 'max.mustermann@example.test';

const test = chapters();
let ota;
let laptop;
let phone;
let desk;
let organization;
let hamburg;

before(async () => {
  ota = await startServer();
  laptop = await openDevice(ota, { size: 'desktop' });
  phone = await openDevice(ota, { size: 'phone', theme: 'dark', lasting: true, at: evening });
  desk = await openDevice(ota, { size: 'desktop', theme: 'dark' });
});
after(() => end(ota));

const row = (device, words) => device.page.locator('main li', { hasText: words });
const toast = (device, words) => device.page.locator('.toast', { hasText: words });
const pending = (device) => device.page.locator('main sync-mark .pending');
const capacity = (device) =>
  device.page
    .locator('dl.facts dt', { hasText: 'Capacity' })
    .locator('xpath=following-sibling::dd[1]');

async function choose(device, file) {
  await device.page.locator('input[type=file]').setInputFiles(file);
  await device.page.locator('import-preview').waitFor();
}

async function editShow(device, values) {
  await device.visit(`/shows/${hamburg}/edit`);
  await device.on('Edit show');
  for (const [label, value] of Object.entries(values))
    await device.page.getByLabel(label, { exact: true }).fill(value);
  await device.page.getByRole('button', { name: 'Save', exact: true }).click();
  await device.on('Uebel & Gefährlich');
}

/** Waits until the row of the Hamburg show on a device has these values. */
async function untilShow(device, wanted) {
  await eventually(
    async () => {
      const rows = await device.rows(organization, 'shows');
      const found = rows.find(({ id }) => id === hamburg);
      const names = Object.keys(wanted);
      return found && names.every((name) => found[name] === wanted[name]) ? true : undefined;
    },
    `${JSON.stringify(wanted)} on a device`,
  );
}

async function synced(device) {
  await device.says('Up to date');
  assert.deepEqual(await device.rows(organization, 'outbox'), []);
}

test('a sign-in link survives the look of a mail scanner and works with one tap', async () => {
  const { page } = laptop;
  await page.goto('/tours');
  await page.waitForURL('**/sign-in?next=%2Ftours');
  await laptop.on('The tour in your pocket');
  await page.getByLabel('E-mail').fill(WANDA);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await laptop.on('Check your mail');
  const { link, subject } = await ota.mail(WANDA);
  assert.match(subject, /OTA/);
  for (let look = 0; look < 3; look++)
    assert.equal((await fetch(link, { headers: { accept: 'text/html' } })).status, 200);
  await page.goto('about:blank');
  await page.goto(link);
  await laptop.on('One tap and you are in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/organizations/new');
  await laptop.on('Welcome. Who is touring?');
});

test('the link works once', async () => {
  const { link } = await ota.mail(WANDA);
  const other = await openDevice(ota, { size: 'desktop' });
  other.allow(/the server responded with a status of 40[013]/);
  await other.page.goto(link);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByRole('button', { name: 'Ask for a new link' }).waitFor();
  assert.deepEqual(other.troubles(), []);
  await other.close();
});

test('the first thing after the first sign-in is an organization of her own', async () => {
  const { page } = laptop;
  await page.getByLabel('Name', { exact: true }).fill('Paper Comet Touring');
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.waitForURL('**/today');
  await laptop.says('Up to date');
  await page.getByText('No shows yet').waitFor();
  const [name] = Object.keys(await laptop.stored()).filter((one) => one.startsWith('ota:'));
  organization = name.split(':')[2];
  const [stored] = await laptop.rows(organization, 'organizations');
  assert.deepEqual(
    [stored.name, stored.type, stored.zone],
    ['Paper Comet Touring', 'artist', 'Europe/Berlin'],
  );
});

test('the preview of a spreadsheet says what is wrong with which row', async () => {
  const { page } = laptop;
  await laptop.visit('/import');
  const messy = [
    'Date;City;Venue;Cap.;Doors',
    '2027-05-01;Gent;Vooruit;900;19:30',
    '31.02.2027;Lyon;Transbordeur;700;19:00',
    '2027-05-03;Basel;Kaserne;lots;20:00',
    '2027-05-01;Gent;Vooruit;900;19:30',
  ].join('\r\n');
  await choose(laptop, { name: 'messy.csv', mimeType: 'text/csv', buffer: Buffer.from(messy) });
  const preview = page.locator('import-preview');
  assert.equal(await preview.locator('h2').innerText(), '2 shows');
  assert.equal(await preview.locator('[role=status] p').innerText(), '2 rows are left out.');
  const left = preview.locator('li.is-left');
  assert.deepEqual(await left.locator('.end .faint').allInnerTexts(), ['line 3', 'line 5']);
  assert.match(await left.nth(0).locator('.problems').innerText(), /“31\.02\.2027”/);
  await page.getByRole('button', { name: 'Other file' }).click();
});

test('a wrong guess about a column is corrected before anything is created', async () => {
  const { page } = laptop;
  await choose(laptop, csv);
  const preview = page.locator('import-preview');
  const filters = preview.locator('choice-chips label');
  assert.equal(await preview.locator('h2').innerText(), '25 shows, 3 other days');
  assert.deepEqual(await filters.allInnerTexts(), ['All 28', 'To check 2', 'Left out 0']);
  const prague = preview.locator('li', { hasText: 'Praha' });
  await prague.getByText('Capacity is missing').waitFor();
  const meaning = page.getByLabel('Cap.', { exact: true });
  await meaning.selectOption({ label: 'Not imported' });
  await prague.getByText('Capacity is missing').waitFor({ state: 'detached' });
  assert.deepEqual(await filters.allInnerTexts(), ['All 28', 'To check 1', 'Left out 0']);
  await meaning.selectOption({ label: 'Capacity' });
  await prague.getByText('Capacity is missing').waitFor();
  assert.deepEqual(await laptop.rows(organization, 'shows'), []);
});

test('one undo takes a whole import back', async () => {
  const { page } = laptop;
  await page.getByRole('button', { name: 'Create 28 dates' }).click();
  await page.waitForURL(/\/tours\/[0-9a-f-]{36}$/);
  await laptop.on('European club tour');
  await toast(laptop, 'Tour imported').getByRole('button', { name: 'Undo' }).click();
  await toast(laptop, 'Undone').waitFor();
  await synced(laptop);
  for (const table of ['tours', 'shows', 'days', 'venues', 'show_financials'])
    assert.deepEqual(await laptop.rows(organization, table), [], table);
});

test('the tour of the spreadsheet is all there, on the server too', async () => {
  const { page } = laptop;
  await laptop.visit('/import');
  await choose(laptop, csv);
  await page.getByLabel('Name of the tour').fill('Slow Satellites');
  await page.getByLabel('Artist').fill('Paper Comet');
  await page.getByRole('button', { name: 'Create 28 dates' }).click();
  await laptop.on('Slow Satellites');
  await synced(laptop);
  await counted(page.locator('show-row'), 25);
  await counted(page.locator('a.row.is-off'), 3);
  const shows = await laptop.rows(organization, 'shows');
  const found = shows.find(({ city }) => city === 'Hamburg');
  hamburg = found.id;
  assert.deepEqual(
    [
      found.date,
      found.doors_at,
      found.starts_at,
      found.curfew_at,
      found.capacity,
      found.status,
    ].map((value) =>
      typeof value === 'string' && value.includes('T') ? new Date(value).toISOString() : value,
    ),
    [
      '2027-04-10',
      '2027-04-10T21:00:00.000Z',
      '2027-04-10T22:30:00.000Z',
      '2027-04-11T01:00:00.000Z',
      1000,
      'confirmed',
    ],
  );
  const london = shows.find(({ city }) => city === 'London');
  assert.deepEqual(
    [london.zone, new Date(london.doors_at).toISOString()],
    ['Europe/London', '2027-04-01T18:00:00.000Z'],
  );
  const fees = await laptop.rows(organization, 'show_financials');
  const fee = fees.find(({ show_id }) => show_id === london.id);
  assert.deepEqual([fees.length, fee.guarantee_minor, fee.currency], [25, 350000, 'GBP']);
});

test('her phone shows the tour as list, calendar and show', async () => {
  await phone.enter(ota, WANDA);
  await phone.visit('/tours');
  const { page } = phone;
  await row(phone, 'Slow Satellites')
    .getByText(/^Paper Comet · 1\s*–\s*28 Apr 2027 · 25 shows$/)
    .waitFor();
  await row(phone, 'Slow Satellites').getByRole('link').click();
  await phone.on('Slow Satellites');
  await page.getByRole('link', { name: 'Calendar' }).click();
  const day = page.locator('month-grid td', { hasText: /Saturday,? 10 April/ });
  assert.equal(await day.locator('a').getAttribute('href'), `/shows/${hamburg}`);
  assert.equal(await page.locator('month-grid caption').innerText(), 'April 2027');
  await counted(page.locator('month-grid td:not(.outside) a'), 28);
  await day.locator('a').click();
  await phone.on('Uebel & Gefährlich');
  await page.locator('time-line li').first().waitFor();
  const times = await page.locator('time-line li').allInnerTexts();
  assert.deepEqual(
    times.map((words) => words.replaceAll(/\s+/g, ' ').trim()),
    ['23:00 Doors', 'After midnight, same evening', '00:30 Show', '03:00 Curfew'],
  );
});

test('a second person is invited by mail and joins as manager', async () => {
  const { page } = laptop;
  await laptop.visit('/team');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill(MAX);
  await page.getByLabel('Role').selectOption('manager');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const mail = await ota.mail(MAX);
  assert.match(mail.link, /\/join#token=/);
  await desk.page.goto(mail.link);
  await desk.on('You are invited');
  await desk.page.getByRole('link', { name: 'Sign in to join' }).click();
  await desk.on('The tour in your pocket');
  await desk.signIn(ota, MAX);
  await desk.page.goto(mail.link);
  await desk.page.getByText(`You join as ${MAX}.`).waitFor();
  await desk.page.getByRole('button', { name: 'Join the organization' }).click();
  await desk.page.waitForURL('**/today');
  await desk.says('Up to date');
  const members = await eventually(async () => {
    const rows = await laptop.rows(organization, 'memberships');
    return rows.length === 2 ? rows : undefined;
  }, 'the new member on her laptop');
  assert.deepEqual(members.map(({ email, role }) => [email, role]).sort(), [
    [MAX, 'manager'],
    [WANDA, 'owner'],
  ]);
});

test('without a signal everything goes on, and says that it waits', async () => {
  const { page } = phone;
  await phone.visit(`/shows/${hamburg}`);
  await phone.offline();
  await phone.says('Offline');
  await editShow(phone, { Capacity: '1100', Notes: 'Bring the long ramp.' });
  await capacity(phone).filter({ hasText: '1100' }).waitFor();
  await phone.says('Offline, 1 change waiting');
  await counted(page.locator('app-bar .kicker sync-mark .pending'), 1);

  await page.getByRole('link', { name: 'Expense', exact: true }).click();
  await phone.on('New expense');
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute('inputmode')),
    'decimal',
  );
  await page.keyboard.type('42.50');
  await page.getByText('Fuel', { exact: true }).click();
  await page.getByRole('button', { name: 'Save expense' }).click();
  await phone.on('Expenses');
  await row(phone, 'Fuel').getByText('€42.50').waitFor();
  const [expense] = await phone.rows(organization, 'expenses');
  assert.deepEqual(
    [
      expense.amount_minor,
      expense.currency,
      expense.category,
      expense.show_id,
      expense.spent_on,
      expense.local,
    ],
    [4250, 'EUR', 'fuel', hamburg, '2027-04-10', 'pending'],
  );

  await phone.visit(`/shows/${hamburg}`);
  await page
    .locator('section[aria-labelledby=schedule]')
    .getByRole('button', { name: 'Add' })
    .click();
  await page.getByLabel('What', { exact: true }).selectOption('load_out');
  await page.getByLabel('From').fill('01:45');
  await page.locator('sheet-dialog').getByRole('button', { name: 'Add' }).click();
  await page.locator('time-line').getByText('Load-out').waitFor();
  const [item] = await phone.rows(organization, 'schedule_items');
  assert.deepEqual([item.starts_at, item.zone], ['2027-04-10T23:45:00.000Z', 'Europe/Berlin']);
  await phone.says('Offline, 3 changes waiting');
});

test('what was deleted by mistake comes back by undo, without a signal too', async () => {
  const { page } = phone;
  await page.locator('time-line').getByRole('button', { name: 'Load-out' }).click();
  await page.locator('sheet-dialog').getByRole('button', { name: 'Delete' }).click();
  await page.locator('time-line').getByText('Load-out').waitFor({ state: 'detached' });
  await toast(phone, 'deleted').getByRole('button', { name: 'Undo' }).click();
  await page.locator('time-line').getByText('Load-out').waitFor();
});

test('a reload and a deep link work without a network', async () => {
  const { page } = phone;
  await page.reload();
  await phone.on('Uebel & Gefährlich');
  await capacity(phone).filter({ hasText: '1100' }).waitFor();
  await phone.goto('/expenses');
  await row(phone, 'Fuel').getByText('€42.50').waitFor();
  await counted(pending(phone), 1);
});

test('the signal returns: all is sent by itself, and the other one sees it at once', async () => {
  await desk.visit(`/shows/${hamburg}`);
  await capacity(desk).filter({ hasText: '1000' }).waitFor();
  await desk.page.evaluate(() => (window.sameDocument = true));
  await phone.offline(false);
  await desk.page.getByText('Bring the long ramp.').waitFor();
  await capacity(desk).filter({ hasText: '1100' }).waitFor();
  await desk.page.locator('time-line').getByText('Load-out').waitFor();
  await desk.page
    .locator('section[aria-labelledby=expenses]')
    .getByText('€42.50')
    .first()
    .waitFor();
  assert.equal(await desk.page.evaluate(() => window.sameDocument), true);
  await synced(phone);
  assert.equal(await pending(phone).count(), 0);
});

test('with the server gone the browser restarts into the same state', async () => {
  for (const device of [phone, laptop, desk]) device.serverMayBeAway();
  const paused = await pause(ota);
  await editShow(phone, { Capacity: '1150' });
  await phone.says('Offline, 1 change waiting');
  await phone.restart();
  phone.page.setDefaultTimeout(20_000);
  await phone.goto(`/shows/${hamburg}`);
  await phone.on('Uebel & Gefährlich');
  await capacity(phone).filter({ hasText: '1150' }).waitFor();
  await phone.says('Offline, 1 change waiting');
  await phone.goto('/tours');
  await row(phone, 'Slow Satellites').waitFor();
  ota = await paused.again();
  await untilShow(desk, { capacity: 1150, local: 'synced' });
  await synced(phone);
});

test('two change the same: the server’s value stands until one tap settles it', async () => {
  const { page } = phone;
  await phone.visit(`/shows/${hamburg}`);
  await phone.offline();
  await editShow(phone, { Capacity: '1200' });
  await editShow(desk, { Capacity: '900' });
  await synced(desk);
  await phone.offline(false);
  await phone.says('1 change needs a look');
  await capacity(phone).filter({ hasText: '900' }).waitFor();
  await page.locator('app-bar').getByText('Conflict').waitFor();
  await page.locator('header.top a').click();
  await phone.on('Conflicts');
  const sides = page.getByRole('group', { name: 'Capacity' }).locator('.side');
  await sides.first().waitFor();
  assert.deepEqual(await sides.locator('.value').allInnerTexts(), ['900', '1,200']);
  await page.getByRole('button', { name: 'Use mine' }).click();
  await page.getByText('Nothing to decide').waitFor();
  await untilShow(desk, { capacity: 1200 });
  await untilShow(phone, { capacity: 1200, local: 'synced' });
  await synced(phone);
});

test('changes of different fields merge without a word', async () => {
  await phone.visit(`/shows/${hamburg}`);
  await phone.offline();
  await editShow(phone, { Notes: 'Ramp is ordered.' });
  await editShow(desk, { City: 'Hamburg St. Pauli' });
  await synced(desk);
  await phone.offline(false);
  await untilShow(phone, { notes: 'Ramp is ordered.', city: 'Hamburg St. Pauli', local: 'synced' });
  await untilShow(desk, { notes: 'Ramp is ordered.', city: 'Hamburg St. Pauli', local: 'synced' });
  await synced(phone);
});

test('in the end all devices hold the same', async () => {
  for (const table of [
    'tours',
    'shows',
    'days',
    'venues',
    'show_financials',
    'schedule_items',
    'expenses',
  ]) {
    const [mine, hers, his] = await Promise.all(
      [phone, laptop, desk].map((device) => device.rows(organization, table)),
    );
    assert.deepEqual(mine, his, table);
    assert.deepEqual(mine, hers, table);
  }
});

test('nothing was logged, refused or blocked anywhere in the story', () => {
  assert.deepEqual(laptop.troubles(), []);
  assert.deepEqual(phone.troubles(), []);
  assert.deepEqual(desk.troubles(), []);
});
