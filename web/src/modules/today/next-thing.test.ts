import { expect, test } from 'vitest';
import type { EveningItem } from '../../data/evening';
import { nextOf } from './next-thing';

const item = (title: string, startsAt: string): EveningItem => ({
  id: title,
  kind: 'other',
  startsAt,
  endsAt: null,
  zone: 'UTC',
  title,
  place: 'Stage',
  detail: 'Only some see it · Stage · notes',
  isHard: false,
  isConfirmed: true,
  isAfterMidnight: false,
  sync: 'synced',
});

test('the next thing is the soonest that has not begun', () => {
  const evening = [item('Doors', '2026-11-23T19:00:00Z'), item('Check', '2026-11-23T16:00:00Z')];
  expect(nextOf(evening, [], Date.parse('2026-11-23T15:00:00Z'), 'UTC')?.title).toBe('Check');
  expect(nextOf(evening, [], Date.parse('2026-11-23T16:00:00Z'), 'UTC')?.title).toBe('Doors');
});
test('its place is named without its notes and who sees it', () => {
  const next = nextOf([item('Doors', '2026-11-23T19:00:00Z')], [], 0, 'UTC');
  expect(next?.place).toBe('Stage');
});
test('after the last item nothing is next', () => {
  expect(
    nextOf([item('Doors', '2026-11-23T19:00:00Z')], [], Date.parse('2026-11-24T00:00:00Z'), 'UTC'),
  ).toBeUndefined();
});
