import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, weeksOf } from './calendar';

describe('calendar dates', () => {
  test('a day after the last of February in a leap year is the 29th', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
  test('counting days crosses a change of summer time without losing one', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  });
  test('months roll over the year in both directions', () => {
    expect(addMonths('2026-11', 3)).toBe('2027-02');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });
  test('a month that starts on a Sunday has its first week filled from the month before', () => {
    const weeks = weeksOf('2026-11', 1);
    expect(weeks[0]).toEqual([
      '2026-10-26',
      '2026-10-27',
      '2026-10-28',
      '2026-10-29',
      '2026-10-30',
      '2026-10-31',
      '2026-11-01',
    ]);
    expect(weeks).toHaveLength(6);
    expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  });
  test('with weeks that start on Sunday the same month needs five', () => {
    expect(weeksOf('2026-11', 7)[0]?.[0]).toBe('2026-11-01');
    expect(weeksOf('2026-11', 7)).toHaveLength(5);
  });
});
