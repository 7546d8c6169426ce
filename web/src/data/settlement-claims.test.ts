import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { loadMoney, settle, type SettlementInput } from '../lib/core/money';
import {
  claimed,
  claimsBetween,
  figuresOf,
  NO_NAMES,
  standing,
  withClaims,
  type Claim,
} from './settlement-claims';

beforeAll(async () => {
  await loadMoney(readFileSync(new URL('../lib/core-money.wasm', import.meta.url)));
});

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

const figure = (name: string, field: string) => {
  const found = figuresOf(ours, names).find((one) => one.name === name && one.field === field);
  if (!found) throw new Error(`no figure ${name} ${field}`);
  return found;
};

const claims: readonly Claim[] = claimed(
  claimed([], figure('Catering', 'amount'), 50_000),
  figure('Towels', 'is_approved'),
  true,
);

test('what they claim is told line by line, with what it changes and what nobody disputes', () => {
  const both = standing(ours, settled(ours), names, claims);
  if (!both.ok) throw new Error(both.problem.message);
  expect(settled(ours).totals.balance).toBe(208_000);
  expect(both.value.theirs.totals.balance).toBe(195_200);
  expect(both.value.undisputed).toBe(195_200);
  expect(both.value.disputes.map(({ claim, effect }) => [claim.name, effect])).toEqual([
    ['Catering', -8_000],
    ['Towels', -4_800],
  ]);
  expect(settled(ours).lines[both.value.first ?? -1]?.name).toBe('expense');
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
  expect(withClaims(moved, movedNames, claims).expenses?.map(({ amount }) => amount)).toEqual([
    1, 50_000, 6_000,
  ]);
  const without = { ...names, expense: ['Towels'] };
  expect(withClaims({ ...ours, expenses: [second ?? {}] }, without, claims).expenses).toEqual([
    { ...second, is_approved: true },
  ]);
});

test('the figures of a settlement that they sent become claims', () => {
  const sent = withClaims(ours, names, claims);
  expect(claimsBetween(ours, sent, names)).toEqual(claims);
  expect(claimsBetween(ours, ours, names)).toEqual([]);
});

test('why they say so stays with what they say', () => {
  const explained = claims.map((one) => ({ ...one, reason: 'Their caterer says so' }));
  const both = standing(ours, settled(ours), names, explained);
  expect(both.ok && both.value.disputes.map(({ claim }) => claim)).toEqual(explained);
});

test('figures that cannot be are refused with their field', () => {
  const impossible = claimed([], figure('Standing', 'paid'), -1);
  const both = standing(ours, settled(ours), names, impossible);
  expect(both.ok ? {} : both.problem.fields).toHaveProperty('tier.0.paid');
});
