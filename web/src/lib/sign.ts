// Signing a settlement on this device: what is hashed, what is signed, the device's key, and
// whether somebody else's signature holds. docs/settlement/signing.md tells it for other
// programs.

import { failure, success, type Outcome } from './outcome';
import { SigningStore, type KeptPaper } from './offline-storage/signing';

export type { KeptPaper };

/** One side's signature under one result. */
export interface Signature {
  readonly party: 'artist' | 'promoter';
  readonly name: string;
  readonly job: string | null;
  readonly hash: string;
  /** an instant, ISO 8601 in UTC */
  readonly signedAt: string;
  /** the device's public key, uncompressed point, base64url */
  readonly publicKey: string;
  /** r and s, base64url */
  readonly signature: string;
  /** the name as it was drawn: strokes of x, y, x, y … within 300 by 120; null: typed only */
  readonly drawing: readonly (readonly number[])[] | null;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SCHEME = { name: 'ECDSA', hash: 'SHA-256' } as const;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );

/** SHA-256 over the canonical text of the input and that of the result, in hexadecimal. */
export async function hashOf(inputText: string, resultText: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(inputText + resultText));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a device's key signs: the result, by whom, for which side, and when. */
export const statementOf = ({
  hash,
  party,
  name,
  job,
  signedAt,
}: Omit<Signature, 'publicKey' | 'signature' | 'drawing'>): string =>
  ['settlement signature 1', hash, party, name, job ?? '', signedAt, ''].join('\n');

const store = (): SigningStore => new SigningStore();

async function withStore<T>(use: (signing: SigningStore) => Promise<T>): Promise<T> {
  const signing = store();
  try {
    return await use(signing);
  } finally {
    signing.close();
  }
}

const deviceKey = (): Promise<CryptoKeyPair> =>
  withStore((signing) =>
    signing.key(() => crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])),
  );

/** Signs with this device's key, which never leaves it. */
export async function sign(
  told: Pick<Signature, 'party' | 'name' | 'job' | 'hash' | 'drawing'>,
  now: Date,
): Promise<Outcome<Signature>> {
  if (!globalThis.crypto?.subtle)
    return failure('insecure', 'This browser signs only on a page that was opened by https.');
  const pair = await deviceKey();
  const unsigned = { ...told, signedAt: now.toISOString() };
  const signature = await crypto.subtle.sign(
    SCHEME,
    pair.privateKey,
    bytesOf(statementOf(unsigned)),
  );
  return success({
    ...unsigned,
    publicKey: toBase64(await crypto.subtle.exportKey('raw', pair.publicKey)),
    signature: toBase64(signature),
  });
}

/** Whether the key of the signature signed exactly this. */
export async function isGenuine(signature: Signature): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey(
      'raw',
      fromBase64(signature.publicKey),
      CURVE,
      false,
      ['verify'],
    );
    return await crypto.subtle.verify(
      SCHEME,
      key,
      fromBase64(signature.signature),
      bytesOf(statementOf(signature)),
    );
  } catch {
    return false; // a key or a signature that is none
  }
}

/** What was signed here without an account stays here. */
export const keepPaper = (paper: KeptPaper): Promise<void> =>
  withStore((signing) => signing.keep(paper));

export const keptPapers = (): Promise<readonly KeptPaper[]> =>
  withStore((signing) => signing.papers());
