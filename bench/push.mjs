// Mutations pushed into one organization by POST /api/sync, in requests of 100.
import { randomUUID } from 'node:crypto';
import { organizationId, print, signIn, startDatabase, startServer } from './lib.mjs';

const REQUESTS = 40;
const MUTATIONS = 100;

export async function run() {
  const database = startDatabase({ organizations: 2, shows: 1000 });
  const server = await startServer(database);
  const token = await signIn(server, database);
  const clients = [randomUUID(), randomUUID()];
  const push = async (client_id, first) => {
    const mutations = Array.from({ length: MUTATIONS }, (_, i) => ({
      n: first + i, table: 'shows', op: 'insert', id: randomUUID(), base_seq: 0,
      values: { title: `Pushed ${first + i}`, date: '2026-06-01', status: 'idea' },
    }));
    const answer = await fetch(`${server.origin}/api/sync`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, apikey: 'ota-anon', 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: 1, schema: 1, organization_id: organizationId(1), client_id, cursor: null, mutations }),
    });
    const body = await answer.json();
    if (!answer.ok || body.results.some((r) => r.status !== 'applied')) throw new Error(JSON.stringify(body).slice(0, 500));
  };
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let i = 0; i < REQUESTS; i++) await push(client, 1 + i * MUTATIONS);
    }),
  );
  const rate = (REQUESTS * MUTATIONS * clients.length * 1000) / (performance.now() - began);
  print('push, mutations/s into one organization', Math.round(rate), '>= 1000');
}
