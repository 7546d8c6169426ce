// When a time of a schedule is over, told by a clock alone.

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_MS = DAY_MS / 2;

/**
 * `clock` is the end as a clock of the evening says it. What would be over before it begins goes on
 * past the day boundary, unless it would take half a day: then it is a slip, and undefined.
 */
export function endOf(clock: string, startsAt: string): string | undefined {
  const [end, start] = [Date.parse(clock), Date.parse(startsAt)];
  if (end >= start) return clock;
  const next = end + DAY_MS;
  return next - start <= LONGEST_MS ? new Date(next).toISOString() : undefined;
}
