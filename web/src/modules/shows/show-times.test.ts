import { expect, test } from 'vitest';
import { timesOf } from './show-times';

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
