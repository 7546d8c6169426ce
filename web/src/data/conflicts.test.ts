import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import {
  canJoin,
  observeConflicts,
  observeSettled,
  useBoth,
  useMine,
  type Conflict,
} from './conflicts';
import { signedIn, type SignedIn } from './testing/signed-in';

const me = newId();
const ben = newId();
const show = newId();
let store: OrganizationStore;
let put: SignedIn['put'];

const fields = [
  { field: 'capacity', base: 400, mine: 500, theirs: 450 },
  { field: 'city', base: null, mine: 'Ulm', theirs: 'Kiel' },
];

const conflict = (values: Record<string, unknown> = {}): Promise<void> =>
  put('conflicts', {
    table_name: 'shows',
    row_id: show,
    kind: 'edit',
    fields,
    owner_id: me,
    resolved_at: null,
    resolution: null,
    ...values,
  });

const left = async (): Promise<string[][]> =>
  (await firstOf(observeConflicts())).map((one) => one.fields.map(({ field }) => field));

const only = async (): Promise<Conflict> => {
  const [one] = await firstOf(observeConflicts());
  if (!one) throw new Error('there is no conflict');
  return one;
};

beforeEach(async () => {
  ({ store, put } = signedIn(me));
  await put('shows', { id: show, title: 'Lantern Hall', capacity: 450, city: 'Kiel' });
});

test('each field is decided alone, and the last one ends the conflict', async () => {
  await conflict();
  expect(await left()).toEqual([['capacity', 'city']]);
  expect((await useMine(await only(), 'capacity')).ok).toBe(true);
  expect(await left()).toEqual([['city']]);
  expect((await useMine(await only(), 'city')).ok).toBe(true);
  expect(await left()).toEqual([]);
  const waiting = await store.waiting(9);
  expect(waiting.map(({ table, values }) => [table, Object.keys(values).sort()])).toEqual([
    ['shows', ['capacity']],
    ['shows', ['city']],
    ['conflicts', ['resolution', 'resolved_at']],
  ]);
});
test('fields that somebody else has settled are no longer asked about', async () => {
  const [capacity, city] = fields;
  await conflict({ fields: [{ ...capacity, settled: 'theirs' }, city] });
  expect(await left()).toEqual([['city']]);
});
test('whether a deletion was mine or theirs is told by whether the row is there', async () => {
  await conflict({
    kind: 'delete',
    fields: [{ field: 'capacity', base: 1, mine: null, theirs: 2 }],
  });
  expect((await only()).isHere).toBe(true);
  await conflict({ kind: 'delete', row_id: newId() });
  expect((await firstOf(observeConflicts())).map(({ isHere }) => isHere).sort()).toEqual([
    false,
    true,
  ]);
});
test('what somebody else has settled is shown for some days, with their name', async () => {
  const at = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  await put('memberships', { user_id: ben, name: 'Ben Exam', role: 'manager' });
  await conflict({ resolved_at: at(1), resolution: 'theirs', updated_by: ben });
  await conflict({ resolved_at: at(1), resolution: 'theirs', updated_by: me });
  await conflict({ resolved_at: at(30), resolution: 'theirs', updated_by: ben });
  const settled = await firstOf(observeSettled());
  expect(settled.map(({ by, now }) => [by, now?.['capacity']])).toEqual([['Ben Exam', 450]]);
  expect(await left()).toEqual([]);
});
test('of a usual day that two changed both can be used', async () => {
  const line = (title: string, at: string) => ({ key: title, kind: 'call', title, at });
  const [crew, press] = [line('Crew', '12:00'), line('Press', '16:00')];
  await put('schedule_templates', { id: show, name: 'Club', items: [crew] });
  const changed = { field: 'items', base: [], mine: [press], theirs: [crew] };
  await conflict({ table_name: 'schedule_templates', fields: [changed] });
  const found = await only();
  expect(found.fields.map(canJoin)).toEqual([true]);
  expect((await useBoth(found, 'items')).ok).toBe(true);
  const [first] = await store.waiting(1);
  expect(first?.values['items']).toEqual([crew, press]);
});
