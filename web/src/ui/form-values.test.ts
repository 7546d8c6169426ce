import { expect, test } from 'vitest';
import { asNumber, asOneOf, asOptional, readForm, type Readers } from './form-values';

interface Row {
  name: string;
  note: string | null;
  size: number | null;
  kind: 'a' | 'b';
}
const readers: Readers<Row> = {
  name: (text) => text,
  note: asOptional,
  size: asNumber,
  kind: asOneOf(['a', 'b']),
};

test('only the fields that were given become values', () => {
  expect(readForm({ note: ' ', other: 'x' }, readers)).toEqual({ note: null });
});
test('an unknown choice becomes the first, a number that is none stays visible as NaN', () => {
  expect(readForm({ kind: 'c', size: 'ten' }, readers)).toEqual({ kind: 'a', size: NaN });
});
