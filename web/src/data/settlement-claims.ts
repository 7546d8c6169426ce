// What the other side says a figure is, of one show or of each show of a run: beside ours, until one
// of the two gives way.

import {
  compare,
  firstDifference,
  settle,
  settleSide,
  type Settlement,
  type SettlementDifference,
  type SettlementInput,
  type SettlementLine,
  type SettlementRun,
  type SettlementSide,
} from '../lib/core/money';
import { success, type Outcome } from '../lib/outcome';

/** The lists whose figures people count and can disagree on. */
export const CLAIM_LISTS = {
  tier: 'tiers',
  expense: 'expenses',
  adjustment: 'adjustments',
  deposit: 'deposits',
  merch: 'merch',
} as const;

type ListRecord = keyof typeof CLAIM_LISTS;
/** Whose figure it is: an entry's of a list, or what a run says of its show. */
export type ClaimRecord = ListRecord | 'run_show';

/** What people call the entries of each list, in the settlement's order. */
export type SettlementNames = Readonly<Record<ListRecord, readonly string[]>>;

export const NO_NAMES: SettlementNames = {
  tier: [],
  expense: [],
  adjustment: [],
  deposit: [],
  merch: [],
};

/** One night as it is settled, and what people call its entries. */
export interface NightFigures {
  readonly input: SettlementInput;
  readonly names: SettlementNames;
}

/** What one side settles: one night, or with a run several as one. */
export interface Side {
  readonly run?: SettlementRun | undefined;
  readonly nights: readonly NightFigures[];
}

/** One figure as they say it is. */
export interface Claim {
  /** the night that it is of, in the side's order */
  readonly show: number;
  readonly record: ClaimRecord;
  readonly item: number;
  /** what the entry was called then: it may have moved in its list */
  readonly name: string;
  readonly field: string;
  readonly value: number | boolean;
  /** why, in their words */
  readonly reason?: string;
}

/** A figure that can be claimed, as it stands with us. */
export interface Figure extends Claim {
  /** money in minor units, a count, or whether it counts at all */
  readonly kind: 'money' | 'count' | 'flag';
  /** of money: what it is in */
  readonly currency: string;
}

const FIGURES: Readonly<Record<ListRecord, readonly (readonly [string, Figure['kind']])[]>> = {
  tier: [
    ['paid', 'count'],
    ['comps', 'count'],
    ['price', 'money'],
  ],
  expense: [
    ['amount', 'money'],
    ['is_approved', 'flag'],
  ],
  adjustment: [['amount', 'money']],
  deposit: [['amount', 'money']],
  merch: [['gross', 'money']],
};

type Entry = Readonly<Record<string, unknown>>;

const RECORDS = Object.keys(CLAIM_LISTS) as readonly ListRecord[];

const entriesOf = (input: SettlementInput, record: ListRecord): readonly Entry[] =>
  (input[CLAIM_LISTS[record]] ?? []) as readonly Entry[];

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

export const isSameFigure = (a: Claim, b: Claim): boolean =>
  a.show === b.show && a.record === b.record && a.field === b.field && a.name === b.name;

/** What core settles of a side. */
export const figuresIn = ({ run, nights }: Side): SettlementSide => ({
  run,
  shows: nights.map(({ input }) => input),
});

/** Every figure of a night that the other side can see otherwise. */
function figuresOfNight({ input, names }: NightFigures, show: number): readonly Figure[] {
  const own = input.currency ?? 'EUR';
  const currencyOf = (entry: Entry): string =>
    input.fxs?.[numberOf(entry['currency']) - 1]?.code ?? own;
  return RECORDS.flatMap((record) =>
    entriesOf(input, record).flatMap((entry, item) =>
      FIGURES[record]
        // a cost that is a share of the gross has no amount of its own
        .filter(([field]) => field !== 'amount' || numberOf(entry['rate']) === 0)
        .map(([field, kind]): Figure => {
          const name = names[record][item] ?? `${item + 1}`;
          const value = kind === 'flag' ? entry[field] === true : numberOf(entry[field]);
          return { show, record, item, name, field, kind, value, currency: currencyOf(entry) };
        }),
    ),
  );
}

