// What a settlement's row says beside its figures: names of entries, and a run's shows.

import { type SettlementNames } from './settlement-claims';

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names as they came from elsewhere; what is none becomes empty. */
export function readNames(value: unknown): SettlementNames {
  const lists = isObject(value) ? value : {};
  const list = (name: string): readonly string[] => {
    const found = lists[name];
    return Array.isArray(found) ? found.map(String) : [];
  };
  return {
    tier: list('tier'),
    expense: list('expense'),
    adjustment: list('adjustment'),
    deposit: list('deposit'),
    merch: list('merch'),
  };
}

/** A show of a run as the run's settlement names it, in the order of its text. */
export interface RunNight {
  readonly show_id: string;
  readonly name: string;
  readonly date: string;
  /** on the night, in the run's currency */
  readonly paid_minor: number;
  /** what its entries are called */
  readonly names: SettlementNames;
}

/** The shows that a run's settlement is of; none for a show's. */
export function readShows(input: unknown): readonly RunNight[] {
  const shows = isObject(input) ? input['shows'] : undefined;
  if (!Array.isArray(shows)) return [];
  return shows.filter(isObject).map((one) => ({
    show_id: String(one['show_id']),
    name: String(one['name']),
    date: String(one['date']),
    paid_minor: Number(one['paid_minor'] ?? 0),
    names: readNames(one['names']),
  }));
}
