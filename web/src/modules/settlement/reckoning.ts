// A show's settlement worked out from its rows as they stand, with what is being typed.

import type { ShowMoney, SettlementDocument } from '../../data/settlements';
import { presentable, readDocument, waitingIn } from '../../data/settlements';
import {
  standing,
  stillClaimed,
  type SettlementNames,
  type Standing,
} from '../../data/settlement-claims';
import {
  columnOf,
  settlementInput,
  settlementNames,
  type SettlementRows,
} from '../../data/settlement-input';
import { outlook, settle, type OutlookPoint, type RecordName } from '../../lib/core/money';
import { success, type Outcome, type Problem } from '../../lib/outcome';
import type { Rows } from '../../data/rows.gen';
import type { Entry, FigureTable } from '../../parts/figure-fields';
import { formatMoney, formatRate } from '../../ui/format';
import { words } from '../../ui/words';
import { capital, type Readable } from './line-words';

/** Counts of tickets that are being typed, by the tier's id. */
export type TypedCounts = Readonly<
  Record<string, { readonly sold?: number; readonly comps?: number }>
>;

export interface Reckoning {
  readonly readable: Readable;
  readonly document: SettlementDocument;
  /** the canonical text of what the other side would be shown now */
  readonly shownText: string;
  /** both sides, where they claim other figures */
  readonly both: Outcome<Standing> | undefined;
  /** what the guarantee alone, and a full house, would have brought */
  readonly ends: readonly OutlookPoint[];
}

const withTyped = (rows: SettlementRows, typed: TypedCounts): SettlementRows => ({
  ...rows,
  tiers: rows.tiers.map((tier) => ({ ...tier, ...typed[tier.id] })),
});

/** The figures of the other side that wait beside ours. */
export const waitingClaims = ({ versions }: ShowMoney): SettlementDocument['claims'] =>
  readDocument(waitingIn(versions)).claims;

export function reckon(
  rows: SettlementRows,
  typed: TypedCounts,
  waiting: SettlementDocument['claims'],
): Outcome<Reckoning> {
  const current = withTyped(rows, typed);
  const input = settlementInput(current);
  if (!input.ok) return input;
  const found = settlementNames(current);
  if (!found.ok) return found;
  const { tier, expense, adjustment, deposit, merch } = found.value;
  const names: SettlementNames = { tier, expense, adjustment, deposit, merch };
  const settled = settle(input.value);
  if (!settled.ok) return settled;
  const side = { nights: [{ input: input.value, names }] };
  const claims = stillClaimed(side, waiting);
  const document = { settlement: input.value, names, claims };
  const both = claims.length > 0 ? standing(side, settled.value, claims) : undefined;
  const curve = outlook(input.value, 2);
  const shown = settle(presentable(input.value));
  return success({
    readable: { input: input.value, settled: settled.value, names },
    document,
    shownText: shown.ok ? shown.value.inputText : '',
    both,
    ends: curve.ok ? curve.value : [],
  });
}

/** Why a show cannot be settled, by the names that people gave, and the entry that is wrong. */
export interface Refusal {
  readonly problem: Problem;
  /** undefined: it is in the deal */
  readonly place:
    { readonly record: string; /** −1: all of them */ readonly item: number } | undefined;
}

/** Lists that can be too much together, as the screen calls them. */
const SUMS: Readonly<Record<string, readonly [record: string, title: string]>> = {
  tiers: ['tier', 'Tickets'],
  expenses: ['expense', 'Costs'],
  adjustments: ['adjustment', 'Adjustments'],
  deposits: ['deposit', 'Deposits'],
  merch: ['merch', 'Merch'],
};

const ENTRY = /^(tier|expense|adjustment|deposit|merch)\.(\d+)\.(\w+)$/;

