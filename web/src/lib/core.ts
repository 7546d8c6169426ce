// The only door to core.wasm: ids, dates, money, rights, validation, backoff, checksums.
// The domain's rules live there, the same bytes as on the server; here they are only called.

import {
  ACTIONS,
  CORE_ABI,
  DATE_NONE,
  PROBLEM_WORDS,
  PROBLEMS,
  RESOURCES,
  ROLES,
  SCOPES,
  VALUE_TAGS,
  WIRE_fault,
  WIRE_made,
  WIRE_value,
} from './core-layout.gen';
import { Frame, type CoreExports, type MemoryExports } from './core/memory';
import { faultSentence } from './fault-words';
import { failure, success, type Outcome } from './outcome';

export type Role = (typeof ROLES)[number];
export type Resource = (typeof RESOURCES)[number];
export type Action = (typeof ACTIONS)[number];
export type Scope = (typeof SCOPES)[number];

const ID_BYTES = 16;
const ID_CHARS = 36;
const RANDOM_BYTES = 10;
const DATE_CHARS = 10;
const MONEY_CHARS_MAX = 32;
const WORDS_BYTES_MAX = 300;
const FAULTS_MAX = 64;

let loaded: CoreExports | undefined;
let lastId: Uint8Array<ArrayBufferLike> = new Uint8Array(ID_BYTES);

/** Where core.wasm or core-import.wasm comes from. */
export type CoreSource = Response | Promise<Response> | BufferSource;

/** Must have resolved before anything else here is called; main and the worker wait for it. */
export async function loadCore(source: CoreSource): Promise<void> {
  loaded = await instantiate<CoreExports>(source);
}

/** An instance with a memory of its own. For lib/core alone. */
export async function instantiate<E extends MemoryExports>(source: CoreSource): Promise<E> {
  const { instance } = isBytes(source)
    ? await WebAssembly.instantiate(source)
    : await WebAssembly.instantiateStreaming(source);
  const core = instance.exports as unknown as E;
  if (core.core_abi() !== CORE_ABI) throw new Error('core.wasm belongs to another build');
  return core;
}

function isBytes(source: CoreSource): source is BufferSource {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}

/** A fresh frame of core's memory, for one call. */
function frame(): Frame {
  if (!loaded) throw new Error('core is not loaded');
  return new Frame(loaded);
}

