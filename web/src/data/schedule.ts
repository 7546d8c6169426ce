// Schedule items: what happens when, on a show or on another day; moved by data/running-day.

import { resource } from './resource';
import type { Rows } from './rows.gen';
import type { Local } from './tables';

export type ScheduleItem = Local<Rows['schedule_items']>;

export const scheduleItems = resource<'schedule_items', 'kind' | 'title' | 'starts_at' | 'zone'>(
  'schedule_items',
  'Time',
  (a, b) => a.starts_at.localeCompare(b.starts_at),
);
