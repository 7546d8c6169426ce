// The cells of a report in the words of the user's locale.

import type { ReportColumn, ReportRow } from '../../data/reports';
import { formatDate, formatMoney, locale } from '../../ui/format';

/** What a cell shows; empty for none. */
export function cellWords(
  column: ReportColumn,
  row: ReportRow,
  cell: string | number | null,
  currency: string,
): string {
  if (cell === null) return '';
  switch (column.kind) {
    case 'text':
      return String(cell);
    case 'date':
      return formatDate(String(cell), 'short');
    case 'count':
      return Number(cell).toLocaleString(locale());
    case 'rate':
      return Number(cell).toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 2 });
    case 'money':
      return formatMoney(Number(cell), currency);
    case 'own':
      return formatMoney(Number(cell), row.currency);
  }
}

/** Where a bar of a chart stands between the lowest and the highest value, in percent. */
export interface Bar {
  readonly from: number;
  readonly height: number;
  readonly isLoss: boolean;
}

/** Bars around a common zero line; empty where there is nothing to compare. */
export function barsOf(values: readonly number[]): readonly Bar[] {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const range = top - bottom;
  if (range === 0 || values.length < 2) return [];
  return values.map((value) => ({
    from: (100 * (top - Math.max(0, value))) / range,
    height: (100 * Math.abs(value)) / range,
    isLoss: value < 0,
  }));
}
