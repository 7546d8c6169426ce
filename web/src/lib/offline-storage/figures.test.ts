// Figures of long tables: always those of the rows, and quick to read after a first time.

import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../core';
import { databaseName, type OrganizationStore } from '../offline-storage';
import { device, insert, remove, update } from '../testing/devices';
import { FIGURES } from './figures';

const MANY = 1200;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const spent = (amount_minor: number, category = 'food') => ({
  owner_id: newId(),
  spent_on: '2027-04-01',
  category,
  amount_minor,
  currency: 'EUR',
});

/** What the figures of an expense are, read off its row. */
async function ofRows(store: OrganizationStore): Promise<unknown> {
  const { words, numbers } = FIGURES.expenses;
  const rows = await store.table('expenses').orderBy('id').toArray();
  return rows.map((row) =>
    Object.fromEntries(['id', ...words, ...numbers].map((name) => [name, row[name]])),
  );
}

async function ofFigures(store: OrganizationStore): Promise<unknown> {
  const { words, numbers } = FIGURES.expenses;
  return (await store.figures.of('expenses')).map((row) =>
    Object.fromEntries(['id', ...words, ...numbers].map((name) => [name, row[name]])),
  );
}

/** A device with many expenses, packed: their table is read whole no more. */
async function packed(): Promise<{ store: OrganizationStore; ids: readonly string[] }> {
  const { store } = device();
  const ids = Array.from({ length: MANY }, () => newId());
  const drafts = ids.map((id, i) => insert('expenses', id, spent(i + 1)));
  for (let at = 0; at < MANY; at += 400) await store.commit('Added', drafts.slice(at, at + 400));
  await store.figures.pack('expenses');
  return { store, ids };
}

/** The keys of what is kept beside the rows. */
async function kept(store: OrganizationStore): Promise<readonly IDBValidKey[]> {
  const name = databaseName(store.userId, store.organizationId);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error(String(opening.error)));
  });
  const keys = await new Promise<readonly IDBValidKey[]>((resolve, reject) => {
    const range = IDBKeyRange.bound('figures/', 'figures0');
    const asked = db.transaction('meta').objectStore('meta').getAllKeys(range);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(new Error(String(asked.error)));
  });
  db.close();
  return keys;
}

/** How many rows IndexedDB gives at once while something is done. */
async function mostRead(act: () => Promise<unknown>): Promise<number> {
  let most = 0;
  const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockClear();
  await act();
  for (const { value } of getAll.mock.results)
    if (value instanceof IDBRequest && Array.isArray(value.result))
      most = Math.max(most, value.result.length);
  return most;
}

test('figures of a packed table are those of its rows, and its rows are not read', async () => {
  const { store } = await packed();
  expect(await mostRead(() => store.figures.of('expenses'))).toBe(0);
  expect(await ofFigures(store)).toEqual(await ofRows(store));
});

test('what is written after packing is in the figures at once, as it is now', async () => {
  const { store, ids } = await packed();
  const [first, second] = [ids[0] ?? '', ids[1] ?? ''];
  await store.commit('Changed', [update('expenses', first, { amount_minor: 77_777 })]);
  await store.commit('Changed', [update('expenses', second, { category: 'hotel', fx_rate: 0.5 })]);
  await store.commit('Changed', [update('expenses', first, { amount_minor: 88_888 })]);
  await store.commit('Added', [insert('expenses', newId(), spent(5))]);
  expect(await ofFigures(store)).toEqual(await ofRows(store));
  expect((await store.figures.of('expenses')).length).toBe(MANY + 1);
});

test('nothing of a row that went is left, in the figures or beneath them', async () => {
  const { store, ids } = await packed();
  const gone = ids[7] ?? '';
  await store.commit('Deleted', [remove('expenses', gone)]);
  expect(await kept(store)).toEqual([]);
  expect(await ofFigures(store)).toEqual(await ofRows(store));
});

test('many written at once are read as they are', async () => {
  const { store, ids } = await packed();
  const drafts = ids.slice(0, 300).map((id, i) => update('expenses', id, { amount_minor: -i - 1 }));
  await store.commit('Changed', drafts);
  expect(await ofFigures(store)).toEqual(await ofRows(store));
});

test('what is written while packs are made is not lost by them', async () => {
  const { store, ids } = await packed();
  for (let round = 0; round < 5; round += 1) {
    let isPacking = true;
    let written = 0;
    const packs = [0, 1, 2].map(async (later) => {
      await vi.waitUntil(() => written >= later);
      await store.figures.pack('expenses');
    });
    const all = Promise.all(packs).then(() => (isPacking = false));
    while (isPacking) {
      const id = ids[written % 3] ?? '';
      written += 1;
      const isGoing = written % 4 === 0;
      const going = ids[10 + 100 * round + written] ?? '';
      const values = { amount_minor: -written - 1000 * round };
      await store.commit('Changed', [
        isGoing ? remove('expenses', going) : update('expenses', id, values),
      ]);
    }
    await all;
    expect(await ofFigures(store)).toEqual(await ofRows(store));
  }
});

test('a long table is packed in a quiet moment after it was read', async () => {
  const { store } = device();
  const drafts = Array.from({ length: MANY }, (_, i) => insert('expenses', newId(), spent(i + 1)));
  await store.commit('Added', drafts);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await store.figures.of('expenses');
  vi.runAllTimers();
  vi.useRealTimers();
  await vi.waitFor(async () => {
    expect(await mostRead(() => store.figures.of('expenses'))).toBe(0);
  });
});

test('what a download brought is packed before it is read, what is short is not', async () => {
  const { store } = device();
  const drafts = Array.from({ length: MANY }, (_, i) => insert('expenses', newId(), spent(i + 1)));
  await store.commit('Added', drafts.slice(0, 10));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await store.figures.freshen();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  await store.commit('Added', drafts.slice(10));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await store.figures.freshen();
  expect(vi.getTimerCount()).toBe(1);
  vi.runAllTimers();
  vi.useRealTimers();
  await vi.waitFor(async () => expect((await kept(store)).length).toBe(2));
});

test('an organization that was left is packed no more, and nothing is said about it', async () => {
  const { store } = await packed();
  store.close();
  await expect(store.figures.freshen()).resolves.toBe(undefined);
});
