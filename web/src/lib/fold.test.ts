// Names are found as people type them.

import { expect, test } from 'vitest';
import { fold, foldedWords } from './fold';

test('accents and capitals do not matter', () => {
  expect(fold('Ångström ÉMILE')).toBe('angstrom emile');
});

test('what is typed falls into its words', () => {
  expect(foldedWords('  Zoë  van Dijk ')).toEqual(['zoe', 'van', 'dijk']);
  expect(foldedWords('   ')).toEqual([]);
});
