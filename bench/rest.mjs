// REST reads beside the best pgbench running the same transaction on the same database.
import {
  benchUser,
  organizationId,
  pgbench,
  print,
  ratio,
  showId,
  signIn,
  startDatabase,
  startServer,
  wrk,
} from './lib.mjs';

const claims = JSON.stringify({ sub: benchUser, role: 'authenticated' });
const context = `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims}', true);`;
const transaction = (statement) =>
  `\\set i random(1, 1000)\n\\startpipeline\n${context}\n${statement}\n\\endpipeline\n`;
const pad = `lpad((:i)::text, 12, '0')`;

export async function run() {
  const database = startDatabase();
  const server = await startServer(database);
  const headers = { authorization: `Bearer ${await signIn(server, database)}`, apikey: 'ota-anon' };
  const organization = organizationId(1);

  const byKey = `local i = 0
    request = function()
      i = i % 1000 + 1
      return wrk.format(nil, "/rest/v1/shows?organization_id=eq.${organization}&id=eq.${showId(0).slice(0, -12)}" .. string.format("%012d", i))
    end`;
  const keyed = transaction(
    `select coalesce(json_agg(_r), '[]')::text, count(*), null from (select _t.* from public.shows _t where (_t.organization_id = '${organization}') and (_t.id = ('${showId(0).slice(0, -12)}' || ${pad})::uuid)) _r;`,
  );
  await ratio(
    'REST read by key : pgbench',
    '>= 0.75',
    () => wrk(server.origin, { headers, script: byKey }).rate,
    () => pgbench(database, keyed),
  );

  const listUrl = `${server.origin}/rest/v1/shows?organization_id=eq.${organization}&order=date&limit=50`;
  const list = transaction(
    `select coalesce(json_agg(_r), '[]')::text, count(*), null from (select _t.* from public.shows _t where (_t.organization_id = '${organization}') order by _t.date limit 50) _r;`,
  );
  await ratio(
    'REST list of 50 : pgbench',
    '>= 0.75',
    () => wrk(listUrl, { headers }).rate,
    () => pgbench(database, list),
  );

  const half = wrk(listUrl, { headers, connections: 2 });
  print('REST list of 50, p99 at 2 connections', half.p99, '< 20 ms');
}
