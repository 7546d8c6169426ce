// Pulling, snapshots and checksums: what a client ends with equals what the database would show it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, ben, crew, organization;

const TABLES = [
  'organizations',
  'billing_details',
  'memberships',
  'invitations',
  'people',
  'person_profiles',
  'artists',
  'tours',
  'venues',
  'shows',
  'days',
  'show_financials',
  'schedule_items',
  'expenses',
  'travel',
  'conflicts',
  'contacts',
  'schedule_templates',
  'labour_calls',
  'acknowledgements',
  'share_links',
  'tasks',
  'notes',
  'advance_templates',
  'advances',
  'advance_answers',
  'guest_lists',
  'guests',
  'doors',
  'door_shares',
  'admissions',
  'travel_passengers',
  'stays',
  'rooms',
  'room_guests',
  'stages',
  'holds',
  'radius_clauses',
  'deals',
  'ticket_tiers',
  'show_costs',
  'adjustments',
  'merch_counts',
  'settlements',
  'settlement_signatures',
  'disputes',
  'settlement_runs',
  'per_diem_rules',
  'per_diems',
  'budget_lines',
  'commissions',
  'invoices',
  'payments',
  'partnerships',
  'partner_shares',
  'partner_artists',
  'partner_dates',
];

before(async () => {
  ota = await start();
  ({ owner: anna, ben, crew, organization } = await ota.team({ ben: 'manager', crew: 'crew' }));
});
after(() => ota?.stop());

const device = (person) => new SyncClient(ota, person, organization);
const expense = (values = {}) => ({
  spent_on: '2026-05-12',
  category: 'fuel',
  amount_minor: 4200,
  currency: 'EUR',
  ...values,
});
const byId = (rows) => Object.fromEntries(rows.map((row) => [row.id, row]));

/** All of a person's rows over REST. */
async function restRows(person, table) {
  const { data, error } = await person.client
    .from(table)
    .select()
    .eq(table === 'organizations' ? 'id' : 'organization_id', organization);
  assert.equal(error, null);
  return data;
}

async function assertEqualToRest(client) {
  for (const table of TABLES)
    assert.deepEqual(byId(client.table(table)), byId(await restRows(client.person, table)), table);
}

describe('pulling', () => {
  test('from the beginning gives the rows that REST gives', async () => {
    const writer = device(anna);
    const tour = await writer.insert('tours', { name: 'Paper Lanterns in May' });
    await writer.insert('shows', show({ tour_id: tour.id, doors_at: '2026-05-12T19:00:00+02:00' }));
    await writer.insert('venues', { name: 'Molotow', latitude: 53.55, capacity: 300 });
    const reader = device(ben);
    reader.cursor = '1.0';
    await reader.pull();
    await assertEqualToRest(reader);
    assert.equal(reader.cursor, reader.last.head);
  });

  test('a row that changed several times comes once, as it is now', async () => {
    const writer = device(anna);
    const reader = device(ben);
    await reader.snapshot();
    const { id } = await writer.insert('shows', show({ notes: 'one' }));
    await writer.update('shows', id, { notes: 'two' });
    await writer.update('shows', id, { notes: 'three' });
    const changes = (await reader.pull()).filter((change) => change.id === id);
    assert.equal(changes.length, 1);
    assert.equal(changes[0].op, 'put');
    assert.equal(changes[0].row.notes, 'three');
  });

  test('a deleted row comes as a delete, with its parts', async () => {
    const writer = device(anna);
    const { id } = await writer.insert('shows', show());
    const item = await writer.insert('schedule_items', {
      show_id: id,
      kind: 'doors',
      title: 'Doors',
      starts_at: '2026-05-12T19:00:00Z',
      zone: 'Europe/Berlin',
    });
    const reader = device(ben);
    await reader.snapshot();
    assert.ok(reader.rows.has(`schedule_items/${item.id}`));
    await writer.remove('shows', id, (await reader.rows.get(`shows/${id}`)).seq);
    const ops = Object.fromEntries((await reader.pull()).map((change) => [change.id, change.op]));
    assert.equal(ops[id], 'delete');
    assert.equal(ops[item.id], 'delete');
  });

  test('pages hold whole commits, go on where they ended and miss nothing', async () => {
    const writer = device(anna);
    const reader = device(ben);
    await reader.snapshot();
    const notes = 'x'.repeat(4000);
    const wanted = new Set();
    for (let i = 0; i < 20; i += 1) {
      const ids = [uuid7(), uuid7()];
      ids.forEach((id) => wanted.add(id));
      await writer.push(
        ...ids.map((id) => writer.mutation('insert', 'shows', id, show({ notes }))),
      );
    }
    let pages = 0;
    for (;;) {
      const { status, body } = await reader.post(reader.request({ max_bytes: 16_384 }));
      assert.equal(status, 200);
      pages += 1;
      const seen = body.changes.filter((change) => wanted.delete(change.id)).length;
      assert.equal(seen % 2, 0, 'half of a commit came');
      reader.cursor = body.cursor;
      if (!body.more) break;
    }
    assert.equal(wanted.size, 0);
    assert.ok(pages > 1, `${pages} pages`);
  });

  test('a cursor of another epoch is told to take a snapshot', async () => {
    const reader = device(ben);
    const { status, body } = await reader.post(reader.request({ cursor: '99.1' }));
    assert.equal(status, 410);
    assert.equal(body.code, 'sync_horizon');
  });

  test('a push without a cursor answers results only', async () => {
    const writer = device(anna);
    const { body } = await writer.post(
      writer.request({
        mutations: [writer.mutation('insert', 'tours', uuid7(), { name: 'Only pushed' })],
      }),
    );
    assert.equal(body.results[0].status, 'applied');
    assert.deepEqual(body.changes, []);
    assert.equal(body.cursor, null);
    assert.match(body.head, /^\d+\.\d+$/);
  });
});

