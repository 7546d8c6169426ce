// Which show an expense is most likely for: today's, else the nearest one of these days.

const dayMs = 86_400_000;
const daysMax = 2;

interface Dated {
  readonly id: string;
  readonly date: string;
  readonly status: string;
}

const off: ReadonlySet<string> = new Set(['cancelled', 'released', 'postponed', 'idea']);

/** Today's first; then the show within two days, the coming one before the past one. */
export function likelyShow<T extends Dated>(shows: readonly T[], today: string): T | undefined {
  const distance = (show: T): number => (Date.parse(show.date) - Date.parse(today)) / dayMs;
  const near = shows.filter((show) => !off.has(show.status) && Math.abs(distance(show)) <= daysMax);
  const rank = (show: T): number => Math.abs(distance(show)) * 2 - (distance(show) > 0 ? 1 : 0);
  return [...near].sort((a, b) => rank(a) - rank(b))[0];
}
