// Figures of two sides: claims are laid over ours, and what differs is named line by line.

import { describe, expect, test } from 'vitest';
import { settle, settleRun, type SettlementInput } from '../lib/core/money';
import {
  claimed,
  claimsBetween,
  figuresIn,
  figuresOf,
  NO_NAMES,
  standing,
  stillClaimed,
  withClaims,
  type Claim,
  type Side,
} from './settlement-claims';

const names = { ...NO_NAMES, tier: ['Standing'], expense: ['Catering', 'Towels'] };
const ours: SettlementInput = {
  currency: 'EUR',
  type: 'versus',
  guarantee: 100_000,
  share: '0.8',
  basis: 'net',
  guarantee_place: 'outside',
  tax_mode: 'none',
  comp_rule: 'free',
  tiers: [{ price: 2000, paid: 150, comps: 5 }],
  expenses: [
    { kind: 'fixed', amount: 40_000, is_approved: true },
    { kind: 'fixed', amount: 6_000, is_approved: false },
  ],
};

function settled(input: SettlementInput) {
  const outcome = settle(input);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

const side: Side = { nights: [{ input: ours, names }] };

const figure = (name: string, field: string, of: Side = side, show = 0) => {
  const found = figuresOf(of)
    .filter((one) => one.show === show)
    .find((one) => one.name === name && one.field === field);
  if (!found) throw new Error(`no figure ${name} ${field}`);
  return found;
};

const claims: readonly Claim[] = claimed(
  claimed([], figure('Catering', 'amount'), 50_000),
  figure('Towels', 'is_approved'),
  true,
);

test('what they claim is told line by line, with what it changes and what nobody disputes', () => {
  const both = standing(side, settled(ours), claims);
  if (!both.ok) throw new Error(both.problem.message);
  expect(settled(ours).totals.balance).toBe(208_000);
  expect(both.value.theirs.totals.balance).toBe(195_200);
  expect(both.value.undisputed).toBe(195_200);
  expect(both.value.disputes.map(({ claim, effect }) => [claim.name, effect])).toEqual([
    ['Catering', -8_000],
    ['Towels', -4_800],
  ]);
  expect(both.value.first?.ours?.name).toBe('expense');
  expect(both.value.disputes[0]?.ours?.amount).toBe(40_000);
  expect(both.value.disputes[0]?.theirs?.amount).toBe(50_000);
});

test('a claim that says what we say is none', () => {
  expect(claimed(claims, figure('Catering', 'amount'), 40_000)).toEqual([claims[1]]);
  expect(claimed(claims, figure('Catering', 'amount'), undefined)).toEqual([claims[1]]);
});

test('a claim follows its entry when others come before it, and goes with it', () => {
  const [first, second] = ours.expenses ?? [];
  const moved = {
    ...ours,
    expenses: [{ kind: 'fixed', amount: 1 } as const, first ?? {}, second ?? {}],
  };
  const movedNames = { ...names, expense: ['Posters', 'Catering', 'Towels'] };
  const inMoved = withClaims({ nights: [{ input: moved, names: movedNames }] }, claims);
  expect(inMoved.nights[0]?.input.expenses?.map(({ amount }) => amount)).toEqual([
    1, 50_000, 6_000,
  ]);
  const without = { ...names, expense: ['Towels'] };
  const left = { input: { ...ours, expenses: [second ?? {}] }, names: without };
  expect(withClaims({ nights: [left] }, claims).nights[0]?.input.expenses).toEqual([
    { ...second, is_approved: true },
  ]);
});

test('a claim that was taken over, or whose entry is gone, is none any more', () => {
  const taken = { nights: withClaims(side, claims.slice(0, 1)).nights };
  expect(stillClaimed(side, claims)).toEqual(claims);
  expect(stillClaimed(taken, claims)).toEqual([claims[1]]);
  const without = { input: { ...ours, expenses: [] }, names: { ...names, expense: [] } };
  expect(stillClaimed({ nights: [without] }, claims)).toEqual([]);
});

test('the figures of a settlement that they sent become claims', () => {
  expect(claimsBetween(side, figuresIn(withClaims(side, claims)))).toEqual(claims);
  expect(claimsBetween(side, figuresIn(side))).toEqual([]);
});

test('why they say so stays with what they say', () => {
  const explained = claims.map((one) => ({ ...one, reason: 'Their caterer says so' }));
  const both = standing(side, settled(ours), explained);
  expect(both.ok && both.value.disputes.map(({ claim }) => claim)).toEqual(explained);
});

test('figures that cannot be are refused with their field', () => {
  const impossible = claimed([], figure('Standing', 'paid'), -1);
  const both = standing(side, settled(ours), impossible);
  expect(both.ok ? {} : both.problem.fields).toHaveProperty('tier.0.paid');
});

describe('a run', () => {
  /** Shares of 2,800, −160 and 800 against guarantees of 3,000: as published. */
  const night = (paid: number) => ({
    input: {
      ...ours,
      tiers: [{ price: 2000, paid }],
      expenses: [{ kind: 'fixed' as const, amount: 50_000, is_approved: true }],
    },
    names: { ...NO_NAMES, tier: ['Standing'], expense: ['Hire'] },
  });
  const run: Side = {
    run: { currency: 'EUR', shows: [{}, {}, { paid: 4_000 }] },
    nights: [night(200), night(15), night(75)],
  };
  const column = () => {
    const { run: own = {}, shows } = figuresIn(run);
    const outcome = settleRun(own, shows);
    if (!outcome.ok) throw new Error(outcome.problem.message);
    return outcome.value;
  };
  const said = claimed(
    claimed([], figure('Standing', 'paid', run, 2), 70),
    figure('Paid on the night', 'paid', run, 1),
    10_000,
  );
  const both = () => {
    const found = standing(run, column(), said);
    if (!found.ok) throw new Error(found.problem.message);
    return found.value;
  };

  test('is answered night by night, with what each figure changes in the run', () => {
    expect(column().totals.balance).toBe(340_000);
    const { disputes, theirs, undisputed } = both();
    expect(disputes.map(({ claim, effect }) => [claim.show, claim.name, effect])).toEqual([
      [1, 'Paid on the night', -10_000],
      [2, 'Standing', -8_000],
    ]);
    expect(disputes.map(({ ours: line, theirs: other }) => [line?.amount, other?.amount])).toEqual([
      [undefined, 10_000],
      [150_000, 140_000],
    ]);
    expect(theirs.totals.balance).toBe(322_000);
    expect(undisputed).toBe(322_000);
  });

  test('names the night in which the first line differs', () => {
    const { first, nights } = both();
    expect([first?.show, first?.ours?.name]).toEqual([2, 'tier']);
    expect([first?.ours?.amount, first?.theirs?.amount]).toEqual([150_000, 140_000]);
    expect(nights.map(({ totals }) => totals.gross)).toEqual([400_000, 30_000, 140_000]);
  });

  test('differs in its own line where every night is the same', () => {
    const found = standing(run, column(), said.slice(1));
    expect(found.ok && [found.value.first?.show, found.value.first?.theirs?.name]).toEqual([
      undefined,
      'run_paid',
    ]);
  });

  test('of figures that they sent, and of no other settlement’s', () => {
    const sent = figuresIn(withClaims(run, said));
    expect(claimsBetween(run, sent)).toEqual([said[1], said[0]]);
    expect(claimsBetween(run, { ...sent, shows: sent.shows.slice(1) })).toBeUndefined();
    expect(claimsBetween(run, { shows: [ours] })).toBeUndefined();
  });
});
