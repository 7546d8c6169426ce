// Two organizations on one server: a management lets an agency see when its artist is taken, and
// nothing more; the agency sees it without a signal, is warned, and loses it when it ends.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  add,
  chapters,
  end,
  eventually,
  judge,
  openDevice,
  picture,
  startServer,
  WITHIN_MS,
} from './lib.mjs';

const test = chapters();
const DATE = '2027-05-14';
const SECRETS = /Secret|4200000|Old Tannery/;

let ota;
let agency;
let management;
let manager;
let desk;
let phone;

before(async () => {
  ota = await startServer();
  const agent = await ota.person('agent');
  manager = await ota.person('manager');
  agency = (await ota.organization(agent, 'Lantern Agency')).id;
  management = (await ota.organization(manager, 'Northlight Management')).id;
  await add(agent, agency, 'tours', { name: 'Plans', artist: 'Die Laternen' });
  const tour_id = await add(manager, management, 'tours', {
    name: 'Secret tour',
    artist: 'Paper Lanterns',
  });
  const venue_id = await add(manager, management, 'venues', {
    name: 'Old Tannery',
    city: 'Bremen',
    country: 'DE',
  });
  const show_id = await add(manager, management, 'shows', {
    tour_id,
    venue_id,
    title: 'Secret title',
    date: DATE,
    status: 'confirmed',
    notes: 'Secret note',
    promoter: 'Secret promoter',
  });
  await add(manager, management, 'show_financials', {
    show_id,
    currency: 'EUR',
    guarantee_minor: 4200000,
  });
  [desk, phone] = await Promise.all([
    openDevice(ota, { size: 'desktop' }),
    openDevice(ota, { size: 'phone', theme: 'dark' }),
  ]);
  await desk.enter(ota, agent.email);
  await phone.enter(ota, manager.email);
});
after(() => end(ota));

const received = () => desk.rows(agency, 'partner_dates');
const until = (what, probe) =>
  eventually(async () => ((await probe()) ? true : undefined), what, 2 * WITHIN_MS);

/** Chooses what the agency sees of the artist. */
async function share(words) {
  const { page } = phone;
  await page.locator('partner-card').getByText(words, { exact: true }).click();
  await phone.says('Up to date');
}

test('an invitation made without a signal is a code, and works once it was sent', async () => {
  const { page } = phone;
  await phone.untilInstalled();
  await phone.visit('/settings/partners');
  await page.getByText('No partners yet').waitFor();
  await judge(phone);
  await phone.offline();
  await page.getByRole('button', { name: 'Invite a partner' }).click();
  await page.getByLabel('For whom').fill('The agency');
  await page.getByRole('button', { name: 'Make a code' }).click();
  await page.getByText('Works as soon as it has been sent').waitFor();
  await judge(phone, 'partners-code-phone');
  await picture(phone, 'partners-code-phone');
  await phone.offline(false);
  await page.getByText(/^Works once, until/).waitFor();
});

