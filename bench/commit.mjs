// From the sending of a write to its arrival on another client's socket.
import {
  organizationId,
  percentile,
  print,
  showId,
  signIn,
  startDatabase,
  startServer,
} from './lib.mjs';

const WRITES = 500;

/** A joined realtime socket of organization 1; `heard` gets each postgres_changes record's title. */
function joinRealtime(server, token, heard) {
  const socket = new WebSocket(
    `${server.origin.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=1.0.0`,
  );
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the socket failed'));
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          topic: 'realtime:bench',
          event: 'phx_join',
          ref: '1',
          join_ref: '1',
          payload: {
            config: { postgres_changes: [{ event: '*', schema: 'public', table: 'shows' }] },
            access_token: token,
          },
        }),
      );
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.event === 'system') resolve(socket);
      if (message.event === 'postgres_changes') heard(message.payload.data.record.title);
    };
  });
}

export async function run() {
  const database = startDatabase({ organizations: 2, shows: 1000 });
  const server = await startServer(database);
  const token = await signIn(server, database);
  let arrived;
  const socket = await joinRealtime(server, token, (title) => arrived?.(title));
  const times = [];
  for (let i = 1; i <= WRITES; i++) {
    const seen = new Promise((resolve) => {
      arrived = (title) => title === `Round ${i}` && resolve();
    });
    const began = performance.now();
    const write = fetch(
      `${server.origin}/rest/v1/shows?organization_id=eq.${organizationId(1)}&id=eq.${showId(i)}`,
      {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${token}`,
          apikey: 'ota-anon',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ title: `Round ${i}` }),
      },
    );
    await seen;
    if (i > 50) times.push(performance.now() - began);
    await write;
  }
  socket.close();
  print('commit to another client, p50', `${percentile(times, 50).toFixed(1)} ms`);
  print('commit to another client, p99', `${percentile(times, 99).toFixed(1)} ms`, '< 15 ms');
}
