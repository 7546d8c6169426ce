// A deal while it is written: texts of a form to and from the values of a row, exactly.

import type { Deal } from '../../data/deals';
import type { Values } from '../../data/tables';
import { success, type Outcome, type Problem } from '../../lib/outcome';
import type { Term, Texts } from '../../ui/term-fields';
import {
  columnOf,
  entryTexts,
  readEntries,
  readTerms,
  textOf,
  type Entry,
} from '../../ui/term-texts';
import { ALL_TERMS, STEP_TERMS, TERM_LISTS, type DealList } from './deal-fields';

/** Everything of a deal as texts: its columns by core's names, and the lists of its terms. */
export interface DealDraft {
  readonly texts: Texts;
  readonly lists: Readonly<Record<DealList['name'], readonly Texts[]>>;
}

/** The unit of a step's bound decides how it is written. */
export function stepTerms(list: DealList, texts: Texts): readonly Term[] {
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
      entryTexts(stepTerms(list, texts), entriesOf(deal, list.name), deal.currency),
    ]),
  ) as unknown as DealDraft['lists'];
  return { texts, lists };
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
    const said = (list.when?.(draft.texts) ?? true) ? draft.lists[list.name] : [];
    const entries = readEntries(list.name, stepTerms(list, draft.texts), said, currency);
    if (!entries.ok) return entries;
    if (entries.value.length > 0) lists[list.name] = entries.value;
    else delete lists[list.name];
  }
  const isEmpty = Object.keys(lists).length === 0;
  return success({ ...columns.value, terms: isEmpty ? null : lists });
}

const LIST_FIELD = /^(fx|step|bonus|withholding)\.(\d+)\.(\w+)$/;
const LIST_NAMES: Readonly<Record<string, DealList['name']>> = {
  fx: 'fxs',
  step: 'steps',
  bonus: 'bonuses',
  withholding: 'withholdings',
};

/** What is wrong by the form's fields: "bonuses.0.amount"; core says "bonus.0.amount". */
export function errorsOf({ code, fields }: Problem): Texts {
  const errors = Object.entries(fields ?? {}).map(([field, words]) => {
    const [, record = '', place = '', member = ''] = LIST_FIELD.exec(field) ?? [];
    const list = LIST_NAMES[record];
    const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\.?$/, '.');
    return [
      list ? `${list}.${place}.${member}` : field,
      code === 'missing' ? 'Still to be said.' : sentence,
    ] as const;
  });
  return Object.fromEntries(errors);
}
