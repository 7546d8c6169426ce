// Commissions: who gets a share of what is earned, and what that came to, show by show, by core.

import { readSettlementText, settle, type Settlement as Settled } from '../lib/core/money';
import type { Live } from '../lib/live';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { settlementInput, settlementNames } from './settlement-input';
import { readShowMoney, signedText, type Show, type ShowMoneyRows } from './show-money';
import { observe, rows, type Local } from './tables';

export type Commission = Local<Rows['commissions']>;

export const commissions = resource<'commissions', 'payee' | 'base' | 'rate'>(
  'commissions',
  'Commission',
  (a, b) => a.position - b.position || a.payee.localeCompare(b.payee),
);

/** One payee's share of one show. */
export interface CommissionLine {
  readonly show: Show;
  readonly payee: string;
  readonly currency: string;
  readonly amount_minor: number;
  /** signed by both sides; otherwise what it would be as things stand */
  readonly isSigned: boolean;
}

export interface CommissionStatement {
  readonly lines: readonly CommissionLine[];
  /** shows without a deal */
  readonly undealt: readonly Show[];
  /** shows whose deal cannot be reckoned yet, and why */
  readonly refused: readonly { readonly show: Show; readonly why: string }[];
}

/** The shows of a tour with what their commissions rest on, by date. */
export const observeShowMoney = (tourId: string): Live<readonly ShowMoneyRows[]> =>
  observe(async (store) =>
    readShowMoney(store, await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date')),
  );

const isShare = ({ name }: Settled['lines'][number]): boolean =>
  name === 'commission' || name === 'commission_on_top';

type Reckoned = readonly CommissionLine[] | { readonly why: string };

/**
 * The night is as it was signed where it was, otherwise as things stand. Who shares in it is the
 * artist's own affair, which no signature holds: that is always what the commissions say now.
 */
function reckon({ show, rows: found, settlements }: ShowMoneyRows): Reckoned {
  if (!found) return [];
  const current = settlementInput(found);
  if (!current.ok) return { why: current.problem.message };
  const text = signedText(settlements);
  const signed = text === null ? undefined : readSettlementText(text);
  const { commissions: shares } = current.value;
  const settled = settle(signed ? { ...signed, commissions: shares } : current.value);
  if (!settled.ok) return { why: settled.problem.message };
  const names = settlementNames(found);
  const payees = names.ok ? names.value.commission : [];
  return settled.value.lines.filter(isShare).map((line) => ({
    show,
    payee: payees[line.item] ?? `Commission ${line.item + 1}`,
    currency: (signed ?? current.value).currency ?? found.deal.currency,
    amount_minor: Math.abs(line.amount),
    isSigned: signed !== undefined,
  }));
}

/** `loadMoney` must have resolved. */
export function statementOf(shows: readonly ShowMoneyRows[]): CommissionStatement {
  const lines: CommissionLine[] = [];
  const refused: { show: Show; why: string }[] = [];
  const undealt: Show[] = [];
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
