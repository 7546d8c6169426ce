// What signing needs on a device, whoever uses it: its key, and what was signed on it without an
// account.

import Dexie, { type Table } from 'dexie';

export const SIGNING_DATABASE = 'ota-signing';
const DEVICE = 'device';

/** A signed paper as it was handed over. */
export interface KeptPaper {
  /** what was signed: the hash of the settlement */
  readonly hash: string;
  readonly keptAt: string;
  readonly text: string;
}

export class SigningStore {
  readonly #db: Dexie;
  readonly #keys: Table<{ readonly name: string; readonly pair: CryptoKeyPair }, string>;
  readonly #papers: Table<KeptPaper, string>;

  constructor() {
    this.#db = new Dexie(SIGNING_DATABASE);
    this.#db.version(1).stores({ keys: 'name', papers: 'hash' });
    this.#keys = this.#db.table('keys');
    this.#papers = this.#db.table('papers');
  }

  /** The device's key, made at the first call; two tabs that ask at once get the same one. */
  async key(make: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair> {
    const known = await this.#keys.get(DEVICE);
    if (known) return known.pair;
    const pair = await make();
    await this.#keys.add({ name: DEVICE, pair }).catch(() => undefined); // the other tab was first
    return (await this.#keys.get(DEVICE))?.pair ?? pair;
  }

  async keep(paper: KeptPaper): Promise<void> {
    await this.#papers.put(paper);
  }

  async papers(): Promise<readonly KeptPaper[]> {
    const all = await this.#papers.toArray();
    return all.sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
  }

  close(): void {
    this.#db.close();
  }
}
