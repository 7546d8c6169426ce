import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('cells that would be formulas are text, numbers stay numbers', () => {
  const text = csvOf([['=HYPERLINK("x")', '+49 30', '-1', '@SUM', 3, '\tx', '-2.50']]);
  expect(text).toBe('\u{feff}"\'=HYPERLINK(""x"")",\'+49 30,-1,\'@SUM,3,\'\tx,-2.50\r\n');
});

test('commas, quotes and lines stay in their cell', () => {
  expect(csvOf([['a,b', 'say "hi"', 'two\nlines'], ['ü']])).toBe(
    '\u{feff}"a,b","say ""hi""","two\nlines"\r\nü\r\n',
  );
});
