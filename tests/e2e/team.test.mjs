// What each person of a team may see on their own device, and what happens when that changes.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { add, chapters, end, eventually, openDevice, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
/** Every store that could hold somebody else's money. */
const MONEY = /guarantee|deposit_minor|ticket_price|show_financials/;

let ota;
let owner;
let organization;
let show;
let crew;
let device;

before(async () => {
  ({ ota, owner, crew, organization } = await startTeam('Paper Lanterns', { crew: 'crew' }));
  show = uuid7();
  await insert(owner, 'shows', {
    id: show,
    title: 'Lantern Night',
    date: '2027-05-01',
    city: 'Gent',
    country: 'BE',
  });
  await insert(owner, 'show_financials', {
    show_id: show,
    currency: 'EUR',
    guarantee_minor: 777700,
    deal: 'flat',
  });
  await insert(owner, 'expenses', expense('Owner dinner', 8800));
  await insert(crew, 'expenses', { ...expense('Crew batteries', 1290), owner_id: crew.user.id });
  device = await openDevice(ota, { size: 'phone' });
});
after(() => end(ota));

const expense = (description, amount_minor) => ({
  show_id: show,
  spent_on: '2027-05-01',
  category: 'other',
  description,
  amount_minor,
  currency: 'EUR',
  payment: 'card',
  status: 'draft',
});

const insert = (person, table, values) => add(person, organization, table, values);

async function setRole(role) {
  const { error } = await owner.client
    .from('memberships')
    .update({ role })
    .eq('organization_id', organization)
    .eq('user_id', crew.user.id);
  assert.equal(error, null);
}

const headings = () => device.page.locator('main section.section h2:visible').allInnerTexts();
const descriptions = async () =>
  (await device.rows(organization, 'expenses')).map(({ description }) => description).sort();

/** The stores that hold anything, by name, without those that every device has. */
async function moneyStored() {
  const all = await device.stored();
  return JSON.stringify(all).match(MONEY)?.[0] === undefined
    ? []
    : Object.entries(all).flatMap(([database, stores]) =>
        Object.entries(stores)
          .filter(
            ([store, rows]) =>
              MONEY.test(JSON.stringify(rows)) || (MONEY.test(store) && rows.length > 0),
          )
          .map(([store]) => `${database}/${store}`),
      );
}

/** Waits until nobody's money but the device owner's own expense is left in storage. */
async function untilOwnOnly() {
  await eventually(async () => {
    const isOwn = (await descriptions()).join() === 'Crew batteries';
    return isOwn && (await moneyStored()).length === 0 ? true : undefined;
  }, 'no money of others in storage');
}

test('crew sees the show and own expenses, and no money, not even in storage', async () => {
  await device.enter(ota, crew.email);
  await device.visit(`/shows/${show}`);
  await device.on('Lantern Night');
  assert.deepEqual(await headings(), ['Schedule', 'Tasks', 'Notes', 'Venue', 'Expenses']);
  assert.deepEqual(await descriptions(), ['Crew batteries']);
  assert.deepEqual(await moneyStored(), []);
  assert.equal((await device.page.content()).includes('7,777'), false);
  await device.visit(`/shows/${show}/money`);
  await device.page.locator('no-access').waitFor();
  await device.visit(`/shows/${show}/edit`);
  await device.page.locator('no-access').waitFor();
});

test('a promotion brings the money at once, a demotion takes it away from the device', async () => {
  await device.visit(`/shows/${show}`);
  await setRole('manager');
  await device.page.getByText('€7,777.00').waitFor();
  assert.deepEqual(await descriptions(), ['Crew batteries', 'Owner dinner']);
  await setRole('crew');
  await device.page.getByText('€7,777.00').waitFor({ state: 'detached' });
  await untilOwnOnly();
});

test('a role lost while offline: what waited is refused and said, the rows go', async () => {
  await setRole('manager');
  await device.page.getByText('€7,777.00').waitFor();
  await device.says('Up to date');
  await device.offline();
  await device.says('Offline');
  await device.visit(`/shows/${show}/edit`);
  await device.page.getByLabel('City', { exact: true }).fill('Brugge');
  await device.page.getByRole('button', { name: 'Save', exact: true }).click();
  await device.says('Offline, 1 change waiting');
  await setRole('crew');
  await device.offline(false);
  await device.says('1 change needs a look');
  const [kept] = await device.rows(organization, 'shows');
  assert.deepEqual([kept.city, kept.local], ['Gent', 'synced']);
  await untilOwnOnly();
  await device.visit('/conflicts');
  assert.deepEqual(await headings(), ['Not accepted']);
  await device.page.getByRole('button', { name: 'Seen' }).click();
  await device.page.getByText('Nothing to decide').waitFor();
  await device.says('Up to date');
});

test('a server that fails or forgets the session takes nothing from the device', async () => {
  device.allow(/the server responded with a status of (401|500|502|503)/);
  const before = await device.rows(organization, 'shows');
  for (const status of [500, 401, 403, 200]) {
    let asked = 0;
    await device.context.route('**/api/sync*', (route) => {
      asked += 1;
      return route.fulfill({ status, contentType: 'text/html', body: '<h1>Proxy</h1>' });
    });
    device.allow(/the server responded with a status of 403/);
    await device.goto('/settings/sync');
    await device.page.getByRole('button', { name: 'Sync now' }).click();
    await eventually(() => (asked > 0 ? true : undefined), `a request that is answered ${status}`);
    assert.deepEqual(await device.rows(organization, 'shows'), before, `after ${status}`);
    await device.context.unroute('**/api/sync*');
  }
  await device.goto('/settings/sync');
  await device.says('Up to date');
});

test('who is removed from the organization keeps nothing of it', async () => {
  device.allow(/the server responded with a status of 403/);
  await device.visit('/today');
  const { error } = await owner.client
    .from('memberships')
    .delete()
    .eq('organization_id', organization)
    .eq('user_id', crew.user.id);
  assert.equal(error, null);
  await device.page.waitForURL('**/organizations/new');
  await device.on('Welcome. Who is touring?');
  const all = await device.stored();
  assert.deepEqual(Object.keys(all), ['ota']);
  assert.equal(JSON.stringify(all).includes('Lantern Night'), false);
  assert.equal(JSON.stringify(all).includes(organization), false);
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(device.troubles(), []);
});
