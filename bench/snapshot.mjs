// Rows a second of a whole snapshot, as the server sends it, and when the first screen's part is there.
import { SCHEMA } from '../tests/golden/golden.mjs';
import { median, organizationId, print, signIn, startDatabase, startServer } from './lib.mjs';

const ROWS = 100_000;

const ask = (origin, token, n, query = '') =>
  fetch(
    `${origin}/api/sync/snapshot?schema=${SCHEMA}&organization_id=${organizationId(n)}${query}`,
    {
      headers: { authorization: `Bearer ${token}`, apikey: 'ota-anon' },
    },
  );

/** Milliseconds until everything of the first screen is there; the rest is not waited for. */
async function firstScreenMs(origin, token, n) {
  const began = performance.now();
  const answer = await ask(origin, token, n, '&first=2026-05-12');
  for await (const piece of answer.body)
    if (Buffer.from(piece.buffer, piece.byteOffset, piece.length).includes('{"part":"rest"}'))
      return performance.now() - began;
  throw new Error('there was no first part');
}

/** Rows a second of one snapshot of organization `n`, which has at least `rows`. */
export async function snapshotRate(origin, token, n, rows) {
  const began = performance.now();
  const answer = await ask(origin, token, n);
  let lines = 0,
    last = '';
  for await (const piece of answer.body) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
    last = (last + bytes.toString('latin1', Math.max(0, bytes.length - 4000))).slice(-4000);
  }
  if (lines < rows || !last.includes('"end":true'))
    throw new Error(`torn after ${lines} lines: ${last}`);
  return (lines * 1000) / (performance.now() - began);
}

export async function run() {
  const database = startDatabase({ organizations: 1, shows: ROWS });
  const server = await startServer(database);
  const token = await signIn(server, database);
  const rates = [],
    firsts = [];
  for (let round = 0; round < 3; round++) {
    rates.push(await snapshotRate(server.origin, token, 1, ROWS));
    firsts.push(await firstScreenMs(server.origin, token, 1));
  }
  print('snapshot, rows/s', Math.round(median(rates)), '>= 100000');
  print('snapshot, first screen, ms', Math.round(median(firsts)), '<= 200');
}
