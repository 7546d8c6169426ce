import { expect, test } from 'vitest';
import { ranked } from './commands';

const command = (label: string, hint = '') => ({ label, hint });
const labels = (words: string, ...commands: { label: string; hint: string }[]): string[] =>
  ranked(commands, words).map(({ label }) => label);

test('what begins with the letters comes first', () => {
  expect(labels('ber', command('Hamburg'), command('Oberhausen'), command('Berlin'))).toEqual([
    'Berlin',
    'Oberhausen',
  ]);
});
test('accents and the order of words do not matter', () => {
  expect(labels('hall zur', command('Zürich, Big Hall'))).toEqual(['Zürich, Big Hall']);
});
test('the hint is searched too, and nothing typed shows everything', () => {
  expect(labels('monitor', command('Bo Example', 'Monitor engineer'))).toEqual(['Bo Example']);
  expect(labels(' ', command('A'), command('B'))).toEqual(['A', 'B']);
});
