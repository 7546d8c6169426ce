// What needs a look after a sync: values that lost against someone else's, and refused changes.

import type { Live } from '../lib/live';
import { failure, type Outcome } from '../lib/outcome';
import type { Refusal } from '../lib/offline-storage';
import { dismissRefusal as dismiss, write, writeRow, type Draft } from '../lib/records';
import { change, observe, rows, type Local } from './tables';
import type { Rows } from './rows.gen';

/** A field where both wrote: what it was, what I wrote, what stands. */
export interface ConflictField {
  readonly field: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Conflict = Omit<Local<Rows['conflicts']>, 'fields'> & {
  readonly fields: readonly ConflictField[];
};
export type { Refusal };

const open = (all: readonly Local<Rows['conflicts']>[]): Conflict[] =>
  all
    .filter((row) => !row.resolved_at)
    .map((row) => ({ ...row, fields: decodeFields(row.fields) }));

function decodeFields(fields: unknown): ConflictField[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { field, base, mine, theirs } = one as Partial<Record<keyof ConflictField, unknown>>;
    return typeof field === 'string' ? [{ field, base, mine, theirs }] : [];
  });
}

/** Open conflicts, newest first; `mine` and `theirs` stand side by side in `fields`. */
export const observeConflicts = (): Live<readonly Conflict[]> =>
  observe(async (store) => {
    const all = await rows(store, 'conflicts').toArray();
    return open(all).sort((a, b) => b.id.localeCompare(a.id));
  });

/** Open conflicts of one row, for the mark beside its fields. */
export const observeConflictsOf = (rowId: string): Live<readonly Conflict[]> =>
  observe(async (store) => {
    const all = await rows(store, 'conflicts').where('row_id').equals(rowId).toArray();
    return open(all);
  });

/** Mutations that the server refused and nobody has dismissed yet, newest first. */
export const observeRefusals = (): Live<readonly Refusal[]> => observe((store) => store.refusals());

const resolved = (conflict: Conflict, resolution: 'mine' | 'theirs' | 'dismissed'): Draft =>
  change('conflicts', conflict.id, { resolution, resolved_at: new Date().toISOString() });

/** "Use mine": a new mutation of the lost values on today's base. */
export const useMine = (conflict: Conflict): Promise<Outcome<void>> =>
  write('Your value is used', async (store) => {
    const { table_name: table, row_id: id, kind, fields } = conflict;
    if ((await store.table(table).get(id)) === undefined) {
      return failure('gone', 'This was deleted meanwhile.').problem;
    }
    const values = Object.fromEntries(fields.map(({ field, mine }) => [field, mine]));
    // the row is there although one side deleted it: the deletion was mine, and lost
    const again: Draft =
      kind === 'delete'
        ? { table, op: 'delete', id, values: {} }
        : { table, op: 'update', id, values };
    return [again, resolved(conflict, 'mine')];
  });

export const keepTheirs = (conflict: Conflict): Promise<Outcome<string>> =>
  writeRow('Their value is kept', resolved(conflict, 'theirs'));

export const dismissConflict = (conflict: Conflict): Promise<Outcome<string>> =>
  writeRow('Conflict dismissed', resolved(conflict, 'dismissed'));

/** The refusal was seen; it leaves the inbox. */
export const dismissRefusal = (n: number): Promise<Outcome<void>> => dismiss(n);
