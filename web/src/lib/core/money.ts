// Settlements and per diems, by core: from a deal and the box office to the balance due, each line
// with its formula. Nothing is worked out here; core-money.wasm does, as on the server.

import moneyUrl from '../core-money.wasm?url';
import {
  DIFFERENCE_MEMBERS,
  LINE_MEMBERS,
  MEALS,
  MONEY_FORMULAS,
  MONEY_LINES,
  MONEY_RECORDS,
  MONEY_RESULT,
  MONEY_TERMS,
  MONEY_TRIAL,
  MONEY_WORK,
  PERDIEM_DAY_MEMBERS,
  PERDIEM_LINE_MEMBERS,
  PERDIEM_RULE_MEMBERS,
  POINT_MEMBERS,
  SETTLEMENT_LINES_MAX,
  TURN_MEMBERS,
} from '../core-money.gen';
import { PROBLEM_WORDS, PROBLEMS, STATUSES } from '../core-layout.gen';
import { failure, success, type Outcome } from '../outcome';
import type { CoreSource } from '../core';
import { Frame, type MemoryExports } from './memory';
import { fromWords, toWords, type MoneyRecord, type RecordName } from './money-record';
import { Part } from './part';
import {
  FX_DIGITS,
  ListTooLong,
  RATE_DIGITS,
  readMembers,
  readRecord,
  scaled,
  unscaled,
  writeMembers,
  writeRecord,
} from './record';

export type { MoneyRecord, RecordName };

/** core/wasm_money.h says what each does. */
interface MoneyExports extends MemoryExports {
  core_settle(input: number, out: number): number;
  core_settle_run(run: number, shows: number, work: number, out: number): number;
  core_capacity(input: number): number;
  core_outlook(input: number, count: number, work: number, out: number): number;
  core_turns(input: number, work: number, out: number): number;
  core_first_difference(a: number, b: number): number;
  core_differences(
    ourRun: number,
    ourShows: number,
    theirRun: number,
    theirShows: number,
    out: number,
    most: number,
  ): number;
  core_undisputed(
    run: number,
    shows: number,
    disputes: number,
    count: number,
    trial: number,
    effects: number,
    balance: number,
  ): number;
  core_settlement_write(data: number, out: number, cap: number): number;
  core_settlement_read(at: number, len: number, data: number): number;
  core_run_write(run: number, shows: number, out: number, cap: number): number;
  core_run_read(at: number, length: number, run: number, shows: number): number;
  core_result_write(result: number, out: number, cap: number): number;
  core_perdiem(rule: number, days: number, count: number, out: number, member: number): number;
}

export type SettlementInput = MoneyRecord<'input'>;
/** Shows settled as one: `shows` stand as the inputs do that are given with it. */
export type SettlementRun = MoneyRecord<'run'>;
/** What is settled: one show, or with a run several as one. */
export interface SettlementSide {
  readonly run?: SettlementRun | undefined;
  readonly shows: readonly SettlementInput[];
}
export type LineName = (typeof MONEY_LINES)[number]['name'];
export type FormulaName = (typeof MONEY_FORMULAS)[number]['name'];
export type OperandKind = (typeof MONEY_FORMULAS)[number]['a' | 'b' | 'c'];

export interface Operand {
  readonly kind: OperandKind;
  /** minor units, a count or a line's index; of a rate its decimal text */
  readonly value: number | string;
}

/** One step of a settlement: amount = formula(a, b, c). */
export interface SettlementLine {
  readonly index: number;
  readonly name: LineName;
  /** "ticket tax" */
  readonly words: string;
  /** which one of the list it comes from, from 0 */
  readonly item: number;
  /** in the promoter's account: the line that the amount is taken from */
  readonly of: LineName | undefined;
  /** how it enters the next total: 1, −1, or 0 for a side calculation */
  readonly sign: number;
  readonly formula: FormulaName;
  /** "{a} × {b}" */
  readonly formulaWords: string;
  readonly operands: Readonly<Record<'a' | 'b' | 'c', Operand>>;
  readonly amount: number;
  /** the field that it rests on */
  readonly record: RecordName;
  readonly field: string;
}

export interface Settlement {
  readonly lines: readonly SettlementLine[];
  /** the amounts of the lines of each name, added */
  readonly totals: Readonly<Record<LineName, number>>;
  /** canonical text of the input and of the result: what is hashed and signed */
  readonly inputText: string;
  readonly resultText: string;
}

