// What others changed lately, as the first screen tells it.

import { expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import { showOf } from './testing/evening';
import { signedIn } from './testing/signed-in';
import { observeRecentChanges } from './today';

const nora = newId();

test('a change is told by its place and date, of others only, and of no show that is over', async () => {
  const { me, put } = signedIn();
  const told = (table: string, row: Record<string, unknown>): Promise<void> =>
    put(table, { updated_at: '2027-05-01T09:00:00Z', updated_by: nora, ...row });
  const { local: _local, seq: _seq, updated_at: _at, updated_by: _by, ...values } = showOf();
  const show = { ...values, title: 'The Lanterns' };
  await told('venues', { id: 'hall', name: 'Lantern Hall' });
  await told('shows', {
    ...show,
    id: 'next',
    date: '2027-05-02',
    venue_id: 'hall',
    city: 'Brugge',
  });
  await told('shows', { ...show, id: 'over', date: '2027-04-30', city: 'Gent' });
  await told('schedule_items', { id: 'own', show_id: 'next', title: 'Bus', updated_by: me });
  await told('schedule_items', { id: 'doors', show_id: 'next', title: 'Doors' });
  const found = await firstOf(observeRecentChanges('2027-04-24T00:00:00Z', '2027-05-01'));
  expect(found.map(({ id, title, of, date }) => [id, title, of, date])).toEqual([
    ['next', 'Lantern Hall', 'Brugge', '2027-05-02'],
    ['doors', 'Doors', 'Lantern Hall', '2027-05-02'],
  ]);
});
