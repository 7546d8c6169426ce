import { expect, test } from 'vitest';
import { matching } from './matching';

const people = [
  { name: 'Žofie Testová', job: 'FOH engineer' },
  { name: 'Bo Example', job: null },
];

test('accents need not be typed', () => {
  expect(matching(people, 'zof')).toEqual([people[0]]);
});
test('every word must begin a word of name or job', () => {
  expect(matching(people, 'test eng')).toEqual([people[0]]);
  expect(matching(people, 'ngineer')).toEqual([]);
});
test('no words find everyone', () => {
  expect(matching(people, ' ')).toHaveLength(2);
});
