// One seeded life of a few devices and the model server, and what must hold at its end.
import { Device } from './device.mjs';
import {
  compareRows,
  compareWrites,
  connect,
  DEVICE_EVENTS,
  later,
  pick,
  reopen,
  reopenSoon,
  write,
} from './life.mjs';
import { Loop, seeded } from './loop.mjs';
import { ModelServer } from './model_server.mjs';
import { Network } from './network.mjs';
import { bundleClient, dateOf, dexieOf, endLiveQueries, instantiateClient } from './realm.mjs';
import { Reaper, STEPS } from './steps.mjs';
import { newRow, WRITTEN_TABLES } from './work.mjs';

export const DEFAULTS = {
  clients: 3,
  seconds: 12,
  /** how likely each kind of fault of the network is */
  faults: 0.15,
  /** how soon after healing all must be in step, in ms */
  emptyWithin: Infinity,
  /** kinds of events that may happen; left out ones do not */
  events: [
    'tab',
    'kill',
    'freeze',
    'partition',
    'disk',
    'clock',
    'role',
    'member',
    'owner',
    'readers',
    'person',
    'trim',
    'restart',
    'restore',
  ],
  /** at which steps tabs may die */
  steps: STEPS,
  /** what the model server does wrong */
  bug: undefined,
};

const ORGANIZATION = '01900000-0000-7000-8000-000000000001';
/** A refused device waits up to five minutes, and once more. */
const DRAIN_MS = 15 * 60_000;
const TEAMS = ['band', 'crew'];
const ROLES = ['owner', 'manager', 'crew', 'booking', 'admin'];

class World {
  organizationId = ORGANIZATION;
  startedAt = Date.UTC(2026, 0, 1);
  devices = [];
  /** every commit: { device, drafts, outcome: open | kept | failed } */
  commits = [];
  failures = [];
  trace = 0;
  counts = {};

  constructor(seed, options) {
    this.options = options;
    const stream = (name) => seeded(seed * 7919 + name);
    this.random = {
      work: stream(1),
      network: stream(2),
      ids: stream(3),
      time: stream(4),
      events: stream(5),
    };
    this.loop = new Loop(this.random.time);
    this.reaper = new Reaper(stream(6), options.steps, (tab, step) => {
      this.note(`${tab.name} dies: ${step}`);
      reopenSoon(this, tab.device);
    });
  }

  /** Mixes what happened into a number that is the same for the same life. */
  note(text) {
    for (let i = 0; i < text.length; i += 1)
      this.trace = (this.trace * 31 + text.charCodeAt(i)) | 0;
    if (this.options.log) this.options.log(`${this.loop.now.toFixed(1).padStart(9)} ${text}`);
  }

  count(what) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  fail(text) {
    this.failures.push(text);
  }

  /** As the app does: every tab closes the store, one deletes it. */
  async purge(device, tab) {
    this.note(`${tab.name} purges`);
    this.count('purges');
    device.wasPurged = true;
    if (!this.server.removed.has(device.user))
      this.fail(`${device.name} purged without being told so`);
    for (const other of device.tabs) if (other !== tab) other.close();
    tab.engine.stop();
    tab.store.close();
    try {
      await tab.store.destroy();
      device.purgedAt = this.commits.length;
    } catch (error) {
      this.note(`${tab.name} could not delete: ${error.message}`);
    }
    tab.close();
  }
}

/** Makes the people, their devices and some rows to begin with. */
async function settle(world) {
  const { server, options, random } = world;
  server.transact('user-0', null, () => undefined);
  server.write('user-0', 'organizations', 'insert', ORGANIZATION, {
    name: 'Paper Lanterns',
    type: 'artist',
  });
  const users = Math.max(1, options.clients - Math.floor(random.work() * 2));
  for (let i = 0; i < users; i += 1)
    server.write('user-0', 'memberships', 'insert', server.newId(), {
      user_id: `user-${i}`,
      role: ROLES[i % ROLES.length],
      email: `user${i}@example.test`,
    });
  const parents = { tours: [], shows: [] };
  for (let i = 0; i < 6; i += 1) {
    const table = pick(random.work, ['tours', 'shows', 'venues', 'expenses', 'schedule_items']);
    const id = server.newId();
    server.write('user-0', table, 'insert', id, newRow(random.work, table, `first ${i}`, parents));
    if (table in parents) parents[table].push(id);
  }
  for (let i = 0; i < options.clients; i += 1) {
    const device = new Device(world, `d${i}`, `user-${i % users}`);
    Object.assign(device, { isReachable: true, isSilent: false });
    world.devices.push(device);
    void device.open();
  }
}

