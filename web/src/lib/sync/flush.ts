// Sending what waits without a page: what the service worker does at a Background Sync.

import type { Auth } from '../auth';
import { newId } from '../core';
import { OrganizationStore, type Shapes } from '../offline-storage';
import type { SharedStore } from '../offline-storage/shared';
import { synchronise } from './exchange';
import { leaderName } from './leader';
import type { Transport } from './transport';

export interface FlushOptions {
  readonly shared: SharedStore;
  readonly auth: Auth;
  readonly transport: Transport;
  readonly shapes: Shapes;
}

/** Synchronises every organization that has something waiting; false: try again later. */
export async function flushAll({
  shared,
  auth,
  transport,
  shapes,
}: FlushOptions): Promise<boolean> {
  const account = await shared.get('account');
  if (!account || account.isExpired) return true;
  let isDone = true;
  for (const { organizationId } of (await shared.get('belongings')) ?? []) {
    const { userId } = account;
    const store = new OrganizationStore({ userId, organizationId, shapes, newId });
    try {
      if ((await store.waitingCount()) === 0) continue;
      isDone = (await flushOne(store, shared, auth, transport)) && isDone;
    } finally {
      store.close();
    }
  }
  return isDone;
}

/** The membership is gone: so are its data, and its place in the list of organizations. */
async function purge(store: OrganizationStore, shared: SharedStore): Promise<void> {
  const { organizationId } = store;
  const known = (await shared.get('belongings')) ?? [];
  await shared.set(
    'belongings',
    known.filter((one) => one.organizationId !== organizationId),
  );
  await store.destroy();
}

function flushOne(
  store: OrganizationStore,
  shared: SharedStore,
  auth: Auth,
  transport: Transport,
): Promise<boolean> {
  const name = leaderName(store.userId, store.organizationId);
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) {
      // a page leads; it hears this and synchronises itself
      const channel = new BroadcastChannel(name);
      channel.postMessage({ type: 'ask', id: crypto.randomUUID() });
      channel.close();
      return true;
    }
    const ending = await synchronise({
      store,
      transport,
      accessToken: (refused) => auth.accessToken(refused),
      signal: new AbortController().signal,
      now: Date.now,
    });
    if (ending.kind === 'purge') await purge(store, shared);
    return ending.kind !== 'unreachable' && ending.kind !== 'retry';
  });
}
