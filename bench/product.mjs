// What a tour of 200 shows with 20,000 expenses costs over HTTP: each report in each format, and papers.
// A figure is the median of some; the first, which finds nothing ready, is told apart where it matters.
import {
  benchUser,
  median,
  organizationId,
  print,
  showId,
  signIn,
  sql,
  startDatabase,
  startServer,
} from './lib.mjs';
import { run as runSettlement } from './settlement.mjs';

export const SHOWS = 200;
export const EXPENSES = 20_000;
const RUNS = 9;
const FIRST_PAPERS = 12; // more than there are threads that write papers
const LONG_AT_ONCE = 4;
export const TOUR = '01900000-0000-7000-c000-000000000001';
const SETTLEMENT = '01900000-0000-7000-c000-000000000002';
const REPORTS = [
  'profit-and-loss',
  'settlements',
  'expenses',
  'per-diems',
  'commissions',
  'box-office',
];
const FORMATS = ['json', 'csv', 'xlsx', 'pdf'];

export const fillReports = `
  insert into public.tours (organization_id, id, name, currency, status, seq)
    values ('${organizationId(1)}', '${TOUR}', 'The Long Way Round', 'EUR', 'active', 1);
  update public.shows set tour_id = '${TOUR}' where organization_id = '${organizationId(1)}';
  insert into public.settlements (organization_id, id, show_id, status, input, currency, balance_minor, input_text, seq)
    select organization_id, case when id = '${showId(1)}' then '${SETTLEMENT}' else gen_random_uuid() end, id, 'calculated', '{}',
      'EUR', 1, e'settlement 1\\ncurrency EUR\\ntype flat\\n' || 'guarantee ' || 100000 + capacity
      || e'\\ntax_mode none\\ncomp_rule free\\ntiers.count 1\\ntiers.0.price 2000\\ntiers.0.paid 50\\n', 1
    from public.shows where tour_id = '${TOUR}';
  insert into public.commissions (organization_id, id, tour_id, payee, base, rate, seq)
    values ('${organizationId(1)}', gen_random_uuid(), '${TOUR}', 'Agency', 'all', 0.15, 1);
  insert into public.ticket_tiers (organization_id, id, show_id, name, price_minor, allotment, sold, position, seq)
    select organization_id, gen_random_uuid(), id, 'Tier ' || t, 1500 * t, 300, 200, t, 1
    from public.shows, generate_series(1, 3) t where tour_id = '${TOUR}';
  insert into public.people (organization_id, id, name, seq)
    select '${organizationId(1)}', gen_random_uuid(), 'Person ' || g, 1 from generate_series(1, 12) g;
  insert into public.per_diems (organization_id, id, tour_id, person_id, date, amount_minor, currency, seq)
    select organization_id, gen_random_uuid(), '${TOUR}', id, date '2026-01-01' + d, 3500, 'EUR', 1
    from public.people, generate_series(1, ${SHOWS}) d where organization_id = '${organizationId(1)}';
  insert into public.expenses (organization_id, id, tour_id, show_id, owner_id, spent_on, category, amount_minor,
      currency, base_currency, fx_rate, description, seq)
    select s.organization_id, gen_random_uuid(), '${TOUR}', s.id, '${benchUser}', s.date,
      (array['travel','hotel','food','fuel','crew'])[1 + e % 5], 1 + e, case when e % 3 = 0 then 'SEK' else 'EUR' end,
      case when e % 3 = 0 then 'EUR' end, case when e % 3 = 0 then 0.0871 end, 'Receipt ' || e, 1
    from (select *, row_number() over (order by date, id) n from public.shows where tour_id = '${TOUR}') s,
      generate_series(1, ${EXPENSES}) e where s.n = 1 + e % ${SHOWS};`;

