// History: who changed what, a row and a tour as they were, and bringing them back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, uuid7 } from './lib.mjs';

let ota, anna, ben, crew, other, stranger, organization;

before(async () => {
  ota = await start();
  [anna, ben, crew, other, stranger] = await Promise.all(
    ['anna', 'ben', 'crew', 'other', 'stranger'].map((name) => ota.person(name)),
  );
  organization = (await ota.organization(anna)).id;
  await ota.organization(stranger, 'Elsewhere');
  await ota.join(anna, organization, ben, 'manager');
  await ota.join(anna, organization, crew, 'crew');
  await ota.join(anna, organization, other, 'crew');
});
after(() => ota?.stop());

const address = (path, query = {}) =>
  `/api/history/${path}?${new URLSearchParams({ organization_id: organization, ...query })}`;
const ask = (person, path, query) => ota.call('GET', address(path, query), { token: person.token });
const restore = (person, table, id, seq) =>
  ota.call('POST', address(`${table}/${id}/restore`), { token: person.token, body: { seq } });

/** Writes over REST and gives the row back. */
async function write(person, table, values, id) {
  const from = person.client.from(table);
  const { data, error } = id
    ? await from.update(values).eq('id', id).select().single()
    : await from
        .insert({ organization_id: organization, id: uuid7(), ...values })
        .select()
        .single();
  assert.equal(error, null);
  return data;
}
const remove = async (person, table, id) => {
  const { data, error } = await person.client.from(table).delete().eq('id', id).select();
  assert.equal(error, null);
  assert.equal(data.length, 1);
};
const show = (values) => write(anna, 'shows', { title: 'Molotow', date: '2026-05-12', ...values });
const expense = (person, values) =>
  write(person, 'expenses', {
    owner_id: person.user.id,
    spent_on: '2026-05-12',
    category: 'food',
    amount_minor: 1250,
    currency: 'EUR',
    ...values,
  });

