// Only what is on the screen is drawn.

import { expect, test } from 'vitest';
import { offsetsOf, partWithin } from './list-part';

const heights = [2, 4, 4, 2, 4];
const offsets = offsetsOf(5, (i) => heights[i] ?? 0);

test('items begin where the ones before them end', () => {
  expect([...offsets]).toEqual([0, 2, 6, 10, 12, 16]);
});

test('an item is drawn when any of it is seen', () => {
  expect(partWithin(offsets, 0, 16)).toEqual({ first: 0, end: 5 });
  expect(partWithin(offsets, 2, 6)).toEqual({ first: 1, end: 2 });
  expect(partWithin(offsets, 3, 11)).toEqual({ first: 1, end: 4 });
  expect(partWithin(offsets, 11.9, 12)).toEqual({ first: 3, end: 4 });
});

test('nothing is drawn of a list that is out of sight, or empty', () => {
  expect(partWithin(offsets, -50, -10)).toEqual({ first: 0, end: 0 });
  expect(partWithin(offsets, 40, 60)).toEqual({ first: 5, end: 5 });
  expect(
    partWithin(
      offsetsOf(0, () => 4),
      0,
      100,
    ),
  ).toEqual({ first: 0, end: 0 });
});

test('of twenty thousand only a screenful is drawn', () => {
  const long = offsetsOf(20_000, () => 4);
  const { first, end } = partWithin(long, 40_000, 40_050);
  expect(first).toBe(10_000);
  expect(end - first).toBe(13);
});
