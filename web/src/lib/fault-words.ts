// What a person reads below a field that is wrong. Core's words follow the field's name, as in
// "Title is too long (at most 160)"; where that reads badly, a sentence of its own says what to do.

import type { PROBLEMS } from './core-layout.gen';

export type FaultName = (typeof PROBLEMS)[number];

const sentences: Readonly<Partial<Record<FaultName, string>>> = {
  bad_email: 'Enter an e-mail address such as name@example.com.',
  bad_money: 'Enter an amount such as 120 or 12.50.',
  bad_number: 'Enter a number such as 400.',
  fraction: 'Enter a whole number.',
  bad_currency: 'Enter a currency code such as EUR.',
  bad_country: 'Enter a two-letter country code such as DE.',
  bad_zone: 'Choose a time zone such as Europe/Berlin.',
  bad_clock: 'Enter a time such as 20:30.',
  bad_date: 'Enter a date such as 2026-05-12.',
  no_such_day: 'This day does not exist.',
  bad_instant: 'Enter a date and a time.',
};

const names: Readonly<Record<string, string>> = {
  starts_on: 'The first day',
  ends_on: 'The last day',
  spent_on: 'The date',
  starts_at: 'The start',
  ends_at: 'The end',
  departs_at: 'The departure',
  arrives_at: 'The arrival',
};

/** `words`: core's, which begin with the field's name. */
export function faultSentence(field: string, fault: FaultName, words: string): string {
  const sentence = sentences[fault];
  if (sentence !== undefined) return sentence;
  const name = names[field] ?? field.replace(/_(id|minor)$/, '').replaceAll('_', ' ');
  const told = `${name}${words.slice(field.length)}`;
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}