describe('who changed what', () => {
  test('each change is told with its author, its time and the values before and after', async () => {
    const { id } = await show({ doors_at: '2026-05-12T17:00:00Z' });
    await write(ben, 'shows', { doors_at: '2026-05-12T18:00:00Z', city: 'Hamburg' }, id);
    const { status, body } = await ask(anna, `shows/${id}`);
    assert.equal(status, 200);
    assert.deepEqual(
      body.changes.map(({ op }) => op),
      ['update', 'insert'],
    );
    const [change] = body.changes;
    assert.deepEqual(change.actor, { id: ben.user.id, name: ben.email });
    assert.deepEqual(change.fields, [
      { field: 'city', before: null, after: 'Hamburg' },
      {
        field: 'doors_at',
        before: '2026-05-12T17:00:00+00:00',
        after: '2026-05-12T18:00:00+00:00',
      },
    ]);
    assert.equal(Math.abs(Date.parse(change.at) - Date.now()) < 60_000, true);
    assert.equal(body.is_whole, true);
    assert.equal(body.horizon.seq, 0);
  });

  test('pages follow each other without a gap or a repeat', async () => {
    const { id } = await show();
    for (let n = 1; n <= 6; n++) await write(anna, 'shows', { capacity: n }, id);
    const seen = [];
    let next;
    do {
      const { body } = await ask(anna, `shows/${id}`, {
        limit: '3',
        ...(next ? { before: next } : {}),
      });
      seen.push(...body.changes);
      next = body.next;
    } while (next);
    assert.deepEqual(
      seen.map((change) => change.fields.find((f) => f.field === 'capacity')?.after ?? null),
      [6, 5, 4, 3, 2, 1, null],
    );
  });

  test('a change made by a syncing client names the client', async () => {
    const id = uuid7(),
      client = crypto.randomUUID();
    await ota.call('POST', '/api/sync', {
      token: anna.token,
      body: {
        protocol: 1,
        schema: 1,
        organization_id: organization,
        client_id: client,
        cursor: null,
        mutations: [
          { n: 1, table: 'tours', op: 'insert', id, base_seq: 0, values: { name: 'Night Run' } },
        ],
      },
    });
    assert.equal((await ask(anna, `tours/${id}`)).body.changes[0].client_id, client);
  });

  test("crew reads a show's history but never its money's", async () => {
    const { id } = await show();
    const money = await write(anna, 'show_financials', {
      show_id: id,
      currency: 'EUR',
      guarantee_minor: 5,
    });
    assert.equal((await ask(crew, `shows/${id}`)).status, 200);
    const refused = await ask(crew, `show_financials/${money.id}`);
    assert.equal(refused.status, 404);
    assert.equal(refused.text.includes('guarantee'), false);
    assert.equal((await ask(ben, `show_financials/${money.id}`)).status, 200);
  });

  test("an expense's history is its owner's and the managers', not another crew member's", async () => {
    const { id } = await expense(crew, { description: 'noodles' });
    assert.equal((await ask(crew, `expenses/${id}`)).body.changes.length, 1);
    assert.equal((await ask(ben, `expenses/${id}`)).body.changes.length, 1);
    assert.equal((await ask(other, `expenses/${id}`)).status, 404);
    assert.equal((await ask(other, `expenses/${id}/at`)).status, 404);
  });

  test("who is no member is refused, and another tenant's row is not there", async () => {
    const { id } = await show();
    for (const path of [`shows/${id}`, `shows/${id}/at`, `show/${id}/at`, 'deleted']) {
      const { status, body } = await ask(stranger, path);
      assert.deepEqual([status, body.code], [403, 'no_access']);
    }
    const { data } = await stranger.client.from('organizations').select();
    const elsewhere = await ota.call(
      'GET',
      `/api/history/shows/${id}?organization_id=${data[0].id}`,
      { token: stranger.token },
    );
    assert.equal(elsewhere.status, 404);
    assert.equal((await restore(stranger, 'shows', id, 1)).status, 403);
  });

  test('questions that make no sense are refused with what would be right', async () => {
    const { id } = await show();
    const cases = [
      [`shows/${id}`, { organization_id: 'x' }, 400, 'invalid_query'],
      [`shows/${id}`, { limit: '0' }, 400, 'invalid_query'],
      [`shows/${id}`, { before: '1.x' }, 400, 'invalid_query'],
      ['shows/7', {}, 400, 'invalid_query'],
      [`profiles/${id}`, {}, 404, 'not_found'],
      [`user_organizations/${id}`, {}, 404, 'not_found'],
      [`shows/${uuid7()}`, {}, 404, 'not_found'],
      [`shows/${id}/at`, { seq: '-1' }, 400, 'invalid_query'],
      [`shows/${id}/at`, { seq: '1', at: '2026-01-01T00:00:00Z' }, 400, 'invalid_query'],
      [`shows/${id}/at`, { seq: '999999999' }, 400, 'invalid'],
      [`shows/${id}/at`, { at: '2026-99-01' }, 400, 'invalid'],
      ['deleted', { tour_id: 'x' }, 400, 'invalid_query'],
    ];
    for (const [path, query, status, code] of cases) {
      const answer = await ask(anna, path, query);
      assert.deepEqual([path, answer.status, answer.body.code], [path, status, code]);
    }
    const signedOut = await ota.call('GET', address(`shows/${id}`));
    assert.equal(signedOut.status, 401);
  });
});

