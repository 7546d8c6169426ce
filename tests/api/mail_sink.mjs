// A mail server for tests that takes everything.
import { once } from 'node:events';
import net from 'node:net';

/** Listens on loopback: `mails` fills with { from, to, data }. */
export async function mailSink() {
  const mails = [];
  const server = net.createServer((socket) => {
    let text = '';
    let mail = { to: [] };
    let inData = false;
    const say = (line) => socket.write(`${line}\r\n`);
    const takeCommand = (line) => {
      if (/^EHLO|^HELO/i.test(line)) return say('250 sink');
      if (/^MAIL FROM:/i.test(line)) mail.from = line.slice(10);
      if (/^RCPT TO:/i.test(line)) mail.to.push(line.slice(8));
      if (/^DATA/i.test(line)) {
        inData = true;
        return say('354 go on');
      }
      if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n');
      return say('250 ok');
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      for (;;) {
        const end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (!inData) {
          takeCommand(part);
          continue;
        }
        mails.push({ ...mail, data: part });
        mail = { to: [] };
        inData = false;
        say('250 taken');
      }
    });
    say('220 sink ESMTP');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { mails, url: `smtp://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
