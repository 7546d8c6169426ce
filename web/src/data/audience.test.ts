import { expect, test } from 'vitest';
import { audienceChanges, audienceOf, everybody } from './audience';

test('an audience that stays as it is changes nothing', () => {
  expect(audienceChanges(everybody, { ...everybody })).toEqual({});
});

test('of people and teams only who came and who went is told', () => {
  const before = { visibility: 'assigned', person_ids: ['a', 'b'], teams: ['band'] } as const;
  const after = { visibility: 'assigned', person_ids: ['b', 'c'], teams: ['band'] } as const;
  expect(audienceChanges(before, after)).toEqual({ person_ids: { add: ['c'], remove: ['a'] } });
});

test('hiding what named people leaves the names for later', () => {
  const before = { visibility: 'assigned', person_ids: ['a'], teams: [] } as const;
  expect(audienceChanges(before, { ...before, visibility: 'management' })).toEqual({
    visibility: 'management',
  });
});

test('a row that an older app kept is for everybody', () => {
  expect(audienceOf({})).toEqual(everybody);
});
