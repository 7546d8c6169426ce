import { expect, test } from 'vitest';
import { clockWords, sortRecords, tally } from './preview-words';

const row = (line: number, kind: string, isReady: boolean, problems: readonly string[] = []) => ({
  line,
  kind,
  isReady,
  problems,
});

test('a preview counts what would be created and what is left out', () => {
  const rows = [row(2, 'show', true), row(3, 'off', true, ['x']), row(4, 'show', false, ['y'])];
  expect(tally(rows)).toEqual({ shows: 1, days: 1, left: 1, noted: 2 });
});
test('rows that are left out come first, the others as in the file', () => {
  const rows = [row(2, 'show', true), row(4, 'show', false), row(3, 'off', true)];
  expect(sortRecords(rows).map(({ line }) => line)).toEqual([4, 2, 3]);
});
test('a set after midnight is told on the clock', () => {
  expect(clockWords('show', 24 * 60 + 30)).toBe('show 00:30');
  expect(clockWords('doors', undefined)).toBe('');
});
