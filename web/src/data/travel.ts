// Travel: the legs of a journey, each with its own zones, for some people or the whole party.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import {
  change,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type Changes,
  type Fresh,
  type Local,
} from './tables';
import type { Rows } from './rows.gen';

export type Travel = Local<Rows['travel']>;
export type TravelMode = Travel['mode'];

const byDeparture = (a: Travel, b: Travel): number =>
  (a.departs_at ?? '').localeCompare(b.departs_at ?? '');

export const observeTravelOfTour = (tourId: string): Live<readonly Travel[]> =>
  observe(async (store) =>
    (await rows(store, 'travel').where('tour_id').equals(tourId).toArray()).sort(byDeparture),
  );

export const observeTravelOfShow = (showId: string): Live<readonly Travel[]> =>
  observe(async (store) =>
    (await rows(store, 'travel').where('show_id').equals(showId).toArray()).sort(byDeparture),
  );

/** Legs that depart at or after `instant` (ISO, UTC), soonest first. */
export const observeTravelFrom = (instant: string, limit = 20): Live<readonly Travel[]> =>
  observe((store) =>
    rows(store, 'travel').where('departs_at').aboveOrEqual(instant).limit(limit).toArray(),
  );

export const observeTravelLeg = (id: string): Live<Travel | undefined> => observeRow('travel', id);

export const createTravel = (values: Fresh<'travel', 'mode'>): Promise<Outcome<string>> =>
  writeRow('Travel added', insertion('travel', { status: 'booked', ...values }));

export const updateTravel = (id: string, values: Changes<'travel'>): Promise<Outcome<string>> =>
  writeRow('Travel changed', change('travel', id, values));

export const removeTravel = (id: string): Promise<Outcome<string>> =>
  writeRow('Travel deleted', removal('travel', id));
