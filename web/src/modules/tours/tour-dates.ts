// A tour's dates in one line of time: shows and other days together, by month.

import type { Day } from '../../data/days';
import type { ShowWithVenue } from '../../data/shows';
import { words } from '../../ui/words';

export type TourDate =
  | { readonly kind: 'show'; readonly date: string; readonly entry: ShowWithVenue }
  | { readonly kind: 'day'; readonly date: string; readonly day: Day };

export interface TourMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly dates: readonly TourDate[];
}

/** In order of date; on the same date shows come before other days. */
export function tourMonths(
  shows: readonly ShowWithVenue[],
  days: readonly Day[],
): readonly TourMonth[] {
  const dates: TourDate[] = [
    ...shows.map((entry) => ({ kind: 'show' as const, date: entry.show.date, entry })),
    ...days.map((day) => ({ kind: 'day' as const, date: day.date, day })),
  ];
  dates.sort((a, b) => a.date.localeCompare(b.date) || b.kind.localeCompare(a.kind));
  const months = new Map<string, TourDate[]>();
  for (const one of dates) {
    const month = one.date.slice(0, 7);
    const known = months.get(month);
    if (known) known.push(one);
    else months.set(month, [one]);
  }
  return [...months].map(([month, inMonth]) => ({ month, dates: inMonth }));
}

/** "Travel · Ferry to Sweden"; a title that names the kind already stands alone. */
export function dayTitle({ kind, title }: Pick<Day, 'kind' | 'title'>): string {
  if (!title) return words(kind);
  return title.toLowerCase().includes(kind) ? title : `${words(kind)} · ${title}`;
}

/** The month to open a calendar at: the first of the tour from today on, else its last. */
export function openingMonth(months: readonly TourMonth[], today: string): string {
  const now = today.slice(0, 7);
  const coming = months.find(({ month }) => month >= now);
  return coming?.month ?? months.at(-1)?.month ?? now;
}

const pastShownMax = 3;

/** Of a running tour, what lies behind is folded away, unless it is little. */
export function fold(
  months: readonly TourMonth[],
  today: string,
): { readonly past: readonly TourMonth[]; readonly coming: readonly TourMonth[] } {
  const only = (wanted: (one: TourDate) => boolean): readonly TourMonth[] =>
    months
      .map(({ month, dates }) => ({ month, dates: dates.filter(wanted) }))
      .filter(({ dates }) => dates.length > 0);
  const past = only(({ date }) => date < today);
  const coming = only(({ date }) => date >= today);
  const count = countDates(past);
  return count <= pastShownMax || coming.length === 0
    ? { past: [], coming: months }
    : { past, coming };
}

export const countDates = (months: readonly TourMonth[]): number =>
  months.reduce((sum, { dates }) => sum + dates.length, 0);
