// Core's memory as seen from here: pieces to write arguments into, structs to read results from.

import type { WIRE_record } from '../core-layout.gen';

/** What every part of core exports. */
export interface MemoryExports {
  readonly memory: WebAssembly.Memory;
  core_abi(): number;
  core_reset(): void;
  core_alloc(bytes: number): number;
}

/** The exports of core.wasm; core/wasm.h says what each does. */
export interface CoreExports extends MemoryExports {
  core_uuid_new(last: number, now_ms: bigint, random: number, out: number): void;
  core_uuid_is_valid(at: number, len: number): number;
  core_date_parse(at: number, len: number): number;
  core_date_format(days: number, out: number): void;
  core_weekday(days: number): number;
  core_business_date(instant_ms: bigint, offset_minutes: number, boundary_minutes: number): number;
  core_clock_read(at: number, len: number): number;
  core_money_read(at: number, len: number, currency: number, out: number): number;
  core_money_format(minor: bigint, currency: number, out: number, cap: number): number;
  core_currency_exponent(currency: number): number;
  core_muldiv(a: bigint, b: bigint, c: bigint): bigint;
  core_permission(role: number, resource: number, action: number): number;
  core_validate(
    table: number,
    is_insert: number,
    values: number,
    count: number,
    out: number,
    max: number,
  ): number;
  core_fault_words(
    table: number,
    name: number,
    name_len: number,
    problem: number,
    out: number,
    cap: number,
  ): number;
  core_operation(
    table: number,
    field: number,
    field_len: number,
    now: number,
    now_len: number,
    operation: number,
    operation_len: number,
    out: number,
  ): number;
  core_backoff_ms(attempt: number, random: number): number;
  core_checksum_add(sum: bigint, table: number, table_len: number, id: number, seq: bigint): bigint;
}

/** The exports of core-import.wasm, which has all of them. */
export interface ImportExports extends CoreExports {
  core_import_open(at: number, len: number, out: number): number;
  core_import_plan(handle: number, meanings: number, options: number, out: number): number;
}

/** Where a text lies. */
export interface Piece {
  readonly at: number;
  readonly len: number;
}

type MemberType = (typeof WIRE_record)[Exclude<keyof typeof WIRE_record, 'bytes'>]['type'] | 'f64';

export interface Member {
  readonly at: number;
  readonly type: MemberType;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class CoreFull extends Error {
  override readonly name = 'CoreFull';
  constructor() {
    super('This is too large to be worked on at once.');
  }
}

/** One call's use of the memory: everything in it is gone at the next frame. */
export class Frame<E extends MemoryExports = CoreExports> {
  readonly core: E;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(core: E) {
    this.core = core;
    core.core_reset();
    this.#view = new DataView(core.memory.buffer);
    this.#bytes = new Uint8Array(core.memory.buffer);
  }

  alloc(bytes: number): number {
    const at = this.core.core_alloc(Math.max(bytes, 1));
    if (at === 0) throw new CoreFull();
    return at;
  }

  put(bytes: Uint8Array): Piece {
    const at = this.alloc(bytes.length);
    this.#bytes.set(bytes, at);
    return { at, len: bytes.length };
  }

  text(text: string): Piece {
    return this.put(encoder.encode(text));
  }

  /** Writes a text into a place of its own, cut to `cap` bytes; its length in bytes. */
  writeAt(at: number, text: string, cap: number): number {
    return encoder.encodeInto(text, this.#bytes.subarray(at, at + cap)).written;
  }

  read(at: number, len: number): string {
    return len === 0 ? '' : decoder.decode(this.#bytes.subarray(at, at + len));
  }

  readText(struct: number, member: Member): string {
    const at = struct + member.at;
    return this.read(this.#view.getUint32(at, true), this.#view.getUint32(at + 4, true));
  }

  readNumber(struct: number, member: Member): number {
    const at = struct + member.at;
    switch (member.type) {
      case 'u32':
        return this.#view.getUint32(at, true);
      case 'i32':
        return this.#view.getInt32(at, true);
      case 'i64':
        return Number(this.#view.getBigInt64(at, true));
      case 'f64':
        return this.#view.getFloat64(at, true);
      case 'text':
        throw new TypeError('a text is not a number');
    }
  }

  writeNumber(struct: number, member: Member, value: number): void {
    const at = struct + member.at;
    switch (member.type) {
      case 'u32':
        return this.#view.setUint32(at, value, true);
      case 'i32':
        return this.#view.setInt32(at, value, true);
      case 'i64':
        return this.#view.setBigInt64(at, BigInt(value), true);
      case 'f64':
        return this.#view.setFloat64(at, value, true);
      case 'text':
        throw new TypeError('a number is not a text');
    }
  }

  writeText(struct: number, member: Member, text: string): void {
    const piece = this.text(text);
    this.#view.setUint32(struct + member.at, piece.at, true);
    this.#view.setUint32(struct + member.at + 4, piece.len, true);
  }

  /** The number at a place of its own, as core_money_read leaves it. */
  readBigInt(at: number): bigint {
    return this.#view.getBigInt64(at, true);
  }

  writeBigInt(at: number, value: bigint): void {
    this.#view.setBigInt64(at, value, true);
  }

  readWord(at: number): number {
    return this.#view.getUint32(at, true);
  }

  writeWord(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  copy(at: number, len: number): Uint8Array {
    return this.#bytes.slice(at, at + len);
  }
}
