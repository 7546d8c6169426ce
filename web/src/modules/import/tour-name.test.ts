import { expect, test } from 'vitest';
import { tourNameOf } from './tour-name';

test('a tour is named after its file without what files collect', () => {
  expect(tourNameOf('EU_Tour-2026 FINAL (3).csv')).toBe('EU Tour 2026');
  expect(tourNameOf('autumn.ics')).toBe('Autumn');
});
