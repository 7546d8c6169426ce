// Signing in under the limits that a server on the internet has, over SMTP, and across a restart.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, linkSecret, start } from './lib.mjs';
import { mailSink } from './mail_sink.mjs';

const SITE = 'https://ota.example.test';

describe('limits', () => {
  let ota;
  before(async () => {
    ota = await start({
      env: {
        OTA_SITE_URL: SITE,
        OTA_TRUSTED_PROXY: '1',
        OTA_EMAIL_INTERVAL_S: '60',
        OTA_OTP_PER_HOUR: '4',
        OTA_VERIFY_PER_HOUR: '6',
        OTA_REFRESH_GRACE_S: '0',
      },
    });
  });
  after(() => ota?.stop());

  const from = (address) => ({ 'x-forwarded-for': `203.0.113.200, ${address}` });
  const ask = (email, address) =>
    ota.call('POST', '/auth/v1/otp', { body: { email }, headers: from(address) });
  const hand = (body, address) =>
    ota.call('POST', '/auth/v1/verify', { body, headers: from(address) });

  it('one mail a minute to an address, account or not', async () => {
    assert.equal((await ask('slow@example.test', '203.0.113.1')).status, 200);
    const again = await ask('slow@example.test', '203.0.113.2');
    assert.equal(again.status, 429);
    assert.equal(again.body.error_code, 'over_email_send_rate_limit');
    const wait = Number(again.headers.get('retry-after'));
    assert.ok(wait >= 1 && wait <= 60, `retry-after is ${wait}`);
    assert.equal((await ota.mail('slow@example.test')).to, 'slow@example.test');
    assert.equal((await ota.mails('slow@example.test')).length, 1);
  });

  it('but the link that `ota dev` prints keeps nobody from asking for a mail', async () => {
    await eventually(
      async () => (/Sign in: .*token_hash=/.test(ota.logText()) ? true : undefined),
      'the printed link',
    );
    assert.equal((await ask('tm@demo.ota.test', '203.0.113.40')).status, 200);
    assert.equal((await ask('tm@demo.ota.test', '203.0.113.41')).status, 429);
  });

  it('two at the same moment are one mail', async () => {
    const answers = await Promise.all(
      [3, 4, 5, 6].map((i) => ask('together@example.test', `203.0.113.${i}`)),
    );
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 429, 429, 429]);
  });

  it('so many mails an hour for one network address', async () => {
    for (let i = 0; i < 4; i++)
      assert.equal((await ask(`many.${i}@example.test`, '203.0.113.10')).status, 200);
    const over = await ask('many.5@example.test', '203.0.113.10');
    assert.equal(over.status, 429);
    assert.equal(over.body.error_code, 'over_request_rate_limit');
    assert.equal((await ask('many.5@example.test', '203.0.113.11')).status, 200);
  });

  it('so many codes an hour for one network address', async () => {
    const guess = { type: 'email', email: 'guess@example.test', token: '123456' };
    for (let i = 0; i < 6; i++) assert.equal((await hand(guess, '203.0.113.20')).status, 403);
    const over = await hand(guess, '203.0.113.20');
    assert.equal(over.status, 429);
    assert.equal(over.body.error_code, 'over_request_rate_limit');
  });

  it('a refresh token that comes back ends its session', async () => {
    await ask('stolen@example.test', '203.0.113.30');
    const { link } = await ota.mail('stolen@example.test');
    const signedIn = await hand(
      { type: 'magiclink', token_hash: linkSecret(link) },
      '203.0.113.30',
    );
    assert.equal(signedIn.status, 200, signedIn.text);
    const refresh = (refresh_token) =>
      ota.call('POST', '/auth/v1/token?grant_type=refresh_token', { body: { refresh_token } });
    const first = signedIn.body.refresh_token;
    const second = await refresh(first);
    assert.equal(second.status, 200);
    const thief = await refresh(first);
    assert.equal(thief.status, 400);
    assert.equal(thief.body.error_code, 'refresh_token_already_used');
    const owner = await refresh(second.body.refresh_token);
    assert.equal(owner.status, 400, 'the whole family is ended');
    const user = await ota.call('GET', '/auth/v1/user', { token: second.body.access_token });
    assert.equal(user.body.error_code, 'session_not_found');
  });
});

describe('a server that is started again', () => {
  it('knows its tokens, sends real mails and catches none', async () => {
    const sink = await mailSink();
    let ota = await start({ env: { OTA_SITE_URL: SITE } });
    try {
      const anna = await ota.person('anna');
      await ota.stop({ keep: true });
      ota = await start({
        command: 'serve',
        folder: ota.home,
        env: {
          OTA_SITE_URL: SITE,
          OTA_SMTP_URL: sink.url,
          OTA_MAIL_FROM: 'Tour Office <ota@example.test>',
        },
      });
      const { body } = await ota.call('GET', '/auth/v1/user', { token: anna.token });
      assert.equal(body.id, anna.user.id);
      assert.equal((await ota.call('GET', '/dev/mail')).status, 404);

      await ota.client().auth.signInWithOtp({ email: 'post@example.test' });
      const mail = await eventually(() => sink.mails[0], 'a mail over SMTP');
      assert.match(mail.from, /^<ota@example\.test>/);
      assert.deepEqual(mail.to, ['<post@example.test>']);
      assert.match(mail.data, /^From: "Tour Office" <ota@example\.test>\r?$/m);
      assert.match(mail.data, /^Content-Type: multipart\/alternative;/m);
      const whole = mail.data.replace(/=\r\n/g, '').replace(/=3D/g, '=');
      const secret = /https:\/\/ota\.example\.test\/sign-in#token_hash=([\w-]{43})&type/.exec(
        whole,
      )[1];
      const { data, error } = await ota
        .client()
        .auth.verifyOtp({ type: 'magiclink', token_hash: secret });
      assert.equal(error, null);
      assert.equal(data.user.email, 'post@example.test');
    } finally {
      await ota.stop();
      sink.close();
    }
  });
});
