// Wall clocks and instants.

import { expect, test } from 'vitest';
import { instantOf, isZone, offsetMinutes, wallClock } from './zone';

test('a wall clock becomes an instant, in summer and in winter', () => {
  expect(instantOf('2026-07-01', 20 * 60, 'Europe/Berlin')).toBe('2026-07-01T18:00:00.000Z');
  expect(instantOf('2026-01-01', 20 * 60, 'Europe/Berlin')).toBe('2026-01-01T19:00:00.000Z');
});

test('minutes beyond midnight are of the night after', () => {
  expect(instantOf('2026-07-01', 24 * 60 + 30, 'Europe/Berlin')).toBe('2026-07-01T22:30:00.000Z');
});

test('a time skipped by summer time is an hour later, one that comes twice is the first', () => {
  expect(instantOf('2026-03-29', 150, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOf('2026-10-25', 150, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

test('an instant shows on the wall of its zone', () => {
  expect(wallClock('2026-05-12T22:30:00Z', 'Europe/Berlin')).toEqual({
    date: '2026-05-13',
    minutes: 30,
  });
  expect(wallClock('2026-05-12T02:00:00Z', 'America/New_York')).toEqual({
    date: '2026-05-11',
    minutes: 1320,
  });
});

test('offsets of half hours and unknown zones are told', () => {
  expect(offsetMinutes(Date.UTC(2026, 0, 1), 'Asia/Kolkata')).toBe(330);
  expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
});
