import { expect, test } from 'vitest';
import { isOverTooSoon, timesOf } from './show-times';

const organization = { day_boundary: '06:00', zone: 'Europe/Berlin' };
const values = {
  date: '2026-11-23',
  zone: 'Europe/Berlin',
  doors: '19:00',
  starts: '',
  curfew: '00:30',
};

test('only the times that were changed are written', () => {
  expect(timesOf(values, { doors: '19:00' }, organization)).toEqual({
    doors_at: '2026-11-23T18:00:00.000Z',
  });
});
test('a show that moves to another date takes its times along', () => {
  expect(timesOf({ ...values, date: '2026-11-24' }, { date: '2026-11-24' }, organization)).toEqual({
    doors_at: '2026-11-24T18:00:00.000Z',
    curfew_at: '2026-11-24T23:30:00.000Z',
  });
});
test('an emptied time is cleared', () => {
  expect(timesOf({ ...values, doors: '' }, { doors: '' }, organization)).toEqual({
    doors_at: null,
  });
});
test('a show that goes on past the day boundary ends in the morning, not before it began', () => {
  const rave = { ...values, starts: '23:30', ends: '07:00' };
  expect(timesOf(rave, { ends: '07:00' }, organization)).toEqual({
    ends_at: '2026-11-24T06:00:00.000Z',
  });
  expect(isOverTooSoon(rave, organization)).toBe(false);
});
test('a show that would be over before it begins is a slip', () => {
  expect(isOverTooSoon({ ...values, starts: '20:00', ends: '19:00' }, organization)).toBe(true);
  expect(isOverTooSoon({ ...values, starts: '20:00', ends: '' }, organization)).toBe(false);
  expect(isOverTooSoon({ ...values, ends: '19:00' }, organization)).toBe(false);
});
