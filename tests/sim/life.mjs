// What any simulated life is made of, beside whichever server: people who write, tabs that die, and the
// comparison at the end.
import { draftsOf } from './work.mjs';

const YEAR_MS = 365 * 86_400_000;

export const pick = (random, list) => list[Math.floor(random() * list.length)];

/** Runs it at some time, unless the life is over by then. */
export function later(world, least, spread, run) {
  const { loop, random } = world;
  const wait = least + random.events() * spread;
  if (loop.now + wait < world.endsAt) loop.after(wait, run);
}

/** Somebody writes at a random tab of a device, again and again. */
export function write(world, device) {
  later(world, 50, 2500, () => {
    write(world, device);
    if (device.isIdle) return;
    const tab = pick(
      world.random.work,
      [...device.tabs].filter((one) => one.store && !one.isFrozen),
    );
    if (tab) void commit(world, device, tab);
  });
}

async function commit(world, device, tab) {
  const random = world.random.work;
  const label = `w${world.commits.length}`;
  const record = { device, tab, label, drafts: [], outcome: 'open', inverse: undefined };
  world.commits.push(record);
  try {
    const former = pick(
      random,
      world.commits.filter((one) => one.device === device && one.inverse),
    );
    const isUndo = former && random() < 0.1;
    record.drafts = isUndo ? former.inverse : await draftsOf(tab, random, label);
    if (isUndo) former.inverse = undefined;
    if (record.drafts.length > 0) record.inverse = await tab.store.commit(label, record.drafts);
    record.outcome = 'kept';
    world.note(
      `${tab.name} wrote ${label}: ${record.drafts.map(({ op, table }) => `${op} ${table}`)}`,
    );
    tab.task(() => tab.client.askForSync());
  } catch (error) {
    record.outcome = 'failed';
    world.note(`${tab.name} could not write ${label}: ${error.name}`);
  }
}

/** What befalls a device. */
export const DEVICE_EVENTS = {
  async tab(world, device) {
    if (device.tabs.size < 3) await device.open();
    else [...device.tabs][0].close();
  },
  async kill(world, device) {
    pick(world.random.events, [...device.tabs])?.kill();
    reopenSoon(world, device);
  },
  async freeze(world, device) {
    const tab = pick(world.random.events, [...device.tabs]);
    tab?.freeze();
    world.loop.after(world.random.events() * 40_000, () => tab?.thaw());
  },
  async partition(world, device) {
    device.isReachable = false;
    device.isSilent = world.random.events() < 0.5;
    if (world.random.events() < 0.5) device.setOnline(false);
    world.loop.after(world.random.events() * 30_000, () => connect(device));
  },
  async disk(world, device) {
    device.writesLeft = Math.ceil(world.random.events() * 30);
  },
  async clock(world, device) {
    device.skewMs = (world.random.events() * 20 - 10) * YEAR_MS;
  },
};

export function connect(device) {
  device.isReachable = true;
  device.isSilent = false;
  device.setOnline(true);
}

/** Somebody whose last tab died opens the app again. */
export function reopenSoon(world, device) {
  if (device.tabs.size === 0) world.loop.after(500, () => void reopen(world, device));
}

/** Opens the app again, unless its organization has left this device and the user is not back. */
export async function reopen(world, device) {
  if (device.tabs.size > 0 || !world.server.roleOf(device.user)) return;
  await device.open();
}

const sorted = (row) =>
  JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));

/** The device holds exactly what the server would send it fresh. */
export async function compareRows(world, device, store) {
  const { server } = world;
  for (const table of server.tables.keys()) {
    const mine = new Map(
      (await store.table(table).toArray()).map(({ local, ...row }) => [row.id, { local, row }]),
    );
    for (const row of server.visible(device.user, table)) {
      const found = mine.get(row.id);
      mine.delete(row.id);
      if (!found) world.fail(`${device.name} lacks ${table} ${sorted(row)}`);
      else if (found.local !== 'synced' || sorted(found.row) !== sorted(row))
        world.fail(
          `${device.name} has ${found.local} ${sorted(found.row)} of ${table} for ${sorted(row)}`,
        );
    }
    for (const { row } of mine.values())
      world.fail(`${device.name} still has ${table} ${sorted(row)}`);
    const checksum = new server.tools.Checksum(table);
    await store.eachServerRow(table, (id, seq) => checksum.add(id, seq));
    const theirs = new server.tools.Checksum(table);
    for (const { id, seq } of server.visible(device.user, table)) theirs.add(id, seq);
    if (checksum.sum !== theirs.sum) world.fail(`${device.name}: the checksum of ${table} differs`);
  }
}

/** Every kept commit has results that can be seen; no failed one has left anything. */
export async function compareWrites(world, device, store) {
  const history = await store.history(1000);
  const refusals = await store.refusals();
  const found = new Map();
  for (const { label } of history) found.set(label, (found.get(label) ?? 0) + 1);
  const from = device.purgedAt ?? 0;
  world.commits.forEach(({ device: whose, label, drafts, outcome }, i) => {
    if (whose !== device || i < from) return;
    const count = found.get(label) ?? 0;
    // nobody heard whether it was kept: all of it or nothing was
    const expected = outcome === 'kept' || (outcome === 'open' && count > 0) ? drafts.length : 0;
    if (count !== expected)
      world.fail(
        `${device.name}: ${label} (${outcome}) has ${count} results instead of ${expected}`,
      );
  });
  const refused = history.filter(({ status }) => status === 'rejected');
  for (const { n, label } of refused)
    if (!refusals.some((one) => one.n === n && one.label === label))
      world.fail(`${device.name}: the refusal of ${label} (${n}) is not shown`);
}