export interface OutlookPoint extends Readonly<Record<(typeof POINT_MEMBERS)[number], number>> {}

export interface SettlementDifference {
  /** whose figure it is, from 0; undefined: the run's own */
  readonly show: number | undefined;
  readonly record: RecordName;
  readonly field: string;
  /** of the record in its list */
  readonly index: number;
  readonly ours: number;
  readonly theirs: number;
}

const TEXT_BYTES = 131072;
const WORD_BYTES = 8;
const DIFFERENCES_MAX = 256;

const money = new Part<MoneyExports>(moneyUrl);

export const loadMoney = (source?: CoreSource): Promise<void> => money.load(source);

function putRecord(f: Frame<MoneyExports>, record: RecordName, values: object): number {
  const at = f.alloc(MONEY_RECORDS[record].bytes);
  writeRecord(f, MONEY_RECORDS, record, at, toWords(record, values));
  return at;
}

/** A run and its shows, one behind the other; the run is 0 where there is none. */
function putSide(
  f: Frame<MoneyExports>,
  { run, shows }: SettlementSide,
): { readonly run: number; readonly shows: number } {
  const { bytes } = MONEY_RECORDS.input;
  const inputs = f.alloc(bytes * Math.max(shows.length, 1));
  shows.forEach((show, i) =>
    writeRecord(f, MONEY_RECORDS, 'input', inputs + i * bytes, toWords('input', show)),
  );
  return { run: run ? putRecord(f, 'run', run) : 0, shows: inputs };
}

const problemWords = (problem: number): string => PROBLEM_WORDS[PROBLEMS[problem] ?? 'none'];

/** A record's field as the problems of a settlement name it: "tier.0.price", of a root "share". */
export const fieldName = (record: RecordName, index: number, field: string): string =>
  record === 'input' || record === 'run' ? field : `${record}.${index}.${field}`;

/** A refusal as a problem of the field that it is about; `words` follow its name. */
export function refusalOf(
  code: string,
  record: RecordName,
  index: number,
  field: string,
  words: string,
): ReturnType<typeof failure> {
  const label = field.replaceAll('_', ' ');
  const isRoot = record === 'input' || record === 'run';
  const where = isRoot ? label : `${record} ${index + 1}: ${label}`;
  return failure(code, `${where} ${words}`, { [fieldName(record, index, field)]: words });
}

/** What core found wrong, and in which field of which record. */
function faultIn(f: Frame<MoneyExports>, result: number) {
  const problem = Number(f.readBigInt(result + MONEY_RESULT.problem));
  const term = MONEY_TERMS[Number(f.readBigInt(result + MONEY_RESULT.term))];
  return {
    code: PROBLEMS[problem] ?? 'invalid',
    record: term?.record ?? 'input',
    index: Number(f.readBigInt(result + MONEY_RESULT.index)),
    field: term?.field ?? '',
    words: problemWords(problem),
  };
}

function refusal(f: Frame<MoneyExports>, result: number): ReturnType<typeof failure> {
  const { code, record, index, field, words } = faultIn(f, result);
  return refusalOf(code, record, index, field, words);
}

/** A run's refusal: what is wrong in a show names the show, from 0: "show.1.type". */
function runRefusal(f: Frame<MoneyExports>, result: number): ReturnType<typeof failure> {
  const { code, record, index, field, words } = faultIn(f, result);
  if (record !== 'input' && record !== 'run_show')
    return refusalOf(code, record, index, field, words);
  const label = field.replaceAll('_', ' ');
  return failure(code, `show ${index + 1}: ${label} ${words}`, {
    [`show.${index}.${field}`]: words,
  });
}

function refusedList(error: unknown): ReturnType<typeof failure> {
  if (!(error instanceof ListTooLong)) throw error;
  return failure('too_big', error.message, { [error.member]: error.message });
}

function operand(kind: OperandKind, value: number, word: bigint): Operand {
  if (kind === 'rate') return { kind, value: unscaled(word, RATE_DIGITS) };
  return { kind, value: kind === 'fx' ? unscaled(word, FX_DIGITS) : value };
}

