// Per diems by rule: what days come to, and what is open for whom.

import { expect, test } from 'vitest';
import type { Acknowledgement } from './acknowledgements';
import {
  amountsOf,
  byPerson,
  datesBetween,
  isSigned,
  plannedDays,
  receivedOf,
  type PerDiem,
  type PerDiemRule,
} from './perdiems';

const rule = {
  id: 'rule',
  currency: 'EUR',
  day_minor: 4000,
  breakfast_minor: 600,
  lunch_minor: 1000,
  dinner_minor: 1400,
  incidentals_minor: 500,
  edge_rate: 0.75,
} as PerDiemRule;

const plan = {
  tourId: 'tour',
  rule,
  personIds: ['anna'],
  from: '2027-02-27',
  to: '2027-03-02',
  hasEdges: true,
  provided: ['dinner'],
} as const;

test('the first and the last day count for less, and a provided meal is taken off', () => {
  const days = plannedDays(plan);
  if (!days.ok) throw new Error(days.problem.message);
  expect(days.value).toEqual([
    { date: '2027-02-27', isEdge: true, amount_minor: 1600 },
    { date: '2027-02-28', isEdge: false, amount_minor: 2600 },
    { date: '2027-03-01', isEdge: false, amount_minor: 2600 },
    { date: '2027-03-02', isEdge: true, amount_minor: 1600 },
  ]);
});

test('a day is never worth less than the incidentals', () => {
  const amounts = amountsOf(rule, [{ isEdge: true, provided: ['breakfast', 'lunch', 'dinner'] }]);
  expect(amounts).toEqual({ ok: true, value: [500] });
});

test('days that end before they begin, or are too many, are refused', () => {
  expect(datesBetween('2027-03-02', '2027-03-01').ok).toBe(false);
  expect(datesBetween('2027-03-02', '2029-03-01').ok).toBe(false);
  expect(datesBetween('', '2029-03-01').ok).toBe(false);
});

test('what was signed for is no longer open', () => {
  const day = (person_id: string, date: string, signed_at: string | null) =>
    ({ person_id, date, signed_at, amount_minor: 2600, currency: 'EUR' }) as PerDiem;
  const [anna, ben] = byPerson([
    day('anna', '2027-03-01', '2027-03-02T08:00:00Z'),
    day('ben', '2027-03-01', null),
    day('anna', '2027-03-02', null),
  ]);
  expect(anna?.personId).toBe('anna');
  expect(anna?.totals.get('EUR')).toBe(5200);
  expect(anna?.openTotals.get('EUR')).toBe(2600);
  expect(ben?.open.length).toBe(1);
});

const day = (id: string, date: string, more: object = {}): PerDiem =>
  ({ id, date, seq: 4, paid_on: null, signed_at: null, ...more }) as PerDiem;

test('a day is signed for by the server’s word, or here while it waits to be sent', () => {
  const seen = (subject_seq: number, owner_id = 'me') =>
    [{ subject_id: 'a', owner_id, subject_seq }] as Acknowledgement[];
  const open = day('a', '2027-03-01');
  expect(isSigned(day('a', '2027-03-01', { signed_at: 'then' }), 'me', [])).toBe(true);
  expect(isSigned(open, 'me', [])).toBe(false);
  expect(isSigned(open, 'me', seen(4))).toBe(true);
  expect(isSigned(open, 'me', seen(3)), 'it has changed since').toBe(false);
  expect(isSigned(open, 'me', seen(4, 'somebody')), 'somebody else has seen it').toBe(false);
});

test('what was paid is what one has received, or else the days that have begun', () => {
  const days = [
    day('a', '2027-03-01'),
    day('b', '2027-03-02', { paid_on: '2027-03-01' }),
    day('c', '2027-03-03'),
  ];
  const ids = (list: readonly PerDiem[]) => list.map(({ id }) => id).join(' ');
  expect(ids(receivedOf(days, '2027-03-02'))).toBe('b');
  expect(ids(receivedOf([day('a', '2027-03-01'), day('c', '2027-03-03')], '2027-03-02'))).toBe('a');
});
