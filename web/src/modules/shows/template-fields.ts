// What a schedule template is called and what it is for: its fields, read and written.

import { VENUE_KIND_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import type { ScheduleTemplate } from '../../data/templates';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asText, type Readers } from '../../ui/form-values';
import type { FormValues } from '../../ui/record-form';
import { words } from '../../ui/words';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const templateFields = (tours: readonly Named[]): readonly FieldSpec[] => [
  { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'Club show' },
  {
    name: 'tour_id',
    label: 'For',
    kind: 'select',
    required: true,
    half: true,
    choices: [
      { value: '', label: 'Every tour' },
      ...tours.map(({ id, name }) => ({ value: id, label: name })),
    ],
  },
  {
    name: 'venue_kind',
    label: 'Kind of venue',
    kind: 'select',
    half: true,
    choices: choicesOf(VENUE_KIND_VALUES, 'Any'),
  },
];

export const templateReaders: Readers<
  Pick<Required<Values<'schedule_templates'>>, 'name' | 'tour_id' | 'venue_kind'>
> = {
  name: asText,
  tour_id: (text) => text || null,
  venue_kind: (text) => VENUE_KIND_VALUES.find((kind) => kind === text) ?? null,
};

export const templateTexts = (
  template: Partial<Pick<ScheduleTemplate, 'name' | 'tour_id' | 'venue_kind'>>,
): FormValues => ({
  name: template.name ?? '',
  tour_id: template.tour_id ?? '',
  venue_kind: template.venue_kind ?? '',
});

/** "This tour · Club" */
export const useOf = (
  { tour_id, venue_kind }: Pick<ScheduleTemplate, 'tour_id' | 'venue_kind'>,
  tours: readonly Named[],
  every = '',
): string =>
  [
    tour_id === null ? every : (tours.find(({ id }) => id === tour_id)?.name ?? ''),
    venue_kind ? words(venue_kind) : '',
  ]
    .filter(Boolean)
    .join(' · ');
