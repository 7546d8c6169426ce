// Radius clauses: which shows are too near to another one, in place and in time. Core judges.

import { dayNumber } from '../lib/core';
import { judgeRadius, loadPlan } from '../lib/core/plan';
import type { Live } from '../lib/live';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import type { Show, ShowWithVenue } from './shows';
import { observe, rows, type Local } from './tables';

export type RadiusClause = Local<Rows['radius_clauses']>;

export interface ClauseAt extends ShowWithVenue {
  readonly clause: RadiusClause;
}

/** A show that breaks another show's clause. */
export interface Breach {
  readonly held: ClauseAt;
  readonly broken: Placed;
  readonly metres: number;
  /** how many days after the clause's show; negative: before */
  readonly days: number;
}

/** A show as far as it is decided: it may not be written yet. */
export interface Placed {
  readonly show: Pick<Show, 'id' | 'date' | 'title' | 'city' | 'status'>;
  readonly venue:
    { readonly latitude: number | null; readonly longitude: number | null } | undefined;
}

export interface RadiusView {
  readonly clauses: readonly ClauseAt[];
  readonly shows: readonly ShowWithVenue[];
}

const METRES_A_KM = 1000;
const over: ReadonlySet<string> = new Set(['released', 'postponed', 'cancelled']);

export const radiusClauses = resource<
  'radius_clauses',
  'show_id' | 'distance_km' | 'days_before' | 'days_after'
>('radius_clauses', 'Radius clause');

const dayOf = (date: string): number => dayNumber(date) ?? 0;

const placeOf = ({ venue }: Placed) =>
  venue && venue.latitude !== null && venue.longitude !== null
    ? { latitude: venue.latitude, longitude: venue.longitude }
    : undefined;

/** Where both places are known; a show never breaks its own clause. `loadPlan` comes first. */
export function breachesOf(
  clauses: readonly ClauseAt[],
  shows: readonly Placed[],
): readonly Breach[] {
  return clauses.flatMap((held) => {
    const around = placeOf(held);
    if (!around || over.has(held.show.status)) return [];
    const { distance_km, days_before, days_after } = held.clause;
    return shows.flatMap((one): readonly Breach[] => {
      const place = placeOf(one);
      if (!place || one.show.id === held.show.id || over.has(one.show.status)) return [];
      const found = judgeRadius(
        {
          ...around,
          day: dayOf(held.show.date),
          metres: distance_km * METRES_A_KM,
          daysBefore: days_before,
          daysAfter: days_after,
        },
        { ...place, day: dayOf(one.show.date) },
      );
      if (!found?.isBroken) return [];
      return [{ held, broken: one, metres: found.metres, days: found.days }];
    });
  });
}

/** Every clause with its show, and every show; core is there when the first value comes. */
export const observeRadius = (): Live<RadiusView> =>
  observe(async (store) => {
    const [clauses, all, venues] = await Promise.all([
      rows(store, 'radius_clauses').toArray(),
      rows(store, 'shows').orderBy('date').toArray(),
      rows(store, 'venues').toArray(),
    ]);
    if (clauses.length > 0) await loadPlan();
    const venueOf = new Map(venues.map((venue) => [venue.id, venue]));
    const shows = all.map((show) => ({ show, venue: venueOf.get(show.venue_id ?? '') }));
    const showOf = new Map(shows.map((one) => [one.show.id, one]));
    return {
      shows,
      clauses: clauses.flatMap((clause) => {
        const at = showOf.get(clause.show_id);
        return at ? [{ ...at, clause }] : [];
      }),
    };
  });

/** What a show on this date at this venue would break, or does; empty while nothing is known. */
export const breachesAbout = (view: RadiusView, one: Placed): readonly Breach[] => {
  const own = view.clauses.filter(({ show }) => show.id === one.show.id);
  const moved = own.map((held) => ({ ...held, show: { ...held.show, date: one.show.date } }));
  return [
    ...breachesOf(
      view.clauses.filter((held) => !own.includes(held)),
      [one],
    ),
    ...breachesOf(moved, view.shows),
  ];
};
