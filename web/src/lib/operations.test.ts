// Operations on the device: shown at once, on whatever the server's row becomes, and never twice.

import { expect, test } from 'vitest';
import { newId } from './core';
import {
  adding,
  asDifferences,
  changing,
  hasCounts,
  ordered,
  over,
  plus,
  removing,
  wayBack,
} from './operations';
import { device, insert, update, type Device } from './testing/devices';
import { directTransport, FakeServer } from './testing/fake-server';
import { TABLES } from '../data/rows.gen';

const [A, B, C] = [
  '01900000-0000-7000-8000-00000000000a',
  '01900000-0000-7000-8000-00000000000b',
  '01900000-0000-7000-8000-00000000000c',
] as const;

interface Shared {
  readonly phone: Device;
  readonly server: FakeServer;
  readonly id: string;
}

/** A device that has a row, and the server that has it too. */
async function synced(table: string, values: Readonly<Record<string, unknown>>): Promise<Shared> {
  const server = new FakeServer();
  server.tables = [...server.tables, 'travel', 'merch_counts'];
  const phone = device();
  const id = newId();
  await phone.store.commit('Added', [insert(table, id, values)]);
  await phone.sync(directTransport(server));
  return { phone, server, id };
}

const journey = (person_ids: readonly string[]): Promise<Shared> =>
  synced('travel', { mode: 'bus', person_ids });
const counted = (count_in: number): Promise<Shared> =>
  synced('merch_counts', { item: 'Shirt', price_minor: 2500, count_in });

test('several pending operations of one row compose in their order', async () => {
  const { phone, id } = await journey([A]);
  const write = (values: Readonly<Record<string, unknown>>): Promise<unknown> =>
    phone.store.commit('Changed', [update('travel', id, values)]);
  await write({ person_ids: adding([C]), notes: 'late' });
  await write({ person_ids: removing([A, C]) });
  await write({ person_ids: adding([B]) });
  expect(await phone.row('travel', id)).toMatchObject({
    person_ids: [B],
    notes: 'late',
    local: 'pending',
  });
});

test('a new row begins with empty sets and its counter, and takes operations at once', async () => {
  const phone = device();
  const [id, count] = [newId(), newId()];
  await phone.store.commit('Added', [
    insert('travel', id, { mode: 'bus' }),
    insert('merch_counts', count, { item: 'Shirt', price_minor: 2500 }),
    update('merch_counts', count, { count_in: plus(3) }),
  ]);
  expect(await phone.row('travel', id)).toMatchObject({ person_ids: [] });
  expect(await phone.row('merch_counts', count)).toMatchObject({ count_in: 3 });
});

test("a pending difference stays on top of whatever the server's row becomes", async () => {
  const { phone, server, id } = await counted(5);
  await phone.store.commit('Mine', [update('merch_counts', id, { count_in: plus(1) })]);
  const theirs = server.put('merch_counts', id, { count_in: 8 });
  await phone.store.take({
    from: await phone.store.get('cursor'),
    results: [],
    changes: [
      { table: 'merch_counts', op: 'put', row: { ...theirs, updated_at: null, updated_by: null } },
    ],
    cursor: server.cursor,
    head: server.cursor,
  });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 9 });
  await phone.sync(directTransport(server));
  expect(server.table('merch_counts').get(id)).toMatchObject({ count_in: 9 });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 9, local: 'synced' });
});

test('a difference that the row holds already is not counted twice while the cursor is behind', async () => {
  const { phone, server, id } = await counted(5);
  const from = await phone.store.get('cursor');
  await phone.store.commit('Mine', [update('merch_counts', id, { count_in: plus(1) })]);
  // pages hold rows as they are now: this one is newer than the cursor that comes with it
  const seq = server.seq + 7;
  const row = { id, count_in: 6, seq, updated_at: null, updated_by: null };
  await phone.store.take({
    from,
    results: [{ n: 2, status: 'applied', seq }],
    changes: [{ table: 'merch_counts', op: 'put', row }],
    cursor: from,
    head: `1.${seq}`,
  });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 6, local: 'pending' });
  await phone.store.take({ from, results: [], changes: [], cursor: `1.${seq}`, head: `1.${seq}` });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 6, local: 'synced' });
});

