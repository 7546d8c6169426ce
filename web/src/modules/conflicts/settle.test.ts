import { expect, test } from 'vitest';
import { settled } from './settle';

const fields = [{ field: 'notes' }, { field: 'capacity' }];

test('a conflict is open until every field has a side', () => {
  expect(settled(fields, { notes: 'mine' })).toBeUndefined();
});
test('only the fields that were chosen as mine are written again', () => {
  expect(settled(fields, { notes: 'mine', capacity: 'theirs' })).toEqual({
    mine: [{ field: 'notes' }],
  });
  expect(settled(fields, { notes: 'theirs', capacity: 'theirs' })).toEqual({ mine: [] });
});