/** A day as full as days get: 24 items, journeys, a hotel, contacts and notes. */
const fillDay = `
  insert into public.venues (organization_id, id, name, address, city, zone, capacity, load_in, power, seq)
    values ('${organizationId(1)}', gen_random_uuid(), 'Kulturhaus am Hafen', 'Kaistraße 7', 'Hamburg', 'Europe/Berlin',
      900, 'Ramp at the back, level', '3 × 125 A', 1);
  update public.shows set venue_id = v.id, doors_at = date + interval '19 hours', starts_at = date + interval '20 hours',
      curfew_at = date + interval '23 hours', notes = 'Cameras in the pit for three songs.'
    from public.venues v where shows.id = '${showId(1)}' and v.organization_id = shows.organization_id;
  insert into public.schedule_items (organization_id, id, show_id, kind, title, place, zone, starts_at, ends_at, visibility, seq)
    select organization_id, gen_random_uuid(), id, 'other', 'What happens as number ' || g, 'Hall ' || g % 3, 'Europe/Berlin',
      date + g * interval '40 minutes', date + (g + 1) * interval '40 minutes', 'everyone', 1
    from public.shows, generate_series(1, 24) g where id = '${showId(1)}';
  insert into public.contacts (organization_id, id, show_id, name, job, phone, seq)
    select organization_id, gen_random_uuid(), id, 'Contact ' || g, 'Production', '+49 40 555 01' || g, 1
    from public.shows, generate_series(10, 17) g where id = '${showId(1)}';`;

/** Milliseconds of one answer, read to its end. */
async function time(url, headers) {
  const began = performance.now();
  const answer = await fetch(url, { headers });
  const bytes = (await answer.arrayBuffer()).byteLength;
  if (!answer.ok || bytes < 200) throw new Error(`${url}: ${answer.status}, ${bytes} bytes`);
  return performance.now() - began;
}

async function times(count, url, headers) {
  const list = [];
  for (let i = 0; i < count; i += 1) list.push(await time(url, headers));
  return list;
}

const ms = (value) => `${value.toFixed(1)} ms`;

async function printPapers(origin, headers) {
  const sheet = `${origin}/api/paper/day-sheet?show_id=${showId(1)}`;
  const first = await times(FIRST_PAPERS, sheet, headers);
  print('day sheet, PDF, the first of all', ms(first[0]), '< 50 ms');
  print('day sheet, PDF, slowest of the next', ms(Math.max(...first.slice(1))), '< 50 ms');
  print('day sheet, PDF', ms(median(await times(RUNS, sheet, headers))), '< 50 ms');
  const settlement = `${origin}/api/paper/settlement?settlement_id=${SETTLEMENT}`;
  print('settlement, PDF', ms(median(await times(RUNS, settlement, headers))), '< 50 ms');
}

/** Somebody's day sheet while others want reports of ten pages each, one after the other. */
async function printBeside(origin, headers) {
  const sheet = `${origin}/api/paper/day-sheet?show_id=${showId(1)}`;
  const long = `${origin}/api/reports/commissions?tour_id=${TOUR}&format=pdf`;
  let isDone = false;
  const others = Array.from({ length: LONG_AT_ONCE }, async () => {
    while (!isDone) await time(long, headers);
  });
  await time(long, headers); // they have all begun
  const beside = await times(RUNS * 2, sheet, headers);
  isDone = true;
  await Promise.all(others);
  print(`day sheet, PDF, beside ${LONG_AT_ONCE} reports`, ms(median(beside)), '< 200 ms');
  print('day sheet, PDF, slowest beside them', ms(Math.max(...beside)), '< 200 ms');
}

async function printReports(origin, headers) {
  for (const report of REPORTS)
    for (const format of FORMATS) {
      const [, ...later] = await times(
        RUNS + 1,
        `${origin}/api/reports/${report}?tour_id=${TOUR}&format=${format}`,
        headers,
      );
      print(`report ${report}, ${format}`, ms(median(later)), '< 200 ms');
    }
}

export async function run() {
  const database = startDatabase({ organizations: 1, shows: SHOWS });
  sql(database.url, `set session_replication_role = replica; ${fillReports} ${fillDay} analyze;`);
  const server = await startServer(database);
  const headers = { authorization: `Bearer ${await signIn(server, database)}` };
  await printPapers(server.origin, headers);
  await printBeside(server.origin, headers);
  await printReports(server.origin, headers);
  server.child.kill();
  await runSettlement();
}
