// The lines of a schedule template: read from its document, changed one at a time, and two versions of them
// put together.

import { newId } from '../lib/core';
import { minutesOf } from '../lib/night';
import type { Audience } from './audience';
import {
  SCHEDULE_KIND_VALUES,
  TEAM_VALUES,
  VISIBILITY_VALUES,
  type ScheduleKind,
} from './rows.gen';

/** One line: at a time of its own, or so many minutes after another line begins. */
export interface TemplateLine extends Partial<Audience> {
  /** names it among the lines of its template, whatever becomes of it */
  readonly key: string;
  readonly kind: ScheduleKind;
  readonly title: string;
  /** "19:00"; before the day boundary it is after midnight */
  readonly at?: string;
  /** the key of the line that it follows */
  readonly follows?: string;
  readonly offset_minutes?: number;
  /** how long it takes */
  readonly minutes?: number;
  readonly place?: string;
  readonly is_hard?: boolean;
  readonly is_critical?: boolean;
}

export type TemplateLines = readonly TemplateLine[];

const KEY_CHARS = 12;
const DAY_MINUTES = 24 * 60;
const CLOCK = /^\d\d:\d\d$/;

/** A key that no other line has. */
export const newKey = (): string => newId().slice(-KEY_CHARS);

// ---- the document ----

type Stored = Readonly<Record<string, unknown>>;

const isStored = (one: unknown): one is Stored =>
  typeof one === 'object' && one !== null && !Array.isArray(one);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const wholeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) ? value : undefined;

/** Lines that were kept before they had keys have their place as theirs. */
function keysOf(items: readonly unknown[]): readonly string[] {
  const taken = new Set<string>();
  return items.map((one, i) => {
    const named = isStored(one) ? textOf(one['key']) : undefined;
    const key = named === undefined || taken.has(named) ? String(i) : named;
    taken.add(key);
    return key;
  });
}

function audienceIn(one: Stored): Partial<Audience> {
  const visibility = VISIBILITY_VALUES.find((value) => value === one['visibility']);
  const [teams, people] = ['teams', 'person_ids'].map((name): readonly unknown[] | undefined => {
    const list = one[name];
    return Array.isArray(list) ? list : undefined;
  });
  return {
    ...(visibility ? { visibility } : {}),
    ...(teams ? { teams: TEAM_VALUES.filter((team) => teams.includes(team)) } : {}),
    ...(people ? { person_ids: people.filter((id) => typeof id === 'string') } : {}),
  };
}

