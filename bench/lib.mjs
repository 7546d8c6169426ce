// What the benchmarks share: a seeded database, a served ota, load generators, interleaved rounds.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const top = path.resolve(import.meta.dirname, '..');
const program = path.resolve(process.env.OTA_BIN ?? path.join(top, 'build/ota'));
const cleanups = [];
/** What the server may see of this process's environment: it refuses settings that it does not know. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('OTA_')),
);

/** Runs what must be undone at the end, last first; called once by run.mjs. */
export async function cleanUp() {
  for (const undo of cleanups.reverse()) await undo();
}

/** Something else that must be undone at the end. */
export function undoAtEnd(undo) {
  cleanups.push(undo);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export function scratchFolder(name) {
  const dir = mkdtempSync(path.join(tmpdir(), `ota-bench-${name}-`));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A child process that is ended at the end; resolves when `ready` says its output is complete. */
export function start(command, args, options, ready) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  cleanups.push(
    () =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once('exit', done);
        child.kill('SIGTERM');
      }),
  );
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (bytes) => {
      output += bytes;
      if (ready(output)) resolve(child);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) =>
      reject(new Error(`${command} ended with ${code}: ${output.slice(-2000)}`)),
    );
  });
}

/** A throw-away cluster (tests/db/cluster.sh) with ORGANIZATIONS × SHOWS rows; gives its address. */
export function startDatabase({ organizations = 100, shows = 1000 } = {}) {
  const dir = scratchFolder('db');
  execFileSync('chmod', ['755', dir]);
  const cluster = path.join(dir, 'cluster');
  const script = path.join(top, 'tests/db/cluster.sh');
  const url = execFileSync(script, ['start', cluster], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1);
  cleanups.push(() => execFileSync(script, ['stop', cluster], { stdio: 'ignore' }));
  execFileSync(path.join(top, 'db/apply.sh'), [url], { stdio: 'inherit' });
  sql(url, seedSql(organizations, shows));
  // The tests' cluster is not durable; what is measured is.
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
    sql(url, `alter system set ${name} = on`);
  sql(url, 'select pg_reload_conf()');
  return { url, dir: cluster };
}

export function sql(url, text) {
  return execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', url], {
    input: text,
    encoding: 'utf8',
  });
}

export const benchUser = '01900000-0000-7000-8000-000000000001';
export const organizationId = (n) => `01900000-0000-7000-9000-${String(n).padStart(12, '0')}`;
export const showId = (n) => `01900000-0000-7000-a000-${String(n).padStart(12, '0')}`;

/** One user is a member of organization 1 only; the others are the crowd the index has to see past. */
function seedSql(organizations, shows) {
  return `
    insert into auth.users (id, email, email_confirmed_at) values
      ('${benchUser}', 'bench@example.org', now());
    set session_replication_role = replica;
    insert into public.organizations (id, name, type)
      select ('01900000-0000-7000-9000-' || lpad(g::text, 12, '0'))::uuid, 'Bench ' || g, 'agency'
        from generate_series(1, ${organizations}) g;
    insert into ota.org_head (organization_id, seq)
      select id, 1 from public.organizations on conflict do nothing;
    insert into public.shows (organization_id, id, title, date, status, city, capacity, seq)
      select ('01900000-0000-7000-9000-' || lpad(((g - 1) / ${shows} + 1)::text, 12, '0'))::uuid,
             ('01900000-0000-7000-a000-' || lpad(g::text, 12, '0'))::uuid,
             'Show ' || g, date '2026-01-01' + (g % 365), 'confirmed', 'City ' || g % 50, 500 + g % 2000, 1
        from generate_series(1, ${organizations * shows}) g;
    set session_replication_role = origin;
    insert into public.memberships (organization_id, id, user_id, role, email)
      values ('${organizationId(1)}', gen_random_uuid(), '${benchUser}', 'owner', 'bench@example.org');
    vacuum analyze;`;
}

/** A socket that asks to join a topic as soon as it is open; `config` is what it wants to hear. */
export function joinTopic(origin, token, topic, config) {
  const socket = new WebSocket(
    `${origin.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=1.0.0`,
  );
  const payload = { ...(config ? { config } : {}), access_token: token };
  socket.onopen = () =>
    socket.send(JSON.stringify({ topic, event: 'phx_join', ref: '1', join_ref: '1', payload }));
  return socket;
}

/** The same for changes of shows, once the server has said `word`; `heard` gets every message. */
export function joinShows(server, token, word, heard = () => {}) {
  const config = { postgres_changes: [{ event: '*', schema: 'public', table: 'shows' }] };
  const socket = joinTopic(server.origin, token, 'realtime:bench', config);
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('a socket failed'));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.event === word) resolve(socket);
      heard(message);
    };
  });
}

/** Gives show `n` of organization 1 another title. */
export const renameShow = (server, token, n, title) =>
  fetch(
    `${server.origin}/rest/v1/shows?organization_id=eq.${organizationId(1)}&id=eq.${showId(n)}`,
    {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        apikey: 'ota-anon',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ title }),
    },
  );

