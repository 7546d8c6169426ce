// What simulated people do: write, change, delete, undo, decide conflicts, several things at once.
import { OFFENCE } from './network.mjs';
import { isOperated, randomOperation } from './operations.mjs';

const TEXT_FIELDS = {
  tours: ['artist', 'notes'],
  venues: ['city', 'notes'],
  shows: ['city', 'notes'],
  days: ['title', 'notes'],
  show_financials: ['deal', 'notes'],
  schedule_items: ['place', 'notes'],
  expenses: ['description'],
  travel: ['carrier', 'notes'],
  people: ['job', 'notes'],
};
export const WRITTEN_TABLES = Object.keys(TEXT_FIELDS);

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** The values of a new row; `token` makes them unlike all others. */
export function newRow(random, table, token, parents) {
  const tour = pick(random, [null, ...parents.tours]) ?? null;
  const show = pick(random, [null, ...parents.shows]) ?? null;
  const at = '2026-05-12T20:00:00+00:00';
  const base = { [TEXT_FIELDS[table].at(-1)]: token };
  switch (table) {
    case 'tours':
    case 'venues':
    case 'people':
      return { ...base, name: token };
    case 'shows':
      return { ...base, title: token, date: '2026-05-12', tour_id: tour };
    case 'days':
      return { ...base, date: '2026-05-12', kind: 'off', tour_id: tour };
    case 'show_financials':
      return { ...base, show_id: pick(random, parents.shows), currency: 'EUR' };
    case 'schedule_items':
      return {
        ...base,
        show_id: show,
        kind: 'call',
        title: token,
        starts_at: at,
        zone: 'Europe/Berlin',
      };
    case 'expenses':
      return {
        ...base,
        show_id: show,
        spent_on: '2026-05-12',
        category: 'food',
        amount_minor: 100,
        currency: 'EUR',
      };
    case 'travel':
      return { ...base, tour_id: tour, mode: 'bus' };
    default:
      throw new Error(`no rows of ${table} are written here`);
  }
}

/** Now and then the id follows from the show, as of a template's times, so that others make the same row. */
function sharedId(random, table, { show_id: show }, rows) {
  if (table !== 'schedule_items' || !show || random() < 0.5) return undefined;
  const id = `f${show.slice(1)}`;
  return rows.some((row) => row.id === id) ? undefined : id;
}

/** One to three drafts that belong together. */
export async function draftsOf(tab, random, label) {
  const token = random() < 0.03 ? `${label} ${OFFENCE}` : label;
  const { store, client } = tab;
  const rowsOf = (table) => store.table(table).toArray();
  const parents = {
    tours: (await rowsOf('tours')).map(({ id }) => id),
    shows: (await rowsOf('shows')).map(({ id }) => id),
  };
  const drafts = [];
  const count = random() < 0.2 ? 3 : 1;
  for (let i = 0; i < count; i += 1) {
    const table = pick(random, WRITTEN_TABLES);
    const rows = await rowsOf(table);
    const row = pick(random, rows);
    const chance = random();
    if (row && chance < 0.45)
      drafts.push(change(random, client.TABLES[table], row, `${token}.${i}`));
    else if (row && chance < 0.57) drafts.push({ table, op: 'delete', id: row.id, values: {} });
    else if (table !== 'show_financials' || parents.shows.length > 0) {
      const values = newRow(random, table, `${token}.${i}`, parents);
      const id = sharedId(random, table, values, rows) ?? client.newId();
      drafts.push({ table, op: 'insert', id, values });
      if (table === 'shows' || table === 'tours') parents[table].push(id);
    }
  }
  const conflict = pick(
    random,
    (await rowsOf('conflicts')).filter((row) => row.resolved_at === null),
  );
  if (conflict && random() < 0.5) {
    const values = { resolved_at: '2026-05-12T20:00:00+00:00', resolution: 'dismissed' };
    drafts.push({ table: 'conflicts', op: 'update', id: conflict.id, values });
  }
  return drafts;
}

function change(random, { name: table, fields }, row, token) {
  const values = {};
  const texts = TEXT_FIELDS[table];
  const canOperate = fields.some(isOperated);
  if (!canOperate || random() < 0.7) values[pick(random, texts)] = token;
  if (random() < 0.2) values[pick(random, texts)] = token;
  if (canOperate && (Object.keys(values).length === 0 || random() < 0.3))
    Object.assign(values, randomOperation(random, fields));
  return { table, op: 'update', id: row.id, values };
}
