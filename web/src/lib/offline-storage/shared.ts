// The small database that all accounts of this browser share: who is signed in, where they belong.
// The service worker reads it too, so that it can send what waits while no page is open.

import Dexie, { type Table } from 'dexie';
import { SIGNING_DATABASE } from './signing';

/** The signed-in account with its tokens. */
export interface Account {
  readonly userId: string;
  readonly email: string;
  readonly name: string | null;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ms since 1970, by this device's clock */
  readonly expiresAt: number;
  /** the server no longer takes the refresh token: sign in again; nothing local is touched */
  readonly isExpired: boolean;
}

export interface StoredBelonging {
  readonly organizationId: string;
  readonly name: string;
  readonly type: string;
  readonly role: string;
}

/** Everything the shared database holds. */
export interface Shared {
  readonly account: Account;
  readonly belongings: readonly StoredBelonging[];
  readonly current_organization: string;
  /** a file that was handed over by the system's share sheet */
  readonly shared_file: { readonly name: string; readonly bytes: Uint8Array };
}

export class SharedStore {
  readonly #db: Dexie;
  readonly #entries: Table<{ readonly key: string; readonly value: unknown }, string>;

  constructor() {
    this.#db = new Dexie('ota');
    this.#db.version(1).stores({ entries: 'key' });
    this.#entries = this.#db.table('entries');
  }

  async get<K extends keyof Shared>(key: K): Promise<Shared[K] | undefined> {
    const entry = await this.#entries.get(key);
    return entry ? (entry.value as Shared[K]) : undefined;
  }

  async set<K extends keyof Shared>(key: K, value: Shared[K]): Promise<void> {
    await this.#entries.put({ key, value });
  }

  async remove(key: keyof Shared): Promise<void> {
    await this.#entries.delete(key);
  }

  close(): void {
    this.#db.close();
  }
}

const PREFIX = 'ota:';

/** The databases of organizations that are in this browser, whoever's they are. */
export const organizationDatabases = async (): Promise<readonly string[]> =>
  (await Dexie.getDatabaseNames()).filter((name) => name.startsWith(PREFIX));

/** An organization's database leaves as soon as those who have it open have let go of it. */
export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`${name} was not deleted`));
  });

/** Deletes every database of OTA in this browser but the shared one, which is only emptied. */
export async function deleteEverything(shared: SharedStore): Promise<void> {
  await Promise.all([...(await organizationDatabases()), SIGNING_DATABASE].map(deleteDatabase));
  for (const key of ['account', 'belongings', 'current_organization', 'shared_file'] as const) {
    await shared.remove(key);
  }
}
