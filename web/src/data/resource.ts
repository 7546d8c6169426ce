// One table as a resource of the app: its rows live, and the three ways to change them, each with
// the words that the undo toast says.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import type { OrganizationStore } from '../lib/offline-storage';
import { writeRow } from '../lib/records';
import {
  change,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type Changes,
  type Fresh,
  type Local,
} from './tables';
import type { Rows, TableName } from './rows.gen';

export interface Resource<K extends TableName, R extends keyof Rows[K]> {
  /** One row; undefined while there is none such. */
  readonly one: (id: string) => Live<Local<Rows[K]> | undefined>;
  /** All of them, in the order of lists. */
  readonly read: (store: OrganizationStore) => Promise<readonly Local<Rows[K]>[]>;
  readonly all: () => Live<readonly Local<Rows[K]>[]>;
  /** The rows whose indexed field (schema.def's references and dates) has the value. */
  readonly where: (field: keyof Rows[K] & string, value: string) => Live<readonly Local<Rows[K]>[]>;
  readonly create: (values: Fresh<K, R>) => Promise<Outcome<string>>;
  readonly update: (id: string, values: Changes<K>) => Promise<Outcome<string>>;
  readonly remove: (id: string) => Promise<Outcome<string>>;
}

/**
 * `noun` as a sentence begins with it: "Hotel" gives "Hotel added". `compare` is the order of lists;
 * `R` are the fields that a new row cannot do without.
 */
export function resource<K extends TableName, R extends keyof Rows[K] = never>(
  table: K,
  noun: string,
  compare: (a: Local<Rows[K]>, b: Local<Rows[K]>) => number = () => 0,
): Resource<K, R> {
  const read = async (store: OrganizationStore): Promise<Local<Rows[K]>[]> =>
    (await rows(store, table).toArray()).sort(compare);
  return {
    one: (id) => observeRow(table, id),
    read,
    all: () => observe(read),
    where: (field, value) =>
      observe(async (store) =>
        (await rows(store, table).where(field).equals(value).toArray()).sort(compare),
      ),
    create: (values) => writeRow(`${noun} added`, insertion(table, values)),
    update: (id, values) => writeRow(`${noun} changed`, change(table, id, values)),
    remove: (id) => writeRow(`${noun} deleted`, removal(table, id)),
  };
}
