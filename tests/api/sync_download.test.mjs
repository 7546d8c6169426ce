// A long download on a slow line: it ends when its reader does, not when a statement has run too long.
import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Database } from './database.mjs';
import { eventually, start } from './lib.mjs';
import { SyncClient } from './sync_client.mjs';

const STATEMENT_MS = 1000;
const PEOPLE = 1500;
const NOTES = 19_000; // so that all of it fits into no buffer on the way

let ota, database, anna, organization;

before(async () => {
  // two connections: one download at a time
  ota = await start({ env: { OTA_WORK_TIMEOUT_MS: `${STATEMENT_MS}`, OTA_WORK_CONNECTIONS: '2' } });
  database = new Database(ota);
  anna = await ota.person('anna');
  organization = (await ota.organization(anna)).id;
  database.sql(`
    set session_replication_role = replica;
    insert into public.people (organization_id, id, name, notes, seq)
      select '${organization}', gen_random_uuid(), 'Person ' || g, repeat(md5(g::text), ${NOTES} / 32), 1
        from generate_series(1, ${PEOPLE}) g`);
});
after(() => ota?.stop());

/** How long the statement that fills the download has waited for its reader, in ms. */
const waited = () =>
  Number(
    database.sql(`
    select coalesce(max(extract(epoch from clock_timestamp() - query_start)) * 1000, 0)
      from pg_stat_activity
     where backend_type = 'client backend' and state = 'active' and wait_event = 'ClientWrite'`),
  );

/** A download of which nothing is read yet, for longer than a statement may run. */
async function slowDownload() {
  const where = `${ota.url}/api/sync/snapshot?organization_id=${organization}`;
  const request = http.get(where, {
    headers: { authorization: `Bearer ${anna.token}`, apikey: 'ota-anon' },
  });
  const [response] = await once(request, 'response');
  response.pause();
  await eventually(
    () => waited() > 1.5 * STATEMENT_MS || undefined,
    'the statement to run for longer than one may',
  );
  return response;
}

/** The rest of a download, as lines. */
async function rest(response) {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function assertWhole(lines) {
  assert.equal(lines.filter(({ notes }) => notes?.length > 1000).length, PEOPLE);
  assert.equal(lines.at(-1).end, true);
}

test('a download that its reader takes slowly is sent to its end', async () => {
  assertWhole(await rest(await slowDownload()));
});

test('one that has taken long makes room for another that waits', async () => {
  const slow = await slowDownload();
  const other = new SyncClient(ota, anna, organization).snapshotLines();
  await eventually(async () => {
    const { text } = await ota.call('GET', '/metrics');
    return /^ota_work_waiting 1$/m.test(text) || undefined;
  }, 'the other download to wait');
  await assert.rejects(rest(slow), { code: 'ECONNRESET' });
  assertWhole(await other);
});