const EVENTS = {
  ...DEVICE_EVENTS,
  async role(world) {
    const members = [...world.server.tables.get('memberships').values()].slice(1);
    const row = pick(world.random.events, members);
    if (row)
      world.server.write('user-0', 'memberships', 'update', row.id, {
        role: pick(world.random.events, ROLES),
      });
  },
  async member(world) {
    const { server, random } = world;
    const gone = world.devices.map(({ user }) => user).find((user) => !server.roleOf(user));
    const rows = [...server.tables.get('memberships').values()];
    const row = pick(
      random.events,
      rows.filter(({ user_id: user }) => user !== 'user-0'),
    );
    if (gone) {
      const values = {
        user_id: gone,
        role: pick(random.events, ROLES),
        email: `${gone}@example.test`,
      };
      server.write('user-0', 'memberships', 'insert', server.newId(), values);
    } else if (row) server.write('user-0', 'memberships', 'delete', row.id);
  },
  async owner(world) {
    const { server, random } = world;
    const row = pick(random.events, [...server.tables.get('expenses').values()]);
    if (row)
      server.write('user-0', 'expenses', 'update', row.id, {
        owner_id: pick(random.events, world.devices).user,
      });
  },
  /** A journey or a line of the schedule is hidden, shown, or given to others. */
  async readers(world) {
    const { server, random } = world;
    const table = pick(random.events, ['schedule_items', 'travel']);
    const row = pick(random.events, [...server.tables.get(table).values()]);
    const people = [...server.tables.get('people').keys()];
    if (!row) return;
    server.write('user-0', table, 'update', row.id, {
      visibility: pick(random.events, ['everyone', 'assigned', 'assigned', 'management']),
      person_ids: people.filter(() => random.events() < 0.4).sort(),
      teams: TEAMS.filter(() => random.events() < 0.3),
    });
  },
  /** Somebody comes, goes, changes their team or gets an account. */
  async person(world) {
    const { server, random } = world;
    const user_id = random.events() < 0.3 ? null : pick(random.events, world.devices).user;
    const values = { user_id, team: pick(random.events, [...TEAMS, null]) };
    const row = pick(random.events, [...server.tables.get('people').values()]);
    const chance = random.events();
    if (!row || chance < 0.3)
      server.write('user-0', 'people', 'insert', server.newId(), {
        name: 'Alex Example',
        ...values,
      });
    else if (chance < 0.45) server.write('user-0', 'people', 'delete', row.id);
    else server.write('user-0', 'people', 'update', row.id, values);
  },
  async trim(world) {
    world.server.trim(Math.floor(world.server.head * world.random.events()));
  },
  async restart(world) {
    world.server.isDown = true;
    world.loop.after(world.random.events() * 5000, () => (world.server.isDown = false));
  },
  async restore(world) {
    const isDue = world.random.events() < 0.5;
    if (!world.backup || !isDue) world.backup = { state: world.server.backup() };
    else {
      world.server.restore(world.backup.state);
      world.restored = true;
    }
  },
};

function happen(world) {
  const { events } = world.options;
  later(world, 100, 2000, () => {
    happen(world);
    const name = pick(world.random.events, events);
    if (!name) return;
    const device = pick(world.random.events, world.devices);
    world.note(`${name} ${device.name}`);
    world.count(name);
    void EVENTS[name](world, device);
  });
}

