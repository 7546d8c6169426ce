// Prints what core/schema_change.def does not say yet of how the schema of now differs from the last
// release's.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { golden, SCHEMA } from './golden.mjs';

const top = path.join(import.meta.dirname, '../..');
const { tables } = golden('schema.gen.json');
const said = readFileSync(path.join(top, 'core/schema_change.def'), 'utf8');
const last = SCHEMA - 1;
if (!existsSync(path.join(import.meta.dirname, `schema-${last}.json`)))
  throw new Error(`there is no schema-${last}.json`);
const { tables: was } = golden(`schema-${last}.json`);

/** Which choice it is of, the lines do not tell by a table's field. */
const isSaid = (value) => new RegExp(`CHOICE_ADDED\\(${SCHEMA}, \\w+, ${value}, `).test(said);
const tell = (line) => said.includes(line) || console.log(line);
for (const [table, fields] of Object.entries(tables)) {
  if (!was[table]) {
    tell(`TABLE_ADDED(${SCHEMA}, ${table})`);
    continue;
  }
  for (const [name, { values = [] }] of Object.entries(fields)) {
    if (!was[table][name]) tell(`FIELD_ADDED(${SCHEMA}, ${table}, ${name})`);
    for (const value of values)
      if (was[table][name] && !was[table][name].values.includes(value) && !isSaid(value))
        tell(
          `CHOICE_ADDED(${SCHEMA}, the choice of ${table}.${name}, ${value}, what is shown for it)`,
        );
  }
  for (const name of Object.keys(was[table]))
    if (!fields[name] && !said.includes(`, ${table}, ${name}, `))
      console.log(`FIELD_DROPPED(${SCHEMA}, ${table}, ${name}, unused or mapped)`);
}
