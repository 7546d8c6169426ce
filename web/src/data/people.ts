// People: the contacts of an organization, with or without an account.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { writeRow } from '../lib/records';
import {
  change,
  insertion,
  observe,
  observeRow,
  removal,
  rows,
  type Fresh,
  type Local,
  type Values,
} from './tables';
import type { Rows } from './rows.gen';

export type Person = Local<Rows['people']>;

/** By name. */
export const observePeople = (): Live<readonly Person[]> =>
  observe((store) => rows(store, 'people').orderBy('name').toArray());

export const observePerson = (id: string): Live<Person | undefined> => observeRow('people', id);

export const createPerson = (values: Fresh<'people', 'name'>): Promise<Outcome<string>> =>
  writeRow('Person added', insertion('people', values));

export const updatePerson = (id: string, values: Values<'people'>): Promise<Outcome<string>> =>
  writeRow('Person changed', change('people', id, values));

export const removePerson = (id: string): Promise<Outcome<string>> =>
  writeRow('Person deleted', removal('people', id));
