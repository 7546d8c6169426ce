// Days of a tour that are not shows: travel, off, rehearsal, promo, press.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { observe, removal, rows, type Local } from './tables';

export type Day = Local<Rows['days']>;

/** Days with from ≤ date ≤ to. */
export const observeDaysBetween = (from: string, to: string): Live<readonly Day[]> =>
  observe((store) =>
    rows(store, 'days').where('date').between(from, to, true, true).sortBy('date'),
  );

const days = resource<'days', 'date' | 'kind' | 'tour_id'>('days', 'Day', (a, b) =>
  a.date.localeCompare(b.date),
);
export const { one: observeDay, create: createDay } = days;

export const observeDaysOfTour = (tourId: string): Live<readonly Day[]> =>
  days.where('tour_id', tourId);

/** Deletes the day and its schedule. */
export const removeDay = (id: string): Promise<Outcome<void>> =>
  write('Day deleted', async (store) => {
    const schedule = await rows(store, 'schedule_items').where('day_id').equals(id).primaryKeys();
    return [...schedule.map((key) => removal('schedule_items', key)), removal('days', id)];
  });
