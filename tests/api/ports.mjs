// Ports that nothing listens on.
import { once } from 'node:events';
import net from 'node:net';

/** Below the ports that a system gives to connections that go out, so that none of them comes first. */
const RANGE = { from: 11_000, to: 32_000 };

/** So many of them. What runs beside draws from as many others, and hardly ever the same. */
export async function freePorts(count) {
  const servers = [];
  while (servers.length < count) {
    const port = RANGE.from + Math.floor(Math.random() * (RANGE.to - RANGE.from));
    const server = net.createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
