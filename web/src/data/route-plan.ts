// A tour's open dates as core's routing takes them, what its answer would move, and moving it.

import { addDays } from '../lib/core';
import { orderRoute, type Route, type RouteAnswer } from '../lib/core/plan';
import { knownZone } from '../lib/night';
import type { Outcome } from '../lib/outcome';
import { write, type Draft } from '../lib/records';
import { shifted, timesMoved } from './date-moves';
import { isLive, type Hold } from './holds';
import type { Stop } from './route';
import { change, type Values } from './tables';

/** How free a show is: on its date, on a date that is held for it, or on any open day. */
export type Freedom = 'fixed' | 'holds' | 'any';

export interface Rules {
  readonly freedoms: ReadonlyMap<string, Freedom>;
  readonly closed: ReadonlySet<string>;
  /** most shows on days in a row; 0: no limit */
  readonly runMax: number;
  readonly driveHours: number;
}

export interface RoutingPlan {
  readonly route: Route;
  readonly stops: readonly Stop[];
  /** each day of the stretch */
  readonly dates: readonly string[];
  /** shows that the plan goes without, and why */
  readonly leftOut: readonly {
    readonly stop: Stop;
    readonly why: 'place' | 'same_day' | 'range';
  }[];
}

export interface Move {
  readonly stop: Stop;
  readonly from: string;
  readonly to: string;
}

export const PLAN_DAYS_MAX = 62;
const SECONDS_AN_HOUR = 3600;
const undecided: ReadonlySet<string> = new Set(['idea', 'held']);

/** The dates that are held for a show: by holds of its own, or by its tour's at its venue. */
export const heldDates = (stop: Stop, holds: readonly Hold[]): readonly string[] => [
  ...new Set(
    holds
      .filter(
        (hold) =>
          isLive(hold) &&
          (hold.show_id === stop.show.id ||
            (hold.show_id === null &&
              hold.venue_id === stop.show.venue_id &&
              hold.tour_id === stop.show.tour_id)),
      )
      .map(({ date }) => date),
  ),
];

export const isOpen = ({ show }: Stop): boolean => undecided.has(show.status);

/** Ideas can be anywhere; what is held is on one of its dates; the rest stands. */
export function freedomOf(stop: Stop, holds: readonly Hold[]): Freedom {
  if (!isOpen(stop)) return 'fixed';
  if (stop.show.status === 'idea') return 'any';
  return heldDates(stop, holds).some((date) => date !== stop.show.date) ? 'holds' : 'fixed';
}

/** From the last show before today, which the way begins at, to the last date of the tour. */
export function stretchOf(
  stops: readonly Stop[],
  holds: readonly Hold[],
  today: string,
  endsOn: string | null,
): readonly string[] {
  const before = stops.findLast(({ show }) => show.date < today)?.show.date;
  const coming = stops.filter(({ show }) => show.date >= today);
  const all = coming.flatMap((stop) => [
    stop.show.date,
    ...(isOpen(stop) ? heldDates(stop, holds).filter((date) => date >= today) : []),
  ]);
  const [first] = [...all].sort();
  if (first === undefined) return [];
  const last = [...all, endsOn ?? first].sort().at(-1) ?? first;
  const begins =
    before !== undefined && addDays(before, PLAN_DAYS_MAX / 2) > first ? before : first;
  const dates: string[] = [];
  for (let date = begins; date <= last && dates.length < PLAN_DAYS_MAX; date = addDays(date, 1))
    dates.push(date);
  return dates;
}

const daysFor = (
  stop: Stop,
  freedom: Freedom,
  dates: readonly string[],
  holds: readonly Hold[],
  today: string,
): readonly number[] => {
  const own = dates.indexOf(stop.show.date);
  if (freedom === 'fixed') return [own];
  const held = freedom === 'holds' ? new Set(heldDates(stop, holds)) : undefined;
  return dates.flatMap((date, day) =>
    day === own || (date >= today && (held === undefined || held.has(date))) ? [day] : [],
  );
};

