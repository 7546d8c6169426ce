// What there is around a show, counted, for its page to lead there.

import type { Live } from '../lib/live';
import type { Rows } from './rows.gen';
import { observe, rows, type Local } from './tables';

export interface ShowHub {
  readonly advances: number;
  /** how many of them are approved */
  readonly approved: number;
  readonly guestLists: number;
  readonly doors: number;
  readonly stays: readonly Local<Rows['stays']>[];
}

export const observeShowHub = (showId: string): Live<ShowHub> =>
  observe(async (store) => {
    const [advances, guestLists, doors, stays] = await Promise.all([
      rows(store, 'advances').where('show_id').equals(showId).toArray(),
      rows(store, 'guest_lists').where('show_id').equals(showId).count(),
      rows(store, 'doors').where('show_id').equals(showId).count(),
      rows(store, 'stays').where('show_id').equals(showId).toArray(),
    ]);
    return {
      advances: advances.length,
      approved: advances.filter(({ status }) => status === 'approved').length,
      guestLists,
      doors,
      stays: stays.sort((a, b) => a.check_in_on.localeCompare(b.check_in_on)),
    };
  });
