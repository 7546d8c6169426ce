// Pushing mutations: exactly once, merged, told apart, refused without holding up the rest.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, ben, crew, organization;

before(async () => {
  ota = await start();
  ({ owner: anna, ben, crew, organization } = await ota.team({ ben: 'manager', crew: 'crew' }));
});
after(() => ota?.stop());

const device = (person) => new SyncClient(ota, person, organization);

async function row(table, id) {
  const { data, error } = await anna.client.from(table).select().eq('id', id);
  assert.equal(error, null);
  return data[0];
}

/** A show that both have seen, and a device each. */
async function sharedShow(values) {
  const [mine, theirs] = [device(anna), device(ben)];
  const { id, result } = await mine.insert(
    'shows',
    show({ city: 'Hamburg', capacity: 400, ...values }),
  );
  assert.equal(result.status, 'applied');
  return { id, base: result.seq, mine, theirs };
}

describe('exactly once', () => {
  test('an insert is applied and its row carries the seq of the result', async () => {
    const { id, result } = await device(anna).insert('shows', show());
    assert.equal(result.status, 'applied');
    const stored = await row('shows', id);
    assert.equal(stored.title, 'Molotow');
    assert.equal(stored.seq, result.seq);
    assert.equal(stored.created_by, anna.user.id);
  });

  test('a mutation sent again has the same result and no second effect', async () => {
    const mine = device(anna);
    const { id } = await mine.insert('shows', show({ notes: 'first' }));
    const change = mine.mutation('update', 'shows', id, { notes: 'second' });
    const first = await mine.push(change);
    await device(ben).update('shows', id, { notes: 'third' }, first[0].seq);
    const again = await mine.push(change);
    assert.deepEqual(again, first);
    assert.equal((await row('shows', id)).notes, 'third');
  });

  test('a batch that overlaps what was done replays the old part and applies the new', async () => {
    const mine = device(anna);
    const one = mine.mutation('insert', 'tours', uuid7(), { name: 'One' });
    const two = mine.mutation('insert', 'tours', uuid7(), { name: 'Two' });
    const [first] = await mine.push(one);
    const results = await mine.push(one, two);
    assert.deepEqual(results[0], first);
    assert.equal(results[1].status, 'applied');
    assert.equal((await row('tours', two.id)).name, 'Two');
  });

  test('a gap is refused with the number that is expected, and nothing is written', async () => {
    const mine = device(anna);
    const early = {
      n: 3,
      table: 'tours',
      op: 'insert',
      id: uuid7(),
      base_seq: 0,
      values: { name: 'X' },
    };
    const { status, body } = await mine.post(mine.request({ mutations: [early] }));
    assert.equal(status, 409);
    assert.equal(body.code, 'sync_gap');
    assert.equal(body.expected, 1);
    assert.equal(await row('tours', early.id), undefined);
  });

  test('a client id belongs to one user', async () => {
    const mine = device(anna);
    await mine.insert('tours', { name: 'Mine' });
    const thief = new SyncClient(ota, ben, organization, mine.clientId);
    thief.n = 1;
    const stolen = thief.mutation('insert', 'tours', uuid7(), { name: 'Stolen' });
    const { status, body } = await thief.post(thief.request({ mutations: [stolen] }));
    assert.equal(status, 403);
    assert.equal(body.code, 'no_access');
    assert.equal(body.purge, undefined);
  });
});

