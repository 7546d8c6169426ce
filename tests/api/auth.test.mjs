// Signing in, from the mail to signing out, with the unmodified supabase-js against a real server.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { linkSecret, start } from './lib.mjs';

let ota;
before(async () => {
  ota = await start();
});
after(() => ota?.stop());

const wrong = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const jwtParts = (token) =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url')));

describe('the magic link', () => {
  it('signs a new person in, makes an account and a profile', async () => {
    const client = ota.client();
    const asked = await client.auth.signInWithOtp({
      email: 'Mina.Holt@Example.test ',
      options: { data: { name: 'Mina Holt' } },
    });
    assert.equal(asked.error, null);
    assert.deepEqual(asked.data, { user: null, session: null });

    const mail = await ota.mail('mina.holt@example.test');
    assert.match(mail.link, /\/sign-in#token_hash=[\w-]{43}&type=magiclink$/);
    assert.match(mail.code, /^\d{6}$/);
    const { data, error } = await client.auth.verifyOtp({
      type: 'magiclink',
      token_hash: linkSecret(mail.link),
    });
    assert.equal(error, null);
    assert.equal(data.user.email, 'mina.holt@example.test');
    assert.equal(data.user.aud, 'authenticated');
    assert.equal(data.user.role, 'authenticated');
    assert.deepEqual(data.user.app_metadata, { provider: 'email', providers: ['email'] });
    assert.deepEqual(data.user.user_metadata, { name: 'Mina Holt' });
    assert.equal(data.user.identities.length, 1);
    assert.equal(data.user.identities[0].provider, 'email');
    assert.ok(Date.parse(data.user.email_confirmed_at) > Date.now() - 60_000);
    assert.equal(data.session.token_type, 'bearer');
    assert.equal(data.session.expires_in, 900);

    const { data: got } = await client.auth.getUser();
    assert.equal(got.user.id, data.user.id);
    const profile = await client.from('profiles').select('id,name').single();
    assert.deepEqual(profile.data, { id: data.user.id, name: 'Mina Holt' });
  });

  it('gives a token that anybody can check with the published keys', async () => {
    const anna = await ota.person('anna');
    const [header, payload] = jwtParts(anna.token);
    assert.equal(header.alg, 'ES256');
    assert.equal(payload.iss, `${ota.url}/auth/v1`);
    assert.equal(payload.sub, anna.user.id);
    assert.equal(payload.exp - payload.iat, 900);
    assert.equal(payload.aal, 'aal1');
    assert.equal(payload.is_anonymous, false);
    assert.equal(payload.amr[0].method, 'otp');
    const { data, error } = await anna.client.auth.getClaims();
    assert.equal(error, null);
    assert.equal(data.claims.session_id, payload.session_id);
    const { body } = await ota.call('GET', '/auth/v1/.well-known/jwks.json');
    assert.equal(body.keys.length, 1);
    assert.equal(body.keys[0].kid, header.kid);
    assert.equal('d' in body.keys[0], false);
  });

  it('is not used up by a scanner that opens it, with or without a detour', async () => {
    const email = 'scanned@example.test';
    const client = ota.client();
    await client.auth.signInWithOtp({ email });
    const secret = linkSecret((await ota.mail(email)).link);
    for (const method of ['GET', 'HEAD', 'GET'])
      await ota.call(method, `/sign-in`, { headers: { accept: 'text/html' } });
    const detour = await ota.call('GET', `/auth/v1/verify?token=${secret}&type=magiclink`);
    assert.equal(detour.status, 303);
    assert.equal(
      detour.headers.get('location'),
      `${ota.url}/sign-in#token_hash=${secret}&type=magiclink`,
    );
    const { data, error } = await client.auth.verifyOtp({ type: 'email', token_hash: secret });
    assert.equal(error, null);
    assert.equal(data.user.email, email);
  });

  it('works once', async () => {
    const email = 'once@example.test';
    const client = ota.client();
    await client.auth.signInWithOtp({ email });
    const mail = await ota.mail(email);
    const proof = { type: 'magiclink', token_hash: linkSecret(mail.link) };
    assert.equal((await client.auth.verifyOtp(proof)).error, null);
    const again = await client.auth.verifyOtp(proof);
    assert.equal(again.error.code, 'otp_expired');
    assert.equal(again.error.status, 403);
    const code = await client.auth.verifyOtp({ email, token: mail.code, type: 'email' });
    assert.equal(code.error.code, 'otp_expired');
  });

  it('works for one of many who tap at the same moment', async () => {
    const email = 'race@example.test';
    await ota.client().auth.signInWithOtp({ email });
    const token_hash = linkSecret((await ota.mail(email)).link);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        ota.call('POST', '/auth/v1/verify', { body: { type: 'magiclink', token_hash } }),
      ),
    );
    assert.deepEqual(
      answers.map((answer) => answer.status).sort(),
      [200, 403, 403, 403, 403, 403, 403, 403],
    );
  });

  it('keeps working when a newer mail was asked for', async () => {
    const email = 'two.mails@example.test';
    const client = ota.client();
    await client.auth.signInWithOtp({ email });
    const older = await ota.mail(email);
    await client.auth.signInWithOtp({ email });
    const newer = await ota.mail(email, 2);
    const oldCode = await client.auth.verifyOtp({ email, token: older.code, type: 'email' });
    assert.equal(oldCode.error.code, 'otp_expired', 'only the newest code counts');
    const oldLink = await client.auth.verifyOtp({
      type: 'magiclink',
      token_hash: linkSecret(older.link),
    });
    assert.equal(oldLink.error, null);
    const newCode = await client.auth.verifyOtp({ email, token: newer.code, type: 'email' });
    assert.equal(newCode.error, null);
    assert.equal(newCode.data.user.id, oldLink.data.user.id);
  });

  it('leads to allowed origins only', async () => {
    const client = ota.client();
    const ask = async (email, emailRedirectTo) => {
      assert.equal(
        (await client.auth.signInWithOtp({ email, options: { emailRedirectTo } })).error,
        null,
      );
      return new URL((await ota.mail(email)).link);
    };
    const foreign = await ask('foreign@example.test', 'https://evil.example/sign-in');
    assert.equal(foreign.origin, ota.url);
    assert.equal(new URLSearchParams(foreign.hash.slice(1)).get('redirect_to'), null);
    const own = await ask('own@example.test', `${ota.url}/tours/1?a=b`);
    assert.equal(own.origin, ota.url);
    assert.equal(
      new URLSearchParams(own.hash.slice(1)).get('redirect_to'),
      `${ota.url}/tours/1?a=b`,
    );
  });
});

