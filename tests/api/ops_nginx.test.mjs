// The nginx site of deploy/ in front of a server, over TLS on loopback. Says nothing without nginx.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import tls from 'node:tls';
import WebSocket from 'ws';
import { anonKey, eventually, start } from './lib.mjs';
import { nginx, startNginx } from './nginx.mjs';
import { freePorts } from './ports.mjs';

const NAME = 'tour.example.org';

describe('behind nginx', { skip: nginx ? false : 'nginx is not installed' }, () => {
  let ota;
  let folder;
  let proxy;
  let secure;
  let plain;
  let session;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ota-nginx-'));
    [plain, secure] = await freePorts(2);
    ota = await start({ env: { OTA_TRUSTED_PROXY: '1', OTA_SITE_URL: `https://${NAME}` } });
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${NAME}`,
        '-addext',
        `subjectAltName=DNS:${NAME}`,
        '-keyout',
        path.join(folder, 'key.pem'),
        '-out',
        path.join(folder, 'cert.pem'),
      ],
      { stdio: 'ignore' },
    );
    proxy = await startNginx(folder, {
      plain,
      secure,
      name: NAME,
      behind: [new URL(ota.url).host],
    });
    session = http2.connect(`https://${NAME}:${secure}`, {
      ca: readFileSync(path.join(folder, 'cert.pem')),
      lookup: (_, options, done) =>
        options.all
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4),
    });
    await once(session, 'connect');
  });
  after(async () => {
    session?.close();
    await proxy?.stop();
    await ota?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** One request over HTTP/2: { status, headers, body }. */
  async function ask(method, where, { body, token, headers = {} } = {}) {
    const request = session.request({
      ':method': method,
      ':path': where,
      apikey: anonKey,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    });
    request.end(body ? JSON.stringify(body) : undefined);
    const [answer] = await once(request, 'response');
    let text = '';
    for await (const part of request) text += part;
    return {
      status: answer[':status'],
      headers: answer,
      body: /json/.test(answer['content-type']) ? JSON.parse(text) : text,
    };
  }

  /** Signs in through the proxy; the token. */
  async function signIn(email) {
    const asked = await ask('POST', '/auth/v1/otp', { body: { email } });
    assert.equal(asked.status, 200);
    const mail = await ota.mail(email);
    assert.ok(mail.link.startsWith(`https://${NAME}/sign-in#`), mail.link);
    const { status, body } = await ask('POST', '/auth/v1/verify', {
      body: { type: 'email', email, token: mail.code },
    });
    assert.equal(status, 200);
    return body.access_token;
  }

  it('TLS 1.3 only, HTTP/2, and plain HTTP leads there', async () => {
    assert.equal(session.alpnProtocol, 'h2');
    assert.equal(session.socket.getProtocol(), 'TLSv1.3');
    const old = tls.connect({
      port: secure,
      host: '127.0.0.1',
      servername: NAME,
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });
    const [error] = await once(old, 'error');
    assert.match(error.code, /ALERT|EPROTO|ECONNRESET/);
    const { status, headers } = await ota.call.call(
      { url: `http://127.0.0.1:${plain}` },
      'GET',
      '/today?x=1',
    );
    assert.equal(status, 308);
    assert.equal(headers.get('location'), 'https://127.0.0.1/today?x=1');
  });

  it('signing in, REST and the app pass through', async () => {
    const token = await signIn('behind.nginx@example.test');
    const made = await ask('POST', '/rest/v1/rpc/create_organization', {
      token,
      body: { name: 'Proxied', type: 'artist', default_currency: 'EUR', zone: 'Europe/Berlin' },
    });
    assert.equal(made.status, 200);
    const rows = await ask('GET', '/rest/v1/organizations?select=name', { token });
    assert.equal(rows.status, 200);
    assert.deepEqual(rows.body, [{ name: 'Proxied' }]);
    assert.match(rows.headers['strict-transport-security'], /max-age=31536000/);
    assert.equal(
      (await ask('GET', '/dev/mail')).status,
      404,
      'caught mails are nothing for the public',
    );
  });

  it('a WebSocket passes through', async () => {
    const socket = new WebSocket(
      `wss://127.0.0.1:${secure}/realtime/v1/websocket?apikey=${anonKey}&vsn=1.0.0`,
      {
        servername: NAME,
        headers: { Host: NAME, Origin: `https://${NAME}` },
        ca: readFileSync(path.join(folder, 'cert.pem')),
      },
    );
    await once(socket, 'open');
    socket.send(JSON.stringify({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '7' }));
    const [message] = await once(socket, 'message');
    const { event, ref, payload } = JSON.parse(message);
    assert.deepEqual([event, ref, payload.status], ['phx_reply', '7', 'ok']);
    socket.close();
    await once(socket, 'close');
  });

  it('what a client claims about its address is thrown away', async () => {
    await ask('GET', '/rest/v1/organizations', { headers: { 'x-forwarded-for': '203.0.113.77' } });
    await ask('GET', '/rest/v1/nothing_here', { headers: { 'x-forwarded-for': '203.0.113.77' } });
    await eventually(
      async () => (ota.logText().includes('nothing_here') ? true : undefined),
      'the log line',
    );
    assert.match(ota.logText(), /path=\/rest\/v1\/nothing_here .*client=127\.0\.0\.1/);
    assert.doesNotMatch(ota.logText(), /203\.0\.113\.77/);
  });

  it('too much of one address is refused with 429', async () => {
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => ask('GET', '/auth/v1/settings')),
    );
    const refused = answers.filter((answer) => answer.status === 429).length;
    assert.ok(refused > 0 && refused < 80, `${refused} of 80 were refused`);
    assert.equal((await ask('GET', '/healthz')).status, 200, 'the rest of the site goes on');
  });
});
