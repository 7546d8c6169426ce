// Which venue another one is near.

import { expect, test } from 'vitest';
import { neighbourOf } from './venues';

const venue = (
  id: string,
  city: string | null,
  country: string | null,
  latitude: number | null,
) => ({
  id,
  name: id,
  city,
  country,
  latitude,
  longitude: latitude,
});

test('a venue is as near as another of its city whose position is known', () => {
  const known = [
    venue('far', 'Kiel', 'DE', 54),
    venue('unknown', 'Bremen', 'DE', null),
    venue('same name abroad', 'Bremen', 'US', 40),
    venue('near', ' bremen', 'DE', 53),
  ];
  expect(neighbourOf({ id: 'x', city: 'Bremen', country: 'DE' }, known)?.id).toBe('near');
  expect(neighbourOf({ id: 'near', city: 'Bremen', country: 'DE' }, known)).toBeUndefined();
  expect(neighbourOf({ city: 'Bremen', country: null }, known)?.id).toBe('same name abroad');
  expect(neighbourOf({ city: ' ', country: 'DE' }, known)).toBeUndefined();
});
