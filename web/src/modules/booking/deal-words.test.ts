// A deal from its form to its row and back, and in words.

import { describe, expect, test } from 'vitest';
import type { Deal } from '../../data/deals';
import { changedTerms, dealSteps, isOpen, nextVersion } from '../../data/deals';
import { audit } from '../../data/testing/evening';
import type { Outcome } from '../../lib/outcome';
import { percentText, readShare } from '../../lib/core/amount';
import { draftOf, valuesOf, type DealDraft } from './deal-draft';
import { isAsked } from '../../ui/term-fields';
import { TERM_GROUPS } from './deal-fields';
import { DEAL_TEMPLATES } from './deal-templates';
import { dealFacts, dealLine, offerText, termChanges } from './deal-words';

const deal: Deal = {
  ...audit,
  id: 'd',
  show_id: 's',
  version: 1,
  status: 'draft',
  counterparty: 'Hall Example',
  expires_at: null,
  sent_at: null,
  currency: 'EUR',
  payout_currency: null,
  type: 'versus',
  guarantee_minor: 100_000,
  share: 0.8,
  basis: 'net',
  guarantee_place: 'outside',
  step_unit: null,
  step_reach: null,
  profit_rate: 0.15,
  tax_mode: 'inside',
  tax_rate: 0.19,
  facility_fee_minor: null,
  charity_per_ticket_minor: null,
  charity_rate: null,
  card_rate: null,
  card_per_ticket_minor: null,
  card_bearer: null,
  support_fee_minor: null,
  support_bearer: null,
  expenses_cap_minor: null,
  sellable: 800,
  comps_allowed: null,
  comp_rule: null,
  comp_price_minor: null,
  terms: {
    bonuses: [{ kind: 'flat', amount: 50_000, threshold: 700 }],
    withholdings: [{ base: 'take', rate: '0.15825', bearer: 'artist' }],
  },
  notes: null,
};

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
};

const edited = (texts: Record<string, string>, lists: Partial<DealDraft['lists']> = {}) => {
  const draft = draftOf(deal);
  return valuesOf(
    { texts: { ...draft.texts, ...texts }, lists: { ...draft.lists, ...lists } },
    deal.terms,
  );
};

