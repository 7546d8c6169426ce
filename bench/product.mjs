// Reports of a tour of 200 shows with 20,000 expenses, over HTTP: the median of some, the first left out.
import { benchUser, median, organizationId, print, signIn, sql, startDatabase, startServer } from './lib.mjs';

const SHOWS = 200;
const EXPENSES = 20_000;
const RUNS = 7;
const TOUR = '01900000-0000-7000-c000-000000000001';
const REPORTS = ['profit-and-loss', 'settlements', 'expenses', 'per-diems', 'commissions', 'box-office'];

const fill = (url) => sql(url, `
  set session_replication_role = replica;
  insert into public.tours (organization_id, id, name, currency, status, seq)
    values ('${organizationId(1)}', '${TOUR}', 'The Long Way Round', 'EUR', 'active', 1);
  update public.shows set tour_id = '${TOUR}' where organization_id = '${organizationId(1)}';
  insert into public.settlements (organization_id, id, show_id, status, input, currency, balance_minor, input_text, seq)
    select organization_id, gen_random_uuid(), id, 'calculated', '{}', 'EUR', 1, e'settlement 1\\ncurrency EUR\\ntype flat\\n'
      || 'guarantee ' || 100000 + capacity || e'\\ntax_mode none\\ncomp_rule free\\ntiers.count 1\\ntiers.0.price 2000\\ntiers.0.paid 50\\n', 1
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
      generate_series(1, ${EXPENSES}) e where s.n = 1 + e % ${SHOWS};
  set session_replication_role = origin;
  analyze;`);

export async function run() {
  const database = startDatabase({ organizations: 1, shows: SHOWS });
  fill(database.url);
  const server = await startServer(database);
  const headers = { authorization: `Bearer ${await signIn(server, database)}` };
  const formats = REPORTS.map((report) => [report, 'json']).concat([['profit-and-loss', 'xlsx'], ['profit-and-loss', 'pdf']]);
  for (const [report, format] of formats) {
    const times = [];
    for (let i = 0; i <= RUNS; i += 1) {
      const began = performance.now();
      const answer = await fetch(`${server.origin}/api/reports/${report}?tour_id=${TOUR}&format=${format}`, { headers });
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (!answer.ok || bytes < 200) throw new Error(`${report}: ${answer.status}, ${bytes} bytes`);
      if (i > 0) times.push(performance.now() - began);
    }
    print(`report ${report}, ${format}`, `${median(times).toFixed(1)} ms`, '< 200 ms');
  }
  server.child.kill();
}
