// The local database: all or nothing, whatever fails underneath.

import { afterEach, expect, test, vi } from 'vitest';
import { newId } from './core';
import { problemOf } from './outcome';
import { device, insert, remove, update } from './testing/devices';
import { fillDiskAt } from './testing/full-disk';

afterEach(() => vi.restoreAllMocks());

test('a new row shows every field of its table, with the defaults the server would take', async () => {
  const { store, row } = device();
  const id = newId();
  await store.commit('Item', [insert('schedule_items', id, { title: 'Doors', kind: 'doors' })]);
  expect(await row('schedule_items', id)).toMatchObject({
    title: 'Doors',
    notes: null,
    ends_at: null,
    is_confirmed: false,
    local: 'pending',
    created_by: store.userId,
    organization_id: store.organizationId,
  });
});

test('a full disk is told in words, and neither the row nor its mutation is half there', async () => {
  const { store, row } = device();
  const [first, second] = [newId(), newId()];
  await store.commit('Tour added', [insert('tours', first, { name: 'kept' })]);
  fillDiskAt(2);
  const failed = await store
    .commit('Tour added', [insert('tours', second, { name: 'lost' })])
    .then(() => undefined, problemOf);
  vi.restoreAllMocks();
  expect(failed?.code).toBe('storage_full');
  expect(await row('tours', second)).toBeUndefined();
  expect((await store.waiting(10)).map(({ n, id }) => ({ n, id }))).toEqual([{ n: 1, id: first }]);
  await store.commit('Tour added', [insert('tours', second, { name: 'again' })]);
  expect((await store.waiting(10)).map(({ n }) => n)).toEqual([1, 2]);
});

test('the way back of several changes is their inverse in reverse order', async () => {
  const { store, row } = device();
  const [tour, show] = [newId(), newId()];
  await store.commit('Added', [
    insert('tours', tour, { name: 'T' }),
    insert('shows', show, { title: 'S', tour_id: tour }),
  ]);
  const inverse = await store.commit('Changed', [
    update('shows', show, { tour_id: null }),
    remove('tours', tour),
  ]);
  expect(inverse.map(({ op, table }) => `${op} ${table}`)).toEqual([
    'insert tours',
    'update shows',
  ]);
  await store.commit('Undone', inverse);
  expect(await row('shows', show)).toMatchObject({ tour_id: tour });
  expect(await row('tours', tour)).toMatchObject({ name: 'T' });
});

test('another user of the same browser sees nothing of it', async () => {
  const organization = newId();
  const mine = device(newId(), organization);
  const theirs = device(newId(), organization);
  await mine.store.commit('Tour added', [insert('tours', newId(), { name: 'secret' })]);
  expect(await theirs.store.table('tours').count()).toBe(0);
});
