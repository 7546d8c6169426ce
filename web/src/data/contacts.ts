// Contacts: whom to call about what, at a venue, for a show or for a tour.

import type { Live } from '../lib/live';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { observe, rows, type Local } from './tables';

export type Contact = Local<Rows['contacts']>;

export const contacts = resource<'contacts', 'name'>('contacts', 'Contact', (a, b) =>
  a.name.localeCompare(b.name),
);

/** Those of a show: its own first, then the house's, then the tour's. */
export const observeContactsOfShow = (showId: string): Live<readonly Contact[]> =>
  observe(async (store) => {
    const show = await rows(store, 'shows').get(showId);
    const table = rows(store, 'contacts');
    const [own, house, tour] = await Promise.all([
      table.where('show_id').equals(showId).toArray(),
      show?.venue_id ? table.where('venue_id').equals(show.venue_id).toArray() : [],
      show?.tour_id ? table.where('tour_id').equals(show.tour_id).toArray() : [],
    ]);
    const known = new Map([...own, ...house, ...tour].map((one) => [one.id, one]));
    return [...known.values()];
  });