function readLine(f: Frame<MoneyExports>, at: number, index: number): SettlementLine {
  const members = readMembers(f, LINE_MEMBERS, at);
  const word = (name: (typeof LINE_MEMBERS)[number]): bigint =>
    f.readBigInt(at + LINE_MEMBERS.indexOf(name) * WORD_BYTES);
  const label = MONEY_LINES[members.label] ?? MONEY_LINES[0];
  const formula = MONEY_FORMULAS[members.formula] ?? MONEY_FORMULAS[0];
  const isAccount = label.name === 'account';
  return {
    index,
    name: label.name,
    words: label.words,
    item: isAccount ? 0 : members.item,
    of: isAccount ? MONEY_LINES[members.item]?.name : undefined,
    sign: members.sign,
    formula: formula.name,
    formulaWords: formula.words,
    operands: {
      a: operand(formula.a, members.a, word('a')),
      b: operand(formula.b, members.b, word('b')),
      c: operand(formula.c, members.c, word('c')),
    },
    amount: members.amount,
    record: label.record,
    field: label.field,
  };
}

function written(f: Frame<MoneyExports>, write: (out: number, cap: number) => number): string {
  const out = f.alloc(TEXT_BYTES);
  const length = write(out, TEXT_BYTES);
  if (length < 0) throw new RangeError('a settlement is longer than its text may be');
  return f.read(out, length);
}

function readSettlement(
  f: Frame<MoneyExports>,
  result: number,
  writeInput: (out: number, cap: number) => number,
): Settlement {
  const count = Number(f.readBigInt(result + MONEY_RESULT.line_count));
  const lines = Array.from({ length: Math.min(count, SETTLEMENT_LINES_MAX) }, (_, i) =>
    readLine(f, result + MONEY_RESULT.lines + i * LINE_MEMBERS.length * WORD_BYTES, i),
  );
  const totals = MONEY_LINES.map(({ name }, i) => [
    name,
    Number(f.readBigInt(result + MONEY_RESULT.totals + i * WORD_BYTES)),
  ]);
  return {
    lines,
    totals: Object.fromEntries(totals) as Record<LineName, number>,
    inputText: written(f, writeInput),
    resultText: written(f, (out, cap) => f.core.core_result_write(result, out, cap)),
  };
}

/** Settles one show. A deal that cannot be is refused, with the field that is wrong. */
export function settle(input: SettlementInput): Outcome<Settlement> {
  try {
    const f = money.frame();
    const at = putRecord(f, 'input', input);
    const result = f.alloc(MONEY_RESULT.bytes);
    if (STATUSES[f.core.core_settle(at, result)] !== 'ok') return refusal(f, result);
    const write = (out: number, cap: number): number => f.core.core_settlement_write(at, out, cap);
    return success(readSettlement(f, result, write));
  } catch (error) {
    return refusedList(error);
  }
}

/**
 * Settles several shows as one (core/settlement_run.h). Each must settle by itself: what is refused
 * here is the run's own, or a show's kind of deal or rate.
 */
export function settleRun(
  run: SettlementRun,
  shows: readonly SettlementInput[],
): Outcome<Settlement> {
  try {
    const f = money.frame();
    const at = putSide(f, { run, shows });
    const work = f.alloc(MONEY_RESULT.bytes);
    const result = f.alloc(MONEY_RESULT.bytes);
    if (STATUSES[f.core.core_settle_run(at.run, at.shows, work, result)] !== 'ok')
      return runRefusal(f, result);
    const write = (out: number, cap: number): number =>
      f.core.core_run_write(at.run, at.shows, out, cap);
    return success(readSettlement(f, result, write));
  } catch (error) {
    return refusedList(error);
  }
}

export const settleSide = ({ run, shows }: SettlementSide): Outcome<Settlement> =>
  run ? settleRun(run, shows) : settle(shows[0] ?? {});

/** A settlement's input from canonical text, as the other side's phone shows it. */
export function readSettlementText(text: string): SettlementInput | undefined {
  const f = money.frame();
  const piece = f.text(text);
  const at = f.alloc(MONEY_RECORDS.input.bytes);
  if (STATUSES[f.core.core_settlement_read(piece.at, piece.len, at)] !== 'ok') return undefined;
  return fromWords('input', readRecord(f, MONEY_RECORDS, 'input', at));
}

/** A canonical text that was worked out again: one show's, or a run's with its shows. */
export interface WorkedOut {
  /** the show's; of a run what it has of its own */
  readonly input: SettlementInput;
  readonly settled: Settlement;
  readonly run: SettlementRun | undefined;
  /** of a run: what each of its shows brings */
  readonly shows: readonly SettlementInput[];
}

