import { readFile } from 'node:fs/promises';
import Dexie from 'dexie';
import { beforeEach, expect, test, vi } from 'vitest';
import { leaveOrganization, signOut, startSession } from './account';
import { newId } from './core';
import { databaseName } from './offline-storage';
import { organizationDatabases, SharedStore } from './offline-storage/shared';
import { fakeLocalStorage, fakeSubscription } from './testing/browser';

const userId = newId();
const gone = newId();
const elsewhere = newId();
const unsure = newId();
const unsubscribe = vi.fn(() => Promise.resolve(true));
const deletedCaches = vi.fn((name: string) => Promise.resolve(name !== ''));
const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status });

/** The user is in no organization any more; about `unsure` the server gives no word. */
async function server(path: string, init: RequestInit): Promise<Response> {
  if (!path.startsWith('/api/sync')) return json(200, []);
  const { organization_id } = JSON.parse(String(init.body));
  if (organization_id === unsure) return json(500, { code: 'database' });
  return json(403, { code: 'no_membership', message: 'No member.', purge: true });
}

beforeEach(async () => {
  fakeLocalStorage();
  fakeSubscription(unsubscribe);
  unsubscribe.mockClear();
  deletedCaches.mockClear();
  vi.stubGlobal('fetch', vi.fn(server));
  vi.stubGlobal('caches', {
    keys: () => Promise.resolve(['app-precache-v2', 'files']),
    delete: deletedCaches,
  });
  const core = await readFile(new URL('./core.wasm', import.meta.url));
  const shared = new SharedStore();
  await shared.set('account', {
    userId,
    email: 'vera@example.test',
    name: null,
    accessToken: 'a',
    refreshToken: 'r',
    expiresAt: Date.now() + 900_000,
    isExpired: false,
  });
  for (const organizationId of [gone, elsewhere, unsure]) {
    const database = new Dexie(databaseName(userId, organizationId));
    database.version(1).stores({ meta: 'key' });
    await database.open();
    database.close();
  }
  await startSession({
    shapes: {},
    core: new Response(core, { headers: { 'content-type': 'application/wasm' } }),
  });
});

test('leaving takes the database, other caches and the push subscription, and asks about the rest', async () => {
  expect((await leaveOrganization(gone)).ok).toBe(true);
  await vi.waitFor(async () =>
    // no word is no reason to delete
    expect(await organizationDatabases()).toEqual([databaseName(userId, unsure)]),
  );
  expect(unsubscribe).toHaveBeenCalled();
  expect(deletedCaches.mock.calls.every(([name]) => name === 'files')).toBe(true);
  expect(deletedCaches).toHaveBeenCalled();
});
test('signing out takes everything, and the push subscription with it', async () => {
  expect((await signOut()).ok).toBe(true);
  expect(await organizationDatabases()).toEqual([]);
  expect(unsubscribe).toHaveBeenCalled();
  expect(await new SharedStore().get('account')).toBeUndefined();
});
