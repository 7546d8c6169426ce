// What is typed, compared and warned of about partners.

import { expect, test } from 'vitest';
import type { Artist } from './artists';
import {
  calledBy,
  clashesOf,
  codeWords,
  newCode,
  readCode,
  type PartnerArtist,
  type PartnerDate,
  type TakenDate,
} from './partners';

const taken = (artist: string, date: string): TakenDate => ({
  partner: 'Northlight',
  called: artist,
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

const theirs = (id: string, name: string, artist_id: string | null = null): PartnerArtist =>
  ({ id, name, artist_id, partnership_id: 'p' }) as unknown as PartnerArtist;
const ours = (id: string, name: string): Artist => ({ id, name }) as unknown as Artist;

test('a partner’s artist is whom we said, under our name, else whoever has the name', () => {
  const names = [ours('a', 'The Decoys'), ours('b', 'Ada')];
  const called = calledBy([theirs('1', 'Decoys Official', 'a'), theirs('2', 'Kite')], names);
  expect([...called]).toEqual([
    ['1', 'The Decoys'],
    ['2', 'Kite'],
  ]);
});

test('of two of one name only the one that was said is ours', () => {
  const called = calledBy([theirs('1', 'Ada'), theirs('2', 'ada', 'b')], [ours('b', 'Ada')]);
  expect([...called]).toEqual([
    ['1', ''],
    ['2', 'Ada'],
  ]);
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
