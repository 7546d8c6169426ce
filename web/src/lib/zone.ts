// Instants and the clocks on the wall: IANA zones by Intl, which every browser has.

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Minutes that the zone's clocks are ahead of UTC at an instant. */
export function offsetMinutes(instantMs: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((wall - Math.floor(instantMs / 1000) * 1000) / 60_000);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant when clocks in `zone` show `minutes` after midnight of `date`; beyond 1440 they are
 * of the night after. A time that comes twice is the first; one that is skipped is an hour later.
 */
export function instantOf(date: string, minutes: number, zone: string): string {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const before = offsetMinutes(wall - DAY_MS, zone);
  const after = offsetMinutes(wall + DAY_MS, zone);
  const candidates = [before, after].map((offset) => ({ offset, ms: wall - offset * 60_000 }));
  const shown = candidates.filter(({ offset, ms }) => offsetMinutes(ms, zone) === offset);
  const first = shown.map(({ ms }) => ms).sort((a, b) => a - b)[0];
  return new Date(first ?? wall - before * 60_000).toISOString();
}

/** The wall clock of an instant: date, and minutes after its midnight. */
export function wallClock(
  instant: string | number,
  zone: string,
): { readonly date: string; readonly minutes: number } {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  const shifted = new Date(ms + offsetMinutes(ms, zone) * 60_000);
  return {
    date: shifted.toISOString().slice(0, 10),
    minutes: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  };
}

const ASKED_AGAIN_MS = 30_000;
let device = { zone: '', at: -Infinity };

/** Asking takes long, and a device seldom crosses into another zone. */
export function deviceZone(): string {
  const now = performance.now();
  if (now - device.at > ASKED_AGAIN_MS)
    device = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, at: now };
  return device.zone;
}
