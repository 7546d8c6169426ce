// A newer app opens what an older one left: rows and what waits are brought from schema to schema.
// The steps follow core/schema_change.def, as the server does for clients that are still old. What
// the older app was not sent is fetched anew; until then its rows are shown.

import type { Transaction } from 'dexie';
import { SCHEMA_CHANGES, type SchemaChange } from '../core-layout.gen';
import { fallbackOf, type Author } from './overlay';
import type { BaseEntry, FieldValues, OutboxEntry, Refusal, Shapes, StoredRow } from './shape';

/** The fields that took another's place, for a value of it; `people` are those of this device. */
type Mapping = (value: unknown, people: readonly StoredRow[]) => FieldValues;

/** What ota.TABLE_FIELD_now says on the server (db/policies/95_versions.sql). */
export const MAPPINGS: Readonly<Record<string, Mapping>> = {
  'travel.owner_id': (value, people) => {
    const person = people.find(({ user_id }) => value !== null && user_id === value);
    const visibility = value === null ? 'everyone' : person ? 'assigned' : 'management';
    return { visibility, person_ids: person ? [person.id] : [], teams: [] };
  },
};

type FieldChange = Extract<SchemaChange, { field: string }>;
type Move = Extract<FieldChange, { kind: 'field_moved' }>;
type Values = Record<string, unknown>;

/** Brings a database to `schema` from the one before, in the transaction of its upgrade. */
export async function migrateTo(
  schema: number,
  transaction: Transaction,
  author: Author,
  shapes: Shapes,
): Promise<void> {
  const changes = SCHEMA_CHANGES.filter(
    (one): one is FieldChange => one.schema === schema && 'field' in one,
  );
  const people = await transaction.table<StoredRow>('people').orderBy('id').toArray();
  const change = (table: string, values: FieldValues): FieldValues =>
    changes.reduce((now, one) => (one.table === table ? rewritten(one, now, people) : now), values);

  const moves = changes.filter((one): one is Move => one.kind === 'field_moved');
  await moveWritten(transaction, moves);
  await bringOutbox(transaction, author, change);
  await transaction
    .table<Refusal>('refusals')
    .toCollection()
    .modify(({ table, values }, at) => {
      at.value = { ...at.value, values: change(table, values) };
    });
  for (const table of new Set(changes.map((one) => one.table))) {
    const blank = blankOf(
      shapes,
      changes.filter((one) => one.table === table),
    );
    const bring = <R extends FieldValues>(row: R): R =>
      ({ ...blank, ...change(table, row) }) as unknown as R;
    await transaction
      .table<StoredRow>(table)
      .toCollection()
      .modify((row, at) => {
        at.value = bring(row);
      });
    await transaction
      .table<BaseEntry>('base')
      .filter((entry) => entry.table === table && entry.row !== null)
      .modify((entry, at) => {
        at.value = { ...entry, row: entry.row && bring(entry.row) };
      });
  }
  // rows were left out of what this device was sent, or came with less
  await transaction.table('meta').bulkPut([
    { key: 'cursor', value: null },
    { key: 'snapshot', value: null },
  ]);
}

/** Values without the field that is no more, or with what took its place. */
function rewritten(
  { kind, table, field }: FieldChange,
  values: FieldValues,
  people: readonly StoredRow[],
): FieldValues {
  if (kind === 'field_added' || !(field in values)) return values;
  const { [field]: value, ...rest } = values;
  return { ...rest, ...MAPPINGS[`${table}.${field}`]?.(value ?? null, people) };
}

/** New fields as the server has them where nobody has written them. */
function blankOf(shapes: Shapes, changes: readonly FieldChange[]): Values {
  const blank: Values = {};
  for (const { kind, table, field } of changes) {
    const shape = shapes[table]?.fields.find(({ name }) => name === field);
    if (kind === 'field_added' && shape) blank[field] = fallbackOf(shape.kind, shape.fallback);
  }
  return blank;
}

/**
 * What waits to be written into a field that is another table's now is written there: in its place
 * where nothing else was, else as a change of its own behind all others.
 */
async function moveWritten(transaction: Transaction, moves: readonly Move[]): Promise<void> {
  const outbox = transaction.table<OutboxEntry>('outbox');
  const meta = transaction.table<{ key: string; value: number }>('meta');
  for (const entry of moves.length > 0 ? await outbox.toArray() : []) {
    const moved = moves.filter(
      ({ table, field }) => entry.op === 'update' && table === entry.table && field in entry.values,
    );
    const [first] = moved;
    if (!first || entry.isDiscarded) continue;
    const names = new Set(moved.map(({ field }) => field));
    const pick = (isMoved: boolean): FieldValues =>
      Object.fromEntries(
        Object.entries(entry.values).filter(([name]) => names.has(name) === isMoved),
      );
    const elsewhere = { ...entry, table: first.to, values: pick(true) };
    if (names.size === Object.keys(entry.values).length) {
      await outbox.put(elsewhere);
      continue;
    }
    const n = ((await meta.get('last_n'))?.value ?? entry.n) + 1;
    await meta.put({ key: 'last_n', value: n });
    await outbox.bulkPut([
      { ...entry, values: pick(false) },
      { ...elsewhere, n, state: 'waiting', seq: null },
    ]);
  }
}

/**
 * What waits keeps its numbers. An edit of which nothing is left uses its number up and is told as
 * refused.
 */
async function bringOutbox(
  transaction: Transaction,
  { organizationId }: Author,
  change: (table: string, values: FieldValues) => FieldValues,
): Promise<void> {
  const outbox = transaction.table<OutboxEntry>('outbox');
  const entries = await outbox.toArray();
  for (const entry of entries) {
    const values = change(entry.table, entry.values);
    if (values === entry.values) continue;
    const isIdle = entry.op === 'update' && Object.keys(values).length === 0;
    if (!isIdle) {
      await outbox.put({ ...entry, values });
      continue;
    }
    const { n, table, id, op, label, at } = entry;
    const told = { code: 'field_gone', message: 'This is no longer kept, so it was not changed.' };
    await transaction
      .table<Refusal>('refusals')
      .put({ n, table, id, op, values: entry.values, label, at, ...told });
    await outbox.put({
      ...entry,
      ...{ table: 'organizations', id: organizationId, op: 'update', values: {} },
      isDiscarded: true,
    });
  }
}
