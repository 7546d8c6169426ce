// What a document of a row holds, and what a version of it changed, line by line in plain words.

import { isFieldOperation } from '../lib/operations';
import { locale } from './format';
import { words } from './words';

/** One thing that a document says, and the part of it that says so. */
interface Line {
  readonly part: string;
  readonly text: string;
}

const SHOWN_MAX = 3;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Neither one value nor a set of them: it has parts. */
export const isDocument = (value: unknown): boolean =>
  (isRecord(value) && !isFieldOperation(value)) ||
  (Array.isArray(value) && value.some((one) => isRecord(one)));

const plain = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString(locale());
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const named = (record: Readonly<Record<string, unknown>>): string | undefined =>
  ['title', 'text', 'name'].map((key) => record[key]).find((value) => typeof value === 'string');

type Members = Readonly<Record<string, unknown>>;

/** "8:00 Load-in", or each member with its name. */
function textOf(record: Members): string {
  const name = named(record);
  if (name !== undefined)
    return [record['at'], name].filter((one) => typeof one === 'string').join(' ');
  return Object.entries(record)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${words(key)}: ${plain(value)}`)
    .join(', ');
}

const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/** What a time of a usual day says beside its title. */
const SAID: Readonly<Record<string, (value: unknown) => string>> = {
  minutes: (value) => `${plain(value)} min`,
  place: plain,
  is_hard: () => 'cannot move',
  is_critical: () => 'to be acknowledged',
  visibility: (value) => (value === 'management' ? 'management only' : ''),
  teams: (value) => listed(value).map(plain).map(words).join(', '),
  person_ids: (value) => {
    const { length } = listed(value);
    return length === 0 ? '' : length === 1 ? '1 person' : `${length} people`;
  },
};

/** "60 min after Doors: Support, 40 min, Main stage" */
function timeText(record: Members, all: readonly unknown[]): string {
  const { after, offset_minutes: offset } = record;
  const leader = typeof after === 'number' ? all[after] : undefined;
  const link = isRecord(leader) ? `${plain(offset ?? 0)} min after ${named(leader) ?? ''}: ` : '';
  const rest = Object.entries(SAID)
    .filter(([key]) => (record[key] ?? null) !== null && record[key] !== false)
    .map(([key, said]) => said(record[key]));
  return [`${link}${textOf(record)}`, ...rest.filter(Boolean)].join(', ');
}

const isTime = (record: Members): boolean => 'kind' in record && 'title' in record;

/** Lists of records within the members of a list are its parts, as the questions of a section are. */
function linesOf(document: unknown, isWhole = false): readonly Line[] {
  if (Array.isArray(document)) {
    const all: readonly unknown[] = document;
    return all.flatMap((one): readonly Line[] => {
      if (!isRecord(one)) return [{ part: '', text: plain(one) }];
      const lists = Object.values(one).filter((value) => listed(value).some(isRecord));
      if (lists.length === 0)
        return [{ part: '', text: isWhole && isTime(one) ? timeText(one, all) : textOf(one) }];
      const part = named(one) ?? '';
      return lists.flatMap(listed).map((line) => ({
        part,
        text: isRecord(line) ? textOf(line) : plain(line),
      }));
    });
  }
  if (isRecord(document))
    return Object.entries(document)
      .filter(([, value]) => value !== null && value !== '')
      .map(([key, value]) => ({ part: '', text: `${words(key)}: ${plain(value)}` }));
  return document === null || document === undefined ? [] : [{ part: '', text: plain(document) }];
}

/** "Load-in, Doors, Curfew and 5 more" */
export function documentWords(document: unknown): string {
  const lines = linesOf(document);
  const shown = lines.slice(0, SHOWN_MAX).map(({ text }) => text);
  const rest = lines.length - shown.length;
  if (lines.length === 0) return 'empty';
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What a version has that the one before it had not, and the other way round, a line each. */
export function differenceWords(before: unknown, after: unknown): string {
  const [old, fresh] = [linesOf(before, true), linesOf(after, true)];
  const without = (all: readonly Line[], others: readonly Line[]): readonly Line[] =>
    all.filter(
      ({ part, text }) => !others.some((other) => other.part === part && other.text === text),
    );
  const told = (verb: string, { part, text }: Line): string =>
    `${part ? `${part}: ` : ''}${verb} “${text}”`;
  const lines = [
    ...without(fresh, old).map((line) => told('adds', line)),
    ...without(old, fresh).map((line) => told('takes out', line)),
  ];
  if (lines.length > 0) return lines.join('\n');
  return JSON.stringify(before) === JSON.stringify(after) ? 'as it was' : 'another order';
}
