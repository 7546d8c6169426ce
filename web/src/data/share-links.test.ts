// Links: their secrets, where they lead, and until when they open.

import { expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import { addressOf, createLink, newToken, observeLinksOf, stateOf } from './share-links';
import { signedIn } from './testing/signed-in';

test('the links of a show, a day, a tour and a person are found by what they are of', async () => {
  signedIn();
  for (const of of ['show_id', 'day_id', 'tour_id', 'person_id'] as const) {
    const subject = { [of]: newId() };
    await createLink('calendar', subject, null);
    const found = await firstOf(observeLinksOf(subject));
    expect(found.map((link) => link[of])).toEqual([subject[of]]);
  }
});

test('a token is 43 characters of base64url, never the same twice', () => {
  const tokens = Array.from({ length: 50 }, () => newToken());
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(new Set(tokens).size).toBe(50);
  expect(newToken(new Uint8Array(32).fill(255))).toBe(`${'_'.repeat(42)}8`);
});

test('a calendar leads to calendars, everything else to a page', () => {
  expect(addressOf({ kind: 'calendar', token: 'T' }, 'https://ota.test')).toBe(
    'https://ota.test/api/calendar/T.ics',
  );
  expect(addressOf({ kind: 'advance', token: 'T' }, 'https://ota.test')).toBe(
    'https://ota.test/s/T',
  );
});

test('a link opens until it is withdrawn or its time has come', () => {
  const now = Date.parse('2026-05-12T12:00:00Z');
  const withdrawn = { revoked_at: '2026-05-01T00:00:00Z', expires_at: null };
  expect(stateOf({ revoked_at: null, expires_at: null }, now)).toBe('open');
  expect(stateOf({ revoked_at: null, expires_at: '2026-05-12T12:00:01Z' }, now)).toBe('open');
  expect(stateOf({ revoked_at: null, expires_at: '2026-05-12T12:00:00Z' }, now)).toBe('expired');
  expect(stateOf(withdrawn, now)).toBe('withdrawn');
});