export function routingPlan(
  stops: readonly Stop[],
  holds: readonly Hold[],
  dates: readonly string[],
  rules: Rules,
  today: string,
): RoutingPlan {
  const taken = new Set<string>();
  const leftOut: { stop: Stop; why: 'place' | 'same_day' | 'range' }[] = [];
  const planned = stops.filter((stop) => {
    const { date } = stop.show;
    const isHere = dates.includes(date);
    if (!isHere && date < today) return false;
    const why = !isHere
      ? 'range'
      : !stop.place || !stop.isExact
        ? 'place'
        : taken.has(date)
          ? 'same_day'
          : undefined;
    taken.add(date);
    if (why) leftOut.push({ stop, why });
    return why === undefined;
  });
  const used = new Set(leftOut.map(({ stop }) => stop.show.date));
  // what stands on a closed day stays; the day is closed to the others by being taken
  const fixedOn = new Set(
    planned
      .filter(({ show }) => (rules.freedoms.get(show.id) ?? 'fixed') === 'fixed')
      .map(({ show }) => show.date),
  );
  const closed = dates.flatMap((date, day) =>
    !fixedOn.has(date) && (rules.closed.has(date) || used.has(date)) ? [day] : [],
  );
  return {
    dates,
    leftOut,
    stops: planned,
    route: {
      dayCount: Math.max(1, dates.length),
      closed,
      runMax: rules.runMax,
      driveSeconds: rules.driveHours * SECONDS_AN_HOUR,
      stops: planned.map((stop) => ({
        latitude: stop.place?.latitude ?? 0,
        longitude: stop.place?.longitude ?? 0,
        days: daysFor(stop, rules.freedoms.get(stop.show.id) ?? 'fixed', dates, holds, today),
        day: dates.indexOf(stop.show.date),
      })),
    },
  };
}

export const proposalOf = (plan: RoutingPlan): Outcome<RouteAnswer> => orderRoute(plan.route);

/** What would change its date, by the date it would have. */
export const movesOf = (plan: RoutingPlan, answer: RouteAnswer): readonly Move[] =>
  plan.stops
    .flatMap((stop, i): readonly Move[] => {
      const day = answer.days[i];
      const to = day === undefined ? undefined : plan.dates[day];
      return to === undefined || to === stop.show.date ? [] : [{ stop, from: stop.show.date, to }];
    })
    .sort((a, b) => a.to.localeCompare(b.to));

/** The stops as they would be after the moves, by date. */
export const afterMoves = (stops: readonly Stop[], moves: readonly Move[]): readonly Stop[] =>
  stops
    .map((stop) => {
      const move = moves.find((one) => one.stop.show.id === stop.show.id);
      return move ? { ...stop, show: { ...stop.show, date: move.to } } : stop;
    })
    .sort((a, b) => a.show.date.localeCompare(b.show.date));

const times = ['doors_at', 'starts_at', 'ends_at', 'curfew_at'] as const;

function movedShow({ stop, ...move }: Move): Draft {
  const { show, venue } = stop;
  const zone = knownZone(show.zone ?? venue?.zone);
  const values: Values<'shows'> = { date: move.to };
  for (const field of times) {
    const at = show[field];
    if (at) values[field] = shifted(at, zone, move);
  }
  return change('shows', show.id, values);
}

/** Moves the shows with their times and schedules, as one change with one undo. */
export const applyMoves = (moves: readonly Move[]): Promise<Outcome<void>> =>
  write(moves.length === 1 ? '1 show moved' : `${moves.length} shows moved`, async (store) => {
    const schedules = await Promise.all(
      moves.map(({ stop: { show, venue }, ...move }) =>
        timesMoved(store, { show: show.id }, knownZone(show.zone ?? venue?.zone), move),
      ),
    );
    return [...moves.map(movedShow), ...schedules.flat()];
  });
