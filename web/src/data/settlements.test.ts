// A version as it is watched: told again with whatever comes to it.

import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { OrganizationStore, type ServerRow } from '../lib/offline-storage';
import { setSession, setStore } from '../lib/session';
import { FakeLocks } from '../lib/testing/locks';
import { TABLES } from './rows.gen';
import { addSignature, observeVersion } from './settlements';

const [show, run, settlement] = [newId(), newId(), newId()];
const hash = 'ab'.repeat(32);
let store: OrganizationStore;
let seq = 0;

async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const from = `1.${seq}`;
  seq += 1;
  const whole: ServerRow = { seq, updated_at: null, updated_by: null, id: newId(), ...row };
  if (seq === 1) await store.set('cursor', from);
  const cursor = `1.${seq}`;
  const changes = [{ op: 'put' as const, table, row: whole }];
  await store.take({ results: [], changes, from, cursor, head: cursor });
}

beforeEach(async () => {
  seq = 0;
  const organizationId = newId();
  const me = newId();
  Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
  store = new OrganizationStore({ userId: me, organizationId, shapes: TABLES, newId });
  setStore(store);
  const current = { organizationId, name: 'Lanterns', type: 'artist', role: 'owner' } as const;
  setSession({
    kind: 'signed-in',
    user: { id: me, email: 'me@example.test', name: null },
    belongings: [current],
    current,
    isExpired: false,
  });
  await put('shows', { id: show, title: 'Lantern Night', date: '2027-05-01', status: 'played' });
  await put('settlement_runs', { id: run, name: 'North', currency: 'EUR', show_ids: [show] });
});

const signature = {
  party: 'artist',
  name: 'Tilda Example',
  job: null,
  hash,
  signedAt: '2027-05-02T00:40:00.000Z',
  publicKey: 'key',
  signature: 'signed',
  drawing: null,
} as const;

test.each([
  ['show', { show_id: show, run_id: null, input: {} }],
  [
    'run',
    {
      show_id: null,
      run_id: run,
      input: { shows: [{ show_id: show, name: 'Hamburg', date: '2027-05-01' }] },
    },
  ],
])('the version of a %s is told again when it is signed', async (_, of) => {
  await put('settlements', {
    id: settlement,
    ...of,
    version: 1,
    status: 'presented',
    result_hash: hash,
    currency: 'EUR',
  });
  let stop: (() => void) | undefined;
  const names = await new Promise<readonly string[]>((resolve, reject) => {
    stop = observeVersion(settlement).subscribe({
      next: (found) => {
        if (!found) return;
        const { subject, version } = found;
        if (version.signatures.length > 0) resolve(version.signatures.map(({ name }) => name));
        else void addSignature(subject, version, signature);
      },
      failed: ({ message }) => reject(new Error(message)),
    });
  });
  stop?.();
  expect(names).toEqual(['Tilda Example']);
});
