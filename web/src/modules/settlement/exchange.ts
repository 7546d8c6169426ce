// What two phones tell each other about a settlement, as text: shown, signed, or answered with
// other figures. Everything that comes from the other side is checked before it is believed.

import { readNames } from '../../data/settlement-shows';
import type { SettlementNames } from '../../data/settlement-claims';
import { workOut, type WorkedOut } from '../../lib/core/money';
import { failure, success, type Outcome } from '../../lib/outcome';
import { hashOf, isGenuine, type Signature } from '../../lib/sign';
import type { NightNames } from './run-nights';

/** A settlement as it is shown to the other side. */
export interface Offer {
  readonly kind: 'offer';
  readonly title: string;
  readonly date: string;
  readonly place: string;
  /** who settles for the artist */
  readonly from: string;
  readonly version: number;
  /** why it amends a signed version */
  readonly reason: string | null;
  readonly names: SettlementNames;
  /** of a run: its shows, in the order of the text */
  readonly shows: readonly NightNames[];
  readonly text: string;
  readonly hash: string;
  readonly signatures: readonly Signature[];
}

/** The other side's signature. */
export interface Answer {
  readonly kind: 'answer';
  readonly signature: Signature;
}

/** The other side's own figures, for the settlement of this hash. */
export interface Counter {
  readonly kind: 'counter';
  readonly hash: string;
  readonly text: string;
  readonly note: string | null;
}

export type Message = Offer | Answer | Counter;

/** An offer that was worked out again here. */
export interface Checked extends WorkedOut {
  readonly offer: Offer;
}

const HEADING = 'ota-settlement';
const VERSION = 1;
const WORDS_MAX = 400;
const STROKES_MAX = 60;
const POINTS_MAX = 1200;
const EXTENT_MAX = 1000;

export const writeMessage = (message: Message): string =>
  JSON.stringify({ [HEADING]: VERSION, ...message });

type Found = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Words of one line, no longer than they may be; undefined where there are none. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > WORDS_MAX) return undefined;
  // a line break could make one signed statement read as another
  return /\p{Cc}/u.test(value) ? undefined : value;
}

const hexOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined;

function drawingOf(value: unknown): Signature['drawing'] {
  if (!Array.isArray(value) || value.length > STROKES_MAX) return null;
  const isPoint = (x: unknown): boolean => Number.isInteger(x) && Math.abs(Number(x)) <= EXTENT_MAX;
  const isStroke = (stroke: unknown): stroke is readonly number[] =>
    Array.isArray(stroke) && stroke.length <= POINTS_MAX && stroke.every(isPoint);
  return value.every(isStroke) ? value : null;
}

function readSignature(value: unknown): Signature | undefined {
  if (!isObject(value)) return undefined;
  const { party, job } = value as { party?: unknown; job?: unknown };
  const [name, hash, signedAt] = [
    wordsOf(value['name']),
    hexOf(value['hash']),
    wordsOf(value['signedAt']),
  ];
  const [publicKey, signature] = [wordsOf(value['publicKey']), wordsOf(value['signature'])];
  const isTime = signedAt !== undefined && !Number.isNaN(Date.parse(signedAt));
  if (!name?.trim() || !hash || !isTime || !publicKey || !signature) return undefined;
  if (party !== 'artist' && party !== 'promoter') return undefined;
  const drawing = drawingOf(value['drawing']);
  return {
    party,
    name,
    job: wordsOf(job) ?? null,
    hash,
    signedAt,
    publicKey,
    signature,
    drawing,
  };
}

const readNight = (value: unknown): NightNames => {
  const night = isObject(value) ? value : {};
  return { name: wordsOf(night['name']) ?? '', names: readNames(night['names']) };
};

function readOffer(found: Found): Offer | undefined {
  const { text, version, signatures, shows } = found as {
    text?: unknown;
    version?: unknown;
    signatures?: unknown;
    shows?: unknown;
  };
  const hash = hexOf(found['hash']);
  const list = Array.isArray(signatures) ? signatures.map(readSignature) : [];
  if (typeof text !== 'string' || !hash || list.length > 2) return undefined;
  if (list.some((one) => !one)) return undefined;
  return {
    kind: 'offer',
    title: wordsOf(found['title']) ?? '',
    date: wordsOf(found['date']) ?? '',
    place: wordsOf(found['place']) ?? '',
    from: wordsOf(found['from']) ?? '',
    version: typeof version === 'number' ? version : 1,
    reason: wordsOf(found['reason']) ?? null,
    names: readNames(found['names']),
    shows: Array.isArray(shows) ? shows.map(readNight) : [],
    text,
    hash,
    signatures: list.flatMap((one) => one ?? []),
  };
}

/** What a text of the other side is; undefined when it is none of these. */
export function readMessage(text: string): Message | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(found) || found[HEADING] !== VERSION) return undefined;
  if (found['kind'] === 'offer') return readOffer(found);
  if (found['kind'] === 'answer') {
    const signature = readSignature(found['signature']);
    return signature && { kind: 'answer', signature };
  }
  const hash = hexOf(found['hash']);
  const input = found['text'];
  return found['kind'] === 'counter' && hash && typeof input === 'string'
    ? { kind: 'counter', hash, text: input, note: wordsOf(found['note']) ?? null }
    : undefined;
}

/** Works an offer out again: whoever shows it may not say another result than its figures have. */
export async function checkOffer(offer: Offer): Promise<Outcome<Checked>> {
  const found = workOut(offer.text);
  if (!found || found.settled.inputText !== offer.text)
    return failure('invalid', 'This settlement cannot be read by this version of OTA.');
  const hash = await hashOf(found.settled.inputText, found.settled.resultText);
  if (hash !== offer.hash)
    return failure(
      'mismatch',
      'Worked out again on this device, the result is another. Do not sign; compare line by line.',
    );
  for (const signature of offer.signatures)
    if (signature.hash !== hash || !(await isGenuine(signature)))
      return failure('mismatch', `The signature of ${signature.name} does not hold. Do not sign.`);
  return success({ ...found, offer });
}

/** A fingerprint that two people can read to each other. */
export const fingerprint = (hash: string): string =>
  hash
    .slice(0, 16)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1 ');
