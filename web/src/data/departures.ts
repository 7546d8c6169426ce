// What leaves after a day: when it must have arrived, and what its driver drove before it.

import { addDays } from '../lib/core';
import type { Delay, DriverRule } from '../lib/core/plan';
import { businessDay, minutesOf } from '../lib/night';
import type { OrganizationStore } from '../lib/offline-storage';
import { instantOf } from '../lib/zone';
import type { Day } from './days';
import type { Show } from './shows';
import { rows } from './tables';
import type { Travel } from './travel';

export interface Departure {
  readonly leg: Travel;
  /** when they must be there at the latest: the next leg of the journey or the next day's first time */
  readonly arriveBy: string | null;
  /** what the same driver drove in the days before, in order of time */
  readonly before: readonly Travel[];
}

const UNTIL_NOON_MINUTES = 12 * 60;
/** A driver's working day began no longer ago than this. */
const DAYS_BEFORE = 2;
const LEGS_BEFORE_MAX = 4;
const ON_THE_ROAD: ReadonlySet<Travel['mode']> = new Set(['bus', 'car', 'ground']);

export const isOnTheRoad = ({ mode }: Travel): boolean => ON_THE_ROAD.has(mode);

const isBefore = (a: string | null, b: string | null): boolean =>
  Date.parse(a ?? '') < Date.parse(b ?? '');

const secondsOf = (instant: string): number => Math.round(Date.parse(instant) / 1000);

/** What leaves from the day's beginning until the next noon. */
export async function departuresOf(
  store: OrganizationStore,
  row: Show | Day,
  zone: string,
  boundary: string,
): Promise<readonly Departure[]> {
  const { from } = businessDay(row.date, zone, boundary);
  const next = addDays(row.date, 1);
  const noon = instantOf(next, Math.max(UNTIL_NOON_MINUTES, minutesOf(boundary)), zone);
  const earliest = businessDay(addDays(row.date, -DAYS_BEFORE), zone, boundary).from;
  const legs = await rows(store, 'travel')
    .where('departs_at')
    .between(earliest, noon)
    .filter(
      (leg) =>
        leg.status !== 'cancelled' &&
        ((leg.tour_id !== null && leg.tour_id === row.tour_id) || leg.show_id === row.id),
    )
    .sortBy('departs_at');
  return Promise.all(
    legs
      .filter(({ departs_at }) => !isBefore(departs_at, from))
      .map(async (leg) => ({
        leg,
        arriveBy: soonest([nextLegOf(leg, legs), await firstTimeAfter(store, leg, row, next)]),
        before: beforeLeg(leg, legs),
      })),
  );
}

const soonest = (instants: readonly (string | null | undefined)[]): string | null =>
  instants.flatMap((at) => (at ? [at] : [])).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ??
  null;

/** When the same journey goes on. */
const nextLegOf = (leg: Travel, legs: readonly Travel[]): string | null | undefined =>
  leg.journey_id === null
    ? null
    : legs.find(
        ({ journey_id, departs_at }) =>
          journey_id === leg.journey_id && isBefore(leg.departs_at, departs_at),
      )?.departs_at;

/** The first time of the show that a leg leads to, else of the tour's next date. */
async function firstTimeAfter(
  store: OrganizationStore,
  leg: Travel,
  row: Show | Day,
  next: string,
): Promise<string | null> {
  const showId =
    leg.show_id && leg.show_id !== row.id
      ? leg.show_id
      : (
          await rows(store, 'shows')
            .where('date')
            .equals(next)
            .filter(({ tour_id }) => tour_id !== null && tour_id === row.tour_id)
            .first()
        )?.id;
  if (!showId) return null;
  const times = await rows(store, 'schedule_items')
    .where('show_id')
    .equals(showId)
    .sortBy('starts_at');
  return times.find(({ starts_at }) => isBefore(leg.departs_at, starts_at))?.starts_at ?? null;
}

/** Of the same vehicle: of its journey, or a bus of the same company. */
export function beforeLeg(leg: Travel, legs: readonly Travel[]): readonly Travel[] {
  const isSame = (one: Travel): boolean =>
    (leg.journey_id !== null && one.journey_id === leg.journey_id) ||
    (leg.mode === 'bus' && one.carrier === leg.carrier && one.tour_id === leg.tour_id);
  return legs
    .filter(
      (one) =>
        one.id !== leg.id &&
        one.mode === leg.mode &&
        isSame(one) &&
        isBefore(one.departs_at, one.arrives_at) &&
        !isBefore(leg.departs_at, one.arrives_at),
    )
    .slice(-LEGS_BEFORE_MAX);
}

/** Those that somebody drives, and that are known to arrive. */
export const drivesOf = (departures: readonly Departure[]): readonly Departure[] =>
  departures.filter(({ leg }) => isOnTheRoad(leg) && leg.departs_at && leg.arrives_at);

/** `placeOf` names the item with which a leg leaves, from 1; 0 is none. */
export function coreDrives(
  drives: readonly Departure[],
  rule: DriverRule,
  placeOf: (leg: Travel) => number,
): Pick<Delay, 'drives' | 'legs'> {
  return {
    drives: drives.map(({ leg, arriveBy }) => ({
      item: placeOf(leg),
      driving: Math.max(0, secondsOf(leg.arrives_at ?? '') - secondsOf(leg.departs_at ?? '')),
      arrive_by: arriveBy ? secondsOf(arriveBy) : 0,
      rule,
    })),
    legs: drives.flatMap(({ before }, i) =>
      before.map(({ departs_at, arrives_at }) => ({
        drive: i + 1,
        leaves: secondsOf(departs_at ?? ''),
        arrives: secondsOf(arrives_at ?? ''),
      })),
    ),
  };
}
