// Sync whole: server alone, in Chromium through the app's own data layer, and beside PouchDB with its server.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildPage, openContext, openDevice } from './chromium.mjs';
import {
  addShows,
  benchUser,
  freePort,
  joinMembers,
  median,
  organizationId,
  percentile,
  print,
  ratio,
  scratchFolder,
  sql,
  start,
  startDatabase,
  startServer,
  signIn,
  top,
  userLink,
  wrk,
} from './lib.mjs';
import { pushRate } from './push.mjs';
import { snapshotRate } from './snapshot.mjs';

const ORGANIZATIONS = 100;
const SMALL = { organization: 1, rows: 1_000 };
const MIDDLE = { organization: 2, rows: 10_000 }; // what both engines hold
const LARGE = { organization: 3, rows: 100_000 };
const PUSHED = 2000;
const VISIBLE_ROUNDS = 60;
const NEWS = 40;
/** A month of which every size has all days, and a show in it. */
const MONTH = { from: '2026-06-01', to: '2026-06-30' };
const DAY = '2026-06-15';

const spread = (times) =>
  `p50 ${percentile(times, 50).toFixed(1)} ms, p99 ${percentile(times, 99).toFixed(1)} ms`;

export async function run() {
  const database = startDatabase({ organizations: ORGANIZATIONS + 3, shows: 10 });
  for (const { organization, rows } of [SMALL, MIDDLE, LARGE])
    addShows(database, organization, rows);
  joinMembers(database, ORGANIZATIONS + 3);
  const app = await startServer(database);
  const ours = await startServer(database, { OTA_WEB_DIR: await buildPage('ota') });
  await serverAlone(app, await signIn(app, database));
  const token = await signIn(ours, database);
  const pouch = await startPouch(await fetchShows(ours, token));
  await beside(ours, pouch, token, database);
  await visibleAt(SMALL, ours, token, database);
  await visibleAt(LARGE, ours, token, database);
  await firstScreen(app, database);
}

const headersOf = (token) => ({
  authorization: `Bearer ${token}`,
  apikey: 'ota-anon',
  'content-type': 'application/json',
});

async function serverAlone({ origin }, token) {
  print(
    'snapshot from the server alone, rows/s',
    Math.round(await snapshotRate(origin, token, LARGE.organization, LARGE.rows)),
    '>= 100000',
  );
  const one = await pushRate({
    origin,
    token,
    organizations: [organizationId(ORGANIZATIONS + 3)],
    clients: 4,
    requests: 8,
  });
  print('push into one organization, mutations/s', Math.round(one), '>= 1000');
  const many = Array.from({ length: ORGANIZATIONS }, (_, i) => organizationId(i + 4));
  const hundred = await pushRate({
    origin,
    token,
    organizations: many,
    clients: many.length,
    requests: 1,
  });
  print(`push into ${many.length} organizations, mutations/s`, Math.round(hundred));
  print('idle poll, requests/s', Math.round(await idlePoll(origin, token)));
}

/** Empty pulls at the head. */
async function idlePoll(origin, token) {
  const ask = (cursor) => ({
    protocol: 1,
    schema: 1,
    organization_id: organizationId(SMALL.organization),
    client_id: benchUser,
    cursor,
    mutations: [],
  });
  const { cursor } = await (
    await fetch(`${origin}/api/sync`, {
      method: 'POST',
      headers: headersOf(token),
      body: JSON.stringify(ask('1.0')),
    })
  ).json();
  const script = `wrk.method = "POST"\nwrk.body = [[${JSON.stringify(ask(cursor))}]]`;
  return wrk(`${origin}/api/sync`, { headers: headersOf(token), script, seconds: 3 }).rate;
}

async function fetchShows({ origin }, token) {
  const rows = [];
  for (let offset = 0; offset < MIDDLE.rows; offset += 1000) {
    const answer = await fetch(
      `${origin}/rest/v1/shows?organization_id=eq.${organizationId(MIDDLE.organization)}&order=id&limit=1000&offset=${offset}`,
      { headers: headersOf(token) },
    );
    rows.push(...(await answer.json()));
  }
  return rows;
}

/** PouchDB's server with the same shows. */
async function startPouch(rows) {
  const [port, data] = [await freePort(), path.join(scratchFolder('pouch'), 'data')];
  mkdirSync(data);
  const page = await buildPage('pouch');
  await start(
    process.execPath,
    [path.join(top, 'bench/pouch_server.mjs'), String(port), data, page],
    { cwd: data },
    (output) => output.includes('ready'),
  );
  const origin = `http://127.0.0.1:${port}`;
  const json = { 'content-type': 'application/json' };
  await fetch(`${origin}/db/shows`, { method: 'PUT' });
  const docs = rows.map((row) => ({ ...row, _id: `${row.date} ${row.id}` }));
  for (let at = 0; at < docs.length; at += 1000)
    await fetch(`${origin}/db/shows/_bulk_docs`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ docs: docs.slice(at, at + 1000) }),
    });
  return { origin, id: docs.find(({ date }) => date === DAY)._id };
}

