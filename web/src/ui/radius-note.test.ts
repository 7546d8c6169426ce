import { expect, test } from 'vitest';
import { breachWords } from './radius-note';

test('a broken clause names both shows, how near they are, and what was agreed', () => {
  const words = breachWords({
    held: {
      clause: { distance_km: 250, days_before: 14, days_after: 7, exceptions: 'Private shows' },
      show: { date: '2027-03-10', title: 'Festival', city: 'Milan' },
    },
    broken: { show: { date: '2027-03-11', title: 'Club night', city: null } },
    metres: 249_900,
    days: 1,
  });
  expect(words).toBe(
    'Club night (11 Mar) is 249 km from Milan (10 Mar), 1 day after. ' +
      'Its clause keeps 250 km, 14 days before to 7 after. Exceptions: Private shows.',
  );
});