describe('as it was', () => {
  test('a row is what it was after each of its changes', async () => {
    const { id, seq } = await show({ status: 'held' });
    const offered = await write(anna, 'shows', { status: 'offered' }, id);
    await write(anna, 'shows', { status: 'confirmed' }, id);
    const then = async (query) => (await ask(crew, `shows/${id}/at`, query)).body.row?.status;
    assert.equal(await then({ seq }), 'held');
    assert.equal(await then({ seq: offered.seq }), 'offered');
    assert.equal(await then({}), 'confirmed');
    assert.equal(await then({ at: offered.updated_at }), 'offered');
    assert.equal((await ask(crew, `shows/${id}/at`, { seq: seq - 1 })).status, 404);
    assert.equal((await ask(crew, `shows/${id}/at`, { at: '2001-01-01T00:00:00Z' })).status, 404);
  });

  test("after a move to another owner neither reads the other's time", async () => {
    const made = await expense(crew, { description: 'before the move' });
    const moved = await write(
      ben,
      'expenses',
      { owner_id: other.user.id, description: 'after the move' },
      made.id,
    );
    const old = await ask(crew, `expenses/${made.id}/at`, { seq: made.seq });
    assert.equal(old.body.row.description, 'before the move');
    assert.equal((await ask(crew, `expenses/${made.id}/at`, { seq: moved.seq })).status, 404);
    assert.equal((await ask(other, `expenses/${made.id}/at`, { seq: made.seq })).status, 404);
    const theirs = await ask(other, `expenses/${made.id}`);
    assert.equal(theirs.text.includes('before the move'), false);
    assert.equal(theirs.text.includes('after the move'), true);
    const mine = await ask(crew, `expenses/${made.id}`);
    assert.equal(mine.text.includes('after the move'), false);
    assert.deepEqual(
      mine.body.changes.map(({ op }) => op),
      ['revoke', 'insert'],
    );
    assert.equal((await ask(ben, `expenses/${made.id}`)).text.includes('before the move'), true);
  });

  test('a tour is what it was: with shows since moved away, renamed or deleted', async () => {
    const tour = await write(anna, 'tours', { name: 'Night Run' });
    const stays = await show({ tour_id: tour.id, title: 'Stays' });
    const moves = await show({ tour_id: tour.id, title: 'Moves', date: '2026-05-13' });
    const goes = await show({ tour_id: tour.id, title: 'Goes', date: '2026-05-14' });
    const item = await write(anna, 'schedule_items', {
      show_id: goes.id,
      kind: 'doors',
      title: 'Doors',
      starts_at: '2026-05-14T17:00:00Z',
      zone: 'Europe/Berlin',
    });
    const day = await write(anna, 'days', { tour_id: tour.id, date: '2026-05-15', kind: 'off' });
    const seq = day.seq;
    await write(anna, 'shows', { title: 'Renamed' }, stays.id);
    await write(anna, 'shows', { tour_id: null }, moves.id);
    await remove(anna, 'shows', goes.id);
    await remove(anna, 'days', day.id);
    await show({ tour_id: tour.id, title: 'New' });
    const now = (await ask(crew, `tour/${tour.id}/at`)).body;
    assert.deepEqual(
      now.shows.map(({ title }) => title),
      ['Renamed', 'New'],
    );
    assert.deepEqual([now.days, now.schedule_items], [[], []]);
    const then = (await ask(crew, `tour/${tour.id}/at`, { seq })).body;
    assert.equal(then.seq, seq);
    assert.deepEqual(
      then.shows.map(({ title }) => title),
      ['Stays', 'Moves', 'Goes'],
    );
    assert.deepEqual(
      then.days.map(({ id }) => id),
      [day.id],
    );
    assert.deepEqual(
      then.schedule_items.map(({ id }) => id),
      [item.id],
    );
    const one = (await ask(crew, `show/${goes.id}/at`, { seq })).body;
    assert.equal(one.show.title, 'Goes');
    assert.deepEqual(
      one.schedule_items.map(({ id }) => id),
      [item.id],
    );
    assert.equal((await ask(crew, `show/${goes.id}/at`)).status, 404);
  });
});

