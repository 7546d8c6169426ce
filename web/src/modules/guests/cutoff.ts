// Until when guests may be asked for: from a form's date and clock, and in words.

import { eveningInstant, minutesOf } from '../../lib/night';
import { instantOf, wallClock } from '../../lib/zone';
import { formatDate, formatTime, zoneLabel } from '../../ui/format';

/** The evening that the list is for. */
export interface Evening {
  readonly date: string;
  readonly zone: string;
  readonly boundary: string;
}

const USUAL = '18:00';

/** A date is the calendar's; a clock without one is of the evening, after midnight too. */
export function cutoffOf(date: string, clock: string, evening: Evening): string | null {
  if (!date && !clock) return null;
  return date
    ? instantOf(date, minutesOf(clock || USUAL), evening.zone)
    : eveningInstant(evening.date, clock, evening.zone, evening.boundary);
}

/** "Requests until 1 May, 18:00 CEST" */
export function cutoffWords(instant: string, zone: string): string {
  const day = formatDate(wallClock(instant, zone).date, 'short');
  return `Requests until ${day}, ${formatTime(instant, zone)} ${zoneLabel(instant, zone)}`;
}
