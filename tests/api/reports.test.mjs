// Reports of a tour: what they add up, in every format, and for whom.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root, start, writesOf } from './lib.mjs';

let ota, owner, crew, booking, stranger, organization, put, tour;
const REPORTS = [
  'profit-and-loss',
  'settlements',
  'expenses',
  'per-diems',
  'commissions',
  'box-office',
];

const get = (report, query = {}, who = owner) =>
  ota.file(`/api/reports/${report}?${new URLSearchParams({ tour_id: tour.id, ...query })}`, who);
const read = async (report, query, who) => {
  const { status, bytes } = await get(report, query, who);
  assert.equal(status, 200, bytes.toString());
  return JSON.parse(bytes.toString());
};
const cells = ({ sections }, section) =>
  sections.find(({ name }) => name === section).rows.map((row) => row.cells);

/** A flat deal, as it is written when it is signed. */
const settlementText = (guarantee, paid) =>
  [
    'settlement 1',
    'currency EUR',
    'type flat',
    `guarantee ${guarantee}`,
    'tax_mode none',
    'comp_rule free',
    'tiers.count 1',
    'tiers.0.price 2000',
    `tiers.0.paid ${paid}`,
    '',
  ].join('\n');

before(async () => {
  ota = await start();
  ({ owner, crew, booking, organization } = await ota.team({ crew: 'crew', booking: 'booking' }));
  stranger = await ota.person('stranger');
  ({ put } = writesOf(owner, organization));
  tour = await put('tours', { name: 'Night Run', artist: 'The Night Runners', currency: 'EUR' });
  const shows = [];
  for (const [i, city] of ['Hamburg', '=HYPERLINK("x")', 'Łódź, “Nord”'].entries())
    shows.push(
      await put('shows', {
        tour_id: tour.id,
        title: city,
        city,
        date: `2026-10-2${4 + i}`,
        status: 'played',
      }),
    );
  for (const show of shows.slice(0, 2)) {
    await put('deals', {
      show_id: show.id,
      status: 'accepted',
      currency: 'EUR',
      type: 'flat',
      guarantee_minor: 100_000,
    });
    await put('settlements', {
      show_id: show.id,
      status: 'calculated',
      input: {},
      currency: 'EUR',
      balance_minor: 100_000,
      input_text: settlementText(100_000, 100),
    });
  }
  await put('commissions', { tour_id: tour.id, payee: 'Agency', base: 'guarantee', rate: 0.15 });
  await put('ticket_tiers', {
    show_id: shows[0].id,
    name: 'Standing',
    price_minor: 2000,
    allotment: 180,
    sold: 90,
    comps: 7,
  });
  const expense = {
    tour_id: tour.id,
    spent_on: '2026-10-24',
    category: 'hotel',
    amount_minor: 20_000,
    currency: 'EUR',
  };
  await put('expenses', { ...expense, show_id: shows[0].id });
  await put('expenses', {
    ...expense,
    category: 'fuel',
    amount_minor: 10_005,
    currency: 'SEK',
    base_currency: 'EUR',
    fx_rate: 0.09,
    payer: 'tour',
  });
  await put('expenses', { ...expense, category: 'food', amount_minor: 777, currency: 'CZK' });
  await put('budget_lines', {
    tour_id: tour.id,
    category: 'hotel',
    title: 'Hotels',
    planned_minor: 50_000,
    currency: 'EUR',
  });
  const person = await put('people', { name: 'Carla Crossfade' });
  for (const [day, paid_on] of [
    ['2026-10-24', '2026-10-24'],
    ['2026-10-25', null],
  ])
    await put('per_diems', {
      tour_id: tour.id,
      person_id: person.id,
      date: day,
      amount_minor: 3500,
      currency: 'EUR',
      paid_on,
    });
});
after(() => ota?.stop());

