// Which databases this browser holds, remembered outside of them: so that it is noticed, and told,
// when the browser has cleared them.

import { LiveValue, type Live } from './live';

/** What a browser cleared by itself. */
export interface Loss {
  /** changes that had not been sent */
  readonly unsent: number;
}

const KEY = 'ota.held';
const loss = new LiveValue<Loss | undefined>(undefined);

/** Database name → how many changes waited in it. */
function held(): Record<string, number> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).flatMap(([name, count]: [string, unknown]) =>
        typeof count === 'number' ? [[name, count]] : [],
      ),
    );
  } catch {
    return {};
  }
}

function keep(names: Readonly<Record<string, number>>): void {
  if (Object.keys(names).length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(names));
}

const introduced = new Set<string>();

/**
 * This database is filled, and `waiting` changes in it have not been sent. One that another tab has
 * deleted meanwhile is not remembered again.
 */
export function noteHeld(name: string, waiting: number): void {
  const names = held();
  if (names[name] === waiting || (introduced.has(name) && names[name] === undefined)) return;
  introduced.add(name);
  keep({ ...names, [name]: waiting });
}

/** It was deleted, and that was meant. */
export function noteDeleted(name: string): void {
  introduced.delete(name);
  const { [name]: gone, ...others } = held();
  if (gone !== undefined) keep(others);
}

/** At start, before a database is made: which of the databases that should be here are. */
export function noteFound(present: readonly string[], isWanted: (name: string) => boolean): void {
  const names = held();
  const missing = Object.keys(names).filter((name) => !present.includes(name));
  const lost = missing.filter(isWanted);
  keep(Object.fromEntries(Object.entries(names).filter(([name]) => !missing.includes(name))));
  if (lost.length === 0) return;
  loss.set({ unsent: lost.reduce((sum, name) => sum + (names[name] ?? 0), 0) });
}

/** What the browser cleared since OTA was open last, until the user has read it. */
export const observeLoss = (): Live<Loss | undefined> => loss;

export const forgetLoss = (): void => loss.set(undefined);
