// Figures of long tables, packed beside their rows: without the words that people wrote, column by
// column. Twenty thousand are read in the time of a few hundred rows.
//
//   a row is written ─▶ in the same transaction its id is noted
//   figures are read ─▶ the pack, with the noted rows as they are now
//   in a quiet moment ─▶ a new pack is written, and what it has is noted no longer
//   a row goes, or many are written at once ─▶ the pack goes too: nothing outlives its row

import Dexie, { type DBCore, type DBCoreMutateRequest, type Middleware } from 'dexie';
import type { OrganizationDatabase } from './shape';

/** `words` are those of which few differ; `numbers` are never null. */
export const FIGURES = {
  expenses: {
    words: [
      'tour_id',
      'show_id',
      'owner_id',
      'spent_on',
      'category',
      'payer',
      'rebill',
      'status',
      'currency',
      'base_currency',
      'fx_rate',
    ],
    numbers: ['amount_minor'],
  },
  per_diems: {
    words: ['tour_id', 'person_id', 'date', 'currency', 'paid_on', 'signed_at'],
    numbers: ['amount_minor'],
  },
} as const;

export type FigureTable = keyof typeof FIGURES;

/** The names of the fields that a table's figures have, beside `id`. */
export type FigureField<K extends FigureTable> =
  (typeof FIGURES)[K]['words'][number] | (typeof FIGURES)[K]['numbers'][number];

/** What a row is read as; it takes its values from the columns when they are asked for. */
export interface FigureRow {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface WordColumn {
  readonly known: readonly unknown[];
  readonly at: Uint32Array;
}

interface Pack {
  readonly stamp: number;
  /** in order, a line each */
  readonly ids: string;
  readonly words: Readonly<Record<string, WordColumn>>;
  readonly numbers: Readonly<Record<string, Float64Array>>;
}

/** Rows of a pack, in order of id, with the stamp that it had. */
interface Unpacked {
  readonly stamp: number;
  readonly rows: readonly FigureRow[];
}

interface Found {
  readonly rows: readonly FigureRow[];
  /** the pack that they are from, to be given back at the next reading */
  readonly unpacked: Unpacked | undefined;
  /** a new pack is worth its while */
  readonly isWorn: boolean;
}

/** More written at once, or noted one by one, and a new pack is cheaper. */
const NOTES_MAX = 200;
/** Fewer rows are read as quickly without a pack. */
const ROWS_MIN = 1000;
/** After a reading that found no good pack, the screen comes first. */
const QUIET_MS = 1000;

const FIGURE_TABLES = Object.keys(FIGURES) as readonly FigureTable[];

const isFigureTable = (name: string): name is FigureTable => name in FIGURES;

const stampKey = (table: string): string => `figures/${table}/stamp`;
const packKey = (table: string): string => `figures/${table}/pack`;
const notesOf = (table: string): string => `figures/${table}/touched/`;

/** Notes what is written, whoever writes it. */
export const figureNotes: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'figures',
  create: (core) => ({
    ...core,
    transaction: (names, mode, options) => {
      const isNoted = mode === 'readwrite' && names.some(isFigureTable);
      return core.transaction(isNoted ? [...new Set([...names, 'meta'])] : names, mode, options);
    },
    table: (name) => {
      const table = core.table(name);
      if (!isFigureTable(name)) return table;
      return {
        ...table,
        mutate: (request) =>
          table.mutate(request).then((done) => note(core, name, request).then(() => done)),
      };
    },
  }),
};

const none = (): Dexie.Promise<unknown> => Dexie.Promise.resolve();

function note(core: DBCore, name: string, request: DBCoreMutateRequest): PromiseLike<unknown> {
  const meta = core.table('meta');
  const { trans } = request;
  return meta.get({ trans, key: stampKey(name) }).then((stamp: unknown) => {
    if (stamp === undefined) return none();
    const ids = idsOf(request);
    if (ids === undefined || ids.length > NOTES_MAX) {
      const range = { type: 2, lower: `figures/${name}/`, upper: `figures/${name}0` } as const;
      return meta.mutate({ trans, type: 'deleteRange', range });
    }
    const values = ids.map((id) => ({ key: `${notesOf(name)}${id}`, value: Math.random() }));
    return meta.mutate({ trans, type: 'put', values });
  });
}

/** Of what is written; undefined where something goes. */
function idsOf(request: DBCoreMutateRequest): readonly string[] | undefined {
  if (request.type === 'delete' || request.type === 'deleteRange') return undefined;
  return request.values.map((row: { readonly id: string }) => row.id);
}

type Notes = ReadonlyMap<string, unknown>;

const notesIn = (db: OrganizationDatabase, table: string) =>
  db.meta.where('key').startsWith(notesOf(table));

async function readNotes(db: OrganizationDatabase, table: string): Promise<Notes> {
  const found = await notesIn(db, table).toArray();
  return new Map(found.map(({ key, value }) => [key.slice(notesOf(table).length), value]));
}

/** The figures of a database's tables. */
export class Figures {
  readonly #db: OrganizationDatabase;
  readonly #unpacked = new Map<FigureTable, Unpacked>();
  readonly #packing = new Set<FigureTable>();

  constructor(db: OrganizationDatabase) {
    this.#db = db;
  }

