import { expect, test } from 'vitest';
import {
  clockOf,
  itemsOf,
  joinLines,
  leadersOf,
  linesOf,
  withLine,
  withoutLine,
  type TemplateLine,
  type TemplateLines,
} from './template-lines';

const stored = [
  { key: 'doors', kind: 'doors', title: 'Doors', at: '19:00', is_hard: true },
  { key: 'support', kind: 'support', title: 'Support', after: 0, offset_minutes: 60 },
  { key: 'set', kind: 'set', title: 'Set', after: 1, offset_minutes: 75, minutes: 85 },
  { key: 'bar', kind: 'other', title: 'Bar', at: '01:30' },
];
const lines = linesOf(stored);
const line = (key: string, all: TemplateLines = lines): TemplateLine => {
  const found = all.find((one) => one.key === key);
  if (!found) throw new Error(`there is no ${key}`);
  return found;
};
const clocks = (all: TemplateLines): readonly string[] =>
  all.map((one) => `${clockOf(all, one)} ${one.title}`);
const changed = (key: string, more: Partial<TemplateLine>): readonly unknown[] =>
  itemsOf(withLine(lines, { ...line(key), ...more }));

test('lines are stored as they were read, links included', () => {
  expect(itemsOf(lines)).toEqual(stored);
  expect(clocks(lines)).toEqual(['19:00 Doors', '20:00 Support', '21:15 Set', '01:30 Bar']);
});

test('lines that were kept without keys have their place as one, and no two have the same', () => {
  const plain = { kind: 'meal', title: 'Lunch', at: '12:00' };
  const keys = linesOf([plain, { ...plain, key: 'x' }, { ...plain, key: 'x' }]).map(
    ({ key }) => key,
  );
  expect(keys).toEqual(['0', 'x', '2']);
});

test('what cannot be a line is left out, and with it what would follow it', () => {
  const dance = { kind: 'dance', title: 'x', at: '10:00' };
  const after = { kind: 'meal', title: 'Lunch', after: 0, offset_minutes: 10 };
  expect(linesOf([dance, after, { kind: 'meal', title: 'Tea' }, 7])).toEqual([]);
  expect(
    linesOf([
      { ...after, after: 1 },
      { kind: 'meal', title: 'Tea', at: '15:00' },
    ]),
  ).toHaveLength(1);
  expect(linesOf('nothing')).toEqual([]);
});

test('a line that is linked to a later one is stored behind it', () => {
  const early = {
    key: 'talk',
    kind: 'press',
    title: 'Talk',
    follows: 'set',
    offset_minutes: -60,
  } as const;
  const items = itemsOf([early, ...lines]);
  expect(clocks(linesOf(items)).slice(2)).toEqual(['21:15 Set', '20:15 Talk', '01:30 Bar']);
});

test('what followed a line that is taken out stays where it was', () => {
  const rest = withoutLine(lines, 'support');
  expect(clocks(rest)).toEqual(['19:00 Doors', '21:15 Set', '01:30 Bar']);
  expect(line('set', rest).follows).toBeUndefined();
});

test('a line cannot follow one that follows it', () => {
  expect(leadersOf(lines, 'doors').map(({ key }) => key)).toEqual(['bar']);
  expect(leadersOf(lines, 'set').map(({ key }) => key)).toEqual(['doors', 'support', 'bar']);
  expect(leadersOf(lines, undefined)).toHaveLength(4);
});

test('two who change a template offline: both find their changes in what is put together', () => {
  const mine = changed('doors', { at: '19:30' });
  const theirs = itemsOf([
    ...withoutLine(lines, 'bar').map((one) =>
      one.key === 'doors' ? { ...one, place: 'Foyer' } : one,
    ),
    { key: 'meal', kind: 'meal', title: 'Dinner', at: '17:00' },
  ]);
  const joined = linesOf(joinLines(stored, theirs, mine));
  expect(clocks(joined)).toEqual(['19:30 Doors', '20:30 Support', '21:45 Set', '17:00 Dinner']);
  expect(line('doors', joined).place).toBe('Foyer');
});

test('of one thing that both changed theirs stands', () => {
  const joined = joinLines(
    stored,
    changed('doors', { at: '18:30' }),
    changed('doors', { at: '19:30' }),
  );
  expect(clocks(linesOf(joined))[0]).toBe('18:30 Doors');
});

test('a link to what the other took out gives way to the time that it gave', () => {
  const theirs = itemsOf(withoutLine(lines, 'support'));
  const mine = itemsOf([
    ...lines,
    { key: 'change', kind: 'changeover', title: 'Change', follows: 'support', offset_minutes: 45 },
  ]);
  const joined = linesOf(joinLines(stored, theirs, mine));
  expect(clocks(joined)).toEqual(['19:00 Doors', '21:15 Set', '01:30 Bar', '20:45 Change']);
});

test('links that would run in a circle together are undone', () => {
  const own = [
    { key: 'a', kind: 'call', title: 'A', at: '10:00' },
    { key: 'b', kind: 'call', title: 'B', at: '11:00' },
  ] as const;
  const linked = (key: string, to: string, offset_minutes: number): readonly unknown[] =>
    itemsOf(
      own.map(({ at, ...one }) =>
        one.key === key ? { ...one, follows: to, offset_minutes } : { ...one, at },
      ),
    );
  const joined = linesOf(joinLines(own, linked('a', 'b', -60), linked('b', 'a', 60)));
  expect(clocks(joined).toSorted()).toEqual(['10:00 A', '11:00 B']);
});