describe('what a role may read', () => {
  test('crew never gets financials, only own expenses, and equals REST', async () => {
    const writer = device(anna);
    const { id } = await writer.insert('shows', show());
    const money = await writer.insert('show_financials', {
      show_id: id,
      currency: 'EUR',
      guarantee_minor: 100_000,
    });
    const foreign = await writer.insert('expenses', expense());
    const own = await device(crew).insert('expenses', expense());
    assert.equal(money.result.status, 'applied');
    assert.equal(own.result.status, 'applied');
    for (const fill of ['snapshot', 'pull']) {
      const reader = device(crew);
      reader.cursor = '1.0';
      await reader[fill]();
      assert.equal(reader.table('show_financials').length, 0, fill);
      assert.ok(reader.rows.has(`expenses/${own.id}`), fill);
      assert.ok(!reader.rows.has(`expenses/${foreign.id}`), fill);
      await assertEqualToRest(reader);
    }
  });

  test('an expense given to somebody else is revoked from its former owner', async () => {
    const theirs = device(crew);
    const { id } = await theirs.insert('expenses', expense());
    await theirs.snapshot();
    assert.ok(theirs.rows.has(`expenses/${id}`));
    const { seq } = theirs.rows.get(`expenses/${id}`);
    assert.equal(
      (await device(anna).update('expenses', id, { owner_id: anna.user.id }, seq)).status,
      'applied',
    );
    const change = (await theirs.pull()).find((one) => one.id === id);
    assert.equal(change.op, 'revoke');
    assert.equal(change.row, undefined);
  });

  test('a changed role arrives as the row of the membership, and each answer says its own', async () => {
    const dora = await ota.person('dora');
    await ota.join(anna, organization, dora, 'manager');
    const reader = device(dora);
    await reader.snapshot();
    await reader.pull();
    assert.equal(reader.last.role, 'manager');
    const [own] = reader.table('memberships').filter((row) => row.user_id === dora.user.id);
    await device(anna).update('memberships', own.id, { role: 'crew' }, own.seq);
    await reader.pull();
    assert.equal(reader.rows.get(`memberships/${own.id}`).role, 'crew');
    assert.equal(reader.last.role, 'crew');
    const { tables } = (await reader.snapshotLines())[0];
    assert.ok(!tables.includes('show_financials'));
  });

  test('who was removed gets 403 with purge from push, pull and snapshot', async () => {
    const emil = await ota.person('emil');
    await ota.join(anna, organization, emil, 'manager');
    const theirs = device(emil);
    await theirs.snapshot();
    const [own] = theirs.table('memberships').filter((row) => row.user_id === emil.user.id);
    const { error } = await anna.client.from('memberships').delete().eq('id', own.id);
    assert.equal(error, null);
    const mutations = [theirs.mutation('insert', 'tours', uuid7(), { name: 'Too late' })];
    for (const body of [theirs.request(), theirs.request({ mutations })]) {
      const answer = await theirs.post(body);
      assert.equal(answer.status, 403, answer.text);
      assert.deepEqual([answer.body.code, answer.body.purge], ['no_membership', true]);
    }
    const snapshot = await ota.call('GET', `/api/sync/snapshot?organization_id=${organization}`, {
      token: emil.token,
    });
    assert.equal(snapshot.status, 403);
    assert.equal(snapshot.body.purge, true);
    const { data } = await anna.client.from('tours').select().eq('name', 'Too late');
    assert.deepEqual(data, []);
  });
});

