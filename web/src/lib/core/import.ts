// Reading a tour out of a spreadsheet or calendar file, by core; nothing is stored here.
// The part of core that does it is a second instance, loaded when the first file is opened.

import { dateOf, type CoreSource } from '../core';
import importUrl from '../core-import.wasm?url';
import {
  COLUMNS,
  DATE_NONE,
  DAY_ORDERS,
  DAYS,
  ENCODINGS,
  FORMATS,
  PROBLEM_WORDS,
  PROBLEMS,
  STATUSES,
  WIRE_column,
  WIRE_existing,
  WIRE_plan,
  WIRE_plan_options,
  WIRE_record,
  WIRE_record_problem,
  WIRE_source,
} from '../core-layout.gen';
import { failure, problemOf, success, type Outcome } from '../outcome';
import type { Frame, ImportExports } from './memory';
import { Part } from './part';

export type ColumnMeaning = (typeof COLUMNS)[number];
export type DayOrder = (typeof DAY_ORDERS)[number];

/** Something about a record; an error keeps the record from being imported, a note does not. */
export interface RecordProblem {
  readonly code: (typeof PROBLEMS)[number];
  /** "falls on another day of the week than is written" */
  readonly words: string;
  /** `ignored`: the whole row */
  readonly column: ColumnMeaning;
  readonly isError: boolean;
  /** what stood there */
  readonly value: string;
}

/** One show or day that would be created. Minutes count from midnight of `date`. */
export interface ImportRecord {
  readonly kind: (typeof DAYS)[number];
  readonly line: number;
  readonly isReady: boolean;
  readonly duplicateOf: number | undefined;
  readonly date: string | undefined;
  /** the minutes are UTC's, not those of `zone` (calendar files) */
  readonly isUtc: boolean;
  readonly doorsMinute: number | undefined;
  readonly startMinute: number | undefined;
  readonly endMinute: number | undefined;
  readonly curfewMinute: number | undefined;
  readonly capacity: number | undefined;
  readonly title: string;
  readonly venue: string;
  readonly address: string;
  readonly city: string;
  readonly country: string;
  readonly zone: string;
  readonly status: string;
  readonly billing: string;
  readonly notes: string;
  readonly currency: string;
  readonly guaranteeMinor: number | undefined;
  readonly problems: readonly RecordProblem[];
}

export interface ImportColumn {
  readonly header: string;
  readonly meaning: ColumnMeaning;
  /** the first few values that stand in it */
  readonly samples: readonly string[];
}

export interface ImportReading {
  readonly format: (typeof FORMATS)[number];
  readonly encoding: (typeof ENCODINGS)[number];
  /** columns of a spreadsheet; none for a calendar */
  readonly columns: readonly ImportColumn[];
  readonly rowCount: number;
  readonly headerLine: number;
  readonly dayOrder: DayOrder;
  readonly readyCount: number;
  readonly records: readonly ImportRecord[];
}

export interface ImportOptions {
  /** what each column means, as the user corrected it; left out: core's guess */
  readonly meanings?: readonly ColumnMeaning[] | undefined;
  readonly dayOrder: DayOrder;
  /** days since 1970 */
  readonly today: number;
  readonly boundaryMinutes: number;
  readonly currency: string;
  /** what is in the organization already */
  readonly existing: readonly ExistingRecord[];
}

export interface ExistingRecord {
  readonly day: number;
  readonly venue: string;
  readonly city: string;
  readonly title: string;
}

const SAMPLES_MAX = 3;

const reader = new Part<ImportExports>(importUrl);

/** Loads the reader ahead of the first file, or from elsewhere (tests have no address to fetch). */
export const loadImport = (source?: CoreSource): Promise<void> => reader.load(source);

