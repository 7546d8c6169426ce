// Resident memory of the server: idle, and for each of a thousand joined sockets; and how fast it is ready.
import { readFileSync } from 'node:fs';
import { joinShows, print, signIn, startDatabase, startServer } from './lib.mjs';

const SOCKETS = 1000;

const residentKb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

export async function run() {
  const database = startDatabase({ organizations: 1, shows: 10 });
  const began = performance.now();
  const server = await startServer(database);
  print('ready after the database', `${Math.round(performance.now() - began)} ms`, '< 100 ms');
  const token = await signIn(server, database);
  const idle = residentKb(server.child.pid);
  print('resident idle', `${(idle / 1024).toFixed(1)} MB`, '<= 30 MB');
  const sockets = await Promise.all(
    Array.from({ length: SOCKETS }, () => joinShows(server, token, 'phx_reply')),
  );
  await new Promise((resolve) => setTimeout(resolve, 3000)); // what the rush left free is given back
  print(
    'resident a joined socket',
    `${((residentKb(server.child.pid) - idle) / SOCKETS).toFixed(1)} KB`,
    '<= 16 KB',
  );
  for (const socket of sockets) socket.close();
}
