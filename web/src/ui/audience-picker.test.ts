import { expect, test } from 'vitest';
import { audienceHint } from './audience-picker';

const people = [
  { id: 'a', name: 'Anna', user_id: 'u' },
  { id: 'b', name: 'Ben', user_id: null },
  { id: 'c', name: 'Cleo', user_id: null },
];
const picked = (person_ids: readonly string[], visibility = 'assigned') => ({
  visibility,
  person_ids,
  teams: [],
});

test('what everyone sees needs no words', () => {
  expect(audienceHint(picked(['b'], 'everyone'), people)).toBe('');
});

test('who picks nobody is told that only management sees it', () => {
  expect(audienceHint(picked([]), people)).toBe(
    'Nobody is picked yet, so only management sees it.',
  );
});

test('people without an account are named', () => {
  expect(audienceHint(picked(['a']), people)).toBe('They and management see it.');
  expect(audienceHint(picked(['a', 'b']), people)).toBe(
    'Ben sees it once their account is linked.',
  );
  expect(audienceHint(picked(['b', 'c']), people)).toBe(
    'Ben, Cleo see it once their accounts are linked.',
  );
});
