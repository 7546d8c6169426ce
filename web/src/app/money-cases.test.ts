// Every published settlement typed into the forms, text by text, and every deal that cannot be.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settlementInput, type SettlementRows } from '../data/settlement-input';
import { settle, type SettlementInput } from '../lib/core/money';
import type { Outcome } from '../lib/outcome';
import { errorsOf, stepTerms, valuesOf, type DealDraft } from '../modules/booking/deal-draft';
import { isAsked, type Term } from '../ui/term-fields';
import { ALL_TERMS, TERM_LISTS } from '../modules/booking/deal-fields';
import { commissionValues } from '../modules/finance/commission-draft';
import { entryRefusal } from '../modules/settlement/reckoning';
import { askedFields, figureValues, type Entry, type FigureTable } from '../parts/figure-fields';
import { typedCase, type Texts, type TypedCase } from './testing/typed-case';

interface Vector {
  readonly name: string;
  readonly settlement: SettlementInput & Record<string, unknown>;
  readonly canonical: string;
  readonly lines: readonly { readonly label: string; readonly amount: number }[];
  readonly refused: {
    readonly record: string;
    readonly index: number;
    readonly field: string;
    readonly problem: string;
  };
}

const vectors = (file: string): readonly Vector[] =>
  JSON.parse(readFileSync(new URL(`../../../docs/settlement/${file}`, import.meta.url), 'utf8'));

const TABLES = [
  ...(['ticket_tiers', 'show_costs', 'adjustments', 'payments', 'merch_counts'] as const),
];

/** A field that nobody is asked cannot be typed into. */
function askedOnly(terms: readonly Term[], texts: Texts): void {
  const asked = terms.filter((term) => isAsked(term, texts)).map(({ name }) => name);
  for (const [name, text] of Object.entries(texts))
    if (text !== '') expect(asked, `${name} is asked`).toContain(name);
}

function dealOf({ deal, lists }: TypedCase): Outcome<SettlementRows['deal']> {
  askedOnly(ALL_TERMS, deal);
  for (const list of TERM_LISTS)
    for (const entry of lists[list.name]) askedOnly(stepTerms(list, deal), entry);
  const draft: DealDraft = { texts: deal, lists };
  return valuesOf(draft, null) as Outcome<SettlementRows['deal']>;
}

/** The values of an entry, as its sheet keeps them: asked, read, and judged. */
function entryOf(
  table: FigureTable,
  texts: Texts,
  deal: SettlementRows['deal'],
  place: number,
): Outcome<Entry> {
  const asked = askedFields(table, texts['kind'] ?? '').map(({ name }) => name);
  for (const [name, text] of Object.entries(texts))
    if (text !== '' && name !== 'currency') expect(asked, `${name} is asked`).toContain(name);
  const read = figureValues(table, undefined, texts, texts, deal.currency);
  if (!read.ok) return read;
  const problem = entryRefusal({ deal } as SettlementRows, table, read.value);
  if (problem) return { ok: false, problem };
  const row = { kind: 'deposit', direction: 'in', ...read.value, position: place };
  return { ok: true, value: { ...row, id: `${100 + place}` } };
}

/** What the forms make of a case, or the first of them that refuses it. */
function rowsOf(typed: TypedCase): Outcome<SettlementRows> {
  const deal = dealOf(typed);
  if (!deal.ok) return deal;
  const tables: Record<string, readonly unknown[]> = {};
  for (const table of TABLES) {
    const rows: unknown[] = [];
    for (const [i, texts] of typed[table].entries()) {
      const entry = entryOf(table, texts, deal.value, i);
      if (!entry.ok) return entry;
      rows.push(entry.value);
    }
    tables[table] = rows;
  }
  const commissions: unknown[] = [];
  for (const [i, texts] of typed.commissions.entries()) {
    const read = commissionValues(texts, deal.value.currency);
    if (!read.ok) return read;
    commissions.push({ ...read.value, id: `${i}` });
  }
  const rows = {
    deal: deal.value,
    tiers: tables['ticket_tiers'],
    costs: tables['show_costs'],
    adjustments: tables['adjustments'],
    merch: tables['merch_counts'],
    payments: tables['payments'],
    commissions,
  };
  return { ok: true, value: rows as unknown as SettlementRows };
}

describe('every published settlement can be typed', () => {
  for (const { name, settlement, canonical, lines } of vectors('shows.json'))
    test(name, () => {
      const rows = rowsOf(typedCase(settlement));
      if (!rows.ok) throw new Error(JSON.stringify(rows.problem));
      const input = settlementInput(rows.value);
      const settled = input.ok ? settle(input.value) : input;
      if (!settled.ok) throw new Error(settled.problem.message);
      expect(settled.value.lines.map((one) => [one.name, one.amount])).toEqual(
        lines.map(({ label, amount }) => [label, amount]),
      );
      // commissions stand in the order in which they are taken
      const inOrder = [...(settlement.commissions ?? [])].sort(
        (a, b) => (a.order ?? 0) - (b.order ?? 0),
      );
      const same = settle({ ...settlement, commissions: inOrder });
      expect(settled.value.inputText).toBe(same.ok && same.value.inputText);
      if ((settlement.commissions ?? []).length < 2)
        expect(settled.value.inputText).toBe(canonical);
    });
});

/** What no form lets one say, and why. */
const UNSAYABLE: Readonly<Record<string, string>> = {
  'no type': 'a new offer has one, and the list has no empty choice',
  'no currency': 'a list of those that core reckons in',
  'an unknown currency': 'a list of those that core reckons in',
  'a type that does not exist': 'a list of the types that there are',
  'a guarantee in a door deal': 'not asked of a door deal, and emptied when it becomes one',
  'a share in a flat deal': 'not asked of a flat deal',
  'promoter profit in a deal of gross': 'asked where the share is of the net',
  'a currency that is not in the list': 'a list of those with a rate',
  'a tax whose mode is not said': 'a rate is asked for once it is said what the tax is of',
  'an expense of no kind': 'a list of the kinds that there are',
};

/** The names in the forms of what core calls otherwise. */
const COLUMNS: Readonly<Record<string, string>> = {
  'tier.paid': 'sold',
  'tier.comps': 'comps',
  'commission.rate': 'rate',
  'merch.seller': 'seller',
  'expense.kind': 'kind',
};

describe('a deal that cannot be is refused beside its field', () => {
  test('what cannot be typed is still among what is refused', () => {
    const names = vectors('refused.json').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(UNSAYABLE)));
  });
  for (const { name, settlement, refused } of vectors('refused.json')) {
    if (name in UNSAYABLE) continue;
    test(name, () => {
      const { record, field, index } = refused;
      const rows = rowsOf(typedCase(settlement));
      const input = rows.ok ? settlementInput(rows.value) : rows;
      const settled = input.ok ? settle(input.value) : input;
      if (settled.ok) throw new Error('it was settled');
      const errors = errorsOf(settled.problem);
      const names = [field, `${record}s.${index}.${field}`, COLUMNS[`${record}.${field}`]];
      const also = [`${record}.${index}.${field}`];
      expect([...names, ...also]).toContain(Object.keys(errors)[0]);
      expect(Object.values(errors)[0]).toMatch(/^[A-Z0-9].*\.$/);
    });
  }
});
