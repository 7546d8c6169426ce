// Reading and writing rows of the open organization: validate, show, queue, ask for sync, offer
// undo.

import { validate } from './core';
import { keptLive, switchLive, type Live } from './live';
import { done, failure, problemOf, success, type Outcome, type Problem } from './outcome';
import { observeQuery, type Draft, type OrganizationStore, type Refusal } from './offline-storage';
import { noteNotStored, noteStored } from './device';
import { asDifferences, hasCounts, isFieldOperation, ordered, problemsOver } from './operations';
import { currentStore, observeStore as observeOpenStore } from './session';
import { askForSync } from './sync/request';
import { pushUndo } from './undo';

export { adding, changing, plus, removing } from './operations';
export type { Draft };

/** Decides what to write, from what is stored; a problem instead writes nothing. */
export type Plan = (store: OrganizationStore) => Promise<readonly Draft[] | Problem>;

const NEVER: Live<never> = { subscribe: () => () => undefined };

/** A live query over whichever organization is open; waits while none is. */
export const observeStore = <T>(query: (store: OrganizationStore) => Promise<T>): Live<T> =>
  switchLive(observeOpenStore(), (store) => (store ? observeQuery(() => query(store)) : NEVER));

/** The same of what nearly every screen shows: read once for each store that is open, then at hand. */
export function observeKept<T>(query: (store: OrganizationStore) => Promise<T>): Live<T> {
  const known = new WeakMap<OrganizationStore, Live<T>>();
  const of = (store: OrganizationStore): Live<T> => {
    const live = known.get(store) ?? keptLive(observeQuery(() => query(store)));
    known.set(store, live);
    return live;
  };
  return switchLive(observeOpenStore(), (store) => (store ? of(store) : NEVER));
}

/** Writes the drafts of a plan, all or none. `label` says what was done, for the undo toast. */
export const write = (label: string, plan: Plan): Promise<Outcome<void>> =>
  planned(label, plan, true);

/** The same of what nothing takes back: no undo is offered. */
export const writeForGood = (label: string, plan: Plan): Promise<Outcome<void>> =>
  planned(label, plan, false);

async function planned(label: string, plan: Plan, isUndoable: boolean): Promise<Outcome<void>> {
  const store = currentStore();
  if (!store) return failure('no_organization', 'Open an organization first.');
  try {
    const drafts = await plan(store);
    if (!isDrafts(drafts)) return { ok: false, problem: drafts };
    return await commit(store, label, drafts, isUndoable);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Writes one row; answers its id. */
export async function writeRow(label: string, draft: Draft): Promise<Outcome<string>> {
  const outcome = await write(label, () => Promise.resolve([draft]));
  return outcome.ok ? success(draft.id) : outcome;
}

async function commit(
  store: OrganizationStore,
  label: string,
  drafts: readonly Draft[],
  isUndoable: boolean,
): Promise<Outcome<void>> {
  try {
    const asked = await Promise.all(drafts.filter(says).map((draft) => asOperations(store, draft)));
    const problem = firstProblem(store, asked) ?? (await operationProblem(store, asked));
    if (problem) return { ok: false, problem };
    if (asked.length === 0) return done;
    const inverse = await store.commit(label, asked);
    if (isUndoable && inverse.length > 0) {
      pushUndo(label, () => commit(store, `Undone: ${label}`, inverse, false));
    }
    noteStored();
    askForSync();
    return done;
  } catch (error) {
    const problem = problemOf(error);
    noteNotStored(problem);
    return { ok: false, problem };
  }
}

/** Saved as it was, a row is not written: the server refuses a change of nothing. */
const says = ({ op, values }: Draft): boolean => op !== 'update' || Object.keys(values).length > 0;

function firstProblem(store: OrganizationStore, drafts: readonly Draft[]): Problem | undefined {
  for (const { table, op, values } of drafts) {
    const shape = store.shapes[table];
    if (!shape) return failure('invalid', `There is no table ${table}.`).problem;
    if (op === 'delete') continue;
    const fields = validate(shape.index, op === 'insert', values);
    const words = Object.values(fields)[0];
    if (words !== undefined) return failure('invalid', words, fields).problem;
  }
  return undefined;
}

/** A draft as it is sent: sets in order, and a counter's new value as the difference to what is. */
async function asOperations(store: OrganizationStore, draft: Draft): Promise<Draft> {
  const { table, op, id } = draft;
  const shape = store.shapes[table];
  if (!shape) return draft;
  const values = ordered(shape, draft.values);
  if (op !== 'update' || !hasCounts(shape, values)) return { ...draft, values };
  const row = await store.table(table).get(id);
  return { ...draft, values: row ? asDifferences(shape, row, values) : values };
}

/** An operation that what is here cannot take, such as more than there is: told at once. */
async function operationProblem(
  store: OrganizationStore,
  drafts: readonly Draft[],
): Promise<Problem | undefined> {
  for (const { table, op, id, values } of drafts) {
    const shape = store.shapes[table];
    if (!shape || op !== 'update' || !Object.values(values).some(isFieldOperation)) continue;
    const row = await store.table(table).get(id);
    const fields = row ? problemsOver(shape, row, values) : {};
    const words = Object.values(fields)[0];
    if (words !== undefined) return failure('invalid', words, fields).problem;
  }
  return undefined;
}

/** The refused change was seen. */
export async function dismissRefusal(n: number): Promise<Outcome<void>> {
  const store = currentStore();
  if (!store) return failure('no_organization', 'Open an organization first.');
  await store.dismissRefusal(n);
  return done;
}

function isDrafts(planned: readonly Draft[] | Problem): planned is readonly Draft[] {
  return Array.isArray(planned);
}

/** Takes changes back that wait to be sent; undo writes them again. */
export async function discard(label: string, numbers: readonly number[]): Promise<Outcome<void>> {
  const store = currentStore();
  if (!store) return failure('no_organization', 'Open an organization first.');
  try {
    const taken = await store.discard(numbers);
    if (taken.length > 0) pushUndo(label, () => commit(store, `Undone: ${label}`, taken, false));
    askForSync();
    return done;
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Writes a refused change once more; its refusal is then seen. */
export async function writeAgain({ n, label, ...draft }: Refusal): Promise<Outcome<void>> {
  const { table, id, op, values } = draft;
  const outcome = await write(label, () => Promise.resolve([{ table, id, op, values }]));
  return outcome.ok ? dismissRefusal(n) : outcome;
}
