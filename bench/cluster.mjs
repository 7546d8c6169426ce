// Two servers on one database behind nginx: what the second gives, what lies between them, what a death costs.
import {
  joinMembers,
  joinTopic,
  organizationId,
  percentile,
  print,
  ratio,
  renameShow,
  scratchFolder,
  signIn,
  startDatabase,
  startServer,
  undoAtEnd,
  until,
} from './lib.mjs';
import { pushRate } from './push.mjs';
import { nginx, startNginx } from '../tests/api/nginx.mjs';
import { freePorts } from '../tests/api/ports.mjs';

const WRITES = 300;
const SOCKETS = 50;
const ORGANIZATIONS = 8;

/** A joined socket of organization 1 that joins again, at once, whenever it is cut off. */
class Ear {
  constructor(origin, token) {
    Object.assign(this, { origin, token, isJoined: false, isOver: false, lostAt: 0, away: [] });
    this.heard = () => {};
    this.connect();
  }

  connect() {
    const socket = joinTopic(this.origin, this.token, `sync:${organizationId(1)}`);
    this.socket = socket;
    socket.onmessage = ({ data }) => {
      const { event, payload } = JSON.parse(data);
      if (event === 'pull') this.heard(payload.seq);
      if (event !== 'phx_reply' || payload.status !== 'ok') return;
      this.isJoined = true;
      if (this.lostAt) this.away.push(performance.now() - this.lostAt);
      this.lostAt = 0;
    };
    socket.onclose = () => {
      if (this.isJoined) this.lostAt = performance.now();
      this.isJoined = false;
      if (!this.isOver) setTimeout(() => this.connect(), 5);
    };
    socket.onerror = () => {};
  }

  close() {
    this.isOver = true;
    this.socket.close();
  }
}

/** From the sending of a write to one server to its arrival on a socket of the other. */
async function measureNews(from, ear, token) {
  const times = [];
  for (let i = 1; i <= WRITES; i++) {
    const seen = new Promise((resolve) => (ear.heard = resolve));
    const began = performance.now();
    const write = renameShow(from, token, i, `Round ${i}`);
    await seen;
    if (i > 30) times.push(performance.now() - began);
    await write;
  }
  print('commit to a socket of the other server, p50', `${percentile(times, 50).toFixed(1)} ms`);
  print(
    'commit to a socket of the other server, p99',
    `${percentile(times, 99).toFixed(1)} ms`,
    '< 15 ms',
  );
}

export async function run() {
  if (!nginx) return print('cluster', 'left out: nginx is not installed');
  const database = startDatabase({ organizations: ORGANIZATIONS, shows: 1000 });
  joinMembers(database, ORGANIZATIONS);
  const [port, portOfOne, plain, plainOfOne] = await freePorts(4);
  const site = { OTA_SITE_URL: `http://127.0.0.1:${port}`, OTA_TRUSTED_PROXY: '1' };
  const servers = [await startServer(database, site), await startServer(database, site)];
  const token = await signIn(servers[0], database);
  const [a, b] = servers.map((server) => `127.0.0.1:${server.port}`);
  const front = { isUnlimited: true };
  undoAtEnd(
    (await startNginx(scratchFolder('nginx'), { ...front, plain, secure: port, behind: [a, b] }))
      .stop,
  );
  undoAtEnd(
    (
      await startNginx(scratchFolder('nginx'), {
        ...front,
        plain: plainOfOne,
        secure: portOfOne,
        behind: [a],
      })
    ).stop,
  );
  const both = `http://127.0.0.1:${port}`;

  const organizations = Array.from({ length: ORGANIZATIONS }, (_, i) => organizationId(i + 1));
  const push = (origin) => () =>
    pushRate({ origin, token, organizations, clients: ORGANIZATIONS, requests: 2 });
  await ratio(
    'push through nginx, two servers : one',
    '',
    push(both),
    push(`http://127.0.0.1:${portOfOne}`),
  );

  const ear = new Ear(servers[1].origin, token);
  await until(() => ear.isJoined);
  await measureNews(servers[0], ear, token);
  ear.close();

  const ears = Array.from({ length: SOCKETS }, () => new Ear(both, token));
  await until(() => ears.every((one) => one.isJoined));
  servers[0].child.kill('SIGKILL');
  await until(() => ears.some((one) => one.lostAt || one.away.length));
  await until(() => ears.every((one) => one.isJoined));
  const away = ears.flatMap((one) => one.away);
  for (const one of ears) one.close();
  print(
    `away after a kill, ${away.length} of ${SOCKETS} sockets, p50`,
    `${percentile(away, 50).toFixed(0)} ms`,
  );
  print('away after a kill, longest', `${Math.max(...away).toFixed(0)} ms`);
}
