// A line of a settlement in words: what it is called, how it comes about in numbers, what it
// rests on.

import type {
  Settlement,
  SettlementInput,
  SettlementLine,
  SettlementRun,
} from '../../lib/core/money';
import type { SettlementNames, Side } from '../../data/settlement-claims';
import { formatMoney, formatRate, locale } from '../../ui/format';

/** A settlement with what a person needs to read it. */
export interface Readable {
  readonly input: SettlementInput;
  readonly settled: Settlement;
  readonly names: SettlementNames;
  readonly run?: SettlementRun | undefined;
  /** of a run: its shows, in its order */
  readonly shows?: readonly Night[];
}

/** A show of a run: what it is called, is settled in, and is by itself. */
export interface Night {
  readonly name: string;
  readonly currency: string;
  readonly readable: Readable;
}

/** The figures of a settlement, which the other side can see otherwise. */
export const sideOf = ({ input, names, run, shows = [] }: Readable): Side =>
  run ? { run, nights: shows.map(({ readable }) => readable) } : { nights: [{ input, names }] };

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines of one entry of a list; the others sum up, though they rest on a list, too. */
const OF_AN_ENTRY: ReadonlySet<string> = new Set([
  'tier',
  'expense',
  'expense_claimed',
  'expense_refused',
  'reimbursement',
  'buyout',
  'income',
  'deduction',
  'deposit',
  'merch_gross',
  'merch_tax',
  'merch_fee',
  'merch_net',
]);

/** Lines that one show brings into a run. */
const OF_A_SHOW: ReadonlySet<string> = new Set([
  'run_guarantee',
  'run_share',
  'run_extras',
  'run_deposits',
  'run_merch',
  'run_paid',
]);

/** What people call the entry that a line comes from; empty where it comes from none. */
function entryName({ names, shows }: Readable, line: SettlementLine): string {
  if (OF_A_SHOW.has(line.name)) return shows?.[line.item]?.name ?? '';
  if (!OF_AN_ENTRY.has(line.name)) return '';
  const lists: Readonly<Record<string, readonly string[]>> = names;
  return lists[line.record]?.[line.item] ?? '';
}

/** Lines that stand for the entry itself and are called as it is. */
const PLAIN = new Set([
  'tier',
  'expense',
  'reimbursement',
  'buyout',
  'income',
  'deduction',
  'run_guarantee',
  'run_share',
]);

/** "Catering"; "Merch sold: T-shirts"; "Ticket tax". */
export function lineLabel(readable: Readable, line: SettlementLine): string {
  if (line.of) {
    const other = readable.settled.lines.find(({ name }) => name === line.of);
    return other ? lineLabel(readable, other) : capital(line.of.replaceAll('_', ' '));
  }
  const name = entryName(readable, line);
  if (name && PLAIN.has(line.name)) return name;
  return name ? `${capital(line.words)}: ${name}` : capital(line.words);
}

const digits = (value: number): string => value.toLocaleString(locale());

/** The currency of an entry: the settlement's own, or the one that it refers to. */
function entryCurrency({ input, shows }: Readable, line: SettlementLine | undefined): string {
  const own = input.currency ?? 'EUR';
  if (!line) return own;
  if (OF_A_SHOW.has(line.name)) return shows?.[line.item]?.currency ?? own;
  const list = {
    tier: input.tiers,
    expense: input.expenses,
    adjustment: input.adjustments,
    deposit: input.deposits,
    merch: input.merch,
  }[line.record as 'tier'] as readonly { readonly currency?: number }[] | undefined;
  return input.fxs?.[(list?.[line.item]?.currency ?? 0) - 1]?.code ?? own;
}

/** The currency of a line's amount: one that is still to be converted is in its own. */
export function lineCurrency(readable: Readable, line: SettlementLine): string {
  const own = readable.input.currency ?? 'EUR';
  if (line.name === 'foreign')
    return entryCurrency(readable, readable.settled.lines[line.index + 1]);
  if (line.name === 'payout')
    return readable.input.fxs?.[(readable.input.payout_currency ?? 0) - 1]?.code ?? own;
  return own;
}

export const lineAmount = (readable: Readable, line: SettlementLine): string =>
  formatMoney(line.amount, lineCurrency(readable, line));

const ADDED_MAX = 12;

/** "€1,200.00 + €300.00 − €50.00", or from where to where it is added when that is long. */
function added(readable: Readable, from: number, to: number): string {
  const { lines } = readable.settled;
  const column = lines.slice(from, to).filter(({ sign }) => sign !== 0);
  const [first, last] = [column[0], column.at(-1)];
  if (!first || !last) return 'nothing';
  if (column.length > ADDED_MAX)
    return `all from “${lineLabel(readable, first)}” to “${lineLabel(readable, last)}”`;
  return column
    .map((line, i) => {
      const isLess = line.sign < 0;
      const mark = i === 0 ? (isLess ? '− ' : '') : isLess ? ' − ' : ' + ';
      return `${mark}${lineAmount(readable, line)}`;
    })
    .join('');
}

