import { expect, test } from 'vitest';
import { venueNamed } from './venue-named';

const venues = [
  { id: 'a', name: 'The Hall', city: 'Leipzig' },
  { id: 'b', name: 'The Hall', city: 'Graz' },
];

test('a venue is found by name and city, however they are written', () => {
  expect(venueNamed({ venue: ' the hall ', city: 'GRAZ' }, venues)).toEqual({
    kind: 'known',
    id: 'b',
  });
});
test('without a city the first of that name is meant', () => {
  expect(venueNamed({ venue: 'The Hall' }, venues)).toEqual({ kind: 'known', id: 'a' });
});
test('the same name in another city is a new venue', () => {
  expect(venueNamed({ venue: 'The Hall', city: 'Wien', country: 'at' }, venues)).toEqual({
    kind: 'new',
    venue: { name: 'The Hall', city: 'Wien', country: 'AT', zone: null },
  });
});
test('an empty name is no venue', () => {
  expect(venueNamed({ venue: ' ' }, venues)).toEqual({ kind: 'known', id: null });
});
