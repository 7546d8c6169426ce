// Any record by its table: its title, where its times are read, and the names it refers to.

import type { Live } from '../lib/live';
import type { TableName } from './rows.gen';
import { observe } from './tables';

export interface KnownRecord {
  /** undefined while the row is not on this device */
  readonly title: string | undefined;
  readonly zone: string;
  readonly currency: string;
  /** id → name of what its fields refer to, and of members */
  readonly names: ReadonlyMap<string, string>;
}

export function titleOf(row: Readonly<{ [field: string]: unknown }>): string {
  const [found] = ['title', 'name', 'description', 'city', 'category', 'mode', 'kind'].flatMap(
    (field) => {
      const value = row[field];
      return typeof value === 'string' && value !== '' ? [value] : [];
    },
  );
  return found ?? 'Untitled';
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const observeRecord = (table: TableName, id: string): Live<KnownRecord> =>
  observe(async (store) => {
    const row = await store.table(table).get(id);
    const [organization, tours, venues, shows, members] = await Promise.all([
      store.table('organizations').get(store.organizationId),
      store.table('tours').toArray(),
      store.table('venues').toArray(),
      store.table('shows').toArray(),
      store.table('memberships').toArray(),
    ]);
    const names = new Map(
      [...tours, ...venues, ...shows].map((one) => [one.id, titleOf(one)] as const),
    );
    for (const one of members) {
      const name = textOf(one['name']) ?? textOf(one['email']);
      const user = textOf(one['user_id']);
      if (user && name) names.set(user, name);
    }
    const venue = venues.find((one) => one.id === row?.['venue_id']);
    return {
      title: row && titleOf(row),
      zone:
        textOf(row?.['zone']) ??
        textOf(row?.['departs_zone']) ??
        textOf(venue?.['zone']) ??
        textOf(organization?.['zone']) ??
        'UTC',
      currency: textOf(row?.['currency']) ?? textOf(organization?.['default_currency']) ?? 'EUR',
      names,
    };
  });
