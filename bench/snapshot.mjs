// Rows a second of a whole snapshot, as the server sends it.
import { median, organizationId, print, signIn, startDatabase, startServer } from './lib.mjs';

const ROWS = 100_000;

export async function run() {
  const database = startDatabase({ organizations: 1, shows: ROWS });
  const server = await startServer(database);
  const token = await signIn(server, database);
  const rates = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    const answer = await fetch(`${server.origin}/api/sync/snapshot?organization_id=${organizationId(1)}`, {
      headers: { authorization: `Bearer ${token}`, apikey: 'ota-anon' },
    });
    let lines = 0, last = '';
    for await (const piece of answer.body) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
      last = (last + bytes.toString('latin1', Math.max(0, bytes.length - 4000))).slice(-4000);
    }
    if (lines < ROWS || !last.includes('"end":true')) throw new Error(`torn after ${lines} lines: ${last}`);
    rates.push((lines * 1000) / (performance.now() - began));
  }
  print('snapshot, rows/s', Math.round(median(rates)), '>= 100000');
}
