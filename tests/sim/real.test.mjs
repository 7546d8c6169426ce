// Real clients, real servers and a real PostgreSQL: processes that die, databases that restart, a network
// that cannot be trusted. OTA_BIN names a program built with -DOTA_FAULTS=ON.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dieAtEveryStep } from './deaths.mjs';
import { runRealSeed, House } from './real.mjs';
import { faultNames } from './servers.mjs';

const house = new House();
before(() => house.open(1));
after(() => house.close());

async function live(seed, options) {
  const { failures, counts } = await runRealSeed(house, seed, options);
  assert.deepEqual(failures, [], `seed ${seed}`);
  return counts;
}

test('servers that die at every step of push, pull and snapshot leave each effect exactly once', async (t) => {
  const times = 2;
  const hits = await dieAtEveryStep(house, { times, seed: 1 });
  t.diagnostic(
    Object.entries(hits)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  );
  assert.deepEqual(
    faultNames().filter((name) => hits[name] < times),
    [],
  );
});

test('real devices over servers that die again and again end equal to the server', async () => {
  const deaths = [];
  // a life on a busy machine may be over before its server came to the step it was to die at
  for (let seed = 1; deaths.length === 0 && seed <= 5; seed += 1) {
    const counts = await live(seed, { seconds: 4, faults: 0, events: ['fresh'], clients: 2 });
    deaths.push(...Object.keys(counts).filter((name) => name.startsWith('death at ')));
  }
  assert.ok(deaths.length > 0, 'a server died where it was told');
});

test('a database that is restarted or dies, and a dropped slot, lose no acknowledged write', async () => {
  const counts = await live(11, {
    seconds: 3,
    faults: 0.02,
    events: ['fast', 'immediate', 'slot'],
  });
  assert.ok(counts.fast > 0 || counts.immediate > 0);
});

test('everything at once: lost, doubled and cut messages, dying tabs, servers and databases', async () => {
  await live(21, { seconds: 4 });
});
