// Records of whole numbers in core's memory, written and read by their generated descriptions.

import type { Frame, MemoryExports } from './memory';

interface FieldAt {
  readonly at: number;
  readonly of?: string;
  readonly items?: number;
  readonly most?: number;
}

export interface RecordShape {
  readonly bytes: number;
  readonly fields: Readonly<Record<string, FieldAt>>;
}

export type RecordShapes = Readonly<Record<string, RecordShape>>;

/** A record's members by name; lists hold records of their own. */
export interface RecordValues {
  readonly [member: string]: bigint | readonly RecordValues[];
}

const WORD_BYTES = 8;

/** Decimals of a rate in core, 1 the whole. */
export const RATE_DIGITS = 9;
/** Decimals of an exchange rate. */
export const FX_DIGITS = 12;

const shapeOf = (shapes: RecordShapes, name: string): RecordShape => {
  const shape = shapes[name];
  if (!shape) throw new RangeError(`core has no record ${name}`);
  return shape;
};

/** A list that is longer than core takes. */
export class ListTooLong extends RangeError {
  override readonly name = 'ListTooLong';
  readonly member: string;
  readonly most: number;
  constructor(member: string, most: number) {
    super(`There can be ${most} ${member} at most.`);
    this.member = member;
    this.most = most;
  }
}

/** Writes what is given; what is left out is 0. */
export function writeRecord(
  f: Frame<MemoryExports>,
  shapes: RecordShapes,
  name: string,
  at: number,
  values: RecordValues,
): void {
  for (const [member, field] of Object.entries(shapeOf(shapes, name).fields)) {
    const value = values[member];
    if (value === undefined) continue;
    if (typeof value === 'bigint') {
      f.writeBigInt(at + field.at, value);
      continue;
    }
    const { of = '', items = 0, most = 0 } = field;
    if (value.length > most) throw new ListTooLong(member, most);
    f.writeBigInt(at + field.at, BigInt(value.length));
    value.forEach((one, i) =>
      writeRecord(f, shapes, of, at + items + i * shapeOf(shapes, of).bytes, one),
    );
  }
}

export function readRecord(
  f: Frame<MemoryExports>,
  shapes: RecordShapes,
  name: string,
  at: number,
): RecordValues {
  const values: Record<string, bigint | readonly RecordValues[]> = {};
  for (const [member, field] of Object.entries(shapeOf(shapes, name).fields)) {
    const word = f.readBigInt(at + field.at);
    const { of, items = 0 } = field;
    values[member] =
      of === undefined
        ? word
        : Array.from({ length: Number(word) }, (_, i) =>
            readRecord(f, shapes, of, at + items + i * shapeOf(shapes, of).bytes),
          );
  }
  return values;
}

/** Members that follow each other, 8 bytes each, as numbers. */
export function readMembers<const N extends readonly string[]>(
  f: Frame<MemoryExports>,
  names: N,
  at: number,
): Record<N[number], number> {
  const values = names.map((name, i) => [name, Number(f.readBigInt(at + i * WORD_BYTES))]);
  return Object.fromEntries(values) as Record<N[number], number>;
}

export function writeMembers<const N extends readonly string[]>(
  f: Frame<MemoryExports>,
  names: N,
  at: number,
  values: Readonly<Record<N[number], number>>,
): void {
  names.forEach((name: N[number], i) => f.writeBigInt(at + i * WORD_BYTES, BigInt(values[name])));
}

/** A decimal as people and rows write it ("0.15825", 0.85), times 10^digits, exactly. */
export function scaled(decimal: string | number, digits: number): bigint {
  const [mantissa = '', exponent = '0'] = String(decimal).toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = digits + Number(exponent) - fraction.length;
  const units = BigInt(`${whole}${fraction}`);
  if (shift >= 0) return units * 10n ** BigInt(shift);
  const least = 10n ** BigInt(-shift);
  if (units % least !== 0n) throw new RangeError(`${decimal} has more than ${digits} decimals`);
  return units / least;
}

/** The decimal text of units of 10^-digits: no zeros behind, no exponent. */
export function unscaled(units: bigint, digits: number): string {
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return sign + text.slice(0, -digits) + (fraction === '' ? '' : `.${fraction}`);
}
