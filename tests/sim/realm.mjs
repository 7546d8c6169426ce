// A tab's world: the bundled client runs in a function whose globals are all of our making, so that
// each tab has its own clock, timers, network, locks and modules, and can be frozen or killed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const web = createRequire(path.join(root, 'web/package.json'));

// Dexie would tell other processes of changes over a real channel, at a time of its own.
const { BroadcastChannel: Channel } = globalThis;
delete globalThis.BroadcastChannel;
const dexie = web('dexie');
globalThis.BroadcastChannel = Channel;
const Dexie = dexie.default ?? dexie;
export const FDBFactory =
  web('fake-indexeddb/lib/FDBFactory').default ?? web('fake-indexeddb/lib/FDBFactory');
const FDBKeyRange =
  web('fake-indexeddb/lib/FDBKeyRange').default ?? web('fake-indexeddb/lib/FDBKeyRange');
const FDBObjectStore =
  web('fake-indexeddb/lib/FDBObjectStore').default ?? web('fake-indexeddb/lib/FDBObjectStore');

/** What the client may see of the world, in this order. */
const GLOBALS = [
  'globalThis',
  'navigator',
  'document',
  'location',
  'fetch',
  'crypto',
  'Date',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'BroadcastChannel',
  'WebSocket',
  'AbortSignal',
  'WebAssembly',
];

/** Core keeps nothing between two calls, so that all realms share one instance, there at once. */
const core = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(path.join(root, 'web/src/lib/core.wasm'))),
);
const instantly = { instantiate: () => Promise.resolve({ instance: core }) };

let program;

/** Bundles the client; once a process. */
export async function bundleClient() {
  if (program) return;
  const { build } = await import(web.resolve('rolldown'));
  const { output } = await build({
    input: fileURLToPath(new URL('client.mjs', import.meta.url)),
    external: ['dexie'],
    write: false,
    logLevel: 'silent',
    output: { format: 'cjs', exports: 'named' },
  });
  program = new Function('require', 'exports', 'module', ...GLOBALS, output[0].code);
}

/** The exports of a fresh instance of the client in a world of these globals. */
export async function instantiateClient(globals, dexieClass) {
  const module = { exports: {} };
  const given = { WebAssembly: instantly, ...globals };
  const load = (name) => {
    if (name !== 'dexie') throw new Error(`the client asks for ${name}`);
    return dexieClass;
  };
  program(load, module.exports, module, ...GLOBALS.map((name) => given[name]));
  await module.exports.loadCore(new Uint8Array());
  return module.exports;
}

/** What live queries listen to outlives a killed tab, whose client cannot end them any more. */
const listening = new Set();
function liveQuery(query) {
  const found = dexie.liveQuery(query);
  const subscribe = (...given) => {
    const subscription = found.subscribe(...given);
    listening.add(subscription);
    return subscription;
  };
  return { subscribe };
}

/** After a life: nothing of it is kept, and the next one wakes nothing of it. */
export function endLiveQueries() {
  for (const subscription of listening) subscription.unsubscribe();
  listening.clear();
}

/** Dexie over one device's databases. */
export function dexieOf(device, indexedDB) {
  return class extends Dexie {
    constructor(name, options) {
      super(`${device}|${name}`, { ...options, indexedDB, IDBKeyRange: FDBKeyRange });
    }
    static liveQuery = liveQuery;
  };
}

/** As EventTarget, which in Node keeps for ever what listens until a signal that nobody gives. */
export class Target extends EventTarget {
  addEventListener(type, listener, { signal, ...options } = {}) {
    if (signal?.aborted) return;
    super.addEventListener(type, listener, options);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener), {
      once: true,
    });
  }
}

/** Writes ask this first: a fault of their device aborts the transaction as a full disk does. */
export const writeFaults = new WeakMap();
for (const method of ['put', 'add']) {
  const plain = FDBObjectStore.prototype[method];
  FDBObjectStore.prototype[method] = function (...given) {
    const request = plain.apply(this, given);
    if (writeFaults.get(this.transaction.db)?.()) this.transaction._abort('QuotaExceededError');
    return request;
  };
}

/** A class of dates that a clock of ours gives. */
export function dateOf(clock) {
  return class extends Date {
    constructor(...given) {
      if (given.length === 0) super(clock());
      else super(...given);
    }
    static now() {
      return clock();
    }
  };
}
