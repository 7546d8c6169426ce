// What a settlement is worked out from: the rows of a show's deal, box office and payments, as core's
// input. Members and kinds come from core/settlement.def; docs/settlement/rows.md tells the rules.

import { PROBLEM_WORDS } from '../lib/core-layout.gen';
import { MONEY_CHOICES, MONEY_RECORDS } from '../lib/core-money.gen';
import {
  refusalOf,
  type MoneyRecord,
  type RecordName,
  type SettlementInput,
  type SettlementRun,
} from '../lib/core/money';
import { FX_DIGITS, RATE_DIGITS, scaled } from '../lib/core/record';
import { failure, success, type Outcome, type Problem } from '../lib/outcome';
import type { Rows } from './rows.gen';

/** Everything of one show that its settlement rests on. */
export interface SettlementRows {
  readonly deal: Rows['deals'];
  readonly tiers: readonly Rows['ticket_tiers'][];
  readonly costs: readonly Rows['show_costs'][];
  readonly adjustments: readonly Rows['adjustments'][];
  readonly merch: readonly Rows['merch_counts'][];
  /** of which the deposits received are taken */
  readonly payments: readonly Rows['payments'][];
  readonly commissions: readonly Rows['commissions'][];
}

type ListName = 'tier' | 'expense' | 'adjustment' | 'deposit' | 'merch' | 'commission';
type Entry = Readonly<Record<string, unknown>>;

/** A record that is to be, with what a person calls it. */
interface Named {
  readonly name: string;
  readonly entry: Entry;
}

/** Stops the mapping; what it says becomes the outcome. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(refusal: { readonly problem: Problem }) {
    super(refusal.problem.message);
    this.problem = refusal.problem;
  }
}

/** Where a row's column is called otherwise than core's member. */
const COLUMNS: Readonly<Record<string, string>> = {
  'tier.paid': 'sold',
  'commission.order': 'position',
};

/** The column that a member of a record is kept in. */
export const columnOf = (record: RecordName, member: string): string =>
  COLUMNS[`${record}.${member}`] ??
  ((MONEY_RECORDS[record].fields as Readonly<Record<string, { readonly kind: string }>>)[member]
    ?.kind === 'money'
    ? `${member}_minor`
    : member);

const DIGITS = { rate: RATE_DIGITS, fx: FX_DIGITS } as const;

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

/** The value of a member: of its own name, as minor units, or of the column that holds it. */
function valueAt(record: RecordName, entry: Entry, member: string): unknown {
  const own = entry[member] ?? entry[`${member}_minor`];
  return own ?? entry[COLUMNS[`${record}.${member}`] ?? member];
}

function isDecimal(value: unknown, digits: number): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  if (!/^\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(String(value))) return false;
  try {
    scaled(value, digits);
    return true;
  } catch {
    return false;
  }
}

/** Why a value is none of its kind; undefined: it is one. What core judges is left to core. */
function faultOf(kind: string, value: unknown): readonly [code: string, words: string] | undefined {
  const choices = (MONEY_CHOICES as Readonly<Record<string, readonly string[]>>)[kind];
  if (choices)
    return choices.includes(String(value))
      ? undefined
      : ['not_a_choice', PROBLEM_WORDS.not_a_choice];
  if (kind === 'rate' || kind === 'fx')
    return isDecimal(value, DIGITS[kind])
      ? undefined
      : ['bad_number', `is not a number of at most ${DIGITS[kind]} decimals`];
  if (kind === 'code')
    return /^[A-Z]{3}$/.test(String(value))
      ? undefined
      : ['bad_currency', PROBLEM_WORDS.bad_currency];
  if (kind === 'flag')
    return typeof value === 'boolean' ? undefined : ['wrong_type', PROBLEM_WORDS.wrong_type];
  return Number.isSafeInteger(value) ? undefined : ['fraction', PROBLEM_WORDS.fraction];
}

/** The currencies of a deal: the settlement's own, then those with a rate. */
class Currencies {
  readonly own: string;
  readonly #others: readonly string[];
  constructor(own: string, fxs: readonly Entry[]) {
    this.own = own;
    this.#others = fxs.map((fx) => String(fx['code']));
  }

  /** The place of a currency, from 1; 0 for the settlement's own; undefined without a rate. */
  refOf(code: unknown): number | undefined {
    if (!isGiven(code) || code === this.own) return 0;
    const place = this.#others.indexOf(String(code));
    return place < 0 ? undefined : place + 1;
  }
}

