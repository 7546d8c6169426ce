// Changing a show, and what of its schedule goes along: all of it with its date or zone, and with a time of
// its own the item that tells the same, with what follows that.

import { loadPlan } from '../lib/core/plan';
import type { Lateness } from '../lib/delay';
import { knownZone } from '../lib/night';
import { success, type Outcome } from '../lib/outcome';
import { write, type Draft } from '../lib/records';
import { timesMoved, type DateMove } from './date-moves';
import { draftsOf, runningShow, spreadOf, type RunningDay } from './running-day';
import type { NewVenue } from './shows';
import { change, insertion, type Changes } from './tables';

const OWN = [
  { field: 'doors_at', kind: 'doors' },
  { field: 'starts_at', kind: 'set' },
  { field: 'curfew_at', kind: 'curfew' },
] as const;

interface Turn {
  readonly id: string;
  readonly minutes: number;
}

/** The items that told the show's own times, and by how much these move. */
function turnsOf(day: RunningDay, values: Changes<'shows'>): readonly Turn[] {
  return OWN.flatMap(({ field, kind }) => {
    const [was, is] = [day.show?.[field], values[field]];
    if (!was || !is) return [];
    const item = day.schedule.find(
      (one) => one.kind === kind && Date.parse(one.starts_at) === Date.parse(was),
    );
    const minutes = Math.round((Date.parse(is) - Date.parse(was)) / 60_000);
    return item && minutes !== 0 ? [{ id: item.id, minutes }] : [];
  });
}

/** Each turn on top of what the ones before it moved already. Needs core-plan to be loaded. */
export function alignedTo(day: RunningDay, values: Changes<'shows'>): readonly Draft[] {
  const [first, ...others] = turnsOf(day, values);
  if (!first) return [];
  let lateness: Lateness = {
    late: first.id,
    minutes: first.minutes,
    mode: 'start',
    cuts: [],
    shifts: [],
  };
  for (const { id, minutes } of others) {
    const soFar = spreadOf(day, lateness);
    if (!soFar.ok) return [];
    const moved = soFar.value.moved.find(({ item }) => item.id === id);
    const by = moved
      ? Math.round((Date.parse(moved.to.startsAt) - Date.parse(moved.item.startsAt)) / 60_000)
      : 0;
    if (minutes !== by)
      lateness = { ...lateness, shifts: [...lateness.shifts, { id, minutes: minutes - by }] };
  }
  const spread = spreadOf(day, lateness);
  return spread.ok
    ? draftsOf(day, spread.value.moved).filter(({ table }) => table === 'schedule_items')
    : [];
}

/** The items alone, where what follows them cannot be worked out. */
export const turned = (day: RunningDay, values: Changes<'shows'>): readonly Draft[] =>
  turnsOf(day, values).flatMap(({ id, minutes }) => {
    const item = day.schedule.find((one) => one.id === id);
    const later = (instant: string): string =>
      new Date(Date.parse(instant) + minutes * 60_000).toISOString();
    return item
      ? change('schedule_items', id, {
          starts_at: later(item.starts_at),
          ends_at: item.ends_at === null ? null : later(item.ends_at),
        })
      : [];
  });

/** To another date, or told in another zone; undefined: neither. */
function moveOf(day: RunningDay, values: Changes<'shows'>): DateMove | undefined {
  const to = values.date ?? day.date;
  const zone = values.zone === undefined ? day.zone : (values.zone ?? day.venue?.zone ?? day.zone);
  const zones = { from: day.zone, to: knownZone(zone) };
  return to === day.date && zones.from === zones.to ? undefined : { from: day.date, to, zones };
}

/** `venue`: a new one that it brings along. One write, one undo; answers the show's id. */
export async function changeShow(
  id: string,
  values: Changes<'shows'>,
  venue?: NewVenue,
): Promise<Outcome<string>> {
  // a phone that lost its signal before it had the whole app saves what it can
  const isLoaded =
    OWN.some(({ field }) => field in values) &&
    (await loadPlan().then(
      () => true,
      () => false,
    ));
  const place = venue ? insertion('venues', venue) : undefined;
  const own = place ? { ...values, venue_id: place.id } : values;
  const outcome = await write('Show changed', async (store) => {
    const drafts = [...(place ? [place] : []), change('shows', id, own)];
    const day = await runningShow(store, id);
    if (!day) return drafts;
    const move = moveOf(day, values);
    if (move) return [...drafts, ...(await timesMoved(store, { show: id }, day.zone, move))];
    return [...drafts, ...(isLoaded ? alignedTo(day, values) : turned(day, values))];
  });
  return outcome.ok ? success(id) : outcome;
}
