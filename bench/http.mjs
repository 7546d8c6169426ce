// Small answers and static files beside nginx serving the same bytes, on one connection count.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync, cpSync, chmodSync } from 'node:fs';
import path from 'node:path';
import {
  freePort,
  ratio,
  scratchFolder,
  start,
  startDatabase,
  startServer,
  top,
  until,
  wrk,
} from './lib.mjs';

async function startNginx(root) {
  const dir = scratchFolder('nginx');
  chmodSync(dir, 0o755);
  cpSync(root, path.join(dir, 'www'), { recursive: true });
  writeFileSync(path.join(dir, 'www/ok.json'), '{"status":"ok"}\n');
  execFileSync('chmod', ['-R', 'a+rX', dir]);
  const port = await freePort();
  const conf = path.join(dir, 'nginx.conf');
  writeFileSync(
    conf,
    `daemon off; master_process on; worker_processes 2; pid ${dir}/pid; error_log ${dir}/error.log;
     events { worker_connections 1024; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100;
       types { text/javascript js; application/json json; } default_type application/octet-stream;
       ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `${n}_temp_path ${dir}/${n};`).join(' ')}
       server { listen 127.0.0.1:${port}; root ${dir}/www; } }`,
  );
  start('nginx', ['-c', conf, '-p', dir], {}, () => false).catch(() => undefined);
  const origin = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${origin}/ok.json`).catch(() => null))?.ok);
  return origin;
}

export async function run() {
  const database = startDatabase({ organizations: 1, shows: 10 });
  const server = await startServer(database);
  const dist = path.join(top, 'web/dist');
  const nginx = await startNginx(dist);
  const file = readdirSync(path.join(dist, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .toSorted(
      (a, b) =>
        statSync(path.join(dist, 'assets', b)).size - statSync(path.join(dist, 'assets', a)).size,
    )[0];
  await ratio(
    '/healthz : nginx, a small file',
    '',
    () => wrk(`${server.origin}/healthz`).rate,
    () => wrk(`${nginx}/ok.json`).rate,
  );
  await ratio(
    `static ${Math.round(statSync(path.join(dist, 'assets', file)).size / 1024)} KB : nginx`,
    '',
    () => wrk(`${server.origin}/assets/${file}`).rate,
    () => wrk(`${nginx}/assets/${file}`).rate,
  );
}
