// Core through its door: what crosses into WebAssembly comes back right.

import { expect, test } from 'vitest';
import { TABLES } from '../data/rows.gen';
import {
  addDays,
  backoffMs,
  businessDate,
  can,
  Checksum,
  currencyExponent,
  dayNumber,
  moneyText,
  newId,
  readClock,
  readMoney,
  validate,
  weekday,
} from './core';

test('ids are version 7 and grow even when the clock runs back', () => {
  const ids = [newId(2_000), newId(2_000), newId(1_000), newId(3_000)];
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(4);
});

test('money is read as people write it and written for inputs', () => {
  expect(readMoney('1.234,50', 'EUR')).toEqual({ ok: true, value: 123450 });
  expect(readMoney('12', 'JPY')).toEqual({ ok: true, value: 12 });
  expect(readMoney('twelve', 'EUR').ok).toBe(false);
  expect(moneyText(123450, 'EUR')).toBe('1234.50');
  expect(moneyText(-5, 'EUR')).toBe('-0.05');
  expect([currencyExponent('JPY'), currencyExponent('EUR'), currencyExponent('ZZZ')]).toEqual([
    0,
    2,
    undefined,
  ]);
});

test('rights reach as far as the matrix says', () => {
  expect(can('crew', 'finance', 'read')).toBe('none');
  expect(can('crew', 'expenses', 'write')).toBe('own');
  expect(can('manager', 'shows', 'delete')).toBe('organization');
  expect(can('owner', 'organization', 'delete')).toBe('all');
});

test('a row is judged field by field in words', () => {
  const { index } = TABLES.shows;
  expect(validate(index, true, { title: 'Berlin', date: '2026-05-12' })).toEqual({});
  expect(
    Object.keys(validate(index, true, { title: '', date: '2026-02-31', capacity: 1.5 })).sort(),
  ).toEqual(['capacity', 'date', 'title']);
  expect(validate(index, true, { date: '2026-05-12' })).toHaveProperty('title');
  expect(validate(index, false, { seq: 4 })).toHaveProperty('seq');
  expect(validate(index, false, { notes: null, capacity: 400 })).toEqual({});
  expect(validate(index, false, { title: 'x'.repeat(161) })['title']).toMatch(/too long.*160/);
});

test('dates count days, and a night belongs to the evening before', () => {
  expect(dayNumber('1970-01-02')).toBe(1);
  expect(dayNumber('2026-02-31')).toBeUndefined();
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(weekday('2026-05-12')).toBe(2);
  expect(businessDate(Date.UTC(2026, 4, 12, 23, 30), 120, 360)).toBe('2026-05-12');
  expect([readClock('8pm'), readClock('20h30'), readClock('25 apples')]).toEqual([
    1200,
    1230,
    undefined,
  ]);
});

test('waiting grows from half a second to five minutes', () => {
  expect(backoffMs(0)).toBeGreaterThanOrEqual(500);
  expect(backoffMs(0)).toBeLessThanOrEqual(1000);
  expect(backoffMs(60)).toBeLessThanOrEqual(300_000);
});

test('a checksum does not depend on the order of rows, but on every seq', () => {
  const [a, b] = [newId(), newId()];
  const sum = (...rows: readonly [string, number][]): string => {
    const checksum = new Checksum('shows');
    for (const [id, seq] of rows) checksum.add(id, seq);
    return `${checksum.count} ${checksum.sum}`;
  };
  expect(sum([a, 1], [b, 2])).toBe(sum([b, 2], [a, 1]));
  expect(sum([a, 1], [b, 2])).not.toBe(sum([a, 1], [b, 3]));
  expect(sum([a, 1])).toMatch(/^1 [0-9a-f]{16}$/);
});
