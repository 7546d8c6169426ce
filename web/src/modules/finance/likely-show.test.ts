import { expect, test } from 'vitest';
import { likelyShow } from './likely-show';

const show = (date: string, status = 'confirmed') => ({ id: date, date, status });

test('an expense is for the show of today', () => {
  expect(likelyShow([show('2026-11-22'), show('2026-11-23')], '2026-11-23')?.id).toBe('2026-11-23');
});
test('on a travel day it is for the show of tomorrow before the one of yesterday', () => {
  expect(likelyShow([show('2026-11-22'), show('2026-11-24')], '2026-11-23')?.id).toBe('2026-11-24');
});
test('a show of last week or a cancelled one is not guessed', () => {
  expect(
    likelyShow([show('2026-11-16'), show('2026-11-23', 'cancelled')], '2026-11-23'),
  ).toBeUndefined();
});
