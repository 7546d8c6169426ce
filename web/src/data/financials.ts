// A show's money: fee, deposit, ticket price, deal. Crew never receives these rows.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { change, insertion, observe, rows, type Fresh, type Local } from './tables';
import type { Rows } from './rows.gen';

export type ShowFinancial = Local<Rows['show_financials']>;

export const observeFinancialOfShow = (showId: string): Live<ShowFinancial | undefined> =>
  observe((store) => rows(store, 'show_financials').where('show_id').equals(showId).first());

/** Changes the show's money, or adds it where there is none yet. */
export const saveFinancialOfShow = (
  showId: string,
  values: Fresh<'show_financials', 'currency'>,
): Promise<Outcome<void>> =>
  write('Deal changed', async (store) => {
    const known = await rows(store, 'show_financials').where('show_id').equals(showId).first();
    return [
      known
        ? change('show_financials', known.id, values)
        : insertion('show_financials', { ...values, show_id: showId }),
    ];
  });