function workOutRun(text: string): WorkedOut | undefined {
  const f = money.frame();
  const piece = f.text(text);
  const at = f.alloc(MONEY_RECORDS.run.bytes);
  const { bytes } = MONEY_RECORDS.input;
  const inputs = f.alloc(bytes * MONEY_RECORDS.run.fields.shows.most);
  if (STATUSES[f.core.core_run_read(piece.at, piece.len, at, inputs)] !== 'ok') return undefined;
  const run: SettlementRun = fromWords('run', readRecord(f, MONEY_RECORDS, 'run', at));
  const shows = (run.shows ?? []).map((_, i): SettlementInput => {
    const words = readRecord(f, MONEY_RECORDS, 'input', inputs + i * bytes);
    return fromWords('input', words);
  });
  const settled = settleRun(run, shows);
  const { currency, withholdings } = run;
  return settled.ok
    ? { input: { currency, withholdings }, settled: settled.value, run, shows }
    : undefined;
}

/** What a text that was shown or signed comes to; undefined: it cannot be read, or settled. */
export function workOut(text: string): WorkedOut | undefined {
  if (text.startsWith('run ')) return workOutRun(text);
  const input = readSettlementText(text);
  const settled = input && settle(input);
  return input && settled?.ok
    ? { input, settled: settled.value, run: undefined, shows: [] }
    : undefined;
}

/** The show at `count` numbers of paid tickets from none to all. */
export function outlook(input: SettlementInput, count: number): Outcome<readonly OutlookPoint[]> {
  try {
    const f = money.frame();
    const at = putRecord(f, 'input', input);
    const work = f.alloc(MONEY_WORK.bytes);
    const bytes = POINT_MEMBERS.length * WORD_BYTES;
    const out = f.alloc(count * bytes);
    if (STATUSES[f.core.core_outlook(at, count, work, out)] !== 'ok')
      return refusal(f, work + MONEY_WORK.out);
    return success(
      Array.from({ length: count }, (_, i) => readMembers(f, POINT_MEMBERS, out + i * bytes)),
    );
  } catch (error) {
    return refusedList(error);
  }
}

/** From how many tickets the percentage takes over, and the promoter loses nothing; −1: never. */
export function turns(
  input: SettlementInput,
): Outcome<Readonly<Record<(typeof TURN_MEMBERS)[number], number>>> {
  try {
    const f = money.frame();
    const at = putRecord(f, 'input', input);
    const work = f.alloc(MONEY_WORK.bytes);
    const out = f.alloc(TURN_MEMBERS.length * WORD_BYTES);
    if (STATUSES[f.core.core_turns(at, work, out)] !== 'ok')
      return refusal(f, work + MONEY_WORK.out);
    return success(readMembers(f, TURN_MEMBERS, out));
  } catch (error) {
    return refusedList(error);
  }
}

/** A line by its place, and the show of a run that has it; undefined: what is settled itself. */
export interface LinePlace {
  readonly show: number | undefined;
  readonly line: number;
}

/**
 * The first line that is not the same on both sides, of a run night by night and then as one;
 * undefined: they are the same. Both must be such that they can be settled.
 */
export function firstDifference(
  ours: SettlementSide,
  theirs: SettlementSide,
): LinePlace | undefined {
  const f = money.frame();
  const [a, b, work] = [0, 0, 0].map(() => f.alloc(MONEY_RESULT.bytes)) as [number, number, number];
  for (const [i, show] of ours.shows.entries()) {
    f.core.core_settle(putRecord(f, 'input', show), a);
    f.core.core_settle(putRecord(f, 'input', theirs.shows[i] ?? {}), b);
    const line = f.core.core_first_difference(a, b);
    if (line >= 0) return { show: ours.run ? i : undefined, line };
  }
  if (!ours.run || !theirs.run) return undefined;
  for (const [side, out] of [
    [ours, a],
    [theirs, b],
  ] as const) {
    const at = putSide(f, side);
    f.core.core_settle_run(at.run, at.shows, work, out);
  }
  const line = f.core.core_first_difference(a, b);
  return line < 0 ? undefined : { show: undefined, line };
}

