// Dates, times, money and zones in the words of the user's locale.

import { daysBetween } from './calendar';

/** The user's language; the one of tests, which have no navigator, is fixed. */
export const locale = (): string =>
  (typeof navigator === 'undefined' ? '' : navigator.language) || 'en-GB';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(), options);
  formats.set(key, made);
  return made;
}

const dateStyles = {
  short: { day: 'numeric', month: 'short' },
  medium: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  plain: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'short' },
  day: { day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
} as const;

/** A calendar date (YYYY-MM-DD), whatever the device's zone. */
export function formatDate(date: string, style: keyof typeof dateStyles = 'medium'): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return dateFormat({ ...dateStyles[style], timeZone: 'UTC' }).format(day);
}

/** "3 – 28 Nov" or "28 Nov – 3 Dec"; one date alone where there is only one. */
export function formatRange(from: string | null, to: string | null): string {
  if (!from && !to) return '';
  if (!from || !to || from === to) return formatDate(from ?? to ?? '', 'full');
  const day = (date: string): Date => new Date(`${date}T00:00:00Z`);
  return dateFormat({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(day(from), day(to));
}

const zoned = (zone: string): Intl.DateTimeFormatOptions =>
  isZone(zone) ? { timeZone: zone } : { timeZone: 'UTC' };

const zonesSeen = new Map<string, boolean>();

export function isZone(zone: string): boolean {
  const known = zonesSeen.get(zone);
  if (known !== undefined) return known;
  let isKnown = zone !== '';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    isKnown = false;
  }
  zonesSeen.set(zone, isKnown);
  return isKnown;
}

/** 24-hour wall-clock time of an instant in a zone, as day sheets write it. */
export function formatTime(instant: string, zone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '–';
  return dateFormat({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zoned(zone),
  }).format(at);
}

/** "CET", or "GMT+1" where a zone has no letters. */
export function zoneLabel(instant: string, zone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const part = dateFormat({ hour: '2-digit', timeZoneName: 'short', ...zoned(zone) })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? '';
}

/** "23 Nov, 18:40" on this device's clock. */
export function formatMoment(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  return dateFormat({
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

interface MoneyFormat {
  readonly text: Intl.NumberFormat;
  readonly digits: number;
}

const moneyFormats = new Map<string, MoneyFormat>();

function moneyFormat(currency: string): MoneyFormat {
  const known = moneyFormats.get(currency);
  if (known) return known;
  const isCode = /^[A-Z]{3}$/.test(currency);
  const text = new Intl.NumberFormat(locale(), isCode ? { style: 'currency', currency } : {});
  const made = { text, digits: text.resolvedOptions().maximumFractionDigits ?? 2 };
  moneyFormats.set(currency, made);
  return made;
}

/** How many digits the currency has after its point. */
export const currencyDigits = (currency: string): number => moneyFormat(currency).digits;

/** Minor units as an amount in its currency, exact whatever its size. */
export function formatMoney(minor: number, currency: string): string {
  const { text, digits } = moneyFormat(currency);
  return text.format(Number(decimalOf(minor, digits)));
}

/** The same in few letters, for an axis: "€12.5K". */
export const formatCompact = (minor: number, currency: string): string =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(minor / 10 ** currencyDigits(currency));

const numberFormats = new Map<string, Intl.NumberFormat>();

function formatted(value: number, style: 'decimal' | 'percent', digits: number): string {
  const key = `${style} ${digits}`;
  const known = numberFormats.get(key);
  if (known) return known.format(value);
  const made = new Intl.NumberFormat(locale(), { style, maximumFractionDigits: digits });
  numberFormats.set(key, made);
  return made.format(value);
}

/** A number, or with `percent` a share, with two digits at most: 0.175 is "17.5%". */
export const formatNumber = (value: number, style: 'decimal' | 'percent' = 'decimal'): string =>
  formatted(value, style, 2);

/** A rate as exactly as it was agreed: 0.15825 is "15.825%". */
export const formatRate = (rate: number | string): string => formatted(Number(rate), 'percent', 7);

/** 12345 with two digits → "123.45" */
export function decimalOf(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** "today", "tomorrow", "in 3 days", "2 days ago" */
export function relativeDay(date: string, today: string): string {
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(
    daysBetween(today, date),
    'day',
  );
}

/** "5 min ago", "yesterday": how long something is past. */
export function ago(then: number, now: number): string {
  const minutes = Math.round((now - then) / 60_000);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' });
  if (minutes < 1) return 'just now';
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 60 * 24) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / (60 * 24)), 'day');
}

/** "2 h 05 min", "45 min", "3 days": the time left until something, for a countdown. */
export function countdown(fromMs: number, toMs: number): string {
  const minutes = Math.ceil((toMs - fromMs) / 60_000);
  if (minutes <= 0) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  const days = Math.floor(hours / 24);
  return days === 1 ? `1 day ${hours % 24} h` : `${days} days`;
}

let displayNames: Intl.DisplayNames | undefined;

export function countryName(code: string | null): string {
  if (!code || !/^[A-Z]{2}$/i.test(code)) return code ?? '';
  displayNames ??= new Intl.DisplayNames(locale(), { type: 'region', fallback: 'code' });
  return displayNames.of(code.toUpperCase()) ?? code;
}

/** "Milan, Italy" from whatever is known. */
export const placeName = (city: string | null, country: string | null): string =>
  [city, countryName(country)].filter(Boolean).join(', ');
