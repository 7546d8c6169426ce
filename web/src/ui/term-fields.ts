// Terms of an agreement as questions of a form: kinds, lists of them, and how each is asked.

import type { Choice } from './choice-chips';
import { currencyChoices } from './choices';
import type { FieldSpec } from './form-field';

export type Texts = Readonly<Record<string, string>>;

export type TermKind = 'money' | 'rate' | 'count' | 'choice' | 'currency' | 'code' | 'fx';

/** One question; `name` is core's name, and that of the column but for `_minor` of money. */
export interface Term {
  readonly name: string;
  readonly label: string;
  readonly kind: TermKind;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  /** left out where the rest makes it meaningless */
  readonly when?: (texts: Texts) => boolean;
  /** core refuses the deal without it */
  readonly isNeeded?: boolean;
}

/** A list of the agreement's `terms`, with what is asked of each entry. */
export interface TermList<N extends string = string> {
  readonly name: N;
  readonly title: string;
  readonly one: string;
  readonly terms: readonly Term[];
}

export const choice = (value: string, label: string): Choice => ({ value, label });

/** Whether something was said of it. */
export const has = (name: string) => (t: Texts) => (t[name] ?? '').trim() !== '';

export const isAsked = (term: Pick<Term, 'when'>, texts: Texts): boolean =>
  term.when?.(texts) ?? true;

/** What is withheld, of a show's deal and of a run. */
export const WITHHOLDINGS: TermList<'withholdings'> = {
  name: 'withholdings',
  title: 'Withholding',
  one: 'withholding',
  terms: [
    {
      name: 'base',
      label: 'Withheld from',
      kind: 'choice',
      isNeeded: true,
      choices: [
        choice('guarantee', 'The guarantee'),
        choice('take', 'The take with bonuses'),
        choice('all', 'Everything, buyouts too'),
      ],
    },
    { name: 'rate', label: 'Rate, %', kind: 'rate', isNeeded: true },
    {
      name: 'bearer',
      label: 'Borne by',
      kind: 'choice',
      isNeeded: true,
      choices: [choice('artist', 'The artist'), choice('promoter', 'The promoter')],
    },
    { name: 'free_per_head', label: 'Free per head', kind: 'money' },
    { name: 'heads', label: 'Heads', kind: 'count', when: has('free_per_head') },
    {
      name: 'free_rule',
      label: 'Above the free amount',
      kind: 'choice',
      when: has('free_per_head'),
      choices: [choice('limit', 'All of it is taxed'), choice('allowance', 'Only what is above')],
    },
  ],
};

/** `name` is the field's in the form; a list's entries have their place in it. `now`: its value. */
export function specOf(term: Term, name = term.name, now = ''): FieldSpec {
  const base = {
    name,
    label: term.label,
    required: term.isNeeded ?? false,
    ...(term.hint === undefined ? {} : { hint: term.hint }),
  };
  switch (term.kind) {
    case 'choice':
      return {
        ...base,
        kind: 'select',
        choices: [{ value: '', label: 'Not said yet' }, ...(term.choices ?? [])],
      };
    case 'currency':
      return {
        ...base,
        kind: 'select',
        choices:
          name === 'currency'
            ? currencyChoices(now)
            : [{ value: '', label: 'The same' }, ...currencyChoices(now)],
      };
    case 'count':
      return { ...base, inputmode: 'numeric', half: true };
    case 'code':
      return { ...base, maxlength: 3, half: true };
    default:
      return { ...base, inputmode: 'decimal', half: true };
  }
}