function readDifferences(
  f: Frame<MoneyExports>,
  out: number,
  count: number,
): readonly SettlementDifference[] {
  const bytes = DIFFERENCE_MEMBERS.length * WORD_BYTES;
  return Array.from({ length: Math.min(count, DIFFERENCES_MAX) }, (_, i) => {
    const found = readMembers(f, DIFFERENCE_MEMBERS, out + i * bytes);
    const term = MONEY_TERMS[found.term] ?? MONEY_TERMS[0];
    const { index, ours, theirs } = found;
    const show = found.show < 0 ? undefined : found.show;
    return { show, record: term.record, field: term.field, index, ours, theirs };
  });
}

/** Where what they put in differs from what we put in, and what is owed whatever becomes of it. */
export interface Comparison {
  readonly differences: readonly SettlementDifference[];
  /** what each difference alone would change in the balance */
  readonly effects: readonly number[];
  /** the balance that nobody disputes */
  readonly undisputed: number;
}

export function compare(ours: SettlementSide, theirs: SettlementSide): Outcome<Comparison> {
  try {
    const f = money.frame();
    const our = putSide(f, ours);
    const their = putSide(f, theirs);
    const out = f.alloc(DIFFERENCES_MAX * DIFFERENCE_MEMBERS.length * WORD_BYTES);
    const found = f.core.core_differences(
      our.run,
      our.shows,
      their.run,
      their.shows,
      out,
      DIFFERENCES_MAX,
    );
    const count = Math.min(found, DIFFERENCES_MAX);
    const trial = f.alloc(MONEY_TRIAL.bytes);
    const effects = f.alloc(Math.max(count, 1) * WORD_BYTES);
    const balance = f.alloc(WORD_BYTES);
    const code = f.core.core_undisputed(our.run, our.shows, out, count, trial, effects, balance);
    if (STATUSES[code] !== 'ok')
      return (ours.run ? runRefusal : refusal)(f, trial + MONEY_TRIAL.out);
    return success({
      differences: readDifferences(f, out, count),
      effects: Array.from({ length: count }, (_, i) =>
        Number(f.readBigInt(effects + i * WORD_BYTES)),
      ),
      undisputed: Number(f.readBigInt(balance)),
    });
  } catch (error) {
    return refusedList(error);
  }
}

/** Minor units of one currency; `edge_rate` of the day's rate on the first and last day. */
export interface PerDiemRule {
  readonly day: number;
  readonly breakfast: number;
  readonly lunch: number;
  readonly dinner: number;
  readonly incidentals: number;
  readonly edge_rate: string | number;
}

export interface PerDiemDay {
  readonly isEdge: boolean;
  readonly provided: readonly (keyof typeof MEALS)[];
}

export type PerDiemLine = Readonly<Record<(typeof PERDIEM_LINE_MEMBERS)[number], number>>;

export function perDiems(
  rule: PerDiemRule,
  days: readonly PerDiemDay[],
): Outcome<readonly PerDiemLine[]> {
  const f = money.frame();
  const by = f.alloc(PERDIEM_RULE_MEMBERS.length * WORD_BYTES);
  writeMembers(f, PERDIEM_RULE_MEMBERS, by, {
    ...rule,
    edge_rate: Number(scaled(rule.edge_rate, RATE_DIGITS)),
  });
  const dayBytes = PERDIEM_DAY_MEMBERS.length * WORD_BYTES;
  const lineBytes = PERDIEM_LINE_MEMBERS.length * WORD_BYTES;
  const at = f.alloc(days.length * dayBytes);
  days.forEach(({ isEdge, provided }, i) =>
    writeMembers(f, PERDIEM_DAY_MEMBERS, at + i * dayBytes, {
      is_edge: isEdge ? 1 : 0,
      provided: provided.reduce((bits, meal) => bits | MEALS[meal], 0),
    }),
  );
  const out = f.alloc(days.length * lineBytes);
  const member = f.alloc(WORD_BYTES);
  const problem = f.core.core_perdiem(by, at, days.length, out, member);
  if (problem !== 0) {
    const field = PERDIEM_RULE_MEMBERS[f.readWord(member)] ?? 'day';
    const words = problemWords(problem);
    return failure(PROBLEMS[problem] ?? 'invalid', `${field.replaceAll('_', ' ')} ${words}`, {
      [field]: words,
    });
  }
  return success(days.map((_, i) => readMembers(f, PERDIEM_LINE_MEMBERS, out + i * lineBytes)));
}
