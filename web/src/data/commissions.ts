// Commissions: who gets a share of what is earned, and what that came to, show by show, by core.

import { readSettlementText, settle, type Settlement as Settled } from '../lib/core/money';
import type { Live } from '../lib/live';
import { settlementInForce } from './payments';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import {
  commissionsFor,
  dealInForce,
  settlementInput,
  settlementNames,
  type SettlementRows,
} from './settlement-input';
import { observe, rows, type Local } from './tables';

export type Commission = Local<Rows['commissions']>;

export const commissions = resource<'commissions', 'payee' | 'base' | 'rate'>(
  'commissions',
  'Commission',
  (a, b) => a.position - b.position || a.payee.localeCompare(b.payee),
);

/** A show and all that its commissions rest on; no deal, no commission. */
export interface ShowMoney {
  readonly show: Local<Rows['shows']>;
  readonly rows: SettlementRows | undefined;
  /** of the settlement that was signed */
  readonly signedText: string | null;
}

/** One payee's share of one show. */
export interface CommissionLine {
  readonly show: Local<Rows['shows']>;
  readonly payee: string;
  readonly currency: string;
  readonly amount_minor: number;
  /** signed by both sides; otherwise what it would be as things stand */
  readonly isSigned: boolean;
}

export interface CommissionStatement {
  readonly lines: readonly CommissionLine[];
  /** shows without a deal */
  readonly undealt: readonly Local<Rows['shows']>[];
  /** shows whose deal cannot be reckoned yet, and why */
  readonly refused: readonly { readonly show: Local<Rows['shows']>; readonly why: string }[];
}

/** The shows of a tour with what their commissions rest on, by date. */
export const observeShowMoney = (tourId: string): Live<readonly ShowMoney[]> =>
  observe(async (store) => {
    const shows = await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date');
    const ids = shows.map(({ id }) => id);
    const of = <K extends (typeof parts)[number]>(table: K) =>
      rows(store, table).where('show_id').anyOf(ids).toArray();
    const [deals, tiers, costs, adjustments, merch, payments, settlements, terms] =
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
      const isOfShow = ({ show_id }: { readonly show_id: string | null }): boolean =>
        show_id === show.id;
      const deal = dealInForce(deals.filter(isOfShow));
      const signed = settlementInForce(settlements.filter(isOfShow));
      const isSigned = signed?.status === 'signed' || signed?.status === 'paid';
      return {
        show,
        signedText: isSigned ? signed.input_text : null,
        rows: deal && {
          deal,
          tiers: tiers.filter(isOfShow),
          costs: costs.filter(isOfShow),
          adjustments: adjustments.filter(isOfShow),
          merch: merch.filter(isOfShow),
          payments: payments.filter(isOfShow),
          commissions: commissionsFor(show, terms),
        },
      };
    });
  });

const parts = [
  'deals',
  'ticket_tiers',
  'show_costs',
  'adjustments',
  'merch_counts',
  'payments',
  'settlements',
] as const;

const isShare = ({ name }: Settled['lines'][number]): boolean =>
  name === 'commission' || name === 'commission_on_top';

type Reckoned = readonly CommissionLine[] | { readonly why: string };

/** The signed settlement says it where there is one, otherwise the deal as it stands. */
function reckon({ show, rows: found, signedText }: ShowMoney): Reckoned {
  if (!found) return [];
  const input = settlementInput(found);
  const signed = signedText === null ? undefined : readSettlementText(signedText);
  if (!signed && !input.ok) return { why: input.problem.message };
  const data = signed ?? (input.ok ? input.value : undefined);
  const settled = data && settle(data);
  if (!settled?.ok) return { why: settled?.problem.message ?? '' };
  const names = settlementNames(found);
  const payees = names.ok ? names.value.commission : [];
  return settled.value.lines.filter(isShare).map((line) => ({
    show,
    payee: payees[line.item] ?? `Commission ${line.item + 1}`,
    currency: data?.currency ?? found.deal.currency,
    amount_minor: Math.abs(line.amount),
    isSigned: signed !== undefined,
  }));
}

/** `loadMoney` must have resolved. */
export function statementOf(shows: readonly ShowMoney[]): CommissionStatement {
  const lines: CommissionLine[] = [];
  const refused: { show: Local<Rows['shows']>; why: string }[] = [];
  const undealt: Local<Rows['shows']>[] = [];
  for (const one of shows) {
    if (!one.rows) undealt.push(one.show);
    const found = reckon(one);
    if ('why' in found) refused.push({ show: one.show, why: found.why });
    else lines.push(...found);
  }
  return { lines, refused, undealt };
}

/** What each payee gets in each currency, and how much of that was signed. */
export interface PayeeTotal {
  readonly payee: string;
  readonly currency: string;
  readonly amount_minor: number;
  readonly signed_minor: number;
  readonly lines: readonly CommissionLine[];
}

export function payeeTotals(lines: readonly CommissionLine[]): readonly PayeeTotal[] {
  const groups = Map.groupBy(lines, ({ payee, currency }) => `${payee}\n${currency}`);
  return [...groups.values()].flatMap((own) => {
    const first = own[0];
    if (!first) return [];
    const sum = (of: readonly CommissionLine[]): number =>
      of.reduce((all, { amount_minor }) => all + amount_minor, 0);
    return {
      payee: first.payee,
      currency: first.currency,
      amount_minor: sum(own),
      signed_minor: sum(own.filter(({ isSigned }) => isSigned)),
      lines: own,
    };
  });
}
