// When a leg leaves and arrives, in words.

import { expect, test } from 'vitest';
import { legDate, legTimes, type LegEnds } from './leg-words';

const bus: LegEnds = {
  departs_at: '2026-11-23T23:30:00Z',
  departs_zone: 'Europe/Berlin',
  arrives_at: '2026-11-24T07:30:00Z',
  arrives_zone: 'Europe/Warsaw',
};

test('one clock at both ends is named once', () => {
  expect(legTimes(bus)).toBe('00:30 – 08:30 CET');
});

test('two clocks are named at their ends', () => {
  expect(legTimes({ ...bus, arrives_zone: 'Europe/London' })).toBe('00:30 CET – 07:30 GMT');
});

test('an end that is not known is left out', () => {
  expect(legTimes({ ...bus, arrives_at: null })).toBe('00:30 CET');
  expect(legTimes({ ...bus, departs_at: null, arrives_at: null })).toBe('');
});

test('the date is that of the place it leaves from', () => {
  expect(legDate(bus)).toMatch(/\b24\b/);
  expect(legDate({ ...bus, departs_zone: 'Europe/London' })).toMatch(/\b23\b/);
  expect(legDate({ ...bus, departs_at: null })).toBe('');
});
