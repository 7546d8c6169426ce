// Whether a printed day sheet is still right: what changed after the version that its code names.

import type { Live } from '../lib/live';
import { failure, success, type Outcome } from '../lib/outcome';
import { readDeleted, readHistory, type Change, type FieldChange } from './history';
import { titleOf } from './record';
import type { TableName } from './rows.gen';
import type { StoredRow } from '../lib/offline-storage';
import { observe, rows } from './tables';

/** What the code on a paper says. */
export interface PaperCode {
  readonly showId: string;
  readonly dayId: string;
  readonly seq: number;
}

/** A row of the sheet that is newer than the paper. */
export interface NewerRow {
  readonly table: TableName;
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly seq: number;
  /** fields that another row of the sheet tells */
  readonly covered: readonly string[];
  /** who wrote it last, and when, as this device knows */
  readonly by: string | null;
  readonly at: string | null;
}

export interface PaperState {
  readonly title: string;
  readonly date: string;
  readonly tourId: string | null;
  readonly zone: string;
  readonly newer: readonly NewerRow[];
}

export interface PaperChange {
  readonly table: TableName;
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly fields: readonly FieldChange[];
  readonly by: string | null;
  readonly at: string | null;
}

/** `#show_id=…&seq=…` or `#day_id=…&seq=…`; undefined where it is neither. */
export function codeOf(hash: string): PaperCode | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const [showId, dayId] = [given.get('show_id') ?? '', given.get('day_id') ?? ''];
  const seq = Number(given.get('seq') ?? 'none');
  if ((showId === '') === (dayId === '') || !Number.isSafeInteger(seq) || seq < 0) return undefined;
  return { showId, dayId, seq };
}

/** What a sheet tells of a row; the rest may change without making paper wrong. */
const TOLD: ReadonlySet<string> = new Set([
  ...['title', 'name', 'kind', 'starts_at', 'ends_at', 'place', 'notes', 'is_confirmed', 'is_hard'],
  ...['date', 'status', 'doors_at', 'curfew_at', 'venue_id', 'city', 'address', 'phone', 'load_in'],
  ...['departs_at', 'departs_place', 'arrives_at', 'arrives_place', 'reference', 'carrier'],
]);

/** What this device knows; undefined while the show or day is not on it. */
export const observePaper = ({ showId, dayId, seq }: PaperCode): Live<PaperState | undefined> =>
  observe(async (store) => {
    const [table, id] = showId ? (['shows', showId] as const) : (['days', dayId] as const);
    const root = await store.table(table).get(id);
    if (!root) return undefined;
    const field = showId ? 'show_id' : 'day_id';
    const [venue, schedule, travel] = await Promise.all([
      store.table('venues').get(textOf(root, 'venue_id')),
      store.table('schedule_items').where(field).equals(id).sortBy('starts_at'),
      showId ? rows(store, 'travel').where('show_id').equals(id).sortBy('departs_at') : [],
    ]);
    const zone = textOf(root, 'zone') || (venue ? textOf(venue, 'zone') : '') || 'UTC';
    const all: readonly (readonly [TableName, readonly StoredRow[]])[] = [
      [table, [root]],
      ['venues', venue ? [venue] : []],
      ['schedule_items', schedule],
      ['travel', travel],
    ];
    return {
      title: titleOf(root),
      date: textOf(root, 'date'),
      tourId: textOf(root, 'tour_id') || null,
      zone,
      newer: all.flatMap(([name, list]) =>
        list
          .filter((row) => row.seq > seq)
          .map((row) => newerOf(name, row, zone, row === root ? coveredBy(schedule) : [])),
      ),
    };
  });

const textOf = (row: StoredRow, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value : '';
};

/** A show's own times stand on a sheet where its schedule has none of that kind. */
const coveredBy = (schedule: readonly StoredRow[]): readonly string[] =>
  schedule.flatMap((item) => {
    if (item['kind'] === 'doors') return ['doors_at'];
    if (item['kind'] === 'curfew') return ['curfew_at'];
    return item['kind'] === 'set' ? ['starts_at', 'ends_at'] : [];
  });

const newerOf = (
  table: TableName,
  row: StoredRow,
  zone: string,
  covered: readonly string[],
): NewerRow => ({
  table,
  covered,
  id: row.id,
  title: titleOf(row),
  zone: textOf(row, 'zone') || textOf(row, 'departs_zone') || zone,
  seq: row.seq,
  by: row.updated_by,
  at: row.updated_at,
});

/** All of a row's changes after the paper as one: from what the paper says to what is. */
export function changeAfter(
  row: NewerRow,
  history: readonly Change[],
  seq: number,
): PaperChange | undefined {
  const after = history
    .filter((one) => one.seq > seq)
    .sort((a, b) => a.seq - b.seq || a.ord - b.ord);
  const last = after.at(-1);
  if (!last) return undefined;
  const facts = {
    ...{ table: row.table, id: row.id, title: row.title, zone: row.zone },
    by: last.actor?.name ?? null,
    at: last.at,
  };
  if (after.some(({ op }) => op === 'insert')) return { ...facts, kind: 'added', fields: [] };
  const fields = new Map<string, FieldChange>();
  for (const { field, before, after: now } of after.flatMap((one) => one.fields)) {
    if (!TOLD.has(field) || row.covered.includes(field)) continue;
    fields.set(field, {
      field,
      before: fields.has(field) ? fields.get(field)?.before : before,
      after: now,
    });
  }
  const told = [...fields.values()].filter((one) => one.before !== one.after);
  return told.length === 0 ? undefined : { ...facts, kind: 'changed', fields: told };
}

const NEWER_MAX = 60;

/** What the paper does not know, with who and from what to what. Needs a connection. */
export async function readPaperChanges(
  code: PaperCode,
  state: PaperState,
): Promise<Outcome<readonly PaperChange[]>> {
  if (state.newer.length > NEWER_MAX)
    return failure('too_big', 'Nearly everything changed since. Print it again.');
  const deleted = await readDeleted(state.tourId);
  if (!deleted.ok) return deleted;
  const changes: PaperChange[] = [];
  for (const row of state.newer) {
    const page = await readHistory(row.table, row.id);
    if (!page.ok) return page;
    const found = changeAfter(row, page.value.changes, code.seq);
    if (found) changes.push(found);
  }
  const gone = deleted.value
    .filter(
      ({ seq, table }) => seq > code.seq && (table === 'schedule_items' || table === 'travel'),
    )
    .filter(({ row }) => row[code.showId ? 'show_id' : 'day_id'] === (code.showId || code.dayId))
    .map(({ table, id, row, by, at }): PaperChange => ({
      ...{ table, id, by, at, zone: state.zone, fields: [] },
      title: titleOf(row),
      kind: 'removed',
    }));
  return success([...changes, ...gone]);
}
