import { expect, test } from 'vitest';
import { destinationOf } from './destinations';

test('the root is today', () => {
  expect(destinationOf('/')).toBe('/today');
});
test('a show is found under tours, where its list is', () => {
  expect(destinationOf('/shows/abc/edit')).toBe('/tours');
  expect(destinationOf('/runs/abc')).toBe('/tours');
});
test('a sub-page marks its destination, a longer name that only begins alike does not', () => {
  expect(destinationOf('/settings/sync')).toBe('/settings');
  expect(destinationOf('/teams')).toBe('');
});
