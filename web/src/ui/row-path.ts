// Where a row of a table is shown: the screens that have its id in their address.

const PATHS: Readonly<Record<string, string>> = {
  shows: '/shows/',
  tours: '/tours/',
  days: '/days/',
  venues: '/venues/',
  people: '/people/',
  expenses: '/expenses/',
  travel: '/travel/',
  stays: '/stays/',
  holds: '/holds/',
  invoices: '/invoices/',
  settlements: '/settlements/',
  settlement_runs: '/runs/',
  advance_templates: '/advance-templates/',
  schedule_templates: '/schedule-templates/',
};

/** Undefined for what has no screen of its own. */
export function rowPath(table: string, id: string): string | undefined {
  const path = PATHS[table];
  return path && `${path}${id}`;
}