function memberOf(
  record: RecordName,
  index: number,
  member: string,
  kind: string,
  entry: Entry,
  currencies: Currencies,
): unknown {
  const value = valueAt(record, entry, member);
  if (kind === 'ref') {
    const ref = currencies.refOf(value);
    if (ref === undefined)
      throw new Refused(
        refusalOf('missing', record, index, member, `${String(value)} has no rate in the deal`),
      );
    return ref === 0 ? undefined : ref;
  }
  if (kind === 'flag' && member.startsWith('has_'))
    return isGiven(valueAt(record, entry, member.slice('has_'.length))) || undefined;
  if (!isGiven(value)) return undefined;
  const fault = faultOf(kind, value);
  if (fault) throw new Refused(refusalOf(fault[0], record, index, member, fault[1]));
  return value;
}

/** A row or an entry of the terms as core's record; what is null or not said is left out. */
function recordOf<N extends RecordName>(
  record: N,
  index: number,
  entry: Entry,
  currencies: Currencies,
): MoneyRecord<N> {
  const fields: Readonly<Record<string, { readonly kind: string }>> = MONEY_RECORDS[record].fields;
  const members = Object.entries(fields)
    .filter(([, { kind }]) => kind !== 'list')
    .map(([member, { kind }]) => [member, memberOf(record, index, member, kind, entry, currencies)])
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as MoneyRecord<N>;
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of a deal's or a run's terms; none when the terms do not hold it. */
function termsOf(agreed: { readonly terms: unknown }, list: string): readonly Entry[] {
  const terms = agreed.terms ?? {};
  const found = isEntry(terms) ? (terms[list] ?? []) : undefined;
  if (!Array.isArray(found) || !found.every(isEntry))
    throw new Refused(
      failure('invalid', `The terms' ${list} cannot be read.`, { [list]: 'cannot be read' }),
    );
  return found;
}

export const byPosition = (
  a: { readonly position: number; readonly id: string },
  b: { readonly position: number; readonly id: string },
): number => a.position - b.position || (a.id < b.id ? -1 : 1);

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1;

/** How many of an article were sold: counted in, less what is left and what was given away. */
export const soldOf = (
  row: Pick<Rows['merch_counts'], 'count_in' | 'count_out' | 'comps'>,
): number => row.count_in - row.count_out - row.comps;

/** Articles of one seller, currency and rates are one entry; those of which none was sold, none. */
function merchOf(rows: readonly Rows['merch_counts'][], own: string): readonly Named[] {
  const groups = new Map<string, { names: string[]; gross: number; row: Rows['merch_counts'] }>();
  for (const row of [...rows].sort(byId)) {
    const sold = soldOf(row);
    const amount = sold * row.price_minor;
    if (sold < 0 || !Number.isSafeInteger(amount)) {
      const words = sold < 0 ? 'more are left and given away than there were' : 'is too large';
      throw new Refused(
        failure(sold < 0 ? 'too_small' : 'too_big', `${row.item}: ${words}`, { merch: words }),
      );
    }
    if (amount === 0) continue;
    const { seller, currency, tax_rate, venue_rate } = row;
    const key = JSON.stringify([seller, currency ?? own, Number(venue_rate), Number(tax_rate)]);
    const group = groups.get(key) ?? { names: [], gross: 0, row };
    group.names.push(row.item);
    group.gross += amount;
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { names, gross, row }]) => ({
      name: names.join(', '),
      entry: {
        gross,
        currency: row.currency,
        tax_rate: row.tax_rate,
        venue_rate: row.venue_rate,
        seller: row.seller,
      },
    }));
}

/** Deposits that came in, the earliest first. */
const depositsOf = (rows: readonly Rows['payments'][]): readonly Named[] =>
  rows
    .filter(({ kind, direction }) => kind === 'deposit' && direction === 'in')
    .sort((a, b) => (a.paid_on < b.paid_on ? -1 : a.paid_on > b.paid_on ? 1 : byId(a, b)))
    .map((row) => ({ name: row.reference ?? row.paid_on, entry: { ...row } }));

/** Those of the deal's terms, then those of the show and its tour, by position. */
function commissionsOf(rows: SettlementRows): readonly Named[] {
  const agreed = termsOf(rows.deal, 'commissions').map((entry) => ({
    name: String(entry['payee'] ?? 'In the deal'),
    entry,
  }));
  const others = [...rows.commissions].sort(byPosition).map((row, i) => {
    if (row.less_minor > 0 && (row.currency ?? rows.deal.currency) !== rows.deal.currency)
      throw new Refused(
        refusalOf(
          'bad_currency',
          'commission',
          agreed.length + i,
          'less',
          `is not in the deal's currency, ${rows.deal.currency}`,
        ),
      );
    return { name: row.payee, entry: { ...row } };
  });
  return [...agreed, ...others];
}

