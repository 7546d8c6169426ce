// A hundred thousand rows on a slow phone: the first download, today, and a change of one's own.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, openDevice, startServer } from './lib.mjs';
import { databaseOf } from './sim_database.mjs';

const ROWS = Number(process.env.SIM_ROWS ?? 100_000);
const ITEMS_A_SHOW = 9;
const SLOWER = 4;
/** For a machine that does other things, too: what is promised is that it works. */
const WITHIN_MS = 400_000;

const test = chapters();
let ota;
let anna;
let organization;
let phone;

/** Shows around today with their schedules, as they would be after many years. */
const seedSql = (shows) => `
  set session_replication_role = replica;
  insert into public.shows (organization_id, id, title, date, status, city, capacity, updated_at, seq)
    select '${organization}', ('01900000-0000-7000-a000-' || lpad(g::text, 12, '0'))::uuid,
           case g when 1 then 'Lantern Night' else 'Show ' || g end,
           current_date + (g - 1) % 4000 - case when g % 4000 = 1 then 0 else 3900 end,
           'confirmed', 'City ' || g % 50, 500, now() - interval '1 year', 1
      from generate_series(1, ${shows}) g;
  insert into public.schedule_items (organization_id, id, show_id, kind, title, starts_at, zone, updated_at, seq)
    select '${organization}', ('01900000-0000-7000-b000-' || lpad(g::text, 12, '0'))::uuid,
           ('01900000-0000-7000-a000-' || lpad((1 + g % ${shows})::text, 12, '0'))::uuid,
           'call', 'Item ' || g, now() + g * interval '1 hour',
           'Europe/Berlin', now() - interval '1 year', 1
      from generate_series(1, ${shows * ITEMS_A_SHOW}) g;`;

/** In the page: how many rows of each kind the organization's database holds. */
async function countRows(id) {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const { name } = (await indexedDB.databases()).find((one) => one.name.endsWith(`:${id}`));
  const database = await answer(indexedDB.open(name));
  const counts = {};
  for (const store of ['shows', 'schedule_items'])
    counts[store] = await answer(database.transaction(store).objectStore(store).count());
  database.close();
  return counts;
}

before(async () => {
  ota = await startServer();
  anna = await ota.person('anna');
  organization = (await ota.organization(anna, 'Long Road')).id;
  databaseOf(ota)(seedSql(ROWS / (1 + ITEMS_A_SHOW)));
  phone = await openDevice(ota, { size: 'phone' });
  phone.context.setDefaultTimeout(WITHIN_MS);
  const session = await phone.context.newCDPSession(phone.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
});
after(() => end(ota));

test('a new device shows today long before it has everything', async (t) => {
  await phone.signIn(ota, anna.email);
  const began = performance.now();
  await phone.page.getByText('Lantern Night').first().waitFor();
  t.diagnostic(`today after ${Math.round(performance.now() - began)} ms`);
  const early = await phone.page.evaluate(countRows, organization);
  assert.ok(early.shows + early.schedule_items < ROWS / 2, JSON.stringify(early));
  await phone.says('Up to date');
  t.diagnostic(`${ROWS} rows after ${Math.round(performance.now() - began)} ms`);
  const counts = await phone.page.evaluate(countRows, organization);
  assert.deepEqual(counts, { shows: ROWS / 10, schedule_items: (ROWS / 10) * ITEMS_A_SHOW });
});

test('a change of one’s own is seen, sent and still there when the app opens again', async (t) => {
  const { page } = phone;
  await phone.visit('/tours/new');
  await page.getByLabel('Name', { exact: true }).fill('Slow Satellites');
  const began = performance.now();
  await page.getByRole('button', { name: 'Create tour' }).click();
  await phone.on('Slow Satellites');
  t.diagnostic(`a new tour is seen after ${Math.round(performance.now() - began)} ms`);
  await phone.says('Up to date');
  const { data } = await anna.client
    .from('tours')
    .select('name')
    .eq('organization_id', organization);
  assert.deepEqual(data, [{ name: 'Slow Satellites' }]);
  const reopened = performance.now();
  await page.reload();
  await phone.on('Slow Satellites');
  t.diagnostic(`opened again after ${Math.round(performance.now() - reopened)} ms`);
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(phone.troubles(), []);
});
