// Operations on sets and counters as the protocol describes them, beside core's, and wishes at random.

const SETS = new Set(['ids', 'choices']);
const SET_MAX = 200;

const isSet = ({ kind }) => SETS.has(kind);
export const isOperated = (field) => isSet(field) || field.kind === 'counter';
const isOperation = (field, value) =>
  isOperated(field) && typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a field is worth where nothing was given for it. */
export function blank({ kind, fallback }) {
  if (SETS.has(kind)) return fallback === undefined ? [] : fallback.split('|').sort();
  if (fallback === undefined) return null;
  if (kind === 'boolean') return fallback === 'true';
  return ['integer', 'money', 'amount', 'counter', 'rate'].includes(kind)
    ? Number(fallback)
    : fallback;
}

/** The value that is asked for, of a field that holds `now`; undefined: it cannot hold it. */
function asked(field, now, value) {
  if (!isOperation(field, value)) return isSet(field) ? [...value].sort() : value;
  if (field.kind === 'counter') {
    const sum = (now ?? 0) + value.plus;
    const isOpen = field.min === 0 && field.max === 0;
    return isOpen || (sum >= field.min && sum <= field.max) ? sum : undefined;
  }
  const entries = new Set(now ?? []);
  for (const entry of value.remove ?? []) entries.delete(entry);
  for (const entry of value.add ?? []) entries.add(entry);
  const isOver = (value.add ?? []).length > 0 && entries.size > (field.max || SET_MAX);
  return isOver ? undefined : [...entries].sort();
}

/** The values of a mutation on a row, and which of them are operations'; undefined: not possible. */
export function resolve(fields, row, values) {
  const operations = new Set();
  const made = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((one) => one.name === name);
    made[name] = field ? asked(field, row[name], value) : value;
    if (made[name] === undefined) return undefined;
    if (field && isOperation(field, value)) operations.add(name);
  }
  return { made, operations };
}

const IDS = Array.from({ length: 6 }, (_, i) => `01900000-0000-7000-8000-0000000000f${i}`);

/** An operation of one of these fields, as values; none where there is no such field. */
export function randomOperation(random, fields) {
  const able = fields.filter(
    (field) => isOperated(field) && !['server', 'stamped'].includes(field.presence),
  );
  if (able.length === 0) return {};
  const field = able[Math.floor(random() * able.length)];
  if (field.kind === 'counter') return { [field.name]: { plus: Math.floor(random() * 21) - 10 } };
  const add = [];
  const remove = [];
  for (const entry of field.kind === 'ids' ? IDS : field.values) {
    const chance = random();
    if (chance < 0.25) add.push(entry);
    else if (chance < 0.5) remove.push(entry);
  }
  return { [field.name]: { add, remove } };
}
