// Entries of a deal and its settlement: as texts, back, and what the texts cannot mean.

import { expect, test } from 'vitest';
import type { Outcome } from '../lib/outcome';
import {
  askedFields,
  figureTexts,
  figureValues,
  placeBehind,
  ratedCurrencies,
} from './figure-fields';

const tier = { id: 'x', name: 'Standing', price_minor: 2550, currency: null, allotment: 700 };
const levy = {
  id: 'y',
  name: 'Levy',
  kind: 'of_net_gross',
  amount_minor: null,
  currency: null,
  rate: 0.042,
  cap_minor: 50_000,
  is_approved: true,
};
const fieldsOf = (outcome: Outcome<unknown>) => (outcome.ok ? {} : outcome.problem.fields);
const named = (table: 'ticket_tiers' | 'show_costs', texts: Record<string, string>) =>
  figureValues(table, undefined, { name: 'x', ...texts }, texts, 'EUR');

test('tickets come back from their form as they were, and nothing that nobody changed', () => {
  const texts = figureTexts('ticket_tiers', tier, 'EUR');
  expect(texts).toMatchObject({ name: 'Standing', price_minor: '25.50', allotment: '700' });
  const { id: _id, ...columns } = tier;
  expect(figureValues('ticket_tiers', undefined, texts, texts, 'EUR')).toEqual({
    ok: true,
    value: { ...columns, sold: 0, comps: 0 },
  });
  const changed = { allotment: '650' };
  expect(figureValues('ticket_tiers', tier, { ...texts, ...changed }, changed, 'EUR')).toEqual({
    ok: true,
    value: { allotment: 650 },
  });
});

test('a price is said, even when it is nothing, and a count is whole', () => {
  expect(fieldsOf(named('ticket_tiers', { price_minor: ' ' }))).toEqual({
    price_minor: 'An amount is needed, 0 if it is nothing.',
  });
  const free = named('ticket_tiers', { price_minor: '0' });
  expect(free.ok && free.value['price_minor']).toBe(0);
  expect(fieldsOf(named('ticket_tiers', { price_minor: '1', allotment: 'all' }))).toEqual({
    allotment: 'A whole number, 0 or more.',
  });
});

test('a cost is an amount or a share, never both', () => {
  const texts = figureTexts('show_costs', levy, 'EUR');
  const read = figureValues('show_costs', undefined, texts, texts, 'EUR');
  const { id: _id, amount_minor: _amount, currency: _currency, ...columns } = levy;
  expect(read).toEqual({ ok: true, value: columns });
  const changed = { kind: 'fixed', amount_minor: '12' };
  const fixed = figureValues('show_costs', levy, { ...texts, ...changed }, changed, 'EUR');
  expect(fixed.ok && fixed.value).toEqual({ kind: 'fixed', amount_minor: 1200, rate: null });
  expect(fieldsOf(named('show_costs', { kind: 'per_ticket' }))).toEqual({
    amount_minor: 'An amount is needed, 0 if it is nothing.',
  });
  expect(fieldsOf(named('show_costs', { kind: 'of_gross', rate: 'half' }))).toEqual({
    rate: 'A percentage from 0 to 100.',
  });
});

test('an amount is read in its own currency, what it is capped at in the deal’s', () => {
  const yen = { kind: 'fixed', currency: 'JPY', amount_minor: '1200', cap_minor: '50' };
  const read = named('show_costs', yen);
  expect(read.ok && read.value).toMatchObject({
    currency: 'JPY',
    amount_minor: 1200,
    cap_minor: 5000,
  });
});

test('what only the night knows is told apart from what is planned', () => {
  const asked = askedFields('ticket_tiers', '').filter(({ isOfNight }) => !isOfNight);
  expect(asked.map(({ column }) => column)).toEqual([
    'name',
    'price_minor',
    'currency',
    'allotment',
  ]);
});

test('a new entry stands behind the others, also where one of them was taken out', () => {
  expect(placeBehind([])).toBe(0);
  expect(placeBehind([{ position: 0 }, { position: 3 }])).toBe(4);
});

test('other currencies are those that the deal has a rate for', () => {
  expect(ratedCurrencies({ fxs: [{ code: 'GBP', rate: '1.15' }] })).toEqual(['GBP']);
  expect(ratedCurrencies(null)).toEqual([]);
});
