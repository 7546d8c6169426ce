// What is wrong with the fields of a form, before anything is written: the server's own rules.

import { validate } from '../lib/core';
import { TABLES, type TableName } from './rows.gen';
import type { Values } from './tables';

/** Field → sentence; empty when all is well. `isInsert` also asks for what must not be missing. */
export const fieldProblems = <K extends TableName>(
  table: K,
  values: Values<K>,
  isInsert: boolean,
): Readonly<Record<string, string>> => validate(TABLES[table].index, isInsert, values);