  /** Of every row, by id. */
  async of(table: FigureTable): Promise<readonly FigureRow[]> {
    const found = await readFigures(this.#db, table, this.#unpacked.get(table));
    if (found.unpacked) this.#unpacked.set(table, found.unpacked);
    if (found.isWorn) this.#packSoon(table);
    return found.rows;
  }

  /** Writes a new pack now, unless somebody else just did or a row went in the meantime. */
  pack(table: FigureTable): Promise<void> {
    return packFigures(this.#db, table);
  }

  /** Packs what a download has filled or worn, before somebody waits for it. */
  async freshen(): Promise<void> {
    for (const table of FIGURE_TABLES) {
      const isTime = await isWorn(this.#db, table).catch(unlessHarmless);
      if (isTime) this.#packSoon(table);
    }
  }

  #packSoon(table: FigureTable): void {
    if (this.#packing.has(table)) return;
    this.#packing.add(table);
    setTimeout(() => {
      this.#packing.delete(table);
      if (this.#db.isOpen()) this.pack(table).catch(unlessHarmless);
    }, QUIET_MS);
  }
}

const HARMLESS: ReadonlySet<string> = new Set([
  'DatabaseClosedError',
  'AbortError',
  'QuotaExceededError',
]);

/** The organization was left meanwhile, or the disk is full: without a pack all goes on, slower. */
function unlessHarmless(error: unknown): undefined {
  if (error instanceof Error && HARMLESS.has(error.name)) return undefined;
  throw error;
}

async function isWorn(db: OrganizationDatabase, table: FigureTable): Promise<boolean> {
  const [stamp, notes, rows] = await Promise.all([
    db.meta.get(stampKey(table)),
    notesIn(db, table).count(),
    db.table(table).count(),
  ]);
  return rows >= ROWS_MIN && (stamp === undefined || notes > NOTES_MAX);
}

/** `before` is what was unpacked at the reading before. */
function readFigures(
  db: OrganizationDatabase,
  table: FigureTable,
  before: Unpacked | undefined,
): Promise<Found> {
  const stored = db.table<FigureRow, string>(table);
  return db.transaction('r', db.meta, stored, async () => {
    const stamp = (await db.meta.get(stampKey(table)))?.value;
    const unpacked = before?.stamp === stamp ? before : await unpack(db, table);
    if (stamp === undefined || unpacked?.stamp !== stamp) {
      const rows = await stored.toArray();
      return { rows, unpacked: undefined, isWorn: rows.length >= ROWS_MIN };
    }
    const notes = await readNotes(db, table);
    if (notes.size === 0) return { rows: unpacked.rows, unpacked, isWorn: false };
    const now = await stored.bulkGet([...notes.keys()]);
    const rows = unpacked.rows.filter(({ id }) => !notes.has(id));
    rows.push(...now.flatMap((row) => row ?? []));
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    return { rows, unpacked, isWorn: notes.size > NOTES_MAX };
  });
}

async function unpack(db: OrganizationDatabase, table: FigureTable): Promise<Unpacked | undefined> {
  const pack = (await db.meta.get(packKey(table)))?.value as Pack | undefined;
  const { words, numbers } = FIGURES[table];
  const isWhole =
    pack !== undefined &&
    words.every((name) => name in pack.words) &&
    numbers.every((name) => name in pack.numbers);
  return isWhole ? { stamp: pack.stamp, rows: rowsOf(pack) } : undefined;
}

function rowsOf({ ids: lines, words, numbers }: Pack): readonly FigureRow[] {
  const ids = lines === '' ? [] : lines.split('\n');
  class Row {
    readonly #place: number;
    constructor(place: number) {
      this.#place = place;
    }
    get id(): string {
      return ids[this.#place] ?? '';
    }
    static {
      for (const [name, { known, at }] of Object.entries(words))
        Object.defineProperty(Row.prototype, name, {
          get(this: Row) {
            return known[at[this.#place] ?? 0];
          },
        });
      for (const [name, values] of Object.entries(numbers))
        Object.defineProperty(Row.prototype, name, {
          get(this: Row) {
            return values[this.#place];
          },
        });
    }
  }
  return ids.map((_, place): FigureRow => new Row(place) as Row & FigureRow);
}

function packOf(table: FigureTable, stamp: number, rows: readonly FigureRow[]): Pack {
  const column = (name: string): WordColumn => {
    const places = new Map<unknown, number>();
    const at = Uint32Array.from(rows, (row) => {
      const word = row[name] ?? null;
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      return place;
    });
    return { known: [...places.keys()], at };
  };
  const { words, numbers } = FIGURES[table];
  return {
    stamp,
    ids: rows.map(({ id }) => id).join('\n'),
    words: Object.fromEntries(words.map((name) => [name, column(name)])),
    numbers: Object.fromEntries(
      numbers.map((name) => [name, Float64Array.from(rows, (row) => Number(row[name]))]),
    ),
  };
}

async function packFigures(db: OrganizationDatabase, table: FigureTable): Promise<void> {
  const began = await db.transaction('rw', db.meta, async () => {
    const known = (await db.meta.get(stampKey(table)))?.value;
    if (known !== undefined) return known;
    // from here on it is noted what is written
    const stamp = Math.random();
    await db.meta.put({ key: stampKey(table), value: stamp });
    return stamp;
  });
  const stored = db.table<FigureRow, string>(table);
  const [notes, { rows }] = await db.transaction('r', db.meta, stored, () =>
    Promise.all([readNotes(db, table), readFigures(db, table, undefined)]),
  );
  const pack = packOf(table, Math.random(), rows);
  await db.transaction('rw', db.meta, async () => {
    if ((await db.meta.get(stampKey(table)))?.value !== began) return;
    const later = await readNotes(db, table);
    const had = [...notes].filter(([id, value]) => later.get(id) === value);
    await db.meta.bulkDelete(had.map(([id]) => `${notesOf(table)}${id}`));
    await db.meta.bulkPut([
      { key: packKey(table), value: pack },
      { key: stampKey(table), value: pack.stamp },
    ]);
  });
}