describe('snapshots', () => {
  test('hold the rows of REST, counts and checksums, and the log goes on from their head', async () => {
    const reader = device(anna);
    const lines = await reader.snapshot();
    await assertEqualToRest(reader);
    for (const [table, { count }] of Object.entries(reader.checksums))
      assert.equal(count, reader.table(table).length, table);
    assert.equal(lines.at(-1).end, true);
    await device(ben).insert('tours', { name: 'After the snapshot' });
    await reader.pull({ checksums: true });
    await assertEqualToRest(reader);
  });

  test('the checksums of a snapshot and of a pull at the same head are equal', async () => {
    const [one, two] = [device(anna), device(anna)];
    await one.snapshot();
    two.cursor = '1.0';
    await two.pull({ checksums: true });
    assert.deepEqual(two.last.checksums, one.checksums);
  });

  test('resumed behind any row they bring exactly the rest and the same checksums', async () => {
    const whole = await device(anna).snapshotLines();
    const [{ head }] = whole;
    const isRow = (line) => line.id !== undefined && line.seq !== undefined;
    let table;
    const rows = [];
    for (const line of whole) {
      if (line.table && !line.id) ({ table } = line);
      else if (isRow(line)) rows.push([table, line.id]);
    }
    for (const at of [0, Math.floor(rows.length / 2), rows.length - 1]) {
      const [afterTable, id] = rows[at];
      const rest = await device(anna).snapshotLines(`&after=${afterTable},${id}&head=${head}`);
      assert.deepEqual(
        rest.filter(isRow).map((line) => line.id),
        rows.slice(at + 1).map(([, one]) => one),
      );
      assert.deepEqual(rest.at(-1), whole.at(-1));
      assert.equal(rest[0].head, head);
    }
  });

  test('what the first screen shows comes first, and once more with the rest', async () => {
    const writer = device(anna);
    const venue = await writer.insert('venues', { name: 'Uebel & Gefährlich' });
    const elsewhere = await writer.insert('venues', { name: 'Far away' });
    const tour = await writer.insert('tours', {
      name: 'Now',
      starts_on: '2030-05-01',
      ends_on: '2030-05-31',
    });
    const past = await writer.insert('tours', {
      name: 'Past',
      starts_on: '2020-05-01',
      ends_on: '2020-05-31',
    });
    const on = await writer.insert(
      'shows',
      show({ date: '2030-05-12', tour_id: tour.id, venue_id: venue.id }),
    );
    const next = await writer.insert('shows', show({ date: '2031-08-01' }));
    const old = await writer.insert(
      'shows',
      show({ date: '2020-05-12', tour_id: past.id, venue_id: elsewhere.id }),
    );
    const doors = (show_id) =>
      writer.insert('schedule_items', {
        show_id,
        kind: 'doors',
        title: 'Doors',
        starts_at: '2030-05-12T17:00:00Z',
        zone: 'Europe/Berlin',
      });
    const [onItem, oldItem] = [await doors(on.id), await doors(old.id)];
    const lines = await device(ben).snapshotLines('&first=2030-05-12');
    const end = lines.findIndex((line) => line.part === 'rest');
    const first = new Set(lines.slice(0, end).map(({ id }) => id));
    for (const wanted of [organization, venue.id, tour.id, on.id, next.id, onItem.id])
      assert.ok(first.has(wanted));
    for (const later of [elsewhere.id, past.id, old.id, oldItem.id]) assert.ok(!first.has(later));
    assert.deepEqual(lines[0].tables, TABLES);
    const rest = [lines[0], ...lines.slice(end + 1)];
    assert.deepEqual(rest, await device(ben).snapshotLines());
    assert.equal(lines[0].rows, rest.filter(({ seq }) => seq !== undefined).length);
  });

  test('torn in its first part it is asked for anew, torn behind it only the rest is sent', async () => {
    const lines = await device(anna).snapshotLines('&first=2030-05-12');
    const [{ head }] = lines;
    assert.deepEqual(await device(anna).snapshotLines('&first=2030-05-12'), lines);
    const end = lines.findIndex((line) => line.part === 'rest');
    const at = lines.findIndex((line, i) => i > end && line.id);
    const [{ table }, { id }] = [lines[at - 1], lines[at]];
    const rest = await device(anna).snapshotLines(`&after=${table},${id}&head=${head}`);
    assert.deepEqual(rest.at(-1), lines.at(-1));
    assert.ok(!rest.some(({ part }) => part));
    assert.deepEqual(
      rest.filter(({ seq }) => seq !== undefined).map((row) => row.id),
      lines
        .slice(at + 1)
        .filter(({ seq }) => seq !== undefined)
        .map((row) => row.id),
    );
  });

  test('the first part has nothing that the role may not read', async () => {
    const writer = device(anna);
    const { id } = await writer.insert('shows', show({ date: '2030-05-12' }));
    await writer.insert('show_financials', {
      show_id: id,
      currency: 'EUR',
      guarantee_minor: 4_711_000,
    });
    const lines = await device(crew).snapshotLines('&first=2030-05-12');
    assert.ok(lines.some((line) => line.part === 'rest'));
    assert.ok(lines.some((line) => line.id === id));
    assert.ok(!JSON.stringify(lines).includes('4711000'));
  });

  test('bad questions are named', async () => {
    for (const query of [
      '',
      '?organization_id=7',
      `?organization_id=${organization}&after=shows`,
      `?organization_id=${organization}&after=secrets,${uuid7()}&head=1.1`,
      `?organization_id=${organization}&head=soon`,
      `?organization_id=${organization}&first=soon`,
      `?organization_id=${organization}&first=2030-05-12&after=shows,${uuid7()}&head=1.1`,
      `?organization_id=${organization}&schema=newest`,
    ]) {
      const { status, body } = await ota.call('GET', `/api/sync/snapshot${query}`, {
        token: anna.token,
      });
      assert.equal(status, 400, query);
      assert.ok(body.message.length > 10);
    }
  });
});

