// The way into the private PostgreSQL of a server under test.
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Runs SQL as the cluster's owner; answers what psql prints. */
export function databaseOf(ota) {
  const socket = path.join(realpathSync(path.join(ota.home, 'var/cluster')), 'socket');
  const words = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-h', socket, '-U', 'postgres', 'ota'];
  return (text) => execFileSync('psql', words, { input: text, encoding: 'utf8' }).trim();
}
