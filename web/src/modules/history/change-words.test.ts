import { expect, test } from 'vitest';
import type { Change } from '../../data/history';
import { changeSentence, fieldSentence, pendingSentence, type WordsContext } from './change-words';

const context: WordsContext = {
  what: 'show',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  nameOf: (id) => (id === 'v1' ? 'Lantern Hall' : undefined),
};
const change = (op: Change['op'], fields: Change['fields']): Change => ({
  seq: 1,
  ord: 1,
  at: '2026-05-12T10:00:00Z',
  op,
  actor: null,
  fields,
});

test('a time that moved within its day is told by the clock of the place', () => {
  const moved = {
    field: 'doors_at',
    before: '2026-05-12T17:00:00+00:00',
    after: '2026-05-12T18:00:00+00:00',
  };
  expect(fieldSentence(moved, context)).toBe('moved doors from 19:00 to 20:00');
});

test('a time that moved to another day is told with both dates', () => {
  const moved = {
    field: 'doors_at',
    before: '2026-05-12T17:00:00+00:00',
    after: '2026-05-13T17:00:00+00:00',
  };
  expect(fieldSentence(moved, context)).toBe('moved doors from 12 May 19:00 to 13 May 19:00');
});

test('what was empty is set, what becomes empty is removed, long text is rewritten', () => {
  expect(fieldSentence({ field: 'city', before: null, after: 'Hamburg' }, context)).toBe(
    'set city to Hamburg',
  );
  expect(fieldSentence({ field: 'city', before: 'Hamburg', after: null }, context)).toBe(
    'removed city',
  );
  expect(fieldSentence({ field: 'notes', before: 'x', after: 'y'.repeat(50) }, context)).toBe(
    'rewrote notes',
  );
});

test('money, closed lists and references are told in words', () => {
  expect(fieldSentence({ field: 'guarantee_minor', before: 100, after: 250 }, context)).toBe(
    'changed guarantee from €1.00 to €2.50',
  );
  expect(fieldSentence({ field: 'status', before: 'held', after: 'confirmed' }, context)).toBe(
    'changed status from Held to Confirmed',
  );
  expect(fieldSentence({ field: 'venue_id', before: null, after: 'v1' }, context)).toBe(
    'set venue to Lantern Hall',
  );
});

test('a whole row is added, deleted or given away; several fields are listed', () => {
  expect(changeSentence(change('insert', []), context)).toBe('added this show');
  expect(changeSentence(change('delete', []), context)).toBe('deleted this show');
  expect(changeSentence(change('revoke', []), context)).toBe('gave this show to someone else');
  const field = (name: string) => ({ field: name, before: 1, after: 2 });
  expect(
    changeSentence(change('update', [field('city'), field('capacity'), field('notes')]), context),
  ).toBe('changed city, capacity and notes');
});

test('an own change that waits says what it will do', () => {
  expect(pendingSentence('update', { city: 'Bremen', notes: null }, context)).toBe(
    'city: Bremen, notes: empty',
  );
  expect(pendingSentence('delete', {}, context)).toBe('delete it');
});
