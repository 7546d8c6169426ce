// The cells of a report in the words of the user's locale.

import type { ReportColumn, ReportRow } from '../../data/reports';
import { formatDate, formatMoney, formatNumber } from '../../ui/format';

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
      return formatNumber(Number(cell));
    case 'rate':
      return formatNumber(Number(cell), 'percent');
    case 'money':
      return formatMoney(Number(cell), currency);
    case 'own':
      return formatMoney(Number(cell), row.currency);
  }
}
