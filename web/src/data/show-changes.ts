// Changing a show, and what of its schedule goes along: all of it with its date or zone, and with a time of
// its own the item that tells the same, with what follows that.

import { loadPlan } from '../lib/core/plan';
import type { Lateness } from '../lib/delay';
import { knownZone } from '../lib/night';
import { success, type Outcome } from '../lib/outcome';
import { write, type Draft } from '../lib/records';
import { shifted, timesMoved, type DateMove } from './date-moves';
import { draftsOf, runningShow, spreadOf, type RunningDay } from './running-day';
import type { ScheduleItem } from './schedule';
import type { NewVenue } from './shows';
import { change, insertion, rows, type Changes } from './tables';

const OWN = [
  { field: 'doors_at', kind: 'doors' },
  { field: 'starts_at', kind: 'set' },
  { field: 'curfew_at', kind: 'curfew' },
] as const;

interface Turn {
  readonly item: ScheduleItem;
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
    return item && minutes !== 0 ? [{ item, minutes }] : [];
  });
}

/** Each turn on top of what the ones before it moved already. Needs core-plan to be loaded. */
export function alignedTo(day: RunningDay, values: Changes<'shows'>): readonly Draft[] {
  const [first, ...others] = turnsOf(day, values);
  if (!first) return [];
  let lateness: Lateness = {
    late: first.item.id,
    minutes: first.minutes,
    mode: 'start',
    cuts: [],
    shifts: [],
  };
  for (const { item, minutes } of others) {
    const soFar = spreadOf(day, lateness);
    if (!soFar.ok) return [];
    const moved = soFar.value.moved.find((one) => one.item.id === item.id);
    const by = moved
      ? Math.round((Date.parse(moved.to.startsAt) - Date.parse(moved.item.startsAt)) / 60_000)
      : 0;
    if (minutes !== by)
      lateness = {
        ...lateness,
        shifts: [...lateness.shifts, { id: item.id, minutes: minutes - by }],
      };
  }
  const spread = spreadOf(day, lateness);
  return spread.ok
    ? draftsOf(day, spread.value.moved).filter(({ table }) => table === 'schedule_items')
    : [];
}

/** The items alone, where what follows them cannot be worked out. */
export const turned = (day: RunningDay, values: Changes<'shows'>): readonly Draft[] =>
  turnsOf(day, values).map(({ item, minutes }) => {
    const later = (instant: string): string =>
      new Date(Date.parse(instant) + minutes * 60_000).toISOString();
    return change('schedule_items', item.id, {
      starts_at: later(item.starts_at),
      ends_at: item.ends_at === null ? null : later(item.ends_at),
    });
  });

interface Zoned {
  readonly zone: string | null;
}

/** What its times are told in afterwards: in its own zone, else in that of the venue that it has then. */
function zoneAfter(
  { show, venue, zone: told }: RunningDay,
  values: Changes<'shows'>,
  next: Zoned | undefined,
  organization: Zoned | undefined,
): string {
  const own = values.zone === undefined ? (show?.zone ?? null) : values.zone;
  if (own !== null) return knownZone(own);
  if (values.zone === undefined && values.venue_id === undefined) return told;
  const place = values.venue_id === undefined ? venue : next;
  return knownZone(place?.zone ?? organization?.zone);
}

/** To another date, or told in another zone; undefined: neither. */
function moveOf(day: RunningDay, values: Changes<'shows'>, zone: string): DateMove | undefined {
  const to = values.date ?? day.date;
  const zones = { from: day.zone, to: zone };
  return to === day.date && zones.from === zones.to ? undefined : { from: day.date, to, zones };
}

const OWN_TIMES = ['doors_at', 'starts_at', 'ends_at', 'curfew_at'] as const;

/** The show's own times, as far as it was not said where they go. */
function ownMoved({ show, zone }: RunningDay, values: Changes<'shows'>, move: DateMove) {
  const moved: Partial<Record<(typeof OWN_TIMES)[number], string>> = {};
  for (const field of OWN_TIMES) {
    const at = show?.[field];
    if (at && !(field in values)) moved[field] = shifted(at, zone, move);
  }
  return moved;
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
    const day = await runningShow(store, id);
    const before = place ? [place] : [];
    if (!day) return [...before, change('shows', id, own)];
    const organization = await rows(store, 'organizations').get(store.organizationId);
    const next = venue
      ? { zone: venue.zone ?? null }
      : await rows(store, 'venues').get(own.venue_id ?? '');
    const move = moveOf(day, own, zoneAfter(day, own, next, organization));
    if (move) {
      const show = change('shows', id, { ...own, ...ownMoved(day, own, move) });
      return [...before, show, ...(await timesMoved(store, { show: id }, day.zone, move))];
    }
    const along = isLoaded ? alignedTo(day, values) : turned(day, values);
    return [...before, change('shows', id, own), ...along];
  });
  return outcome.ok ? success(id) : outcome;
}
