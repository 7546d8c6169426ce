// What needs a look after a sync: values that lost against someone else's, and refused changes.

import type { Live } from '../lib/live';
import { failure, type Outcome } from '../lib/outcome';
import type { OrganizationStore, Refusal, StoredRow } from '../lib/offline-storage';
import { dismissRefusal as dismiss, write, writeRow, type Draft } from '../lib/records';
import { joinSections } from './advances';
import { change, observe, rows, type Local } from './tables';
import type { Rows } from './rows.gen';
import { joinLines } from './template-lines';

const SETTLED_SHOWN_MS = 7 * 24 * 60 * 60 * 1000;
const SETTLED_MAX = 10;

/** A field where both wrote: what it was, what I wrote, what stands. */
export interface ConflictField {
  readonly field: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** whose value it was given since */
  readonly settled?: 'mine' | 'theirs';
}

type Stored = Local<Rows['conflicts']>;

/** `fields`: those that are still to be decided. */
export type Conflict = Omit<Stored, 'fields'> & {
  readonly fields: readonly ConflictField[];
  /** what the row is called, where it is here and has a name */
  readonly name: string | undefined;
  /** what its amounts are in */
  readonly currency: string | undefined;
  /** the row is there: of a deletion conflict, that the deletion was mine */
  readonly isHere: boolean;
  /** my side was written in this browser, not on another device of mine */
  readonly isFromHere: boolean;
};

/** A conflict that somebody else's write has ended. */
export type SettledConflict = Conflict & {
  /** who that was, where it is known */
  readonly by: string | null;
  readonly now: StoredRow | undefined;
};
/** `currency`: what its amounts are in. */
export type ToldRefusal = Refusal & { readonly currency: string | undefined };

async function conflictOf(store: OrganizationStore, stored: Stored): Promise<Conflict> {
  const row = await store.table(stored.table_name).get(stored.row_id);
  const isFromHere = stored.client_id === (await store.get('client_id'));
  return {
    ...stored,
    fields: decodeFields(stored.fields),
    name: nameIn(row),
    currency: currencyIn(row),
    isHere: row !== undefined,
    isFromHere,
  };
}

/** What the amounts of a row are in. */
export const currencyIn = (
  row: Readonly<Record<string, unknown>> | undefined,
): string | undefined => (typeof row?.['currency'] === 'string' ? row['currency'] : undefined);

const nameIn = (row: StoredRow | undefined): string | undefined =>
  [row?.['title'], row?.['name']].find((value) => typeof value === 'string' && value !== '') as
    string | undefined;

/** Open conflicts with what is left of them to decide. */
async function open(store: OrganizationStore, all: readonly Stored[]): Promise<Conflict[]> {
  const conflicts = await Promise.all(
    all
      .filter((row) => !row.resolved_at)
      .map(async (stored) => {
        const row = await store.table(stored.table_name).get(stored.row_id);
        const conflict = await conflictOf(store, stored);
        const fields = conflict.fields.filter((one) => !one.settled && !isTaken(one, row));
        return { ...conflict, fields };
      }),
  );
  return conflicts.filter(({ kind, fields }) => kind === 'delete' || fields.length > 0);
}

/** Mine was chosen here, and waits to be sent. */
const isTaken = ({ field, mine }: ConflictField, row: StoredRow | undefined): boolean =>
  row?.local === 'pending' && JSON.stringify(row[field]) === JSON.stringify(mine);

function decodeFields(fields: unknown): ConflictField[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const found = one as Partial<Record<keyof ConflictField, unknown>>;
    const { field, base, mine, theirs, settled } = found;
    if (typeof field !== 'string') return [];
    const isSettled = settled === 'mine' || settled === 'theirs';
    return [{ field, base, mine, theirs, ...(isSettled ? { settled } : {}) }];
  });
}

/** Open conflicts, newest first; `mine` and `theirs` stand side by side in `fields`. */
export const observeConflicts = (): Live<readonly Conflict[]> =>
  observe(async (store) => {
    const all = await rows(store, 'conflicts').toArray();
    return (await open(store, all)).sort((a, b) => b.id.localeCompare(a.id));
  });

