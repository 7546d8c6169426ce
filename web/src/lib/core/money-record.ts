// The records of settlements: as the app says them, and as the words of core's memory.

import { MONEY_CHOICES, MONEY_RECORDS } from '../core-money.gen';
import { FX_DIGITS, RATE_DIGITS, scaled, unscaled, type RecordValues } from './record';

type Records = typeof MONEY_RECORDS;
export type RecordName = keyof Records;
type Choices = typeof MONEY_CHOICES;

/** What a member is to the app, by its kind; whatever is not said is left out. */
type ValueOf<F> = F extends { readonly kind: 'list'; readonly of: infer O extends RecordName }
  ? readonly MoneyRecord<O>[]
  : F extends { readonly kind: infer K }
    ? K extends keyof Choices
      ? Choices[K][number]
      : K extends 'money' | 'count' | 'ref'
        ? number
        : K extends 'rate' | 'fx'
          ? string | number
          : K extends 'flag'
            ? boolean
            : string
    : never;

/**
 * A record of core/settlement.def. Money in minor units; rates as decimals, 1 = 100 %; a ref is the
 * place of a currency in `fxs`, from 1, 0 the settlement's own; a code is an ISO 4217 currency.
 */
export type MoneyRecord<N extends RecordName> = {
  readonly [F in keyof Records[N]['fields']]?: ValueOf<Records[N]['fields'][F]> | undefined;
};

const LETTER_BITS = 8n;

function wordOf(kind: string, value: string | number | boolean): bigint {
  const choices: readonly string[] | undefined = (
    MONEY_CHOICES as Readonly<Record<string, readonly string[]>>
  )[kind];
  if (choices) {
    const place = choices.indexOf(String(value));
    return BigInt(place < 0 ? choices.length : place); // core refuses what is no choice
  }
  if (kind === 'rate') return scaled(String(value), RATE_DIGITS);
  if (kind === 'fx') return scaled(String(value), FX_DIGITS);
  if (kind === 'code')
    return [...String(value)].reduce(
      (code, letter) => (code << LETTER_BITS) | BigInt(letter.charCodeAt(0)),
      0n,
    );
  return BigInt(value);
}

function valueOf(kind: string, word: bigint): string | number | boolean {
  const choices: readonly string[] | undefined = (
    MONEY_CHOICES as Readonly<Record<string, readonly string[]>>
  )[kind];
  if (choices) return choices[Number(word)] ?? 'unset';
  if (kind === 'rate') return unscaled(word, RATE_DIGITS);
  if (kind === 'fx') return unscaled(word, FX_DIGITS);
  if (kind === 'flag') return word !== 0n;
  if (kind === 'code')
    return String.fromCharCode(
      ...[16n, 8n, 0n].map((shift) => Number((word >> shift) & 255n)),
    ).replaceAll('\0', '');
  return Number(word);
}

interface KindAt {
  readonly kind: string;
  readonly of?: string;
}

const fieldsOf = (record: string): Readonly<Record<string, KindAt>> =>
  (MONEY_RECORDS as Readonly<Record<string, { fields: Record<string, KindAt> }>>)[record]?.fields ??
  {};

export function toWords(record: string, values: object): RecordValues {
  const words: Record<string, bigint | readonly RecordValues[]> = {};
  for (const [member, value] of Object.entries(values) as [string, unknown][]) {
    const field = fieldsOf(record)[member];
    if (!field || value === undefined || value === null) continue;
    words[member] = Array.isArray(value)
      ? value.map((one: object) => toWords(field.of ?? '', one))
      : wordOf(field.kind, value as string | number | boolean);
  }
  return words;
}

export function fromWords(record: string, words: RecordValues): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [member, word] of Object.entries(words)) {
    const field = fieldsOf(record)[member];
    if (!field) continue;
    values[member] =
      typeof word === 'bigint'
        ? valueOf(field.kind, word)
        : word.map((one) => fromWords(field.of ?? '', one));
  }
  return values;
}