test('an answered difference whose row has not come yet stays counted', async () => {
  const { phone, server, id } = await counted(5);
  await phone.store.commit('Mine', [update('merch_counts', id, { count_in: plus(1) })]);
  await phone.store.take({
    from: null,
    results: [{ n: 2, status: 'applied', seq: server.seq + 1 }],
    changes: [],
    cursor: null,
    head: `1.${server.seq + 1}`,
  });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 6, local: 'pending' });
});

test('a difference whose answer was lost is counted once', async () => {
  const { phone, server, id } = await counted(5);
  await phone.store.commit('Mine', [update('merch_counts', id, { count_in: plus(1) })]);
  const direct = directTransport(server);
  const deaf: typeof direct = {
    ...direct,
    async exchange(body, token, signal) {
      await direct.exchange(body, token, signal);
      return { kind: 'unreachable' };
    },
  };
  expect((await phone.sync(deaf)).kind).toBe('unreachable');
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 6 });
  expect((await phone.sync(direct)).kind).toBe('in_step');
  expect(server.table('merch_counts').get(id)).toMatchObject({ count_in: 6 });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 6, local: 'synced' });
});

test('a refused difference is taken off again, and what can be done about it is told', async () => {
  const { phone, id } = await counted(5);
  await phone.store.commit('Mine', [update('merch_counts', id, { count_in: plus(1) })]);
  const refused = { status: 'rejected', code: 'refused', message: 'no', hint: 'Ask.' } as const;
  await phone.store.take({
    from: null,
    results: [{ n: 2, seq: 1, ...refused }],
    changes: [],
    cursor: null,
    head: '1.1',
  });
  expect(await phone.row('merch_counts', id)).toMatchObject({ count_in: 5, local: 'synced' });
  expect(await phone.store.refusals()).toMatchObject([
    { values: { count_in: { plus: 1 } }, message: 'no. Ask.' },
  ]);
});

test('undo takes back only what the operation did', async () => {
  const { phone, id } = await journey([A]);
  const undo = await phone.store.commit('Mine', [
    update('travel', id, { person_ids: { add: [A, B], remove: [C] } }),
  ]);
  expect(undo.map(({ values }) => values)).toEqual([{ person_ids: { remove: [B] } }]);
  const nothing = await phone.store.commit('Same', [
    update('travel', id, { person_ids: adding([A]) }),
  ]);
  expect(nothing).toEqual([]);
  const shape = TABLES.merch_counts;
  expect(wayBack(shape, { count_in: 5 }, { count_in: plus(2) })).toEqual({ count_in: plus(-2) });
});

test('a value is left as it was where an operation does not fit', () => {
  const shape = TABLES.merch_counts;
  const far = plus(Number.MAX_SAFE_INTEGER);
  expect(over(shape, { count_in: 1 }, { count_in: far })).toEqual({ count_in: 1 });
  expect(over(shape, {}, { item: { add: [1] } })).toEqual({ item: { add: [1] } });
});

test('a form tells what changed between two sets, and sets are written in one order', () => {
  expect(changing([A, B], [B, C])).toEqual({ add: [C], remove: [A] });
  expect(changing([A], [A])).toBeUndefined();
  const values = { person_ids: [C, A], notes: 'x' };
  expect(ordered(TABLES.travel, values)).toEqual({ person_ids: [A, C], notes: 'x' });
});

test('a set that is no set is left for the validation to refuse', () => {
  const values = { person_ids: [A, A], teams: ['nobody'] };
  expect(ordered(TABLES.travel, values)).toEqual(values);
});

test('a new number for a counter is asked for as the difference to what was seen', () => {
  const shape = TABLES.merch_counts;
  const values = { count_in: 12, item: 'Shirt' };
  expect(hasCounts(shape, values)).toBe(true);
  expect(hasCounts(shape, { count_in: plus(1), price_minor: 5 })).toBe(false);
  expect(asDifferences(shape, { count_in: 15 }, values)).toEqual({
    count_in: plus(-3),
    item: 'Shirt',
  });
});

test('what the server decides is shown as asked for until its result', async () => {
  const server = new FakeServer();
  const phone = device();
  const id = newId();
  server.put('memberships', id, { role: 'crew' });
  await phone.sync(directTransport(server));
  await phone.store.commit('Role', [update('memberships', id, { role: 'manager' })]);
  expect(await phone.row('memberships', id)).toMatchObject({ role: 'manager', local: 'asked' });
  server.refuse = () => 'refused';
  await phone.sync(directTransport(server));
  expect(await phone.row('memberships', id)).toMatchObject({ role: 'crew', local: 'synced' });
});