/** Conflicts of the last days that somebody else has settled, newest first: nothing just vanishes. */
export const observeSettled = (): Live<readonly SettledConflict[]> =>
  observe(async (store) => {
    const since = new Date(Date.now() - SETTLED_SHOWN_MS).toISOString();
    const all = await rows(store, 'conflicts')
      .filter(
        ({ resolved_at, updated_by, local }) =>
          resolved_at !== null &&
          resolved_at > since &&
          local === 'synced' &&
          updated_by !== store.userId,
      )
      .toArray();
    const newest = all
      .sort((a, b) => (b.resolved_at ?? '').localeCompare(a.resolved_at ?? ''))
      .slice(0, SETTLED_MAX);
    return Promise.all(newest.map((stored) => settledOf(store, stored)));
  });

async function settledOf(store: OrganizationStore, stored: Stored): Promise<SettledConflict> {
  const writer = await rows(store, 'memberships')
    .where('user_id')
    .equals(stored.updated_by ?? '')
    .first();
  const now = await store.table(stored.table_name).get(stored.row_id);
  return {
    ...(await conflictOf(store, stored)),
    by: writer?.name ?? writer?.email ?? null,
    now,
  };
}

/** Open conflicts of one row, for the mark beside its fields. */
export async function openConflictsOf(
  store: OrganizationStore,
  rowId: string,
): Promise<readonly Conflict[]> {
  return open(store, await rows(store, 'conflicts').where('row_id').equals(rowId).toArray());
}

/** Mutations that the server refused and nobody has dismissed yet, newest first. */
export const observeRefusals = (): Live<readonly ToldRefusal[]> =>
  observe(async (store) =>
    Promise.all(
      (await store.refusals()).map(async (refusal) => {
        const row = await store.table(refusal.table).get(refusal.id);
        return { ...refusal, currency: currencyIn({ ...row, ...refusal.values }) };
      }),
    ),
  );

const resolved = (conflict: Conflict, resolution: 'mine' | 'theirs' | 'dismissed'): Draft =>
  change('conflicts', conflict.id, { resolution, resolved_at: new Date().toISOString() });

/**
 * "Use mine": a new mutation of the lost values, or of one of them, on today's base. With the last
 * one the conflict ends.
 */
export const useMine = (conflict: Conflict, only?: string): Promise<Outcome<void>> =>
  write('Your value is used', async (store) => {
    const { table_name: table, row_id: id, kind } = conflict;
    if ((await store.table(table).get(id)) === undefined) {
      return failure('gone', 'This was deleted meanwhile.').problem;
    }
    const chosen = conflict.fields.filter(({ field }) => only === undefined || field === only);
    const values = Object.fromEntries(chosen.map(({ field, mine }) => [field, mine]));
    // the row is there although one side deleted it: the deletion was mine, and lost
    const again: Draft =
      kind === 'delete'
        ? { table, op: 'delete', id, values: {} }
        : { table, op: 'update', id, values };
    const isLast = chosen.length === conflict.fields.length && !conflict.resolved_at;
    return isLast ? [again, resolved(conflict, 'mine')] : [again];
  });

/** What can be put together of two versions: lists of questions, and of a usual day's times. */
const JOINS: Readonly<Record<string, (base: unknown, theirs: unknown, mine: unknown) => unknown>> =
  {
    sections: joinSections,
    items: joinLines,
  };

const joinOf = ({ field, mine, theirs }: ConflictField) =>
  Array.isArray(mine) && Array.isArray(theirs) ? JOINS[field] : undefined;

/** Of everything else one value is used. */
export const canJoin = (field: ConflictField): boolean => joinOf(field) !== undefined;

/** "Use both": what either added to a list is in it, what either took out is not. */
export const useBoth = (conflict: Conflict, field: string): Promise<Outcome<void>> =>
  useMine(
    {
      ...conflict,
      fields: conflict.fields.map((one) => {
        const join = joinOf(one);
        return join ? { ...one, mine: join(one.base, one.theirs, one.mine) } : one;
      }),
    },
    field,
  );

export const keepTheirs = (conflict: Conflict): Promise<Outcome<string>> =>
  writeRow('Their value is kept', resolved(conflict, 'theirs'));

export const dismissConflict = (conflict: Conflict): Promise<Outcome<string>> =>
  writeRow('Conflict dismissed', resolved(conflict, 'dismissed'));

/** The refusal was seen; it leaves the inbox. */
export const dismissRefusal = (n: number): Promise<Outcome<void>> => dismiss(n);
