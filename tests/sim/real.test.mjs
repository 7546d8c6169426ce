// Real clients, real servers and a real PostgreSQL: processes that die, databases that restart, a network
// that cannot be trusted. OTA_BIN names a program built with -DOTA_FAULTS=ON.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

test('servers that die at every step of push, pull and snapshot leave each effect exactly once', async () => {
  house.wanted = faultNames();
  const options = { seconds: 6, faults: 0, events: ['fresh'], clients: 2 };
  for (let seed = 1; seed <= 5 && house.wanted.length > 0; seed += 1) await live(seed, options);
  assert.deepEqual(house.wanted, []);
});

test('a database that is restarted or dies, and a dropped slot, lose no acknowledged write', async () => {
  const counts = await live(11, { seconds: 3, faults: 0.02, events: ['fast', 'immediate', 'slot'] });
  assert.ok(counts.fast > 0 || counts.immediate > 0);
});

test('everything at once: lost, doubled and cut messages, dying tabs, servers and databases', async () => {
  for (let seed = 21; seed < 23; seed += 1) await live(seed, { seconds: 3 });
});
