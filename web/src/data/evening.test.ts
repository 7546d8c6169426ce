import { expect, test } from 'vitest';
import { eveningOf } from './evening';
import type { ScheduleItem } from './schedule';
import type { Show } from './shows';

const audit = {
  organization_id: 'o',
  created_at: '2026-01-01T00:00:00Z',
  created_by: null,
  updated_at: '2026-01-01T00:00:00Z',
  updated_by: null,
  seq: 1,
  local: 'synced',
} as const;

const show: Show = {
  ...audit,
  id: 's',
  tour_id: null,
  venue_id: null,
  title: 'Show',
  date: '2026-11-23',
  status: 'confirmed',
  billing: 'headline',
  city: null,
  country: null,
  zone: null,
  doors_at: '2026-11-23T18:00:00Z',
  starts_at: '2026-11-23T20:00:00Z',
  ends_at: null,
  curfew_at: '2026-11-24T00:00:00Z',
  capacity: null,
  promoter: null,
  promoter_email: null,
  notes: null,
};

const item = (kind: ScheduleItem['kind'], starts_at: string): ScheduleItem => ({
  ...audit,
  id: kind,
  show_id: 's',
  day_id: null,
  kind,
  title: kind,
  starts_at,
  ends_at: null,
  zone: 'Europe/Berlin',
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
});

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
