// Runs: a bad night takes back what a good one brought over the guarantee.

import { expect, test } from 'vitest';
import { claimsOnRun, partsOf, reckonRun, runReckoned, type RunMoney } from './runs';
import type { Claim } from './settlement-claims';

/** A show at €1,000 versus 80 % of the net after costs of €500, at €20 a ticket. */
const show = (id: string, sold: number, more: object = {}, payments: readonly object[] = []) => ({
  show: { id, city: id, title: id, date: '2026-05-01' },
  settlements: [],
  payments,
  rows: {
    deal: {
      currency: 'EUR',
      type: 'versus',
      guarantee_minor: 100000,
      share: 0.8,
      basis: 'net',
      guarantee_place: 'outside',
      terms: null,
      ...more,
    },
    tiers: [{ id: 'a', name: 'Standing', price_minor: 2000, sold, comps: 0, position: 1 }],
    costs: [
      {
        id: 'k',
        name: 'Hire',
        kind: 'fixed',
        amount_minor: 50000,
        rate: null,
        cap_minor: null,
        is_approved: true,
        position: 1,
      },
    ],
    adjustments: [],
    merch: [],
    payments,
    commissions: [],
  },
});

const run = (shows: readonly object[], terms: object | null = null): RunMoney =>
  ({ run: { id: 'r', name: 'North', currency: 'EUR', terms }, shows }) as unknown as RunMoney;

const reckoned = (money: RunMoney) => {
  const outcome = reckonRun(money);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
};

const refusal = (money: RunMoney): string => {
  const outcome = reckonRun(money);
  return outcome.ok ? 'it was settled' : outcome.problem.message;
};

test('the run pays the larger of both sums, which is less than the nights one by one', () => {
  // as published: shares of 2,800, −160 and 800 against guarantees of 3,000
  const { settled, apart, parts } = reckoned(
    run([show('Oslo', 200), show('Bergen', 15), show('Lund', 75)]),
  );
  expect(settled.totals.pooled_share).toBe(344000);
  expect(settled.totals.take).toBe(344000);
  expect(apart).toBe(280000 + 100000 + 100000);
  expect(parts.map(({ isSigned }) => isSigned)).toEqual([false, false, false]);
});

test('a night that was signed counts as it was signed', () => {
  const own = show('Oslo', 200);
  const before = reckoned(run([own])).parts[0]?.settled.inputText;
  const later = { ...own, rows: { ...own.rows, tiers: [] } };
  const signed = { status: 'signed', version: 1, balance_minor: 280000, input_text: before };
  const { parts, settled } = reckoned(run([{ ...later, settlements: [signed] }]));
  expect(parts[0]?.isSigned).toBe(true);
  expect(settled.totals.take).toBe(280000);
});

test('what was paid on the night is taken off, and other money is told', () => {
  const paid = [
    {
      kind: 'balance',
      direction: 'in',
      amount_minor: 90000,
      currency: 'EUR',
      paid_on: '2026-05-01',
    },
    { kind: 'balance', direction: 'in', amount_minor: 100, currency: 'NOK', paid_on: '2026-05-01' },
  ];
  const { settled, uncounted } = reckoned(run([show('Oslo', 200, {}, paid)]));
  expect(settled.totals.balance).toBe(280000 - 90000);
  expect([...uncounted]).toEqual([['NOK', 1]]);
});

test('another currency comes in at the rate of the run, and needs one', () => {
  const shows = [show('Oslo', 200, { currency: 'GBP' })];
  expect(refusal(run(shows))).toBe('Oslo: its currency needs a rate');
  const { settled } = reckoned(run(shows, { fxs: [{ code: 'GBP', rate: '1.15' }] }));
  expect(settled.totals.take).toBe(322000);
});

test('what is withheld is the run’s own', () => {
  const terms = { withholdings: [{ base: 'take', rate: '0.15', bearer: 'artist' }] };
  const { settled } = reckoned(run([show('Oslo', 200)], terms));
  expect(settled.totals.balance).toBe(280000 - 42000);
});

test('a refusal names the show and why', () => {
  const plus = show('Bergen', 15, { type: 'plus' });
  expect(refusal(run([show('Oslo', 200), plus]))).toBe(
    'Bergen: all shows of a run are of the same kind of deal, versus or plus',
  );
  const none = { ...show('Lund', 0), rows: undefined };
  expect(refusal(run([none]))).toBe('Lund: has no deal yet');
  expect(partsOf(run([none]))[0]?.[1].ok).toBe(false);
  expect(refusal(run([]))).toMatch(/shows is missing|shows/);
});

test('what they said of a night goes with it, wherever it stands in the run by then', () => {
  const money = run([show('Oslo', 200), show('Bergen', 15)]);
  const claim = { show: 1, record: 'tier', item: 0, name: 'Standing', field: 'paid', value: 9 };
  const { document } = runReckoned(money, reckoned(money), [claim as Claim]);
  const shown = { row: { status: 'presented', input: document } };
  const later = { ...run([show('Bergen', 15), show('Oslo', 200)]), versions: [shown] };
  const now = later as unknown as RunMoney;
  expect(claimsOnRun(now, reckoned(now))).toEqual([{ ...claim, show: 0 }]);
  const gone = { ...run([show('Oslo', 200)]), versions: [shown] } as unknown as RunMoney;
  expect(claimsOnRun(gone, reckoned(gone))).toEqual([]);
  const signed = { ...now, versions: [{ row: { ...shown.row, status: 'signed' } }] };
  expect(claimsOnRun(signed as unknown as RunMoney, reckoned(now))).toEqual([]);
});