export function refusalIn(rows: SettlementRows, problem: Problem): Refusal {
  const names = settlementNames(rows);
  for (const [field, words] of Object.entries(problem.fields ?? {})) {
    const [list, title] = SUMS[field] ?? [];
    if (list && problem.code === 'sum_too_big')
      return {
        problem: { ...problem, message: `${title} ${words}` },
        place: { record: list, item: -1 },
      };
    const [, record = '', item = '', member = ''] = ENTRY.exec(field) ?? [];
    if (!record) continue;
    const lists: Readonly<Record<string, readonly string[]>> = names.ok ? names.value : {};
    const place = { record, item: Number(item) };
    const name = lists[record]?.[place.item];
    const message = name ? `${name}: ${member.replaceAll('_', ' ')} ${words}` : problem.message;
    return { problem: { ...problem, message }, place };
  }
  const { message } = problem;
  return {
    problem: { ...problem, message: capital(message) },
    place: undefined,
  };
}

type List = Exclude<keyof SettlementRows, 'deal' | 'commissions'>;

const LISTS: Readonly<Record<FigureTable, readonly [List, RecordName]>> = {
  ticket_tiers: ['tiers', 'tier'],
  show_costs: ['costs', 'expense'],
  adjustments: ['adjustments', 'adjustment'],
  merch_counts: ['merch', 'merch'],
  payments: ['payments', 'deposit'],
};

/** An entry alone, beside a deal in the same currencies in which nothing can be wrong. */
const alone = ({ deal }: SettlementRows, table: FigureTable, entry: Entry): SettlementRows => {
  const none = { tiers: [], costs: [], adjustments: [], merch: [], payments: [], commissions: [] };
  const sound = { currency: deal.currency, type: 'flat', comp_rule: 'free', terms: deal.terms };
  const one = { kind: 'deposit', direction: 'in', ...entry };
  // only the columns of an entry and the currencies are read
  return { ...none, deal: sound, [LISTS[table][0]]: [one] } as unknown as SettlementRows;
};

/** The rows with an entry as it is being typed, the last of its list where it is new. */
export function withEntry(rows: SettlementRows, table: FigureTable, entry: Entry): SettlementRows {
  const [list] = LISTS[table];
  const kept: readonly { readonly id: string }[] = rows[list];
  const one = { position: kept.length, kind: 'deposit', direction: 'in', id: 'new', ...entry };
  const all = entry.id
    ? kept.map((row) => (row.id === entry.id ? { ...row, ...entry } : row))
    : [...kept, one];
  return { ...rows, [list]: all };
}

/** Why no show can be settled with this entry, by its columns; undefined where it can. */
export function entryRefusal(
  rows: SettlementRows,
  table: FigureTable,
  entry: Entry,
): Problem | undefined {
  const record = LISTS[table][1];
  const input = settlementInput(alone(rows, table, entry));
  const settled = input.ok ? settle(input.value) : input;
  if (settled.ok) return undefined;
  const { problem } = settled;
  const fields = Object.entries(problem.fields ?? {}).flatMap(([field, why]) => {
    if (field === 'merch')
      return [[problem.code === 'too_small' ? 'count_out' : 'price_minor', why]];
    const [, of, , member] = /^(\w+)\.(\d+)\.(\w+)$/.exec(field) ?? [];
    return of === record && member ? [[columnOf(record, member), why]] : [];
  });
  return fields.length > 0 ? { ...problem, fields: Object.fromEntries(fields) } : undefined;
}

const BASIS_WORDS: Readonly<Record<string, string>> = {
  gross: 'of the gross',
  adjusted_gross: 'of the adjusted gross',
  net_gross: 'of the net gross',
  net: 'of the net after costs',
};

/** "€2,000.00 versus 80% of the net after costs" */
export function dealWords(deal: Rows['deals']): string {
  const guarantee =
    deal.guarantee_minor === null ? '' : formatMoney(deal.guarantee_minor, deal.currency);
  const share = deal.share === null ? '' : formatRate(deal.share);
  const part = [share, BASIS_WORDS[deal.basis ?? ''] ?? ''].filter(Boolean).join(' ');
  if (deal.type === 'flat') return `${guarantee} flat`;
  if (deal.type === 'door') return part || words(deal.type);
  return [guarantee, deal.type, part].filter(Boolean).join(' ');
}
