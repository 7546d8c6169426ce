// The outbox in the user's hands: taking back what waits, saving it, and what is kept to read.

import { expect, test } from 'vitest';
import { newId } from './core';
import { device, insert, update } from './testing/devices';
import { directTransport, FakeServer } from './testing/fake-server';

test('a change taken back before it was sent has no effect anywhere, and its number is used up', async () => {
  const server = new FakeServer();
  const { store, row, sync } = device();
  const id = newId();
  await store.commit('Tour added', [insert('tours', id, { name: 'kept' })]);
  await sync(directTransport(server));
  await store.commit('Renamed', [update('tours', id, { name: 'discarded' })]);
  await store.discard([2]);
  expect(await row('tours', id)).toMatchObject({ name: 'kept', local: 'synced' });
  expect(await store.unsent(10)).toEqual([]);
  await store.commit('Renamed', [update('tours', id, { name: 'later' })]);
  await sync(directTransport(server));
  expect(server.table('tours').get(id)).toMatchObject({ name: 'later' });
  expect(await store.waitingCount()).toBe(0);
  expect((await store.history(10)).map(({ n, status }) => [n, status])).toEqual([
    [3, 'applied'],
    [2, 'discarded'],
    [1, 'applied'],
  ]);
});

test('with a new row goes what was written on it, and undo writes all of it again', async () => {
  const { store, row } = device();
  const [id, other] = [newId(), newId()];
  await store.commit('Tour added', [insert('tours', id, { name: 'first' })]);
  await store.commit('Other added', [insert('tours', other, { name: 'other' })]);
  await store.commit('Renamed', [update('tours', id, { name: 'second' })]);
  const taken = await store.discard([1]);
  expect(await row('tours', id)).toBeUndefined();
  expect((await store.unsent(10)).map(({ n }) => n)).toEqual([2]);
  await store.commit('Undone', taken);
  expect(await row('tours', id)).toMatchObject({ name: 'second' });
  expect((await store.unsent(10)).map(({ n }) => n)).toEqual([2, 4, 5]);
});

test('a refusal of a change that was taken back is not told', async () => {
  const { store } = device();
  await store.commit('Tour added', [insert('tours', newId(), { name: 'x' })]);
  await store.discard([1]);
  await store.take({
    results: [{ n: 1, status: 'rejected', seq: 0, code: 'no_access', message: 'no' }],
    changes: [],
    from: null,
    cursor: null,
    head: '1.1',
  });
  expect(await store.refusals()).toEqual([]);
  expect(await store.waitingCount()).toBe(0);
  expect((await store.history(10)).map(({ status }) => status)).toEqual(['discarded']);
});

test('a change that was on its way when it was taken back is told as what came of it', async () => {
  const { store } = device();
  await store.commit('Tour added', [insert('tours', newId(), { name: 'too late' })]);
  await store.discard([1]);
  await store.take({
    results: [{ n: 1, status: 'applied', seq: 4 }],
    changes: [],
    from: null,
    cursor: null,
    head: '1.4',
  });
  expect((await store.history(10)).map(({ status }) => status)).toEqual(['applied']);
});

test('the file holds every change that waits and every refusal, with its values', async () => {
  const { store } = device();
  const id = newId();
  await store.commit('Tour added', [insert('tours', id, { name: 'on paper' })]);
  await store.commit('Tour added', [insert('tours', newId(), { name: 'taken back' })]);
  await store.discard([2]);
  const file = await store.exportOutbox();
  expect(file).toMatchObject({
    format: 'ota-outbox',
    version: 1,
    organization_id: store.organizationId,
    client_id: await store.clientId(),
    refused: [],
  });
  expect(file.waiting.map(({ n, values }) => [n, values])).toEqual([[1, { name: 'on paper' }]]);
  expect(JSON.parse(JSON.stringify(file))).toEqual(file);
});

test('a kept page leaves the device with the right to read its row', async () => {
  const { store } = device();
  const [gone, stays] = [newId(), newId()];
  await store.keepPage('expenses', gone, { changes: [1] });
  await store.keepPage('expenses', stays, { changes: [2] });
  await store.take({
    results: [],
    changes: [{ op: 'revoke', table: 'expenses', id: gone }],
    from: null,
    cursor: '1.7',
    head: '1.7',
  });
  expect(await store.keptPage('expenses', gone)).toBeUndefined();
  expect((await store.keptPage('expenses', stays))?.body).toEqual({ changes: [2] });
  await store.takeRole('crew', ['expenses']);
  expect(await store.keptPage('expenses', stays)).toBeUndefined();
});

test('only so many pages are kept, the newest of them', async () => {
  const { store } = device();
  for (let n = 0; n < 103; n += 1) await store.keepPage('tours', `t${n}`, n);
  const kept = await Promise.all([0, 102].map((n) => store.keptPage('tours', `t${n}`)));
  expect(kept.map((page) => page?.body)).toEqual([undefined, 102]);
});
