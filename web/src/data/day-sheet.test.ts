import { expect, test } from 'vitest';
import { changesSince } from './day-sheet';
import type { ScheduleItem } from './schedule';

const item = (id: string, from: string, more: Partial<ScheduleItem> = {}): ScheduleItem => ({
  organization_id: 'o',
  created_at: '2026-01-01T00:00:00Z',
  created_by: null,
  updated_at: '2026-01-01T00:00:00Z',
  updated_by: 'nora',
  seq: 5,
  local: 'synced',
  id,
  show_id: 's',
  day_id: null,
  kind: 'other',
  title: id,
  starts_at: from,
  ends_at: null,
  zone: 'UTC',
  place: null,
  notes: null,
  is_confirmed: true,
  is_hard: false,
  visibility: 'everyone',
  person_ids: [],
  teams: [],
  reader_ids: null,
  after_id: null,
  offset_minutes: null,
  template: null,
  is_critical: false,
  ...more,
});

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
test('what one did oneself is no news', () => {
  const schedule = [
    doors({ starts_at: '2026-11-23T18:20:00Z', seq: 7 }),
    item('radio', '2026-11-23T16:00:00Z'),
  ];
  expect(told(schedule, 'nora')).toEqual([]);
});
