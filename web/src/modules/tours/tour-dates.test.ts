import { expect, test } from 'vitest';
import type { Day } from '../../data/days';
import type { ShowWithVenue } from '../../data/shows';
import { audit, showOf } from '../../data/testing/evening';
import { countDates, dayTitle, fold, openingMonth, tourMonths } from './tour-dates';

const show = (date: string): ShowWithVenue => ({
  show: showOf({ id: date, tour_id: 't', title: date, date }),
  venue: undefined,
});

const day = (date: string): Day => ({
  ...audit,
  id: `day ${date}`,
  tour_id: 't',
  date,
  kind: 'off',
  title: null,
  city: null,
  country: null,
  zone: null,
  notes: null,
});

test('shows and other days stand in one line of time, by month', () => {
  const months = tourMonths([show('2026-12-01'), show('2026-11-28')], [day('2026-11-30')]);
  expect(months.map(({ month, dates }) => [month, dates.map(({ date }) => date)])).toEqual([
    ['2026-11', ['2026-11-28', '2026-11-30']],
    ['2026-12', ['2026-12-01']],
  ]);
});

test('on the same date the show comes before the travel day', () => {
  const [month] = tourMonths([show('2026-11-28')], [day('2026-11-28')]);
  expect(month?.dates.map(({ kind }) => kind)).toEqual(['show', 'day']);
});

test('a calendar opens at the first month from today on, or at the last of a past tour', () => {
  const months = tourMonths([show('2026-11-28'), show('2027-01-02')], []);
  expect(openingMonth(months, '2026-12-05')).toBe('2027-01');
  expect(openingMonth(months, '2027-03-01')).toBe('2027-01');
  expect(openingMonth([], '2026-12-05')).toBe('2026-12');
});

test('what lies behind a running tour is folded away, a tour that is over stays open', () => {
  const months = tourMonths(
    ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map(show),
    [],
  );
  const { past, coming } = fold(months, '2026-11-05');
  expect([countDates(past), countDates(coming)]).toEqual([4, 1]);
  expect(fold(months, '2026-12-01').past).toEqual([]);
  expect(fold(months, '2026-11-03').past).toEqual([]);
});

test('a day is told by its kind and its title, once', () => {
  expect(dayTitle({ kind: 'off', title: null })).toBe('Off day');
  expect(dayTitle({ kind: 'off', title: 'Day off' })).toBe('Day off');
  expect(dayTitle({ kind: 'travel', title: 'Ferry' })).toBe('Travel · Ferry');
});
