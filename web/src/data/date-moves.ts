// What goes along when a date moves to another day or zone: the times of its schedule and its calls, on
// the same clocks.

import { addDays, dayNumber } from '../lib/core';
import { knownZone } from '../lib/night';
import type { OrganizationStore } from '../lib/offline-storage';
import type { Outcome } from '../lib/outcome';
import { write, type Draft } from '../lib/records';
import { instantOf, wallClock } from '../lib/zone';
import { change, rows, type Changes } from './tables';

/** From which date to which; and from which zone to which, what was told in the old one. */
export interface DateMove {
  readonly from: string;
  readonly to: string;
  readonly zones?: { readonly from: string; readonly to: string };
}

const zoneAfter = (zone: string, { zones }: DateMove): string =>
  zones && zone === zones.from ? zones.to : zone;

/** The same time on the clocks of its place, some days later or earlier. */
export function shifted(instant: string, zone: string, move: DateMove): string {
  const days = (dayNumber(move.to) ?? 0) - (dayNumber(move.from) ?? 0);
  const { date, minutes } = wallClock(instant, zone);
  return instantOf(addDays(date, days), minutes, zoneAfter(zone, move));
}

interface Span {
  readonly starts_at: string;
  readonly ends_at: string | null;
}

const spanAt = ({ starts_at, ends_at }: Span, zone: string, move: DateMove): Span => ({
  starts_at: shifted(starts_at, zone, move),
  ends_at: ends_at === null ? null : shifted(ends_at, zone, move),
});

/** The times of a show's or a day's schedule, and its calls, which are told in `zone`. */
export async function timesMoved(
  store: OrganizationStore,
  of: { readonly show: string } | { readonly day: string },
  zone: string,
  move: DateMove,
): Promise<readonly Draft[]> {
  const [field, id] =
    'show' in of ? (['show_id', of.show] as const) : (['day_id', of.day] as const);
  const items = await rows(store, 'schedule_items').where(field).equals(id).toArray();
  const calls =
    field === 'show_id'
      ? await rows(store, 'labour_calls').where('show_id').equals(id).toArray()
      : [];
  return [
    ...items.map((item) => {
      const told = knownZone(item.zone);
      const after = zoneAfter(told, move);
      return change('schedule_items', item.id, {
        ...spanAt(item, told, move),
        ...(after === told ? {} : { zone: after }),
      });
    }),
    ...calls.map((call) => change('labour_calls', call.id, spanAt(call, zone, move))),
  ];
}

/** Changes a day without a show; its schedule goes along with its date. */
export const changeDay = (id: string, values: Changes<'days'>): Promise<Outcome<void>> =>
  write('Day changed', async (store) => {
    const day = await rows(store, 'days').get(id);
    const { date: to } = values;
    const moved =
      day && to && to !== day.date
        ? await timesMoved(store, { day: id }, knownZone(day.zone), { from: day.date, to })
        : [];
    return [change('days', id, values), ...moved];
  });
