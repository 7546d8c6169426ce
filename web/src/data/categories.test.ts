// Categories suggested from what was filed before, and unlearnt when it is corrected.

import { expect, test } from 'vitest';
import { CategoryHistory } from './categories';
import type { ExpenseCategory } from './expenses';

const filed = (id: string, category: ExpenseCategory, description: string | null) => ({
  id,
  category,
  description,
  merchant: null,
});

test('a word that was filed before suggests its category and is the reason', () => {
  const history = new CategoryHistory();
  expect(history.suggest('Diesel')).toBeUndefined();
  history.feed([filed('1', 'fuel', 'Diesel, Oslo'), filed('2', 'food', 'Late pizza')]);
  expect(history.suggest('diesel for the van')).toMatchObject({
    category: 'fuel',
    reasons: ['diesel'],
  });
  expect(history.suggest('  ')).toBeUndefined();
});

test('a correction is learnt at once', () => {
  const history = new CategoryHistory();
  history.feed([filed('1', 'gear', 'Haribo'), filed('2', 'fuel', 'Diesel')]);
  expect(history.suggest('haribo')?.category).toBe('gear');
  history.feed([filed('1', 'food', 'Haribo'), filed('2', 'fuel', 'Diesel')]);
  expect(history.suggest('haribo')?.category).toBe('food');
});

test('what was deleted or lost its words speaks for nothing any more', () => {
  const history = new CategoryHistory();
  history.feed([filed('1', 'gear', 'Haribo'), filed('2', 'fuel', 'Diesel')]);
  history.feed([filed('2', 'fuel', null)]);
  expect(history.suggest('haribo')).toBeUndefined();
  expect(history.suggest('diesel')).toBeUndefined();
});

test('the same rows fed twice count once', () => {
  const once = new CategoryHistory();
  const twice = new CategoryHistory();
  const rows = [filed('1', 'fuel', 'Toll and diesel'), filed('2', 'travel', 'Toll')];
  once.feed(rows);
  twice.feed(rows);
  twice.feed(rows);
  expect(twice.suggest('toll')).toEqual(once.suggest('toll'));
});
