// Private profiles: what a person tells only those who book for them.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import { can, currentUserId } from '../lib/session';
import type { Person } from './people';
import type { Rows } from './rows.gen';
import { change, insertion, observe, rows, type Local, type Values } from './tables';

/** What it holds, in the order in which people fill it in. */
export const PROFILE_FIELDS = [
  'legal_name',
  'date_of_birth',
  'nationality',
  'passport_number',
  'passport_country',
  'passport_expires_on',
  'visa_notes',
  'seat_preference',
  'meal_preference',
  'allergies',
  'frequent_flyer',
  'shirt_size',
  'emergency_contact',
  'notes',
] as const;

export type PersonProfile = Local<Rows['person_profiles']>;

/** One's own, or everybody's where the role says so. */
export const mayProfile = (action: 'read' | 'write', person: Person): boolean =>
  can('private', action, person.user_id ?? 'nobody');

export const observeProfileOf = (personId: string): Live<PersonProfile | undefined> =>
  observe((store) => rows(store, 'person_profiles').where('person_id').equals(personId).first());

/** Who the signed-in user is among the people; undefined where nobody linked them. */
export const observeMyself = (): Live<Person | undefined> =>
  observe((store) =>
    rows(store, 'people')
      .filter(({ user_id }) => user_id !== null && user_id === currentUserId())
      .first(),
  );

/** Changes the profile, or makes it where there is none. */
export const saveProfile = (
  person: Person,
  profile: PersonProfile | undefined,
  values: Values<'person_profiles'>,
): Promise<Outcome<string>> =>
  writeRow(
    'Private details saved',
    profile
      ? change('person_profiles', profile.id, values)
      : insertion('person_profiles', { ...values, person_id: person.id }),
  );
