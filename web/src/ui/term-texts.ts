// Terms of an agreement as texts of a form, and back, exactly.

import { moneyText, readMoney } from '../lib/core';
import { percentText, readShare } from '../lib/core/amount';
import { failure, success, type Outcome } from '../lib/outcome';
import { isAsked, type Term, type Texts } from './term-fields';

export type Entry = Readonly<Record<string, unknown>>;

/** The column of a term; of an entry in a list it is the term's own name. */
export const columnOf = ({ name, kind }: Term): string =>
  kind === 'money' ? `${name}_minor` : name;

export function textOf(term: Term, value: unknown, currency: string): string {
  if (value === null || value === undefined) return '';
  if (term.kind === 'money') return moneyText(Number(value), currency);
  if (term.kind === 'rate') return percentText(value as number | string);
  return String(value);
}

/** What an entry of the terms says, whatever it is: enough to tell what else is asked of it. */
export const saidIn = (entry: Entry): Texts =>
  Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, String(value ?? '')]));

/** The value of one text; what cannot be read is told by the field's name. */
function readTerm(term: Term, text: string, currency: string): Outcome<unknown> {
  const said = text.trim();
  if (said === '') return success(null);
  const refuse = (words: string) => failure('invalid', words, { [term.name]: words });
  switch (term.kind) {
    case 'money': {
      const read = readMoney(said, currency);
      if (!read.ok) return refuse(read.problem.message);
      return read.value < 0 ? refuse('An amount below zero is none.') : read;
    }
    case 'rate': {
      const rate = readShare(said);
      return rate === undefined ? refuse('A percentage from 0 to 100.') : success(rate);
    }
    case 'count':
      return /^\d{1,9}$/.test(said) ? success(Number(said)) : refuse('A whole number.');
    case 'fx':
      return /^\d{1,6}([.,]\d{1,12})?$/.test(said)
        ? success(said.replace(',', '.'))
        : refuse('A rate such as 1.0525.');
    case 'code':
      return /^[A-Z]{3}$/i.test(said)
        ? success(said.toUpperCase())
        : refuse('Three letters such as CHF.');
    case 'choice':
    case 'currency':
      return success(said);
  }
}

/**
 * The values of the terms that are asked; null for all others, so that none lingers. `entry` is the
 * place in a list, as "bonuses.0."; of columns it is empty.
 */
export function readTerms(
  terms: readonly Term[],
  texts: Texts,
  currency: string,
  entry = '',
): Outcome<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {};
  for (const term of terms) {
    const column = entry === '' ? columnOf(term) : term.name;
    if (!isAsked(term, texts)) {
      values[column] ??= null;
      continue;
    }
    const read = readTerm(term, texts[term.name] ?? '', currency);
    if (!read.ok) {
      const { code, message } = read.problem;
      return failure(code, `${term.label}: ${message}`, { [`${entry}${term.name}`]: message });
    }
    const isNumber = entry === '' && term.kind === 'rate' && read.value !== null;
    values[column] = isNumber ? Number(read.value) : read.value;
  }
  return success(values);
}

/** The entries of a list as texts. */
export const entryTexts = (
  terms: readonly Term[],
  entries: readonly Entry[],
  currency: string,
): readonly Texts[] =>
  entries.map((entry) => {
    const said = saidIn(entry);
    return Object.fromEntries(
      terms
        .filter((term) => isAsked(term, said))
        .map((term) => [
          term.name,
          textOf(term, entry[term.name] ?? entry[`${term.name}_minor`], currency),
        ]),
    );
  });

/** What the texts of a list say, without what is not said; refused by "bonuses.0.amount". */
export function readEntries(
  name: string,
  terms: readonly Term[],
  said: readonly Texts[],
  currency: string,
): Outcome<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const [i, texts] of said.entries()) {
    const read = readTerms(terms, texts, currency, `${name}.${i}.`);
    if (!read.ok) return read;
    entries.push(
      Object.fromEntries(Object.entries(read.value).filter(([, value]) => value !== null)),
    );
  }
  return success(entries);
}
