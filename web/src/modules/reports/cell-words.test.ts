// A report's cells as people read them.

import { describe, expect, test } from 'vitest';
import type { ReportColumn, ReportRow } from '../../data/reports';
import { cellWords } from './cell-words';

const column = (kind: ReportColumn['kind']): ReportColumn => ({ name: 'x', title: 'X', kind });
const row: ReportRow = { tone: 'row', currency: 'SEK', cells: [] };

describe('a cell', () => {
  test('says money in the report’s currency or in its row’s own', () => {
    expect(cellWords(column('money'), row, 123_450, 'EUR')).toBe('€1,234.50');
    expect(cellWords(column('own'), row, 123_450, 'EUR')).toMatch(/SEK.1,234\.50/);
  });

  test('says a rate as a percentage, and nothing where there is nothing', () => {
    expect(cellWords(column('rate'), row, 0.175, 'EUR')).toBe('17.5%');
    expect(cellWords(column('money'), row, null, 'EUR')).toBe('');
  });
});
