// Tokens: one refresh for everybody, and only the server's clear word ends a session.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Auth, OFFLINE, SIGN_IN_AGAIN } from './auth';
import { SharedStore, type Account } from './offline-storage/shared';
import { success } from './outcome';
import { FakeLocks } from './testing/locks';

const account: Account = {
  userId: 'u1',
  email: 'ada@example.org',
  name: null,
  accessToken: 'old',
  refreshToken: 'r1',
  expiresAt: 1_000_000,
  isExpired: false,
};

let shared: SharedStore;

beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: new FakeLocks() });
  shared = new SharedStore();
  await shared.set('account', account);
});

afterEach(() => {
  shared.close();
  vi.unstubAllGlobals();
});

function answer(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetcher = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal('fetch', fetcher);
  return fetcher;
}

const session = {
  access_token: 'new',
  refresh_token: 'r2',
  expires_in: 900,
  user: { id: 'u1', email: 'ada@example.org', user_metadata: {} },
};

test('a token that is still good is used without asking', async () => {
  const fetcher = answer(500, {});
  expect(await new Auth(shared, () => 100_000).accessToken()).toEqual(success('old'));
  expect(fetcher).not.toHaveBeenCalled();
});

test('ten askers at once cause one refresh and get the same token', async () => {
  const fetcher = answer(200, session);
  const auth = new Auth(shared, () => 2_000_000);
  const tokens = await Promise.all(Array.from({ length: 10 }, () => auth.accessToken()));
  expect(tokens).toEqual(tokens.map(() => success('new')));
  expect(fetcher).toHaveBeenCalledTimes(1);
  expect(await shared.get('account')).toMatchObject({ refreshToken: 'r2', expiresAt: 2_900_000 });
});

test('a token that the server refused is not handed out again', async () => {
  answer(200, session);
  expect(await new Auth(shared, () => 100_000).accessToken('old')).toEqual(success('new'));
});

test.each([500, 503, 429])('an answer of %i leaves the session as it is', async (status) => {
  answer(status, { error_code: 'unexpected_failure' });
  expect(await new Auth(shared, () => 2_000_000).accessToken()).toMatchObject({
    problem: { code: 'unexpected_failure' },
  });
  expect(await shared.get('account')).toEqual(account);
});

test('a dead line leaves the session as it is', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  expect(await new Auth(shared, () => 2_000_000).accessToken()).toEqual(OFFLINE);
  expect(await shared.get('account')).toEqual(account);
});

test('a refresh token that the server does not take asks to sign in again and deletes nothing', async () => {
  answer(400, { error_code: 'refresh_token_not_found' });
  expect(await new Auth(shared, () => 2_000_000).accessToken()).toEqual(SIGN_IN_AGAIN);
  expect(await shared.get('account')).toEqual({ ...account, isExpired: true });
});

test('a code may be typed with spaces', async () => {
  const fetcher = answer(200, session);
  expect(
    (await new Auth(shared).verify({ kind: 'code', email: ' Ada@Example.org ', code: '123 456' }))
      .ok,
  ).toBe(true);
  const [, init] = fetcher.mock.calls[0] ?? [];
  expect(JSON.parse(String((init as RequestInit).body))).toEqual({
    type: 'email',
    email: 'ada@example.org',
    token: '123456',
  });
});
