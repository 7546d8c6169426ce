// Where something is, as the fields of a form.

import type { FieldSpec } from './form-field';

export const cityFields: readonly FieldSpec[] = [
  { name: 'city', label: 'City', half: true },
  {
    name: 'country',
    label: 'Country',
    half: true,
    maxlength: 2,
    placeholder: 'DE',
    hint: 'Two letters',
  },
];
