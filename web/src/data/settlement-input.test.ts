// The published settlements as rows: what the mapping makes of them is what was published.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MONEY_RECORDS } from '../lib/core-money.gen';
import { settle, type SettlementInput } from '../lib/core/money';
import type { Outcome } from '../lib/outcome';
import {
  commissionsFor,
  dealInForce,
  settlementInput,
  settlementNames,
  soldOf,
  type SettlementRows,
} from './settlement-input';

type Entry = Record<string, unknown>;

const published = JSON.parse(
  readFileSync(new URL('../../../docs/settlement/shows.json', import.meta.url), 'utf8'),
) as { name: string; settlement: SettlementInput; canonical: string }[];

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
};

const problemOf = (outcome: Outcome<unknown>) => {
  if (outcome.ok) throw new Error('it was mapped');
  return outcome.problem;
};

const fieldsOf = (record: string): Record<string, { kind: string }> =>
  (MONEY_RECORDS as unknown as Record<string, { fields: Record<string, { kind: string }> }>)[record]
    ?.fields ?? {};

/** A record as its row: money ends in _minor, a ref is a currency, a rate a number. */
function rowOf(input: SettlementInput, record: string, values: object, columns: Entry = {}): Entry {
  const row: Entry = { id: 'x', position: 0, currency: null };
  for (const [member, value] of Object.entries(values) as [string, unknown][]) {
    const kind = fieldsOf(record)[member]?.kind;
    const column = String(columns[member] ?? member);
    if (kind === 'money') row[`${column}_minor`] = value;
    else if (kind === 'ref') row[column] = input.fxs?.[Number(value) - 1]?.code ?? null;
    else if (kind === 'rate' || kind === 'fx') row[column] = Number(value);
    else if (kind !== 'list' && !member.startsWith('has_')) row[column] = value;
  }
  return row;
}

function rowsOf(input: SettlementInput): SettlementRows {
  const listed = (record: string, list: readonly object[] = [], columns: Entry = {}) =>
    list.map((one, i) => ({
      ...rowOf(input, record, one, columns),
      id: `${record} ${i + 10}`,
      name: `${record} ${i}`,
      position: Number((one as { order?: number }).order ?? i),
    }));
  const { fxs, steps, bonuses, withholdings } = input;
  const rows = {
    deal: { ...rowOf(input, 'input', input), terms: { fxs, steps, bonuses, withholdings } },
    tiers: listed('tier', input.tiers, { paid: 'sold' }),
    costs: listed('expense', input.expenses),
    adjustments: listed('adjustment', input.adjustments),
    merch: listed('merch', input.merch).map((row) => ({
      tax_rate: null,
      venue_rate: null,
      ...row,
      item: 'Shirt',
      price_minor: row['gross_minor' as keyof typeof row],
      gross_minor: undefined,
      count_in: 5,
      count_out: 3,
      comps: 1,
    })),
    payments: listed('deposit', input.deposits).map((row) => ({
      ...row,
      kind: 'deposit',
      direction: 'in',
      paid_on: '2026-01-01',
      reference: null,
    })),
    commissions: listed('commission', input.commissions).map((row) => ({
      less_minor: 0,
      ...row,
      payee: 'Agency',
    })),
  };
  return rows as unknown as SettlementRows;
}

describe('published settlements, entered as rows', () => {
  test.each(published)('$name', ({ settlement, canonical }) => {
    const entered = valueOf(settle(valueOf(settlementInput(rowsOf(settlement)))));
    const commissions = settlement.commissions?.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const known = valueOf(settle({ ...settlement, commissions }));
    expect(entered.inputText).toBe(known.inputText);
    if ((commissions?.length ?? 0) < 2) expect(entered.inputText).toBe(canonical);
  });
});

const plain: SettlementInput = {
  currency: 'EUR',
  type: 'flat',
  guarantee: 100_000,
  tiers: [{ price: 2500, paid: 100 }],
};