describe('a form and its row', () => {
  test('what was not touched comes back as it was', () => {
    const values = valueOf(edited({}));
    const row: Record<string, unknown> = { ...deal };
    for (const [field, value] of Object.entries(values))
      expect([field, value]).toEqual([field, row[field]]);
  });

  test('percentages are exact, with a comma too, and never above all of it', () => {
    expect(['15.825', '80', '7,5 %', '0.000001'].map(readShare)).toEqual([
      '0.15825',
      '0.8',
      '0.075',
      '0.00000001',
    ]);
    expect(['101', '-1', 'half', '1.12345678', ''].map(readShare)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([0.15825, '0.8', 1, 1e-7].map(percentText)).toEqual(['15.825', '80', '100', '0.00001']);
  });

  test('a term that the kind of deal has no use for does not linger', () => {
    const flat = valueOf(edited({ type: 'flat' }));
    expect(flat).toMatchObject({
      type: 'flat',
      share: null,
      basis: null,
      guarantee_place: null,
      profit_rate: null,
    });
    expect(valueOf(edited({ type: 'door' })).guarantee_minor).toBeNull();
    expect(valueOf(edited({ tax_mode: 'none' })).tax_rate).toBeNull();
  });

  test('what cannot be read is told by its field', () => {
    const refused = edited({ share: 'most of it' });
    expect(refused.ok ? {} : refused.problem.fields).toEqual({
      share: 'A percentage from 0 to 100.',
    });
    const bonus = edited({}, { bonuses: [{ kind: 'flat', amount: 'x', threshold: '1' }] });
    expect(Object.keys(bonus.ok ? {} : (bonus.problem.fields ?? {}))).toEqual(['bonuses.0.amount']);
  });

  test('a bonus over the gross takes an amount where one for tickets takes a count', () => {
    const values = valueOf(
      edited({}, { bonuses: [{ kind: 'over_gross', amount: '500', threshold: '20000' }] }),
    );
    expect(values.terms).toMatchObject({
      bonuses: [{ kind: 'over_gross', amount: 50_000, threshold: 2_000_000 }],
    });
  });

  test('steps in money and in tickets are read as what they are', () => {
    const steps = [{ over: '1000', share: '85' }];
    const unit = (step_unit: string) =>
      valueOf(edited({ step_unit, step_reach: 'whole' }, { steps })).terms;
    expect(unit('amount')).toMatchObject({ steps: [{ over: 100_000, share: '0.85' }] });
    expect(unit('tickets')).toMatchObject({ steps: [{ over: 1000, share: '0.85' }] });
    expect(valueOf(edited({ step_unit: 'tickets' }))).toMatchObject({ step_unit: null });
  });

  test('where the guarantee stands is asked only where it matters', () => {
    const place = TERM_GROUPS[0]?.terms.find(({ name }) => name === 'guarantee_place');
    const asks = (type: string, basis: string) => place && isAsked(place, { type, basis });
    expect(asks('versus', 'net')).toBe(true);
    expect(asks('versus', 'gross')).toBe(false);
    expect(asks('door', 'net')).toBe(false);
    expect(asks('flat', 'net')).toBe(false);
  });
});

describe('in words', () => {
  test('one line says how the artist is paid', () => {
    expect(dealLine(deal)).toBe('€1,000.00 versus 80% of net');
    expect(dealLine({ ...deal, type: 'flat' })).toBe('€1,000.00 flat');
    expect(dealLine({ ...deal, type: 'plus', basis: null })).toBe('€1,000.00 plus 80% of –');
    expect(dealLine({ ...deal, type: 'door', basis: 'net_gross' })).toBe(
      '80% of the gross less tax',
    );
  });

  test('the terms, lists too', () => {
    expect(dealFacts(deal)).toContainEqual({ label: 'Promoter’s profit', value: '15%' });
    expect(dealFacts(deal)).toContainEqual({
      label: 'Withholding',
      value: 'The take with bonuses, rate 15.825%, borne by the artist',
    });
    expect(dealFacts(deal)).toContainEqual({
      label: 'Bonuses',
      value: 'So many tickets are sold, amount €500.00, tickets 700',
    });
  });

  test('what changed between two versions, field by field', () => {
    const after = { ...deal, version: 2, share: 0.85, profit_rate: null, notes: 'Better' };
    expect(changedTerms(deal, after)).toEqual(['share', 'profit_rate', 'notes']);
    expect(termChanges(deal, after)).toEqual([
      { label: 'Artist’s share', before: '80%', after: '85%' },
      { label: 'Promoter’s profit', before: '15%', after: '–' },
      { label: 'Notes', before: '–', after: 'Better' },
    ]);
    const turned = { ...deal, terms: { ...(deal.terms as object), steps: undefined } };
    expect(termChanges(deal, turned)).toEqual([]);
  });

  test('an offer is a text with everything that was agreed', () => {
    const text = offerText(deal, {
      artist: 'Paper Lanterns',
      date: '2027-05-01',
      venue: 'Hall Example',
      city: 'Berlin',
      country: 'DE',
      capacity: 800,
      tiers: [{ name: 'Standing', price_minor: 2500, currency: null, allotment: 700 }],
      costs: ['Sound: €500.00'],
    });
    expect(text).toContain(
      'Offer for Paper Lanterns, version 1\nSat, 1 May 2027 · Hall Example, Berlin, Germany',
    );
    expect(text).toContain('€1,000.00 versus 80% of net');
    expect(text).toContain('  Standing: €25.00 × 700');
    expect(text).toContain('  Sell-out at: 800');
  });
});

test('versions go on from the highest, and an offer that is over stays as it is', () => {
  expect(nextVersion([])).toBe(1);
  expect(nextVersion([{ version: 2 }, { version: 5 }])).toBe(6);
  expect(dealSteps('declined')).toEqual([]);
  expect(dealSteps('accepted')).toEqual(['withdrawn']);
  expect(isOpen({ status: 'accepted' })).toBe(false);
});

test('a template never says what its name does not', () => {
  for (const { values } of DEAL_TEMPLATES) {
    if (values.basis === 'net' && values.type !== 'door')
      expect(values.guarantee_place).toBeDefined();
    expect(values.guarantee_minor).toBeUndefined();
    expect(values.tax_mode).toBeUndefined();
  }
});

test('a withholding with what is free of it is told in words', () => {
  const free = { free_per_head: 25_000, heads: 4, free_rule: 'limit' };
  const withheld = { base: 'all', rate: '0.15825', bearer: 'artist', ...free };
  const facts = dealFacts({ ...deal, terms: { withholdings: [withheld] } });
  const words = facts.find(({ label }) => label === 'Withholding')?.value;
  expect(words).toContain('free per head €250.00, heads 4');
});
