// Schedule items: what happens when, on a show or on another day.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import {
  change,
  insertion,
  observe,
  removal,
  rows,
  observeRow,
  type Changes,
  type Fresh,
  type Local,
} from './tables';
import type { Rows } from './rows.gen';

export type ScheduleItem = Local<Rows['schedule_items']>;

export const observeScheduleOfShow = (showId: string): Live<readonly ScheduleItem[]> =>
  observe((store) =>
    rows(store, 'schedule_items').where('show_id').equals(showId).sortBy('starts_at'),
  );

export const observeScheduleOfDay = (dayId: string): Live<readonly ScheduleItem[]> =>
  observe((store) =>
    rows(store, 'schedule_items').where('day_id').equals(dayId).sortBy('starts_at'),
  );

export const observeScheduleItem = (id: string): Live<ScheduleItem | undefined> =>
  observeRow('schedule_items', id);

export const createScheduleItem = (
  values: Fresh<'schedule_items', 'kind' | 'title' | 'starts_at' | 'zone'>,
): Promise<Outcome<string>> => writeRow('Schedule item added', insertion('schedule_items', values));

export const updateScheduleItem = (
  id: string,
  values: Changes<'schedule_items'>,
): Promise<Outcome<string>> => writeRow('Schedule changed', change('schedule_items', id, values));

export const removeScheduleItem = (id: string): Promise<Outcome<string>> =>
  writeRow('Schedule item deleted', removal('schedule_items', id));
