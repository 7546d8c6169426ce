// Pages of the server's that are kept to be read without a connection: the newest few, in `meta`.

import type { KeptPage, OrganizationDatabase } from './shape';

const PAGES_MAX = 100;
const PAGE = 'page:';

const keyOf = (table: string, name: string): string => `${PAGE}${table}/${name}`;

const pageOf = (value: unknown): KeptPage => value as KeptPage;

export function keepPage(
  db: OrganizationDatabase,
  table: string,
  name: string,
  page: KeptPage,
): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    await db.meta.put({ key: keyOf(table, name), value: page });
    const kept = await db.meta.where('key').startsWith(PAGE).toArray();
    const oldest = kept
      .sort((a, b) => pageOf(a.value).at - pageOf(b.value).at)
      .slice(0, Math.max(0, kept.length - PAGES_MAX));
    await db.meta.bulkDelete(oldest.map(({ key }) => key));
  });
}

export async function keptPage(
  db: OrganizationDatabase,
  table: string,
  name: string,
): Promise<KeptPage | undefined> {
  const entry = await db.meta.get(keyOf(table, name));
  return entry && pageOf(entry.value);
}

/** The row may not be read any more. */
export const dropPage = (db: OrganizationDatabase, table: string, name: string): Promise<void> =>
  db.meta.delete(keyOf(table, name));

/** The whole table may not be read any more. */
export const dropPages = (db: OrganizationDatabase, table: string): Promise<number> =>
  db.meta.where('key').startsWith(keyOf(table, '')).delete();
