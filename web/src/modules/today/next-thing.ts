// What comes next today: the soonest of schedule and departures that has not begun.

import type { EveningItem } from '../../data/evening';
import type { Travel } from '../../data/travel';

export interface NextThing {
  readonly title: string;
  readonly at: string;
  readonly zone: string;
  readonly place: string;
}

export function nextOf(
  evening: readonly EveningItem[],
  travel: readonly Travel[],
  nowMs: number,
  zone: string,
): NextThing | undefined {
  const items: NextThing[] = evening.map((item) => ({
    title: item.title,
    at: item.startsAt,
    zone: item.zone,
    place: item.place,
  }));
  for (const leg of travel) {
    if (!leg.departs_at || leg.status === 'cancelled') continue;
    const route = [leg.departs_place, leg.arrives_place].filter(Boolean).join(' → ');
    items.push({
      title: leg.title ?? `${leg.mode} departure`,
      at: leg.departs_at,
      zone: leg.departs_zone ?? zone,
      place: route,
    });
  }
  return items
    .filter(({ at }) => Date.parse(at) > nowMs)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}