describe('bringing back', () => {
  test('an earlier version is restored as a new change of who restores it', async () => {
    const { id, seq } = await show({ city: 'Hamburg', capacity: 400 });
    await write(anna, 'shows', { city: null, notes: 'later' }, id);
    const { status, body } = await restore(ben, 'shows', id, seq);
    assert.equal(status, 200);
    assert.deepEqual(body.fields, ['city', 'notes']);
    assert.deepEqual([body.row.city, body.row.notes, body.left_out], ['Hamburg', null, []]);
    const [last] = (await ask(anna, `shows/${id}`)).body.changes;
    assert.deepEqual([last.seq, last.op, last.actor.id], [body.seq, 'update', ben.user.id]);
    const again = await restore(ben, 'shows', id, seq);
    assert.deepEqual([again.status, again.body.fields, again.body.seq], [200, [], null]);
  });

  test('a deleted show comes back with its schedule, its money and what was linked to it', async () => {
    const { id } = await show({ title: 'Gone' });
    const item = await write(anna, 'schedule_items', {
      show_id: id,
      kind: 'doors',
      title: 'Doors',
      starts_at: '2026-05-12T17:00:00Z',
      zone: 'Europe/Berlin',
    });
    const money = await write(anna, 'show_financials', {
      show_id: id,
      currency: 'EUR',
      guarantee_minor: 7,
    });
    const meal = await expense(crew, { show_id: id });
    await remove(anna, 'shows', id);
    const { body: listed } = await ask(anna, 'deleted');
    const entry = listed.deleted.find((one) => one.id === id);
    assert.deepEqual(
      [entry.table, entry.row.title, entry.actor.id],
      ['shows', 'Gone', anna.user.id],
    );
    assert.equal(
      listed.deleted.some((one) => one.id === item.id),
      false,
    );
    const { status, body } = await restore(anna, 'shows', id, entry.seq);
    assert.equal(status, 200);
    assert.equal(body.row.title, 'Gone');
    assert.deepEqual(
      new Set(body.parts.map((part) => part.id)),
      new Set([item.id, money.id, meal.id]),
    );
    const { data: items } = await anna.client.from('schedule_items').select().eq('show_id', id);
    assert.deepEqual(
      items.map((one) => one.id),
      [item.id],
    );
    const { data: meals } = await anna.client.from('expenses').select().eq('show_id', id);
    assert.deepEqual(
      meals.map((one) => one.id),
      [meal.id],
    );
    assert.equal(
      (await ask(anna, 'deleted')).body.deleted.some((one) => one.id === id),
      false,
    );
  });

  test('a deleted tour comes back with its days, their schedule and its shows', async () => {
    const tour = await write(anna, 'tours', { name: 'Lost' });
    const { id } = await show({ tour_id: tour.id });
    const day = await write(anna, 'days', { tour_id: tour.id, date: '2026-05-15', kind: 'off' });
    const item = await write(anna, 'schedule_items', {
      day_id: day.id,
      kind: 'meal',
      title: 'Lunch',
      starts_at: '2026-05-15T11:00:00Z',
      zone: 'Europe/Berlin',
    });
    await remove(anna, 'tours', tour.id);
    const { seq } = (await ask(anna, 'deleted')).body.deleted.find((one) => one.id === tour.id);
    const { status } = await restore(anna, 'tours', tour.id, seq);
    assert.equal(status, 200);
    const back = (await ask(anna, `tour/${tour.id}/at`)).body;
    assert.deepEqual(
      back.shows.map((one) => one.id),
      [id],
    );
    assert.deepEqual(
      back.days.map((one) => one.id),
      [day.id],
    );
    assert.deepEqual(
      back.schedule_items.map((one) => one.id),
      [item.id],
    );
  });

  test('a parent that is gone is left out and reported', async () => {
    const tour = await write(anna, 'tours', { name: 'Short' });
    const { id, seq } = await show({ tour_id: tour.id, city: 'Hamburg' });
    await write(anna, 'shows', { tour_id: null, city: 'Bremen' }, id);
    await remove(anna, 'tours', tour.id);
    const { status, body } = await restore(anna, 'shows', id, seq);
    assert.equal(status, 200);
    assert.deepEqual(body.left_out, [{ field: 'tour_id', reason: 'missing_parent' }]);
    assert.deepEqual([body.row.city, body.row.tour_id], ['Hamburg', null]);
  });

  test('a row whose needed parent is gone is refused', async () => {
    const { id } = await show();
    const money = await write(anna, 'show_financials', { show_id: id, currency: 'EUR' });
    await remove(anna, 'show_financials', money.id);
    await remove(anna, 'shows', id);
    const { status, body } = await restore(anna, 'show_financials', money.id, money.seq);
    assert.deepEqual([status, body.code], [422, 'missing_parent']);
  });

  test('a row whose place has been taken is refused', async () => {
    const { id } = await show();
    const money = await write(anna, 'show_financials', { show_id: id, currency: 'EUR' });
    await remove(anna, 'show_financials', money.id);
    await write(anna, 'show_financials', { show_id: id, currency: 'USD' });
    const { status, body } = await restore(anna, 'show_financials', money.id, money.seq);
    assert.deepEqual([status, body.code], [409, 'duplicate']);
    const { data } = await anna.client.from('show_financials').select().eq('show_id', id);
    assert.deepEqual(
      data.map((one) => one.currency),
      ['USD'],
    );
  });

  test('who may not write may not restore', async () => {
    const { id, seq } = await show({ city: 'Hamburg' });
    await write(anna, 'shows', { city: 'Bremen' }, id);
    const refused = await restore(crew, 'shows', id, seq);
    assert.deepEqual([refused.status, refused.body.code], [403, 'no_access']);
    await remove(anna, 'shows', id);
    assert.equal((await restore(crew, 'shows', id, seq)).status, 403);
    const meal = await expense(crew);
    await write(crew, 'expenses', { amount_minor: 99 }, meal.id);
    assert.equal((await restore(other, 'expenses', meal.id, meal.seq)).status, 404);
    assert.equal((await restore(crew, 'expenses', meal.id, meal.seq)).body.row.amount_minor, 1250);
  });

  test('memberships and invitations are not restored, and a body must be {"seq": number}', async () => {
    const { data } = await anna.client.from('memberships').select().eq('user_id', crew.user.id);
    const refused = await restore(anna, 'memberships', data[0].id, data[0].seq);
    assert.deepEqual([refused.status, refused.body.code], [400, 'invalid']);
    const { id } = await show();
    for (const body of ['', '[]', '{"seq":"1"}', '{"seq":-1}', '{"seq":1,"x":2}', '{"seq":1.5}']) {
      const answer = await ota.call('POST', address(`shows/${id}/restore`), {
        token: anna.token,
        body,
        headers: { 'content-type': 'application/json' },
      });
      assert.deepEqual([body, answer.status], [body, 400]);
    }
  });
});

test('deleted things of a tour are listed for that tour only', async () => {
  const [one, two] = [
    await write(anna, 'tours', { name: 'One' }),
    await write(anna, 'tours', { name: 'Two' }),
  ];
  const lost = await show({ tour_id: one.id, title: 'Lost here' });
  const kept = await show({ tour_id: one.id });
  const item = await write(anna, 'schedule_items', {
    show_id: kept.id,
    kind: 'set',
    title: 'Lost set',
    starts_at: '2026-05-12T20:00:00Z',
    zone: 'Europe/Berlin',
  });
  await remove(anna, 'shows', lost.id);
  await remove(anna, 'schedule_items', item.id);
  const ids = async (tour) =>
    (await ask(anna, 'deleted', { tour_id: tour.id })).body.deleted.map(({ id }) => id);
  assert.deepEqual(await ids(one), [item.id, lost.id]);
  assert.deepEqual(await ids(two), []);
});
