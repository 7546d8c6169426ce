// A deal while it is written: texts of a form to and from the values of a row, exactly.

import type { Deal } from '../../data/deals';
import type { Values } from '../../data/tables';
import { moneyText, readMoney } from '../../lib/core';
import { unscaled, scaled } from '../../lib/core/record';
import { failure, success, type Outcome } from '../../lib/outcome';
import {
  ALL_TERMS,
  isAsked,
  STEP_TERMS,
  TERM_LISTS,
  type Term,
  type Texts,
  type TermList,
} from './deal-fields';

/** Everything of a deal as texts: its columns by core's names, and the lists of its terms. */
export interface DealDraft {
  readonly texts: Texts;
  readonly lists: Readonly<Record<TermList['name'], readonly Texts[]>>;
}

type Entry = Readonly<Record<string, unknown>>;

const PERCENT_DIGITS = 7;
const RATE_DIGITS = 9;

const columnOf = ({ name, kind }: Term): string => (kind === 'money' ? `${name}_minor` : name);

/** 0.15825 → "15.825" */
export const percentText = (rate: number | string): string =>
  unscaled(scaled(rate, RATE_DIGITS), PERCENT_DIGITS);

/** "15.825" → "0.15825"; undefined for what is no percentage */
export function readPercent(text: string): string | undefined {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,7})?$/.test(plain)) return undefined;
  const rate = scaled(plain, PERCENT_DIGITS);
  return rate > 10n ** BigInt(RATE_DIGITS) ? undefined : unscaled(rate, RATE_DIGITS);
}

function textOf(term: Term, value: unknown, currency: string): string {
  if (value === null || value === undefined) return '';
  if (term.kind === 'money') return moneyText(Number(value), currency);
  if (term.kind === 'rate') return percentText(value as number | string);
  return String(value);
}

/** The unit of a step's bound decides how it is written. */
export function stepTerms(list: TermList, texts: Texts): readonly Term[] {
  if (list.name !== 'steps' || texts['step_unit'] === 'tickets') return list.terms;
  return list.terms.map((term) => (term.name === 'over' ? { ...term, kind: 'money' } : term));
}

function entriesOf(deal: Pick<Deal, 'terms'>, name: string): readonly Entry[] {
  const terms = (deal.terms ?? {}) as Entry;
  const found = terms[name];
  return Array.isArray(found) ? (found as readonly Entry[]) : [];
}

/** A row as texts. */
export function draftOf(deal: Deal): DealDraft {
  const row: Entry = { ...deal };
  const texts = Object.fromEntries(
    ALL_TERMS.map((term) => [term.name, textOf(term, row[columnOf(term)], deal.currency)]),
  );
  const lists = Object.fromEntries(
    TERM_LISTS.map((list) => [
      list.name,
      entriesOf(deal, list.name).map((entry) => {
        const said: Texts = Object.fromEntries(
          Object.entries(entry).map(([name, value]) => [name, String(value)]),
        );
        return Object.fromEntries(
          stepTerms(list, texts)
            .filter((term) => isAsked(term, said))
            .map((term) => [
              term.name,
              textOf(term, entry[term.name] ?? entry[`${term.name}_minor`], deal.currency),
            ]),
        );
      }),
    ]),
  ) as unknown as DealDraft['lists'];
  return { texts, lists };
}

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
      const rate = readPercent(said);
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
function readTerms(
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

/** A draft as the row's values: columns, and the terms with whatever else they hold. */
export function valuesOf(draft: DealDraft, terms: unknown): Outcome<Values<'deals'>> {
  const currency = draft.texts['currency'] ?? 'EUR';
  const hasSteps = draft.texts['type'] !== 'flat' && draft.lists.steps.length > 0;
  const asked = ALL_TERMS.map((term) =>
    STEP_TERMS.includes(term) ? { ...term, when: () => hasSteps } : term,
  );
  const columns = readTerms(asked, draft.texts, currency);
  if (!columns.ok) return columns;
  const lists: Record<string, unknown> = { ...((terms ?? {}) as Entry) };
  for (const list of TERM_LISTS) {
    const entries: unknown[] = [];
    const said = (list.when?.(draft.texts) ?? true) ? draft.lists[list.name] : [];
    for (const [i, texts] of said.entries()) {
      const read = readTerms(stepTerms(list, draft.texts), texts, currency, `${list.name}.${i}.`);
      if (!read.ok) return read;
      entries.push(
        Object.fromEntries(Object.entries(read.value).filter(([, value]) => value !== null)),
      );
    }
    if (entries.length > 0) lists[list.name] = entries;
    else delete lists[list.name];
  }
  const isEmpty = Object.keys(lists).length === 0;
  return success({ ...columns.value, terms: isEmpty ? null : lists });
}
