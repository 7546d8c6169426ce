// Words of a settlement: every line has its name, its formula and where its figure comes from.

import { expect, test } from 'vitest';
import { settle, type SettlementInput } from '../../lib/core/money';
import {
  balanceWords,
  lineFormula,
  lineLabel,
  lineSource,
  sectionsOf,
  type Readable,
} from './line-words';

const names = {
  tier: ['Standing', 'Door'],
  expense: ['Catering', 'PA'],
  adjustment: [],
  deposit: ['Wire'],
  merch: [],
};

function readable(input: SettlementInput): Readable {
  const settled = settle(input);
  if (!settled.ok) throw new Error(settled.problem.message);
  return { input, settled: settled.value, names };
}

const versus = readable({
  currency: 'EUR',
  type: 'versus',
  guarantee: 100_000,
  share: '0.8',
  basis: 'net',
  guarantee_place: 'outside',
  tax_mode: 'inside',
  tax_rate: '0.07',
  fxs: [{ code: 'GBP', rate: '1.17' }],
  tiers: [
    { price: 2_000, paid: 180 },
    { price: 2_500, paid: 10, currency: 1 },
  ],
  expenses: [
    { kind: 'fixed', amount: 40_000, is_approved: true },
    { kind: 'fixed', amount: 5_000, is_approved: false },
  ],
  deposits: [{ amount: 50_000 }],
});

const told = (name: string, item = 0): readonly string[] => {
  const line = versus.settled.lines.find((one) => one.name === name && one.item === item);
  if (!line) throw new Error(`no line ${name}`);
  return [lineLabel(versus, line), lineFormula(versus, line), lineSource(versus, line)];
};

test('a line is told by its name, its formula in numbers, and what it rests on', () => {
  expect(told('tier')).toEqual([
    'Standing',
    '€20.00 × 180',
    'Standing: tickets paid for and their price',
  ]);
  expect(told('gross').slice(0, 2)).toEqual(['Gross', '€3,600.00 + €292.50']);
  expect(told('tax')).toEqual([
    'Ticket tax',
    '€3,892.50 − €3,892.50 ÷ (1 + 7%)',
    'the deal: tax rate',
  ]);
  expect(told('expense_refused', 1)[0]).toBe('Expense not approved: PA');
  expect(told('deposit')[0]).toBe('Deposit paid: Wire');
});

test('what is in another currency is told in it, with the rate that it is converted at', () => {
  const at = versus.settled.lines.findIndex(({ name }) => name === 'foreign');
  const [foreign, converted] = versus.settled.lines.slice(at, at + 2);
  if (!foreign || !converted) throw new Error('not converted');
  expect(lineFormula(versus, foreign)).toBe('£25.00 × 10');
  expect(lineFormula(versus, converted)).toBe('£250.00 × 1.17');
});

test('the column falls into parts that each say what they come to', () => {
  expect(sectionsOf(versus).map(({ title, total }) => [title, total?.name])).toEqual([
    ['Box office', 'net_gross'],
    ['Costs', 'expenses'],
    ['Artist', 'adjusted_take'],
    ['Balance', 'balance'],
    ['What the artist keeps', 'keeps'],
    ['The promoter’s account', 'promoter'],
  ]);
  const all = sectionsOf(versus).flatMap(({ lines }) => lines);
  expect(all.map(({ index }) => index)).toEqual(versus.settled.lines.map(({ index }) => index));
});

test('the balance is told from the side of who reads it', () => {
  expect(balanceWords(5, true)).toBe('Due to you');
  expect(balanceWords(5, false)).toBe('Due to the artist');
  expect(balanceWords(-5, true)).toBe('Due to the promoter');
  expect(balanceWords(-5, false)).toBe('Due to you');
  expect(balanceWords(0, true)).toBe('Nothing is due');
});
