import { expect, test } from 'vitest';
import { codeOf, fragmentOf, safeNext } from './sign-in-address';

test('after signing in one never leaves the app', () => {
  expect(safeNext('/shows/1?x=2')).toBe('/shows/1?x=2');
  expect(safeNext('//evil.example')).toBe('/today');
  expect(safeNext('/\\evil.example')).toBe('/today');
  expect(safeNext('https://evil.example')).toBe('/today');
  expect(safeNext(null)).toBe('/today');
});
test('a token is read from the fragment', () => {
  expect(fragmentOf('#token_hash=abc&type=magiclink', 'token_hash')).toBe('abc');
  expect(fragmentOf('', 'token')).toBe('');
});
test('a pasted code loses its blanks', () => {
  expect(codeOf(' 123 456 ')).toBe('123456');
});