/** Makes the user a manager in organizations 2 to `count`, too. */
export function joinMembers(database, count) {
  const all = Array.from(
    { length: count - 1 },
    (_, i) => `
    insert into public.memberships (organization_id, id, user_id, role, email)
      values ('${organizationId(i + 2)}', gen_random_uuid(), '${benchUser}', 'manager', 'bench@example.org');`,
  );
  sql(database.url, all.join(''));
}

/** `count` further shows of one organization, one a day from 2026 on, each with an id of its own. */
export function addShows(database, organization, count) {
  sql(
    database.url,
    `
    set session_replication_role = replica;
    insert into public.shows (organization_id, id, title, date, status, city, capacity, seq)
      select '${organizationId(organization)}', ('0190000${organization}-0000-7000-b000-' || lpad(g::text, 12, '0'))::uuid,
             'Day ' || g, date '2026-01-01' + g, 'confirmed', 'City ' || g % 50, 500 + g % 2000, 1
        from generate_series(1, ${count}) g;
    set session_replication_role = origin;
    analyze public.shows;`,
  );
}

/** `ota serve` over that database; gives its address and the child. */
export async function startServer(database, environment = {}) {
  const port = await freePort();
  const child = await start(
    program,
    ['serve'],
    {
      cwd: top,
      env: {
        ...surroundings,
        OTA_DATABASE_URL: database.url,
        OTA_LISTEN: `127.0.0.1:${port}`,
        OTA_LOG_LEVEL: 'warn',
        ...environment,
      },
    },
    (output) => output.includes(`:${port}`) || output.includes('ready'),
  );
  const origin = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${origin}/readyz`).catch(() => null))?.ok);
  return { origin, port, child };
}

export async function until(check, ms = 20_000) {
  const deadline = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A link that signs in once, as `ota user link` prints it. */
export function userLink(server, database, email) {
  const printed = execFileSync(program, ['user', 'link', email], {
    cwd: top,
    encoding: 'utf8',
    env: {
      ...surroundings,
      OTA_DATABASE_URL: database.url,
      OTA_LISTEN: `127.0.0.1:${server.port}`,
    },
  });
  return /https?:\S+token_hash=\S+/.exec(printed)[0];
}

/** An access token of bench@example.org. */
export async function signIn(server, database) {
  const token_hash = /token_hash=([\w-]+)/.exec(userLink(server, database, 'bench@example.org'))[1];
  const answer = await fetch(`${server.origin}/auth/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: 'ota-anon' },
    body: JSON.stringify({ type: 'magiclink', token_hash }),
  });
  if (!answer.ok) throw new Error(`sign-in failed: ${await answer.text()}`);
  return (await answer.json()).access_token;
}

/** Requests a second of one wrk run; throws when an answer was not 2xx. */
export function wrk(url, { headers = {}, connections = 16, seconds = 4, script } = {}) {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency'];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  if (script) {
    const file = path.join(scratchFolder('wrk'), 'request.lua');
    writeFileSync(file, script);
    args.push('-s', file);
  }
  const out = execFileSync('wrk', [...args, url], { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(out)) throw new Error(`wrk ${url}: ${out}`);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]),
    p99: /99%\s+(\S+)/.exec(out)?.[1],
  };
}

/** Transactions a second of the best `pgbench -M prepared` over 1, 2, 4 and 8 clients. */
export function pgbench(database, script, seconds = 4) {
  const file = path.join(scratchFolder('pgbench'), 'script.sql');
  writeFileSync(file, script);
  execFileSync('chmod', ['-R', 'a+rX', path.dirname(file)]);
  const rates = [1, 2, 4, 8].map((clients) => {
    const out = execFileSync(
      process.env.PGBENCH ?? '/usr/lib/postgresql/15/bin/pgbench',
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        '1',
        '-T',
        String(Math.ceil(seconds / 2)),
        '-f',
        file,
        database.url.replace('postgres@', 'ota_server@'),
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return Number(/tps = ([\d.]+)/.exec(out)?.[1]);
  });
  return Math.max(...rates);
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
export const percentile = (values, p) =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor((values.length * p) / 100))
  ];

/** Runs `ours` and `yardstick` in turn and prints the median ratio, so that drift cancels out. */
export async function ratio(name, target, ours, yardstick, rounds = 3) {
  const pairs = [];
  for (let i = 0; i < rounds; i++) pairs.push([await ours(), await yardstick()]);
  const value = median(pairs.map(([a, b]) => a / b));
  const [a, b] = [median(pairs.map((p) => p[0])), median(pairs.map((p) => p[1]))];
  print(name, `${value.toFixed(2)} (${Math.round(a)}/s against ${Math.round(b)}/s)`, target);
}

export function print(name, value, target = '') {
  console.log(`${name.padEnd(44)} ${value}${target && `   target ${target}`}`);
}
