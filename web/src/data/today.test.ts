// What others changed lately, as the first screen tells it.

import { expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import { OrganizationStore, type ServerRow } from '../lib/offline-storage';
import { setSession, setStore } from '../lib/session';
import { TABLES } from './rows.gen';
import { showOf } from './testing/evening';
import { observeRecentChanges } from './today';

const me = newId();
const nora = newId();
const store = new OrganizationStore({
  userId: me,
  organizationId: newId(),
  shapes: TABLES,
  newId,
});
let seq = 0;

async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const from = `1.${seq}`;
  seq += 1;
  const audit = { seq, updated_at: '2027-05-01T09:00:00Z', updated_by: nora };
  const whole: ServerRow = { ...audit, id: newId(), ...row };
  if (seq === 1) await store.set('cursor', from);
  const cursor = `1.${seq}`;
  const changes = [{ op: 'put' as const, table, row: whole }];
  await store.take({ results: [], changes, from, cursor, head: cursor });
}

test('a change is told by its place and date, of others only, and of no show that is over', async () => {
  setStore(store);
  const current = {
    organizationId: store.organizationId,
    name: 'Lanterns',
    type: 'artist',
    role: 'owner',
  } as const;
  setSession({
    kind: 'signed-in',
    user: { id: me, email: 'me@example.test', name: null },
    belongings: [current],
    current,
    isExpired: false,
  });
  const { local: _local, seq: _seq, updated_at: _at, updated_by: _by, ...values } = showOf();
  const show = { ...values, title: 'The Lanterns' };
  await put('venues', { id: 'hall', name: 'Lantern Hall' });
  await put('shows', { ...show, id: 'next', date: '2027-05-02', venue_id: 'hall', city: 'Brugge' });
  await put('shows', { ...show, id: 'over', date: '2027-04-30', city: 'Gent' });
  await put('schedule_items', { id: 'own', show_id: 'next', title: 'Bus', updated_by: me });
  await put('schedule_items', { id: 'doors', show_id: 'next', title: 'Doors' });
  const found = await firstOf(observeRecentChanges('2027-04-24T00:00:00Z', '2027-05-01'));
  expect(found.map(({ id, title, of, date }) => [id, title, of, date])).toEqual([
    ['next', 'Lantern Hall', 'Brugge', '2027-05-02'],
    ['doors', 'Doors', 'Lantern Hall', '2027-05-02'],
  ]);
});
