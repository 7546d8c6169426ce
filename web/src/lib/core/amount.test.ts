// Amounts in other currencies and parts of amounts, by core.

import { expect, test } from 'vitest';
import { inCurrency, partOf, percentText, readPercent, readRate } from './amount';

test('an amount is changed at its rate, with each currency its own decimals', () => {
  expect(inCurrency(214_300, 'DKK', 'EUR', 0.1341)).toBe(28_738);
  expect(inCurrency(12_345, 'JPY', 'EUR', 0.0061)).toBe(7_530);
  expect(inCurrency(10_000, 'EUR', 'JPY', 163.45)).toBe(16_345);
  expect(inCurrency(1, 'KWD', 'EUR', 3)).toBe(0);
  expect(inCurrency(-50_000, 'SEK', 'EUR', '0.0876')).toBe(-4_380);
});

test('half a cent goes to the even one', () => {
  expect(inCurrency(1, 'SEK', 'EUR', 0.5)).toBe(0);
  expect(inCurrency(3, 'SEK', 'EUR', 0.5)).toBe(2);
  expect(partOf(250, 0.07)).toBe(18);
  expect(partOf(350, 0.07)).toBe(24);
});

test('what is no currency has no amount', () => {
  expect(inCurrency(100, 'XQQ', 'EUR', 1)).toBeUndefined();
});

test('rates are read with comma or point, and nothing else', () => {
  expect(readRate(' 0,0876 ')).toBe(0.0876);
  expect(readRate('25')).toBe(25);
  for (const text of ['', '0', '-1', '1e3', 'a', '1.2.3', '1.1234567890123'])
    expect(readRate(text)).toBeUndefined();
});

test('a share is read and told in percent', () => {
  expect(readPercent('17,5')).toBe(0.175);
  expect(readPercent('7 %')).toBe(0.07);
  expect(readPercent('100')).toBe(1);
  expect(readPercent('101')).toBeUndefined();
  expect(readPercent('x')).toBeUndefined();
  expect([0.175, 0.07, 1, 0.005, 0].map(percentText)).toEqual(['17.5', '7', '100', '0.5', '0']);
});
