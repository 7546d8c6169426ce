import { expect, test } from 'vitest';
import { fieldName, fieldValue } from './field-words';

test('a field is named as people say it', () => {
  expect(fieldName('doors_at')).toBe('Doors');
  expect(fieldName('capacity')).toBe('Capacity');
});
test('values of closed lists and missing ones are words', () => {
  expect(fieldValue('status', 'load_in')).toBe('Load-in');
  expect(fieldValue('notes', null)).toBe('empty');
  expect(fieldValue('is_hard', false)).toBe('no');
});
test('an id is told by the name of what it stands for', () => {
  expect(fieldValue('venue_id', 'x', (id) => (id === 'x' ? 'The Hall' : undefined))).toBe(
    'The Hall',
  );
  expect(fieldValue('venue_id', 'y')).toBe('something deleted');
});
