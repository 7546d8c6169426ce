// What there is around a show, for its page: counted where it leads there, whole where it is shown.

import type { Live } from '../lib/live';
import { can } from '../lib/session';
import { openConflictsOf } from './conflicts';
import { newestFirst, type Expense } from './expenses';
import type { ShowFinancial } from './financials';
import type { Rows } from './rows.gen';
import { observe, rows, type Local } from './tables';
import { byDeparture, type Travel } from './travel';

export interface ShowHub {
  readonly advances: number;
  /** how many of them are approved */
  readonly approved: number;
  readonly guestLists: number;
  readonly doors: number;
  readonly stays: readonly Local<Rows['stays']>[];
  /** by departure */
  readonly legs: readonly Travel[];
  /** newest first */
  readonly expenses: readonly Expense[];
  /** undefined for who may not see it, too */
  readonly financial: ShowFinancial | undefined;
  readonly isInConflict: boolean;
}

type PartOfShow =
  'advances' | 'guest_lists' | 'doors' | 'stays' | 'travel' | 'expenses' | 'show_financials';

/** Read at once: a page that is drawn anew for each of its parts is drawn late. */
export const observeShowHub = (showId: string): Live<ShowHub> =>
  observe(async (store) => {
    const of = <K extends PartOfShow>(table: K) =>
      rows(store, table).where('show_id').equals(showId);
    const [advances, guestLists, doors, stays, legs, expenses, financial, conflicts] =
      await Promise.all([
        of('advances').toArray(),
        of('guest_lists').count(),
        of('doors').count(),
        of('stays').toArray(),
        of('travel').toArray(),
        of('expenses').toArray(),
        can('finance', 'read') ? of('show_financials').first() : undefined,
        openConflictsOf(store, showId),
      ]);
    return {
      advances: advances.length,
      approved: advances.filter(({ status }) => status === 'approved').length,
      guestLists,
      doors,
      stays: stays.sort((a, b) => a.check_in_on.localeCompare(b.check_in_on)),
      legs: legs.sort(byDeparture),
      expenses: newestFirst(expenses),
      financial,
      isInConflict: conflicts.length > 0,
    };
  });