/** What was paid on the night of a run. */
const paidOf = (run: SettlementRun, show: number): Figure => ({
  show,
  record: 'run_show',
  item: 0,
  name: 'Paid on the night',
  field: 'paid',
  kind: 'money',
  value: run.shows?.[show]?.paid ?? 0,
  currency: run.currency ?? 'EUR',
});

/** Every figure of a settlement that the other side can see otherwise, night by night. */
export const figuresOf = ({ run, nights }: Side): readonly Figure[] =>
  nights.flatMap((night, show) => [
    ...figuresOfNight(night, show),
    ...(run ? [paidOf(run, show)] : []),
  ]);

/** Where the entry of a claim is now; undefined when it is gone. */
function placeOf(claim: Claim, list: readonly string[]): number | undefined {
  if (list.length === 0 || list[claim.item] === claim.name) return claim.item;
  const place = list.indexOf(claim.name);
  return place < 0 ? undefined : place;
}

function nightWith({ input, names }: NightFigures, claims: readonly Claim[]): NightFigures {
  const lists = new Map<ListRecord, Entry[]>(
    RECORDS.map((record) => [record, [...entriesOf(input, record)]]),
  );
  for (const claim of claims) {
    if (claim.record === 'run_show') continue;
    const place = placeOf(claim, names[claim.record]);
    const entries = lists.get(claim.record);
    const entry = place === undefined ? undefined : entries?.[place];
    if (entries && entry && place !== undefined)
      entries[place] = { ...entry, [claim.field]: claim.value };
  }
  const changed = RECORDS.map((record) => [CLAIM_LISTS[record], lists.get(record)] as const);
  return {
    input: { ...input, ...(Object.fromEntries(changed) as Partial<SettlementInput>) },
    names,
  };
}

const runWith = (run: SettlementRun, claims: readonly Claim[]): SettlementRun => ({
  ...run,
  shows: (run.shows ?? []).map((one, i) => {
    const claim = claims.find(({ record, show }) => record === 'run_show' && show === i);
    return claim ? { ...one, paid: numberOf(claim.value) } : one;
  }),
});

/** Our settlement with their figures in it. */
export const withClaims = ({ run, nights }: Side, claims: readonly Claim[]): Side => ({
  run: run && runWith(run, claims),
  nights: nights.map((night, i) =>
    nightWith(
      night,
      claims.filter(({ show }) => show === i),
    ),
  ),
});

/** Their figures that are not ours, from what they sent; undefined: it is no such settlement. */
export function claimsBetween(ours: Side, theirs: SettlementSide): readonly Claim[] | undefined {
  if (!ours.run !== !theirs.run || ours.nights.length !== theirs.shows.length) return undefined;
  const nights = theirs.shows.map((input) => ({ input, names: NO_NAMES }));
  const their = figuresOf({ run: theirs.run, nights });
  return figuresOf(ours).flatMap((figure) => {
    const { show, record, item, name, field } = figure;
    const other = their.find(
      (one) =>
        one.show === show && one.record === record && one.item === item && one.field === field,
    );
    if (!other || other.value === figure.value) return [];
    return [{ show, record, item, name, field, value: other.value }];
  });
}

/** A claim with what it is about: the lines of both sides, and what it alone changes. */
export interface Dispute {
  readonly claim: Claim;
  readonly figure: Figure;
  readonly ours: SettlementLine | undefined;
  readonly theirs: SettlementLine | undefined;
  /** what their figure alone adds to the balance */
  readonly effect: number;
}

/** Where both sides part, line by line. */
export interface Parting {
  /** the night of a run; undefined: in what is settled itself */
  readonly show: number | undefined;
  readonly line: number;
  readonly ours: SettlementLine | undefined;
  readonly theirs: SettlementLine | undefined;
}

