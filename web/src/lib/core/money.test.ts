// Settlements through the door to core: the published vectors come out as published.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compare,
  firstDifference,
  outlook,
  perDiems,
  readSettlementText,
  settle,
  settleRun,
  turns,
  type PerDiemRule,
  type SettlementInput,
  type SettlementRun,
} from './money';

interface Line {
  readonly label: string;
  readonly item?: number;
  readonly of?: string;
  readonly formula: string;
  readonly amount: number;
}

const published = <T>(file: string): T =>
  JSON.parse(
    readFileSync(new URL(`../../../../docs/settlement/${file}.json`, import.meta.url), 'utf8'),
  ) as T;

const shows =
  published<{ name: string; settlement: SettlementInput; canonical: string; lines: Line[] }[]>(
    'shows',
  );
const runs = published<
  {
    name: string;
    run: SettlementRun;
    settlements: SettlementInput[];
    lines: (Line & { sign: number })[];
  }[]
>('runs');
const refused = published<
  {
    name: string;
    settlement: SettlementInput;
    refused: { record: string; index: number; field: string; problem: string };
  }[]
>('refused');

const valueOf = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};

describe('published settlements', () => {
  test.each(shows)('$name', ({ settlement, canonical, lines }) => {
    const settled = valueOf(settle(settlement));
    expect(settled.inputText).toBe(canonical);
    expect(
      settled.lines.map(({ name, item, of, formula, amount }) => [name, item, of, formula, amount]),
    ).toEqual(
      lines.map(({ label, item = 0, of, formula, amount }) => [label, item, of, formula, amount]),
    );
  });

  test('canonical text reads back as what was settled', () => {
    for (const { settlement, canonical } of shows) {
      const input = readSettlementText(canonical);
      if (!input) throw new Error('not read');
      expect(valueOf(settle(input)).resultText).toBe(valueOf(settle(settlement)).resultText);
    }
    expect(readSettlementText('settlement 1\nguarantee many\n')).toBeUndefined();
  });
});

describe('published runs', () => {
  test.each(runs)('$name', ({ run, settlements, lines }) => {
    const settled = valueOf(settleRun(run, settlements));
    expect(
      settled.lines.map(({ name, item, sign, formula, amount }) => [
        name,
        item,
        sign,
        formula,
        amount,
      ]),
    ).toEqual(
      lines.map(({ label, item = 0, sign, formula, amount }) => [
        label,
        item,
        sign,
        formula,
        amount,
      ]),
    );
    expect(settled.inputText.startsWith('run 1\n')).toBe(true);
  });

  test('a show of another kind of deal is refused, by its place', () => {
    const [first] = runs;
    const [show] = first?.settlements ?? [];
    if (!first || !show) throw new Error('no run is published');
    const flat: SettlementInput = { currency: 'EUR', type: 'flat', guarantee: 1 };
    const outcome = settleRun({ ...first.run, shows: [{}, {}] }, [show, flat]);
    expect(outcome.ok ? {} : outcome.problem.fields).toHaveProperty(['show.1.type']);
    const none = settleRun({ currency: 'EUR', shows: [] }, []);
    expect(none.ok ? {} : none.problem.fields).toHaveProperty('shows');
  });
});

describe('deals that cannot be', () => {
  test.each(refused)('$name', ({ settlement, refused: { record, index, field, problem } }) => {
    const outcome = settle(settlement);
    if (outcome.ok) throw new Error('it was settled');
    const name = record === 'input' ? field : `${record}.${index}.${field}`;
    expect(outcome.problem.code).toBe(problem);
    expect(Object.keys(outcome.problem.fields ?? {})).toEqual([name]);
  });

  test('a list that is longer than core takes is refused by name', () => {
    const outcome = settle({ currency: 'EUR', tiers: Array.from({ length: 33 }, () => ({})) });
    expect(outcome.ok ? '' : outcome.problem.code).toBe('too_big');
  });
});

const versus: SettlementInput = {
  currency: 'EUR',
  type: 'versus',
  guarantee: 100_000,
  share: '0.8',
  basis: 'net',
  guarantee_place: 'outside',
  tax_mode: 'none',
  tiers: [{ price: 2500, paid: 100, allotment: 200 }],
  expenses: [{ kind: 'fixed', amount: 95_500, is_approved: true }],
};

test('the curve goes from an empty room to a full one, and turns where the share takes over', () => {
  const points = valueOf(outlook(versus, 5));
  expect(points.map(({ tickets }) => tickets)).toEqual([0, 50, 100, 150, 200]);
  expect(points.map(({ take }) => take)).toEqual([100_000, 100_000, 123_600, 223_600, 323_600]);
  expect(valueOf(turns(versus)).split).toBe(89);
});

test('two sides are compared: the first line that differs, what is in dispute, what is not', () => {
  const theirs: SettlementInput = {
    ...versus,
    expenses: [{ kind: 'fixed', amount: 105_500, is_approved: true }],
  };
  const found = valueOf(compare({ shows: [versus] }, { shows: [theirs] }));
  expect(found.differences).toEqual([
    { show: 0, record: 'expense', field: 'amount', index: 0, ours: 95_500, theirs: 105_500 },
  ]);
  expect(found.effects).toEqual([-8000]);
  expect(found.undisputed).toBe(115_600);
  const first = firstDifference({ shows: [versus] }, { shows: [theirs] });
  expect(first?.show).toBeUndefined();
  expect(valueOf(settle(versus)).lines[first?.line ?? -1]?.name).toBe('expense');
  expect(firstDifference({ shows: [versus] }, { shows: [versus] })).toBeUndefined();
});

test('rates are exact decimals, however many places they have', () => {
  const settled = valueOf(settle({ ...versus, share: 0.123456789 }));
  expect(settled.inputText).toContain('share 123456789\n');
  expect(() => settle({ ...versus, share: '0.1234567891' })).toThrow(RangeError);
});

test('published per diems', () => {
  const days = published<
    {
      rule: PerDiemRule;
      is_edge: boolean;
      provided: ('breakfast' | 'lunch' | 'dinner')[];
      amount: number;
    }[]
  >('perdiems');
  for (const { rule, is_edge, provided, amount } of days)
    expect(valueOf(perDiems(rule, [{ isEdge: is_edge, provided }]))[0]?.amount).toBe(amount);
  const bad = perDiems({ ...(days[0]?.rule as PerDiemRule), lunch: -1 }, []);
  expect(bad.ok ? {} : bad.problem.fields).toEqual({ lunch: 'is too small' });
});
