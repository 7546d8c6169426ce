// What a settlement's row says beside its figures: names of entries, what the other side says they
// are, and a run's shows.

import { NO_NAMES, type Claim, type SettlementNames } from './settlement-claims';

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

const isClaim = (value: unknown): value is Omit<Claim, 'show'> =>
  isObject(value) &&
  typeof value['record'] === 'string' &&
  (value['record'] in NO_NAMES || value['record'] === 'run_show') &&
  typeof value['item'] === 'number' &&
  typeof value['name'] === 'string' &&
  typeof value['field'] === 'string' &&
  (typeof value['value'] === 'number' || typeof value['value'] === 'boolean');

/** Claims as they were kept, of the night with that place. */
export const readClaims = (value: unknown, show: number): readonly Claim[] =>
  Array.isArray(value) ? value.filter(isClaim).map((one) => ({ ...one, show })) : [];

/** A show of a run as the run's settlement names it, in the order of its text. */
export interface RunNight {
  readonly show_id: string;
  readonly name: string;
  readonly date: string;
  /** on the night, in the run's currency */
  readonly paid_minor: number;
  /** that came in before the night, in the run's currency */
  readonly deposit_minor: number;
  /** what its entries are called */
  readonly names: SettlementNames;
  /** what they say of this night */
  readonly claims: readonly Claim[];
}

/** The shows that a run's settlement is of; none for a show's. */
export function readShows(input: unknown): readonly RunNight[] {
  const shows = isObject(input) ? input['shows'] : undefined;
  if (!Array.isArray(shows)) return [];
  return shows.filter(isObject).map((one, i) => ({
    show_id: String(one['show_id']),
    name: String(one['name']),
    date: String(one['date']),
    paid_minor: Number(one['paid_minor'] ?? 0),
    deposit_minor: Number(one['deposit_minor'] ?? 0),
    names: readNames(one['names']),
    claims: readClaims(one['claims'], i),
  }));
}
