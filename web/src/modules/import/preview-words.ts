// Counts and words of an import's preview.

interface PreviewRow {
  readonly kind: string;
  readonly line: number;
  readonly isReady: boolean;
  readonly problems: readonly unknown[];
}

export interface Tally {
  readonly shows: number;
  readonly days: number;
  readonly left: number;
  readonly noted: number;
}

/** What would be created, what is left out, and how many rows carry a remark. */
export function tally(records: readonly PreviewRow[]): Tally {
  const ready = records.filter(({ isReady }) => isReady);
  const shows = ready.filter(({ kind }) => kind === 'show').length;
  return {
    shows,
    days: ready.length - shows,
    left: records.length - ready.length,
    noted: records.filter(({ problems }) => problems.length > 0).length,
  };
}

/** What is left out first, so that nobody overlooks it; else as in the file. */
export const sortRecords = <R extends PreviewRow>(records: readonly R[]): readonly R[] =>
  [...records].sort((a, b) => Number(a.isReady) - Number(b.isReady) || a.line - b.line);

/** "doors 19:30"; minutes beyond midnight wrap. */
export function clockWords(label: string, minutes: number | undefined): string {
  if (minutes === undefined) return '';
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${label} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