describe('a report', () => {
  test('of profit and loss adds income, costs and commissions, and names what has no rate', async () => {
    const made = await read('profit-and-loss');
    assert.deepEqual(cells(made, 'lines'), [
      ['Shows', null, 200_000, null],
      ['Income', 200_000, 200_000, 0],
      ['Hotel', 50_000, 20_000, 30_000],
      ['Fuel', 0, 900, -900],
      ['Per diem', 0, 7000, -7000],
      ['Costs', 50_000, 27_900, 22_100],
      ['Commissions', null, 30_000, null],
      ['Result', 150_000, 142_100, -7900],
    ]);
    assert.deepEqual(cells(made, 'shows'), [
      ['2026-10-24', 'Hamburg', 100_000, 20_000, 15_000, 65_000],
      ['2026-10-25', '=HYPERLINK("x")', 100_000, 0, 15_000, 85_000],
      ['2026-10-26', 'Łódź, “Nord”', 0, 0, 0, 0],
      [null, 'Not of one show', 0, 7900, 0, -7900],
      [null, 'In all', 200_000, 27_900, 30_000, 142_100],
    ]);
    assert.deepEqual(made.missing, [{ currency: 'CZK', count: 1 }]);
  });

  test('keeps to its days and to its show', async () => {
    const one = await read('profit-and-loss', { from: '2026-10-25', to: '2026-10-25' });
    assert.deepEqual(cells(one, 'shows')[0], [
      '2026-10-25',
      '=HYPERLINK("x")',
      100_000,
      0,
      15_000,
      85_000,
    ]);
    assert.deepEqual(cells(one, 'shows')[1], [null, 'Not of one show', 0, 3500, 0, -3500]);
  });

  test('of expenses, per diems, commissions, settlements and tickets says what there is', async () => {
    assert.deepEqual(cells(await read('expenses'), 'categories'), [
      ['Hotel', 'Own', 1, 20_000],
      ['Hotel', null, 1, 20_000],
      ['Fuel', 'Tour', 1, 900],
      ['Fuel', null, 1, 900],
      ['In all', null, 2, 20_900],
    ]);
    assert.deepEqual(
      (await read('expenses')).sections[1].rows.map(({ currency, cells: c }) => [currency, ...c]),
      [
        ['CZK', 1, 777, null],
        ['EUR', 1, 20_000, 20_000],
        ['SEK', 1, 10_005, 900],
      ],
    );
    assert.deepEqual(cells(await read('per-diems'), 'people'), [
      ['Carla Crossfade', 2, 7000, 3500, 3500, 2],
      ['In all', 2, 7000, 3500, 3500, 2],
    ]);
    assert.deepEqual(cells(await read('commissions'), 'payees').at(0), [
      'Agency',
      '2026-10-24',
      'Hamburg',
      100_000,
      0.15,
      'Artist',
      15_000,
      15_000,
    ]);
    assert.deepEqual(
      cells(await read('settlements'), 'shows')
        .at(2)
        .slice(0, 3),
      ['2026-10-26', 'Łódź, “Nord”', 'Not settled'],
    );
    assert.deepEqual(
      cells(await read('settlements'), 'shows')
        .at(-1)
        .at(-1),
      200_000,
    );
    assert.deepEqual(cells(await read('box-office'), 'shows').at(0), [
      '2026-10-24',
      'Hamburg',
      180,
      90,
      7,
      0.5,
      180_000,
      180_000,
    ]);
  });

  test('counts what shows come to that are settled as one, and not each beside it', async () => {
    const file = path.join(root, 'docs/settlement/runs.json');
    const [vector] = JSON.parse(readFileSync(file, 'utf8'));
    const { id: tour_id } = await put('tours', { name: 'Northern nights', currency: 'USD' });
    const shows = [];
    for (const [i, city] of ['Oslo', 'Bergen', 'Lund'].entries())
      shows.push(
        await put('shows', {
          tour_id,
          title: city,
          city,
          date: `2026-11-0${1 + i}`,
          status: 'played',
        }),
      );
    const ids = shows.map(({ id }) => id);
    const run = await put('settlement_runs', {
      tour_id,
      name: 'Example Promotions',
      currency: 'USD',
      show_ids: ids,
    });
    await put('settlements', {
      run_id: run.id,
      status: 'presented',
      currency: 'USD',
      balance_minor: 344_000,
      input_text: vector.canonical,
      input: { shows: ids.map((show_id) => ({ show_id, name: 'Night', date: '2026-11-01' })) },
    });
    const settled = async (query) =>
      cells(await read('settlements', { tour_id, ...query }), 'shows').map((row) =>
        [0, 1, 2, 3, 7, 8].map((i) => row[i]),
      );
    assert.deepEqual(await settled(), [
      ['2026-11-01', 'Oslo', 'In a run', 280_000, null, null],
      ['2026-11-02', 'Bergen', 'In a run', 100_000, null, null],
      ['2026-11-03', 'Lund', 'In a run', 100_000, null, null],
      ['2026-11-03', 'Example Promotions', 'Presented', 344_000, 344_000, 344_000],
      [null, 'In all', null, null, null, 344_000],
    ]);
    const profit = await read('profit-and-loss', { tour_id });
    assert.deepEqual(
      cells(profit, 'shows').map((row) => [row[1], row[2]]),
      [
        ['Oslo', 280_000],
        ['Bergen', 100_000],
        ['Lund', 100_000],
        ['Example Promotions', -136_000],
        ['In all', 344_000],
      ],
    );
    // its last show is not asked for: then the run is not counted here, but where that one is
    assert.equal((await settled({ to: '2026-11-02' })).length, 3);
    assert.equal((await settled({ show_id: ids[2] })).length, 2);
    assert.equal((await settled({ from: '2026-11-03' })).at(-1).at(-1), 344_000);
  });

  test('as CSV is quoted, has numbers as numbers and no formula', async () => {
    const { bytes, headers } = await get('profit-and-loss', { format: 'csv', bom: '1' });
    const text = bytes.toString();
    assert.equal(headers.get('content-disposition'), 'attachment; filename="profit-and-loss.csv"');
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(
      text.includes('2026-10-25,"\'=HYPERLINK(""x"")",1000.00,0.00,150.00,850.00\r\n'),
      true,
    );
    assert.equal(text.includes('2026-10-26,"Łódź, “Nord”",0.00,'), true);
    assert.equal(text.includes('Fuel,0.00,9.00,-9.00\r\n'), true);
    assert.equal(text.includes('\r\nCZK,1\r\n'), true);
  });

  test('as XLSX has numbers, formats of its currency, bold totals and a header that stays', async () => {
    const { bytes } = await get('profit-and-loss', { format: 'xlsx' });
    const file = path.join(ota.home, 'report.xlsx');
    writeFileSync(file, bytes);
    const part = (name) =>
      execFileSync('python3', [
        '-c',
        'import sys,zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())',
        file,
        name,
      ]).toString();
    const sheet = part('xl/worksheets/sheet1.xml');
    assert.match(sheet, /<c r="C2" s="\d+"><v>2000<\/v><\/c>/);
    assert.match(sheet, /<pane ySplit="1".*state="frozen"/);
    assert.match(part('xl/styles.xml'), /formatCode="#,##0.00 \[\$EUR\]"/);
    assert.equal(/<f>/.test(part('xl/worksheets/sheet2.xml')), false);
  });

  test('as PDF says the same', async () => {
    for (const report of REPORTS) {
      const { status, bytes } = await get(report, { format: 'pdf' });
      assert.equal(status, 200);
      const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString();
      assert.equal(text.includes('Night Run'), true);
      if (report === 'profit-and-loss') assert.match(text, /Result +1,500\.00 +1,421\.00 +−79\.00/);
    }
  });

  test('is for those who may read all of it, and never a part', async () => {
    for (const report of REPORTS) {
      assert.equal((await get(report, {}, crew)).status, 403, report);
      assert.equal((await get(report, {}, stranger)).status, 404, report);
      assert.equal((await get(report, {}, null)).status, 401, report);
    }
    const may = await Promise.all(
      REPORTS.map(async (report) => (await get(report, {}, booking)).status),
    );
    assert.deepEqual(may, [403, 200, 403, 403, 200, 200]);
  });

  test('that is not asked for rightly is refused with what would be right', async () => {
    assert.equal((await get('weather')).status, 404);
    for (const query of [{ tour_id: 'x' }, { format: 'doc' }, { from: '2026-13-01' }])
      assert.equal((await get('expenses', query)).status, 400);
  });
});
