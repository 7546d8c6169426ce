// Undo instead of "are you sure": the last writes of this tab, each with its inverse.

import { LiveValue, type Live } from './live';
import { failure, type Outcome } from './outcome';

export interface UndoEntry {
  /** grows by one; a toast shows the newest */
  readonly id: number;
  /** what was done, as a short sentence: "Show deleted" */
  readonly label: string;
  readonly run: () => Promise<Outcome<void>>;
}

const KEPT_MAX = 20;
const stack = new LiveValue<readonly UndoEntry[]>([]);
let lastId = 0;

/** Everything that can be undone, oldest first. */
export const observeUndo = (): Live<readonly UndoEntry[]> => stack;

export function pushUndo(label: string, run: () => Promise<Outcome<void>>): void {
  lastId += 1;
  stack.set([...stack.value, { id: lastId, label, run }].slice(-KEPT_MAX));
}

/** Undoes the newest write, or the one with this id. */
export async function undo(id?: number): Promise<Outcome<void>> {
  const entry = id === undefined ? stack.value.at(-1) : stack.value.find((one) => one.id === id);
  if (!entry) return failure('nothing_to_undo', 'There is nothing to undo.');
  stack.set(stack.value.filter((one) => one !== entry));
  return entry.run();
}

/** Another organization or nobody is signed in: earlier writes cannot be undone from here. */
export const clearUndo = (): void => stack.set([]);
