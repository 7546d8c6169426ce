// Devices of a test: each a store of its own, in step with a fake server on demand.

import { TABLES } from '../../data/rows.gen';
import { newId } from '../core';
import { success, type Outcome } from '../outcome';
import { OrganizationStore, type Draft, type StoredRow } from '../offline-storage';
import { synchronise, type Ending } from '../sync/exchange';
import type { Transport } from '../sync/transport';

export interface Device {
  readonly store: OrganizationStore;
  /** Synchronises once; `token` is what it gets when it asks for one. */
  sync(transport: Transport, token?: Outcome<string>): Promise<Ending>;
  row(table: string, id: string): Promise<StoredRow | undefined>;
}

/** A new device of a user in an organization; the same ids give the same database. */
export function device(userId = newId(), organizationId = newId()): Device {
  const store = new OrganizationStore({ userId, organizationId, shapes: TABLES, newId });
  return {
    store,
    sync: (transport, token = success('token')) =>
      synchronise({
        store,
        transport,
        accessToken: () => Promise.resolve(token),
        signal: new AbortController().signal,
        now: () => 1_800_000_000_000,
      }),
    row: (table, id) => store.table(table).get(id),
  };
}

export const insert = (table: string, id: string, values: Draft['values']): Draft => ({
  table,
  op: 'insert',
  id,
  values,
});

export const update = (table: string, id: string, values: Draft['values']): Draft => ({
  table,
  op: 'update',
  id,
  values,
});

export const remove = (table: string, id: string): Draft => ({
  table,
  op: 'delete',
  id,
  values: {},
});
