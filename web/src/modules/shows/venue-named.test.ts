import { expect, test } from 'vitest';
import { placeNamed, venueNamed } from './venue-named';

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
test('a venue that is named says where it is, unless several are called so', () => {
  const place = { country: 'GB', zone: 'Europe/London' };
  const chapel = { id: 'c', name: 'The Chapel', city: 'London', ...place };
  const all = [chapel, ...venues.map((venue) => ({ ...venue, ...place }))];
  expect(placeNamed('the chapel ', all)).toEqual({ city: 'London', ...place });
  expect(placeNamed('the chapel', [{ ...chapel, zone: null }])).toEqual({
    city: 'London',
    country: 'GB',
  });
  expect(placeNamed('The Hall', all)).toEqual({});
  expect(placeNamed('The Barn', all)).toEqual({});
});
