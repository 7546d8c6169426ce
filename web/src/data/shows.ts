// Shows: the dates people play; and what hangs on one.

import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { success, type Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import {
  change,
  insertion,
  observe,
  removal,
  rows,
  rowsById,
  type Fresh,
  type Local,
} from './tables';
import type { Venue } from './venues';

export type Show = Local<Rows['shows']>;
export type ShowStatus = Show['status'];

/** A show with what a list shows of it. */
export interface ShowWithVenue {
  readonly show: Show;
  readonly venue: Venue | undefined;
}

/** By date. */
export const {
  one: observeShow,
  all: observeShows,
  create: createShow,
  update: updateShow,
} = resource<'shows', 'title' | 'date'>(
  'shows',
  'Show',
  (a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id),
);

/** The shows as they come, each with its venue. */
export async function withVenues(
  store: OrganizationStore,
  shows: readonly Show[],
): Promise<readonly ShowWithVenue[]> {
  const venues = await rowsById(
    store,
    'venues',
    shows.map(({ venue_id }) => venue_id),
  );
  return shows.map((show) => ({ show, venue: venues.get(show.venue_id ?? '') }));
}

/** The shows of a tour, by date, each with its venue. */
export const observeShowsOfTour = (tourId: string): Live<readonly ShowWithVenue[]> =>
  observe(async (store) => {
    const shows = await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date');
    return withVenues(store, shows);
  });

/** Shows with from ≤ date ≤ to (business dates), each with its venue. */
export const observeShowsBetween = (from: string, to: string): Live<readonly ShowWithVenue[]> =>
  observe(async (store) => {
    const shows = await rows(store, 'shows')
      .where('date')
      .between(from, to, true, true)
      .sortBy('date');
    return withVenues(store, shows);
  });

/** A venue that a show brings along because it is new too. */
export type NewVenue = Fresh<'venues', 'name'>;

/** A show and its new venue: one write, one undo. Answers the show's id. */
export async function createShowAt(
  venue: NewVenue,
  values: Fresh<'shows', 'title' | 'date'>,
): Promise<Outcome<string>> {
  const place = insertion('venues', venue);
  const show = insertion('shows', { status: 'idea', ...values, venue_id: place.id });
  const outcome = await write('Show added', () => Promise.resolve([place, show]));
  return outcome.ok ? success(show.id) : outcome;
}

/** Deletes the show with its schedule and money; expenses and travel stay, without a show. */
export const removeShow = (id: string): Promise<Outcome<void>> =>
  write('Show deleted', async (store) => {
    const byShow = (name: 'schedule_items' | 'show_financials' | 'expenses' | 'travel') =>
      store.table(name).where('show_id').equals(id).primaryKeys();
    const [schedule, money, expenses, travel] = await Promise.all([
      byShow('schedule_items'),
      byShow('show_financials'),
      byShow('expenses'),
      byShow('travel'),
    ]);
    return [
      ...schedule.map((key) => removal('schedule_items', String(key))),
      ...money.map((key) => removal('show_financials', String(key))),
      ...expenses.map((key) => change('expenses', String(key), { show_id: null })),
      ...travel.map((key) => change('travel', String(key), { show_id: null })),
      removal('shows', id),
    ];
  });
