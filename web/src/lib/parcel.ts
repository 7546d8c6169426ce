// A text that one QR code cannot hold, as several: packed, cut, told apart by a name, and put
// together again in whatever order they are seen.
//
//   OTA1:3F9A21C4:2:5:<base 32>     part 2 of 5 of the parcel 3F9A21C4
//
// Capitals, digits and colons only: a QR code holds half as many again of these as of any others.

import { failure, success, type Outcome } from './outcome';

const MARK = 'OTA1';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PART_CHARS = 440;
export const PARTS_MAX = 60;
const TEXT_BYTES_MAX = 200_000;
const NAME_BYTES = 4;
const LETTER_BITS = 5;
const BYTE_BITS = 8;
const FORM = /^OTA1:([0-9A-F]{8}):(\d{1,2}):(\d{1,2}):([A-Z2-7]+)$/;

function toLetters(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << BYTE_BITS) | byte) & 0xfff;
    bits += BYTE_BITS;
    while (bits >= LETTER_BITS) {
      bits -= LETTER_BITS;
      text += LETTERS[(held >> bits) & 31] ?? '';
    }
  }
  return bits > 0 ? text + (LETTERS[(held << (LETTER_BITS - bits)) & 31] ?? '') : text;
}

function fromLetters(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * LETTER_BITS) / BYTE_BITS));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    held = ((held << LETTER_BITS) | LETTERS.indexOf(letter)) & 0xfff;
    bits += LETTER_BITS;
    if (bits >= BYTE_BITS) {
      bits -= BYTE_BITS;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  return bytes;
}

/** The bytes after a stream has changed them; undefined when it refuses them or they are many. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of new Blob([bytes]).stream().pipeThrough(stream)) {
      length += piece.length;
      if (length > TEXT_BYTES_MAX) return undefined;
      pieces.push(piece);
    }
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Blob(pieces.map((piece) => new Uint8Array(piece))).arrayBuffer());
}

/** FNV-1a: names a parcel, and tells one that was put together wrongly. */
function nameOf(bytes: Uint8Array): string {
  let name = 0x811c9dc5;
  for (const byte of bytes) name = Math.imul(name ^ byte, 0x01000193) >>> 0;
  return name
    .toString(16)
    .padStart(NAME_BYTES * 2, '0')
    .toUpperCase();
}

/** The parts of a text, each for one QR code. */
export async function pack(text: string): Promise<Outcome<readonly string[]>> {
  const packed = await through(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
  );
  const letters = packed ? toLetters(packed) : '';
  const count = Math.ceil(letters.length / PART_CHARS);
  if (!packed || text.length > TEXT_BYTES_MAX || count > PARTS_MAX)
    return failure('too_big', 'This is too long for QR codes. Send it as a file.');
  const name = nameOf(packed);
  // even parts: none of the pictures is harder to read than another
  const size = Math.ceil(letters.length / count);
  return success(
    Array.from(
      { length: count },
      (_, i) => `${MARK}:${name}:${i + 1}:${count}:${letters.slice(i * size, (i + 1) * size)}`,
    ),
  );
}

export type Taken = 'new' | 'known' | 'foreign';

/** Collects the parts of one parcel; a part of another one begins that one. */
export class Parcel {
  #name = '';
  #parts = new Map<number, string>();
  #count = 0;

  get have(): number {
    return this.#parts.size;
  }

  get count(): number {
    return this.#count;
  }

  get isWhole(): boolean {
    return this.#count > 0 && this.#parts.size === this.#count;
  }

  /** What a code says, or a pasted text of several parts. */
  take(text: string): Taken {
    const taken = text
      .split(/\s+/)
      .filter(Boolean)
      .map((part) => this.#takePart(part));
    if (taken.includes('new')) return 'new';
    return taken.includes('known') ? 'known' : 'foreign';
  }

  #takePart(part: string): Taken {
    const found = FORM.exec(part);
    const [, name = '', at = '', of = '', letters = ''] = found ?? [];
    const place = Number(at);
    const count = Number(of);
    if (!found || place < 1 || place > count || count > PARTS_MAX) return 'foreign';
    if (name !== this.#name || count !== this.#count) {
      this.#name = name;
      this.#count = count;
      this.#parts = new Map();
    }
    if (this.#parts.has(place)) return 'known';
    this.#parts.set(place, letters);
    return 'new';
  }

  /** The text, once all parts are there. */
  async open(): Promise<Outcome<string>> {
    const letters = Array.from({ length: this.#count }, (_, i) => this.#parts.get(i + 1) ?? '');
    const packed = fromLetters(letters.join(''));
    const bytes =
      this.isWhole && nameOf(packed) === this.#name
        ? await through(packed, new DecompressionStream('deflate-raw'))
        : undefined;
    return bytes
      ? success(new TextDecoder().decode(bytes))
      : failure('invalid', 'These codes do not fit together. Scan them again.');
  }
}
