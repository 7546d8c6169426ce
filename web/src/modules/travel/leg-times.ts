// The two ends of a leg between a form's local date-and-time and instants.

import { clockText, knownZone, minutesOf } from '../../lib/night';
import { instantOf, wallClock } from '../../lib/zone';

type Texts = Readonly<Record<string, string>>;

/** What a datetime-local input shows: "2026-11-23T14:20". */
export const localText = (instant: string | null | undefined, zone: string): string =>
  instant ? `${wallClock(instant, zone).date}T${clockText(instant, zone)}` : '';

function instant(text: string, zone: string): string | null {
  const [date, time] = text.split('T');
  return date && time ? instantOf(date, minutesOf(time), knownZone(zone)) : null;
}

export interface LegEnds {
  departs_at?: string | null;
  arrives_at?: string | null;
}

/** The ends whose time or zone was changed. */
export function endsOf(values: Texts, changed: Texts): LegEnds {
  const ends: LegEnds = {};
  if ('departs' in changed || 'departs_zone' in changed) {
    ends.departs_at = instant(values['departs'] ?? '', values['departs_zone'] ?? '');
  }
  if ('arrives' in changed || 'arrives_zone' in changed) {
    ends.arrives_at = instant(values['arrives'] ?? '', values['arrives_zone'] ?? '');
  }
  return ends;
}

/** Whether, by the clocks of both places, it would arrive before it leaves. */
export function arrivesTooSoon(values: Texts): boolean {
  const { departs_at, arrives_at } = endsOf(values, { departs: '', arrives: '' });
  return !!departs_at && !!arrives_at && Date.parse(arrives_at) < Date.parse(departs_at);
}
