import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import { OrganizationStore, type ServerRow } from '../lib/offline-storage';
import { setStore } from '../lib/session';
import { observeConflicts, observeSettled, useMine, type Conflict } from './conflicts';
import { TABLES } from './rows.gen';

const me = newId();
const ben = newId();
const show = newId();
let store: OrganizationStore;
let seq = 0;

const fields = [
  { field: 'capacity', base: 400, mine: 500, theirs: 450 },
  { field: 'city', base: null, mine: 'Ulm', theirs: 'Kiel' },
];

async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const from = `1.${seq}`;
  seq += 1;
  const audit = { seq, updated_at: null, updated_by: null };
  const whole: ServerRow = { ...audit, id: newId(), ...row };
  if (seq === 1) await store.set('cursor', from);
  const cursor = `1.${seq}`;
  await store.take({
    results: [],
    changes: [{ op: 'put', table, row: whole }],
    from,
    cursor,
    head: cursor,
  });
}

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
  seq = 0;
  store = new OrganizationStore({
    userId: me,
    organizationId: newId(),
    shapes: TABLES,
    newId,
  });
  setStore(store);
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