/** How the amount comes about, in this settlement's numbers: "€12.00 × 180". */
export function lineFormula(readable: Readable, line: SettlementLine): string {
  const { operands } = line;
  if (line.formula === 'total')
    return added(readable, Number(operands.a.value), Number(operands.b.value));
  const own = lineCurrency(readable, line);
  // what is converted is in its own currency, what is paid out in the settlement's
  const from =
    line.formula === 'convert'
      ? entryCurrency(readable, line)
      : line.formula === 'invert'
        ? (readable.input.currency ?? 'EUR')
        : own;
  return line.formulaWords.replaceAll(/\{([abc])\}/g, (_, place: 'a' | 'b' | 'c') => {
    const { kind, value } = operands[place];
    if (kind === 'money') return formatMoney(Number(value), from);
    if (kind === 'rate') return formatRate(value);
    return typeof value === 'number' ? digits(value) : value;
  });
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  'tier.paid': 'tickets paid for and their price',
  'expense.amount': 'the cost as it was entered',
  'expense.is_approved': 'whether both sides let it count',
  'adjustment.amount': 'the adjustment as it was entered',
  'deposit.amount': 'the deposit that came in',
  'merch.gross': 'the merch count',
  'merch.tax_rate': 'the tax in merch',
  'merch.venue_rate': 'the house’s part of merch',
  'merch.seller': 'who sold the merch',
  'input.type': 'the kind of deal',
  'input.share': 'the artist’s share in the deal',
  'input.basis': 'what the deal’s percentage is of',
  'input.guarantee': 'the guarantee in the deal',
  'run_show.paid': 'what was paid on the night',
  'withholding.rate': 'what the deal says is withheld',
  'withholding.base': 'what the deal says it is withheld from',
};

/** What the line rests on: "Standing: tickets paid for and their price"; "the deal: ticket tax". */
export function lineSource(readable: Readable, line: SettlementLine): string {
  const name = entryName(readable, line);
  if (!name && line.formula === 'total') return 'the lines above it';
  const words =
    FIELD_WORDS[`${line.record}.${line.field}`] ?? `the deal: ${line.field.replaceAll('_', ' ')}`;
  return name ? `${name}: ${words}` : words;
}

export type SectionName =
  'box office' | 'costs' | 'guarantees' | 'shares' | 'artist' | 'balance' | 'after' | 'promoter';

export interface Section {
  readonly name: SectionName;
  readonly title: string;
  readonly lines: readonly SettlementLine[];
  /** the line whose amount sums the section up */
  readonly total: SettlementLine | undefined;
}

const ENDS: readonly (readonly [SectionName, string, readonly string[]])[] = [
  ['box office', 'Box office', ['net_gross']],
  ['costs', 'Costs', ['expenses_capped', 'expenses', 'net_to_split']],
  ['guarantees', 'Guarantees', ['pooled_guarantee']],
  ['shares', 'Shares', ['pooled_share']],
  ['artist', 'Artist', ['adjusted_take']],
  ['balance', 'Balance', ['payout', 'balance']],
  ['after', 'What the artist keeps', ['keeps']],
  ['promoter', 'The promoter’s account', ['promoter']],
];

/** Where each section begins: the first line of one of these opens it. */
const OPENS: Readonly<Record<string, SectionName>> = {
  expense: 'costs',
  expense_claimed: 'costs',
  expense_refused: 'costs',
  card_fee: 'costs',
  card_fee_ticket: 'costs',
  support: 'costs',
  expenses: 'costs',
  run_guarantee: 'guarantees',
  run_share: 'shares',
  base: 'artist',
  guarantee: 'artist',
  split_point: 'artist',
  take: 'artist',
  withholding_base: 'balance',
  withholding: 'balance',
  deposit: 'balance',
  merch_gross: 'balance',
  run_deposits: 'balance',
  run_merch: 'balance',
  run_paid: 'balance',
  balance: 'balance',
  walkout: 'after',
  account: 'promoter',
};

const ORDER = ENDS.map(([name]) => name);

/** The column in parts, each with the amount that it comes to. */
export function sectionsOf({ settled }: Readable): readonly Section[] {
  let at = 0;
  const lists = new Map<SectionName, SettlementLine[]>();
  settled.lines.forEach((line, i) => {
    // what is still to be converted belongs to the line after it
    const next = line.name === 'foreign' ? settled.lines[i + 1] : line;
    const opened = OPENS[next?.name ?? ''];
    if (opened) at = Math.max(at, ORDER.indexOf(opened));
    const name = ORDER[at] ?? 'box office';
    lists.set(name, [...(lists.get(name) ?? []), line]);
  });
  return ENDS.flatMap(([name, title, totals]) => {
    const lines = lists.get(name) ?? [];
    if (lines.length === 0) return [];
    const total = totals.flatMap((one) => lines.find((line) => line.name === one) ?? [])[0];
    return [{ name, title, lines, total }];
  });
}

/** "€350.00 is due to you": from whose side it is read. */
export function balanceWords(balance: number, isArtist: boolean): string {
  if (balance === 0) return 'Nothing is due';
  return balance > 0 === isArtist ? 'Due to you' : `Due to the ${isArtist ? 'promoter' : 'artist'}`;
}
