// Tours: the trips that shows, days, travel and expenses belong to.

import { mapLive, type Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, observe, observeKept, removal, rows, type Local } from './tables';

export type Tour = Local<Rows['tours']>;

export interface TourSummary {
  readonly tour: Tour;
  readonly shows: number;
  /** the first show on or after `today`, if any */
  readonly next: { readonly id: string; readonly date: string; readonly title: string } | undefined;
}

/** Newest first; tours without dates come first, they are being planned. */
const byStart = (a: Tour, b: Tour): number =>
  (b.starts_on ?? '9999').localeCompare(a.starts_on ?? '9999');

export const {
  read: readTours,
  create: createTour,
  update: updateTour,
} = resource<'tours', 'name'>('tours', 'Tour', byStart);

export const observeTours: () => Live<readonly Tour[]> = observeKept(readTours);

export const observeTour = (id: string): Live<Tour | undefined> =>
  mapLive(observeTours(), (tours) => tours.find((tour) => tour.id === id));

export const observeTourSummaries = (today: string): Live<readonly TourSummary[]> =>
  observe(async (store) => {
    const [tours, shows] = await Promise.all([
      rows(store, 'tours').toArray(),
      rows(store, 'shows').orderBy('date').toArray(),
    ]);
    tours.sort(byStart);
    return tours.map((tour) => {
      const own = shows.filter((show) => show.tour_id === tour.id);
      const next = own.find((show) => show.date >= today && show.status !== 'cancelled');
      return { tour, shows: own.length, next };
    });
  });

/** What goes with a tour, in an order in which nothing that refers to another goes after it. */
const partsOfTour = ['days', 'per_diems', 'per_diem_rules', 'budget_lines', 'commissions'] as const;
const looseOfTour = ['shows', 'expenses', 'travel', 'payments'] as const;

/**
 * Deletes the tour, its days, plans and per diems; its shows, travel, expenses and payments stay,
 * without a tour.
 */
export const removeTour = (id: string): Promise<Outcome<void>> =>
  write('Tour deleted', async (store) => {
    const byTour = async (name: (typeof partsOfTour | typeof looseOfTour)[number]) => {
      const keys = await store.table(name).where('tour_id').equals(id).primaryKeys();
      return keys.map(String);
    };
    const loose = await Promise.all(
      looseOfTour.map(async (name) =>
        (await byTour(name)).map((key) => change(name, key, { tour_id: null })),
      ),
    );
    const parts = await Promise.all(
      partsOfTour.map(async (name) => (await byTour(name)).map((key) => removal(name, key))),
    );
    return [...loose.flat(), ...parts.flat(), removal('tours', id)];
  });
