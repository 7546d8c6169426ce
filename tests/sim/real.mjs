// Seeded lives of real clients with real servers over a real PostgreSQL. Time runs faster for the
// clients, so that their waits of seconds and minutes fit into a test; processes are what they are, so a
// seed repeats what is tried, not every coincidence.
import { randomUUID } from 'node:crypto';
import { SCHEMA } from '../golden/golden.mjs';
import { dieAtEveryStep } from './deaths.mjs';
import { Device } from './device.mjs';
import {
  compareRows,
  compareWrites,
  connect,
  DEVICE_EVENTS,
  later,
  pick,
  reopen,
  write,
} from './life.mjs';
import { seeded } from './loop.mjs';
import { Proxy } from './proxy.mjs';
import { bundleClient, dateOf, dexieOf, instantiateClient } from './realm.mjs';
import { Cluster, faultNames, Server, signIn } from './servers.mjs';

const FASTER = 10;
const DRAIN_MS = 40_000;
const DEVICES_MAX = 5;
const ROLES = ['owner', 'manager', 'crew'];

const EVENTS = [
  'tab',
  'kill',
  'freeze',
  'partition',
  'disk',
  'clock',
  'fresh',
  'server',
  'fast',
  'immediate',
  'slot',
];

const sleep = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/** The process's own time, faster; the same calls as Loop's. */
class Clock {
  #began = performance.now();
  #timers = new Set();
  get now() {
    return (performance.now() - this.#began) * FASTER;
  }
  after(ms, run) {
    const timer = setTimeout(() => (this.#timers.delete(timer), run()), ms / FASTER);
    this.#timers.add(timer);
    return timer;
  }
  every(ms, run) {
    const timer = setInterval(run, ms / FASTER);
    this.#timers.add(timer);
    return timer;
  }
  cancel(timer) {
    this.#timers.delete(timer);
    clearTimeout(timer);
  }
  /** Nothing that a dead tab wanted to do later is waited for. */
  stop() {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

class World {
  loop = new Clock();
  startedAt = Date.now();
  devices = [];
  commits = [];
  failures = [];
  counts = {};
  sockets = new Set();

  constructor(seed, options) {
    const stream = (name) => seeded(seed * 7919 + name);
    this.random = { work: stream(1), network: stream(2), ids: Math.random, events: stream(5) };
    this.options = options;
    // everybody stays a member here: whoever purges is wrong
    this.server = { roleOf: () => 'member' };
  }

  note(text) {
    this.options.log?.(`${(this.loop.now / FASTER).toFixed(0).padStart(7)} ${text}`);
  }

  fail(text) {
    this.failures.push(text);
  }

  count(what, times = 1) {
    this.counts[what] = (this.counts[what] ?? 0) + times;
  }

  async purge(device, tab) {
    this.fail(`${device.name} purged although its user is a member`);
    tab.close();
  }
}

/** A tab's way to the proxy: as a browser's fetch, and never where the device is cut off. */
function networkOf(world, proxy) {
  return {
    fetch: (tab, where, options) => {
      if (!tab.isAlive) return new Promise(() => undefined);
      if (!tab.device.isReachable)
        return tab.device.isSilent
          ? hang(options.signal)
          : Promise.reject(new TypeError('unreachable'));
      return fetch(proxy.url + where, options).then((response) => {
        if (response.status !== 200) tellRefusal(world, tab, response.clone());
        return response;
      });
    },
    socketsOf: (tab) => socketsThrough(proxy, tab),
  };
}

/** Sockets of a tab: real ones, deaf while the device is cut off and gone with the tab. */
function socketsThrough(proxy, tab) {
  return class extends EventTarget {
    static OPEN = WebSocket.OPEN;
    constructor(url) {
      super();
      this.socket = new WebSocket(proxy.url.replace('http', 'ws') + url.pathname + url.search);
      tab.world.sockets.add(this.socket);
      this.socket.addEventListener('open', () =>
        tab.task(() => this.dispatchEvent(new Event('open'))),
      );
      this.socket.addEventListener('error', () => undefined); // its close follows
      this.socket.addEventListener('close', () => {
        tab.world.sockets.delete(this.socket);
        tab.task(() => this.dispatchEvent(new Event('close')));
      });
      this.socket.addEventListener('message', ({ data }) => {
        if (!tab.isAlive) this.close();
        if (!tab.isAlive || !tab.device.isReachable) return;
        tab.world.count('frames heard');
        tab.task(() => this.dispatchEvent(new MessageEvent('message', { data })));
      });
    }
    get readyState() {
      return this.socket.readyState;
    }
    send(text) {
      if (tab.device.isReachable) this.socket.send(text);
    }
    close() {
      this.socket.close();
    }
  };
}

async function tellRefusal(world, tab, response) {
  const words = await response.text().catch(() => 'nothing');
  world.note(`${tab.name} is refused: ${response.status} ${words}`);
}

const hang = (signal) =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

/** What runs for all lives: the database, two servers. */
export class House {
  async open(seed) {
    await bundleClient();
    const random = seeded(seed * 31 + 7);
    const names = faultNames();
    this.isFaulty = false;
    const nextFault = () => {
      if (!this.isFaulty) return undefined;
      if (random() < 0.2) return undefined;
      return `${names[Math.floor(random() * names.length)]}:${1 + Math.floor(random() * 6)}`;
    };
    this.cluster = new Cluster();
    this.cluster.start();
    this.servers = [1, 2].map(() => new Server(this.cluster, nextFault));
    await Promise.all(this.servers.map((one) => one.start()));
    this.people = [];
    for (const role of ROLES)
      this.people.push({
        ...(await signIn(this.cluster, this.servers[0], `${role}@example.test`)),
        role,
      });
  }

  close() {
    for (const server of this.servers ?? []) server.stop();
    this.cluster?.stop();
  }

  deaths() {
    const all = {};
    for (const { deaths } of this.servers)
      for (const [how, times] of Object.entries(deaths)) all[how] = (all[how] ?? 0) + times;
    return all;
  }

  /** An organization with these people in it. */
  found() {
    const [owner, ...others] = this.people;
    const id = randomUUID();
    const claims = JSON.stringify({ sub: owner.user, role: 'authenticated' });
    const made = this.cluster.sql(
      `begin; select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims}', true);
       select 'id=' || id from create_organization('Paper Lanterns', 'artist', 'EUR', 'Europe/Berlin'); commit`,
    );
    const organization = /id=([\w-]+)/.exec(made)?.[1] ?? id;
    for (const { user, role } of others)
      this.cluster.sql(`insert into public.memberships (organization_id, user_id, role, email)
        select '${organization}', '${user}', '${role}', email from auth.users where id = '${user}'`);
    return organization;
  }
}

function befall(world, house) {
  later(world, 500, 8000, () => {
    befall(world, house);
    const { events } = world.random;
    const device = pick(events, world.devices);
    const name = pick(events, world.options.events);
    if (!name) return;
    world.note(`${name} ${device.name}`);
    world.count(name);
    if (name in DEVICE_EVENTS) void DEVICE_EVENTS[name](world, device);
    else if (name === 'server') pick(events, house.servers).kill();
    else if (name === 'slot') dropSlots(house);
    else if (name === 'fresh') {
      if (world.devices.length >= DEVICES_MAX) throwAway(world.devices.pop());
      addDevice(world, house);
    } else if (!house.restarting)
      house.restarting = house.cluster.restart(name).then(() => (house.restarting = undefined));
  });
}

function dropSlots({ cluster }) {
  try {
    cluster.sql(
      `select pg_terminate_backend(active_pid) from pg_replication_slots where active_pid is not null`,
    );
    cluster.sql(
      'select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active',
    );
  } catch {
    // the database restarts, or a server was faster to take it again
  }
}

async function drain(world, house, organization) {
  const end = Date.now() + DRAIN_MS;
  let words = [];
  while (Date.now() < end) {
    const head = house.cluster.sql(
      `select epoch || '.' || seq from ota.org_head where organization_id = '${organization}'`,
    );
    words = [];
    for (const device of world.devices) {
      if (device.tabs.size === 0) await reopen(world, device);
      const [tab] = device.tabs;
      if (!tab?.store) continue;
      const [waiting, cursor] = await Promise.all([
        tab.store.waitingCount(),
        tab.store.get('cursor'),
      ]);
      if (waiting > 0) words.push(`${device.name}: ${waiting} changes wait`);
      else if (cursor !== head)
        words.push(`${device.name}: its cursor is ${cursor}, the head ${head}`);
      for (const one of device.tabs) one.task(() => one.client?.askForSync());
    }
    if (words.length === 0) return;
    await sleep(100);
  }
  for (const word of words) world.fail(`after healing ${word}`);
}

/** What a server would send this user fresh, by table. */
async function freshRows(server, device, organization) {
  const url = `http://127.0.0.1:${server.port}/api/sync/snapshot?organization_id=${organization}&schema=${SCHEMA}`;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${device.token}`, apikey: 'ota-anon' },
  });
  if (!response.ok) throw new Error(`snapshot: ${response.status} ${await response.text()}`);
  const tables = new Map();
  let rows;
  for (const line of (await response.text())
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text))) {
    if (line.snapshot || line.end) continue;
    if (line.table && 'count' in line && !line.id) tables.set(line.table, (rows = []));
    else rows.push(line);
  }
  return tables;
}

/** The log holds one effect of each mutation, the results are whole. */
function checkLog(world, { cluster }, organization) {
  const lines = cluster.sql(`
    select 'mutation ' || client_id || ' ' || mutation_n || ' took effect in ' || count(distinct seq) || ' commits'
      from ota.change_log where organization_id = '${organization}' and client_id is not null
     group by client_id, mutation_n having count(distinct seq) > 1
    union all
    select 'client ' || c.client_id || ' has ' || count(r.n) || ' results up to ' || c.last_n
      from ota.sync_clients c left join ota.sync_results r using (organization_id, client_id)
     where c.organization_id = '${organization}' group by c.client_id, c.last_n
    having count(r.n) <> c.last_n
    union all
    select 'mutation ' || r.client_id || ' ' || r.n || ' was ' || (r.result ->> 'status') || ' and is in the log'
      from ota.sync_results r join ota.change_log l
        on l.organization_id = r.organization_id and l.client_id = r.client_id and l.mutation_n = r.n
     where r.organization_id = '${organization}' and r.result ->> 'status' = 'rejected'
    union all
    select 'seq ' || h.seq || ' of the head, ' || count(distinct l.seq) || ' in the log'
      from ota.org_head h left join ota.change_log l using (organization_id)
     where h.organization_id = '${organization}' group by h.seq having count(distinct l.seq) <> h.seq`);
  for (const line of lines.split('\n').filter(Boolean)) world.fail(line);
}

/** A phone in a river: nobody asks what it had. */
function throwAway(device) {
  for (const tab of [...device.tabs]) tab.kill();
}

/** A device that has nothing yet: it begins with a snapshot. */
function addDevice(world, house) {
  const { user, token } = house.people[world.devices.length % house.people.length];
  const device = new Device(world, `d${world.devices.length}`, user);
  Object.assign(device, { token, isReachable: true, isSilent: false });
  world.devices.push(device);
  void device.open();
  write(world, device);
}

async function live(world, house, proxy, organization) {
  for (let i = 0; i < world.options.clients; i += 1) addDevice(world, house);
  befall(world, house);
  house.isFaulty = true;
  proxy.rate = world.options.faults;
  for (const server of house.servers) server.kill();
  await sleep(world.options.seconds * 1000);
  house.isFaulty = false;
  proxy.rate = 0;
  await house.restarting;
  await Promise.all(
    house.servers.map(async (server) => {
      server.kill();
      await sleep(250);
      await server.ready();
    }),
  );
  for (const device of world.devices) {
    device.writesLeft = Infinity;
    connect(device);
    for (const tab of device.tabs) tab.thaw();
  }
  await drain(world, house, organization);
}

/** One life; { seed, failures, counts }. */
export async function runRealSeed(house, seed, given = {}) {
  const options = { clients: 3, seconds: 4, faults: 0.1, events: EVENTS, ...given };
  const world = new World(seed, options);
  const before = house.deaths();
  const proxy = new Proxy(world.random.network, () => house.servers.map(({ port }) => port));
  await proxy.start();
  // what a killed tab was doing fails without anybody there to hear it
  const isOfDead = (error) => error?.name === 'AbortError' && world.counts.kill > 0;
  const onStray = (error) =>
    isOfDead(error) || world.fail(`nobody caught ${error?.stack ?? error}`);
  process.on('unhandledRejection', onStray);
  try {
    const organization = house.found();
    world.organizationId = organization;
    world.network = networkOf(world, proxy);
    world.endsAt = world.loop.now + options.seconds * 1000 * FASTER;
    await live(world, house, proxy, organization);
    const tools = await instantiateClient(
      { globalThis, Date: dateOf(Date.now), crypto },
      dexieOf('tools'),
    );
    for (const device of world.devices) {
      const rows = await freshRows(house.servers[0], device, organization);
      const server = { tools, tables: new Map(Object.keys(tools.TABLES).map((name) => [name])) };
      world.server = {
        ...server,
        roleOf: () => 'member',
        visible: (_, table) => rows.get(table) ?? [],
      };
      const [tab] = device.tabs;
      if (world.failures.length === 0) await compareRows(world, device, tab.store);
      if (world.failures.length === 0) await compareWrites(world, device, tab.store);
      if (device.drifts.length > 0) world.fail(`${device.name} had drifted: ${device.drifts}`);
    }
    checkLog(world, house, organization);
  } catch (error) {
    world.fail(error.stack ?? String(error));
  } finally {
    for (const device of world.devices) for (const tab of [...device.tabs]) tab.kill();
    world.loop.stop();
    for (const socket of world.sockets) socket.close();
    proxy.stop();
    process.off('unhandledRejection', onStray);
  }
  world.count('writes', world.commits.length);
  for (const [name, times] of Object.entries(proxy.counts)) world.count(name, times);
  for (const [name, times] of Object.entries(house.deaths()))
    if (times > (before[name] ?? 0)) world.count(name, times - (before[name] ?? 0));
  return { seed, options, failures: world.failures, counts: world.counts };
}

/** Deaths at every step, one step after the other; how often at each. */
export async function runDeaths({ seed, times }) {
  const house = new House();
  try {
    await house.open(seed);
    return await dieAtEveryStep(house, { times, seed });
  } finally {
    house.close();
  }
}

/** Several lives in one house; `report` hears of each. */
export async function runReal({ seed, runs, report, isStopped, ...options }) {
  const house = new House();
  try {
    await house.open(seed);
    for (let one = seed; one < seed + runs && !isStopped(); one += 1)
      report(await runRealSeed(house, one, options));
  } finally {
    house.close();
  }
}
