// Preferences of this device (not of the account): kept in localStorage so that the theme is known
// before the first paint, and shared between tabs.

import { LiveValue, type Live } from './live';

export interface Prefs {
  readonly theme: 'system' | 'light' | 'dark';
  /** whether dates of other zones also show the device's own time */
  readonly showsOwnZone: boolean;
  readonly expenseCurrency: string | null;
  readonly expenseCategory: string | null;
}

const KEY = 'ota.prefs';
const DEFAULTS: Prefs = {
  theme: 'system',
  showsOwnZone: false,
  expenseCurrency: null,
  expenseCategory: null,
};

function decode(text: string | null): Prefs {
  if (text === null) return DEFAULTS;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return DEFAULTS;
    const stored = found as Partial<Record<keyof Prefs, unknown>>;
    const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return {
      theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : 'system',
      showsOwnZone: stored.showsOwnZone === true,
      expenseCurrency: textOr(stored.expenseCurrency),
      expenseCategory: textOr(stored.expenseCategory),
    };
  } catch {
    return DEFAULTS;
  }
}

const hasStorage = typeof localStorage !== 'undefined';
const current = new LiveValue<Prefs>(decode(hasStorage ? localStorage.getItem(KEY) : null));

if (hasStorage && typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (event.key === KEY || event.key === null) current.set(decode(event.newValue));
  });
}

export const observePrefs = (): Live<Prefs> => current;

export const prefs = (): Prefs => current.value;

export function setPrefs(change: Partial<Prefs>): void {
  const next = { ...current.value, ...change };
  if (hasStorage) localStorage.setItem(KEY, JSON.stringify(next));
  current.set(next);
}

/** Back to the defaults, with everything else that this browser keeps outside its databases. */
export function forgetPrefs(): void {
  if (hasStorage) localStorage.clear();
  if (typeof sessionStorage !== 'undefined') sessionStorage.clear();
  current.set(DEFAULTS);
}
