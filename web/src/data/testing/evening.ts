// Rows for tests of an evening: a show, and times of its schedule, with nothing said that a test
// does not say itself.

import type { ScheduleItem } from '../schedule';
import type { Show } from '../shows';

/** What every row has. */
export const audit = {
  organization_id: 'o',
  created_at: '2026-01-01T00:00:00Z',
  created_by: null,
  updated_at: '2026-01-01T00:00:00Z',
  updated_by: null,
  seq: 1,
  local: 'synced',
} as const;

export const itemOf = (
  kind: ScheduleItem['kind'],
  starts_at: string,
  more: Partial<ScheduleItem> = {},
): ScheduleItem => ({
  ...audit,
  id: kind,
  show_id: 's',
  day_id: null,
  kind,
  title: kind,
  starts_at,
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

export const showOf = (more: Partial<Show> = {}): Show => ({
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
  doors_at: null,
  starts_at: null,
  ends_at: null,
  curfew_at: null,
  capacity: null,
  promoter: null,
  promoter_email: null,
  notes: null,
  ...more,
});