describe('two people on one row', () => {
  test('edits of different fields are merged', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    assert.equal((await theirs.update('shows', id, { city: 'Berlin' }, base)).status, 'applied');
    const result = await mine.update('shows', id, { capacity: 500 }, base);
    // base is anna's own insert; ben's city came after it
    assert.equal(result.status, 'merged');
    const { city, capacity } = await row('shows', id);
    assert.deepEqual({ city, capacity }, { city: 'Berlin', capacity: 500 });
  });

  test('edits of the same field: the first stays, both values are kept as a conflict', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    await theirs.update('shows', id, { city: 'Berlin' }, base);
    const result = await mine.update('shows', id, { city: 'Kiel', capacity: 450 }, base);
    assert.equal(result.status, 'conflict');
    assert.deepEqual(result.fields, ['city']);
    const { city, capacity } = await row('shows', id);
    assert.deepEqual({ city, capacity }, { city: 'Berlin', capacity: 450 });
    const conflict = await row('conflicts', result.conflict_id);
    assert.deepEqual(conflict.fields, [
      { field: 'city', base: 'Hamburg', mine: 'Kiel', theirs: 'Berlin' },
    ]);
    assert.equal(conflict.kind, 'edit');
    assert.equal(conflict.owner_id, anna.user.id);
    assert.equal(conflict.their_actor_id, ben.user.id);
    assert.equal(conflict.client_id, mine.clientId);
    assert.equal(conflict.mutation_n, mine.n);
    assert.ok(conflict.their_name.length > 0);
    assert.ok(Date.parse(conflict.their_at) > Date.now() - 600_000);
  });

  test('the same value from both is no conflict, however an instant is written', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    await theirs.update('shows', id, { doors_at: '2026-05-12T19:00:00+02:00' }, base);
    const result = await mine.update('shows', id, { doors_at: '2026-05-12T17:00:00Z' }, base);
    assert.ok(['applied', 'merged'].includes(result.status), result.status);
  });

  test('own earlier mutations do not count as others', async () => {
    const { id, base, mine } = await sharedShow();
    await mine.update('shows', id, { city: 'Berlin' }, base);
    const result = await mine.update('shows', id, { city: 'Kiel' }, base);
    assert.equal(result.status, 'applied');
    assert.equal((await row('shows', id)).city, 'Kiel');
  });

  test('a delete does not take a row that somebody changed since', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    await theirs.update('shows', id, { city: 'Berlin' }, base);
    const result = await mine.remove('shows', id, base);
    assert.equal(result.status, 'conflict');
    assert.equal((await row('shows', id)).city, 'Berlin');
    assert.equal((await row('conflicts', result.conflict_id)).kind, 'delete');
  });

  test('an edit of a row that somebody deleted is kept as a conflict', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    assert.equal((await theirs.remove('shows', id, base)).status, 'applied');
    const result = await mine.update('shows', id, { city: 'Kiel' }, base);
    assert.equal(result.status, 'conflict');
    const conflict = await row('conflicts', result.conflict_id);
    assert.equal(conflict.kind, 'delete');
    assert.equal(conflict.fields[0].mine, 'Kiel');
    assert.equal(await row('shows', id), undefined);
  });

  test('deleting what is deleted is no conflict', async () => {
    const { id, base, mine, theirs } = await sharedShow();
    await theirs.remove('shows', id, base);
    assert.equal((await mine.remove('shows', id, base)).status, 'applied');
  });
});

describe('two devices that make the same row', () => {
  const laid = {
    title: 'Doors',
    date: '2026-05-12',
    city: 'Hamburg',
    doors_at: '2026-05-12T17:00:00Z',
  };

  /** Both without having heard of the other; Ben's came first. */
  async function madeTwice(values) {
    const [mine, theirs] = [device(anna), device(ben)];
    const { id, result: first } = await theirs.insert('shows', show(laid));
    assert.equal(first.status, 'applied');
    const { result } = await mine.insert('shows', show({ ...laid, ...values }), id);
    return { id, first, result, mine, theirs };
  }

  test('have one, and neither is refused', async () => {
    const { id, first, result } = await madeTwice({ doors_at: '2026-05-12T19:00:00+02:00' });
    assert.equal(result.status, 'merged');
    assert.equal((await row('shows', id)).seq, first.seq);
  });

  test('where they differ the first stands, and both values are kept', async () => {
    const { id, result } = await madeTwice({ city: 'Kiel', capacity: 300 });
    assert.equal(result.status, 'conflict');
    assert.deepEqual(result.fields.toSorted(), ['capacity', 'city']);
    const { city, capacity } = await row('shows', id);
    assert.deepEqual([city, capacity], ['Hamburg', null]);
    const { fields } = await row('conflicts', result.conflict_id);
    assert.deepEqual(
      fields.find(({ field }) => field === 'city'),
      { field: 'city', base: null, mine: 'Kiel', theirs: 'Hamburg' },
    );
  });

  test('what one of them then writes in it is an edit like any other', async () => {
    const { id, mine } = await madeTwice();
    const { status } = await mine.update('shows', id, { city: 'Kiel' }, 0);
    assert.equal(status, 'merged');
    assert.equal((await row('shows', id)).city, 'Kiel');
  });

  test('what the other has written in it since stands', async () => {
    const { id, mine, theirs, first } = await madeTwice();
    await theirs.update('shows', id, { city: 'Bremen' }, first.seq);
    const { status, fields } = await mine.update('shows', id, { city: 'Kiel' }, 0);
    assert.deepEqual([status, fields], ['conflict', ['city']]);
    assert.equal((await row('shows', id)).city, 'Bremen');
  });

  test('are refused where one may not see it, and where the server has to say', async () => {
    const spent = { spent_on: '2026-05-12', category: 'food', amount_minor: 900, currency: 'EUR' };
    const { id } = await device(ben).insert('expenses', spent);
    assert.equal((await device(crew).insert('expenses', spent, id)).result.code, 'duplicate');
    const { id: venue_id } = await device(ben).insert('venues', { name: 'Lantern Hall' });
    const asked = { venue_id, date: '2026-05-12', party: 'Night Run' };
    const { id: hold } = await device(ben).insert('holds', asked);
    assert.equal((await device(anna).insert('holds', asked, hold)).result.code, 'duplicate');
  });
});

