// The tour file: what was signed is told from what was changed, and its page cannot be broken out of.

import { beforeAll, expect, test } from 'vitest';
import type { SharedTour } from './shared-page';
import { isIntact, tourPage } from './tour-file';

const file = JSON.stringify({ tour: '</script><b>Night Run</b>', artist: 'A', sheets: [] });
let shared: SharedTour;

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const signed = new TextEncoder().encode(`OTA tour file 1\n${file}`);
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    pair.privateKey,
    signed,
  );
  const key = await crypto.subtle.exportKey('jwk', pair.publicKey);
  shared = { kind: 'tour_file', file, signature: base64url(signature), key };
});

test('a file that was signed is intact', async () => {
  expect(await isIntact(shared)).toBe(true);
});

test('one changed character, another key or no signature is told', async () => {
  expect(await isIntact({ ...shared, file: file.replace('Run', 'Fun') })).toBe(false);
  expect(await isIntact({ ...shared, signature: '' })).toBe(false);
  expect(await isIntact({ ...shared, signature: '%' })).toBe(false);
  expect(await isIntact({ ...shared, key: {} })).toBe(false);
});

test('no text of the tour becomes a tag of the page that holds it', () => {
  const page = tourPage(shared, 'https://ota.test');
  expect(page.match(/<\/script>/g)?.length).toBe(2);
  expect(page.includes('<b>')).toBe(false);
  const held = /id="held">(.*)<\/script>/.exec(page)?.[1] ?? '';
  expect((JSON.parse(held) as SharedTour).file).toBe(file);
});
