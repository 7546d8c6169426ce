// Amounts in another currency and parts of amounts, rounded half to even by core.

import { currencyExponent, muldiv } from '../core';
import { FX_DIGITS, RATE_DIGITS, scaled, unscaled } from './record';

interface Factor {
  readonly times: bigint;
  readonly by: bigint;
}

const factors = new Map<string, Factor | undefined>();
const FACTORS_MAX = 1000;

function factorOf(from: string, to: string, rate: number | string): Factor | undefined {
  const key = `${from}${to}${rate}`;
  if (factors.has(key)) return factors.get(key);
  if (factors.size >= FACTORS_MAX) factors.clear();
  const [before, after] = [currencyExponent(from), currencyExponent(to)];
  const factor =
    before === undefined || after === undefined
      ? undefined
      : { times: scaled(rate, FX_DIGITS), by: 10n ** BigInt(FX_DIGITS + before - after) };
  factors.set(key, factor);
  return factor;
}

/**
 * Minor units of `to` for minor units of `from`, at what one of `from` is in `to`; undefined for
 * a currency that is none.
 */
export function inCurrency(
  minor: number,
  from: string,
  to: string,
  rate: number | string,
): number | undefined {
  const factor = factorOf(from, to, rate);
  return factor && Number(muldiv(BigInt(minor), factor.times, factor.by));
}

/** The part of an amount that a rate says, 1 the whole. */
export const partOf = (minor: number, rate: number | string): number =>
  Number(muldiv(BigInt(minor), scaled(rate, FX_DIGITS), 10n ** BigInt(FX_DIGITS)));

/** A rate as people write it ("0,0876"); undefined for anything else, and for none above zero. */
export function readRate(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,6}(\.\d{1,12})?$/.test(plain)) return undefined;
  const rate = Number(plain);
  return rate > 0 && plain.replace(/^0*\.?0*/, '').replace('.', '').length <= 15 ? rate : undefined;
}

/** Decimals of a percentage: core keeps those of a share. */
const PERCENT_DIGITS = RATE_DIGITS - 2;

/** A share as people write it in percent ("17,5 %" is "0.175"); undefined for anything else. */
export function readShare(text: string): string | undefined {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,7})?$/.test(plain)) return undefined;
  const units = scaled(plain, PERCENT_DIGITS);
  return units > 10n ** BigInt(RATE_DIGITS) ? undefined : unscaled(units, RATE_DIGITS);
}

/** The same as a number. */
export function readPercent(text: string): number | undefined {
  const share = readShare(text);
  return share === undefined ? undefined : Number(share);
}

/** 0.175 → "17.5" */
export const percentText = (rate: number | string): string =>
  unscaled(scaled(rate, FX_DIGITS), FX_DIGITS - 2);
