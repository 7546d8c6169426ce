// Venues: where shows happen, with their stages; shared by all tours of an organization.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, observe, removal, rows, type Local } from './tables';

export type Venue = Local<Rows['venues']>;
export type Stage = Local<Rows['stages']>;

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name);

/** By name. */
export const {
  one: observeVenue,
  all: observeVenues,
  create: createVenue,
  update: updateVenue,
} = resource<'venues', 'name'>('venues', 'Venue', byName);

export const stages = resource<'stages', 'venue_id' | 'name'>('stages', 'Stage', byName);

/** The venue of a show, or undefined where none is set or known. */
export const observeVenueOfShow = (showId: string): Live<Venue | undefined> =>
  observe(async (store) => {
    const show = await rows(store, 'shows').get(showId);
    return show?.venue_id ? rows(store, 'venues').get(show.venue_id) : undefined;
  });

/** Deletes the venue with its stages; its shows stay, without a venue. */
export const removeVenue = (id: string): Promise<Outcome<void>> =>
  write('Venue deleted', async (store) => {
    const [shows, places] = await Promise.all([
      rows(store, 'shows').where('venue_id').equals(id).primaryKeys(),
      rows(store, 'stages').where('venue_id').equals(id).primaryKeys(),
    ]);
    return [
      ...shows.map((key) => change('shows', key, { venue_id: null })),
      ...places.map((key) => removal('stages', key)),
      removal('venues', id),
    ];
  });

type Placed = Pick<Venue, 'id' | 'name' | 'city' | 'country' | 'latitude' | 'longitude'>;

const isSamePlace = (a: string | null, b: string | null): boolean =>
  (a ?? '').trim().toLocaleLowerCase() === (b ?? '').trim().toLocaleLowerCase();

/** Another venue of the same city whose position is known: near enough until more is said. */
export const neighbourOf = <V extends Placed>(
  venue: Pick<Placed, 'city' | 'country'> & { readonly id?: string },
  venues: readonly V[],
): V | undefined =>
  venue.city?.trim()
    ? venues.find(
        (other) =>
          other.id !== venue.id &&
          other.latitude !== null &&
          other.longitude !== null &&
          isSamePlace(other.city, venue.city) &&
          (!venue.country || !other.country || isSamePlace(other.country, venue.country)),
      )
    : undefined;
