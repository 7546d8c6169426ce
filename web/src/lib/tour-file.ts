// The signed tour file: whether it is what the server signed, and as one page that opens offline.

import { member, request } from './http';
import type { SharedTour } from './shared-page';
import tourFileReader from './tour-file-reader.js?raw';

/** What is signed is this line and the file behind it, so that a file is never anything else. */
const PURPOSE = 'OTA tour file 1\n';

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );

/** Whether the file is byte for byte what the owner of the key signed. */
export async function isIntact({ file, signature, key }: SharedTour): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    const { kty = '', crv = '', x = '', y = '' } = key;
    const verifier = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, [
      'verify',
    ]);
    const signed = new TextEncoder().encode(PURPOSE + file);
    return await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      verifier,
      bytesOf(signature),
      signed,
    );
  } catch {
    return false;
  }
}

/** Whether the key is one that this server shows. */
export async function isOurKey({ key }: SharedTour): Promise<boolean> {
  const reply = await request('/auth/v1/.well-known/jwks.json');
  const keys = reply.kind === 'reply' ? member(reply.body, 'keys') : [];
  return (
    Array.isArray(keys) &&
    keys.some((one) => member(one, 'x') === key.x && member(one, 'y') === key.y)
  );
}

/** Text as it may stand in a script or anywhere in a page. */
const inert = (text: string): string =>
  text.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** One page that needs no network: the file, its signature, and what shows and checks them. */
export function tourPage(shared: SharedTour, site: string): string {
  const { file, signature, key } = shared;
  const held = inert(JSON.stringify({ file, signature, key, site, purpose: PURPOSE }));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Tour</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { line-height: 1.15; margin: 0; } summary { padding: .75rem 0; cursor: pointer; font-weight: 600; }
details { border-top: 1px solid light-dark(#ddd, #333); } p { margin: .25rem 0 .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { font-variant-numeric: tabular-nums; opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
small { display: block; opacity: .7; } [role=status] { padding: .75rem 0; } .bad { color: light-dark(#a2291b, #ff9b8c); }
</style></head><body>
<script type="application/json" id="held">${held}</script>
<script>${tourFileReader.replaceAll('</', '<\\/')}</script>
</body></html>
`;
}
