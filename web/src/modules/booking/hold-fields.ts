// What a hold can be for, as fields of a form: a stage, a tour, a show.

import type { Show } from '../../data/shows';
import type { Tour } from '../../data/tours';
import type { Stage } from '../../data/venues';
import { showChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';

export const stageField = (places: readonly Stage[]): FieldSpec => ({
  name: 'stage_id',
  label: 'Stage',
  kind: 'select',
  choices: [
    { value: '', label: 'The whole house' },
    ...places.map((stage) => ({ value: stage.id, label: stage.name })),
  ],
});

export const tourField = (tours: readonly Tour[]): FieldSpec => ({
  name: 'tour_id',
  label: 'Tour',
  kind: 'select',
  choices: [
    { value: '', label: 'No tour' },
    ...tours.map((tour) => ({ value: tour.id, label: tour.name })),
  ],
});

export const showField = (shows: readonly Show[]): FieldSpec => ({
  name: 'show_id',
  label: 'Show',
  kind: 'select',
  choices: showChoices(shows, 'No show yet'),
});
