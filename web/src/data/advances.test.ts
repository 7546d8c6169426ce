// Questions of an advance: their keys, how far they are, and documents that are not as expected.

import { expect, test } from 'vitest';
import { joinSections, keyOf, progressOf, sectionsFrom, sectionsOf, type Answer } from './advances';
import { starter } from './advances-templates';

const answer = (question: string, text: string | null, isSettled: boolean): Answer => ({
  id: question,
  organization_id: '',
  advance_id: '',
  question,
  answer: text,
  answered_by: 'venue',
  answered_name: null,
  answered_at: null,
  is_settled: isSettled,
  created_at: '',
  created_by: null,
  updated_at: '',
  updated_by: null,
  seq: 1,
  local: 'synced',
});

test('what is no section or question is left out', () => {
  expect(sectionsOf(null)).toEqual([]);
  expect(
    sectionsOf([1, { title: 'A', questions: [{ text: 'no key' }, { key: 'k', text: 'T' }] }]),
  ).toEqual([{ title: 'A', questions: [{ key: 'k', text: 'T' }] }]);
});

test('a question keeps its key while its words stay, wherever it moves', () => {
  const before = sectionsFrom([{ title: 'A', lines: 'Is there a lift?\nIs there a lift?' }], []);
  expect(before[0]?.questions.map(({ key }) => key)).toEqual([
    'is_there_a_lift',
    'is_there_a_lift_2',
  ]);
  const renamed = [{ title: 'A', questions: [{ key: 'lift', text: 'Is there a lift?' }] }];
  const after = sectionsFrom(
    [
      { title: 'B', lines: 'New one?\n\n Is there a lift? ' },
      { title: ' ', lines: '' },
    ],
    renamed,
  );
  expect(after).toEqual([
    {
      title: 'B',
      questions: [
        { key: 'new_one', text: 'New one?' },
        { key: 'lift', text: 'Is there a lift?' },
      ],
    },
  ]);
});

test('a question without letters of ours has a key, too', () => {
  expect(keyOf('駐車場は?', new Set())).toBe('question');
  expect(keyOf('Où garer?', new Set())).toBe('ou_garer');
});

test('answered is not settled, and an empty answer is open', () => {
  const answers = [answer('a', 'Yes', true), answer('b', 'No', false), answer('c', null, false)];
  const questions = ['a', 'b', 'c', 'd'].map((key) => ({ key, text: key }));
  const known = new Map(answers.map((one) => [one.question, one] as const));
  expect(progressOf(questions, known)).toEqual({ open: 2, answered: 1, settled: 1 });
});

test('the questions that come with the app have a key of their own each', () => {
  const keys = starter.flatMap(({ questions }) => questions.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBe(43);
});

test('two versions in one have what either added, and not what either took out', () => {
  const of = (title: string, ...texts: readonly string[]) =>
    sectionsFrom([{ title, lines: texts.join('\n') }], []);
  const base = [...of('Arrival', 'Ramp?', 'Dog?'), ...of('Sound', 'PA?')];
  const theirs = [...of('Arrival', 'Ramp?', 'Lift?'), ...of('Sound', 'PA?')];
  const mine = [...of('Arrival', 'Ramp?', 'Dog?', 'Cat?'), ...of('Light', 'Desk?')];
  expect(
    joinSections(base, theirs, mine).map(({ title, questions }) => [
      title,
      ...questions.map(({ text }) => text),
    ]),
  ).toEqual([
    ['Arrival', 'Ramp?', 'Lift?', 'Cat?'],
    ['Light', 'Desk?'],
  ]);
  expect(joinSections(null, theirs, theirs)).toEqual(theirs);
});
