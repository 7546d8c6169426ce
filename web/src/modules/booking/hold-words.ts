// Holds in words: their rank, what became of them, what can be asked for.

import type { Hold, HoldStep } from '../../data/holds';
import type { PartnerDate, TakenDate } from '../../data/partners';
import { countdown, placeName } from '../../ui/format';
import { words } from '../../ui/words';

const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** "1st", "2nd", "11th" */
export const ordinal = (n: number): string => `${n}${suffixes[ordinals.select(n)] ?? 'th'}`;

/** "1st hold", "confirmed"; a rank that the server has not given yet is not guessed. */
export function rankWords(hold: Pick<Hold, 'rank' | 'status'>): string {
  if (hold.status === 'confirmed') return 'Confirmed';
  if (hold.status === 'released' || hold.status === 'expired') return words(hold.status);
  return hold.rank === null ? 'Asked for' : `${ordinal(hold.rank)} hold`;
}

/** What the clock of a challenge says. */
export const answerWords = (answerBy: string, now: number): string =>
  Date.parse(answerBy) <= now
    ? 'Time to answer is over'
    : `${countdown(now, Date.parse(answerBy))} to answer`;

export const stepWords: Readonly<Record<HoldStep, string>> = {
  confirm: 'Confirm',
  unconfirm: 'Take confirmation back',
  challenge: 'Challenge',
  withdraw: 'Take challenge back',
  release: 'Release',
};

/** The consecutive dates from one to another, at most `most` of them. */
export function datesFrom(
  from: string,
  until: string,
  most: number,
  next: (date: string) => string,
): readonly string[] {
  const dates = [from];
  while (dates.length < most && (dates.at(-1) ?? '') < until) dates.push(next(dates.at(-1) ?? ''));
  return dates;
}

const takenAs: Readonly<Record<NonNullable<PartnerDate['status']>, string>> = {
  confirmed: 'a confirmed show',
  held: 'a held date',
  other: 'a day on the road',
};

/** "The Decoys: a confirmed show in Bremen, says Northlight"; or only that they are taken. */
export function takenWords({ taken, partner }: Pick<TakenDate, 'taken' | 'partner'>): string {
  const { artist, status, city, country } = taken;
  if (status === null) return `${artist}: taken, says ${partner}`;
  const place = placeName(city, country);
  return `${artist}: ${takenAs[status]}${place ? ` in ${place}` : ''}, says ${partner}`;
}