describe('the code', () => {
  it('signs in, however the address is written', async () => {
    const client = ota.client();
    await client.auth.signInWithOtp({ email: 'Code@Example.test' });
    const mail = await ota.mail('code@example.test');
    const { data, error } = await client.auth.verifyOtp({
      email: ' CODE@example.TEST',
      token: mail.code,
      type: 'email',
    });
    assert.equal(error, null);
    assert.equal(data.user.email, 'code@example.test');
  });

  it('is dead after five wrong tries, the link is not', async () => {
    const email = 'guessed@example.test';
    const client = ota.client();
    await client.auth.signInWithOtp({ email });
    const mail = await ota.mail(email);
    for (let i = 0; i < 5; i++) {
      const { error } = await client.auth.verifyOtp({
        email,
        token: wrong(mail.code),
        type: 'email',
      });
      assert.equal(error.code, 'otp_expired');
    }
    const right = await client.auth.verifyOtp({ email, token: mail.code, type: 'email' });
    assert.equal(right.error.code, 'otp_expired');
    const link = await client.auth.verifyOtp({
      type: 'magiclink',
      token_hash: linkSecret(mail.link),
    });
    assert.equal(link.error, null);
  });

  it('is worth nothing for another address', async () => {
    const client = ota.client();
    await client.auth.signInWithOtp({ email: 'mine@example.test' });
    await client.auth.signInWithOtp({ email: 'yours@example.test' });
    const mail = await ota.mail('mine@example.test');
    await ota.mail('yours@example.test');
    const { error } = await client.auth.verifyOtp({
      email: 'yours@example.test',
      token:
        mail.code === (await ota.mail('yours@example.test')).code ? wrong(mail.code) : mail.code,
      type: 'email',
    });
    assert.equal(error.code, 'otp_expired');
  });
});

