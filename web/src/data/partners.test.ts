// What is typed, compared and warned of about partners.

import { expect, test } from 'vitest';
import {
  artistsIn,
  clashesOf,
  codeWords,
  newCode,
  readCode,
  type PartnerDate,
  type TakenDate,
} from './partners';

const taken = (artist: string, date: string): TakenDate => ({
  partner: 'Northlight',
  taken: { artist, date } as unknown as PartnerDate,
});

test('a code is read however it was typed, and nothing else is', () => {
  const code = newCode();
  expect(readCode(code)).toBe(code);
  expect(readCode(` ${codeWords(code).toLowerCase()} `)).toBe(code);
  expect(codeWords('ABCDEFGHJKLMNPQR')).toBe('ABCD-EFGH-JKLM-NPQR');
  expect(readCode('ABCD-EFGH-JKLM-NPQ')).toBeUndefined();
  expect(readCode('ABCD-EFGH-JKLM-NPQ0')).toBeUndefined();
});

test('every byte becomes a sign that can be read aloud', () => {
  const all = newCode(Uint8Array.from({ length: 256 }, (_, i) => i));
  expect(new Set(all).size).toBe(32);
  expect(all).not.toMatch(/[01IO]/);
});

test('an artist written in two ways is one', () => {
  expect(artistsIn(['The Decoys', null, ' the decoys', '', 'Ada'])).toEqual(['Ada', 'The Decoys']);
});

test('a hold is warned of what its artist has on its nights, and of nothing else', () => {
  const dates = [
    taken('the decoys ', '2027-05-02'),
    taken('The Decoys', '2027-05-04'),
    taken('Ada', '2027-05-02'),
  ];
  const on = (from: string, through = '') =>
    clashesOf(dates, 'The Decoys', from, through).map((one) => one.taken.date);
  expect(on('2027-05-02')).toEqual(['2027-05-02']);
  expect(on('2027-05-01', '2027-05-04')).toEqual(['2027-05-02', '2027-05-04']);
  expect(on('2027-05-03')).toEqual([]);
  expect(clashesOf(dates, '', '2027-05-02', '')).toEqual([]);
  expect(clashesOf(dates, 'The Decoys', '', '2027-06-01')).toEqual([]);
});
