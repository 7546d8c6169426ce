// The words of an advance, and the mail to the venue.

import { expect, test } from 'vitest';
import { heatOf, mailSubject, mailText, progressWords } from './advance-words';

test('what is left is said, and what is told apart is told apart', () => {
  const at = (open: number, answered: number, settled: number) => {
    const progress = { open, answered, settled };
    return [progressWords(progress), heatOf(progress)];
  };
  expect(at(3, 0, 0)).toEqual(['3 open', 'open']);
  expect(at(2, 1, 1)).toEqual(['2 open, 1 to settle', 'part']);
  expect(at(0, 1, 4)).toEqual(['1 to settle', 'answered']);
  expect(at(0, 0, 4)).toEqual(['All settled', 'settled']);
  expect(at(0, 0, 0)).toEqual(['No questions', 'none']);
});

test('the mail says what for, how many, by when and where', () => {
  const facts = {
    artist: 'The Lanterns',
    venue: 'Molotow',
    date: '2027-05-01',
    contact: 'Karla',
    due: '2027-04-24',
    sender: 'Nora',
    address: 'https://ota.example/s/x',
    count: 43,
  };
  expect(mailSubject(facts)).toBe('Advance: The Lanterns, Molotow, Sat, 1 May 2027');
  expect(mailText(facts)).toBe(
    'Hello Karla,\n\nfor The Lanterns at Molotow on Sat, 1 May 2027 there are 43 questions about the day. ' +
      'It would help us to have the answers by Saturday 24 April.\n\n' +
      'This page opens without an account. You can answer some now and come back for the rest:\n' +
      'https://ota.example/s/x\n\nThank you,\nNora',
  );
  const bare = { ...facts, artist: '', venue: '', contact: null, due: null, count: 1 };
  expect(mailText(bare)).toMatch(
    /^Hello,\n\nfor our show on Sat, 1 May 2027 there is one question about/,
  );
});
