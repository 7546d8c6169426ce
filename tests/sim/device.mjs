// A browser profile and its tabs: databases, locks and channels that tabs share, crashes and freezes.
import { dateOf, dexieOf, FDBFactory, instantiateClient, Target, writeFaults } from './realm.mjs';
import { fetchInSteps, passWrite, watchStore } from './steps.mjs';

/** Exclusive Web Locks of one profile; a killed tab's are released. */
class Locks {
  #loop;
  #held = new Map();
  #queues = new Map();

  constructor(loop) {
    this.#loop = loop;
  }

  of(tab) {
    return {
      request: (name, optionsOrUse, use) =>
        typeof optionsOrUse === 'function'
          ? this.#request(tab, name, {}, optionsOrUse)
          : this.#request(tab, name, optionsOrUse, use),
    };
  }

  #request(tab, name, { steal, ifAvailable, signal }, use) {
    return new Promise((resolve, reject) => {
      const ask = { tab, name, use, resolve, reject };
      if (ifAvailable && this.#held.has(name)) {
        resolve(use(null));
        return;
      }
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (steal) {
        const holder = this.#held.get(name);
        this.#held.delete(name);
        if (holder) tab.later(0, () => holder.tab.task(() => holder.reject(aborted('stolen'))));
        queue.unshift(ask);
      } else queue.push(ask);
      signal?.addEventListener('abort', () => {
        const at = queue.indexOf(ask);
        if (at >= 0) queue.splice(at, 1);
        reject(aborted('aborted'));
      });
      this.#loop.after(0, () => this.#grant(name));
    });
  }

  #grant(name) {
    const queue = this.#queues.get(name) ?? [];
    while (queue.length > 0 && !queue[0].tab.isAlive) queue.shift();
    if (this.#held.has(name) || queue.length === 0) return;
    const ask = queue.shift();
    this.#held.set(name, ask);
    const release = (settle) => (value) => {
      if (this.#held.get(name) === ask) {
        this.#held.delete(name);
        this.#loop.after(0, () => this.#grant(name));
      }
      settle(value);
    };
    ask.tab.task(() =>
      Promise.resolve(ask.use({ name, mode: 'exclusive' })).then(
        release(ask.resolve),
        release(ask.reject),
      ),
    );
  }

  releaseAll(tab) {
    for (const [name, ask] of this.#held) {
      if (ask.tab !== tab) continue;
      this.#held.delete(name);
      this.#loop.after(0, () => this.#grant(name));
    }
  }
}

/** As AbortSignal.any, whose signals Node keeps for ever where nobody aborts them. */
function anyOf(signals) {
  const controller = new AbortController();
  for (const signal of signals) {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
  return controller.signal;
}

const aborted = (words) => new DOMException(words, 'AbortError');

/** A profile of a user's browser: `world` gives time, chance and the network. */
export class Device {
  tabs = new Set();
  indexedDB = new FDBFactory();
  skewMs = 0;
  isOnline = true;
  /** how many writes into IndexedDB go well before one does not */
  writesLeft = Infinity;
  drifts = [];
  #channels = new Map();
  #opened = 0;

  constructor(world, name, user) {
    this.world = world;
    this.name = name;
    this.user = user;
    this.token = user;
    this.locks = new Locks(world.loop);
  }

  clock() {
    return Math.round(this.world.startedAt + this.world.loop.now + this.skewMs);
  }

  async open() {
    this.#opened += 1;
    // who opens the app again after a purge is told again
    this.wasPurged = false;
    const tab = new Tab(this, `${this.name}.${this.#opened}`);
    this.tabs.add(tab);
    await tab.start();
    return tab;
  }

  failsWrite() {
    this.writesLeft -= 1;
    if (this.writesLeft > 0) return false;
    this.writesLeft = Infinity;
    return true;
  }

  setOnline(isOnline) {
    if (this.isOnline === isOnline) return;
    this.isOnline = isOnline;
    for (const tab of this.tabs) {
      tab.navigator.onLine = isOnline;
      tab.task(() => tab.window.dispatchEvent(new Event(isOnline ? 'online' : 'offline')));
    }
  }

  look() {
    for (const tab of this.tabs)
      tab.task(() => tab.document.dispatchEvent(new Event('visibilitychange')));
  }

  channel(name) {
    const known = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, known);
    return known;
  }
}

/** One page: the client in its own globals. */
export class Tab {
  isAlive = true;
  isFrozen = false;
  /** at which step, after how many more writes, it dies */
  doom;
  held = [];
  connections = new Set();
  window = new Target();
  document = Object.assign(new Target(), { visibilityState: 'visible' });

  constructor(device, name) {
    this.device = device;
    this.name = name;
    this.world = device.world;
    this.navigator = { onLine: device.isOnline, locks: device.locks.of(this) };
  }