/** Others write by other ways: rows change that no device sent. */
function interfere(world) {
  later(world, 200, 3000, () => {
    interfere(world);
    const { server, random } = world;
    const table = pick(random.work, WRITTEN_TABLES);
    const row = pick(random.work, [...server.tables.get(table).values()]);
    const parents = { tours: [], shows: [...server.tables.get('shows').keys()] };
    const chance = random.work();
    if (row && chance < 0.15) server.write('user-0', table, 'delete', row.id);
    else if (row && chance < 0.7)
      server.write('user-0', table, 'update', row.id, { ...textOf(table, server.head) });
    else if (table !== 'show_financials')
      server.write(
        'user-0',
        table,
        'insert',
        server.newId(),
        newRow(random.work, table, `rest ${server.head}`, parents),
      );
  });
}

const textOf = (table, head) =>
  ({ expenses: { description: `rest ${head}` } })[table] ?? { notes: `rest ${head}` };

async function heal(world) {
  const { network, server, loop } = world;
  network.isHealed = true;
  world.reaper.isOver = true;
  server.isDown = false;
  for (const device of world.devices) {
    device.writesLeft = Infinity;
    connect(device);
    for (const tab of device.tabs) tab.thaw();
    await loop.settle(reopen(world, device));
    device.look();
  }
}

/** What a device still has to do, in words; undefined: nothing. */
async function unfinished(world, device) {
  const { server } = world;
  const isMember = server.roleOf(device.user) !== undefined;
  const tab = [...device.tabs][0];
  if (!isMember) return tab ? 'its user is no member, and it is open' : undefined;
  if (!tab) {
    await reopen(world, device);
    return 'it is not open';
  }
  const waiting = await tab.store.waitingCount();
  if (waiting > 0) return `${waiting} changes wait`;
  const cursor = await tab.store.get('cursor');
  const head = `${server.epoch}.${server.head}`;
  return cursor === head ? undefined : `its cursor is ${cursor}, the head ${head}`;
}

async function drain(world) {
  const { loop, options } = world;
  const end = loop.now + DRAIN_MS;
  world.healedAt = loop.now;
  let words = [];
  for (let pause = 1000; loop.now < end; pause *= 1.5) {
    await loop.run(loop.now + pause);
    words = [];
    for (const device of world.devices) {
      const word = await loop.settle(unfinished(world, device));
      if (word) words.push(`${device.name}: ${word}`);
    }
    if (words.length === 0) return;
    if (loop.now - world.healedAt < options.emptyWithin) continue;
    for (const word of words) world.fail(`${options.emptyWithin} ms after healing ${word}`);
    return;
  }
  for (const word of words) world.fail(`after healing ${word}`);
}

async function check(world) {
  const { server } = world;
  server.atEnd?.();
  for (const fault of server.faults) world.fail(fault);
  for (const [key, times] of server.effects)
    if (times !== 1 && !world.restored) world.fail(`mutation ${key} took effect ${times} times`);
  for (const [id, client] of server.clients)
    for (let n = 1; n <= client.last; n += 1)
      if (!client.results.has(n)) world.fail(`client ${id} has no result ${n}`);
  for (const device of world.devices) {
    if (device.drifts.length > 0 && !world.restored)
      world.fail(`${device.name} had drifted: ${device.drifts}`);
    const names = (await device.indexedDB.databases()).map(({ name }) => name);
    if (!server.roleOf(device.user)) {
      if (names.length > 0 && device.wasPurged) world.fail(`${device.name} still has ${names}`);
      continue;
    }
    const [tab] = device.tabs;
    if (!tab) continue;
    await compareRows(world, device, tab.store);
    // the history on a device is short: who wrote more than it holds is counted by the test
    if (!device.isIdle) await compareWrites(world, device, tab.store);
  }
}

const OFTEN = ['kill', 'freeze', 'disk', 'partition', 'tab', 'clock'];
const RARE = ['role', 'restore', 'member', 'trim', 'owner', 'restart'];

