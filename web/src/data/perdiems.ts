// Per diems: rules, and each person's allowance for each day, reckoned by core.

import { addDays, dayNumber } from '../lib/core';
import { perDiems as reckon } from '../lib/core/money';
import { failure, success, type Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import { acknowledgement, hasSeen, type Acknowledgement } from './acknowledgements';
import { resource } from './resource';
import type { Meal, Rows } from './rows.gen';
import { change, insertion, rows, type Local } from './tables';

export type PerDiemRule = Local<Rows['per_diem_rules']>;
export type PerDiem = Local<Rows['per_diems']>;

export const perDiemRules = resource<'per_diem_rules', 'name' | 'currency' | 'day_minor'>(
  'per_diem_rules',
  'Rule',
  (a, b) => a.name.localeCompare(b.name),
);

export const perDiemDays = resource<
  'per_diems',
  'person_id' | 'date' | 'amount_minor' | 'currency'
>('per_diems', 'Per diem', (a, b) => a.date.localeCompare(b.date));

type RuleAmounts = Pick<
  PerDiemRule,
  | 'day_minor'
  | 'breakfast_minor'
  | 'lunch_minor'
  | 'dinner_minor'
  | 'incidentals_minor'
  | 'edge_rate'
>;

/** What a day has to do with its amount. */
export interface DayFacts {
  readonly isEdge: boolean;
  readonly provided: readonly Meal[];
}

/** What days come to by a rule, in minor units. `loadMoney` must have resolved. */
export function amountsOf(
  rule: RuleAmounts,
  days: readonly DayFacts[],
): Outcome<readonly number[]> {
  const reckoned = reckon(
    {
      day: rule.day_minor,
      breakfast: rule.breakfast_minor,
      lunch: rule.lunch_minor,
      dinner: rule.dinner_minor,
      incidentals: rule.incidentals_minor,
      edge_rate: rule.edge_rate,
    },
    days,
  );
  return reckoned.ok ? success(reckoned.value.map(({ amount }) => amount)) : reckoned;
}

export const DAYS_MAX = 370;

/** Every date from the first to the last. */
export function datesBetween(from: string, to: string): Outcome<readonly string[]> {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first === undefined || last === undefined)
    return failure('invalid', 'Say the first and the last day.');
  if (last < first) return failure('invalid', 'The last day is before the first.');
  if (last - first >= DAYS_MAX) return failure('too_big', `At most ${DAYS_MAX} days at once.`);
  return success(Array.from({ length: last - first + 1 }, (_, i) => addDays(from, i)));
}

/** Days to be made at once for several people. */
export interface PerDiemPlan {
  readonly tourId: string;
  readonly rule: PerDiemRule;
  readonly personIds: readonly string[];
  readonly from: string;
  readonly to: string;
  /** whether the first and the last day count as such */
  readonly hasEdges: boolean;
  readonly provided: readonly Meal[];
}

export interface PlannedDay {
  readonly date: string;
  readonly isEdge: boolean;
  readonly amount_minor: number;
}

/** What the plan comes to for one person. */
export function plannedDays(plan: PerDiemPlan): Outcome<readonly PlannedDay[]> {
  const dates = datesBetween(plan.from, plan.to);
  if (!dates.ok) return dates;
  const isEdge = (i: number): boolean => plan.hasEdges && (i === 0 || i === dates.value.length - 1);
  const amounts = amountsOf(
    plan.rule,
    dates.value.map((_, i) => ({ isEdge: isEdge(i), provided: plan.provided })),
  );
  if (!amounts.ok) return amounts;
  return success(
    dates.value.map((date, i) => ({
      date,
      isEdge: isEdge(i),
      amount_minor: amounts.value[i] ?? 0,
    })),
  );
}

const dayKey = (personId: string, date: string): string => `${personId} ${date}`;

/** Adds the days that nobody has yet; what a person already has for a day is left as it is. */
export function addPerDiems(plan: PerDiemPlan): Promise<Outcome<void>> {
  const days = plannedDays(plan);
  if (!days.ok) return Promise.resolve(days);
  return write('Per diems added', async (store) => {
    const there = await rows(store, 'per_diems')
      .where('date')
      .between(plan.from, plan.to, true, true)
      .toArray();
    const taken = new Set(there.map(({ person_id, date }) => dayKey(person_id, date)));
    const drafts = plan.personIds.flatMap((person_id) =>
      days.value
        .filter(({ date }) => !taken.has(dayKey(person_id, date)))
        .map(({ date, isEdge, amount_minor }) =>
          insertion('per_diems', {
            tour_id: plan.tourId,
            person_id,
            rule_id: plan.rule.id,
            date,
            is_edge: isEdge,
            provided: plan.provided,
            amount_minor,
            currency: plan.rule.currency,
          }),
        ),
    );
    return drafts.length > 0
      ? drafts
      : failure('duplicate', 'Everybody has these days already.').problem;
  });
}

/** Somebody got their money and signed for it: one line for all their open days. */
export const signFor = (
  days: readonly PerDiem[],
  name: string,
  paidOn: string,
): Promise<Outcome<void>> =>
  write('Per diems signed for', () =>
    Promise.resolve(
      days.map((day) =>
        change('per_diems', day.id, {
          signed_name: name,
          signed_at: new Date().toISOString(),
          paid_on: day.paid_on ?? paidOn,
        }),
      ),
    ),
  );

/**
 * One has got the money oneself and says so on the own phone: the server signs for each day that
 * is still as it was seen (ota.sign_per_diem).
 */
export const signOwn = (
  days: readonly PerDiem[],
  given: readonly Acknowledgement[],
): Promise<Outcome<void>> =>
  write('Per diems signed for', () =>
    Promise.resolve(days.map((day) => acknowledgement('per_diems', day, given))),
  );

/** Signed by the server's word, or on this device, which is still to be sent. */
export const isSigned = (
  day: Pick<PerDiem, 'id' | 'seq' | 'signed_at'>,
  userId: string | undefined,
  given: readonly Acknowledgement[],
): boolean => day.signed_at !== null || hasSeen(userId, day, given);

/** What one has most likely received: the days marked as paid, or else those that have begun. */
export function receivedOf(days: readonly PerDiem[], today: string): readonly PerDiem[] {
  const paid = days.filter(({ paid_on }) => paid_on !== null);
  return paid.length > 0 ? paid : days.filter(({ date }) => date <= today);
}

export const removePerDiems = (days: readonly PerDiem[]): Promise<Outcome<void>> =>
  write(days.length === 1 ? 'Per diem deleted' : `${days.length} per diems deleted`, () =>
    Promise.resolve(days.map(({ id }) => ({ table: 'per_diems', op: 'delete', id, values: {} }))),
  );

/** One person's days, with what they come to in each currency. */
export interface PersonDays {
  readonly personId: string;
  readonly days: readonly PerDiem[];
  readonly open: readonly PerDiem[];
  readonly totals: ReadonlyMap<string, number>;
  readonly openTotals: ReadonlyMap<string, number>;
}

export function sums(days: readonly PerDiem[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { currency, amount_minor } of days)
    found.set(currency, (found.get(currency) ?? 0) + amount_minor);
  return found;
}

/** In the order in which they come up. A day is open until its money was signed for. */
export function byPerson(days: readonly PerDiem[]): readonly PersonDays[] {
  return [...Map.groupBy(days, ({ person_id }) => person_id)].map(([personId, own]) => {
    const open = own.filter(({ signed_at }) => signed_at === null);
    return { personId, days: own, open, totals: sums(own), openTotals: sums(open) };
  });
}