  /** Runs in this tab now, when it thaws, or never. */
  task(run) {
    if (!this.isAlive) return;
    if (this.isFrozen) this.held.push(run);
    else run();
  }

  later(ms, run) {
    return this.world.loop.after(ms, () => this.task(run));
  }

  async start() {
    const { device, world } = this;
    this.client = await instantiateClient(this.#globals(), dexieOf(device.name, this.#databases()));
    if (!this.isAlive) return;
    this.store = this.#store();
    if (world.reaper) watchStore(this, world.reaper);
    this.engine = new this.client.SyncEngine({
      store: this.store,
      transport: this.client.httpTransport,
      accessToken: () => Promise.resolve({ ok: true, value: device.token }),
      onPurge: () => void world.purge(device, this),
      onRoleChanged: () => undefined,
      onDrift: (tables) => device.drifts.push(...tables),
    });
    void this.engine.start();
  }

  #store() {
    const { OrganizationStore, TABLES, newId } = this.client;
    return new OrganizationStore({
      userId: this.device.user,
      organizationId: this.world.organizationId,
      shapes: TABLES,
      newId: () => newId(),
      now: () => this.device.clock(),
    });
  }

  #databases() {
    const { indexedDB } = this.device;
    return {
      open: (...given) => {
        // nothing comes of what a dead tab asks
        if (!this.isAlive) return Object.assign(new EventTarget(), { readyState: 'pending' });
        const request = indexedDB.open(...given);
        request.addEventListener('success', () => {
          this.connections.add(request.result);
          writeFaults.set(request.result, () => this.#failsWrite());
          if (!this.isAlive) request.result.close();
        });
        return request;
      },
      deleteDatabase: (...given) => indexedDB.deleteDatabase(...given),
      databases: () => indexedDB.databases(),
      cmp: (a, b) => indexedDB.cmp(a, b),
    };
  }

  #failsWrite() {
    const { reaper } = this.world;
    return !(reaper && passWrite(this, reaper)) && this.device.failsWrite();
  }

  #globals() {
    const { device, world, window, document, navigator } = this;
    const { loop } = world;
    const setTimer = (run, ms = 0) => this.later(ms, run);
    const clearTimer = (timer) => loop.cancel(timer);
    const timers = {
      setTimeout: setTimer,
      clearTimeout: clearTimer,
      setInterval: (run, ms) => loop.every(ms, () => this.task(run)),
      clearInterval: clearTimer,
    };
    const crypto = {
      getRandomValues: (into) => {
        for (let i = 0; i < into.length; i += 1)
          into[i] = Math.floor(world.random.ids() * 2 ** (8 * into.BYTES_PER_ELEMENT));
        return into;
      },
      randomUUID: () => `${device.name}-${Math.floor(world.random.ids() * 2 ** 48)}`,
    };
    const tab = this;
    const AbortSignals = {
      any: anyOf,
      timeout: (ms) => {
        const controller = new AbortController();
        setTimer(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms);
        return controller.signal;
      },
    };
    return {
      ...timers,
      globalThis: window,
      navigator,
      document,
      crypto,
      location: { href: 'http://ota.example/' },
      fetch: (where, options) =>
        world.reaper
          ? fetchInSteps(tab, world.reaper, where, options)
          : world.network.fetch(tab, where, options),
      Date: dateOf(() => device.clock()),
      BroadcastChannel: channelsOf(tab),
      WebSocket: world.network.socketsOf(tab),
      AbortSignal: AbortSignals,
    };
  }

  freeze() {
    this.isFrozen = true;
  }

  thaw() {
    if (!this.isFrozen) return;
    this.isFrozen = false;
    for (const run of this.held.splice(0)) this.task(run);
  }

  /** The page is closed as a user closes it. */
  close() {
    this.engine?.stop();
    this.store?.close();
    this.#end();
  }

  /** The process dies: what was not committed is gone, nothing of it runs any more. */
  kill() {
    this.#end();
    for (const connection of this.connections) {
      for (const transaction of [...connection._rawDatabase.transactions])
        if (transaction.db === connection && transaction._state !== 'finished')
          transaction._abort('AbortError');
      connection.close();
    }
  }

  #end() {
    this.isAlive = false;
    this.held = [];
    this.device.tabs.delete(this);
    this.device.locks.releaseAll(this);
  }
}

function channelsOf(tab) {
  return class extends Target {
    constructor(name) {
      super();
      this.peers = tab.device.channel(name);
      this.tab = tab;
      this.peers.add(this);
    }
    postMessage(data) {
      const copy = structuredClone(data);
      for (const peer of this.peers)
        if (peer !== this)
          peer.tab.later(1, () => {
            if (this.peers.has(peer))
              peer.dispatchEvent(new MessageEvent('message', { data: copy }));
          });
    }
    close() {
      this.peers.delete(this);
    }
  };
}
