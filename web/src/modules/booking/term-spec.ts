// How a term of a deal is asked in a form.

import { currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import type { Term } from './deal-fields';

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
