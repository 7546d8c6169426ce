// The server's life: stopping, a database that dies and comes back, a database of somebody else's.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { eventually, linkSecret, program, root, start } from './lib.mjs';
import { freePorts } from './ports.mjs';

const RECOVERS_WITHIN_MS = 30_000;

const readiness = async (ota) => ota.call('GET', '/readyz');

/** Waits for /readyz to answer `status`; its body. */
const untilReadiness = (ota, status) =>
  eventually(
    async () => {
      const answer = await readiness(ota);
      return answer.status === status ? answer.body : undefined;
    },
    `/readyz to answer ${status}`,
    RECOVERS_WITHIN_MS,
  );

/** A request of which half has arrived: it is in flight until its body is whole. */
async function halfARequest(ota) {
  const socket = net.connect(Number(new URL(ota.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(
    'POST /auth/v1/otp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{',
  );
  await ota.call('GET', '/healthz'); // a later one was answered, so this one has been read
  return socket;
}

describe('stopping', () => {
  it('waits for what is in flight, and at a second signal does not', async () => {
    const ota = await start({ env: { OTA_STOP_TIMEOUT_S: '300', OTA_BODY_TIMEOUT_S: '300' } });
    const socket = await halfARequest(ota);
    ota.child.kill('SIGTERM');
    await eventually(
      async () => (ota.logText().includes('info stopping') ? true : undefined),
      'the first signal',
    );
    assert.equal(ota.child.exitCode, null, 'it waits');
    ota.child.kill('SIGTERM');
    const [code] = await ota.exited;
    assert.equal(code, 0);
    assert.match(ota.logText(), /stopping at once/);
    await eventually(
      async () => (ota.logText().includes('stopped PostgreSQL') ? true : undefined),
      'its last words',
    );
    socket.destroy();
    await ota.stop();
  });

  it('answers what is in flight before it ends', async () => {
    const ota = await start();
    const socket = await halfARequest(ota);
    let answer = '';
    socket.on('data', (bytes) => (answer += bytes));
    ota.child.kill('SIGINT');
    await eventually(
      async () => (ota.logText().includes('info stopping') ? true : undefined),
      'the signal',
    );
    socket.write(JSON.stringify({ email: 'late.person@example.test' }).padEnd(40).slice(1));
    const [code] = await ota.exited;
    assert.equal(code, 0);
    assert.match(answer, /^HTTP\/1\.1 200 /);
    await ota.stop();
  });
});

describe('a private cluster that dies', () => {
  it('is started again, and everything goes on', async () => {
    const ota = await start();
    after(() => ota.stop());
    const anna = await ota.person('anna');
    const here = await ota.organization(anna);
    const data = path.join(realpathSync(path.join(ota.home, 'var/cluster')), 'data');
    const postmaster = () =>
      Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const first = postmaster();

    for (const signal of ['SIGKILL', 'SIGINT']) {
      const before = ota.logText().split('private cluster started').length;
      process.kill(postmaster(), signal);
      await eventually(
        async () =>
          ota.logText().split('private cluster started').length > before ? true : undefined,
        'the cluster to be started again',
        RECOVERS_WITHIN_MS,
      );
      const { checks } = await untilReadiness(ota, 200);
      assert.deepEqual(checks, { database: 'ok', changes: 'ok' });
      const { data: rows, error } = await anna.client
        .from('organizations')
        .select('id')
        .eq('id', here.id);
      assert.equal(error, null);
      assert.equal(rows.length, 1, 'nothing is lost');
      assert.match((await ota.signIn(anna.email)).token, /^ey/, 'mails go on, too');
    }
    assert.notEqual(postmaster(), first);
    assert.match(ota.logText(), /error private cluster ended by itself/);
    assert.match(ota.logText(), /error database connection lost/);
    assert.equal(await ota.stop({ keep: true }), 0);
    await eventually(
      async () => (ota.logText().includes('stopped PostgreSQL') ? true : undefined),
      'its last words',
    );
  });
});

describe('a database of its own', () => {
  it('is migrated, served, reported as down, and found again', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'ota-external-'));
    chmodSync(home, 0o755);
    const cluster = (verb) =>
      execFileSync(path.join(root, 'tests/db/cluster.sh'), [verb, path.join(home, 'pg')], {
        encoding: 'utf8',
      }).trim();
    const OTA_DATABASE_URL = cluster('start');
    const [port] = await freePorts(1);
    const env = {
      PATH: process.env.PATH,
      OTA_DATABASE_URL,
      OTA_SQL_DIR: path.join(root, 'db'),
      OTA_LISTEN: `127.0.0.1:${port}`,
    };
    const run = (...args) => spawnSync(program, args, { cwd: root, encoding: 'utf8', env });
    let ota;
    try {
      const early = run('serve');
      assert.equal(early.status, 1);
      assert.match(early.stderr, /lacks \d+ of \d+ migrations: run `ota migrate` first/);
      const migrated = run('migrate');
      assert.equal(migrated.status, 0, migrated.stderr);
      ota = await start({ command: 'serve', env: { OTA_DATABASE_URL } });
      const link = run('user', 'link', 'operator@example.test').stdout.match(/http\S+/)[0];
      const client = ota.client();
      const { data, error } = await client.auth.verifyOtp({
        type: 'magiclink',
        token_hash: linkSecret(link),
      });
      assert.equal(error, null);
      assert.equal(data.user.email, 'operator@example.test');
      assert.equal((await ota.organization({ client })).name, 'Paper Lanterns');

      cluster('stop');
      const down = await untilReadiness(ota, 503);
      assert.equal(down.ready, false);
      assert.notEqual(down.checks.database, 'ok');
      assert.equal((await ota.call('GET', '/healthz')).status, 200);
      const refused = await ota.call('GET', '/rest/v1/organizations', {
        token: data.session.access_token,
      });
      assert.equal(refused.status, 503);
      assert.equal(typeof refused.body.message, 'string');

      cluster('start');
      await untilReadiness(ota, 200);
      const rows = await client.from('organizations').select('name');
      assert.deepEqual(rows.data, [{ name: 'Paper Lanterns' }]);
      assert.doesNotMatch(ota.logText(), /private cluster/);
    } finally {
      await ota?.stop();
      cluster('stop');
      rmSync(home, { recursive: true, force: true });
    }
  });
});
