// Operations on sets and counters, nested values, and requests that the server decides.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, ben, organization;

before(async () => {
  ota = await start();
  ({ owner: anna, ben, organization } = await ota.team({ ben: 'manager' }));
});
after(() => ota?.stop());

/** The values of something that is counted at a show. */
async function merch(values) {
  const { id } = await device(anna).insert('shows', show());
  return { show_id: id, item: 'Shirt', price_minor: 2500, ...values };
}

const device = (person) => new SyncClient(ota, person, organization);
const [A, B, C] = [1, 2, 3].map((i) => `01900000-0000-7000-8000-00000000000${i}`);

async function row(table, id) {
  const { data, error } = await anna.client.from(table).select().eq('id', id);
  assert.equal(error, null);
  return data[0];
}

/** A row that both have seen, and a device each. */
async function shared(table, values) {
  const [mine, theirs] = [device(anna), device(ben)];
  const { id, result } = await mine.insert(table, values);
  assert.equal(result.status, 'applied', JSON.stringify(result));
  return { id, base: result.seq, mine, theirs };
}

describe('sets', () => {
  test('both get what they asked for of one set, and neither conflicts', async () => {
    const { id, base, mine, theirs } = await shared('travel', { mode: 'bus', person_ids: [B, A] });
    assert.deepEqual((await row('travel', id)).person_ids, [A, B]);
    assert.equal(
      (await theirs.update('travel', id, { person_ids: { add: [C] } }, base)).status,
      'applied',
    );
    const result = await mine.update('travel', id, { person_ids: { remove: [A] } }, base);
    assert.equal(result.status, 'merged');
    assert.deepEqual((await row('travel', id)).person_ids, [B, C]);
  });

  test('of two who speak of one entry the later decides', async () => {
    const { id, base, mine, theirs } = await shared('travel', { mode: 'bus', teams: ['crew'] });
    await theirs.update('travel', id, { teams: { add: ['band'], remove: ['crew'] } }, base);
    const result = await mine.update('travel', id, { teams: { remove: ['band'] } }, base);
    assert.equal(result.status, 'merged');
    assert.deepEqual((await row('travel', id)).teams, []);
  });

  test('a whole set given anew collides with what others did to it', async () => {
    const { id, base, mine, theirs } = await shared('travel', { mode: 'bus', person_ids: [A] });
    await theirs.update('travel', id, { person_ids: { add: [B] } }, base);
    const result = await mine.update('travel', id, { person_ids: [C] }, base);
    assert.deepEqual([result.status, result.fields], ['conflict', ['person_ids']]);
    const { fields } = await row('conflicts', result.conflict_id);
    assert.deepEqual(fields, [{ field: 'person_ids', base: [A], mine: [C], theirs: [A, B] }]);
    const same = await mine.update('travel', id, { person_ids: [B, A] }, base);
    assert.equal(same.status, 'merged');
  });

  test('what is so already changes nothing', async () => {
    const { id, base, mine } = await shared('travel', { mode: 'bus', person_ids: [A] });
    const before = await row('travel', id);
    const result = await mine.update('travel', id, { person_ids: { add: [A], remove: [B] } }, base);
    assert.equal(result.status, 'applied');
    assert.deepEqual((await row('travel', id)).person_ids, before.person_ids);
  });

  test('too many entries, an entry twice or no id: refused with the field named', async () => {
    const { id, base, mine } = await shared('travel', { mode: 'bus', person_ids: [A, B] });
    const many = Array.from(
      { length: 1001 },
      (_, i) => `01900000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    );
    const over = await mine.update('travel', id, { person_ids: { add: many } }, base);
    assert.deepEqual([over.code, over.fields], ['invalid', ['person_ids']]);
    assert.match(over.message, /^person ids has too many entries \(at most \d+\)$/);
    const twice = await mine.update('travel', id, { person_ids: [A, A] }, base);
    assert.match(twice.message, /names an entry twice/);
    const noId = await mine.update('travel', id, { person_ids: { add: ['x'] } }, base);
    assert.match(noId.message, /is not an id/);
    const { result } = await mine.insert('travel', { mode: 'bus', person_ids: { add: [A] } });
    assert.deepEqual([result.status, result.code], ['rejected', 'invalid']);
    assert.deepEqual((await row('travel', id)).person_ids, [A, B]);
  });
});

describe('counters', () => {
  test('differences of several devices add up, and each counts once however often it is sent', async () => {
    const { id, base, mine, theirs } = await shared('merch_counts', await merch({ count_in: 10 }));
    const their = await theirs.update('merch_counts', id, { count_in: { plus: 5 } }, base);
    assert.equal(their.status, 'applied');
    const change = mine.mutation('update', 'merch_counts', id, { count_in: { plus: -2 } }, base);
    const [first] = await mine.push(change);
    assert.equal(first.status, 'merged');
    assert.deepEqual(await mine.push(change), [first]);
    assert.equal((await row('merch_counts', id)).count_in, 13);
  });

  test('a counter does not leave its range, and the refusal says where it would be', async () => {
    const { id, base, mine } = await shared('merch_counts', await merch({ count_in: 5 }));
    const over = await mine.update(
      'merch_counts',
      id,
      { count_in: { plus: Number.MAX_SAFE_INTEGER } },
      base,
    );
    assert.deepEqual([over.status, over.code, over.fields], ['rejected', 'invalid', ['count_in']]);
    assert.match(over.message, /^count in is too large.*, it would become 9007199254740996$/);
    assert.equal((await row('merch_counts', id)).count_in, 5);
  });

  test('a counter takes no plain value once it is there', async () => {
    const { id, base, mine } = await shared('merch_counts', await merch({ count_in: 1 }));
    const { code, message } = await mine.update('merch_counts', id, { count_in: 5 }, base);
    assert.deepEqual([code, message], ['invalid', 'count in is counted, so it takes a difference']);
  });

  test('the log tells how the value was and is, not the operation', async () => {
    const { id, base, mine } = await shared('merch_counts', await merch({ count_in: 7 }));
    await mine.update('merch_counts', id, { count_in: { plus: 1 } }, base);
    const { body } = await ota.call(
      'GET',
      `/api/history/merch_counts/${id}?organization_id=${organization}`,
      { token: anna.token },
    );
    assert.deepEqual(
      body.changes[0].fields.find(({ field }) => field === 'count_in'),
      { field: 'count_in', before: 7, after: 8 },
    );
  });
});

describe('operations and deletions', () => {
  test('an operation on a row that is gone is kept as a conflict with what it would have made', async () => {
    const { id, base, mine, theirs } = await shared('travel', { mode: 'bus', person_ids: [A] });
    await theirs.remove('travel', id, base);
    const result = await mine.update('travel', id, { person_ids: { add: [B] } }, base);
    assert.equal(result.status, 'conflict');
    const { kind, fields } = await row('conflicts', result.conflict_id);
    assert.equal(kind, 'delete');
    assert.deepEqual(
      fields.map(({ field, mine: wanted }) => [field, wanted]),
      [['person_ids', [A, B]]],
    );
  });

  test('a delete does not take a row whose set somebody changed since', async () => {
    const { id, base, mine, theirs } = await shared('travel', { mode: 'bus' });
    await theirs.update('travel', id, { person_ids: { add: [A] } }, base);
    assert.equal((await mine.remove('travel', id, base)).status, 'conflict');
    assert.deepEqual((await row('travel', id)).person_ids, [A]);
  });
});

describe('decimals and documents', () => {
  test('a decimal is stored exactly as it was written', async () => {
    for (const written of ['0.1', '0.123456789012', '0.0000001', '1']) {
      const { id } = await shared('venues', { name: 'Hall', merch_rate: Number(written) });
      const { text } = await ota.call('GET', `/rest/v1/venues?select=merch_rate&id=eq.${id}`, {
        token: anna.token,
      });
      assert.equal(text.replace(/\s/g, ''), `[{"merch_rate":${written}}]`);
    }
    const { result } = await device(anna).insert('venues', {
      name: 'Hall',
      merch_rate: 0.1234567890123,
    });
    assert.deepEqual(
      [result.code, result.message],
      ['invalid', 'merch rate has more than 12 decimals'],
    );
  });

  test('a document is taken whole, and too deep or too large a one is refused', async () => {
    const items = [{ title: 'é"\\', at: null }, [1, { plus: 2 }]];
    const { id, base, mine } = await shared('schedule_templates', { name: 'Club', items });
    assert.deepEqual((await row('schedule_templates', id)).items, items);
    const replace = (value) => mine.update('schedule_templates', id, { items: value }, base);
    const deep = JSON.parse(`${'['.repeat(17)}${']'.repeat(17)}`);
    assert.match((await replace(deep)).message, /is nested too deeply/);
    assert.match(
      (await replace(['x'.repeat(70_000)])).message,
      /is too long \(at most \d+ bytes\)/,
    );
    assert.match((await replace('text')).message, /is of the wrong type/);
    assert.equal((await replace({ add: [1] })).status, 'applied');
    assert.deepEqual((await row('schedule_templates', id)).items, { add: [1] });
  });
});

describe('what the server decides', () => {
  const membership = async (person) => {
    const { data } = await anna.client
      .from('memberships')
      .select()
      .eq('organization_id', organization)
      .eq('user_id', person.user.id);
    return data[0];
  };

  test('a role that is granted is applied, and the row that comes back has it', async () => {
    const own = await membership(ben);
    const mine = device(anna);
    await mine.snapshot();
    const result = await mine.update('memberships', own.id, { role: 'booking' }, own.seq);
    assert.equal(result.status, 'applied');
    await mine.pull();
    assert.equal(mine.rows.get(`memberships/${own.id}`).role, 'booking');
    await mine.update('memberships', own.id, { role: 'manager' });
  });

  test('the last owner stays, and is told why and what to do', async () => {
    const own = await membership(anna);
    const result = await device(anna).update('memberships', own.id, { role: 'crew' }, own.seq);
    assert.equal(result.status, 'rejected');
    assert.equal(result.code, 'refused');
    assert.equal(result.message, 'an organization keeps at least one owner');
    assert.equal(result.hint, 'Make somebody else an owner first.');
    assert.equal((await membership(anna)).role, 'owner');
  });

  test('who asks second is not merged but told to look again', async () => {
    const own = await membership(ben);
    const [one, two] = [device(anna), device(anna)];
    assert.equal(
      (await one.update('memberships', own.id, { role: 'crew' }, own.seq)).status,
      'applied',
    );
    const result = await two.update('memberships', own.id, { name: 'Benno' }, own.seq);
    assert.deepEqual([result.status, result.code], ['rejected', 'conflict']);
  });
});