export interface Standing {
  readonly theirs: Settlement;
  /** of a run: each of its nights by itself, as they have it */
  readonly nights: readonly Settlement[];
  /** what nobody disputes is owed */
  readonly undisputed: number;
  readonly disputes: readonly Dispute[];
  /** the first line that is not the same on both sides */
  readonly first: Parting | undefined;
}

/** The line of a figure's entry that enters the column, or else the one that only tells of it. */
function lineOf(lines: readonly SettlementLine[], claim: Claim): SettlementLine | undefined {
  const [record, item] =
    claim.record === 'run_show' ? ['run_show', claim.show] : [claim.record, claim.item];
  const found = lines.filter((line) => line.record === record && line.item === item && !line.of);
  return found.find(({ sign }) => sign !== 0) ?? found[0];
}

/** The columns of a side: as it is settled, and of a run night by night. */
interface Columns {
  readonly all: Settlement;
  readonly nights: readonly Settlement[];
}

const nightsOf = ({ run, nights }: Side): readonly Settlement[] =>
  run
    ? nights.flatMap(({ input }) => {
        const own = settle(input);
        return own.ok ? [own.value] : [];
      })
    : [];

/** The column that a claim's figure stands in. */
const columnOf = ({ all, nights }: Columns, claim: Claim): readonly SettlementLine[] =>
  ((claim.record === 'run_show' ? undefined : nights[claim.show]) ?? all).lines;

const isOf = (claim: Claim, found: SettlementDifference): boolean =>
  claim.record === found.record &&
  claim.field === found.field &&
  (claim.record === 'run_show'
    ? found.show === undefined && found.index === claim.show
    : found.show === claim.show && found.index === claim.item);

/** Both sides of a settlement; a refusal tells which figure of theirs cannot be. */
export function standing(
  ours: Side,
  ourColumn: Settlement,
  claims: readonly Claim[],
): Outcome<Standing> {
  const their = withClaims(ours, claims);
  const theirColumn = settleSide(figuresIn(their));
  if (!theirColumn.ok) return theirColumn;
  const compared = compare(figuresIn(ours), figuresIn(their));
  if (!compared.ok) return compared;
  const { differences, effects, undisputed } = compared.value;
  const [mine, theirs] = [
    { all: ourColumn, nights: nightsOf(ours) },
    { all: theirColumn.value, nights: nightsOf(their) },
  ];
  const figures = figuresOf(ours);
  const disputes = (claimsBetween(ours, figuresIn(their)) ?? []).flatMap((found) => {
    const said = claims.find((one) => isSameFigure(one, found));
    const claim = said?.reason === undefined ? found : { ...found, reason: said.reason };
    const figure = figures.find((one) => isSameFigure(one, claim) && one.item === claim.item);
    if (!figure) return [];
    const effect = effects[differences.findIndex((one) => isOf(claim, one))] ?? 0;
    const [line, other] = [mine, theirs].map((side) => lineOf(columnOf(side, claim), claim));
    return [{ claim, figure, ours: line, theirs: other, effect }];
  });
  const place = firstDifference(figuresIn(ours), figuresIn(their));
  const at = ({ all, nights }: Columns): SettlementLine | undefined =>
    place && (place.show === undefined ? all : nights[place.show])?.lines[place.line];
  const first = place && { ...place, ours: at(mine), theirs: at(theirs) };
  return success({ theirs: theirs.all, nights: theirs.nights, undisputed, disputes, first });
}

/** Of what they said, what is not as we have it by now. */
export function stillClaimed(ours: Side, claims: readonly Claim[]): readonly Claim[] {
  const figures = figuresOf(ours);
  return claims.filter((claim) => {
    const figure = figures.find((one) => isSameFigure(one, claim));
    return figure !== undefined && figure.value !== claim.value;
  });
}

/** Their figures, with this one said anew; one that equals ours is no claim. */
export function claimed(
  claims: readonly Claim[],
  figure: Figure,
  value: number | boolean | undefined,
): readonly Claim[] {
  const { show, record, item, name, field } = figure;
  const others = claims.filter((one) => !isSameFigure(one, figure));
  return value === undefined || value === figure.value
    ? others
    : [...others, { show, record, item, name, field, value }];
}
