import { expect, test } from 'vitest';
import { changedFields, differenceOf, momentAt, sinceWords } from './as-was';

test('a row that is not there any more is gone, whatever it was', () => {
  expect(differenceOf({ title: 'A' }, undefined)).toBe('gone');
});

test('null and missing are the same, and so is one instant written in two ways', () => {
  expect(
    changedFields(
      { city: null, doors_at: '2026-05-12T17:00:00+00:00', title: 'A' },
      { doors_at: '2026-05-12T19:00:00+02:00', title: 'B' },
    ),
  ).toEqual(['title']);
  expect(differenceOf({ city: null }, {})).toBe('same');
  expect(differenceOf({ city: 'Bremen' }, { city: 'Kiel' })).toBe('changed');
});

test('a list is what is in it, in whatever order; who may read a row is not told', () => {
  const then = { teams: ['crew', 'band'], person_ids: [], reader_ids: ['a'] };
  expect(changedFields(then, { teams: ['band', 'crew'], person_ids: [], reader_ids: [] })).toEqual(
    [],
  );
  expect(changedFields(then, { teams: ['crew'], person_ids: ['p'], reader_ids: ['a'] })).toEqual([
    'teams',
    'person_ids',
  ]);
  expect(changedFields(then, { teams: ['crew', 'artist'], person_ids: [] })).toEqual(['teams']);
});

test('the slider ends exactly at now and begins exactly at the start', () => {
  expect(momentAt(1000, 2000, 0, 100)).toBe(1000);
  expect(momentAt(1000, 2000, 50, 100)).toBe(1500);
  expect(momentAt(1000, 2000, 100, 100)).toBe(2000);
});

test('what changed, went and came since is counted', () => {
  const then = [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B' },
    { id: 'c', title: 'C' },
  ];
  const [a, b, d] = [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'New' },
    { id: 'd', title: 'D' },
  ];
  const now = new Map([a, b, d].map((row) => [row.id, row]));
  expect(sinceWords(then, now, [a, b, d])).toBe('1 changed, 1 deleted, 1 added');
  expect(sinceWords([a, b], now, [a, b])).toBe('');
});
