// A new device on a slow network: today is there long before everything is, and the rest is counted.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, openDevice, startServer, uuid7 } from './lib.mjs';

const test = chapters();
const SHOWS = 4000;
const SLOW = {
  offline: false,
  latency: 50,
  downloadThroughput: 150_000,
  uploadThroughput: 150_000,
};
const FAST = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
let ota;
let organization;
let phone;
let network;

async function fill({ client }) {
  const venue = {
    organization_id: organization,
    id: uuid7(),
    name: 'Harbour Stage',
    city: 'Bremen',
  };
  const shows = Array.from({ length: SHOWS }, (_, i) => ({
    organization_id: organization,
    id: uuid7(),
    title: `Show ${i}`,
    date: '2031-06-01',
    notes: 'Long notes. '.repeat(100),
  }));
  const today = {
    ...shows[0],
    id: uuid7(),
    date: '2026-05-12',
    venue_id: venue.id,
    title: 'Tonight',
  };
  const doors = {
    organization_id: organization,
    id: uuid7(),
    show_id: today.id,
    kind: 'doors',
    title: 'Doors open',
    starts_at: '2026-05-12T18:00:00Z',
    zone: 'Europe/Berlin',
  };
  const write = async (table, rows) => {
    const { error } = await client.from(table).insert(rows);
    assert.equal(error, null);
  };
  await write('venues', [venue]);
  await write('shows', [today]);
  await write('schedule_items', [doors]);
  for (let at = 0; at < SHOWS; at += 500) await write('shows', shows.slice(at, at + 500));
}

before(async () => {
  ota = await startServer();
  const person = await ota.person('first');
  organization = (await ota.organization(person, 'First Light')).id;
  await fill(person);
  phone = await openDevice(ota, { size: 'phone', at: '2026-05-12T16:00:00Z' });
  await phone.goto('/sign-in');
  await phone.untilInstalled();
  network = await phone.context.newCDPSession(phone.page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', SLOW);
  await phone.signIn(ota, person.email);
});
after(() => end(ota));

test('today is shown while most of the organization is still to come', async () => {
  const { page } = phone;
  await phone.on('Harbour Stage');
  await page.locator('time-line').getByText('Doors open').waitFor();
  await page.locator('header.top', { hasText: /Loading the rest, \d+ %/ }).waitFor();
  const [{ length: shows }, meta] = await Promise.all([
    phone.rows(organization, 'shows'),
    phone.rows(organization, 'meta'),
  ]);
  const kept = Object.fromEntries(meta.map(({ key, value }) => [key, value]));
  assert.ok(shows > 0 && shows < SHOWS, `${shows} shows`);
  assert.equal(kept.cursor ?? null, null);
  assert.equal(kept.has_first, true);
});

test('the rest arrives behind it, whole', async () => {
  await network.send('Network.emulateNetworkConditions', FAST);
  await phone.says('Up to date');
  assert.equal((await phone.rows(organization, 'shows')).length, SHOWS + 1);
  assert.deepEqual(phone.troubles(), []);
});
