// A device of release 1 with changes that wait: told to update, updated, and nothing of it is lost.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { golden } from '../golden/golden.mjs';
import { chapters, end, eventually, openDevice, startServer, uuid7 } from './lib.mjs';

const test = chapters();
/** What the stores of release 1 have as keys; the app of now adds what else it looks things up by. */
const KEYS = {
  outbox: 'n',
  refusals: 'n',
  history: 'n',
  meta: 'key',
  base: ['table', 'id'],
  ...Object.fromEntries(Object.keys(golden('schema-1.json').tables).map((table) => [table, 'id'])),
};
/** What stands for rows that only a server makes is left out here; tests/api sends it. */
const STANDING = new Set(['memberships', 'conflicts']);
let ota;
let person;
let organization;
let phone;
let waiting;

before(async () => {
  ota = await startServer();
  person = await ota.person('release');
  organization = (await ota.organization(person, 'Release One')).id;
  const outbox = golden('outbox-1.json', { organization, user: person.user.id });
  waiting = outbox.waiting
    .filter(({ table }) => !STANDING.has(table))
    .map((entry, i) => ({ ...entry, n: i + 1 }));
  phone = await openDevice(ota, { size: 'phone' });
  await phone.page.goto('/healthz');
  await phone.page.evaluate(leave, {
    name: `ota:${person.user.id}:${organization}`,
    keys: KEYS,
    waiting,
    rows: seen(),
    client: uuid7(),
  });
});
after(() => end(ota));

/** The rows as the device shows them: what it wrote, on top of nothing. */
function seen() {
  const rows = new Map();
  for (const { table, op, id, values } of waiting) {
    const key = `${table} ${id}`;
    if (op === 'delete') rows.delete(key);
    else if (op === 'insert' || rows.has(key)) {
      const row = { ...rows.get(key)?.row, ...values, id, seq: 0, local: 'pending' };
      rows.set(key, { table, id, row });
    }
  }
  return [...rows.values()];
}

/** In the page: the database as release 1 made it, version 1 in Dexie's counting. */
function leave({ name, keys, waiting, rows, client }) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 10);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(keys))
        opening.result.createObjectStore(store, { keyPath });
      const outbox = opening.transaction.objectStore('outbox');
      outbox.createIndex('[table+id]', ['table', 'id']);
      outbox.createIndex('state', 'state');
      for (const entry of waiting) outbox.add(entry);
      for (const { table, id, row } of rows) {
        opening.transaction.objectStore(table).add(row);
        opening.transaction.objectStore('base').add({ table, id, row: null });
      }
      const meta = opening.transaction.objectStore('meta');
      meta.add({ key: 'last_n', value: waiting.length });
      meta.add({ key: 'client_id', value: client });
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

test('a server that no longer takes the version gets nothing and takes nothing', async () => {
  const { page } = phone;
  phone.allow(/Failed to load resource: the server responded with a status of 426|favicon\.ico/);
  await page.route('**/api/sync', (route) =>
    route.fulfill({ status: 426, json: { code: 'client_too_old', message: 'too old' } }),
  );
  await phone.signIn(ota, person.email);
  await phone.says('Update the app to sync');
  const kept = await phone.rows(organization, 'outbox');
  assert.deepEqual(
    kept.map(({ n, state }) => [n, state]),
    waiting.map(({ n }) => [n, 'waiting']),
  );
});

test('after the update all that waited is sent and nothing is refused', async () => {
  const { page } = phone;
  await page.unroute('**/api/sync');
  await page.reload();
  await eventually(async () => {
    const left = await phone.rows(organization, 'outbox');
    return left.length === 0 ? true : undefined;
  }, 'the outbox to be empty');
  assert.deepEqual(await phone.rows(organization, 'refusals'), []);
  await phone.says('Up to date');
  const { data } = await person.client.from('travel').select();
  const leg = waiting.find(({ table, op }) => table === 'travel' && op === 'insert');
  const own = data.find(({ id }) => id === leg.id);
  assert.deepEqual([own.visibility, own.seat], ['assigned', 'seat changed']);
  assert.equal((await phone.rows(organization, 'travel')).length, data.length);
  assert.deepEqual(phone.troubles(), []);
});