export async function readImport(
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<Outcome<ImportReading>> {
  try {
    await reader.load();
    return readWith(bytes, options);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function readWith(bytes: Uint8Array, options: ImportOptions): Outcome<ImportReading> {
  const f = reader.frame();
  const { core } = f;
  const file = f.put(bytes);
  const source = f.alloc(WIRE_source.bytes);
  const opened = STATUSES[core.core_import_open(file.at, file.len, source)];
  if (opened !== 'ok') return refused(opened);
  const columnCount = f.readNumber(source, WIRE_source.column_count);
  const meanings = meaningsAt(f, options.meanings, columnCount);
  const plan = f.alloc(WIRE_plan.bytes);
  const handle = f.readNumber(source, WIRE_source.handle);
  const planned = STATUSES[core.core_import_plan(handle, meanings, optionsAt(f, options), plan)];
  if (planned !== 'ok') return refused(planned);
  return success({
    format: FORMATS[f.readNumber(source, WIRE_source.format)] ?? 'table',
    encoding: ENCODINGS[f.readNumber(source, WIRE_source.encoding)] ?? 'utf8',
    columns: readColumns(f, source, columnCount, options.meanings),
    rowCount: f.readNumber(source, WIRE_source.row_count),
    headerLine: f.readNumber(source, WIRE_source.header_line),
    dayOrder: DAY_ORDERS[f.readNumber(plan, WIRE_plan.day_order)] ?? 'guess',
    readyCount: f.readNumber(plan, WIRE_plan.ready_count),
    records: readRecords(f, plan),
  });
}

function refused(status: (typeof STATUSES)[number] | undefined): Outcome<ImportReading> {
  if (status === 'over_limit' || status === 'too_large') {
    return failure('too_large', 'This file is too large to import at once.');
  }
  return failure(
    status ?? 'invalid',
    'No dates could be read from this file. CSV and iCal files work.',
  );
}

function meaningsAt(
  f: Frame,
  meanings: readonly ColumnMeaning[] | undefined,
  count: number,
): number {
  if (!meanings || meanings.length !== count || count === 0) return 0;
  const at = f.alloc(count * 4);
  meanings.forEach((meaning, i) => f.writeWord(at + i * 4, COLUMNS.indexOf(meaning)));
  return at;
}

function optionsAt(f: Frame, options: ImportOptions): number {
  const existing = f.alloc(options.existing.length * WIRE_existing.bytes);
  options.existing.forEach((one, i) => {
    const at = existing + i * WIRE_existing.bytes;
    f.writeNumber(at, WIRE_existing.date, one.day);
    f.writeText(at, WIRE_existing.venue, one.venue);
    f.writeText(at, WIRE_existing.city, one.city);
    f.writeText(at, WIRE_existing.title, one.title);
  });
  const at = f.alloc(WIRE_plan_options.bytes);
  f.writeNumber(at, WIRE_plan_options.day_order, DAY_ORDERS.indexOf(options.dayOrder));
  f.writeNumber(at, WIRE_plan_options.today, options.today);
  f.writeNumber(at, WIRE_plan_options.boundary_minutes, options.boundaryMinutes);
  f.writeText(at, WIRE_plan_options.currency, options.currency);
  f.writeNumber(at, WIRE_plan_options.existing, options.existing.length > 0 ? existing : 0);
  f.writeNumber(at, WIRE_plan_options.existing_count, options.existing.length);
  return at;
}

const cellMember = { at: 0, type: 'text' } as const;
const CELL_BYTES = 8;

function readColumns(
  f: Frame,
  source: number,
  count: number,
  meanings: readonly ColumnMeaning[] | undefined,
): ImportColumn[] {
  const columns = f.readNumber(source, WIRE_source.columns);
  const cells = f.readNumber(source, WIRE_source.cells);
  const rows = Math.min(f.readNumber(source, WIRE_source.row_count), SAMPLES_MAX);
  return Array.from({ length: count }, (_, column) => {
    const at = columns + column * WIRE_column.bytes;
    const guess = COLUMNS[f.readNumber(at, WIRE_column.meaning)] ?? 'ignored';
    return {
      header: f.readText(at, WIRE_column.header),
      meaning: meanings?.[column] ?? guess,
      samples: Array.from({ length: rows }, (__, row) =>
        f.readText(cells + (row * count + column) * CELL_BYTES, cellMember),
      ),
    };
  });
}

function readRecords(f: Frame, plan: number): ImportRecord[] {
  const at = f.readNumber(plan, WIRE_plan.records);
  const problems = f.readNumber(plan, WIRE_plan.problems);
  const raw = Array.from({ length: f.readNumber(plan, WIRE_plan.record_count) }, (_, i) =>
    readRecord(f, at + i * WIRE_record.bytes, problems),
  );
  return raw.map(({ day, ...record }) => ({
    ...record,
    date: day === DATE_NONE ? undefined : dateOf(day),
  }));
}

function readRecord(
  f: Frame,
  at: number,
  problems: number,
): Omit<ImportRecord, 'date'> & { day: number } {
  const text = (
    name:
      | 'title'
      | 'venue'
      | 'address'
      | 'city'
      | 'country'
      | 'zone'
      | 'status'
      | 'billing'
      | 'notes'
      | 'currency',
  ) => f.readText(at, WIRE_record[name]);
  const known = (
    name:
      | 'doors_minute'
      | 'start_minute'
      | 'end_minute'
      | 'curfew_minute'
      | 'capacity'
      | 'duplicate_of',
  ) => {
    const value = f.readNumber(at, WIRE_record[name]);
    return value < 0 ? undefined : value;
  };
  const first = f.readNumber(at, WIRE_record.first_problem);
  return {
    kind: DAYS[f.readNumber(at, WIRE_record.kind)] ?? 'show',
    line: f.readNumber(at, WIRE_record.line),
    isReady: f.readNumber(at, WIRE_record.is_ready) === 1,
    duplicateOf: known('duplicate_of'),
    day: f.readNumber(at, WIRE_record.date),
    isUtc: f.readNumber(at, WIRE_record.is_utc) === 1,
    doorsMinute: known('doors_minute'),
    startMinute: known('start_minute'),
    endMinute: known('end_minute'),
    curfewMinute: known('curfew_minute'),
    capacity: known('capacity'),
    title: text('title'),
    venue: text('venue'),
    address: text('address'),
    city: text('city'),
    country: text('country'),
    zone: text('zone'),
    status: text('status'),
    billing: text('billing'),
    notes: text('notes'),
    currency: text('currency'),
    guaranteeMinor:
      f.readNumber(at, WIRE_record.has_guarantee) === 1
        ? f.readNumber(at, WIRE_record.guarantee_minor)
        : undefined,
    problems: Array.from({ length: f.readNumber(at, WIRE_record.problem_count) }, (_, i) =>
      readProblem(f, problems + (first + i) * WIRE_record_problem.bytes),
    ),
  };
}

function readProblem(f: Frame, at: number): RecordProblem {
  const code = PROBLEMS[f.readNumber(at, WIRE_record_problem.problem)] ?? 'none';
  return {
    code,
    words: PROBLEM_WORDS[code],
    column: COLUMNS[f.readNumber(at, WIRE_record_problem.column)] ?? 'ignored',
    isError: f.readNumber(at, WIRE_record_problem.is_error) === 1,
    value: f.readText(at, WIRE_record_problem.value),
  };
}
