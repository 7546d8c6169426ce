// Commission statements: of a signed night, the commissions are still the artist's own.

import { expect, test } from 'vitest';
import { settle, type SettlementInput } from '../lib/core/money';
import { statementOf } from './commissions';
import type { ShowMoneyRows } from './show-money';
import { settlementInput } from './settlement-input';
import { presentable } from './settlements';

const agency = {
  id: 'c1',
  show_id: null,
  tour_id: 't',
  payee: 'Agency',
  base: 'guarantee',
  rate: 0.1,
  mode: 'inclusive',
  timing: 'before',
  position: 1,
  is_after_prior: false,
  less_minor: 0,
  currency: null,
};

const money = (settlements: readonly object[] = [], commissions: readonly object[] = [agency]) =>
  ({
    show: { id: 's', city: 'Bergen' },
    settlements,
    rows: {
      deal: { currency: 'EUR', type: 'flat', guarantee_minor: 100000, terms: null },
      tiers: [],
      costs: [],
      adjustments: [],
      merch: [],
      payments: [],
      commissions,
    },
  }) as unknown as ShowMoneyRows;

function signedOf({ rows }: ShowMoneyRows, more: Partial<SettlementInput> = {}): object {
  const input = rows && settlementInput(rows);
  if (!input?.ok) throw new Error('the deal cannot be reckoned');
  const settled = settle(presentable({ ...input.value, ...more }));
  if (!settled.ok) throw new Error('the deal cannot be settled');
  return {
    status: 'signed',
    version: 1,
    balance_minor: settled.value.totals.balance,
    input_text: settled.value.inputText,
  };
}

test('a signed night still has the artist’s own commissions, which were not shown', () => {
  const [line, ...others] = statementOf([money([signedOf(money())])]).lines;
  expect(others).toEqual([]);
  expect(line).toMatchObject({ payee: 'Agency', amount_minor: 10000, isSigned: true });
});

test('what was signed decides, not what was changed in the deal since', () => {
  const signed = signedOf(money(), { guarantee: 200000 });
  expect(statementOf([money([signed])]).lines[0]).toMatchObject({ amount_minor: 20000 });
});

test('without a signature it is what it would be as things stand', () => {
  expect(statementOf([money()]).lines[0]).toMatchObject({ amount_minor: 10000, isSigned: false });
});

test('payees are named as they stand in the order of the commissions', () => {
  const manager = { ...agency, id: 'c2', payee: 'Manager', rate: 0.2, position: 2 };
  const { lines } = statementOf([money([signedOf(money())], [manager, agency])]);
  expect(lines.map(({ payee, amount_minor }) => [payee, amount_minor])).toEqual([
    ['Agency', 10000],
    ['Manager', 20000],
  ]);
});
