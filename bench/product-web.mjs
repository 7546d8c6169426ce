// The tour of 200 shows with 20,000 expenses on a phone without a network: its reports and its screens, from the tap to
// figures that can be read and touched, on a processor that is made four times slower.
import { openContext } from './chromium.mjs';
import {
  median,
  organizationId,
  print,
  sql,
  startDatabase,
  startServer,
  until,
  userLink,
} from './lib.mjs';
import { EXPENSES, fillReports, SHOWS, TOUR } from './product.mjs';

const SLOWER = 4;
const RUNS = 5;
const LONG_MS = 180_000;
const ORGANIZATION = organizationId(1);
/** What one show, or the organization, has of other long lists. */
const GUESTS = 2000;
const PEOPLE = 500;
const PAYMENTS = 300;

/** The middle of the tour is today. */
const fillScreens = `
  update public.shows set date = date + (current_date - date '2026-04-10');
  update public.expenses set spent_on = spent_on + (current_date - date '2026-04-10');
  update public.per_diems set date = date + (current_date - date '2026-04-10');
  insert into public.venues (organization_id, id, name, city, country, latitude, longitude, seq)
    select '${ORGANIZATION}', gen_random_uuid(), 'Hall ' || g, 'City ' || g, 'DE', 47 + g % 8, 6 + g % 9, 1 from generate_series(1, 50) g;
  update public.shows s set venue_id = v.id from (select id, row_number() over (order by id) n from public.venues) v
    where v.n = 1 + s.capacity % 50;
  insert into public.schedule_items (organization_id, id, show_id, kind, title, zone, starts_at, seq)
    select organization_id, gen_random_uuid(), id, 'other', 'Item ' || g, 'Europe/Berlin', date + g * interval '1 hour', 1
    from public.shows, generate_series(8, 22) g;
  insert into public.travel (organization_id, id, tour_id, show_id, mode, title, departs_at, departs_zone, seq)
    select organization_id, gen_random_uuid(), tour_id, id, 'bus', 'Bus to ' || city, date + interval '9 hours', 'Europe/Berlin', 1 from public.shows;
  insert into public.stays (organization_id, id, tour_id, show_id, name, check_in_on, check_out_on, seq)
    select organization_id, gen_random_uuid(), tour_id, id, 'Hotel ' || city, date, date + 1, 1 from public.shows;
  insert into public.deals (organization_id, id, show_id, status, currency, type, guarantee_minor, seq)
    select organization_id, gen_random_uuid(), id, 'accepted', 'EUR', 'flat', 100000 + capacity, 1 from public.shows;
  insert into public.budget_lines (organization_id, id, tour_id, category, title, planned_minor, currency, seq)
    select '${ORGANIZATION}', gen_random_uuid(), '${TOUR}', (array['travel','hotel','food','fuel','crew'])[g], 'Line ' || g, 1000000 * g, 'EUR', 1
    from generate_series(1, 5) g;
  insert into public.payments (organization_id, id, tour_id, show_id, direction, kind, amount_minor, currency, paid_on, seq)
    select organization_id, gen_random_uuid(), tour_id, id, 'in', 'deposit', 50000, 'EUR', date, 1 from public.shows;
  insert into public.guest_lists (organization_id, id, show_id, name, allotment, seq)
    select organization_id, '${TOUR}', id, 'Band', 500, 1 from public.shows order by date limit 1;
  insert into public.guests (organization_id, id, guest_list_id, owner_id, name, status, seq)
    select '${ORGANIZATION}', gen_random_uuid(), '${TOUR}', (select id from auth.users limit 1), 'Guest ' || g, 'approved', 1
    from generate_series(1, ${GUESTS}) g;
  insert into public.people (organization_id, id, name, job, phone, email, seq)
    select '${ORGANIZATION}', gen_random_uuid(), 'Contact ' || g, 'Loader', '+49 30 555 ' || g, 'contact' || g || '@example.org', 1
    from generate_series(13, ${PEOPLE}) g;
  insert into public.travel (organization_id, id, tour_id, show_id, mode, title, carrier, departs_at, departs_zone, arrives_at, arrives_zone, seq)
    select organization_id, gen_random_uuid(), tour_id, id, 'flight', 'Flight from ' || city, 'Air', date + interval '30 hours', 'Europe/Berlin',
      date + interval '32 hours', 'Europe/London', 1 from public.shows;
  insert into public.payments (organization_id, id, tour_id, show_id, direction, kind, amount_minor, currency, paid_on, seq)
    select organization_id, gen_random_uuid(), tour_id, id, 'in', 'balance', 100 * g, 'EUR', date, 1
    from (select * from public.shows order by date, id limit 1) s, generate_series(1, ${PAYMENTS}) g;`;

