// The service worker: the app's shell from the cache, navigation without a network, Background Sync,
// and files that the system shares with the app.

import { Auth } from './lib/auth';
import { loadCore } from './lib/core';
import { SharedStore } from './lib/offline-storage/shared';
import { keepSharedFile } from './lib/shared-file';
import { SYNC_TAG } from './lib/sync/background';
import { flushAll } from './lib/sync/flush';
import { httpTransport } from './lib/sync/transport';
import { TABLES } from './data/rows.gen';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | PrecacheEntry)[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const entries = self.__WB_MANIFEST;
const urls = entries.map((entry) => (typeof entry === 'string' ? entry : entry.url));
precacheAndRoute(entries);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(auth|rest|api|realtime|storage|healthz|readyz|metrics|dev)(\/|$|\?)/],
  }),
);

/** A shared CSV or calendar file: kept until the import screen takes it. What cannot be read is none. */
registerRoute(
  '/import/shared',
  async ({ request }) => {
    const form = await request.formData().catch(() => undefined);
    const file = form?.get('file');
    if (file instanceof File) await keepSharedFile(file);
    return Response.redirect('/import', 303);
  },
  'POST',
);

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  if (tag === SYNC_TAG) (event as SyncEvent).waitUntil(flush());
});

async function flush(): Promise<void> {
  await loadCore(coreFile());
  const shared = new SharedStore();
  try {
    const auth = new Auth(shared);
    const isDone = await flushAll({ shared, auth, transport: httpTransport, shapes: TABLES });
    // the browser tries again later when this fails
    if (!isDone) throw new Error('the server could not be reached');
  } finally {
    shared.close();
  }
}

async function coreFile(): Promise<Response> {
  const url = urls.find((one) => /core-(?!import)[^/]*\.wasm$/.test(one)) ?? '';
  return (await matchPrecache(url)) ?? fetch(url);
}
