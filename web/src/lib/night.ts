// The business day: a night belongs to the evening it began on, up to the day boundary.

import { addDays, businessDate as dateAt } from './core';
import { deviceZone, instantOf, isZone, offsetMinutes, wallClock } from './zone';

/** The zone, or the device's where it is unknown here. */
export const knownZone = (zone: string | null | undefined): string =>
  zone && isZone(zone) ? zone : deviceZone();

/** Minutes after midnight of "HH:MM". */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The clock on the wall at an instant, as "HH:MM"; empty where there is no instant. */
export function clockText(instant: string | null | undefined, zone: string): string {
  if (!instant) return '';
  const { minutes } = wallClock(instant, zone);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The date that a moment belongs to: before `boundary` (HH:MM) it is still the evening before. */
export const businessDate = (instantMs: number, zone: string, boundary: string): string =>
  dateAt(instantMs, offsetMinutes(instantMs, zone), minutesOf(boundary));

const dayMinutes = 24 * 60;

/**
 * The instant of "00:30" on the evening of `date`: times before `boundary` are of the next
 * morning.
 */
export function eveningInstant(date: string, time: string, zone: string, boundary: string): string {
  const minutes = minutesOf(time);
  return instantOf(date, minutes < minutesOf(boundary) ? minutes + dayMinutes : minutes, zone);
}

/** Where a business day begins and ends, as ISO instants. */
export function businessDay(
  date: string,
  zone: string,
  boundary: string,
): { readonly from: string; readonly to: string } {
  const at = (day: string): string => instantOf(day, minutesOf(boundary), zone);
  return { from: at(date), to: at(addDays(date, 1)) };
}