const ROWS = 'tbody tr';
const REPORTS = [
  ['profit-and-loss', 'Planned'],
  ['settlements', 'Balance'],
  ['expenses', 'Payer'],
  ['per-diems', 'Days not signed'],
  ['commissions', 'Payee'],
  ['box-office', 'Comps'],
].map(([slug, column]) => ({
  slug,
  name: `report ${slug}`,
  path: `/tours/${TOUR}/reports?report=${slug}`,
  at: `reports-screen ${ROWS}`,
  says: column,
}));

/** `at` is what the screen is opened for; `says` is a word in it where the element alone does not tell. */
const screensOf = (show) => [
  { name: 'today', path: '/', at: 'today-screen time-line li' },
  { name: 'tours', path: '/tours', at: 'tours-screen .rows li' },
  { name: 'tour, its shows', path: `/tours/${TOUR}`, at: 'tour-screen show-row .title' },
  { name: 'tour, calendar', path: `/tours/${TOUR}/calendar`, at: 'tour-screen month-grid a' },
  { name: 'tour, map', path: `/tours/${TOUR}/map`, at: 'tour-map-screen .stop .city' },
  {
    name: 'budget',
    path: `/tours/${TOUR}/budget`,
    at: 'budget-screen .rows li, budget-screen table',
  },
  {
    name: 'expenses, first rows',
    path: `/expenses?tour=${TOUR}`,
    at: 'expenses-screen expense-row .title',
  },
  {
    name: 'expenses, all and their sum',
    path: `/expenses?tour=${TOUR}`,
    at: 'expenses-screen .sum',
  },
  {
    name: 'per diems',
    path: `/tours/${TOUR}/per-diems`,
    at: 'per-diems-screen .rows li, per-diems-screen table',
  },
  { name: 'show, its schedule', path: `/shows/${show}`, at: 'show-screen time-line li' },
  {
    name: 'day sheet',
    path: `/shows/${show}/sheet`,
    at: 'day-sheet-screen time-line li, day-sheet-screen li',
  },
  { name: 'guests', path: `/shows/${show}/guests`, at: 'guests-screen li .title' },
  { name: 'travel', path: '/travel', at: 'travel-screen travel-row .title' },
  { name: 'hotels', path: '/stays', at: 'stays-screen stay-row .title' },
  { name: 'people', path: '/people', at: 'people-screen contact-row .title' },
  { name: 'payments and costs', path: `/shows/${show}/costs`, at: 'payments-screen li .amount' },
];

