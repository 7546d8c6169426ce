import { expect, test } from 'vitest';
import type { Change } from './history';
import { changeAfter, codeOf, type NewerRow } from './sheet-check';

test('a code names a show or a day, and a version', () => {
  expect(codeOf('#show_id=s&seq=12')).toEqual({ showId: 's', dayId: '', seq: 12 });
  expect(codeOf('#day_id=d&seq=0')).toEqual({ showId: '', dayId: 'd', seq: 0 });
});
test('what is no code is not taken for one', () => {
  for (const hash of ['', '#seq=1', '#show_id=s', '#show_id=s&day_id=d&seq=1', '#show_id=s&seq=-1'])
    expect(codeOf(hash)).toBeUndefined();
});

const row: NewerRow = {
  table: 'schedule_items',
  id: 'i',
  title: 'Doors',
  zone: 'UTC',
  seq: 9,
  covered: ['doors_at'],
  by: null,
  at: null,
};
const change = (seq: number, field: string, before: unknown, after: unknown): Change => ({
  seq,
  ord: 0,
  at: `2026-11-23T1${seq}:00:00Z`,
  op: 'update',
  actor: { id: 'u', name: 'Nora' },
  fields: [{ field, before, after }],
});

test('several changes since the paper are one, from what it says to what is', () => {
  const history = [
    change(9, 'starts_at', '19:20', '19:30'),
    change(7, 'starts_at', '19:00', '19:20'),
    change(3, 'starts_at', '18:00', '19:00'),
  ];
  expect(changeAfter(row, history, 5)).toMatchObject({
    kind: 'changed',
    by: 'Nora',
    fields: [{ field: 'starts_at', before: '19:00', after: '19:30' }],
  });
});
test('what changed back, or is not on a sheet, makes no paper wrong', () => {
  expect(
    changeAfter(row, [change(7, 'place', 'A', 'B'), change(9, 'place', 'B', 'A')], 5),
  ).toBeUndefined();
  expect(changeAfter(row, [change(7, 'is_critical', false, true)], 5)).toBeUndefined();
  expect(changeAfter(row, [change(7, 'doors_at', '19:00', '19:20')], 5)).toBeUndefined();
  expect(changeAfter(row, [change(4, 'place', 'A', 'B')], 5)).toBeUndefined();
});
