// A real PostgreSQL and real `ota` processes over it, which die where they are told and come back.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../api/ports.mjs';
import { root } from './realm.mjs';

/** As server/base/fault.h has it. */
const FAULT_EXIT = 86;
const built = path.resolve(process.env.OTA_BIN ?? path.join(root, 'build/ota'));
const clusterScript = path.join(root, 'tests/db/cluster.sh');

const sleep = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/** A throw-away cluster whose commits survive its own death. */
export class Cluster {
  start() {
    this.folder = mkdtempSync(path.join(tmpdir(), 'ota-sim-'));
    this.directory = path.join(this.folder, 'cluster');
    spawnSync('chmod', ['755', this.folder]);
    // what is built or edited meanwhile changes nothing here
    this.program = path.join(this.folder, 'ota');
    copyFileSync(built, this.program);
    cpSync(path.join(root, 'db'), path.join(this.folder, 'db'), { recursive: true });
    this.url = this.#script('start').trim().split('\n').at(-1);
    this.sql('alter system set synchronous_commit = on');
    this.sql('select pg_reload_conf()');
    this.ota('migrate');
  }

  /** A command of `ota`; what it prints. */
  ota(...words) {
    const env = {
      PATH: process.env.PATH,
      OTA_DATABASE_URL: this.url,
      OTA_SQL_DIR: `${this.folder}/db`,
    };
    const { status, stdout, stderr } = spawnSync(this.program, words, {
      env,
      cwd: this.folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`ota ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  #script(verb) {
    const { status, stdout, stderr } = spawnSync(clusterScript, [verb, this.directory], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`cluster.sh ${verb}: ${stderr}`);
    return stdout;
  }

  stop() {
    this.#script('stop');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** `immediate` is a crash: nothing is written on the way out. */
  restart(mode) {
    const as =
      process.getuid() === 0
        ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
        : [];
    const bin = spawnSync('sh', ['-c', 'ls -d /usr/lib/postgresql/*/bin | tail -1'], {
      encoding: 'utf8',
    });
    const control = path.join(process.env.PG_BIN ?? bin.stdout.trim(), 'pg_ctl');
    const [command, ...rest] = [...as, control];
    const child = spawn(
      command,
      [
        ...rest,
        '-D',
        `${this.directory}/data`,
        '-l',
        `${this.directory}/log`,
        '-m',
        mode,
        '-w',
        '-s',
        'restart',
      ],
      { stdio: 'ignore', cwd: '/' },
    );
    return once(child, 'exit');
  }

  sql(text) {
    const { status, stdout, stderr } = spawnSync(
      'psql',
      ['-XAtq', '-v', 'ON_ERROR_STOP=1', this.url, '-c', text],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`psql: ${stderr}`);
    return stdout.trim();
  }

  serverUrl() {
    return this.url.replace('postgres@', 'ota_server@');
  }
}

/** One `ota serve` that is started again whenever it ends, each time with the next fault. */
export class Server {
  deaths = {};
  #isWanted = true;

  /** `nextFault` says where the next process dies, if it does; `onDeath` hears of the step. */
  constructor(cluster, nextFault, onDeath = () => undefined) {
    Object.assign(this, { cluster, nextFault, onDeath });
  }

  async start() {
    [this.port] = await freePorts(1);
    this.#spawn();
    await this.ready();
  }

  #spawn() {
    const fault = this.nextFault();
    this.child = spawn(this.cluster.program, ['serve'], {
      cwd: this.cluster.folder,
      env: {
        PATH: process.env.PATH,
        OTA_LISTEN: `127.0.0.1:${this.port}`,
        OTA_DATA_DIR: path.join(this.cluster.folder, `var-${this.port}`),
        OTA_DATABASE_URL: this.cluster.serverUrl(),
        OTA_SQL_DIR: path.join(this.cluster.folder, 'db'),
        OTA_WORKERS: '1',
        // one address for all servers: it is the issuer of their tokens
        OTA_SITE_URL: 'http://127.0.0.1',
        // longer than any of these runs
        OTA_ACCESS_TOKEN_S: '86400',
        OTA_OTP_PER_HOUR: '100000',
        OTA_VERIFY_PER_HOUR: '100000',
        ...(fault ? { OTA_FAULT: fault } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.words = '';
    this.child.stderr.on('data', (part) => (this.words = (this.words + part).slice(-4000)));
    this.child.on('exit', (code, signal) => {
      this.lastWords = this.words;
      const step = code === FAULT_EXIT ? fault.split(':')[0] : undefined;
      if (step) this.onDeath(step);
      const how = step ? `death at ${step}` : `end by ${signal ?? code}`;
      if (this.#isWanted) this.deaths[how] = (this.deaths[how] ?? 0) + 1;
      if (this.#isWanted)
        setTimeout(() => this.#isWanted && this.#spawn(), code === FAULT_EXIT ? 5 : 150);
    });
  }

  async ready(within = 30_000) {
    for (const end = Date.now() + within; Date.now() < end; await sleep(20)) {
      const response = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined);
      if (response?.ok) return;
    }
    throw new Error(`the server is not ready: ${this.words} ${this.lastWords}`);
  }

  kill() {
    this.child.kill('SIGKILL');
  }

  stop() {
    this.#isWanted = false;
    this.child.kill('SIGKILL');
  }
}

/** Every step that a test build can die at. */
export function faultNames() {
  const text = readFileSync(path.join(root, 'server/base/fault.def'), 'utf8');
  return [...text.matchAll(/^FAULT\((\w+)\)/gm)].map(([, name]) => name);
}

/** Signs somebody in by a link that the command line prints; their token and id. */
export async function signIn(cluster, server, email) {
  cluster.ota('user', 'create', email);
  const [, hash] = /token_hash=([\w-]+)/.exec(cluster.ota('user', 'link', email)) ?? [];
  if (!hash) throw new Error('ota user link prints no link');
  const response = await fetch(`http://127.0.0.1:${server.port}/auth/v1/verify`, {
    method: 'POST',
    headers: { apikey: 'ota-anon', 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'magiclink', token_hash: hash }),
  });
  const body = await response.json();
  if (!body.access_token) throw new Error(`verify: ${JSON.stringify(body)}`);
  return { token: body.access_token, user: body.user.id };
}
