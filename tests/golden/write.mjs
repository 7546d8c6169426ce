// Writes what a release leaves behind for the tests of every later one: schema-N.json, its tables and
// fields, and outbox-N.json, what a device of it has waiting: every table with every operation.
//
//   node tests/golden/write.mjs                            of the schema of now, before it is released
//   node tests/golden/write.mjs SCHEMA.GEN.JSON [FOLDER]  of another checkout's
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stand } from './golden.mjs';

const here = import.meta.dirname;
const [file = path.join(here, 'schema.gen.json'), folder = here] = process.argv.slice(2);
const { schema, tables } = JSON.parse(readFileSync(file, 'utf8'));

/**
 * The tables whose rows follow no rule of their own: what of the others waits is taken or refused for what
 * it says, whatever the release.
 */
const PLAIN = new Set(
  `organizations memberships people tours venues shows days show_financials schedule_items expenses
   travel conflicts contacts schedule_templates labour_calls tasks notes stages deals ticket_tiers
   show_costs adjustments budget_lines commissions per_diem_rules`.split(/\s+/),
);

/** What a row of its own cannot be made for: it is there already, and only changed. */
const STANDING = {
  organizations: [stand.organization, ['update']],
  memberships: [stand.colleague, ['update', 'delete']],
  conflicts: [stand.conflict, ['update', 'delete']],
};

/** Values that a rule of their own asks for. */
const SPECIAL = {
  'organizations.locale': ['en', 'de'],
  'memberships.role': ['crew', 'crew'],
  'conflicts.resolution': ['dismissed', 'dismissed'],
};

/** An invitation begins open and is then only withdrawn. */
const LATER = { invitations: ['revoked_at'] };

const names = Object.keys(tables).filter((table) => PLAIN.has(table));
const idOf = (table, which) =>
  `00000000-0000-7000-8000-0${which}${String(names.indexOf(table) + 1).padStart(10, '0')}`;
const isWritable = ({ presence }) => presence !== 'server' && presence !== 'stamped';

/** A valid value of a field; `turn` 0 or 1: different ones where there are two. */
function valueOf(table, field, turn, which) {
  const { name, kind, max, values, references } = field;
  const special = SPECIAL[`${table}.${name}`];
  if (special) return special[turn];
  const later = /^(ends|arrives|expires)/.test(name) ? 1 : 0;
  switch (kind) {
    case 'text':
      return `${name.replaceAll('_', ' ')} ${turn ? 'changed' : 'as written'}`.slice(
        0,
        max || undefined,
      );
    case 'email':
      return `${table}.${which}${turn}@example.test`;
    case 'choice':
      return turn ? values.at(-1) : values[0];
    case 'choices':
      return turn ? [values.at(-1)] : [];
    case 'currency':
      return turn ? 'GBP' : 'EUR';
    case 'country':
      return turn ? 'NL' : 'DE';
    case 'zone':
      return turn ? 'Europe/London' : 'Europe/Berlin';
    case 'clock':
      return turn ? '05:30' : '06:00';
    case 'date':
      return `2026-05-${12 + 2 * turn + later}`;
    case 'instant':
      return `2026-05-${12 + turn}T${18 + later}:00:00Z`;
    case 'uuid':
      return stand.user;
    case 'ids':
      return turn ? [idOf('people', 1)] : [];
    case 'reference':
      return idOf(references, which);
    case 'boolean':
      return turn === 1;
    case 'real':
      return 9.5 + turn;
    case 'rate':
      return turn ? 0.19 : 0.07;
    case 'document':
      return { version: turn };
    default:
      return (max === 0 ? 100 : Math.min(max - 1, 100)) + turn;
  }
}

/** A row has one parent: of two that would do, the first. It names none that is added after it. */
const isSecondParent = (table, { name, kind, references }) =>
  (table === 'schedule_items' && name === 'day_id') ||
  (kind === 'reference' && !names.slice(0, names.indexOf(table)).includes(references));

const fieldsOf = (table) =>
  Object.entries(tables[table])
    .map(([name, field]) => ({ name, ...field }))
    .filter((one) => isWritable(one) && !isSecondParent(table, one));
const valuesOf = (table, fields, turn, which) =>
  Object.fromEntries(fields.map((field) => [field.name, valueOf(table, field, turn, which)]));

const waiting = [];
function add(table, op, id, values, label) {
  const n = waiting.length + 1;
  const at = Date.UTC(2026, 4, 1, 12, 0, n);
  waiting.push({ n, table, id, op, base_seq: 0, values, at, label, state: 'waiting', seq: null });
}

const made = names.filter((table) => !STANDING[table]);
for (const table of made) {
  const fields = fieldsOf(table).filter(({ name }) => !LATER[table]?.includes(name));
  add(table, 'insert', idOf(table, 1), valuesOf(table, fields, 0, 1), 'Added whole');
  const needed = fields.filter(({ presence }) => presence === 'required');
  add(
    table,
    'insert',
    idOf(table, 2),
    valuesOf(table, needed, 0, 2),
    'Added with what must be there',
  );
}
for (const table of names) {
  const [id, operations] = STANDING[table] ?? [idOf(table, 1), ['update']];
  if (!operations.includes('update')) continue;
  const fields = fieldsOf(table).filter(({ name }) => LATER[table]?.includes(name) ?? true);
  add(table, 'update', id, valuesOf(table, fields, 1, 1), 'Changed whole');
}
for (const table of names.toReversed()) {
  const [id, operations] = STANDING[table] ?? [idOf(table, 2), ['delete']];
  if (operations.includes('delete')) add(table, 'delete', id, {}, 'Deleted');
}

const outbox = {
  format: 'ota-outbox',
  version: 1,
  schema,
  exported_at: '2026-05-01T12:30:00.000Z',
  user_id: stand.user,
  organization_id: stand.organization,
  client_id: stand.client,
  cursor: null,
  waiting,
  refused: [],
};
const write = (name, value) =>
  writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
write(`schema-${schema}.json`, { schema, tables });
write(`outbox-${schema}.json`, outbox);
console.log(
  `schema-${schema}.json, outbox-${schema}.json: ${waiting.length} mutations of ${names.length} tables`,
);
