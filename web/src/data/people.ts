// People: the contacts of an organization, with or without an account.

import { resource } from './resource';
import type { Rows } from './rows.gen';
import type { Local } from './tables';

export type Person = Local<Rows['people']>;

/** By name. */
export const {
  one: observePerson,
  all: observePeople,
  create: createPerson,
  update: updatePerson,
  remove: removePerson,
} = resource<'people', 'name'>('people', 'Person', (a, b) => a.name.localeCompare(b.name));