test('eight writers and pollers: nothing is missed and nothing comes twice', async () => {
  const writers = await Promise.all(
    [anna, ben, anna, ben, anna, ben, anna, ben].map(async (person) => device(person)),
  );
  const pollers = [device(anna), device(ben)];
  await Promise.all(pollers.map((poller) => poller.snapshot()));
  const written = new Map();
  let isWriting = true;
  const write = async (writer, index) => {
    for (let i = 0; i < 15; i += 1) {
      const id = uuid7();
      const size = 1 + ((index + i) % 3);
      const mutations = Array.from({ length: size }, (_, k) =>
        writer.mutation('insert', 'people', k ? uuid7() : id, { name: `${index}.${i}.${k}` }),
      );
      const results = await writer.push(...mutations);
      results.forEach((result, k) => {
        assert.equal(result.status, 'applied');
        written.set(mutations[k].id, result.seq);
      });
    }
  };
  const poll = async (poller) => {
    const seen = [];
    while (isWriting) seen.push(...(await poller.pull()));
    seen.push(...(await poller.pull()));
    return seen;
  };
  const polling = pollers.map(poll);
  await Promise.all(writers.map(write));
  isWriting = false;
  for (const seen of await Promise.all(polling)) {
    const people = seen.filter((change) => change.table === 'people');
    assert.equal(new Set(people.map((change) => change.id)).size, people.length);
    assert.deepEqual(
      Object.fromEntries(people.map((change) => [change.id, change.row.seq])),
      Object.fromEntries(written),
    );
  }
});