/** The lists in core's order, by the record that each holds. */
function listsOf(rows: SettlementRows): Readonly<Record<ListName, readonly Named[]>> {
  const named = ({ name, ...row }: { readonly name: string }): Named => ({ name, entry: row });
  return {
    tier: [...rows.tiers].sort(byPosition).map(named),
    expense: [...rows.costs].sort(byPosition).map(named),
    adjustment: [...rows.adjustments].sort(byId).map(named),
    deposit: depositsOf(rows.payments),
    merch: merchOf(rows.merch, rows.deal.currency),
    commission: commissionsOf(rows),
  };
}

function mapped<T>(map: () => T): Outcome<T> {
  try {
    return success(map());
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The rows of one show as core's input: the same on every device that has the same rows. */
export const settlementInput = (rows: SettlementRows): Outcome<SettlementInput> =>
  mapped(() => {
    const { deal } = rows;
    const fxs = termsOf(deal, 'fxs');
    const currencies = new Currencies(deal.currency, fxs);
    const list = <N extends RecordName>(record: N, entries: readonly Entry[]) =>
      entries.map((entry, i) => recordOf(record, i, entry, currencies));
    const lists = listsOf(rows);
    const named = <N extends ListName>(record: N) =>
      list(
        record,
        lists[record].map(({ entry }) => entry),
      );
    return {
      ...recordOf('input', 0, { ...deal }, currencies),
      fxs: list('fx', fxs),
      tiers: named('tier'),
      steps: list('step', termsOf(deal, 'steps')),
      expenses: named('expense'),
      bonuses: list('bonus', termsOf(deal, 'bonuses')),
      adjustments: named('adjustment'),
      withholdings: list('withholding', termsOf(deal, 'withholdings')),
      deposits: named('deposit'),
      merch: named('merch'),
      commissions: named('commission'),
    };
  });

/** A show of a run: what it is settled in, and what it brought on its night, in the run's money. */
export interface RunShow {
  readonly currency: string;
  readonly paid: number;
}

/** A run's own part of core's input; a show in another currency has the rate that the run froze. */
export const runInput = (
  run: Pick<Rows['settlement_runs'], 'currency' | 'terms'>,
  shows: readonly RunShow[],
): Outcome<SettlementRun> =>
  mapped(() => {
    const rates = new Map(termsOf(run, 'fxs').map(({ code, rate }) => [String(code), rate]));
    const currencies = new Currencies(run.currency, []);
    return {
      currency: run.currency,
      shows: shows.map(({ currency, paid }, i) =>
        recordOf(
          'run_show',
          i,
          { paid, rate: currency === run.currency ? undefined : rates.get(currency) },
          currencies,
        ),
      ),
      withholdings: termsOf(run, 'withholdings').map((one, i) =>
        recordOf('withholding', i, one, currencies),
      ),
    };
  });

/** What people call the entries of each list, in the order in which the settlement has them. */
export const settlementNames = (
  rows: SettlementRows,
): Outcome<Readonly<Record<ListName, readonly string[]>>> =>
  mapped(() => {
    const lists = Object.entries(listsOf(rows)).map(([record, entries]) => [
      record,
      entries.map(({ name }) => name),
    ]);
    return Object.fromEntries(lists) as Readonly<Record<ListName, readonly string[]>>;
  });

/** A show's own commissions, and of its tour's those of payees that the show has none for. */
export function commissionsFor(
  show: { readonly id: string; readonly tour_id: string | null },
  all: readonly Rows['commissions'][],
): readonly Rows['commissions'][] {
  const own = all.filter(({ show_id }) => show_id === show.id);
  const payees = new Set(own.map(({ payee }) => payee));
  const ofTour = all.filter(
    ({ show_id, tour_id, payee }) =>
      show_id === null && tour_id !== null && tour_id === show.tour_id && !payees.has(payee),
  );
  return [...own, ...ofTour];
}

/** The deal that a show is settled by: what was accepted last, else the latest that still stands. */
export function dealInForce<D extends Pick<Rows['deals'], 'status' | 'version' | 'id'>>(
  deals: readonly D[],
): D | undefined {
  const over: readonly D['status'][] = ['declined', 'expired', 'withdrawn'];
  const standing = deals
    .filter(({ status }) => !over.includes(status))
    .sort((a, b) => b.version - a.version || byId(b, a));
  return standing.find(({ status }) => status === 'accepted') ?? standing[0];
}
