// What each show of a report brought, for its chart.

import type { ReportSection } from '../../data/reports';
import type { ShowResult } from './result-chart';

const known = new WeakMap<ReportSection, readonly ShowResult[]>();

/** By date; empty for a section that has no results of shows. The same list for the same section. */
export function resultsOf(section: ReportSection): readonly ShowResult[] {
  const before = known.get(section);
  if (before) return before;
  const place = (name: string): number => section.columns.findIndex((one) => one.name === name);
  const [date, show, result] = [place('date'), place('show'), place('result')];
  const results =
    result < 0
      ? []
      : section.rows.flatMap(({ tone, cells }) =>
          tone === 'row' && typeof cells[date] === 'string'
            ? [{ date: cells[date], name: String(cells[show]), amount: Number(cells[result] ?? 0) }]
            : [],
        );
  known.set(section, results);
  return results;
}
