import { expect, test } from 'vitest';
import { apartWords, driveWords, kmWords } from './way-words';

test('ways are told in whole kilometres and five minutes', () => {
  expect(kmWords(1_234_567)).toBe('1,235 km');
  expect([driveWords(290), driveWords(3600), driveWords(27_100)]).toEqual([
    '5 min',
    '1 h',
    '7 h 30 min',
  ]);
});

test('days apart are told with their side', () => {
  expect([-1, 0, 12].map(apartWords)).toEqual(['1 day before', 'on the same day', '12 days after']);
});
