// Tokens: asking for a code, proving it, refreshing in one flight for all tabs and the worker.

import { member, refusalOf, request, textMember, type Reply } from './http';
import { failure, success, done, type Outcome } from './outcome';
import type { Account, SharedStore } from './offline-storage/shared';

export const OFFLINE = failure('offline', 'There is no connection. Try again when you are online.');
export const SIGN_IN_AGAIN = failure('sign_in_again', 'Sign in again, please.');
const BAD_ANSWER = failure('bad_answer', 'The server answered something unexpected.');
/** A token with less than this left is refreshed before it is used. */
const REFRESH_AHEAD_MS = 60_000;

/** What proves that the mail arrived. */
export type Proof =
  | { readonly kind: 'code'; readonly email: string; readonly code: string }
  | { readonly kind: 'link'; readonly tokenHash: string };

export class Auth {
  readonly #shared: SharedStore;
  readonly #now: () => number;

  constructor(shared: SharedStore, now: () => number = Date.now) {
    this.#shared = shared;
    this.#now = now;
  }

  /** Sends a mail with a link and a code; answers the same whether the address is known or not. */
  async requestCode(email: string): Promise<Outcome<void>> {
    const reply = await request('/auth/v1/otp', {
      method: 'POST',
      body: { email: email.trim().toLowerCase(), create_user: true },
    });
    if (reply.kind === 'unreachable') return OFFLINE;
    return reply.status < 300 ? done : refused(reply);
  }

  async verify(proof: Proof): Promise<Outcome<Account>> {
    const body =
      proof.kind === 'code'
        ? {
            type: 'email',
            email: proof.email.trim().toLowerCase(),
            token: proof.code.replaceAll(/\D/g, ''),
          }
        : { type: 'email', token_hash: proof.tokenHash };
    const reply = await request('/auth/v1/verify', { method: 'POST', body });
    if (reply.kind === 'unreachable') return OFFLINE;
    if (reply.status >= 300) return refused(reply);
    const account = this.#accountOf(reply.body);
    if (!account) return BAD_ANSWER;
    await this.#shared.set('account', account);
    return success(account);
  }

  /**
   * A token that should work, or why there is none: OFFLINE, SIGN_IN_AGAIN, or the server's trouble.
   * `spent` is the token that the server has just refused: it is not handed out again.
   */
  async accessToken(spent?: string): Promise<Outcome<string>> {
    const account = await this.#shared.get('account');
    if (!account || account.isExpired) return SIGN_IN_AGAIN;
    if (this.#isFresh(account) && account.accessToken !== spent)
      return success(account.accessToken);
    return navigator.locks.request('ota:token', () => this.#refresh(spent));
  }

  #isFresh(account: Account): boolean {
    return account.expiresAt - this.#now() > REFRESH_AHEAD_MS;
  }

  /** Alone among all tabs: whoever waited for the lock finds the work done. */
  async #refresh(spent: string | undefined): Promise<Outcome<string>> {
    const account = await this.#shared.get('account');
    if (!account || account.isExpired) return SIGN_IN_AGAIN;
    if (this.#isFresh(account) && account.accessToken !== spent)
      return success(account.accessToken);
    const reply = await request('/auth/v1/token?grant_type=refresh_token', {
      method: 'POST',
      body: { refresh_token: account.refreshToken },
    });
    if (reply.kind === 'unreachable') return OFFLINE;
    if (reply.status < 300) {
      const renewed = this.#accountOf(reply.body);
      if (!renewed) return BAD_ANSWER;
      await this.#shared.set('account', { ...renewed, name: account.name ?? renewed.name });
      return success(renewed.accessToken);
    }
    // only the server's clear word ends a session; an error does not
    if (reply.status !== 400 && reply.status !== 401 && reply.status !== 403) return refused(reply);
    await this.#shared.set('account', { ...account, isExpired: true });
    return SIGN_IN_AGAIN;
  }

  /** Tells the server that this session ends; what is local goes whether it heard or not. */
  async endSession(): Promise<void> {
    const account = await this.#shared.get('account');
    if (!account) return;
    await request('/auth/v1/logout?scope=local', { method: 'POST', token: account.accessToken });
  }

  #accountOf(body: unknown): Account | undefined {
    const user = member(body, 'user');
    const accessToken = textMember(body, 'access_token');
    const refreshToken = textMember(body, 'refresh_token');
    const userId = textMember(user, 'id');
    const seconds = member(body, 'expires_in');
    if (accessToken === undefined || refreshToken === undefined || userId === undefined)
      return undefined;
    return {
      userId,
      accessToken,
      refreshToken,
      email: textMember(user, 'email') ?? '',
      name: textMember(member(user, 'user_metadata'), 'name') ?? null,
      expiresAt: this.#now() + (typeof seconds === 'number' ? seconds : 900) * 1000,
      isExpired: false,
    };
  }
}

function refused(reply: Extract<Reply, { kind: 'reply' }>): Outcome<never> {
  const { code, message } = refusalOf(reply.body);
  if (reply.status === 429)
    return failure(code, 'Too many attempts. Wait a minute, then try again.');
  if (reply.status >= 500) return failure(code, 'The server has a problem. Try again in a moment.');
  return failure(code, message);
}
