// What the other side says a figure is: beside ours, until one of the two gives way.

import {
  compare,
  firstDifference,
  settle,
  type Settlement,
  type SettlementInput,
  type SettlementLine,
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

export type ClaimRecord = keyof typeof CLAIM_LISTS;

/** What people call the entries of each list, in the settlement's order. */
export type SettlementNames = Readonly<Record<ClaimRecord, readonly string[]>>;

export const NO_NAMES: SettlementNames = {
  tier: [],
  expense: [],
  adjustment: [],
  deposit: [],
  merch: [],
};

/** One figure as they say it is. */
export interface Claim {
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
  /** of the currencies of the settlement; 0 its own */
  readonly currency: number;
}

const FIGURES: Readonly<Record<ClaimRecord, readonly (readonly [string, Figure['kind']])[]>> = {
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

const RECORDS = Object.keys(CLAIM_LISTS) as readonly ClaimRecord[];

const entriesOf = (input: SettlementInput, record: ClaimRecord): readonly Entry[] =>
  (input[CLAIM_LISTS[record]] ?? []) as readonly Entry[];

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function figureOf(
  record: ClaimRecord,
  item: number,
  name: string,
  entry: Entry,
  [field, kind]: readonly [string, Figure['kind']],
): Figure {
  const value = kind === 'flag' ? entry[field] === true : numberOf(entry[field]);
  return { record, item, name, field, kind, value, currency: numberOf(entry['currency']) };
}

/** Every figure of a settlement that the other side can see otherwise. */
export function figuresOf(input: SettlementInput, names: SettlementNames): readonly Figure[] {
  return RECORDS.flatMap((record) =>
    entriesOf(input, record).flatMap((entry, item) =>
      FIGURES[record]
        // a cost that is a share of the gross has no amount of its own
        .filter(([field]) => field !== 'amount' || numberOf(entry['rate']) === 0)
        .map((figure) =>
          figureOf(record, item, names[record][item] ?? `${item + 1}`, entry, figure),
        ),
    ),
  );
}

/** Where the entry of a claim is now; undefined when it is gone. */
function placeOf(claim: Claim, names: SettlementNames): number | undefined {
  const list = names[claim.record];
  if (list.length === 0 || list[claim.item] === claim.name) return claim.item;
  const place = list.indexOf(claim.name);
  return place < 0 ? undefined : place;
}

/** Our settlement with their figures in it. */
export function withClaims(
  ours: SettlementInput,
  names: SettlementNames,
  claims: readonly Claim[],
): SettlementInput {
  const lists = new Map<ClaimRecord, Entry[]>(
    RECORDS.map((record) => [record, [...entriesOf(ours, record)]]),
  );
  for (const claim of claims) {
    const place = placeOf(claim, names);
    const entries = lists.get(claim.record);
    const entry = place === undefined ? undefined : entries?.[place];
    if (entries && entry && place !== undefined)
      entries[place] = { ...entry, [claim.field]: claim.value };
  }
  const changed = RECORDS.map((record) => [CLAIM_LISTS[record], lists.get(record)] as const);
  return { ...ours, ...(Object.fromEntries(changed) as Partial<SettlementInput>) };
}

/** Their figures that are not ours, from a settlement that they sent. */
export function claimsBetween(
  ours: SettlementInput,
  theirs: SettlementInput,
  names: SettlementNames,
): readonly Claim[] {
  const their = figuresOf(theirs, names);
  return figuresOf(ours, names).flatMap((figure) => {
    const other = their.find(
      ({ record, item, field }) =>
        record === figure.record && item === figure.item && field === figure.field,
    );
    if (!other || other.value === figure.value) return [];
    const { record, item, name, field } = figure;
    return [{ record, item, name, field, value: other.value }];
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

export interface Standing {
  readonly theirs: Settlement;
  /** what nobody disputes is owed */
  readonly undisputed: number;
  readonly disputes: readonly Dispute[];
  /** the first line that is not the same on both sides */
  readonly first: number | undefined;
}

/** The line of a figure's entry that enters the column, or else the one that only tells of it. */
function lineOf(settled: Settlement, claim: Claim): SettlementLine | undefined {
  const lines = settled.lines.filter(
    ({ record, item, of }) => record === claim.record && item === claim.item && !of,
  );
  return lines.find(({ sign }) => sign !== 0) ?? lines[0];
}

/** Both sides of a settlement; a refusal tells which figure of theirs cannot be. */
export function standing(
  ours: SettlementInput,
  settled: Settlement,
  names: SettlementNames,
  claims: readonly Claim[],
): Outcome<Standing> {
  const theirInput = withClaims(ours, names, claims);
  const theirs = settle(theirInput);
  if (!theirs.ok) return theirs;
  const compared = compare(ours, theirInput);
  if (!compared.ok) return compared;
  const { differences, effects, undisputed } = compared.value;
  const figures = figuresOf(ours, names);
  const disputes = claimsBetween(ours, theirInput, names).flatMap((found) => {
    const said = claims.find(
      ({ record, field, name }) =>
        record === found.record && field === found.field && name === found.name,
    );
    const claim = said?.reason === undefined ? found : { ...found, reason: said.reason };
    const isIt = (one: { readonly record: string; readonly field: string }): boolean =>
      one.record === claim.record && one.field === claim.field;
    const at = differences.findIndex((one) => isIt(one) && one.index === claim.item);
    const figure = figures.find((one) => isIt(one) && one.item === claim.item);
    if (!figure) return [];
    const lines = { ours: lineOf(settled, claim), theirs: lineOf(theirs.value, claim) };
    return [{ claim, figure, ...lines, effect: effects[at] ?? 0 }];
  });
  const first = firstDifference(ours, theirInput);
  return success({ theirs: theirs.value, undisputed, disputes, first });
}

/** Their figures, with this one said anew; one that equals ours is no claim. */
export function claimed(
  claims: readonly Claim[],
  figure: Figure,
  value: number | boolean | undefined,
): readonly Claim[] {
  const { record, item, name, field } = figure;
  const others = claims.filter(
    (one) => !(one.record === record && one.field === field && one.name === name),
  );
  return value === undefined || value === figure.value
    ? others
    : [...others, { record, item, name, field, value }];
}
