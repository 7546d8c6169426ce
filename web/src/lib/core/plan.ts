// Planning, by core: delays that ripple through a day, the order of a tour's open dates, distances,
// suggested categories, and guests at doors. core-plan.wasm decides, the same bytes as native.

import planUrl from '../core-plan.wasm?url';
import {
  BREAK_KINDS,
  CHOICE_KINDS,
  CLASSIFY_ANSWER,
  DELAY_MODES,
  DELAY_RECORDS,
  DRIVER_RULES,
  GUEST_AT_DOOR,
  GUEST_VERDICTS,
  RADIUS_RECORDS,
  ROUTE_RECORDS,
  ROUTE_WORK_BYTES,
} from '../core-plan.gen';
import { STATUSES } from '../core-layout.gen';
import { failure, success, type Outcome } from '../outcome';
import type { CoreSource } from '../core';
import type { Frame, MemoryExports } from './memory';
import { Part } from './part';
import { ListTooLong, readRecord, writeRecord, type RecordValues } from './record';

/** core/wasm_plan.h says what each does. */
interface PlanExports extends MemoryExports {
  core_delay(day: number, out: number): number;
  core_route(plan: number, work: number, out: number): number;
  core_distance(
    latitude: bigint,
    longitude: bigint,
    toLatitude: bigint,
    toLongitude: bigint,
  ): bigint;
  core_drive(straightMetres: bigint, out: number): void;
  core_radius(clause: number, show: number, out: number): number;
  core_classify_bytes(): number;
  core_classify_learn(
    model: number,
    category: number,
    at: number,
    len: number,
    weight: number,
  ): void;
  core_classify_suggest(model: number, at: number, len: number, out: number): void;
  core_guest_room(at: number): number;
  core_guest_judge(at: number, heads: number): number;
  core_guest_part(party: number, doors: number, door: number, turn: number): number;
}

const UNITS_A_DEGREE = 1e7;
const DRIVE_BYTES = 16;
const WORD_BYTES = 8;
const REASON_BYTES = 8;
const TEXT_BYTES_MAX = 1024;

const plan = new Part<PlanExports>(planUrl);

export const loadPlan = (source?: CoreSource): Promise<void> => plan.load(source);

export type DriverRule = (typeof DRIVER_RULES)[number];
export type DelayMode = (typeof DELAY_MODES)[number];
export type BreakKind = (typeof BREAK_KINDS)[number];
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

type Members<R, N extends keyof R> = R[N] extends { readonly fields: infer F }
  ? { readonly [M in keyof F]: number }
  : never;
type Delays = typeof DELAY_RECORDS;

/** Times are Unix seconds, lengths seconds; items are named by their place in the list, from 1. */
export interface Delay {
  readonly late: number;
  readonly delay: number;
  readonly mode: DelayMode;
  readonly items: readonly Members<Delays, 'item'>[];
  readonly calls: readonly Members<Delays, 'call'>[];
  readonly drives: readonly (Omit<Members<Delays, 'drive'>, 'rule'> & {
    readonly rule: DriverRule;
  })[];
  /** what the drivers drove before, of each drive in order of time */
  readonly legs: readonly Members<Delays, 'leg'>[];
}

export interface Ripple {
  /** where each item stands afterwards, in their order */
  readonly moves: readonly {
    readonly starts: number;
    readonly ends: number;
    readonly isMoved: boolean;
  }[];
  readonly breaks: readonly (Omit<Members<Delays, 'break'>, 'kind'> & {
    readonly kind: BreakKind;
  })[];
  readonly choices: readonly (Omit<Members<Delays, 'choice'>, 'kind'> & {
    readonly kind: ChoiceKind;
  })[];
}

const words = (record: object): RecordValues =>
  Object.fromEntries(
    Object.entries(record).map(([member, value]: [string, unknown]) => [
      member,
      Array.isArray(value)
        ? value.map((one: object) => words(one))
        : BigInt(Math.trunc(Number(value))),
    ]),
  );

