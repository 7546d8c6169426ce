// The manager reads a long tour's profit on the phone, without a network, and exports it; what the
// phone adds up is what the server adds up, to the cent.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { chapters, end, eventually, judge, openDevice, picture, startTeam, uuid7 } from './lib.mjs';
import { databaseOf } from './sim_database.mjs';

const test = chapters();
const SHOWS = 200;
const EXPENSES = 20_000;
const LONG_MS = 90_000;
const SLOWER = 4;
const SLOW_MS = 10_000; // tests share their machine; the figures are told
const REPORTS = {
  'profit-and-loss': 'Profit and loss',
  settlements: 'Settlements',
  expenses: 'Expenses',
  'per-diems': 'Per diems',
  commissions: 'Commissions',
  'box-office': 'Box office',
};
const LAST_DAY = '2026-07-20T12:00:00Z';
const tour = uuid7();

let ota;
let owner;
let manager;
let crew;
let organization;
let phone;

/** A tour of random shows, settlements in two currencies, expenses in three, one without a rate. */
const fill = () => `
  select setseed(0.25);
  insert into public.tours (organization_id, id, name, artist, currency, status)
  values ('${organization}', '${tour}', 'The Long Way Round', 'The Night Runners', 'EUR', 'active');
  create temp table s as select n, gen_random_uuid() as id from generate_series(1, ${SHOWS}) n;
  insert into public.shows (organization_id, id, tour_id, title, city, date, status)
  select '${organization}', id, '${tour}', 'Show ' || n, 'City ' || n, date '2026-01-01' + n, 'played' from s;
  insert into public.deals (organization_id, id, show_id, status, currency, type, guarantee_minor, terms)
  select '${organization}', gen_random_uuid(), id, 'accepted', 'EUR', 'flat', 100000 + n * 1111,
    case when n % 3 = 0 then '{"commissions": [{"payee": "Agent", "base": "take", "rate": 0.1, "mode": "inclusive", "timing": "before", "order": 1}]}'::jsonb end from s;
  insert into public.settlements (organization_id, id, show_id, status, input, currency, balance_minor, input_text)
  select '${organization}', gen_random_uuid(), id, 'calculated', '{}', c.code, 1, 'settlement 1' || e'\\n'
    || 'currency ' || c.code || e'\\ntype flat\\nguarantee ' || 100000 + n * 1111 || e'\\ntax_mode none\\ncomp_rule free\\n'
    || case when n % 10 = 0 then e'fxs.count 1\\nfxs.0.code EUR\\nfxs.0.rate 11512345678901\\n' else '' end
    || e'tiers.count 1\\ntiers.0.price 2000\\ntiers.0.paid ' || n || e'\\n'
  from s, lateral (select case when n % 10 = 0 or n = 7 then 'SEK' else 'EUR' end) c (code) where n % 9 <> 0;
  insert into public.commissions (organization_id, id, tour_id, payee, base, rate, position)
  values ('${organization}', gen_random_uuid(), '${tour}', 'Agency', 'guarantee', 0.15, 0),
         ('${organization}', gen_random_uuid(), '${tour}', 'Ähnliches & Söhne', 'all', 0.0333, 1);
  insert into public.ticket_tiers (organization_id, id, show_id, name, price_minor, allotment, sold, comps, position)
  select '${organization}', gen_random_uuid(), s.id, 'Tier ' || t, 1500 * t, 300, floor(random() * 300), t, t from s, generate_series(1, 2) t;
  insert into public.budget_lines (organization_id, id, tour_id, category, title, planned_minor, currency)
  values ('${organization}', gen_random_uuid(), '${tour}', 'hotel', 'Hotels', 90000000, 'EUR');
  insert into public.payments (organization_id, id, tour_id, direction, kind, amount_minor, currency, paid_on)
  values ('${organization}', gen_random_uuid(), '${tour}', 'in', 'other', 123456, 'EUR', '2026-03-01');
  insert into public.people (organization_id, id, name)
  select '${organization}', gen_random_uuid(), 'Person ' || n from generate_series(1, 12) n;
  insert into public.per_diems (organization_id, id, tour_id, person_id, date, amount_minor, currency)
  select '${organization}', gen_random_uuid(), '${tour}', p.id, date '2026-01-01' + d, 3500 + d, 'EUR'
  from public.people p, generate_series(1, 20) d where p.organization_id = '${organization}';
  insert into public.expenses (organization_id, id, tour_id, show_id, owner_id, spent_on, category, payer,
    description, amount_minor, currency, base_currency, fx_rate)
  select '${organization}', gen_random_uuid(), '${tour}', s.id, '${manager.user.id}', date '2026-01-01' + s.n,
    (array['travel','hotel','food','fuel','crew','gear','production','fees','other'])[1 + e % 9],
    (array['own','tour','artist','promoter','label'])[1 + e % 5], 'Receipt ' || e,
    1 + floor(random() * 100000), c.code, c.base, c.rate
  from generate_series(1, ${EXPENSES}) e join s on s.n = 1 + e % ${SHOWS},
    lateral (select (array['EUR','SEK','JPY','CZK'])[1 + e % 4], case when e % 4 in (1, 2) then 'EUR' end,
      case e % 4 when 1 then 0.0871234 when 2 then 0.006123 end) c (code, base, rate);`;

