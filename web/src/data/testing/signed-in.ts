// Somebody signed in on a device of a test, which learns rows as from the server.

import { newId } from '../../lib/core';
import { OrganizationStore, type ServerRow } from '../../lib/offline-storage';
import { setSession, setStore } from '../../lib/session';
import { device } from '../../lib/testing/devices';
import { FakeLocks } from '../../lib/testing/locks';

export interface SignedIn {
  readonly me: string;
  readonly store: OrganizationStore;
  /** The server tells of a row: the next change of the organization, by nobody if it does not say. */
  put(table: string, row: Record<string, unknown>): Promise<void>;
}

/** An owner signs in on a new device of an organization that has nothing yet. */
export function signedIn(me = newId()): SignedIn {
  const { store } = device(me);
  Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
  setStore(store);
  const { organizationId } = store;
  const current = { organizationId, name: 'Lanterns', type: 'artist', role: 'owner' } as const;
  setSession({
    kind: 'signed-in',
    user: { id: me, email: 'me@example.test', name: null },
    belongings: [current],
    current,
    isExpired: false,
  });
  let seq = 0;
  const put = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const from = `1.${seq}`;
    seq += 1;
    if (seq === 1) await store.set('cursor', from);
    const whole: ServerRow = { seq, updated_at: null, updated_by: null, id: newId(), ...row };
    const cursor = `1.${seq}`;
    const changes = [{ op: 'put' as const, table, row: whole }];
    await store.take({ results: [], changes, from, cursor, head: cursor });
  };
  return { me, store, put };
}