/** The plain deal with some of its rows changed. */
const rowsWith = (changes: { [K in keyof SettlementRows]?: unknown }): SettlementRows => {
  const rows = rowsOf(plain);
  const deal = { ...rows.deal, ...(changes.deal as object | undefined) };
  return { ...rows, ...(changes as Partial<SettlementRows>), deal };
};

test('what is null in a row is not said to core, so core asks for it', () => {
  const rows = rowsWith({ deal: { type: 'versus', share: 0.8, basis: null } });
  const input = valueOf(settlementInput(rows));
  expect('basis' in input).toBe(false);
  expect(problemOf(settle(input))).toMatchObject({
    code: 'missing',
    fields: { basis: 'is missing' },
  });
});

test('a cap of nothing is a cap', () => {
  const input = valueOf(settlementInput(rowsWith({ deal: { expenses_cap_minor: 0 } })));
  expect(input).toMatchObject({ has_expenses_cap: true, expenses_cap: 0 });
  expect('has_expenses_cap' in valueOf(settlementInput(rowsOf(plain)))).toBe(false);
});

test('an amount in a currency that the deal has no rate for is refused by its field', () => {
  const tier = { id: 't', name: 'Door', position: 0, price_minor: 2000, sold: 1, comps: 0 };
  const rows = rowsWith({ tiers: [{ ...tier, currency: 'CHF', allotment: null }] });
  expect(problemOf(settlementInput(rows)).fields).toEqual({
    'tier.0.currency': 'CHF has no rate in the deal',
  });
  const terms = { fxs: [{ code: 'CHF', rate: '1.05' }] };
  const known = { ...rows, deal: { ...rows.deal, terms } };
  expect(valueOf(settlementInput(known)).tiers?.[0]?.currency).toBe(1);
});

test('terms that are none are refused, not skipped and not thrown', () => {
  const of = (terms: unknown) => problemOf(settlementInput(rowsWith({ deal: { terms } }))).fields;
  expect(of({ bonuses: 'many' })).toEqual({ bonuses: 'cannot be read' });
  expect(of([])).toEqual({ fxs: 'cannot be read' });
  expect(of({ bonuses: [{ kind: 'flat', amount_minor: '12' }] })).toEqual({
    'bonus.0.amount': 'must be a whole number',
  });
  expect(of({ steps: [{ over: 10, share: '0.1234567891' }] })).toEqual({
    'step.0.share': 'is not a number of at most 9 decimals',
  });
  expect(of({ withholdings: [{ base: 'most', rate: '0.3' }] })).toEqual({
    'withholding.0.base': 'is not one of the possible values',
  });
  expect(of({ fxs: [{ code: 'francs', rate: '1' }] })).toEqual({
    'fx.0.code': 'is not a currency code such as EUR',
  });
});

test('terms may say money as core does or in minor units', () => {
  const bonus = (entry: object) =>
    valueOf(settlementInput(rowsWith({ deal: { terms: { bonuses: [entry] } } }))).bonuses;
  expect(bonus({ kind: 'flat', amount: 500 })).toEqual([{ kind: 'flat', amount: 500 }]);
  expect(bonus({ kind: 'flat', amount_minor: 500 })).toEqual([{ kind: 'flat', amount: 500 }]);
});

const article = {
  id: 'a',
  item: 'Shirt',
  price_minor: 2500,
  currency: null,
  count_in: 40,
  count_out: 28,
  comps: 2,
  seller: 'artist',
  tax_rate: 0.19,
  venue_rate: 0.25,
};

test('merch is what was counted in, less what is left and was given away; same terms are one', () => {
  const merch = [
    article,
    { ...article, id: 'b', item: 'Record', price_minor: 3000, currency: 'EUR', count_in: 31 },
    { ...article, id: 'c', item: 'Poster', seller: 'venue' },
    { ...article, id: 'd', item: 'Tote', venue_rate: null, count_in: 30 },
  ];
  const rows = rowsWith({ merch });
  expect(valueOf(settlementInput(rows)).merch).toEqual([
    { gross: 28_000, tax_rate: 0.19, venue_rate: 0.25, seller: 'artist' },
    { gross: 25_000, tax_rate: 0.19, venue_rate: 0.25, seller: 'venue' },
  ]);
  expect(valueOf(settlementNames(rows)).merch).toEqual(['Shirt, Record', 'Poster']);
  expect(soldOf(article)).toBe(10);
});

