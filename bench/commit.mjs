// From the sending of a write to its arrival on another client's socket.
import {
  joinShows,
  percentile,
  print,
  renameShow,
  signIn,
  startDatabase,
  startServer,
} from './lib.mjs';

const WRITES = 500;

export async function run() {
  const database = startDatabase({ organizations: 2, shows: 1000 });
  const server = await startServer(database);
  const token = await signIn(server, database);
  let arrived;
  const socket = await joinShows(server, token, 'system', ({ event, payload }) => {
    if (event === 'postgres_changes') arrived?.(payload.data.record.title);
  });
  const times = [];
  for (let i = 1; i <= WRITES; i++) {
    const seen = new Promise((resolve) => {
      arrived = (title) => title === `Round ${i}` && resolve();
    });
    const began = performance.now();
    const write = renameShow(server, token, i, `Round ${i}`);
    await seen;
    if (i > 50) times.push(performance.now() - began);
    await write;
  }
  socket.close();
  print('commit to another client, p50', `${percentile(times, 50).toFixed(1)} ms`);
  print('commit to another client, p99', `${percentile(times, 99).toFixed(1)} ms`, '< 15 ms');
}
