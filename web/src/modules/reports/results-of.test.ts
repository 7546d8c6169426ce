// The shows that a report's chart has bars for.

import { expect, test } from 'vitest';
import type { ReportSection } from '../../data/reports';
import { resultsOf } from './results-of';

const columns = [
  { name: 'date', title: 'Date', kind: 'date' },
  { name: 'show', title: 'Show', kind: 'text' },
  { name: 'result', title: 'Result', kind: 'money' },
] as const;
const section = (name: string): ReportSection => ({
  name,
  title: '',
  columns: columns.filter((one) => one.name !== name),
  rows: [
    { tone: 'row', currency: '', cells: ['2027-04-01', 'Bergen', 500] },
    { tone: 'row', currency: '', cells: ['2027-04-02', 'Oslo', -70] },
    { tone: 'row', currency: '', cells: [null, 'Not of one show', -900] },
    { tone: 'total', currency: '', cells: [null, 'Total', -470] },
  ],
});

test('each show has a bar, what is of none and the total have not', () => {
  expect(resultsOf(section('shows'))).toEqual([
    { date: '2027-04-01', name: 'Bergen', amount: 500 },
    { date: '2027-04-02', name: 'Oslo', amount: -70 },
  ]);
});

test('a section without results has no chart', () => {
  expect(resultsOf(section('result'))).toEqual([]);
});

test('the same section has the same list, so that nothing is drawn anew', () => {
  const one = section('shows');
  expect(resultsOf(one)).toBe(resultsOf(one));
});
