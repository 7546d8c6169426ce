// Which tables there are, what a row of each is, and the drafts that change them.

import type { RowBase, Rows, TableName } from './rows.gen';
import { newId } from '../lib/core';
import type { Live } from '../lib/live';
import type { SetOperation } from '../lib/operations';
import type {
  FigureField,
  FigureTable,
  LocalState,
  OrganizationStore,
  Table,
} from '../lib/offline-storage';
import { observeKept as observeKeptStore, observeStore, type Draft } from '../lib/records';

/** A row as the user sees it: the server's, with this device's own pending values on top. */
export type Local<R> = Readonly<R> & { readonly local: LocalState };

/** The fields of a table that people write. */
export type Values<K extends TableName> = Partial<Omit<Rows[K], keyof RowBase>>;

/** What an update may say: values, and of a set what comes and goes. */
export type Changes<K extends TableName> = {
  readonly [F in keyof Values<K>]:
    Values<K>[F] | (NonNullable<Values<K>[F]> extends readonly string[] ? SetOperation : never);
};

/** Values of a new row: those named must be there. */
export type Fresh<K extends TableName, R extends keyof Rows[K]> = Values<K> &
  Required<Pick<Rows[K], R>>;

/** The typed local table of a store. */
export function rows<K extends TableName>(
  store: OrganizationStore,
  name: K,
): Table<Local<Rows[K]>, string> {
  return store.table(name);
}

/** From so many on a whole table is read sooner than each row of it is asked for. */
const MANY = 24;

/** Those of the ids that there are, by id. */
export async function rowsById<K extends TableName>(
  store: OrganizationStore,
  name: K,
  ids: Iterable<string | null>,
): Promise<ReadonlyMap<string, Local<Rows[K]>>> {
  const wanted = new Set([...ids].filter((id) => id !== null));
  const found =
    wanted.size < MANY
      ? (await rows(store, name).bulkGet([...wanted])).flatMap((row) => row ?? [])
      : (await rows(store, name).toArray()).filter(({ id }) => wanted.has(id));
  return new Map(found.map((row) => [row.id, row]));
}

/** The rows whose indexed `field` is one of the values; never row by row, as `anyOf` reads them. */
export async function rowsWith<K extends TableName, F extends keyof Rows[K] & string>(
  store: OrganizationStore,
  name: K,
  field: F,
  values: readonly string[],
): Promise<readonly Local<Rows[K]>[]> {
  const wanted = new Set(values);
  if (wanted.size < MANY) {
    const table = rows(store, name);
    const found = [...wanted].map((value) => table.where(field).equals(value).toArray());
    return (await Promise.all(found)).flat();
  }
  const all = await rows(store, name).toArray();
  return all.filter((row) => {
    const value: unknown = row[field];
    return typeof value === 'string' && wanted.has(value);
  });
}

/** A row of a long table without the words that people wrote: as quick to read as the table is long. */
export type FiguresOf<K extends FigureTable> = Readonly<
  Pick<Rows[K], 'id' | Extract<FigureField<K>, keyof Rows[K]>>
>;

/** The figures of every row, by id. */
export const figures = async <K extends FigureTable>(
  store: OrganizationStore,
  name: K,
): Promise<readonly FiguresOf<K>[]> =>
  (await store.figures.of(name)) as unknown as readonly FiguresOf<K>[];

/** A live query over the current organization's store. */
export const observe = <T>(query: (store: OrganizationStore) => Promise<T>): Live<T> =>
  observeStore(query);

/** One that nearly every screen shows; its value is at hand from the second time on. */
export const observeKept = <T>(
  query: (store: OrganizationStore) => Promise<T>,
): (() => Live<T>) => {
  const kept = observeKeptStore(query);
  return () => kept;
};

export const observeRow = <K extends TableName>(
  name: K,
  id: string,
): Live<Local<Rows[K]> | undefined> => observe((store) => rows(store, name).get(id));

export function insertion<K extends TableName>(table: K, values: Values<K>, id = newId()): Draft {
  return { table, op: 'insert', id, values: { ...values } };
}

export function change<K extends TableName>(table: K, id: string, values: Changes<K>): Draft {
  return { table, op: 'update', id, values: { ...values } };
}

export function removal(table: TableName, id: string): Draft {
  return { table, op: 'delete', id, values: {} };
}
