// Operations: what is asked of a set or a counter instead of giving it a value, so that two people
// who ask at once both get what they asked for. What they mean is core's to say (core/operation.h).

import { operate } from './core';
import type { FieldShape, FieldValues, TableShape } from './offline-storage/shape';

/** Of a field of kind ids or choices. */
export interface SetOperation {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Of a field of kind counter. */
export interface CountOperation {
  readonly plus: number;
}

export type FieldOperation = SetOperation | CountOperation;

/** `{ person_ids: adding(ids) }` */
export const adding = (entries: readonly string[]): SetOperation => ({ add: entries });

/** `{ person_ids: removing(ids) }` */
export const removing = (entries: readonly string[]): SetOperation => ({ remove: entries });

/** What made one set of the other, for a form; undefined when nothing did. */
export function changing(
  before: readonly string[],
  after: readonly string[],
): SetOperation | undefined {
  const add = after.filter((entry) => !before.includes(entry));
  const remove = before.filter((entry) => !after.includes(entry));
  if (add.length + remove.length === 0) return undefined;
  return { ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) };
}

/** `{ stock: plus(3) }` */
export const plus = (n: number): CountOperation => ({ plus: n });

const isSet = ({ kind }: FieldShape): boolean => kind === 'ids' || kind === 'choices';

/** The operation in a value of this field, if it is one. */
function operationIn(field: FieldShape | undefined, value: unknown): FieldOperation | undefined {
  if (!field || (!isSet(field) && field.kind !== 'counter')) return undefined;
  return isFieldOperation(value) ? value : undefined;
}

/** Has it an operation's form? Whether it is one, its field decides. */
export const isFieldOperation = (value: unknown): value is FieldOperation =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ('add' in value || 'remove' in value || 'plus' in value);

const fieldOf = (shape: TableShape, name: string): FieldShape | undefined =>
  shape.fields.find((field) => field.name === name);

/** The values of a mutation over those of a row: operations put on what the row has. */
export function over(
  shape: TableShape | undefined,
  row: FieldValues,
  values: FieldValues,
): FieldValues {
  if (!shape || !Object.values(values).some(isFieldOperation)) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const operation = operationIn(fieldOf(shape, name), value);
      return [name, operation ? operate(shape.index, name, row[name], operation).value : value];
    }),
  );
}

/** What speaks against the operations of a mutation on the row as it is here: field → sentence. */
export function problemsOver(
  shape: TableShape,
  row: FieldValues,
  values: FieldValues,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const operation = operationIn(fieldOf(shape, name), value);
      const problem = operation && operate(shape.index, name, row[name], operation).problem;
      return problem === undefined ? [] : [[name, problem]];
    }),
  );
}

/** Values with their sets in core's order, so that equal sets look equal everywhere. */
export function ordered(shape: TableShape, values: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fieldOf(shape, name);
      if (!field || !isSet(field) || !Array.isArray(value)) return [name, value];
      const set = operate(shape.index, name, [], { add: value });
      return [name, set.problem === undefined ? set.value : value];
    }),
  );
}

/** Is a counter given as a plain number, as a form has it? */
export const hasCounts = (shape: TableShape, values: FieldValues): boolean =>
  shape.fields.some(({ name, kind }) => kind === 'counter' && typeof values[name] === 'number');

/** The same with differences to the row as it is here, which is what was looked at. */
export function asDifferences(
  shape: TableShape,
  row: FieldValues,
  values: FieldValues,
): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isCount = fieldOf(shape, name)?.kind === 'counter' && typeof value === 'number';
      return [name, isCount ? plus(value - Number(row[name] ?? 0)) : value];
    }),
  );
}

/** The values that take `values` back from a row as it was before them. */
export function wayBack(
  shape: TableShape | undefined,
  row: FieldValues,
  values: FieldValues,
): FieldValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const operation = operationIn(shape && fieldOf(shape, name), value);
      const back = operation ? inverse(row[name], operation) : (row[name] ?? null);
      return back === undefined ? [] : [[name, back] as const];
    }),
  );
}

/** Takes back only what an operation changes; undefined when it changes nothing. */
function inverse(now: unknown, operation: FieldOperation): FieldOperation | undefined {
  if ('plus' in operation) return operation.plus === 0 ? undefined : plus(-operation.plus);
  const before: readonly unknown[] = Array.isArray(now) ? now : [];
  const add = operation.remove?.filter((entry) => before.includes(entry)) ?? [];
  const remove = operation.add?.filter((entry) => !before.includes(entry)) ?? [];
  return changing(remove, add);
}
