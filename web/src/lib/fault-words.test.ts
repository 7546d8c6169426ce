import { expect, test } from 'vitest';
import { faultSentence } from './fault-words';

test('what would repeat the name of its field says what to enter instead', () => {
  expect(faultSentence('email', 'bad_email', 'email is not an e-mail address')).toBe(
    'Enter an e-mail address such as name@example.com.',
  );
});
test('other faults follow the name of the field as people say it', () => {
  expect(faultSentence('venue_id', 'missing', 'venue id is missing')).toBe('Venue is missing.');
  expect(faultSentence('ends_on', 'null', 'ends on cannot be empty')).toBe(
    'The last day cannot be empty.',
  );
  expect(faultSentence('title', 'too_long', 'title is too long (at most 160)')).toBe(
    'Title is too long (at most 160).',
  );
});
