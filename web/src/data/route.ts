// The way of a tour: its shows in order, where they are, how far it is from one to the next.

import { distance, estimateDrive, type Place } from '../lib/core/plan';
import type { Live } from '../lib/live';
import type { Day } from './days';
import type { Hold } from './holds';
import { withVenues, type Show, type ShowWithVenue } from './shows';
import { observe, rows } from './tables';
import type { Tour } from './tours';
import type { Venue } from './venues';

export interface TourRoute {
  readonly tour: Tour;
  /** by date */
  readonly shows: readonly ShowWithVenue[];
  readonly days: readonly Day[];
  readonly holds: readonly Hold[];
}

/** A show on the map. */
export interface Stop extends ShowWithVenue {
  readonly place: Place | undefined;
  /** false: somewhere in its country, which is all that is known */
  readonly isExact: boolean;
}

export interface Way {
  readonly from: Stop;
  readonly to: Stop;
  /** of road and at the wheel, both estimated; undefined where a place is missing */
  readonly metres: number | undefined;
  readonly seconds: number | undefined;
}

export interface WaySum {
  readonly metres: number;
  readonly seconds: number;
}

const gone: ReadonlySet<string> = new Set(['released', 'postponed', 'cancelled']);

/** Undefined while there is no such tour. */
export const observeTourRoute = (tourId: string): Live<TourRoute | undefined> =>
  observe(async (store) => {
    const tour = await rows(store, 'tours').get(tourId);
    if (!tour) return undefined;
    const [shows, days, holds] = await Promise.all([
      rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date'),
      rows(store, 'days').where('tour_id').equals(tourId).sortBy('date'),
      rows(store, 'holds').toArray(),
    ]);
    const going = shows.filter(({ status }) => !gone.has(status));
    return { tour, days, holds, shows: await withVenues(store, going) };
  });

export const cityOf = ({
  show,
  venue,
}: {
  readonly show: Show;
  readonly venue: Venue | undefined;
}) => venue?.city ?? show.city ?? show.title;

/** The stops of the shows; `somewhereIn` gives the middle of a country for those without a place. */
export const stopsOf = (
  shows: readonly ShowWithVenue[],
  somewhereIn: (country: string) => Place | undefined,
): readonly Stop[] =>
  shows.map(({ show, venue }) => {
    if (venue && venue.latitude !== null && venue.longitude !== null) {
      const place = { latitude: venue.latitude, longitude: venue.longitude };
      return { show, venue, place, isExact: true };
    }
    const country = venue?.country ?? show.country;
    return { show, venue, place: country ? somewhereIn(country) : undefined, isExact: false };
  });

/** From each stop to the next; a country's middle is no place to measure from. */
export const waysOf = (stops: readonly Stop[]): readonly Way[] =>
  stops.slice(1).map((to, i) => {
    const from = stops[i] ?? to;
    if (!from.isExact || !to.isExact || !from.place || !to.place) {
      return { from, to, metres: undefined, seconds: undefined };
    }
    const straight = distance(from.place, to.place);
    const drive = straight === undefined ? undefined : estimateDrive(straight);
    return { from, to, metres: drive?.metres, seconds: drive?.seconds };
  });

export const sumOf = (ways: readonly Way[]): WaySum => ({
  metres: ways.reduce((sum, { metres }) => sum + (metres ?? 0), 0),
  seconds: ways.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
});
