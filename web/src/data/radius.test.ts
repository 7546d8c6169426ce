import { expect, test } from 'vitest';
import { breachesAbout, breachesOf, type ClauseAt, type Placed } from './radius';

const berlin = { latitude: 52.52, longitude: 13.405 };
const leipzig = { latitude: 51.34, longitude: 12.375 };

const show = (id: string, date: string, place = leipzig, status = 'confirmed'): Placed =>
  ({
    show: { id, date, status, title: id, city: id },
    venue: place,
  }) as Placed;

const clause = {
  ...show('berlin', '2027-03-10', berlin),
  clause: {
    id: 'c',
    show_id: 'berlin',
    distance_km: 200,
    days_before: 10,
    days_after: 5,
    exceptions: null,
  },
} as ClauseAt;

test('a show near in place and time breaks the clause, with how near it is', () => {
  const [one, ...others] = breachesOf([clause], [show('leipzig', '2027-03-01')]);
  expect(others).toEqual([]);
  expect(one?.days).toBe(-9);
  expect(Math.round((one?.metres ?? 0) / 1000)).toBe(149);
});

test('too far, too early, too late, off, and the own show are fine', () => {
  const far = { latitude: 48.2, longitude: 16.4 };
  const fine = [
    show('vienna', '2027-03-11', far),
    show('early', '2027-02-27'),
    show('late', '2027-03-16'),
    show('off', '2027-03-09', leipzig, 'cancelled'),
    show('berlin', '2027-03-10', berlin),
  ];
  expect(breachesOf([clause], fine)).toEqual([]);
});

test('a show whose place is unknown cannot be judged', () => {
  const nowhere = { ...show('x', '2027-03-10'), venue: undefined };
  expect(breachesOf([clause], [nowhere])).toEqual([]);
});

test('a show that moves is judged by the clauses of others, and others by its own', () => {
  const view = { clauses: [clause], shows: [show('leipzig', '2027-04-01')] };
  const about = (one: Placed) => breachesAbout(view as never, one).map(({ days }) => days);
  expect(about(show('leipzig', '2027-03-12'))).toEqual([2]);
  expect(about(show('berlin', '2027-03-30', berlin))).toEqual([2]);
  expect(about(show('berlin', '2027-03-20', berlin))).toEqual([]);
});
