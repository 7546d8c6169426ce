// Days of a tour that are not shows: travel, off, rehearsal, promo, press.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write, writeRow } from '../lib/records';
import {
  change,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type Fresh,
  type Local,
  type Values,
} from './tables';
import type { Rows } from './rows.gen';

export type Day = Local<Rows['days']>;

export const observeDaysOfTour = (tourId: string): Live<readonly Day[]> =>
  observe((store) => rows(store, 'days').where('tour_id').equals(tourId).sortBy('date'));

/** Days with from ≤ date ≤ to. */
export const observeDaysBetween = (from: string, to: string): Live<readonly Day[]> =>
  observe((store) =>
    rows(store, 'days').where('date').between(from, to, true, true).sortBy('date'),
  );

export const observeDay = (id: string): Live<Day | undefined> => observeRow('days', id);

export const createDay = (
  values: Fresh<'days', 'date' | 'kind' | 'tour_id'>,
): Promise<Outcome<string>> => writeRow('Day added', insertion('days', values));

export const updateDay = (id: string, values: Values<'days'>): Promise<Outcome<string>> =>
  writeRow('Day changed', change('days', id, values));

/** Deletes the day and its schedule. */
export const removeDay = (id: string): Promise<Outcome<void>> =>
  write('Day deleted', async (store) => {
    const schedule = await rows(store, 'schedule_items').where('day_id').equals(id).primaryKeys();
    return [...schedule.map((key) => removal('schedule_items', key)), removal('days', id)];
  });