describe('refusals', () => {
  test('an invalid mutation is refused by field and does not block the next', async () => {
    const mine = device(anna);
    const bad = mine.mutation(
      'insert',
      'shows',
      uuid7(),
      show({ title: '', capacity: 'many', colour: 1 }),
    );
    const good = mine.mutation('insert', 'shows', uuid7(), show());
    const [first, second] = await mine.push(bad, good);
    assert.equal(first.status, 'rejected');
    assert.equal(first.code, 'invalid');
    assert.deepEqual(first.fields.toSorted(), ['capacity', 'colour', 'title']);
    assert.equal(second.status, 'applied');
    assert.equal(await row('shows', bad.id), undefined);
  });

  test('fields that the server writes are refused', async () => {
    const { result } = await device(anna).insert(
      'shows',
      show({ seq: 1, created_by: anna.user.id }),
    );
    assert.equal(result.code, 'invalid');
    assert.deepEqual(result.fields.toSorted(), ['created_by', 'seq']);
  });

  test('an unknown table, a missing parent, a row that is there: each has its code', async () => {
    const mine = device(anna);
    assert.equal((await mine.insert('secrets', { name: 'x' })).result.code, 'invalid');
    const orphan = await mine.insert('shows', show({ tour_id: uuid7() }));
    assert.equal(orphan.result.code, 'missing_parent');
    const { id } = await mine.insert('tours', { name: 'Once' });
    assert.equal((await mine.insert('tours', { name: 'Twice' }, id)).result.code, 'duplicate');
    assert.equal((await mine.update('tours', uuid7(), { name: 'Nowhere' })).code, 'not_found');
  });

  test('a rule over several fields is told in its own words, not the database’s', async () => {
    const mine = device(anna);
    const stay = { name: 'Hotel Kiel', check_in_on: '2026-05-12', check_out_on: '2026-05-13' };
    const { id, result } = await mine.insert('stays', { ...stay, check_out_on: '2026-05-11' });
    assert.equal(result.code, 'invalid');
    assert.equal(result.message, 'Check-out is on the day of check-in or later: mend the dates.');
    assert.equal(await row('stays', id), undefined);
    const { id: kept } = await mine.insert('stays', stay);
    const changed = await mine.update('stays', kept, { check_in_on: '2026-05-14' });
    assert.match(changed.message, /^Check-out is on the day/);
  });

  test('crew may not write shows, and is told so by code', async () => {
    const { id, base } = await sharedShow();
    const theirs = device(crew);
    assert.equal((await theirs.insert('shows', show())).result.code, 'no_access');
    assert.equal((await theirs.update('shows', id, { city: 'Kiel' }, base)).code, 'no_access');
    assert.equal((await theirs.remove('shows', id, base)).code, 'no_access');
    assert.equal((await row('shows', id)).city, 'Hamburg');
  });

  test('a malformed mutation is refused alone, a malformed request as a whole', async () => {
    const mine = device(anna);
    const odd = { ...mine.mutation('insert', 'tours', uuid7(), { name: 'x' }), color: 'red' };
    const [result] = await mine.push(odd);
    assert.equal(result.code, 'invalid');
    assert.match(result.message, /color/);
    for (const [extra, words] of [
      [{ surprise: 1 }, /surprise/],
      [{ protocol: 'one' }, /protocol/],
      [{ mutations: {} }, /mutations/],
      [{ client_id: 7 }, /client_id/],
      [{ cursor: 'yesterday' }, /cursor/],
      [{ cursor: '1.999999' }, /ahead/],
    ]) {
      const { status, body } = await mine.post(mine.request(extra));
      assert.equal(status, 400, JSON.stringify(extra));
      assert.match(body.message, words);
    }
  });

  test('an older protocol is asked to update, too many mutations are too large', async () => {
    const mine = device(anna);
    const old = await mine.post(mine.request({ protocol: 0 }));
    assert.equal(old.status, 426);
    assert.equal(old.body.code, 'client_too_old');
    const many = Array.from({ length: 501 }, (_, i) => ({ n: i + 1 }));
    assert.equal((await mine.post(mine.request({ mutations: many }))).status, 413);
  });

  test('another organization is no membership and says purge; without a token it is 401', async () => {
    const stranger = await ota.person('stranger');
    const theirs = new SyncClient(ota, stranger, organization);
    const { status, body } = await theirs.post(theirs.request({ cursor: '1.0' }));
    assert.equal(status, 403);
    assert.equal(body.code, 'no_membership');
    assert.equal(body.purge, true);
    const { status: anonymous, body: words } = await ota.call('POST', '/api/sync', {
      body: theirs.request(),
    });
    assert.equal(anonymous, 401);
    assert.equal(words.purge, undefined);
  });
});