/** Options that a seed gives: mostly small lives, sometimes many devices, all trouble or a choice of it. */
export function variety(seed) {
  const random = seeded(seed * 7919 + 7);
  const isLarge = random() < 0.03;
  const events = [
    DEFAULTS.events,
    ['restore', pick(random, OFTEN)],
    ['role', pick(random, RARE), pick(random, OFTEN)],
    DEFAULTS.events.filter(() => random() < 0.5),
  ];
  return {
    clients: isLarge ? 4 + Math.floor(random() * 8) : pick(random, [2, 2, 2, 2, 3]),
    seconds: isLarge ? 4 : 2 + Math.floor(random() * 4),
    faults: pick(random, [0, 0.08, 0.15, 0.15, 0.3, 0.5]),
    events: pick(random, events),
  };
}

/** Lives one life; { failures, trace, hits, counts }. */
export async function runSeed(seed, given = {}) {
  // `before`: what happens, beside all else, once everybody has begun
  await bundleClient();
  const options = { ...DEFAULTS, ...given };
  const world = new World(seed, options);
  const { loop, random } = world;
  const uninstall = loop.install();
  // what a killed tab was doing fails without anybody there to hear it
  const hasDead = () => world.counts.kill > 0 || Object.keys(world.reaper.hits).length > 0;
  const isOfDead = (error) => error?.name === 'AbortError' && hasDead();
  const onStray = (error) =>
    isOfDead(error) || world.fail(`nobody caught ${error?.stack ?? error}`);
  process.on('unhandledRejection', onStray);
  try {
    const clock = () => world.startedAt + Math.round(loop.now);
    const tools = await instantiateClient(toolGlobals(world, clock), dexieOf('tools', undefined));
    world.server = new ModelServer({
      tools,
      organizationId: ORGANIZATION,
      now: () => new Date(clock()).toISOString(),
      newId: () => tools.newId(),
      pageRows: 1 + Math.floor(random.work() * random.work() * 60),
      bug: options.bug,
    });
    world.network = new Network(world, world.server, options.faults * (0.3 + random.network()));
    world.endsAt = options.seconds * 1000;
    await settle(world);
    for (const device of world.devices) write(world, device);
    interfere(world);
    if (options.events.length > 0) happen(world);
    await options.before?.(world);
    await loop.run(world.endsAt);
    await heal(world);
    await drain(world);
    if (world.failures.length === 0) await loop.settle(check(world));
    for (const device of world.devices) for (const tab of [...device.tabs]) tab.kill();
    await loop.run(loop.now + 100);
  } catch (error) {
    world.fail(error.stack ?? String(error));
  } finally {
    process.off('unhandledRejection', onStray);
    endLiveQueries();
    uninstall();
  }
  world.note(`ends at ${loop.now.toFixed(3)}`);
  const { failures, trace, counts } = world;
  const { hits } = world.reaper;
  return { seed, options, failures, trace, hits, counts: { ...counts, ...world.network?.counts } };
}

function toolGlobals(world, clock) {
  return {
    globalThis: new EventTarget(),
    Date: dateOf(clock),
    crypto: {
      getRandomValues: (into) => {
        for (let i = 0; i < into.length; i += 1)
          into[i] = Math.floor(world.random.ids() * 2 ** (8 * into.BYTES_PER_ELEMENT));
        return into;
      },
    },
  };
}

/** The smallest life of this seed that still fails: fewer kinds of trouble, fewer devices, less time. */
export async function shrink(failed) {
  let best = failed;
  const attempt = async (changes) => {
    const result = await runSeed(failed.seed, { ...best.options, ...changes, log: undefined });
    if (result.failures.length > 0) best = result;
    return result.failures.length > 0;
  };
  for (const none of [{ events: [] }, { steps: [] }, { faults: 0 }]) await attempt(none);
  while (
    best.options.seconds > 2 &&
    (await attempt({ seconds: Math.ceil(best.options.seconds / 2) }))
  );
  while (best.options.clients > 1 && (await attempt({ clients: best.options.clients - 1 })));
  for (const name of [...best.options.events])
    await attempt({ events: best.options.events.filter((one) => one !== name) });
  // what nobody died at changes nothing
  await attempt({ steps: best.options.steps.filter((name) => name in best.hits) });
  for (const name of [...best.options.steps])
    await attempt({ steps: best.options.steps.filter((one) => one !== name) });
  while (best.options.seconds > 1 && (await attempt({ seconds: best.options.seconds - 1 })));
  return best;
}
