import { expect, test } from 'vitest';
import { addDays } from '../../ui/calendar';
import type { PartnerDate } from '../../data/partners';
import { answerWords, datesFrom, ordinal, rankWords, takenWords } from './hold-words';

test('ranks read as people say them', () => {
  expect([1, 2, 3, 4, 11, 12, 21, 113].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '21st',
    '113th',
  ]);
});

test('a rank that the server has not given is not guessed', () => {
  expect(rankWords({ rank: null, status: 'active' })).toBe('Asked for');
  expect(rankWords({ rank: 2, status: 'challenged' })).toBe('2nd hold');
  expect(rankWords({ rank: 1, status: 'confirmed' })).toBe('Confirmed');
  expect(rankWords({ rank: null, status: 'expired' })).toBe('Expired');
});

test('the clock of a challenge runs down and then says so', () => {
  const at = Date.parse('2027-05-01T10:00:00Z');
  expect(answerWords('2027-05-01T12:05:00Z', at)).toBe('2 h 05 min to answer');
  expect(answerWords('2027-05-01T10:00:00Z', at)).toBe('Time to answer is over');
});

test('several nights are one hold each, and never without end', () => {
  const next = (date: string) => addDays(date, 1);
  expect(datesFrom('2027-02-27', '2027-03-01', 14, next)).toEqual([
    '2027-02-27',
    '2027-02-28',
    '2027-03-01',
  ]);
  expect(datesFrom('2027-02-27', '', 14, next)).toEqual(['2027-02-27']);
  expect(datesFrom('2027-02-27', '2099-01-01', 14, next)).toHaveLength(14);
});

test('what a partner shows is told with no more than it says', () => {
  const say = (shown: Pick<PartnerDate, 'status' | 'city' | 'country'>): string =>
    takenWords({ partner: 'Northlight', taken: { artist: 'Ada', ...shown } as PartnerDate });
  expect(say({ status: null, city: null, country: null })).toBe('Ada: taken, says Northlight');
  expect(say({ status: 'held', city: 'Bremen', country: null })).toBe(
    'Ada: a held date in Bremen, says Northlight',
  );
  expect(say({ status: 'other', city: null, country: null })).toBe(
    'Ada: a day on the road, says Northlight',
  );
});