function lineIn(one: unknown, key: string, follows: string | undefined): TemplateLine | undefined {
  if (!isStored(one)) return undefined;
  const kind = SCHEDULE_KIND_VALUES.find((value) => value === one['kind']);
  const [title, at, place] = ['title', 'at', 'place'].map((name) => textOf(one[name]));
  const minutes = wholeOf(one['minutes']);
  const isTimed = follows !== undefined || (at !== undefined && CLOCK.test(at));
  if (!kind || !title || !isTimed) return undefined;
  return {
    key,
    kind,
    title,
    ...(follows === undefined
      ? { at: at ?? '' }
      : { follows, offset_minutes: wholeOf(one['offset_minutes']) ?? 0 }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(place === undefined ? {} : { place }),
    ...(one['is_hard'] === true ? { is_hard: true } : {}),
    ...(one['is_critical'] === true ? { is_critical: true } : {}),
    ...audienceIn(one),
  };
}

/** The lines of a template as it is stored; what cannot be one is left out. */
export function linesOf(items: unknown): TemplateLines {
  if (!Array.isArray(items)) return [];
  const stored: readonly unknown[] = items;
  const keys = keysOf(stored);
  const lines = new Map<string, TemplateLine>();
  stored.forEach((one, i) => {
    const key = keys[i] ?? '';
    const after = isStored(one) ? wholeOf(one['after']) : undefined;
    // a line follows one before it, so that no links run in a circle
    const follows = after !== undefined && after < i ? keys[after] : undefined;
    const line = lineIn(
      one,
      key,
      follows !== undefined && lines.has(follows) ? follows : undefined,
    );
    if (line) lines.set(key, line);
  });
  return [...lines.values()];
}

/** As it is stored: links by place, each behind what it follows. */
export function itemsOf(lines: TemplateLines): readonly Stored[] {
  const sorted = inOrder(
    lines,
    ({ key }) => key,
    ({ follows }) => follows,
  );
  const places = new Map(sorted.map(({ key }, i) => [key, i]));
  return sorted.map(({ follows, offset_minutes, ...line }) =>
    follows === undefined ? line : { ...line, after: places.get(follows), offset_minutes },
  );
}

/** In their order, but each behind the one that it follows. */
export function inOrder<T>(
  list: readonly T[],
  idOf: (one: T) => string,
  leaderOf: (one: T) => string | null | undefined,
): readonly T[] {
  const rest = [...list];
  const done: T[] = [];
  while (rest.length > 0) {
    const waits = new Set(rest.map(idOf));
    const i = rest.findIndex((one) => !waits.has(leaderOf(one) ?? ''));
    done.push(...rest.splice(Math.max(0, i), 1));
  }
  return done;
}

// ---- one line ----

/** Minutes after midnight of the evening's date. */
function minutesAt(lines: TemplateLines, line: TemplateLine): number {
  const leader = lines.find(({ key }) => key === line.follows);
  return leader
    ? minutesAt(lines, leader) + (line.offset_minutes ?? 0)
    : minutesOf(line.at ?? '00:00');
}

/** "21:15": when it begins, also where it follows another. */
export function clockOf(lines: TemplateLines, line: TemplateLine): string {
  const minutes = ((minutesAt(lines, line) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

const follows = (lines: TemplateLines, line: TemplateLine, leader: string): boolean => {
  const next = lines.find(({ key }) => key === line.follows);
  return next !== undefined && (next.key === leader || follows(lines, next, leader));
};

/** The lines that one can follow: none that follow it themselves. */
export const leadersOf = (lines: TemplateLines, key: string | undefined): TemplateLines =>
  lines.filter((line) => line.key !== key && (key === undefined || !follows(lines, line, key)));

const atClock = (lines: TemplateLines, line: TemplateLine): TemplateLine => {
  const { follows: leader, offset_minutes: offset, ...own } = line;
  void leader;
  void offset;
  return { ...own, at: clockOf(lines, line) };
};

/** In the place of the one with its key, or at the end. */
export const withLine = (lines: TemplateLines, line: TemplateLine): TemplateLines =>
  lines.some(({ key }) => key === line.key)
    ? lines.map((one) => (one.key === line.key ? line : one))
    : [...lines, line];

/** Without it; what followed it stays where it was. */
export const withoutLine = (lines: TemplateLines, key: string): TemplateLines =>
  lines
    .filter((line) => line.key !== key)
    .map((line) => (line.follows === key ? atClock(lines, line) : line));

// ---- two versions ----

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What of a line is one thing: its time with its link, and each of the rest. */
const PARTS: readonly (readonly string[])[] = [
  ['at', 'follows', 'offset_minutes'],
  ['kind'],
  ['title'],
  ['minutes'],
  ['place'],
  ['is_hard'],
  ['is_critical'],
  ['visibility', 'teams', 'person_ids'],
];

/** Theirs, with what only I changed. */
function joinLine(
  base: TemplateLine | undefined,
  theirs: TemplateLine,
  mine: TemplateLine,
): TemplateLine {
  const [was, is, other]: readonly Stored[] = [{ ...base }, { ...theirs }, { ...mine }];
  const entries = PARTS.flatMap((names) => {
    const of = (line: Stored | undefined): readonly (readonly [string, unknown])[] =>
      names.map((name) => [name, line?.[name]]);
    return isSame(of(is), of(was)) ? of(other) : of(is);
  });
  const joined = Object.fromEntries(entries);
  return lineIn(joined, theirs.key, textOf(joined['follows'])) ?? theirs;
}

/**
 * Two versions of one template in one: what either added is there, what either took out is not, and of a
 * line each part as the one who changed it has it.
 */
export function joinLines(base: unknown, theirs: unknown, mine: unknown): readonly Stored[] {
  const [old, one, other] = [linesOf(base), linesOf(theirs), linesOf(mine)] as const;
  const within = (lines: TemplateLines, key: string): TemplateLine | undefined =>
    lines.find((line) => line.key === key);
  const keys = [...new Set([...one, ...other].map(({ key }) => key))];
  const joined = keys.flatMap((key): TemplateLines => {
    const [was, a, b] = [within(old, key), within(one, key), within(other, key)];
    if (a && b) return [joinLine(was, a, b)];
    return was ? [] : [a, b].filter((line) => line !== undefined);
  });
  return itemsOf(unhooked(joined, one, other));
}

/** Links to what is gone, or that have become a circle, give way to the time that they gave. */
function unhooked(lines: TemplateLines, ...versions: readonly TemplateLines[]): TemplateLines {
  return lines.reduce<TemplateLines>((done, line) => {
    const isGone = !done.some(({ key }) => key === line.follows);
    const isCircle = line.follows === line.key || loops(done, line);
    if (line.follows === undefined || !(isGone || isCircle)) return done;
    const version = versions.find((all) => all.some((one) => isSame(whenOf(one), whenOf(line))));
    return withLine(done, atClock(version ?? [], line));
  }, lines);
}

const whenOf = ({ key, at, follows: leader, offset_minutes }: TemplateLine): readonly unknown[] => [
  key,
  at,
  leader,
  offset_minutes,
];

function loops(lines: TemplateLines, line: TemplateLine): boolean {
  const seen = new Set<string>([line.key]);
  for (let at = line.follows; at !== undefined;) {
    if (seen.has(at)) return true;
    seen.add(at);
    const here = at;
    at = lines.find(({ key }) => key === here)?.follows;
  }
  return false;
}
