import { expect, test } from 'vitest';
import { differenceWords, documentWords } from './document-words';

const arrival = { title: 'Arrival', questions: [{ key: 'ramp', text: 'Is there a ramp?' }] };
const sound = { title: 'Sound', questions: [{ key: 'pa', text: 'Which PA?' }] };

test('what a document holds is told by its lines, the first of them', () => {
  expect(documentWords([arrival, sound])).toBe('Is there a ramp?, Which PA?');
  expect(
    documentWords([
      { kind: 'doors', title: 'Doors', at: '19:00' },
      { kind: 'set', title: 'Set', after: 0 },
      { kind: 'set', title: 'Encore', after: 1 },
      { kind: 'curfew', title: 'Curfew', at: '23:00' },
    ]),
  ).toBe('19:00 Doors, Set, Encore and 1 more');
  expect(documentWords({ rate: 0.5, kind: 'versus' })).toBe('Rate: 0.5, Kind: versus');
  expect(documentWords([])).toBe('empty');
});

test('a version is told by what it adds and takes out, and where', () => {
  const lift = { key: 'lift', text: 'Is there a lift?' };
  const changed = { ...arrival, questions: [lift] };
  expect(differenceWords([arrival, sound], [changed, sound])).toBe(
    'Arrival: adds “Is there a lift?”\nArrival: takes out “Is there a ramp?”',
  );
  expect(differenceWords([arrival, sound], [sound, arrival])).toBe('another order');
  expect(differenceWords([arrival], [arrival])).toBe('as it was');
  expect(differenceWords({ kind: 'flat' }, { kind: 'versus' })).toBe(
    'adds “Kind: versus”\ntakes out “Kind: flat”',
  );
});

test('of a usual day’s time every change is told: when, whom it follows, how long, where and who', () => {
  const doors = { key: 'a', kind: 'doors', title: 'Doors', at: '19:00', teams: [] };
  const set = { key: 'b', kind: 'set', title: 'Set', after: 0, offset_minutes: 120 };
  expect(differenceWords([doors, set], [doors, { ...set, offset_minutes: 90, minutes: 85 }])).toBe(
    'adds “90 min after Doors: Set, 85 min”\ntakes out “120 min after Doors: Set”',
  );
  const some = { visibility: 'assigned', teams: ['crew'], person_ids: ['x'] };
  expect(differenceWords([doors], [{ ...doors, ...some, place: 'Foyer', is_hard: true }])).toBe(
    'adds “19:00 Doors, Foyer, cannot move, Crew, 1 person”\ntakes out “19:00 Doors”',
  );
});
