// Which rows of a long list are drawn.

import { expect, test } from 'vitest';
import { rowsInSight } from './virtual-list';

test('at the top those in sight and a few more are drawn', () => {
  expect(rowsInSight(2000, 50, 100, 800)).toEqual({ from: 0, to: 22 });
});

test('in the middle those around the window', () => {
  expect(rowsInSight(2000, 50, -50_000, 800)).toEqual({ from: 992, to: 1024 });
});

test('at the end and in short lists nothing is drawn twice or beyond', () => {
  expect(rowsInSight(2000, 50, -99_600, 800)).toEqual({ from: 1984, to: 2000 });
  expect(rowsInSight(3, 50, -99_600, 800)).toEqual({ from: 3, to: 3 });
  expect(rowsInSight(3, 50, 0, 800)).toEqual({ from: 0, to: 3 });
  expect(rowsInSight(0, 50, 0, 800)).toEqual({ from: 0, to: 0 });
});
