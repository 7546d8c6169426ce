import { expect, test } from 'vitest';
import { endOf } from './item-times';

test('an end is the clock of the evening', () => {
  expect(endOf('2027-05-01T20:00:00.000Z', '2027-05-01T19:00:00Z')).toBe(
    '2027-05-01T20:00:00.000Z',
  );
  expect(endOf('2027-05-01T19:00:00.000Z', '2027-05-01T19:00:00Z')).toBe(
    '2027-05-01T19:00:00.000Z',
  );
});

test('a load-out that begins at five ends past the day boundary', () => {
  // "07:00" of the evening is the morning before
  expect(endOf('2027-05-01T07:00:00.000Z', '2027-05-02T05:00:00Z')).toBe(
    '2027-05-02T07:00:00.000Z',
  );
});

test('what would take half a day is a slip', () => {
  expect(endOf('2027-05-01T18:00:00.000Z', '2027-05-01T19:00:00Z')).toBeUndefined();
});
