// When a leg leaves and arrives, in words: each end on its own clock.

import { knownZone } from '../lib/night';
import { wallClock } from '../lib/zone';
import { formatDate, formatTime, zoneLabel } from './format';

export interface LegEnds {
  readonly departs_at: string | null;
  readonly departs_zone: string | null;
  readonly arrives_at: string | null;
  readonly arrives_zone: string | null;
}

interface End {
  readonly time: string;
  readonly zone: string;
}

function endOf(at: string | null, zone: string | null): End | undefined {
  if (!at) return undefined;
  const known = knownZone(zone);
  return { time: formatTime(at, known), zone: zoneLabel(at, known) };
}

/** "09:13 CET – 10:30 GMT", or "01:30 – 08:30 CET" where both ends have the same clock. */
export function legTimes(leg: LegEnds): string {
  const from = endOf(leg.departs_at, leg.departs_zone);
  const to = endOf(leg.arrives_at, leg.arrives_zone);
  if (from && to && from.zone === to.zone) return `${from.time} – ${to.time} ${to.zone}`;
  return [from, to].flatMap((end) => (end ? [`${end.time} ${end.zone}`] : [])).join(' – ');
}

/** The date on the clock of the place it leaves from; empty where that is not known. */
export const legDate = ({ departs_at: at, departs_zone: zone }: LegEnds): string =>
  at ? formatDate(wallClock(at, knownZone(zone)).date) : '';
