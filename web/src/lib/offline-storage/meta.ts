// The single entries of the store `meta`, and what a cursor "epoch.seq" says; inside a transaction of
// the caller.

import type { Meta, OrganizationDatabase } from './shape';

export async function readMeta<K extends keyof Meta>(
  db: OrganizationDatabase,
  key: K,
): Promise<Meta[K] | null> {
  const entry = await db.meta.get(key);
  return entry ? (entry.value as Meta[K]) : null;
}

export async function writeMeta<K extends keyof Meta>(
  db: OrganizationDatabase,
  key: K,
  value: Meta[K],
): Promise<void> {
  await db.meta.put({ key, value });
}

/** "7.1234" → 7 */
export function epochOf(cursor: string): number {
  return Number(cursor.slice(0, cursor.indexOf('.')));
}

/** "7.1234" → 1234 */
export function seqOf(cursor: string): number {
  return Number(cursor.slice(cursor.indexOf('.') + 1));
}
