// What takes a change back: another change, made when it is written.

import { wayBack } from '../operations';
import type { Draft, FieldValues, OutboxEntry, Shapes, StoredRow } from './shape';

/** The drafts that lead from behind an entry to the row as it was before. */
export function inverseOf(
  shapes: Shapes,
  { table, id, op, values }: OutboxEntry,
  before: StoredRow | undefined,
): readonly Draft[] {
  if (op === 'insert') return [{ table, id, op: 'delete', values: {} }];
  if (!before) return [];
  if (op === 'update') {
    const back = wayBack(shapes[table], before, values);
    return Object.keys(back).length > 0 ? [{ table, id, op, values: back }] : [];
  }
  return [{ table, id, op: 'insert', values: ownValues(shapes, table, before) }];
}

/** The fields of a row that a client may write: what brings a deleted row back. */
function ownValues(shapes: Shapes, table: string, row: StoredRow): FieldValues {
  const fields = shapes[table]?.fields ?? [];
  return Object.fromEntries(
    fields
      .filter(
        ({ name, presence }) =>
          presence !== 'server' && presence !== 'stamped' && row[name] !== null,
      )
      .flatMap(({ name }) => (row[name] === undefined ? [] : [[name, row[name]] as const])),
  );
}
