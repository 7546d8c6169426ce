// The line for one date: who stands in it, in which order, and what each of them can ask for.

import { expect, test } from 'vitest';
import { endsAt, stackOf, stepsOf, type Hold } from './holds';
import { audit } from './testing/evening';

const hold = (id: string, values: Partial<Hold> = {}): Hold => ({
  ...audit,
  id,
  venue_id: 'v',
  stage_id: null,
  tour_id: null,
  show_id: null,
  date: '2027-05-01',
  party: id,
  rank: 1,
  status: 'active',
  is_challenging: false,
  challenge_hours: 48,
  challenged_at: null,
  answer_by: null,
  expires_at: null,
  contact: null,
  notes: null,
  ...values,
});

test('a line is those of one stage and date that still stand, the asked for last', () => {
  const first = hold('first');
  const all = [
    hold('new', { rank: null, local: 'asked' }),
    hold('second', { rank: 2 }),
    hold('elsewhere', { stage_id: 's' }),
    hold('tomorrow', { date: '2027-05-02' }),
    hold('gone', { status: 'released', rank: null }),
    first,
  ];
  expect(stackOf(first, all).map(({ id }) => id)).toEqual(['first', 'second', 'new']);
});

test('only who is first confirms, and only who is behind challenges', () => {
  const second = hold('second', { rank: 2 });
  expect(stepsOf(hold('first'), [])).toEqual(['confirm', 'release']);
  expect(stepsOf(hold('first', { status: 'challenged' }), [])).toEqual(['confirm', 'release']);
  expect(stepsOf(second, [hold('first'), second])).toEqual(['challenge', 'release']);
  expect(stepsOf({ ...second, is_challenging: true }, [])).toEqual(['withdraw', 'release']);
});

test('a date that is confirmed for others cannot be challenged', () => {
  const second = hold('second', { rank: 2 });
  const stack = [hold('first', { status: 'confirmed' }), second];
  expect(stepsOf(second, stack)).toEqual(['release']);
  expect(stepsOf(hold('first', { status: 'confirmed' }), stack)).toEqual(['unconfirm', 'release']);
});

test('a hold without a rank can only be let go, and a released one is over', () => {
  expect(stepsOf(hold('new', { rank: null, local: 'asked' }), [])).toEqual(['release']);
  expect(stepsOf(hold('gone', { status: 'released', rank: null }), [])).toEqual([]);
});

test('the earlier of answer and expiry ends a hold; a confirmed one does not end', () => {
  const times = { answer_by: '2027-01-03T10:00:00Z', expires_at: '2027-01-02T10:00:00+00:00' };
  expect(endsAt(hold('a', times))).toBe('2027-01-02T10:00:00+00:00');
  expect(endsAt(hold('b', { ...times, expires_at: null }))).toBe('2027-01-03T10:00:00Z');
  expect(endsAt(hold('c', { ...times, status: 'confirmed' }))).toBeNull();
  expect(endsAt(hold('d'))).toBeNull();
});
