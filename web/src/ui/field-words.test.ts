import { expect, test } from 'vitest';
import { TABLES } from '../data/rows.gen';
import { fieldName, fieldValue } from './field-words';

test('a field is named as people say it', () => {
  expect(fieldName('doors_at')).toBe('Doors');
  expect(fieldName('capacity')).toBe('Capacity');
});
test('values of closed lists and missing ones are words', () => {
  expect(fieldValue('status', 'load_in')).toBe('Load-in');
  expect(fieldValue('notes', null)).toBe('empty');
  expect(fieldValue('is_hard', false)).toBe('no');
  expect(fieldValue('guarantee_minor', 360_000, undefined, 'EUR')).toMatch(/3.600/);
  expect(fieldValue('capacity', 360_000, undefined, 'EUR')).not.toMatch(/3.600/);
  expect(fieldValue('driver_rule', 'eu')).toBe('European Union');
});
test('every choice and every date of the schema is told in words', () => {
  const of = (wanted: string): readonly string[] =>
    Object.values(TABLES).flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === wanted).map(({ name }) => name),
    );
  expect(of('choice').filter((field) => fieldValue(field, 'in_parts') !== 'In parts')).toEqual([]);
  expect(of('date').filter((field) => fieldValue(field, '2026-11-23') === '2026-11-23')).toEqual(
    [],
  );
});
test('a date is told as one, a birthday without its weekday', () => {
  expect(fieldValue('spent_on', '2026-11-23')).toContain('Mon');
  expect(fieldValue('date_of_birth', '1991-04-17')).toMatch(/^\D*17\D*1991$|^Apr 17, 1991$/);
});
test('an id is told by the name of what it stands for', () => {
  expect(fieldValue('venue_id', 'x', (id) => (id === 'x' ? 'The Hall' : undefined))).toBe(
    'The Hall',
  );
  expect(fieldValue('venue_id', 'y')).toBe('something deleted');
});

test('a set is told by names where they are known and few, else by number', () => {
  const names: Readonly<Record<string, string>> = { a: 'Ada', b: 'Ben' };
  const nameOf = (id: string): string | undefined => names[id];
  expect(fieldValue('person_ids', ['a', 'b'], nameOf)).toBe('Ada, Ben');
  expect(fieldValue('person_ids', ['a', 'x'], nameOf)).toBe('2 people');
  expect(fieldValue('person_ids', ['x'])).toBe('1 person');
  expect(fieldValue('show_ids', ['x', 'y'])).toBe('2 shows');
  expect(fieldValue('roles', ['crew', 'load_in'])).toBe('Crew, Load-in');
  expect(fieldValue('person_ids', [])).toBe('empty');
});

test('an operation is told as what it does', () => {
  expect(fieldValue('person_ids', { add: ['a', 'b'] })).toBe('adds 2 people');
  expect(fieldValue('person_ids', { add: ['a'], remove: ['b', 'c', 'd', 'e'] })).toBe(
    'adds 1 person, removes 4 people',
  );
  expect(fieldValue('person_ids', { add: [] })).toBe('changes nothing');
  expect(fieldValue('stock', { plus: 3 })).toBe('+3');
  expect(fieldValue('stock', { plus: -1200 })).toBe('-1,200');
});
