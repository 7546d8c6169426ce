// What the API tests share: a server over a throw-away cluster, clients, mails, signed-in people.
//
//   import { start } from './lib.mjs';
//   const ota = await start();            // `ota dev` in a folder of its own; ends with the process
//   const { data } = await ota.client().from('shows').select();
//   const anna = await ota.person('anna'); // signed in: { client, user, token, email }
//   const { status, body } = await ota.call('POST', '/api/sync', { token: anna.token, body: {…} });
//   after(() => ota.stop());
//
// OTA_BIN names the program (default: build/ota). OTA_KEEP=1 leaves the folder for a look at it.
// OTA_MADE names a folder that made.mjs left: a server that wants nothing else begins with a copy of
// the database in it instead of making its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import { freePorts } from './ports.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.resolve(process.env.OTA_BIN ?? path.join(root, 'build/ota'));
export const anonKey = 'ota-anon';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
/** What is waited for comes much sooner, unless the machine does other things, too. */
const WITHIN_MS = 30_000;

/** Waits until `probe` gives something other than undefined; fails with `what` after `within` ms. */
export async function eventually(probe, what, within = WITHIN_MS) {
  const end = Date.now() + within;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited ${within} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A folder for a server's data, which the cluster's user may enter, too. */
export function newHome() {
  const home = mkdtempSync(path.join(tmpdir(), 'ota-api-'));
  chmodSync(home, 0o755);
  return home;
}

/** Puts the database that was made once for all tests into a folder, where there is one. */
function copyMade(home) {
  const made = process.env.OTA_MADE && path.join(process.env.OTA_MADE, 'var');
  // a cluster that had to lie elsewhere is a link: its copy would be the same cluster
  if (!made || lstatSync(path.join(made, 'cluster')).isSymbolicLink()) return;
  execFileSync('cp', ['-a', '--reflink=auto', made, home]);
}

/**
 * Starts a server. Options: `command` ('dev' catches mails and loads the demo, 'serve' does neither),
 * `env` (further OTA_* settings), `folder` (an existing one: the same data again), `port` (the same
 * address again).
 */
export async function start({ command = 'dev', env = {}, folder, port: wanted } = {}) {
  if (!existsSync(program)) throw new Error(`${program} does not exist; build it or set OTA_BIN`);
  const home = folder ?? newHome();
  const isElsewhere = env.OTA_DATABASE_URL || env.OTA_DATA_DIR;
  if (!folder && command === 'dev' && !isElsewhere) copyMade(home);
  const port = wanted ?? (await freePorts(1))[0];
  const url = `http://127.0.0.1:${port}`;
  const logFile = path.join(home, 'server.log');
  const child = spawn(program, [command], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      OTA_LISTEN: `127.0.0.1:${port}`,
      OTA_DATA_DIR: path.join(home, 'var'),
      OTA_SQL_DIR: path.join(root, 'db'),
      OTA_WEB_DIR: path.join(root, 'web/dist'),
      OTA_WORKERS: '2',
      // The tests sign in often, all from one address.
      OTA_OTP_PER_HOUR: '100000',
      OTA_VERIFY_PER_HOUR: '100000',
      OTA_EMAIL_INTERVAL_S: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const server = new Server({ child, url, port, home, logFile });
  running.add(server);
  await server.untilReady();
  return server;
}

const running = new Set();
process.on('exit', () => {
  for (const server of running) server.child.kill('SIGTERM');
});

class Server {
  constructor(parts) {
    Object.assign(this, parts);
    this.exited = once(this.child, 'exit');
    this.people = 0;
  }

  logText() {
    return readFileSync(this.logFile, 'utf8');
  }

  async untilReady() {
    const probe = async () => {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`the server ended at once:\n${this.logText().slice(-4000)}`);
      const response = await fetch(`${this.url}/readyz`).catch(() => undefined);
      return response?.ok ? true : undefined;
    };
    try {
      await eventually(probe, 'the server to be ready', READY_WITHIN_MS);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends the server and its cluster; the folder goes, too, unless it is to be kept. */
  async stop({ keep = process.env.OTA_KEEP === '1', signal = 'SIGTERM' } = {}) {
    running.delete(this);
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal);
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
      await this.exited;
      clearTimeout(timer);
    }
    if (!keep) rmSync(this.home, { recursive: true, force: true });
    return this.child.exitCode;
  }

  /** A supabase-js client; `token` makes it speak for that session without a sign-in of its own. */
  client({ token, ...options } = {}) {
    return createClient(this.url, anonKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      realtime: { transport: WebSocket },
      ...(token ? { global: { headers: { Authorization: `Bearer ${token}` } } } : {}),
      ...options,
    });
  }

  /**
   * One request without a library: { status, headers, body, text }; body is the parsed JSON or undefined.
   * A `body` that is a string or a Buffer is sent as it is, anything else as JSON.
   */
  async call(method, where, { token, body, headers = {}, key = anonKey } = {}) {
    const response = await fetch(this.url + where, {
      method,
      redirect: 'manual',
      headers: {
        ...(key ? { apikey: key } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isRaw(body) ? body : JSON.stringify(body),
    });
    const text = await response.text();
    let parsed;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = undefined;
    }
    return { status: response.status, headers: response.headers, body: parsed, text };
  }

  /** A file as bytes, asked for by `who` or by nobody: { status, headers, bytes }. */
  async file(where, who) {
    const response = await fetch(this.url + where, {
      headers: who ? { authorization: `Bearer ${who.token}` } : {},
    });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  /** All mails caught for an address, newest first. */
  async mails(to) {
    const { body } = await this.call('GET', `/dev/mail?to=${encodeURIComponent(to)}`, {
      headers: { accept: 'application/json' },
    });
    return body;
  }

  /** The newest mail to an address, once there are `count` of them. */
  async mail(to, count = 1) {
    return eventually(async () => {
      const mails = await this.mails(to);
      return mails.length >= count ? mails[0] : undefined;
    }, `mail ${count} to ${to}`);
  }

  /** Signs `email` in on a client by the link of a mail. */
  async signIn(email, client = this.client()) {
    const before = (await this.mails(email)).length;
    const asked = await client.auth.signInWithOtp({ email });
    if (asked.error) throw asked.error;
    const mail = await this.mail(email, before + 1);
    const { data, error } = await client.auth.verifyOtp({
      type: 'magiclink',
      token_hash: linkSecret(mail.link),
    });
    if (error) throw error;
    return {
      client,
      email,
      user: data.user,
      session: data.session,
      token: data.session.access_token,
    };
  }

  /** Somebody new, signed in: { client, email, user, session, token }. */
  async person(name = 'person') {
    this.people += 1;
    return this.signIn(`${name}.${this.people}@example.test`);
  }

  /** A new organization of this person's: its row. */
  async organization(person, name = 'Paper Lanterns') {
    const { data, error } = await person.client.rpc('create_organization', {
      name,
      type: 'artist',
      default_currency: 'EUR',
      zone: 'Europe/Berlin',
    });
    if (error) throw new Error(`${error.code}: ${error.message}`);
    return Array.isArray(data) ? data[0] : data;
  }

  /**
   * An organization of somebody new and its members, { name: role }, who are new, too: each by name
   * beside { owner, organization }, the organization by its id.
   */
  async team(members = {}, name = 'Paper Lanterns') {
    const owner = await this.person('owner');
    const { id: organization } = await this.organization(owner, name);
    const team = { owner, organization };
    for (const [member, role] of Object.entries(members)) {
      team[member] = await this.person(member);
      await this.join(owner, organization, team[member], role);
    }
    return team;
  }

  /** Makes `person` a member in `role`, by an invitation of `owner` and its mail. */
  async join(owner, organizationId, person, role) {
    const invitations = async () =>
      (await this.mails(person.email)).filter((one) => one.link.includes('/join#'));
    const before = (await invitations()).length;
    const { error } = await owner.client.from('invitations').insert({
      organization_id: organizationId,
      id: uuid7(),
      email: person.email,
      role,
    });
    if (error) throw new Error(`${error.code}: ${error.message}`);
    const mail = await eventually(async () => {
      const found = await invitations();
      return found.length > before ? found[0] : undefined;
    }, `an invitation to ${person.email}`);
    const token = new URLSearchParams(new URL(mail.link).hash.slice(1)).get('token');
    const joined = await person.client.rpc('accept_invitation', { token });
    if (joined.error) throw new Error(`${joined.error.code}: ${joined.error.message}`);
    return joined.data;
  }
}

const isRaw = (body) => body === undefined || typeof body === 'string' || Buffer.isBuffer(body);

/** What a person writes into an organization: `put` a new row, `change` one; both answer it whole. */
export function writesOf({ client }, organization) {
  const written = async (query) => {
    const { data, error } = await query.select().single();
    if (error) throw new Error(`${error.code}: ${error.message}`);
    return data;
  };
  return {
    put: (table, values, id = uuid7()) =>
      written(client.from(table).insert({ organization_id: organization, id, ...values })),
    change: (table, id, values) => written(client.from(table).update(values).eq('id', id)),
  };
}

/** The secret in a sign-in link's fragment. */
export function linkSecret(link) {
  return new URLSearchParams(new URL(link).hash.slice(1)).get('token_hash');
}

/** A UUID version 7 (RFC 9562), as the app makes them. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
