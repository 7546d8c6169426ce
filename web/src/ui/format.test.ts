import { describe, expect, test } from 'vitest';
import { countdown, decimalOf, formatTime, formatMoney, zoneLabel } from './format';

const minute = 60_000;

describe('countdown', () => {
  test('counts minutes below an hour and rounds up so that it never says too little', () => {
    expect(countdown(0, 44 * minute + 1)).toBe('45 min');
  });
  test('counts hours and minutes below a day', () => {
    expect(countdown(0, 125 * minute)).toBe('2 h 05 min');
  });
  test('counts days from then on', () => {
    expect(countdown(0, 25 * 60 * minute)).toBe('1 day 1 h');
    expect(countdown(0, 50 * 60 * minute)).toBe('2 days');
  });
  test('says now once the moment came', () => {
    expect(countdown(minute, minute)).toBe('now');
  });
});

describe('amounts', () => {
  test('minor units become a decimal without arithmetic on fractions', () => {
    expect(decimalOf(5, 2)).toBe('0.05');
    expect(decimalOf(-123456, 2)).toBe('-1234.56');
    expect(decimalOf(1200, 0)).toBe('1200');
  });
  test('a currency without minor units shows none', () => {
    expect(formatMoney(1200, 'JPY')).toMatch(/1.200/);
  });
});

describe('times', () => {
  test('an instant shows the clock of its zone, not of the device', () => {
    expect(formatTime('2026-11-23T23:30:00Z', 'Europe/Berlin')).toBe('00:30');
    expect(formatTime('2026-11-23T23:30:00Z', 'Europe/London')).toBe('23:30');
  });
  test('an unknown zone falls back to UTC and says so', () => {
    expect(formatTime('2026-11-23T23:30:00Z', 'Mars/Olympus')).toBe('23:30');
    expect(zoneLabel('2026-11-23T23:30:00Z', 'Mars/Olympus')).toBe('UTC');
  });
});