/** Milliseconds from the tap until the screen shows it, is painted and takes the next tap. */
const opened = (page, { path, at, says }) =>
  page.evaluate(
    ([to, selector, word]) =>
      new Promise((resolve, reject) => {
        const isThere = () => {
          const found = document.querySelector(selector);
          return found && (!word || found.closest('reports-screen').textContent.includes(word));
        };
        const settle = () =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        const watcher = new MutationObserver(() => isThere() && (watcher.disconnect(), settle()));
        watcher.observe(document.body, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
        setTimeout(() => reject(new Error(`${to} did not show ${selector}`)), 60_000);
        const began = performance.now();
        void navigation.navigate(to);
      }),
    [path, at, says],
  );

const asPromise = `(request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))))`;

/** Runs `body` in the page with the organization's database as `db` and `wait` for its requests. */
const inDatabase = (page, body) =>
  page.evaluate(`(async () => {
  const wait = ${asPromise};
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('ota:'));
  const db = await wait(indexedDB.open(name));
  try { ${body} } finally { db.close(); }
})()`);

/** What reading the same rows takes by itself: all expenses out of IndexedDB, as objects. */
const read = (page) =>
  inDatabase(
    page,
    `
  const began = performance.now();
  const rows = await wait(db.transaction('expenses').objectStore('expenses').getAll());
  const ms = performance.now() - began;
  if (rows.length < ${EXPENSES}) throw new Error(rows.length + ' expenses are here');
  return ms;`,
  );

const isPacked = (page) =>
  inDatabase(
    page,
    `return await wait(db.transaction('meta').objectStore('meta').count('figures/expenses/pack')) === 1;`,
  );

async function openPhone(server, database) {
  const context = await openContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    serviceWorkers: 'allow',
  });
  context.setDefaultTimeout(LONG_MS);
  const page = await context.newPage();
  await page.goto(userLink(server, database, 'bench@example.org'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .locator('app-shell > p[role=status]', { hasText: /^Up to date$/ })
    .waitFor({ state: 'attached' });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await until(() => isPacked(page), LONG_MS);
  return { context, page };
}

const spread = (times) =>
  `${Math.round(median(times))} ms, worst ${Math.round(Math.max(...times))}`;

/**
 * Each thing in turn, round after round, from elsewhere each time; `before` is done ahead of each. Beside the time that
 * passed, what the page's own thread worked: it does not grow when others want the processor, too.
 */
async function rounds({ page, worked }, things, before) {
  const times = new Map(things.map(({ name }) => [name, { passed: [], work: [] }]));
  for (let i = 0; i < RUNS; i += 1)
    for (const thing of things) {
      await before();
      const began = await worked();
      const { passed, work } = times.get(thing.name);
      passed.push(await opened(page, thing));
      work.push((await worked()) - began);
    }
  return times;
}

export async function run() {
  const database = startDatabase({ organizations: 1, shows: SHOWS });
  sql(
    database.url,
    `set session_replication_role = replica; ${fillReports} ${fillScreens} analyze;`,
  );
  const server = await startServer(database);
  const show = sql(database.url, 'select id from public.shows order by date, id limit 1').trim();
  const { context, page } = await openPhone(server, database);
  await context.setOffline(true);
  const elsewhere = () => opened(page, { path: '/help', at: 'help-screen h1' });
  const anew = async () => {
    await page.goto(`${server.origin}/help`);
    await page.locator('help-screen h1').waitFor();
    await page.waitForTimeout(1000); // what the app does behind its first screen is done
  };
  const cdp = await context.newCDPSession(page);
  const slower = (rate) => cdp.send('Emulation.setCPUThrottlingRate', { rate });
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () =>
    1000 *
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')
      .value;
  const device = { page, worked };
  await slower(SLOWER);
  const floor = [];
  for (let i = 0; i < RUNS; i += 1) floor.push(await read(page));
  print('yardstick: 20,000 expenses read, phone', spread(floor));
  const tell = (times, tail, target) => {
    for (const [name, { passed, work }] of times)
      print(
        `${name}${tail}`,
        `${spread(passed)}, work ${Math.round(median(work))} ms; ${(median(passed) / median(floor)).toFixed(2)} of the yardstick`,
        target,
      );
  };
  tell(await rounds(device, REPORTS, anew), ', app just opened', '< 500 ms');
  tell(await rounds(device, REPORTS, elsewhere), '', '< 500 ms');
  tell(await rounds(device, screensOf(show), elsewhere), ', phone', '< 100 ms');
  await slower(1);
  tell(await rounds(device, screensOf(show), elsewhere), ', desk', '< 100 ms');
  await context.close();
}
