// The steps of writing, pushing and pulling at which a tab can die: before, amid and after each of its
// store's transactions, and around each message. The client knows nothing of them.

/**
 * The transactions of the store, in the order in which a life meets them: how likely is death at each
 * step, and within how many writes it comes.
 */
const TRANSACTIONS = {
  clientId: { chance: 0.01, writes: 1 },
  beginSnapshot: { chance: 0.03, writes: 1 },
  takeBatch: { chance: 0.004, writes: 3 },
  finishSnapshot: { chance: 0.04, writes: 3 },
  commit: { chance: 0.015, writes: 4 },
  take: { chance: 0.015, writes: 4 },
  emptyMutation: { chance: 0.5, writes: 3 },
  takeRole: { chance: 0.5, writes: 3 },
  forgetCursor: { chance: 0.3, writes: 2 },
  renumber: { chance: 0.6, writes: 4 },
};
/** begun: nothing of it is written; amid: some is; done: all is, and nobody has heard */
const PHASES = ['begun', 'amid', 'done'];
/** What rarely happens is to come further than its beginning. */
const BEGUN_MAX = 0.1;

/** Messages: asked, about to leave; sent, nothing heard yet; answered, not read yet; read. */
const MESSAGES = { push: 0.015, pull: 0.015, snapshot: 0.015 };
const STAGES = ['asked', 'sent', 'answered', 'read'];

const steps = (name, parts, chanceOf) => parts.map((part) => [`${name} ${part}`, chanceOf(part)]);
const chances = new Map([
  ...Object.entries(TRANSACTIONS).flatMap(([name, { chance }]) =>
    steps(name, PHASES, (phase) => (phase === 'begun' ? Math.min(chance, BEGUN_MAX) : chance)),
  ),
  ...Object.entries(MESSAGES).flatMap(([name, chance]) => steps(name, STAGES, () => chance)),
]);

/** Every step by name; its number is its place here, from 1. */
export const STEPS = [...chances.keys()];

/** "step: hits" of all steps, numbered, one line for what belongs together. */
export function stepTable(hits) {
  const lines = new Map();
  STEPS.forEach((step, i) => {
    const [name, phase] = step.split(' ');
    const cell = `${i + 1} ${phase}: ${hits[step] ?? 0}`.padEnd(18);
    lines.set(name, (lines.get(name) ?? `  ${name.padEnd(16)}`) + cell);
  });
  return [...lines.values()].map((line) => line.trimEnd()).join('\n');
}

/** What a dead tab waits for. */
const never = () => new Promise(() => undefined);

/** Chooses by a seed at which of the steps that tabs pass they die, and counts. */
export class Reaper {
  hits = {};
  isOver = false;
  #random;
  #names;
  #onDeath;

  constructor(random, names, onDeath) {
    this.#random = random;
    this.#names = new Set(names);
    this.#onDeath = onDeath;
  }

  /** Chance is asked for every step, so that one left out changes no other. */
  wants(name) {
    const isDue = this.#random() < chances.get(name);
    return isDue && !this.isOver && this.#names.has(name);
  }

  take(tab, name) {
    this.hits[name] = (this.hits[name] ?? 0) + 1;
    tab.kill();
    this.#onDeath(tab, name);
  }

  /** Whether the tab dies at this step. */
  reaps(tab, name) {
    if (!tab.isAlive || !this.wants(name)) return false;
    this.take(tab, name);
    return true;
  }

  /** After how many writes the tab dies in a transaction that begins now; undefined: it does not. */
  writesUntilDeath(name, most) {
    return this.wants(name) ? 1 + Math.floor(this.#random() * most) : undefined;
  }
}

/** Makes the transactions of a tab's store pass their steps. */
export function watchStore(tab, reaper) {
  for (const [name, { writes }] of Object.entries(TRANSACTIONS)) {
    const plain = tab.store[name];
    tab.store[name] = (...given) => {
      if (reaper.reaps(tab, `${name} begun`)) return never();
      const left = reaper.writesUntilDeath(`${name} amid`, writes);
      if (left !== undefined) tab.doom = { name: `${name} amid`, left };
      const work = plain.apply(tab.store, given);
      return work.then((value) => {
        tab.doom = undefined;
        return reaper.reaps(tab, `${name} done`) ? never() : value;
      });
    };
  }
}

/** A write of a tab's; whether it was its last. */
export function passWrite(tab, reaper) {
  if (!tab.isAlive || !tab.doom) return false;
  tab.doom.left -= 1;
  if (tab.doom.left > 0) return false;
  reaper.take(tab, tab.doom.name);
  return true;
}

const kindOf = (where, { body }) =>
  body === undefined ? 'snapshot' : JSON.parse(body).mutations.length > 0 ? 'push' : 'pull';

/** A fetch of a tab's that passes its steps. */
export async function fetchInSteps(tab, reaper, where, options) {
  const kind = kindOf(where, options);
  const isOver = (stage) => reaper.reaps(tab, `${kind} ${stage}`);
  if (isOver('asked')) return never();
  const asked = tab.world.network.fetch(tab, where, options);
  if (isOver('sent')) {
    asked.catch(() => undefined);
    return never();
  }
  const response = await asked;
  if (isOver('answered')) return never();
  const { body } = response;
  const text = response.text.bind(response);
  response.text = () => text().then((value) => (isOver('read') ? never() : value));
  const getReader = body.getReader.bind(body);
  body.getReader = () => {
    const reader = getReader();
    return {
      ...reader,
      read: () => reader.read().then((part) => (isOver('read') ? never() : part)),
    };
  };
  return response;
}
