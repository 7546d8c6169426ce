// Payments, and what is still owed for a show or an invoice.

import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { dealInForce } from './settlement-input';
import { readShows } from './settlement-shows';
import { observe, rows, type Local } from './tables';

export type Payment = Local<Rows['payments']>;
type Settlement = Local<Rows['settlements']>;

export const payments = resource<'payments', 'direction' | 'amount_minor' | 'currency' | 'paid_on'>(
  'payments',
  'Payment',
  (a, b) => b.paid_on.localeCompare(a.paid_on) || (a.id < b.id ? 1 : -1),
);

/** What one side still has to pay the other; below zero: the artist pays. */
export interface Owed {
  readonly from: 'settlement' | 'guarantee' | 'run';
  /** its name, where the show is settled together with others */
  readonly run?: string;
  readonly version: number | null;
  readonly currency: string;
  readonly due_minor: number;
  readonly paid_minor: number;
  readonly left_minor: number;
}

type Flow = Pick<Payment, 'direction' | 'kind' | 'amount_minor' | 'currency'>;

/** What came in less what went out, in a currency, of these kinds. */
export function received(
  flows: readonly Flow[],
  currency: string,
  kinds: readonly Payment['kind'][],
): number {
  return flows
    .filter((one) => one.currency === currency && kinds.includes(one.kind))
    .reduce((sum, one) => sum + (one.direction === 'in' ? one.amount_minor : -one.amount_minor), 0);
}

const counted: ReadonlySet<Settlement['status']> = new Set([
  'calculated',
  'presented',
  'agreed',
  'signed',
  'paid',
]);

/** The settlement that holds: the newest that was worked out and not amended since. */
export const settlementInForce = <
  S extends Pick<Settlement, 'status' | 'version' | 'balance_minor'>,
>(
  settlements: readonly S[],
): S | undefined =>
  settlements
    .filter(({ status, balance_minor }) => counted.has(status) && balance_minor !== null)
    .sort((a, b) => (b.version ?? Infinity) - (a.version ?? Infinity))[0];

interface OwedRows {
  readonly settlements: readonly Pick<
    Settlement,
    'status' | 'version' | 'balance_minor' | 'currency'
  >[];
  /** agreed before there is a settlement */
  readonly guarantee: { readonly amount_minor: number; readonly currency: string } | undefined;
  readonly payments: readonly Flow[];
}

/**
 * A settlement's balance has the deposits taken off already, so only balances paid since count
 * against it; before there is one, the guarantee is owed less whatever came.
 */
export function owedOf({ settlements, guarantee, payments: flows }: OwedRows): Owed | undefined {
  const settled = settlementInForce(settlements);
  if (settled) {
    const paid = received(flows, settled.currency, ['balance']);
    const due = settled.balance_minor ?? 0;
    return {
      from: 'settlement',
      version: settled.version,
      currency: settled.currency,
      due_minor: due,
      paid_minor: paid,
      left_minor: due - paid,
    };
  }
  if (!guarantee) return undefined;
  const paid = received(flows, guarantee.currency, ['deposit', 'balance']);
  return {
    from: 'guarantee',
    version: null,
    currency: guarantee.currency,
    due_minor: guarantee.amount_minor,
    paid_minor: paid,
    left_minor: guarantee.amount_minor - paid,
  };
}

interface OwedOfRun {
  readonly name: string;
  readonly settlement: Pick<Settlement, 'version' | 'balance_minor' | 'currency' | 'input'>;
  /** of the run's settlement, and of its shows */
  readonly payments: readonly Flow[];
}

/** A run's balance has what was paid on each night taken off; what came since counts against it. */
export function owedOfRun({ name, settlement, payments: flows }: OwedOfRun): Owed {
  const { currency, version, input } = settlement;
  const onNights = readShows(input).reduce((sum, { paid_minor }) => sum + paid_minor, 0);
  const paid = received(flows, currency, ['balance']) - onNights;
  const due = settlement.balance_minor ?? 0;
  return {
    from: 'run',
    run: name,
    version,
    currency,
    due_minor: due,
    paid_minor: paid,
    left_minor: due - paid,
  };
}

/** What is owed for the run that a show is part of, once that was settled. */
async function owedInRun(store: OrganizationStore, showId: string): Promise<Owed | undefined> {
  const [all, runs, flows] = await Promise.all([
    rows(store, 'settlements').where('run_id').above('').toArray(),
    rows(store, 'settlement_runs').toArray(),
    rows(store, 'payments').toArray(),
  ]);
  for (const run of runs) {
    const versions = all.filter(({ run_id }) => run_id === run.id);
    const settlement = settlementInForce(versions);
    const nights = readShows(settlement?.input).map(({ show_id }) => show_id);
    if (!settlement || !nights.includes(showId)) continue;
    const ids = new Set(versions.map(({ id }) => id));
    const paid = flows.filter(
      ({ show_id, settlement_id }) =>
        (settlement_id !== null && ids.has(settlement_id)) ||
        (show_id !== null && nights.includes(show_id)),
    );
    return owedOfRun({ name: run.name, settlement, payments: paid });
  }
  return undefined;
}

async function owedAlone(store: OrganizationStore, showId: string): Promise<Owed | undefined> {
  const of = <K extends 'settlements' | 'deals' | 'show_financials' | 'payments'>(table: K) =>
    rows(store, table).where('show_id').equals(showId).toArray();
  const [settlements, deals, financials, paid] = await Promise.all([
    of('settlements'),
    of('deals'),
    of('show_financials'),
    of('payments'),
  ]);
  const deal = dealInForce(deals);
  const noted = financials[0];
  const amount = deal?.guarantee_minor ?? noted?.guarantee_minor;
  const currency = deal?.guarantee_minor == null ? noted?.currency : deal.currency;
  const guarantee =
    amount == null || currency === undefined ? undefined : { amount_minor: amount, currency };
  return owedOf({ settlements, guarantee, payments: paid });
}

/** What the show's promoter still owes, live. */
export const observeOwed = (showId: string): Live<Owed | undefined> =>
  observe(async (store) => {
    // side by side: a live query sees what is read in one go
    const [together, alone] = await Promise.all([
      owedInRun(store, showId),
      owedAlone(store, showId),
    ]);
    return together ?? alone;
  });
