// An evening as one list: a show's schedule and its own key times, in order, past midnight
// included.

import { businessDate, knownZone } from '../lib/night';
import { wallClock } from '../lib/zone';
import { audienceWords } from './audience';
import type { Day } from './days';
import type { ScheduleItem } from './schedule';
import type { Show } from './shows';

export interface EveningItem {
  /** of the schedule item; of a show's own time `show:` and its name */
  readonly id: string;
  readonly kind: ScheduleItem['kind'];
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly zone: string;
  readonly title: string;
  readonly place: string;
  readonly detail: string;
  readonly isHard: boolean;
  readonly isConfirmed: boolean;
  readonly isAfterMidnight: boolean;
  readonly sync: ScheduleItem['local'];
}

const ownTimes = [
  { field: 'doors_at', kind: 'doors', title: 'Doors' },
  { field: 'starts_at', kind: 'set', title: 'Show' },
  { field: 'curfew_at', kind: 'curfew', title: 'Curfew' },
] as const;

/** True for what happens on the calendar day after the evening's date. */
export const isAfterMidnight = (instant: string, zone: string, date: string): boolean =>
  wallClock(instant, zone).date > date;

function ofSchedule(item: ScheduleItem, date: string): EveningItem {
  const zone = knownZone(item.zone);
  return {
    id: item.id,
    kind: item.kind,
    startsAt: item.starts_at,
    endsAt: item.ends_at,
    zone,
    title: item.title,
    place: item.place ?? '',
    detail: [audienceWords(item), item.place, item.notes].filter(Boolean).join(' · '),
    isHard: item.is_hard || item.kind === 'curfew',
    isConfirmed: item.is_confirmed,
    isAfterMidnight: isAfterMidnight(item.starts_at, zone, date),
    sync: item.local,
  };
}

/** The show's own times appear where the schedule has no item of that kind. */
export function eveningOf(
  show: Show | undefined,
  date: string,
  schedule: readonly ScheduleItem[],
  zone: string,
): readonly EveningItem[] {
  const items = schedule.map((item) => ofSchedule(item, date));
  for (const { field, kind, title } of ownTimes) {
    const startsAt = show?.[field];
    if (!show || !startsAt || schedule.some((item) => item.kind === kind)) continue;
    items.push({
      id: `show:${field}`,
      kind,
      startsAt,
      endsAt: field === 'starts_at' ? show.ends_at : null,
      zone,
      title,
      place: '',
      detail: '',
      isHard: kind === 'curfew',
      isConfirmed: true,
      isAfterMidnight: isAfterMidnight(startsAt, zone, date),
      sync: show.local,
    });
  }
  return items.sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}

/** The zone that a show's times are told in: its own, its venue's, its organization's. */
export const zoneOf = (
  row: Pick<Show | Day, 'zone'> | undefined,
  venue: { readonly zone: string | null } | undefined,
  organization: { readonly zone: string } | undefined,
): string => knownZone(row?.zone ?? venue?.zone ?? organization?.zone);

/** Today, as the organization counts its nights. */
export const todayOf = (
  organization: { readonly zone: string; readonly day_boundary: string } | undefined,
  nowMs: number,
): string =>
  businessDate(nowMs, knownZone(organization?.zone), organization?.day_boundary ?? '06:00');