const list = (values: RecordValues, member: string): readonly RecordValues[] => {
  const found = values[member];
  return typeof found === 'object' ? found : [];
};

const number = (values: RecordValues, member: string): number => {
  const found = values[member];
  return typeof found === 'bigint' ? Number(found) : 0;
};

const refused = failure('invalid', 'This plan contradicts itself.');

function called(status: number, read: () => RecordValues): Outcome<RecordValues> {
  return STATUSES[status] === 'ok' ? success(read()) : refused;
}

function guarded<T>(call: () => Outcome<T>): Outcome<T> {
  try {
    return call();
  } catch (error) {
    if (error instanceof ListTooLong) return failure('too_big', error.message);
    throw error;
  }
}

/** What a delay does to the day: what moves, what breaks, and what could be done about it. */
export function spreadDelay(delay: Delay): Outcome<Ripple> {
  return guarded(() => {
    const f = plan.frame();
    const at = f.alloc(DELAY_RECORDS.day.bytes);
    const out = f.alloc(DELAY_RECORDS.result.bytes);
    writeRecord(f, DELAY_RECORDS, 'day', at, {
      ...words({ late: delay.late, delay: delay.delay, mode: DELAY_MODES.indexOf(delay.mode) }),
      items: delay.items.map(words),
      calls: delay.calls.map(words),
      drives: delay.drives.map((d) => words({ ...d, rule: DRIVER_RULES.indexOf(d.rule) })),
      legs: delay.legs.map(words),
    });
    const found = called(f.core.core_delay(at, out), () =>
      readRecord(f, DELAY_RECORDS, 'result', out),
    );
    return found.ok ? success(readRipple(found.value)) : found;
  });
}

