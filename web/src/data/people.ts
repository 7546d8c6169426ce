// People: the contacts of an organization, with or without an account.

import type { Live } from '../lib/live';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { observeKept, type Local } from './tables';

export type Person = Local<Rows['people']>;

export const {
  one: observePerson,
  read: readPeople,
  create: createPerson,
  update: updatePerson,
  remove: removePerson,
} = resource<'people', 'name'>('people', 'Person', (a, b) => a.name.localeCompare(b.name));

/** By name. */
export const observePeople: () => Live<readonly Person[]> = observeKept(readPeople);