before(async () => {
  ({ ota, owner, manager, crew, organization } = await startTeam('Paper Comet', {
    manager: 'manager',
    crew: 'crew',
  }));
  databaseOf(ota)(fill());
  phone = await openDevice(ota, { size: 'phone' });
  phone.context.setDefaultTimeout(LONG_MS); // twenty thousand rows are fetched first
});
after(() => end(ota));

async function saved(device, format) {
  const download = device.page.waitForEvent('download');
  await device.page.getByRole('button', { name: format, exact: true }).click();
  return readFileSync(await (await download).path());
}

const choose = (device, title) =>
  device.page.getByRole('radio', { name: title, exact: true }).check({ force: true });

/** What the server says, with the time that it took. */
async function fromServer(report, format = 'csv') {
  const query = new URLSearchParams({ tour_id: tour, format, bom: '1' });
  const began = performance.now();
  const response = await fetch(`${ota.url}/api/reports/${report}?${query}`, {
    headers: { authorization: `Bearer ${manager.token}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, bytes.toString());
  return { bytes, ms: performance.now() - began };
}

test('the profit of two hundred shows is read on the phone', async (t) => {
  await phone.enter(ota, manager.email);
  await phone.visit(`/tours/${tour}/reports`);
  await phone.page.getByRole('heading', { name: 'By show' }).waitFor();
  assert.match(await phone.page.locator('reports-screen .outcome').innerText(), /^€[\d,.]+$/);
  await judge(phone, 'reports-profit');
  await picture(phone, 'profit-phone');
  t.diagnostic('the profit is on the screen');
});

test('without a network every report is the server’s, to the byte', async (t) => {
  const server = {};
  for (const report of Object.keys(REPORTS)) {
    server[report] = (await fromServer(report)).bytes;
    const { ms } = await fromServer(report);
    t.diagnostic(`${report}: ${Math.round(ms)} ms on the server`);
  }
  await phone.offline();
  for (const [report, title] of Object.entries(REPORTS)) {
    await choose(phone, title);
    const column = { settlements: 'Balance', commissions: 'Payee', 'per-diems': 'Person' }[report];
    if (column) await phone.page.getByRole('columnheader', { name: column, exact: true }).waitFor();
    else
      await phone.page.waitForFunction(
        (words) => document.querySelector('reports-screen table')?.textContent.includes(words),
        { 'profit-and-loss': 'Planned', expenses: 'Payer', 'box-office': 'Comps' }[report],
      );
    const own = await saved(phone, 'CSV');
    assert.equal(own.toString(), server[report].toString(), report);
    assert.equal(own.length > 200, true);
  }
  await judge(phone, 'reports-box-office');
  await phone.offline(false);
});

test('along the chart each show says what it brought', async () => {
  await choose(phone, REPORTS['profit-and-loss']);
  const byShow = phone.page.locator('section', { has: phone.page.locator('result-chart') });
  await byShow.locator('canvas').waitFor();
  const slider = byShow.getByRole('slider', { name: 'Show' });
  for (const n of [0, 1]) {
    const cells = await byShow.locator('tbody tr').nth(n).locator('th, td').allInnerTexts();
    const [name, day, result] = [cells[0], cells[1], cells.at(-1)];
    assert.equal(await slider.getAttribute('aria-valuetext'), `${day}, ${name}: ${result}`);
    await slider.press('ArrowRight');
  }
  await judge(phone, 'reports-chart');
});

/** Whether the figures of the expenses are packed on the phone. */
const isPacked = () =>
  phone.page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('ota:'));
    const answer = (request) =>
      new Promise((done) => (request.onsuccess = () => done(request.result)));
    const db = await answer(indexedDB.open(name));
    const pack = await answer(
      db.transaction('meta').objectStore('meta').count('figures/expenses/pack'),
    );
    db.close();
    return pack === 1 ? true : undefined;
  });

/** From now on `window.mostRead` is how many rows IndexedDB has given at once. */
const watchReading = () =>
  phone.page.evaluate(() => {
    window.mostRead = 0;
    for (const { prototype } of [IDBObjectStore, IDBIndex]) {
      const { getAll } = prototype;
      prototype.getAll = function (...args) {
        const request = getAll.apply(this, args);
        request.addEventListener('success', () => {
          window.mostRead = Math.max(window.mostRead, request.result.length);
        });
        return request;
      };
    }
  });

test('no report reads twenty thousand expenses row by row', async () => {
  await eventually(isPacked, 'the figures of the expenses are packed');
  await watchReading();
  await choose(phone, REPORTS.expenses);
  await phone.page.getByRole('columnheader', { name: 'Payer' }).waitFor();
  await choose(phone, REPORTS['profit-and-loss']);
  await phone.page.getByRole('columnheader', { name: 'Planned' }).waitFor();
  const most = await phone.page.evaluate(() => window.mostRead);
  assert.equal(most >= SHOWS && most < 1000, true, `${most} rows were read at once`);
});

test('on a slow phone a report of twenty thousand expenses is soon there', async (t) => {
  const cdp = await phone.context.newCDPSession(phone.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  for (const [title, words] of [
    ['Expenses', 'Payer'],
    ['Profit and loss', 'Planned'],
    ['Settlements', 'Balance'],
  ]) {
    const ms = await phone.page.evaluate(
      ([report, column]) =>
        new Promise((resolve) => {
          const began = performance.now();
          const look = () =>
            document.querySelector('reports-screen table')?.textContent.includes(column)
              ? resolve(performance.now() - began)
              : requestAnimationFrame(look);
          const chip = [...document.querySelectorAll('reports-screen .chips label')].find(
            (one) => one.textContent.trim() === report,
          );
          chip.querySelector('input').click();
          look();
        }),
      [title, words],
    );
    t.diagnostic(`${title}: ${Math.round(ms)} ms on the phone, ${SLOWER} times slower`);
    assert.equal(ms < SLOW_MS, true, `${title} took ${Math.round(ms)} ms`);
  }
  await cdp.detach();
});

test('with a network it leaves as a spreadsheet and as paper', async () => {
  await choose(phone, REPORTS['profit-and-loss']);
  await phone.page.getByRole('heading', { name: 'By show' }).waitFor();
  assert.equal((await saved(phone, 'XLSX')).subarray(0, 2).toString(), 'PK');
  assert.equal((await saved(phone, 'PDF')).subarray(0, 5).toString(), '%PDF-');
  await phone.page.locator('input[name=from]').fill('2026-02-01');
  await phone.page.locator('input[name=to]').fill('2026-02-03');
  await phone.page.waitForFunction(
    () => document.querySelectorAll('reports-screen section:last-of-type tbody tr').length <= 5,
  );
});

test('crew has no reports, and a tour’s dates that are over are drawn when they are opened', async () => {
  const other = await openDevice(ota, { size: 'phone', theme: 'dark', at: LAST_DAY });
  other.context.setDefaultTimeout(LONG_MS);
  await other.enter(ota, crew.email);
  await other.visit('/reports');
  assert.equal(await other.page.locator('reports-screen table').count(), 0);
  await other.visit(`/tours/${tour}`);
  const dates = other.page.locator('show-row');
  const over = other.page.getByText(`${SHOWS - 1} earlier dates`);
  await over.waitFor();
  assert.equal(await dates.count(), 1, 'what is folded is not drawn');
  await over.click();
  await dates.nth(2).waitFor();
  assert.ok((await dates.count()) < SHOWS / 2, 'of what is opened, what is in sight is drawn');
  assert.deepEqual(other.troubles(), []);
  await other.close();
});

test('nothing went wrong on the way', () => {
  assert.deepEqual(phone.troubles(), []);
});