test('the other side types it, and both are told with whom they are linked', async () => {
  const code = (await phone.page.locator('.code').innerText()).trim();
  const { page } = desk;
  await desk.says('Up to date');
  await desk.visit('/settings/partners');
  await page.getByRole('button', { name: 'I have a code' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill('ABCD');
  await page.getByRole('button', { name: 'Become partners' }).click();
  await page.getByText('A code has sixteen letters and digits').waitFor();
  await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Become partners' }).click();
  await page.getByRole('heading', { name: 'Northlight Management' }).waitFor();
  await phone.page.getByRole('heading', { name: 'Lantern Agency' }).waitFor();
  assert.deepEqual(await received(), []);
});

test('busy or free is all that the other device ever gets', async () => {
  await share('Busy or free');
  await until('the date to reach the agency', async () => (await received()).length === 1);
  const [row] = await received();
  assert.deepEqual(
    [row.artist, row.date, row.status, row.city, row.country],
    ['Paper Lanterns', DATE, null, null, null],
  );
  await desk.visit('/holds?view=month&month=2027-05');
  await desk.page.locator('.month .told', { hasText: 'Paper Lanterns' }).waitFor();
  assert.equal(await desk.page.getByText('Bremen').count(), 0);
});

test('a hold on a taken date is warned of, without a signal too', async () => {
  const { page } = desk;
  await desk.untilInstalled();
  await desk.offline();
  await desk.visit('/holds/new');
  await page.getByLabel('Held for').fill('paper lanterns');
  await page.getByLabel('Date', { exact: true }).fill('2027-05-13');
  assert.equal(await page.getByText('Paper Lanterns: taken').count(), 0);
  await page.getByLabel('Through').fill('2027-05-15');
  await page.getByText('Paper Lanterns: taken, says Northlight Management').waitFor();
  await judge(desk, 'partners-hold-desktop');
  await picture(desk, 'partners-hold-desktop');
  await desk.offline(false);
});

test('the city is shown once it is shared, and nothing that is not', async () => {
  await share('City and status');
  await judge(phone, 'partners-phone');
  await picture(phone, 'partners-phone');
  await until('the city to reach the agency', async () => (await received())[0]?.city === 'Bremen');
  await desk.visit('/holds?view=month&month=2027-05');
  await desk.page.locator('.month .told', { hasText: 'Paper Lanterns, Bremen' }).waitFor();
  await judge(desk, 'partners-month-desktop');
  await picture(desk, 'partners-month-desktop');
  await desk.visit('/holds');
  await desk.page.getByText('Taken in partners’ calendars (1)').click();
  await desk.page
    .getByText('Paper Lanterns: a confirmed show in Bremen, Germany, says Northlight Management')
    .waitFor();
  for (const table of [
    'partner_dates',
    'partner_artists',
    'partnerships',
    'shows',
    'venues',
    'tours',
    'show_financials',
  ])
    assert.doesNotMatch(JSON.stringify(await desk.rows(agency, table)), SECRETS);
});

test('an artist with a new name stays shared, and is still ours under our name', async () => {
  const { page } = desk;
  await desk.visit('/settings/partners');
  await page.getByLabel('Your name for Paper Lanterns').selectOption({ label: 'Die Laternen' });
  await desk.says('Up to date');
  await phone.visit('/settings/partners');
  await phone.page.getByRole('button', { name: /^Paper Lanterns/ }).click();
  await phone.page.getByLabel('Name', { exact: true }).fill('Lanterns of Paper');
  await judge(phone, 'partners-artist-phone');
  await picture(phone, 'partners-artist-phone');
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await until('the new name to reach the agency', async () =>
    (await received()).some(({ artist }) => artist === 'Lanterns of Paper'),
  );
  const [{ city, date }] = await received();
  assert.deepEqual([city, date], ['Bremen', DATE]);
  await page.getByLabel('Your name for Lanterns of Paper').waitFor();
  await judge(desk, 'partners-desktop');
  await picture(desk, 'partners-desktop');
  await desk.visit('/holds/new');
  await page.getByLabel('Held for').fill('die laternen');
  await page.getByLabel('Date', { exact: true }).fill(DATE);
  await page.getByText('Lanterns of Paper: a confirmed show in Bremen').waitFor();
  await page.getByLabel('Held for').fill('Lanterns of Paper');
  await page.getByText('Lanterns of Paper: a confirmed show').waitFor({ state: 'detached' });
});

test('a tour that is another’s of the same name is not shared, until it says which of them it is', async () => {
  const { page } = phone;
  const days = async () => (await received()).map(({ date }) => date).toSorted();
  const tour_id = await add(manager, management, 'tours', {
    name: 'Club tour',
    artist: 'Lanterns of Paper',
  });
  await add(manager, management, 'shows', {
    tour_id,
    title: 'Secret club',
    date: '2027-06-20',
    status: 'confirmed',
  });
  await until('both dates to reach the agency', async () => (await received()).length === 2);
  await page.getByRole('button', { name: /^Lanterns of Paper/ }).click();
  await page.getByRole('button', { name: 'Club tour is another artist’s' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Lanterns of Paper \(Club tour\)/ }).waitFor();
  await judge(phone, 'partners-namesakes-phone');
  await until('the other’s date to leave the agency', async () => (await received()).length === 1);
  assert.deepEqual(await days(), [DATE]);
  await phone.visit(`/tours/${tour_id}/edit`);
  await page.getByLabel('Which of them').selectOption({ label: 'Lanterns of Paper (Secret tour)' });
  await judge(phone);
  await page.getByRole('button', { name: 'Save' }).click();
  await until('it to be shared again', async () => (await received()).length === 2);
  assert.deepEqual(await days(), [DATE, '2027-06-20']);
  assert.doesNotMatch(JSON.stringify(await received()), SECRETS);
  await phone.visit('/settings/partners');
});

test('with its end everything shared leaves the other device', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'End partnership with Lantern Agency' }).click();
  await page.getByRole('button', { name: 'End partnership', exact: true }).click();
  await page.getByText('Ended (1)').waitFor();
  await until('the dates to leave the agency', async () => (await received()).length === 0);
  await desk.visit('/settings/partners');
  await desk.page.getByText('Ended (1)').waitFor();
  await judge(desk);
  await desk.visit('/holds');
  await desk.page.getByText('No holds yet').waitFor();
  assert.deepEqual([...desk.troubles(), ...phone.troubles()], []);
});
