import { expect, test } from 'vitest';
import { clockText } from '../../lib/night';
import { wallClock } from '../../lib/zone';
import { cutoffOf, cutoffWords, type Evening } from './cutoff';

const evening: Evening = { date: '2027-05-01', zone: 'Europe/Berlin', boundary: '06:00' };

test('a cutoff after midnight stays where it was however often the form is saved', () => {
  let cutoff = cutoffOf('2027-05-02', '00:30', evening);
  expect(cutoff).toBe('2027-05-01T22:30:00.000Z');
  for (let saved = 0; saved < 3; saved += 1) {
    const { zone } = evening;
    cutoff = cutoffOf(wallClock(cutoff ?? '', zone).date, clockText(cutoff, zone), evening);
  }
  expect(cutoff).toBe('2027-05-01T22:30:00.000Z');
});

test('a clock alone is of the evening, a date alone ends in the early evening', () => {
  expect(cutoffOf('', '00:30', evening)).toBe('2027-05-01T22:30:00.000Z');
  expect(cutoffOf('', '16:00', evening)).toBe('2027-05-01T14:00:00.000Z');
  expect(cutoffOf('2027-04-30', '', evening)).toBe('2027-04-30T16:00:00.000Z');
  expect(cutoffOf('', '', evening)).toBeNull();
});

test('the day that is told is that of the place', () => {
  expect(cutoffWords('2027-05-01T22:30:00Z', 'Europe/Berlin')).toMatch(/2 May, 00:30/);
  expect(cutoffWords('2027-05-02T01:00:00Z', 'America/New_York')).toMatch(/1 May, 21:00/);
});
