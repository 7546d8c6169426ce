import { expect, test } from 'vitest';
import { pathOf, placeOf, ticksOf } from './curve-shape';

test('an axis has round numbers that hold everything, zero among them where it is crossed', () => {
  expect(ticksOf(-1200, 5400, 5)).toEqual([-2000, 0, 2000, 4000, 6000]);
  expect(ticksOf(0, 323_600, 4)).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
  expect(ticksOf(100, 100, 4).at(-1)).toBeGreaterThan(100);
});

test('values lie in proportion, upside down where the axis is', () => {
  expect(placeOf({ from: 0, to: 10, start: 100, end: 0 }, 2.5)).toBe(75);
  expect(placeOf({ from: 3, to: 3, start: 4, end: 9 }, 3)).toBe(4);
});

test('a line is one path', () => {
  expect(
    pathOf([
      [0, 1],
      [2.25, 3],
    ]),
  ).toBe('M0.0,1.0L2.3,3.0');
});
