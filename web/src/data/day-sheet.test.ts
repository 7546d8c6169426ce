import { expect, test } from 'vitest';
import { changesSince } from './day-sheet';
import type { ScheduleItem } from './schedule';
import { itemOf } from './testing/evening';

const item = (id: string, from: string, more: Partial<ScheduleItem> = {}): ScheduleItem =>
  itemOf('other', from, { id, title: id, updated_by: 'nora', seq: 5, ...more });

const read = {
  doors: { kind: 'doors', starts_at: '2026-11-23T18:00:00Z', ends_at: null, seq: 5 },
  radio: { kind: 'press', starts_at: '2026-11-23T16:00:00Z', ends_at: null, seq: 5 },
};
const doors = (more: Partial<ScheduleItem>): ScheduleItem =>
  item('doors', '2026-11-23T18:00:00+00:00', more);

const told = (schedule: readonly ScheduleItem[], me = 'carla'): readonly string[] =>
  changesSince(read, schedule, 'UTC', me).map(({ kind, id }) => `${kind} ${id}`);

test('a sheet that is as it was read says nothing, however its times are written', () => {
  expect(told([doors({}), item('radio', '2026-11-23T16:00:00.000Z')])).toEqual([]);
});
test('what moved, came, changed or went is told, in the order of the day', () => {
  expect(
    told([
      doors({ starts_at: '2026-11-23T18:20:00Z', seq: 7 }),
      item('bus', '2026-11-23T15:00:00Z', { seq: 8 }),
    ]),
  ).toEqual(['added bus', 'removed radio', 'moved doors']);
  expect(told([doors({ seq: 9 }), item('radio', '2026-11-23T16:00:00Z')])).toEqual([
    'changed doors',
  ]);
});
test('a change says who made it', () => {
  const schedule = [doors({ seq: 9 }), item('radio', '2026-11-23T16:00:00Z')];
  const found = changesSince(read, schedule, 'UTC', 'carla');
  expect(found.map(({ kind, by }) => [kind, by])).toEqual([['changed', 'nora']]);
});
test('what one did oneself is no news', () => {
  const schedule = [
    doors({ starts_at: '2026-11-23T18:20:00Z', seq: 7 }),
    item('radio', '2026-11-23T16:00:00Z'),
  ];
  expect(told(schedule, 'nora')).toEqual([]);
});
