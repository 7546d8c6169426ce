import { expect, test } from 'vitest';
import { arrivesTooSoon, endsOf, localText } from './leg-times';

test('each end of a leg is read on the clock of its own place', () => {
  const values = {
    departs: '2026-11-23T14:20',
    departs_zone: 'Europe/London',
    arrives: '2026-11-23T17:10',
    arrives_zone: 'Europe/Berlin',
  };
  expect(endsOf(values, values)).toEqual({
    departs_at: '2026-11-23T14:20:00.000Z',
    arrives_at: '2026-11-23T16:10:00.000Z',
  });
});
test('an end that was not touched is not written', () => {
  expect(endsOf({ departs: '', departs_zone: 'UTC' }, { departs: '' })).toEqual({
    departs_at: null,
  });
});
test('an instant becomes the local text of its zone', () => {
  expect(localText('2026-11-23T16:10:00Z', 'Europe/Berlin')).toBe('2026-11-23T17:10');
  expect(localText(null, 'Europe/Berlin')).toBe('');
});
test('a leg that arrives before it leaves is a slip, whatever the clocks on the walls say', () => {
  const leg = { departs: '2026-11-23T14:20', departs_zone: 'Europe/Berlin' };
  const to = (arrives: string, arrives_zone: string): boolean =>
    arrivesTooSoon({ ...leg, arrives, arrives_zone });
  expect(to('2026-11-23T13:50', 'Europe/Berlin')).toBe(true);
  expect(to('2026-11-23T13:50', 'Europe/London')).toBe(false);
  expect(to('', 'Europe/London')).toBe(false);
  expect(to('2026-11-23T14:20', 'Europe/Berlin')).toBe(false);
});