/** A UUIDv7, later than every one made here before. */
export function newId(now = Date.now()): string {
  const f = frame();
  const last = f.put(lastId);
  const random = f.put(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
  const out = f.alloc(ID_CHARS);
  f.core.core_uuid_new(last.at, BigInt(Math.trunc(now)), random.at, out);
  lastId = f.copy(last.at, ID_BYTES);
  return f.read(out, ID_CHARS);
}

/** Days since 1970-01-01 of "YYYY-MM-DD"; undefined for anything else. */
export function dayNumber(date: string): number | undefined {
  const f = frame();
  const { at, len } = f.text(date);
  const days = f.core.core_date_parse(at, len);
  return days === DATE_NONE ? undefined : days;
}

/** "YYYY-MM-DD" of days since 1970-01-01. */
export function dateOf(days: number): string {
  const f = frame();
  const out = f.alloc(DATE_CHARS);
  f.core.core_date_format(days, out);
  return f.read(out, DATE_CHARS);
}

/** The date some days later (or earlier), as "YYYY-MM-DD". */
export function addDays(date: string, days: number): string {
  const from = dayNumber(date);
  return from === undefined ? date : dateOf(from + days);
}

/** 1 Monday … 7 Sunday */
export const weekday = (date: string): number => frame().core.core_weekday(dayNumber(date) ?? 0);

/**
 * The date that a night belongs to: an instant before the day boundary is of the evening
 * before.
 */
export function businessDate(
  instantMs: number,
  offsetMinutes: number,
  boundaryMinutes: number,
): string {
  const f = frame();
  return dateOf(
    f.core.core_business_date(BigInt(Math.trunc(instantMs)), offsetMinutes, boundaryMinutes),
  );
}

/**
 * Minutes since midnight of a time as people write it ("20:30", "8pm"); undefined if it is
 * none.
 */
export function readClock(text: string): number | undefined {
  const f = frame();
  const { at, len } = f.text(text);
  const minutes = f.core.core_clock_read(at, len);
  return minutes < 0 ? undefined : minutes;
}

/** Minor units of an amount as people write it ("1.234,50", "12"), in this currency. */
export function readMoney(text: string, currency: string): Outcome<number> {
  const f = frame();
  const { at, len } = f.text(text.trim());
  const out = f.alloc(8);
  const problem =
    PROBLEMS[f.core.core_money_read(at, len, f.text(currency).at, out)] ?? 'bad_money';
  if (problem !== 'none' && problem !== 'ambiguous') {
    return failure(problem, faultSentence('amount', problem, `amount ${PROBLEM_WORDS[problem]}`));
  }
  return success(Number(f.readBigInt(out)));
}

/** "1234.50": digits without grouping or symbol, for inputs; Intl shows it to people. */
export function moneyText(minor: number, currency: string): string {
  const f = frame();
  const out = f.alloc(MONEY_CHARS_MAX);
  const len = f.core.core_money_format(BigInt(minor), f.text(currency).at, out, MONEY_CHARS_MAX);
  return len < 0 ? String(minor) : f.read(out, len);
}

/** a × b / c, exact, rounded half to even. For lib/core alone. */
export const muldiv = (a: bigint, b: bigint, c: bigint): bigint =>
  frame().core.core_muldiv(a, b, c);

/** How many decimals a currency has; undefined when there is no such currency. */
export function currencyExponent(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const f = frame();
  const exponent = f.core.core_currency_exponent(f.text(currency).at);
  return exponent < 0 ? undefined : exponent;
}

/** The role of this name; undefined when there is none. */
export const roleOf = (name: unknown): Role | undefined => ROLES.find((role) => role === name);

export const resourceOf = (name: unknown): Resource | undefined =>
  RESOURCES.find((resource) => resource === name);

/** How far a role's right reaches. */
export function can(role: Role, resource: Resource, action: Action): Scope {
  const index = frame().core.core_permission(
    ROLES.indexOf(role),
    RESOURCES.indexOf(resource),
    ACTIONS.indexOf(action),
  );
  return SCOPES[index] ?? 'none';
}

/** What is wrong with the values of a row: field → sentence; empty when nothing is. */
export function validate(
  table: number,
  isInsert: boolean,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const f = frame();
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const at = f.alloc(entries.length * WIRE_value.bytes);
  entries.forEach(([name, value], i) => writeValue(f, at + i * WIRE_value.bytes, name, value));
  const out = f.alloc(FAULTS_MAX * WIRE_fault.bytes);
  const count = f.core.core_validate(table, isInsert ? 1 : 0, at, entries.length, out, FAULTS_MAX);
  const problems: Record<string, string> = {};
  for (let i = 0; i < Math.min(count, FAULTS_MAX); i += 1) {
    const fault = out + i * WIRE_fault.bytes;
    const field = f.readText(fault, WIRE_fault.field);
    problems[field] ??= faultWords(f, table, field, f.readNumber(fault, WIRE_fault.problem));
  }
  return problems;
}

function writeValue(f: Frame, at: number, name: string, value: unknown): void {
  f.writeText(at, WIRE_value.name, name);
  const tag = (kind: (typeof VALUE_TAGS)[number]): void =>
    f.writeNumber(at, WIRE_value.tag, VALUE_TAGS.indexOf(kind));
  if (value === null) tag('null');
  else if (typeof value === 'string') {
    tag('text');
    f.writeText(at, WIRE_value.text, value);
  } else if (typeof value === 'number') {
    tag('number');
    f.writeNumber(at, WIRE_value.number, value);
    f.writeText(at, WIRE_value.text, String(value));
  } else if (typeof value === 'boolean') {
    tag('boolean');
    f.writeNumber(at, WIRE_value.truth, value ? 1 : 0);
  } else {
    tag('json');
    f.writeText(at, WIRE_value.text, JSON.stringify(value));
  }
}

/** What an operation makes of a value, and what is wrong with that as a sentence. */
export interface Operated {
  readonly value: unknown;
  readonly problem: string | undefined;
}

/** Puts an operation on the value of a field; where that cannot be, the value is left as it is. */
export function operate(table: number, field: string, now: unknown, operation: unknown): Operated {
  const f = frame();
  const name = f.text(field);
  const value = f.text(JSON.stringify(now ?? null));
  const asked = f.text(JSON.stringify(operation));
  const out = f.alloc(WIRE_made.bytes);
  const problem = f.core.core_operation(
    table,
    name.at,
    name.len,
    value.at,
    value.len,
    asked.at,
    asked.len,
    out,
  );
  if (problem !== 0) return { value: now, problem: faultWords(f, table, field, problem) };
  return { value: JSON.parse(f.readText(out, WIRE_made.value)) as unknown, problem: undefined };
}

function faultWords(f: Frame, table: number, field: string, problem: number): string {
  const name = f.text(field);
  const out = f.alloc(WORDS_BYTES_MAX);
  const len = f.core.core_fault_words(table, name.at, name.len, problem, out, WORDS_BYTES_MAX);
  const words = len < 0 ? `${field} is not acceptable` : f.read(out, len);
  return faultSentence(field, PROBLEMS[problem] ?? 'none', words);
}

/** How long to wait before retry number `attempt` (from 0). */
export function backoffMs(attempt: number): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return frame().core.core_backoff_ms(attempt, random);
}

/** The drift check's sum over rows; add them in any order. */
export class Checksum {
  count = 0;
  #sum = 0n;
  readonly #table: string;

  constructor(table: string) {
    this.#table = table;
  }

  add(id: string, seq: number): void {
    const f = frame();
    const table = f.text(this.#table);
    this.#sum = f.core.core_checksum_add(
      this.#sum,
      table.at,
      table.len,
      f.text(id).at,
      BigInt(seq),
    );
    this.count += 1;
  }

  /** as on the wire: 16 hexadecimal digits */
  get sum(): string {
    return BigInt.asUintN(64, this.#sum).toString(16).padStart(16, '0');
  }
}
