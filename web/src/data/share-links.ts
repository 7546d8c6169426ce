// Links that open without an account: made here, offline too, and withdrawn here.

import type { Live } from '../lib/live';
import { failure, type Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { currentUserId } from '../lib/session';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, insertion, type Local } from './tables';

export type ShareLink = Local<Rows['share_links']>;
export type ShareKind = ShareLink['kind'];

/** What a link is about: one of the four, or a person of a show or day. */
export interface ShareSubject {
  readonly show_id?: string;
  readonly day_id?: string;
  readonly tour_id?: string;
  readonly person_id?: string;
}

const TOKEN_BYTES = 32;

/** Open ones first, the newest of them on top. */
const byNewest = (a: ShareLink, b: ShareLink): number =>
  Number(a.revoked_at !== null) - Number(b.revoked_at !== null) || (a.id < b.id ? 1 : -1);

const links = resource<'share_links', 'kind' | 'token'>('share_links', 'Link', byNewest);

export function observeLinksOf(subject: ShareSubject): Live<readonly ShareLink[]> {
  if (subject.show_id) return links.where('show_id', subject.show_id);
  if (subject.day_id) return links.where('day_id', subject.day_id);
  if (subject.tour_id) return links.where('tour_id', subject.tour_id);
  return links.where('person_id', subject.person_id ?? '');
}

/** 32 random bytes as base64url. */
export function newToken(random = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))): string {
  const text = btoa(String.fromCharCode(...random));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function createLink(
  kind: ShareKind,
  subject: ShareSubject,
  expiresAt: string | null,
): Promise<Outcome<string>> {
  const owner_id = currentUserId();
  if (owner_id === undefined) return Promise.resolve(failure('signed_out', 'Sign in first.'));
  return writeRow(
    'Link made',
    insertion('share_links', {
      kind,
      token: newToken(),
      owner_id,
      ...subject,
      ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    }),
  );
}

/** It opens no more, from the moment the server knows. */
export const withdrawLink = (id: string): Promise<Outcome<string>> =>
  writeRow('Link withdrawn', change('share_links', id, { revoked_at: new Date().toISOString() }));

export type LinkState = 'open' | 'expired' | 'withdrawn';

export function stateOf(
  { revoked_at, expires_at }: Pick<ShareLink, 'revoked_at' | 'expires_at'>,
  nowMs: number,
): LinkState {
  if (revoked_at !== null) return 'withdrawn';
  return expires_at !== null && Date.parse(expires_at) <= nowMs ? 'expired' : 'open';
}

/** Where a link leads; a calendar's is for calendars, the others' for people. */
export const addressOf = (
  { kind, token }: Pick<ShareLink, 'kind' | 'token'>,
  site = location.origin,
): string => (kind === 'calendar' ? `${site}/api/calendar/${token}.ics` : `${site}/s/${token}`);
