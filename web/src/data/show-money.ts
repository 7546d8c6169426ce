// What shows are settled by: of each its deal in force and all that its settlement rests on.

import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { settlementInForce } from './payments';
import type { Rows } from './rows.gen';
import { commissionsFor, dealInForce, type SettlementRows } from './settlement-input';
import { observe, rows, rowsWith, type Local } from './tables';

export type Show = Local<Rows['shows']>;
export type Settlement = Local<Rows['settlements']>;

/** A show and what it is settled by. */
export interface ShowMoneyRows {
  readonly show: Show;
  /** undefined while there is no deal to settle by */
  readonly rows: SettlementRows | undefined;
  /** every version of its settlement */
  readonly settlements: readonly Settlement[];
  readonly payments: readonly Local<Rows['payments']>[];
}

const PARTS = [
  'deals',
  'ticket_tiers',
  'show_costs',
  'adjustments',
  'merch_counts',
  'payments',
  'settlements',
] as const;

/** In the order of the shows given. */
export async function readShowMoney(
  store: OrganizationStore,
  shows: readonly Show[],
): Promise<readonly ShowMoneyRows[]> {
  const ids = shows.map(({ id }) => id);
  const of = async <K extends (typeof PARTS)[number]>(table: K) =>
    Map.groupBy<string | null, Local<Rows[K]>>(
      await rowsWith(store, table, 'show_id', ids),
      ({ show_id }) => show_id,
    );
  const [deals, tiers, costs, adjustments, merch, payments, settlements, commissions] =
    await Promise.all([
      of('deals'),
      of('ticket_tiers'),
      of('show_costs'),
      of('adjustments'),
      of('merch_counts'),
      of('payments'),
      of('settlements'),
      rows(store, 'commissions').toArray(),
    ]);
  return shows.map((show) => {
    const deal = dealInForce(deals.get(show.id) ?? []);
    return {
      show,
      settlements: settlements.get(show.id) ?? [],
      payments: payments.get(show.id) ?? [],
      rows: deal && {
        deal,
        tiers: tiers.get(show.id) ?? [],
        costs: costs.get(show.id) ?? [],
        adjustments: adjustments.get(show.id) ?? [],
        merch: merch.get(show.id) ?? [],
        payments: payments.get(show.id) ?? [],
        commissions: commissionsFor(show, commissions),
      },
    };
  });
}

/** Whether all has come to this device; before that a sum may leave out what is still to come. */
export const observeIsWhole = (): Live<boolean> =>
  observe(async (store) => {
    const [cursor, syncedAt] = await Promise.all([store.get('cursor'), store.get('synced_at')]);
    return cursor !== null || syncedAt !== null;
  });

/** The canonical text that both sides signed; null while they have not. */
export function signedText(settlements: readonly Settlement[]): string | null {
  const found = settlementInForce(settlements);
  return found?.status === 'signed' || found?.status === 'paid' ? found.input_text : null;
}
