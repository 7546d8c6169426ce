// Calendar dates as text (YYYY-MM-DD): weeks of a month, neighbours, the first day of the week.

const dayMs = 86_400_000;

const toUtc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const toText = (day: Date): string => day.toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string =>
  toText(new Date(toUtc(date).getTime() + days * dayMs));

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / dayMs);

/** `2026-11` and the number of months → `2027-02` */
export function addMonths(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return toText(new Date(Date.UTC(year, number - 1 + count, 1))).slice(0, 7);
}

export const monthOf = (date: string): string => date.slice(0, 7);

/** 1 (Monday) … 7 (Sunday), as the locale starts its weeks. */
export function firstWeekday(locale: string): number {
  const info = new Intl.Locale(locale);
  if ('getWeekInfo' in info && typeof info.getWeekInfo === 'function') {
    const found: unknown = info.getWeekInfo();
    if (found && typeof found === 'object' && 'firstDay' in found) return Number(found.firstDay);
  }
  return 1;
}

/** The weeks that show a month, seven dates each, with the neighbours' days at the ends. */
export function weeksOf(month: string, firstDay = 1): readonly (readonly string[])[] {
  const first = `${month}-01`;
  const weekday = toUtc(first).getUTCDay() || 7;
  let day = addDays(first, -((weekday - firstDay + 7) % 7));
  const weeks: string[][] = [];
  while (weeks.length === 0 || monthOf(day) === month) {
    const start = day;
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(start, i)));
    day = addDays(day, 7);
  }
  return weeks;
}
