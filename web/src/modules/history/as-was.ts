// What is different between a tour or show as it was and as it is now.

import type { RowValues } from '../../data/history';

export type Difference = 'same' | 'changed' | 'gone';

/** `now`: the row as this device has it; undefined: it is not there any more. */
export function differenceOf(then: RowValues, now: RowValues | undefined): Difference {
  if (!now) return 'gone';
  return changedFields(then, now).length > 0 ? 'changed' : 'same';
}

/** What the server reckons from other fields; it is not kept as it was. */
const reckoned: ReadonlySet<string> = new Set(['reader_ids']);

/** Names of the fields that differ; a missing value and null are the same. */
export function changedFields(then: RowValues, now: RowValues): readonly string[] {
  return Object.keys(then).filter(
    (field) => !reckoned.has(field) && !isSame(then[field], now[field]),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  // lists of people, teams and the like are sets
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && new Set([...a, ...b]).size === new Set(a).size;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  // one instant may be written in two ways
  return /T\d\d:/.test(a) && Date.parse(a) === Date.parse(b);
}

/** Positions of the slider: evenly spread instants from `start` to `now`, at most `count`. */
export function momentAt(start: number, now: number, position: number, count: number): number {
  return position >= count ? now : Math.round(start + ((now - start) * position) / count);
}

/** "1 changed, 2 added" since then; empty when nothing did. `now`: what would be listed today. */
export function sinceWords(
  then: readonly RowValues[],
  now: ReadonlyMap<string, RowValues>,
  listedNow: readonly RowValues[],
): string {
  const states = then.map((row) => differenceOf(row, now.get(String(row['id']))));
  const before = new Set(then.map((row) => row['id']));
  const counts = [
    [states.filter((state) => state === 'changed').length, 'changed'],
    [states.filter((state) => state === 'gone').length, 'deleted'],
    [listedNow.filter((row) => !before.has(row['id'])).length, 'added'],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
