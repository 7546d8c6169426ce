// The nginx site of deploy/, run on loopback in front of one server or several.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** Where nginx is; undefined when it is not installed. */
export const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((file) => existsSync(file));

const site = path.join(import.meta.dirname, '../../deploy/nginx/ota.conf');

/** The site as it is shipped, but for its ports, its upstreams, its certificate and, if wanted, its limits. */
function configuration(folder, { plain, secure, name, behind, isUnlimited = false }) {
  let text = readFileSync(site, 'utf8');
  const put = (from, to) => {
    if (!text.includes(from)) throw new Error(`deploy/nginx/ota.conf has no "${from}"`);
    text = text.replaceAll(from, to);
  };
  const [first, options] = ['server 127.0.0.1:8787', ' max_fails=1 fail_timeout=1s;'];
  put(`${first}${options}`, behind.map((address) => `server ${address}${options}`).join('\n    '));
  put('listen [::]:80;', '');
  put('listen [::]:443 ssl http2;', '');
  put('listen 80;', `listen 127.0.0.1:${plain};`);
  put('listen 443 ssl http2;', `listen 127.0.0.1:${secure}${name ? ' ssl http2' : ''};`);
  put(`/etc/letsencrypt/live/tour.example.org/fullchain.pem`, path.join(folder, 'cert.pem'));
  put(`/etc/letsencrypt/live/tour.example.org/privkey.pem`, path.join(folder, 'key.pem'));
  if (!name) text = text.replace(/^ *ssl_.*$/gm, '').replace('Host $host;', 'Host $http_host;');
  if (isUnlimited) text = text.replace(/^ *(limit_req|limit_conn) .*$/gm, '');
  return `worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
daemon off;
events { worker_connections 1024; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}
  ${text}
}`;
}

/**
 * Starts it in a folder: `behind` are the servers' addresses, `secure` and `plain` its ports. With a `name` it
 * speaks TLS with the folder's cert.pem and key.pem, without one plain HTTP. `isUnlimited` takes the limits of
 * one network address away, for many clients on one machine. Gives { stop }.
 */
export async function startNginx(folder, options) {
  chmodSync(folder, 0o755); // its workers are somebody else when it is started by root
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, options));
  const asked = spawnSync(nginx, ['-t', '-p', folder, '-c', file], { encoding: 'utf8' });
  if (asked.status !== 0) throw new Error(asked.stderr);
  const warning = /\[warn\] (?!.*"user" directive).*/.exec(asked.stderr)?.[0];
  if (warning) throw new Error(`nginx warns: ${warning}`);
  const child = spawn(nginx, ['-p', folder, '-c', file], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  const end = Date.now() + 10_000;
  while (!(await isListening(options.secure))) {
    if (Date.now() > end)
      throw new Error(
        `nginx does not listen: ${readFileSync(path.join(folder, 'error.log'), 'utf8')}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { stop };
}

async function isListening(port) {
  const socket = net.connect(port, '127.0.0.1');
  const isOpen = await new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return isOpen;
}
