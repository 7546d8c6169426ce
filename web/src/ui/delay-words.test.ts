import { expect, test } from 'vitest';
import { brokenWords, choiceWords, lateWords } from './delay-words';

const broken = {
  key: 'k',
  kind: 'hard_passed',
  who: 'Set',
  limit: 'Curfew',
  limitAt: '2026-11-23T23:00:00Z',
  zone: 'Europe/Berlin',
  minutes: 10,
  choices: [],
};

test('a passed curfew is told with its time in its own zone', () => {
  expect(brokenWords(broken)).toBe('Set goes 10 min past Curfew 00:00, which cannot move.');
});
test('a late bus says when it is needed', () => {
  expect(brokenWords({ ...broken, kind: 'late_arrival', who: 'Bus', limit: '', minutes: 75 })).toBe(
    'Bus arrives 1 h 15 min after it is needed at 00:00.',
  );
});
test('choices say what is done and by how much', () => {
  const choice = { id: 'c', title: 'Changeover', minutes: 10 };
  expect(choiceWords({ ...choice, kind: 'shorten' })).toBe('Cut Changeover by 10 min');
  expect(choiceWords({ ...choice, kind: 'move' })).toBe('Move Changeover by 10 min');
  expect(choiceWords({ ...choice, kind: 'agree', title: '' })).toBe('That is agreed');
});
test('late, early and on time', () => {
  const told = ['20 min late', '5 min early', 'on time', '1 h late', '1 h 05 min late'];
  expect([20, -5, 0, 60, 65].map(lateWords)).toEqual(told);
});
