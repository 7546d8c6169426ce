// Venues: where shows happen; shared by all tours of an organization.

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

export type Venue = Local<Rows['venues']>;

/** By name. */
export const observeVenues = (): Live<readonly Venue[]> =>
  observe((store) => rows(store, 'venues').orderBy('name').toArray());

export const observeVenue = (id: string): Live<Venue | undefined> => observeRow('venues', id);

/** The venue of a show, or undefined where none is set or known. */
export const observeVenueOfShow = (showId: string): Live<Venue | undefined> =>
  observe(async (store) => {
    const show = await rows(store, 'shows').get(showId);
    return show?.venue_id ? rows(store, 'venues').get(show.venue_id) : undefined;
  });

export const createVenue = (values: Fresh<'venues', 'name'>): Promise<Outcome<string>> =>
  writeRow('Venue added', insertion('venues', values));

export const updateVenue = (id: string, values: Values<'venues'>): Promise<Outcome<string>> =>
  writeRow('Venue changed', change('venues', id, values));

/** Deletes the venue; its shows stay, without a venue. */
export const removeVenue = (id: string): Promise<Outcome<void>> =>
  write('Venue deleted', async (store) => {
    const shows = await rows(store, 'shows').where('venue_id').equals(id).primaryKeys();
    return [...shows.map((key) => change('shows', key, { venue_id: null })), removal('venues', id)];
  });
