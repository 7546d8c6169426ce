// Two servers on one database behind nginx: what one hears the other tells, and either may die.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import WebSocket from 'ws';
import { anonKey, eventually, program, root, start, uuid7 } from './lib.mjs';
import { mailSink } from './mail_sink.mjs';
import { nginx, startNginx } from './nginx.mjs';
import { freePorts } from './ports.mjs';
import { show, SyncClient } from './sync_client.mjs';

const CLIENTS = 20;
const PUSHES = 10; // of each client

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

describe('two servers on one database', { skip: nginx ? false : 'nginx is not installed' }, () => {
  const servers = []; // [A, B]
  const cleanups = [];
  let folder, database, site, sink, env, anna, ben, stranger, organization;

  const cluster = (verb) =>
    execFileSync(path.join(root, 'tests/db/cluster.sh'), [verb, path.join(folder, 'db')], {
      encoding: 'utf8',
    });
  const sql = (text) =>
    execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', database], {
      input: text,
      encoding: 'utf8',
    }).trim();
  const serve = (port) => start({ command: 'serve', env, port });
  const count = (text, wanted, what) =>
    eventually(async () => (Number(sql(text)) === wanted ? true : undefined), what, 5000);

  /** Signed in by a link of `ota user link`, which `server` takes. */
  async function signIn(name, server) {
    const email = `${name}@example.test`;
    const printed = execFileSync(program, ['user', 'link', email], {
      encoding: 'utf8',
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
    });
    const token_hash = /token_hash=([\w-]+)/.exec(printed)[1];
    const { status, body, text } = await server.call('POST', '/auth/v1/verify', {
      body: { type: 'magiclink', token_hash },
    });
    assert.equal(status, 200, text);
    return {
      email,
      user: body.user,
      token: body.access_token,
      client: server.client({ token: body.access_token }),
    };
  }

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ota-cluster-'));
    chmodSync(folder, 0o755);
    database = cluster('start').trim().split('\n').at(-1);
    sink = await mailSink();
    const [proxyPort, plain, ...ports] = await freePorts(4);
    site = `http://127.0.0.1:${proxyPort}`;
    env = {
      OTA_DATABASE_URL: database,
      OTA_SITE_URL: site,
      OTA_TRUSTED_PROXY: '1',
      OTA_SMTP_URL: sink.url,
      OTA_EMAIL_INTERVAL_S: '60',
      OTA_SQL_DIR: path.join(root, 'db'),
    };
    execFileSync(program, ['migrate'], {
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
      stdio: 'ignore',
    });
    // How often a chore is done shows in the statements that it sends.
    sql(`create table public.done (at timestamptz); grant insert on public.done to public;
         create function public.done() returns trigger language plpgsql security definer as
           $$ begin insert into public.done values (now()); return null; end $$;
         create trigger done after delete on auth.sessions for each statement execute function public.done();`);
    servers.push(...(await Promise.all(ports.map(serve))));
    cleanups.push(
      await startNginx(folder, {
        plain,
        secure: proxyPort,
        behind: ports.map((port) => `127.0.0.1:${port}`),
        isUnlimited: true,
      }),
    );
    [anna, ben, stranger] = [
      await signIn('anna', servers[0]),
      await signIn('ben', servers[1]),
      await signIn('stranger', servers[1]),
    ];
    organization = (await servers[0].organization(anna)).id;
    await servers[1].organization(stranger, 'Elsewhere');
    sql(`insert into public.memberships (organization_id, id, user_id, role, email)
         values ('${organization}', gen_random_uuid(), '${ben.user.id}', 'manager', '${ben.email}')`);
  });
  after(async () => {
    for (const one of cleanups) await one.stop();
    for (const server of servers) await server.stop();
    sink?.close();
    if (folder) cluster('stop');
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** A supabase-js channel on one server; `heard` collects what `listen` puts there. */
  async function channel(server, person, name, listen, options = {}) {
    const client = server.client();
    await client.realtime.setAuth(person.token);
    const heard = [];
    const one = client.channel(name, { config: options });
    listen(one, heard);
    await new Promise((resolve, reject) => {
      one.subscribe((word, error) => {
        if (word === 'SUBSCRIBED') resolve();
        else if (word !== 'CLOSED') reject(error ?? new Error(word));
      });
    });
    cleanups.push({
      stop: () => {
        one.teardown();
        client.realtime.disconnect();
      },
    }); // a dead server answers no leave
    return { channel: one, heard };
  }
  const first = (heard, wanted) => eventually(async () => heard.find(wanted), 'a message');

  it('a write through either reaches the sockets of both', async () => {
    const listen = (one, heard) =>
      one.on('postgres_changes', { event: '*', schema: 'public', table: 'shows' }, ({ new: row }) =>
        heard.push(row.id),
      );
    const ears = [
      await channel(servers[0], ben, 'rows', listen),
      await channel(servers[1], ben, 'rows', listen),
    ];
    for (const server of servers) {
      const { id } = await new SyncClient(server, anna, organization).insert('shows', show());
      for (const { heard } of ears) await first(heard, (one) => one === id);
    }
    for (const { heard } of ears) assert.equal(new Set(heard).size, heard.length, 'each came once');
  });

  it('a broadcast reaches the other server once, whole and in order, and nobody it does not concern', async () => {
    const listen = (one, heard) =>
      one.on('broadcast', { event: 'word' }, ({ payload }) => heard.push(payload));
    const [from, here, there, strange] = [
      await channel(servers[0], anna, 'room', listen, { broadcast: { ack: true } }),
      await channel(servers[0], ben, 'room', listen),
      await channel(servers[1], ben, 'room', listen),
      await channel(servers[1], stranger, 'room', listen),
    ];
    const long = 'ä€😀"\\'.repeat(4000); // more than PostgreSQL takes in one notification
    const words = Array.from({ length: 50 }, (_, n) => ({
      n,
      text: n % 10 === 3 ? long : 'short',
    }));
    for (const payload of words)
      assert.equal(await from.channel.send({ type: 'broadcast', event: 'word', payload }), 'ok');
    for (const { heard } of [here, there]) {
      await first(heard, ({ n }) => n === words.length - 1);
      assert.deepEqual(heard, words);
    }
    assert.deepEqual(from.heard, []);
    assert.deepEqual(strange.heard, []);
  });

  it('who is present on one is seen on the other, each device by itself, until it leaves', async () => {
    const listen = (one, heard) => {
      one.on('presence', { event: 'join' }, ({ key, newPresences }) =>
        heard.push(...newPresences.map((p) => `+${key} ${p.device}`)),
      );
      one.on('presence', { event: 'leave' }, ({ key, leftPresences }) =>
        heard.push(...leftPresences.map((p) => `-${key} ${p.device}`)),
      );
    };
    const as = (key) => ({ presence: { key } });
    const state = ({ channel: one }) =>
      Object.entries(one.presenceState())
        .map(([key, metas]) => [key, metas.map((meta) => meta.device).sort()])
        .sort();
    const phone = await channel(servers[0], anna, 'stage', listen, as('anna'));
    const laptop = await channel(servers[1], anna, 'stage', listen, as('anna'));
    const strange = await channel(servers[0], stranger, 'stage', listen, as('stranger'));
    await phone.channel.track({ device: 'phone' });
    await laptop.channel.track({ device: 'laptop' });
    await strange.channel.track({ device: 'strange' });
    const late = [
      await channel(servers[0], ben, 'stage', listen, as('ben')),
      await channel(servers[1], ben, 'stage', listen, as('ben')),
    ];
    const both = [['anna', ['laptop', 'phone']]];
    for (const one of [phone, laptop, ...late])
      await eventually(
        async () => (JSON.stringify(state(one)) === JSON.stringify(both) ? true : undefined),
        'both devices',
      );
    await laptop.channel.untrack();
    for (const one of [phone, ...late]) {
      await first(one.heard, (word) => word === '-anna laptop');
      assert.deepEqual(state(one), [['anna', ['phone']]]);
      assert.equal(
        one.heard.some((word) => word.includes('strange')),
        false,
      );
    }
  });

  it('a session, its limits and its key are good on both', async () => {
    const [a, b] = servers;
    for (const server of servers) {
      const { status, body } = await server.call('GET', '/auth/v1/user', { token: ben.token });
      assert.deepEqual([status, body.email], [200, ben.email]);
    }
    const keys = await Promise.all(
      servers.map((server) => server.call('GET', '/auth/v1/.well-known/jwks.json')),
    );
    assert.equal(keys[0].text, keys[1].text);
    const ask = (server) =>
      server.call('POST', '/auth/v1/otp', { body: { email: 'limited@example.test' } });
    assert.deepEqual([(await ask(a)).status, (await ask(b)).status], [200, 429]);
  });

  it('each mail is sent once, each chore is done by one', async () => {
    const before = sink.mails.length;
    const wanted = Array.from({ length: 16 }, (_, i) => `once.${i}@example.test`);
    await Promise.all(
      wanted.map(async (email, i) => {
        assert.equal(
          (await servers[i % 2].call('POST', '/auth/v1/otp', { body: { email } })).status,
          200,
        );
      }),
    );
    const sent = () =>
      sink.mails
        .slice(before)
        .flatMap((mail) => mail.to)
        .filter((to) => to.includes('once.'));
    await eventually(async () => (sent().length >= wanted.length ? true : undefined), 'the mails');
    await count(
      `select count(*) from ota.jobs where done_at is null and kind like 'mail.%'`,
      0,
      'every job to be done',
    );
    assert.deepEqual(sent().sort(), wanted.map((email) => `<${email}>`).sort());
    assert.equal(sql('select count(*) from public.done'), '1');
  });

  /** A device that pushes and listens through nginx and takes whatever happens there. */
  class Device extends SyncClient {
    constructor(person) {
      super(
        { call: (...args) => servers[0].call.call({ url: site }, ...args) },
        person,
        organization,
      );
      this.results = new Map();
      this.reconnects = -1;
      this.heardSeq = 0;
      this.isOver = false;
      this.connect();
    }

    connect() {
      if (this.isOver) return;
      const socket = new WebSocket(
        `${site.replace('http', 'ws')}/realtime/v1/websocket?apikey=${anonKey}&vsn=1.0.0`,
      );
      this.socket = socket;
      socket.on('open', () => {
        this.reconnects += 1;
        socket.send(
          JSON.stringify({
            topic: `sync:${organization}`,
            event: 'phx_join',
            ref: '1',
            join_ref: '1',
            payload: { access_token: this.person.token },
          }),
        );
      });
      socket.on('message', (data) => {
        const { event, payload } = JSON.parse(data);
        this.isJoined ||= event === 'phx_reply' && payload.status === 'ok';
        if (event === 'pull') this.heardSeq = Math.max(this.heardSeq, payload.seq);
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        this.isJoined = false;
        setTimeout(() => this.connect(), 50);
      });
    }

    async write() {
      const one = this.mutation(
        'insert',
        'shows',
        uuid7(),
        show({ title: `${this.clientId} ${this.n + 1}` }),
      );
      for (;;) {
        const answer = await this.post(this.request({ cursor: null, mutations: [one] })).catch(
          () => undefined,
        );
        if (answer?.status === 200) {
          this.results.set(one.n, answer.body.results[0]);
          return answer.body.results[0];
        }
        assert.ok(!answer || answer.status >= 500, `${answer?.status} ${answer?.text}`);
        await wait(20);
      }
    }

    close() {
      this.isOver = true;
      this.socket.terminate();
    }
  }

  const slots = (wanted) =>
    count(
      `select count(*) from pg_replication_slots where slot_name like 'ota_feed%'`,
      wanted,
      `${wanted} slots`,
    );

  it('either is killed while twenty push and listen: nothing lost, nothing twice, only a reconnect', async () => {
    await slots(2);
    const devices = Array.from({ length: CLIENTS }, (_, i) => new Device(i % 2 ? anna : ben));
    cleanups.push({ stop: () => devices.forEach((device) => device.close()) });
    const allJoined = () =>
      eventually(
        async () => (devices.every((device) => device.isJoined) ? true : undefined),
        'every socket',
      );
    await allJoined();
    for (const victim of [0, 1]) {
      const hasHalf = devices.map((device) => device.results.size + Math.floor(PUSHES / 2));
      const pushing = Promise.all(
        devices.map(async (device) => {
          for (let i = 0; i < PUSHES; i++) await device.write();
        }),
      );
      await eventually(
        async () =>
          devices.some((device, i) => device.results.size >= hasHalf[i]) ? true : undefined,
        'half of the pushes',
      );
      const { port } = servers[victim];
      await servers[victim].stop({ signal: 'SIGKILL' });
      await pushing;
      await allJoined();
      await slots(1);
      const { seq } = await devices[0].write();
      for (const device of devices)
        await eventually(
          async () => (device.heardSeq >= seq ? true : undefined),
          'the last commit on every socket',
        );
      servers[victim] = await serve(port);
      await slots(2);
    }
    assert.ok(
      devices.every((device) => device.reconnects >= 0) &&
        devices.some((device) => device.reconnects > 0),
    );
    for (const device of devices) {
      device.cursor = '1.0';
      await device.pull();
      const mine = [...device.results.values()];
      assert.deepEqual(
        mine.map(({ n, status }) => [n, status]),
        mine.map((_, i) => [i + 1, 'applied']),
      );
      assert.equal(
        new Set(mine.map(({ seq }) => seq)).size,
        device.n,
        'each has a commit of its own',
      );
    }
    const written = devices.reduce((sum, device) => sum + device.n, 0);
    const titles = devices[0]
      .table('shows')
      .map((row) => row.title)
      .filter((title) => / \d+$/.test(title));
    assert.deepEqual([titles.length, new Set(titles).size], [written, written]);
    for (const device of devices) assert.deepEqual(device.rows, devices[0].rows);
  });

  it('the presences of a server that died go away, and another does its chores', async () => {
    const heard = [];
    const listen = (one, _) => {
      one.on('presence', { event: 'leave' }, ({ key }) => heard.push(key));
    };
    const ear = await channel(servers[0], ben, 'wings', listen, { presence: { key: 'ben' } });
    const lost = await channel(
      servers[1],
      anna,
      'wings',
      (one) => one.on('presence', { event: 'join' }, () => {}),
      { presence: { key: 'anna' } },
    );
    await lost.channel.track({ device: 'gone' });
    await eventually(async () => ear.channel.presenceState().anna, 'the presence');
    const done = Number(sql('select count(*) from public.done'));
    await servers[1].stop({ signal: 'SIGKILL' });
    await first(heard, (key) => key === 'anna');
    assert.deepEqual(Object.keys(ear.channel.presenceState()), []);
    sql('notify ota_jobs');
    const mine = `select count(*) from pg_locks where locktype = 'advisory' and granted
                   and (classid::bigint << 32 | objid::bigint) = hashtextextended('ota.chores', 0)`;
    await count(mine, 1, 'somebody to do the chores');
    assert.ok(Number(sql('select count(*) from public.done')) <= done + 1);
  });
});
