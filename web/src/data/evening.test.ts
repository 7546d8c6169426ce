import { expect, test } from 'vitest';
import { eveningOf } from './evening';
import type { ScheduleItem } from './schedule';
import { itemOf, showOf } from './testing/evening';

const show = showOf({
  doors_at: '2026-11-23T18:00:00Z',
  starts_at: '2026-11-23T20:00:00Z',
  curfew_at: '2026-11-24T00:00:00Z',
});

const item = (kind: ScheduleItem['kind'], startsAt: string): ScheduleItem =>
  itemOf(kind, startsAt, { zone: 'Europe/Berlin' });

test('an evening has the schedule and the times of the show itself, in order', () => {
  const evening = eveningOf(
    show,
    show.date,
    [item('load_in', '2026-11-23T13:00:00Z')],
    'Europe/Berlin',
  );
  expect(evening.map(({ id }) => id)).toEqual([
    'load_in',
    'show:doors_at',
    'show:starts_at',
    'show:curfew_at',
  ]);
});

test('a schedule item stands for the time of the show of the same kind', () => {
  const evening = eveningOf(
    show,
    show.date,
    [item('doors', '2026-11-23T18:30:00Z')],
    'Europe/Berlin',
  );
  expect(evening.filter(({ kind }) => kind === 'doors').map(({ id }) => id)).toEqual(['doors']);
});

test('a curfew cannot move, whoever wrote it down', () => {
  const curfew = item('curfew', '2026-11-23T22:00:00Z');
  const evening = eveningOf(show, show.date, [curfew], 'Europe/Berlin');
  expect(evening.filter(({ isHard }) => isHard).map(({ id }) => id)).toEqual(['curfew']);
});

test('what starts after midnight is marked and stays in the same evening', () => {
  const evening = eveningOf(
    show,
    show.date,
    [item('load_out', '2026-11-23T23:30:00Z')],
    'Europe/Berlin',
  );
  expect(evening.filter((one) => one.isAfterMidnight).map(({ id }) => id)).toEqual([
    'load_out',
    'show:curfew_at',
  ]);
});