function readRipple(values: RecordValues): Ripple {
  return {
    moves: list(values, 'moves').map((move) => ({
      starts: number(move, 'starts'),
      ends: number(move, 'ends'),
      isMoved: number(move, 'is_moved') !== 0,
    })),
    breaks: list(values, 'breaks').map((one) => ({
      kind: BREAK_KINDS[number(one, 'kind')] ?? 'overlap',
      item: number(one, 'item'),
      limit: number(one, 'limit'),
      amount: number(one, 'amount'),
    })),
    choices: list(values, 'choices').map((one) => ({
      breach: number(one, 'breach'),
      kind: CHOICE_KINDS[number(one, 'kind')] ?? 'agree',
      item: number(one, 'item'),
      amount: number(one, 'amount'),
    })),
  };
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const units = (degrees: number): bigint => BigInt(Math.round(degrees * UNITS_A_DEGREE));

/** Metres in a straight line on the globe; undefined for a place that is not on it. */
export function distance(a: Place, b: Place): number | undefined {
  const metres = plan
    .frame()
    .core.core_distance(
      units(a.latitude),
      units(a.longitude),
      units(b.latitude),
      units(b.longitude),
    );
  return metres < 0n ? undefined : Number(metres);
}

/** What a drive is likely to take; an estimate, and to be called one. */
export interface Drive {
  readonly metres: number;
  readonly seconds: number;
}

export function estimateDrive(straightMetres: number): Drive {
  const f = plan.frame();
  const out = f.alloc(DRIVE_BYTES);
  f.core.core_drive(BigInt(Math.round(straightMetres)), out);
  return { metres: Number(f.readBigInt(out)), seconds: Number(f.readBigInt(out + WORD_BYTES)) };
}

/** A show near which, in place and in time, no other may be; days are counted from any one day. */
export interface RadiusClause extends Place {
  readonly day: number;
  readonly metres: number;
  readonly daysBefore: number;
  readonly daysAfter: number;
}

export interface RadiusFinding {
  readonly metres: number;
  /** how many days after the clause's show; negative: before */
  readonly days: number;
  readonly isBroken: boolean;
}

/** Whether a show on a day breaks the clause; undefined for a place that is not on the globe. */
export function judgeRadius(
  clause: RadiusClause,
  show: Place & { readonly day: number },
): RadiusFinding | undefined {
  const f = plan.frame();
  const at = f.alloc(RADIUS_RECORDS.clause.bytes);
  const other = f.alloc(RADIUS_RECORDS.show.bytes);
  const out = f.alloc(RADIUS_RECORDS.finding.bytes);
  const place = ({ latitude, longitude }: Place): RecordValues => ({
    latitude: units(latitude),
    longitude: units(longitude),
  });
  writeRecord(f, RADIUS_RECORDS, 'clause', at, {
    ...place(clause),
    ...words({
      day: clause.day,
      metres: clause.metres,
      days_before: clause.daysBefore,
      days_after: clause.daysAfter,
    }),
  });
  writeRecord(f, RADIUS_RECORDS, 'show', other, { ...place(show), ...words({ day: show.day }) });
  if (STATUSES[f.core.core_radius(at, other, out)] !== 'ok') return undefined;
  const found = readRecord(f, RADIUS_RECORDS, 'finding', out);
  return {
    metres: number(found, 'metres'),
    days: number(found, 'days'),
    isBroken: number(found, 'is_broken') !== 0,
  };
}

export interface RouteStop extends Place {
  /** the days, from 0, that it can be on; one: it is fixed */
  readonly days: readonly number[];
  /** where it is now */
  readonly day: number | undefined;
}

export interface Route {
  /** at most 62 */
  readonly dayCount: number;
  /** days that nothing can be on */
  readonly closed: readonly number[];
  /** most shows on days in a row; 0: no limit */
  readonly runMax: number;
  /** most driving between two days */
  readonly driveSeconds: number;
  readonly stops: readonly RouteStop[];
}

export type RouteScore = Members<typeof ROUTE_RECORDS, 'score'>;

export interface RouteAnswer {
  readonly now: RouteScore;
  readonly proposed: RouteScore;
  /** each stop's day, in their order */
  readonly days: readonly (number | undefined)[];
}

const NOWHERE = -1;
const mask = (days: readonly number[]): bigint =>
  days.reduce((bits, day) => bits | (1n << BigInt(day)), 0n);

function readScore(values: RecordValues | undefined): RouteScore {
  const of = (member: keyof RouteScore): number => (values ? number(values, member) : 0);
  return {
    metres: of('metres'),
    seconds: of('seconds'),
    late: of('late'),
    tired: of('tired'),
    unplaced: of('unplaced'),
  };
}

/** Orders the open dates of a tour: least driving within the drivers' hours and days off. */
export function orderRoute(route: Route): Outcome<RouteAnswer> {
  return guarded(() => {
    const f = plan.frame();
    const at = f.alloc(ROUTE_RECORDS.plan.bytes);
    const work = f.alloc(ROUTE_WORK_BYTES);
    const out = f.alloc(ROUTE_RECORDS.answer.bytes);
    writeRecord(f, ROUTE_RECORDS, 'plan', at, {
      day_count: BigInt(route.dayCount),
      closed: mask(route.closed),
      run_max: BigInt(route.runMax),
      drive_seconds: BigInt(Math.round(route.driveSeconds)),
      stops: route.stops.map((stop) => ({
        latitude: units(stop.latitude),
        longitude: units(stop.longitude),
        days: mask(stop.days),
        day: BigInt(stop.day ?? NOWHERE),
      })),
    });
    const found = called(f.core.core_route(at, work, out), () =>
      readRecord(f, ROUTE_RECORDS, 'answer', out),
    );
    if (!found.ok) return found;
    const [now, proposed] = list(found.value, 'scores');
    return success({
      now: readScore(now),
      proposed: readScore(proposed),
      days: list(found.value, 'stops').map((placed) => {
        const day = number(placed, 'day');
        return day === NOWHERE ? undefined : day;
      }),
    });
  });
}

/** A category, how sure, and the words of the text that spoke for it. */
export interface Suggestion<C extends string> {
  readonly category: C;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Learns from what was filed and suggests; it lives in this page's memory only. */
export class Classifier<C extends string> {
  readonly #categories: readonly C[];
  #model: Uint8Array | undefined;

  constructor(categories: readonly C[]) {
    this.#categories = categories;
  }

  #open(): { readonly f: Frame<PlanExports>; readonly model: number } {
    const f = plan.frame();
    const bytes = f.core.core_classify_bytes();
    const model = this.#model ? f.put(this.#model).at : f.alloc(bytes);
    return { f, model };
  }

  /** Learns what was filed; what is `taken` back was corrected. */
  learn(
    filed: Iterable<{ readonly category: C; readonly text: string; readonly isTaken?: boolean }>,
  ): void {
    const { f, model } = this.#open();
    const room = f.alloc(TEXT_BYTES_MAX);
    for (const { category, text, isTaken } of filed) {
      const len = f.writeAt(room, text, TEXT_BYTES_MAX);
      f.core.core_classify_learn(
        model,
        this.#categories.indexOf(category),
        room,
        len,
        isTaken ? -1 : 1,
      );
    }
    this.#model = f.copy(model, f.core.core_classify_bytes());
  }

  suggest(text: string): Suggestion<C> | undefined {
    const { f, model } = this.#open();
    const piece = f.text(text);
    const out = f.alloc(CLASSIFY_ANSWER.bytes);
    f.core.core_classify_suggest(model, piece.at, piece.len, out);
    const category = this.#categories[f.readWord(out + CLASSIFY_ANSWER.category)];
    if (category === undefined) return undefined;
    const count = f.readWord(out + CLASSIFY_ANSWER.reason_count);
    const reasons = Array.from({ length: count }, (_, i) => {
      const reason = out + CLASSIFY_ANSWER.reasons + i * REASON_BYTES;
      return f.read(piece.at + f.readWord(reason), f.readWord(reason + 4));
    });
    return { category, confidence: f.readWord(out + CLASSIFY_ANSWER.confidence), reasons };
  }
}

export type GuestVerdict = (typeof GUEST_VERDICTS)[number];

/** One guest as one door knows them (core/guest.h); counts are heads. */
export interface GuestAtDoor {
  /** the guest and who comes with them */
  readonly party: number;
  /** places that this door holds, and how many of them are in */
  readonly held: number;
  readonly inside: number;
  /** the same of all other doors, as far as is known here */
  readonly heldOthers: number;
  readonly insideOthers: number;
  readonly isApproved: boolean;
}

function guestFrame(at: GuestAtDoor): { readonly f: Frame<PlanExports>; readonly place: number } {
  const f = plan.frame();
  const place = f.alloc(GUEST_AT_DOOR.bytes);
  f.writeWord(place + GUEST_AT_DOOR.party, at.party);
  f.writeWord(place + GUEST_AT_DOOR.held, at.held);
  f.writeWord(place + GUEST_AT_DOOR.inside, at.inside);
  f.writeWord(place + GUEST_AT_DOOR.held_others, at.heldOthers);
  f.writeWord(place + GUEST_AT_DOOR.inside_others, at.insideOthers);
  f.writeWord(place + GUEST_AT_DOOR.is_approved, at.isApproved ? 1 : 0);
  return { f, place };
}

/** How many more this door may let in without asking anybody. */
export function guestRoom(at: GuestAtDoor): number {
  const { f, place } = guestFrame(at);
  return f.core.core_guest_room(place);
}

/** May so many more come in at this door now, and if not, why? */
export function judgeGuest(at: GuestAtDoor, heads: number): GuestVerdict {
  const { f, place } = guestFrame(at);
  return GUEST_VERDICTS[f.core.core_guest_judge(place, heads)] ?? 'unapproved';
}

/** The places of a party that door number `door` of `doors` (from 0) is given, parted evenly. */
export const guestPart = (party: number, doors: number, door: number, turn: number): number =>
  plan.frame().core.core_guest_part(party, doors, door, turn);
