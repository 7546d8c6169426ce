// What stands in the way of a settlement, in the words of its screen.

import { expect, test } from 'vitest';
import { settlementInput, type SettlementRows } from '../../data/settlement-input';
import { settle } from '../../lib/core/money';
import { refusalIn } from './reckoning';

const HALF = 600_000_000_000_000;

const rows = {
  deal: { currency: 'EUR', type: 'flat', guarantee_minor: 100_000, terms: null },
  tiers: ['Standing', 'Seats'].map((name, position) => ({
    ...{ id: name, name, position, price_minor: HALF, sold: 1, comps: 0 },
  })),
  costs: [],
  adjustments: [],
  merch: [],
  payments: [],
  commissions: [],
} as unknown as SettlementRows;

function refused(of: SettlementRows) {
  const input = settlementInput(of);
  const settled = input.ok ? settle(input.value) : input;
  if (settled.ok) throw new Error('it was settled');
  return refusalIn(of, settled.problem);
}

test('what is too much only together is told of all of them, not of the first', () => {
  const { problem, place } = refused(rows);
  expect(problem.message).toBe('Tickets would add up to more than can be settled');
  expect(place).toEqual({ record: 'tier', item: -1 });
});

test('what is wrong in one entry is told of that one', () => {
  const tiers = rows.tiers.map((tier) => ({
    ...tier,
    price_minor: 1,
    sold: tier.position ? -1 : 1,
  }));
  const { problem, place } = refused({ ...rows, tiers });
  expect(problem.message).toBe('Seats: paid is too small');
  expect(place).toEqual({ record: 'tier', item: 1 });
});
