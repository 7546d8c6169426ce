import { expect, test } from 'vitest';
import { clockText, eveningInstant } from './night';

test('a time before the boundary is of the next morning', () => {
  expect(eveningInstant('2026-11-23', '00:30', 'Europe/Berlin', '06:00')).toBe(
    '2026-11-23T23:30:00.000Z',
  );
  expect(eveningInstant('2026-11-23', '20:00', 'Europe/Berlin', '06:00')).toBe(
    '2026-11-23T19:00:00.000Z',
  );
});

test('the clock of an instant is told in its zone, and no instant has none', () => {
  expect(clockText('2026-11-23T23:30:00Z', 'Europe/Berlin')).toBe('00:30');
  expect(clockText(null, 'Europe/Berlin')).toBe('');
});
