// The fields that a time of a day and a time of a template have in common.

import { SCHEDULE_KIND_VALUES } from '../../data/rows.gen';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional, asText, asTruth, type Readers } from '../../ui/form-values';

export const kindFields: readonly FieldSpec[] = [
  {
    name: 'kind',
    label: 'What',
    kind: 'select',
    required: true,
    half: true,
    choices: choicesOf(SCHEDULE_KIND_VALUES),
  },
  { name: 'title', label: 'Title', half: true, maxlength: 120, placeholder: 'As the kind says' },
];

/** What a time can follow. */
export interface Leader {
  readonly id: string;
  readonly title: string;
  readonly clock: string;
}

/** At its own time or with one of these: nothing to choose where there are none. */
export const leaderFields = (name: string, leaders: readonly Leader[]): readonly FieldSpec[] =>
  leaders.length === 0
    ? []
    : [
        {
          name,
          label: 'When',
          kind: 'select',
          required: true,
          choices: [
            { value: '', label: 'At its own time' },
            ...leaders.map(({ id, title, clock }) => ({
              value: id,
              label: `With ${title}, ${clock}`,
            })),
          ],
        },
      ];

/** `isLinked`: so long after what it follows, else a clock. */
export const startField = (isLinked: boolean, hint = ''): FieldSpec =>
  isLinked
    ? {
        name: 'offset_minutes',
        label: 'Minutes after it begins',
        kind: 'number',
        required: true,
        half: true,
        hint: 'With a minus: before. When it moves, this moves.',
      }
    : { name: 'starts', label: 'From', kind: 'time', required: true, half: true, hint };

export const placeField: FieldSpec = { name: 'place', label: 'Where', maxlength: 160, half: true };

export const hardField: FieldSpec = {
  name: 'is_hard',
  label: 'Cannot move',
  kind: 'check',
  half: true,
};

export const criticalField: FieldSpec = {
  name: 'is_critical',
  label: 'Everybody has to say that they saw it',
  kind: 'check',
};

export const asKind = asOneOf(SCHEDULE_KIND_VALUES);

export const flag = (isOn: boolean | undefined): string => (isOn ? 'true' : '');

interface TimeValues {
  readonly kind: ReturnType<typeof asKind>;
  readonly title: string;
  readonly place: string | null;
  readonly is_hard: boolean;
  readonly is_critical: boolean;
}

export const timeReaders: Readers<TimeValues> = {
  kind: asKind,
  title: asText,
  place: asOptional,
  is_hard: asTruth,
  is_critical: asTruth,
};