describe('asking for a mail', () => {
  it('answers alike whether there is an account or not', async () => {
    const known = await ota.person('known');
    const ask = (email, create_user) =>
      ota.call('POST', '/auth/v1/otp', { body: { email, create_user } });
    const answers = [
      await ask(known.email, true),
      await ask(known.email, false),
      await ask('nobody.1@example.test', true),
      await ask('nobody.2@example.test', false),
    ];
    for (const answer of answers) {
      assert.equal(answer.status, 200);
      assert.equal(answer.text, '{}');
    }
    await ota.mail(known.email, 3);
    await ota.mail('nobody.1@example.test');
    assert.deepEqual(
      await ota.mails('nobody.2@example.test'),
      [],
      'no account, none wanted: no mail',
    );
  });

  it('says the same of a code for an account and for none', async () => {
    const known = await ota.person('probe');
    const probe = async (email) => {
      const answer = await ota.call('POST', '/auth/v1/verify', {
        body: { email, token: '000000', type: 'email' },
      });
      return [answer.status, answer.text];
    };
    assert.deepEqual(await probe(known.email), await probe('no.account@example.test'));
  });

  it('refuses what is not an address, a phone, and bodies that make no sense', async () => {
    const post = (body, headers) => ota.call('POST', '/auth/v1/otp', { body, headers });
    const cases = [
      [{ email: 'no address' }, 400, 'email_address_invalid'],
      [{ email: 'a@b.test\r\nBcc: c@d.test' }, 400, 'email_address_invalid'],
      [{ phone: '+490000' }, 400, 'phone_provider_disabled'],
      [{}, 400, 'validation_failed'],
      [{ email: 7 }, 400, 'validation_failed'],
      [{ email: 'a@b.test', create_user: 'yes' }, 400, 'validation_failed'],
      [{ email: 'a@b.test', data: [] }, 400, 'validation_failed'],
      [{ email: 'a@b.test', data: { x: 'y'.repeat(3000) } }, 422, 'validation_failed'],
      ['{"email":', 400, 'bad_json'],
      ['[]', 400, 'bad_json'],
      ['{"email":"a@b.test","email":"c@d.test"}', 400, 'bad_json'],
      ['', 400, 'bad_json'],
      ['{"email":"a\\u0000@b.test"}', 400, 'bad_json'],
      ['{"data":' + '['.repeat(8000), 400, 'bad_json'],
      [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'bad_json'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await post(body);
      assert.equal(answer.status, status, `${JSON.stringify(body)}: ${answer.text}`);
      assert.equal(answer.body.error_code, code);
    }
    assert.equal((await post({ email: 'a@b.test', x: 'y'.repeat(20_000) })).status, 413);
  });

  it('names errors as the client of either API version wants them', async () => {
    const old = await ota.call('POST', '/auth/v1/otp', { body: {} });
    assert.equal(old.body.code, 400);
    assert.equal(typeof old.body.msg, 'string');
    assert.equal(old.headers.get('x-supabase-api-version'), null);
    const headers = { 'x-supabase-api-version': '2024-01-01' };
    const now = await ota.call('POST', '/auth/v1/otp', { body: {}, headers });
    assert.equal(now.body.code, 'validation_failed');
    assert.equal(typeof now.body.message, 'string');
    assert.equal(now.headers.get('x-supabase-api-version'), '2024-01-01');
  });
});

describe('handing in a proof', () => {
  it('refuses every wrong form without a word about why', async () => {
    const post = (body) => ota.call('POST', '/auth/v1/verify', { body });
    const cases = [
      [{}, 'validation_failed'],
      [{ type: 'magiclink' }, 'validation_failed'],
      [{ type: 'recovery', token_hash: 'x' }, 'validation_failed'],
      [{ type: 'email', email: 'a@b.test' }, 'validation_failed'],
      [{ type: 'email', token_hash: 'x', email: 'a@b.test', token: '123456' }, 'validation_failed'],
      [{ type: 'email', token_hash: { $ne: '' } }, 'validation_failed'],
      [{ type: 'magiclink', token_hash: 'short' }, 'otp_expired'],
      [{ type: 'magiclink', token_hash: 'A'.repeat(43) }, 'otp_expired'],
      [{ type: 'email', email: 'a@b.test', token: "' or 1" }, 'otp_expired'],
      [{ type: 'email', email: 'nonsense', token: '123456' }, 'otp_expired'],
    ];
    for (const [body, code] of cases) {
      const answer = await post(body);
      assert.equal(answer.body.error_code, code, JSON.stringify(body));
    }
  });
});

describe('the session', () => {
  it('is refreshed, and each refresh token is exchanged for another', async () => {
    const { client, session } = await ota.person('fresh');
    const first = await client.auth.refreshSession();
    assert.equal(first.error, null);
    assert.notEqual(first.data.session.refresh_token, session.refresh_token);
    const second = await client.auth.refreshSession();
    assert.equal(second.error, null);
    assert.notEqual(second.data.session.refresh_token, first.data.session.refresh_token);
    assert.equal(second.data.user.email, session.user.email);
    assert.equal(
      jwtParts(second.data.session.access_token)[1].session_id,
      jwtParts(session.access_token)[1].session_id,
    );
  });

  it('gives the same successor when the answer was lost on the way', async () => {
    const { session } = await ota.person('lost');
    const refresh = () =>
      ota.call('POST', '/auth/v1/token?grant_type=refresh_token', {
        body: { refresh_token: session.refresh_token },
      });
    const answers = await Promise.all([refresh(), refresh(), refresh()]);
    answers.push(await refresh());
    for (const answer of answers) assert.equal(answer.status, 200, answer.text);
    assert.equal(new Set(answers.map((answer) => answer.body.refresh_token)).size, 1);
    const next = await ota.call('POST', '/auth/v1/token?grant_type=refresh_token', {
      body: { refresh_token: answers[0].body.refresh_token },
    });
    assert.equal(next.status, 200);
  });

  it('takes no refresh token that is not ours', async () => {
    const post = (body, query = '?grant_type=refresh_token') =>
      ota.call('POST', `/auth/v1/token${query}`, { body });
    assert.equal((await post({ refresh_token: 'x' })).body.error_code, 'refresh_token_not_found');
    assert.equal(
      (await post({ refresh_token: 'A'.repeat(43) })).body.error_code,
      'refresh_token_not_found',
    );
    assert.equal((await post({})).body.error_code, 'validation_failed');
    assert.equal((await post({ email: 'a', password: 'b' }, '?grant_type=password')).status, 400);
  });

  it('keeps what a person says of themselves', async () => {
    const { client } = await ota.person('update');
    const first = await client.auth.updateUser({ data: { name: 'Ole', theme: 'dark' } });
    assert.equal(first.error, null);
    assert.deepEqual(first.data.user.user_metadata, { name: 'Ole', theme: 'dark' });
    const second = await client.auth.updateUser({ data: { theme: null } });
    assert.deepEqual(second.data.user.user_metadata, { name: 'Ole' });
    const email = await client.auth.updateUser({ email: 'other@example.test' });
    assert.equal(email.error.status, 422);
    const big = await client.auth.updateUser({ data: { x: 'y'.repeat(2500) } });
    assert.equal(big.error.status, 422);
  });

  it('ends here, elsewhere or everywhere', async () => {
    const email = 'three.devices@example.test';
    const [phone, laptop, tablet] = [
      await ota.signIn(email),
      await ota.signIn(email),
      await ota.signIn(email),
    ];
    const refresh = (device) =>
      ota.call('POST', '/auth/v1/token?grant_type=refresh_token', {
        body: { refresh_token: device.session.refresh_token },
      });

    assert.equal((await tablet.client.auth.signOut({ scope: 'local' })).error, null);
    assert.equal((await refresh(tablet)).body.error_code, 'refresh_token_not_found');
    const gone = await ota.client().auth.getUser(tablet.token);
    assert.equal(gone.error.name, 'AuthSessionMissingError');

    assert.equal((await phone.client.auth.signOut({ scope: 'others' })).error, null);
    assert.equal((await refresh(laptop)).status, 400);
    assert.equal((await ota.client().auth.getUser(phone.token)).error, null);

    assert.equal((await phone.client.auth.signOut()).error, null);
    assert.equal((await refresh(phone)).status, 400);
    const odd = await ota.call('POST', '/auth/v1/logout?scope=all', { token: phone.token });
    assert.equal(odd.status, 400);
  });
});

describe('foreign tokens', () => {
  const claims = {
    sub: '0190a1b2-0000-7000-8000-000000000001',
    session_id: '0190a1b2-0000-7000-8000-000000000002',
    aud: 'authenticated',
    role: 'authenticated',
    email: 'mallory@example.test',
  };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = () => encode({ ...claims, iss: `${ota.url}/auth/v1`, exp: Date.now() / 1000 + 900 });

  async function forgeries() {
    const { body: jwks } = await ota.call('GET', '/auth/v1/.well-known/jwks.json');
    const [jwk] = jwks.keys;
    const pem = crypto
      .createPublicKey({ key: jwk, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' });
    const own = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signed = (header, sign) => {
      const input = `${encode(header)}.${body()}`;
      return `${input}.${sign(input)}`;
    };
    const ecdsa = (input) =>
      crypto
        .sign('sha256', input, { key: own.privateKey, dsaEncoding: 'ieee-p1363' })
        .toString('base64url');
    const hmac = (secret) => (input) =>
      crypto.createHmac('sha256', secret).update(input).digest('base64url');
    const { token } = await ota.person('victim');
    const [header, payload, signature] = token.split('.');
    const raised = { ...JSON.parse(Buffer.from(payload, 'base64url')), role: 'service_role' };
    return {
      'signed by another key under our name': signed({ alg: 'ES256', kid: jwk.kid }, ecdsa),
      'signed by another key': signed({ alg: 'ES256', kid: 'other' }, ecdsa),
      'with a key of its own': signed(
        { alg: 'ES256', kid: 'x', jwk: own.publicKey.export({ format: 'jwk' }) },
        ecdsa,
      ),
      'HS256 with our public key': signed({ alg: 'HS256', kid: jwk.kid }, hmac(pem)),
      'HS256 with the anon key': signed({ alg: 'HS256', kid: jwk.kid }, hmac('ota-anon')),
      'without an algorithm': `${encode({ alg: 'none', kid: jwk.kid })}.${body()}.`,
      'with other claims under our signature': `${header}.${encode(raised)}.${signature}`,
      'with a padded signature': `${token}=`,
      'cut short': token.slice(0, -2),
      'no token at all': 'x',
      'of three dots': '...',
    };
  }

  it('are refused wherever a token is read', async () => {
    for (const [name, token] of Object.entries(await forgeries())) {
      const user = await ota.call('GET', '/auth/v1/user', { token });
      assert.equal(user.status, 403, name);
      assert.equal(user.body.error_code, 'bad_jwt', name);
      assert.equal((await ota.call('GET', '/rest/v1/tours', { token })).status, 401, name);
      assert.equal((await ota.call('GET', '/api/shows', { token })).status, 401, name);
    }
  });

  it('a wrong apikey is refused, the anon key opens no account', async () => {
    const { token } = await ota.person('keys');
    assert.equal((await ota.call('GET', '/rest/v1/tours', { token, key: 'wrong' })).status, 401);
    assert.equal((await ota.call('GET', '/auth/v1/user', { token: 'ota-anon' })).status, 401);
    assert.equal((await ota.call('GET', '/auth/v1/user', {})).body.error_code, 'no_authorization');
    const basic = { authorization: 'Basic YTpi' };
    assert.equal((await ota.call('GET', '/auth/v1/user', { headers: basic })).status, 403);
  });
});

describe('an organization', () => {
  it('belongs to whoever makes one', async () => {
    const owner = await ota.person('owner');
    const organization = await ota.organization(owner, 'Paper Lanterns');
    assert.equal(organization.name, 'Paper Lanterns');
    const { data } = await owner.client.from('memberships').select('user_id,role,email').single();
    assert.deepEqual(data, { user_id: owner.user.id, role: 'owner', email: owner.email });
  });

  it('is joined by the link in an invitation, once, and only by who was asked', async () => {
    const owner = await ota.person('owner');
    const [asked, other] = [await ota.person('asked'), await ota.person('other')];
    const organization = await ota.organization(owner, 'Gr\u00fc\u00dfe <&> Co');
    await assert.rejects(
      ota.join(owner, organization.id, { ...asked, client: other.client }, 'manager'),
      /OT008/,
    );
    const [mail] = (await ota.mails(asked.email)).filter((one) => one.link.includes('/join#'));
    assert.equal(mail.subject, 'Join Gr\u00fc\u00dfe <&> Co on OTA');
    const token = new URLSearchParams(new URL(mail.link).hash.slice(1)).get('token');
    const joined = await asked.client.rpc('accept_invitation', { token });
    assert.equal(joined.error, null);
    const { data } = await asked.client.from('organizations').select('id,name');
    assert.deepEqual(data, [{ id: organization.id, name: 'Gr\u00fc\u00dfe <&> Co' }]);
    const again = await asked.client.rpc('accept_invitation', { token });
    assert.equal(again.error.code, 'OT007');
    const strangers = await other.client.from('organizations').select('id');
    assert.deepEqual(strangers.data, []);
  });
});

describe('what the server says of itself', () => {
  it("has GoTrue's shapes", async () => {
    const settings = await ota.call('GET', '/auth/v1/settings');
    assert.equal(settings.body.external.email, true);
    assert.equal(settings.body.disable_signup, false);
    const health = await ota.call('GET', '/auth/v1/health');
    assert.equal(health.body.name, 'OTA');
  });

  it('shows the caught mails as a page', async () => {
    const { email } = await ota.person('page');
    const page = await ota.call('GET', `/dev/mail?to=${email}`, {
      headers: { accept: 'text/html' },
    });
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type'), /^text\/html/);
    assert.match(page.text, /<html lang="en">/);
    assert.match(page.text, new RegExp(`<a href="${ota.url}/sign-in#token_hash=`));
    assert.match(page.text, /<code>\d{6}<\/code>/);
  });
});
