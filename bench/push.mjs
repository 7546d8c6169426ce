// Mutations pushed by POST /api/sync in requests of 100, into one organization.
import { randomUUID } from 'node:crypto';
import { organizationId, print, signIn, startDatabase, startServer } from './lib.mjs';

const MUTATIONS = 100;

/** One request: `MUTATIONS` new shows, numbered from `first`. */
async function push(origin, token, organization, client_id, first) {
  const mutations = Array.from({ length: MUTATIONS }, (_, i) => ({
    n: first + i,
    table: 'shows',
    op: 'insert',
    id: randomUUID(),
    base_seq: 0,
    values: { title: `Pushed ${first + i}`, date: '2026-06-01', status: 'idea' },
  }));
  const answer = await fetch(`${origin}/api/sync`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      apikey: 'ota-anon',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      protocol: 1,
      schema: 1,
      organization_id: organization,
      client_id,
      cursor: null,
      mutations,
    }),
  });
  const body = await answer.json();
  if (!answer.ok || body.results.some((r) => r.status !== 'applied'))
    throw new Error(JSON.stringify(body).slice(0, 500));
}

/** Mutations a second of `clients` that each send `requests` one after the other, each to its organization in turn. */
export async function pushRate({ origin, token, organizations, clients, requests }) {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, c) => {
      const client = randomUUID();
      const organization = organizations[c % organizations.length];
      for (let i = 0; i < requests; i++)
        await push(origin, token, organization, client, 1 + i * MUTATIONS);
    }),
  );
  return (clients * requests * MUTATIONS * 1000) / (performance.now() - began);
}

export async function run() {
  const database = startDatabase({ organizations: 2, shows: 1000 });
  const server = await startServer(database);
  const token = await signIn(server, database);
  const rate = await pushRate({
    origin: server.origin,
    token,
    organizations: [organizationId(1)],
    clients: 2,
    requests: 40,
  });
  print('push, mutations/s into one organization', Math.round(rate), '>= 1000');
}