const showOn = (database, organization) =>
  sql(
    database.url,
    `select id from public.shows where organization_id = '${organizationId(organization)}' and date = '${DAY}' limit 1`,
  ).trim();

async function openOurs({ origin }, token, organization) {
  const device = await openDevice(origin);
  await device.act('open', {
    userId: benchUser,
    organizationId: organizationId(organization),
    token,
  });
  return device;
}

/** Both engines in turn: a new device, its writes, its pushes, and news to a second device. */
async function beside(ours, pouch, token, database) {
  const open = {
    ota: () => openOurs(ours, token, MIDDLE.organization),
    pouch: () => openDevice(pouch.origin),
  };
  const ids = { ota: showOn(database, MIDDLE.organization), pouch: pouch.id };
  const fill = (engine) => async () => {
    const device = await open[engine]();
    const ms = await device.act('fill');
    const count = await device.act('count');
    if (count < MIDDLE.rows) throw new Error(`${engine} has ${count} rows`);
    await device.close();
    return (count * 1000) / ms;
  };
  await ratio('snapshot into IndexedDB, rows/s : PouchDB', '', fill('ota'), fill('pouch'), 2);

  const pairs = {};
  for (const engine of ['ota', 'pouch']) {
    pairs[engine] = [await open[engine](), await open[engine]()];
    for (const device of pairs[engine]) await device.act('fill');
  }
  const visible = {};
  for (const engine of ['ota', 'pouch'])
    visible[engine] = (
      await pairs[engine][0].act('visible', { id: ids[engine], ...MONTH, rounds: VISIBLE_ROUNDS })
    ).slice(10);
  print('local write visible at 10,000 rows', spread(visible.ota), '<= 5 ms');
  print(
    '  the same in PouchDB',
    `${spread(visible.pouch)}; ours : its ${(median(visible.ota) / median(visible.pouch)).toFixed(2)}`,
  );
  const push = (engine) => async () =>
    (PUSHED * 1000) / (await pairs[engine][0].act('push', PUSHED));
  await ratio('push from IndexedDB, rows/s : PouchDB', '', push('ota'), push('pouch'), 2);

  const news = {};
  for (const engine of ['ota', 'pouch'])
    news[engine] = await measureNews(pairs[engine], ids[engine]);
  print('write on one device to another, live', spread(news.ota));
  print(
    '  the same in PouchDB',
    `${spread(news.pouch)}; ours : its ${(median(news.ota) / median(news.pouch)).toFixed(2)}`,
  );
  for (const device of Object.values(pairs).flat()) await device.close();
}

/** From a write on the first device to the second's screen, both open and in step. */
async function measureNews([from, to], id) {
  for (const device of [from, to]) await device.act('follow', MONTH);
  const times = [];
  for (let i = 0; i < NEWS + 5; i++) {
    const title = `News ${i}`;
    const seen = to.act('seen', title);
    const began = await from.act('write', { id, title });
    const arrived = await seen;
    if (i >= 5) times.push(arrived - began);
  }
  return times;
}

async function visibleAt({ organization, rows }, ours, token, database) {
  const device = await openOurs(ours, token, organization);
  const ms = await device.act('fill');
  if (rows === LARGE.rows)
    print(`snapshot of ${rows} rows into IndexedDB, rows/s`, Math.round((rows * 1000) / ms));
  const times = await device.act('visible', {
    id: showOn(database, organization),
    ...MONTH,
    rounds: VISIBLE_ROUNDS,
  });
  print(
    `local write visible at ${rows.toLocaleString('en')} rows`,
    spread(times.slice(10)),
    '<= 5 ms',
  );
  await device.close();
}

/** A new phone: from the tap on "Sign in" to the next show on the screen, in an organization of 10,000 rows. */
async function firstScreen(server, database) {
  const email = 'screen@example.org';
  sql(
    database.url,
    `insert into auth.users (id, email, email_confirmed_at) values (gen_random_uuid(), '${email}', now());
    insert into public.memberships (organization_id, id, user_id, role, email)
      select '${organizationId(MIDDLE.organization)}', gen_random_uuid(), id, 'manager', email from auth.users where email = '${email}'`,
  );
  const links = [userLink(server, database, email), userLink(server, database, email)];
  const today = new Date().toLocaleDateString('sv');
  const title = sql(
    database.url,
    `update public.shows set title = 'The Lantern Night' where organization_id = '${organizationId(MIDDLE.organization)}'
    and date = '${today}' returning title`,
  ).trim();
  const times = [];
  for (const link of links) {
    const context = await openContext({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    await page.goto(link);
    const button = page.getByRole('button', { name: 'Sign in' });
    await button.waitFor();
    const began = performance.now();
    await button.click();
    await page.getByText(title).first().waitFor();
    times.push(performance.now() - began);
    await context.close();
  }
  print('first useful screen on a new device, 10,000 rows', `${Math.round(Math.min(...times))} ms`);
}
