// Reports by core: the same rows, sums and bytes as the server's, from entries of this device.

import moneyUrl from '../core-money.wasm?url';
import { STATUSES } from '../core-layout.gen';
import { REPORT_ENTRIES_MAX, REPORT_ENTRY, REPORT_SOURCES, REPORTS } from '../core-report.gen';
import { failure, success, type Outcome } from '../outcome';
import type { CoreSource } from '../core';
import { CoreFull, type MemoryExports } from './memory';
import { Part } from './part';

interface ReportExports extends MemoryExports {
  core_report(
    report: number,
    currency: bigint,
    entries: number,
    count: number,
    texts: number,
    textCount: number,
    asCsv: number,
    out: number,
  ): number;
}

export type ReportSlug = (typeof REPORTS)[number]['slug'];
export type ReportSource = (typeof REPORT_SOURCES)[number];

/** core/report.h says what each source fills; what is left out is 0. */
export type ReportEntry = { readonly source: ReportSource } & {
  readonly [M in Exclude<(typeof REPORT_ENTRY)[number], 'source'>]?: number | bigint;
};

export interface ReportColumn {
  readonly name: string;
  readonly title: string;
  readonly kind: 'text' | 'date' | 'count' | 'rate' | 'money' | 'own';
}

export interface ReportRow {
  readonly tone: 'row' | 'subtotal' | 'total';
  /** of cells of kind own */
  readonly currency: string;
  readonly cells: readonly (string | number | null)[];
}

export interface ReportSection {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

export interface Report {
  readonly report: ReportSlug;
  readonly title: string;
  readonly currency: string;
  readonly sections: readonly ReportSection[];
  /** amounts left out for want of a rate */
  readonly missing: readonly { readonly currency: string; readonly count: number }[];
}

export interface ReportInput {
  readonly report: ReportSlug;
  readonly currency: string;
  readonly entries: ReportSheet;
  readonly texts: readonly string[];
}

const TEXT_BYTES = 8;
const WORD_BYTES = 4;
const ENTRY_WORDS = REPORT_ENTRY.length * 2;
const FIRST_ENTRIES = 1024;
const HALF = 4294967296;
const HALF_BITS = 32;
const LETTER_BITS = 8;

const money = new Part<ReportExports>(moneyUrl);

export const loadReports = (source?: CoreSource): Promise<void> => money.load(source);

/** A currency's letters as core's number. */
export const currencyNumber = (code: string): number =>
  [...code].reduce((number, letter) => (number << LETTER_BITS) | letter.charCodeAt(0), 0);

/** Entries as core reads them, one behind the other: 8 bytes a member, a number as its two halves. */
export class ReportSheet {
  #words = new Int32Array(FIRST_ENTRIES * ENTRY_WORDS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, this.#count * ENTRY_WORDS * WORD_BYTES);
  }

  add(entry: ReportEntry): void {
    const at = this.#count * ENTRY_WORDS;
    if (at === this.#words.length) this.#grow();
    this.#count += 1;
    this.#put(at, REPORT_SOURCES.indexOf(entry.source));
    for (let i = 1; i < REPORT_ENTRY.length; i += 1) {
      const member = REPORT_ENTRY[i];
      const value = member === undefined || member === 'source' ? 0 : entry[member];
      if (value !== undefined && value !== 0) this.#put(at + 2 * i, value);
    }
  }

  #put(at: number, value: number | bigint): void {
    if (typeof value === 'bigint') {
      this.#words[at] = Number(BigInt.asIntN(HALF_BITS, value));
      this.#words[at + 1] = Number(value >> BigInt(HALF_BITS));
    } else {
      this.#words[at] = value % HALF;
      this.#words[at + 1] = Math.floor(value / HALF);
    }
  }

  #grow(): void {
    const larger = new Int32Array(this.#words.length * 2);
    larger.set(this.#words);
    this.#words = larger;
  }
}

/** The report's text, as the server writes it. `loadReports` must have resolved. */
export function reportText(input: ReportInput, as: 'json' | 'csv'): Outcome<string> {
  if (input.entries.count > REPORT_ENTRIES_MAX)
    return failure('over_limit', 'This is more than one report holds. Choose a shorter time.');
  try {
    const f = money.frame();
    const texts = f.alloc(input.texts.length * TEXT_BYTES);
    input.texts.forEach((text, i) => {
      const { at, len } = f.text(text);
      f.writeWord(texts + i * TEXT_BYTES, at);
      f.writeWord(texts + i * TEXT_BYTES + 4, len);
    });
    const { at } = f.put(input.entries.bytes);
    const out = f.alloc(TEXT_BYTES);
    const status = f.core.core_report(
      REPORTS.findIndex(({ slug }) => slug === input.report),
      BigInt(currencyNumber(input.currency)),
      at,
      input.entries.count,
      texts,
      input.texts.length,
      as === 'csv' ? 1 : 0,
      out,
    );
    if (STATUSES[status] === 'ok') return success(f.read(f.readWord(out), f.readWord(out + 4)));
    return STATUSES[status] === 'over_limit'
      ? failure('over_limit', 'This is more than one report holds. Choose a shorter time.')
      : failure('invalid', 'This report cannot be made from what is on this device.');
  } catch (error) {
    if (error instanceof CoreFull) return failure('over_limit', error.message);
    throw error;
  }
}

export function makeReport(input: ReportInput): Outcome<Report> {
  const text = reportText(input, 'json');
  return text.ok ? success(JSON.parse(text.value) as Report) : text;
}