test('more articles left than there were is said, not settled', () => {
  const rows = rowsWith({ merch: [{ ...article, count_out: 50 }] });
  expect(problemOf(settlementInput(rows))).toMatchObject({
    code: 'too_small',
    message: 'Shirt: more are left and given away than there were',
  });
});

test('only deposits that came in count, the earliest first', () => {
  const paid = (id: string, paid_on: string, kind: string, direction: string, amount: number) => ({
    ...{ id, paid_on, kind, direction, amount_minor: amount, currency: 'EUR', reference: null },
  });
  const payments = [
    paid('1', '2026-03-02', 'deposit', 'in', 200),
    paid('2', '2026-02-01', 'deposit', 'in', 100),
    paid('3', '2026-02-02', 'balance', 'in', 400),
    paid('4', '2026-02-03', 'deposit', 'out', 800),
  ];
  expect(valueOf(settlementInput(rowsWith({ payments }))).deposits).toEqual([
    { amount: 100 },
    { amount: 200 },
  ]);
});

test('the same rows in another order are the same settlement', () => {
  const input = published.find(({ settlement }) => (settlement.expenses?.length ?? 0) > 1);
  if (!input) throw new Error('none published');
  const rows = rowsOf(input.settlement);
  const turned = { ...rows, tiers: rows.tiers.toReversed(), costs: rows.costs.toReversed() };
  expect(settlementInput(turned)).toEqual(settlementInput(rows));
  expect(valueOf(settlementNames(turned)).expense).toEqual(['expense 0', 'expense 1']);
});

test('what is taken off a commission in another currency is refused', () => {
  const commission = {
    ...{ id: 'c', payee: 'Agency', base: 'take', rate: 0.1, mode: 'inclusive', timing: 'before' },
    ...{ position: 0, is_after_prior: false, less_minor: 100, currency: 'USD' },
  };
  expect(problemOf(settlementInput(rowsWith({ commissions: [commission] }))).fields).toEqual({
    'commission.0.less': "is not in the deal's currency, EUR",
  });
  const own = { ...commission, currency: null };
  expect(valueOf(settlementInput(rowsWith({ commissions: [own] }))).commissions).toEqual([
    {
      ...{ base: 'take', rate: 0.1, mode: 'inclusive', timing: 'before', order: 0 },
      ...{ is_after_prior: false, less: 100 },
    },
  ]);
});

test('a show takes its own commission of a payee before the one of its tour', () => {
  const of = (id: string, payee: string, show_id: string | null, tour_id: string | null) =>
    ({ id, payee, show_id, tour_id }) as SettlementRows['commissions'][number];
  const all = [
    of('1', 'Agency', null, 't'),
    of('2', 'Manager', null, 't'),
    of('3', 'Agency', 's', 't'),
    of('4', 'Other', null, 'u'),
    of('5', 'Nobody', null, null),
  ];
  const found = commissionsFor({ id: 's', tour_id: 't' }, all);
  expect(found.map(({ id }) => id)).toEqual(['3', '2']);
  expect(commissionsFor({ id: 's', tour_id: null }, all).map(({ id }) => id)).toEqual(['3']);
});

test('a show is settled by what was accepted, else by the latest offer that stands', () => {
  const of = (id: string, version: number, status: SettlementRows['deal']['status']) => ({
    ...{ id, version, status },
  });
  const sent = of('a', 1, 'sent');
  const draft = of('b', 2, 'draft');
  expect(dealInForce([sent, draft])?.id).toBe('b');
  expect(dealInForce([of('c', 1, 'accepted'), draft])?.id).toBe('c');
  expect(dealInForce([of('d', 3, 'declined'), sent])?.id).toBe('a');
  expect(dealInForce([of('e', 1, 'withdrawn')])).toBeUndefined();
});
