// Three nights of one promoter settled as one: a bad one takes back what a good one brought. The run is
// presented, answered with other figures and signed on two phones without a network; later its paper,
// and it counts once.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { chapters, end, judge, openDevice, picture, startTeam, uuid7 } from './lib.mjs';
import { amend, answer, balanceOn, draw, openPhone, scan, startCamera, VERSUS } from './phones.mjs';

const test = chapters();
const tour = uuid7();
const NIGHTS = [
  ['Oslo', '2027-05-01', 200],
  ['Bergen', '2027-05-02', 15],
  ['Lund', '2027-05-03', 75],
];

let ota;
let owner;
let manager;
let crew;
let insert;
let phone;
let theirs;
let run;
let version;

before(async () => {
  ({ ota, owner, manager, crew, insert } = await startTeam('Paper Comet', {
    manager: 'manager',
    crew: 'crew',
  }));
  await insert('tours', { id: tour, name: 'Northern Nights', currency: 'EUR' });
  for (const [city, date, sold] of NIGHTS) {
    const show_id = await insert('shows', {
      tour_id: tour,
      title: 'Paper Comet',
      city,
      date,
      status: 'played',
    });
    await insert('deals', {
      show_id,
      ...VERSUS,
    });
    await insert('ticket_tiers', { show_id, name: 'Standing', price_minor: 2000, sold });
    await insert('show_costs', {
      show_id,
      name: 'Hire',
      kind: 'fixed',
      amount_minor: 50_000,
      is_approved: true,
    });
  }
  phone = await openPhone(ota);
  theirs = await openPhone(ota, { theme: 'dark' });
});
after(() => end(ota));

test('three nights are put together without a network, and the bad one takes back its loss', async () => {
  await phone.enter(ota, manager.email);
  await phone.offline();
  await phone.visit(`/tours/${tour}/runs`);
  const { page } = phone;
  await page.getByRole('button', { name: 'Add a run' }).click();
  const form = page.locator('sheet-dialog[open]');
  for (const day of ['Oslo, 1 May', 'Bergen, 2 May', 'Lund, 3 May'])
    await form.getByText(day).click();
  await form.getByLabel('Name').fill('Example Promotions');
  await form.getByRole('button', { name: 'Add withholding' }).click();
  await form.getByLabel('Withheld from').selectOption('take');
  await form.getByLabel('Rate, %').fill('10');
  await form.getByLabel('Borne by').selectOption('artist');
  await judge(phone, 'run-form');
  await picture(phone, 'run-form-phone');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await phone.on('Example Promotions');
  run = new URL(page.url()).pathname.split('/').at(-1);
  // shares of 2,800, −160 and 800 against guarantees of 3,000, less a tenth; night by night it would
  // be 4,800
  await balanceOn(phone, 3096);
  await page.getByText('€4,800.00').waitFor();
  await judge(phone, 'run');
  await picture(phone, 'run-phone');
});

test('it is presented, and each night can be read line by line', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Present to the promoter' }).click();
  await phone.on('Settlement, version 1');
  version = new URL(page.url()).pathname.split('/').at(-1);
  await balanceOn(phone, 3096);
  await page.getByText('Worked out again on this device: the same result.').waitFor();
  await page.locator('.night > summary', { hasText: 'Bergen' }).click();
  await page
    .locator('.night[open] .part > summary', { hasText: /Costs\s+€?−?/ })
    .first()
    .waitFor();
  await judge(phone, 'run-version');
  await picture(phone, 'run-version-phone');
});

test('the promoter answers with other figures of two nights, each beside ours', async () => {
  await phone.page.getByRole('button', { name: 'Show to the promoter' }).click();
  const { page } = theirs;
  await theirs.goto('/settle');
  await theirs.untilInstalled();
  await theirs.offline();
  await page.reload();
  await theirs.on('Settle a show');
  await startCamera(theirs);
  await scan(phone, theirs, page.getByRole('button', { name: 'Sign for the promoter' }));
  await page.getByText('Something differs').click();
  for (const [night, figure, value] of [
    ['Bergen', 'Standing, comps', '2'],
    ['Lund', 'Standing, paid', '70'],
  ]) {
    await page.locator('their-figures summary', { hasText: night }).click();
    const box = page.getByLabel(`${figure}, ${night}, You say`, { exact: true });
    await box.fill(value);
    await box.press('Tab');
  }
  // shares of 2,800, −160 and 720, less a tenth
  await page.locator('p[data-undisputed="302400"]').waitFor();
  await judge(theirs, 'run-answer');
  await picture(theirs, 'run-answer-phone-dark');
  await answer(theirs, phone, 302400);
  await phone.page.getByText('The first line that differs: Lund: Standing').waitFor();
  await phone.page.getByText('Theirs alone takes €72.00 from the balance.').waitFor();
  await judge(phone, 'run-their-answer');
  await phone.page.locator('both-sides').evaluate((one) => one.scrollIntoView());
  await picture(phone, 'run-their-answer-phone');
  await page.getByRole('button', { name: 'Scan another' }).click();
});

test('one of them is right and one is not, and the run is presented again', async () => {
  const { page } = phone;
  await page.getByRole('link', { name: 'Settle the differences' }).click();
  await phone.on('Example Promotions');
  const of = (night) => page.locator('.dispute', { hasText: night });
  await of('Bergen').getByText('Theirs alone changes nothing in the balance.').waitFor();
  await of('Bergen').getByRole('button', { name: 'They are right' }).click();
  await of('Bergen').waitFor({ state: 'detached' });
  await of('Lund').getByRole('button', { name: 'We are right' }).click();
  await page.locator('both-sides .balance-panel').waitFor({ state: 'detached' });
  await balanceOn(phone, 3096);
  await page.getByRole('button', { name: 'Present to the promoter' }).click();
  await phone.on('Settlement, version 1');
});

test('the tour manager signs the run', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('€3,096.00 due to the artist').waitFor();
  await page.getByLabel('Your name', { exact: true }).fill('Tilda Example');
  await draw(phone);
  await page.locator('sign-form').getByRole('button', { name: 'Sign' }).click();
  await page.locator('parcel-view canvas[data-part]').waitFor();
});

test('the promoter’s phone works out every night again, and signs', async () => {
  const { page } = theirs;
  await startCamera(theirs);
  const sign = page.getByRole('button', { name: 'Sign for the promoter' });
  await scan(phone, theirs, sign);
  await theirs.on('Example Promotions');
  await balanceOn(theirs, 3096);
  await page.getByText('Worked out again on this phone: the same result.').waitFor();
  await page.getByText('Tilda Example').waitFor();
  await page.locator('.night > summary', { hasText: 'Oslo' }).waitFor();
  await judge(theirs, 'run-checked');
  await picture(theirs, 'run-checked-phone-dark');
  await sign.click();
  await page.getByLabel('Your name', { exact: true }).fill('Petra Example');
  await page.locator('sign-form').getByRole('button', { name: 'Sign' }).click();
  await page.getByText('Show this to the tour manager').waitFor();
  await phone.page
    .locator('sheet-dialog')
    .getByRole('button', { name: 'Take their answer' })
    .click();
  await scan(theirs, phone, phone.page.getByText('Petra Example'));
  await phone.page.locator('.status', { hasText: 'Signed' }).waitFor();
  await phone.page.getByText('Both signatures hold.').waitFor();
});

test('with a network again the server has it signed, and the three shows are settled', async () => {
  await phone.offline(false);
  await phone.says('Up to date');
  const { data } = await owner.client.from('settlements').select().eq('id', version).single();
  assert.deepEqual(
    [data.status, data.version, data.show_id, data.run_id, data.balance_minor],
    ['signed', 1, null, run, 309_600],
  );
  const { data: shows } = await owner.client.from('shows').select('status');
  assert.deepEqual(
    shows.map(({ status }) => status),
    ['settled', 'settled', 'settled'],
  );
  const { data: disputes } = await owner.client
    .from('disputes')
    .select('line,ours_minor,theirs_minor,status,shows(city)')
    .order('ours_minor');
  assert.deepEqual(disputes, [
    {
      ...{ line: 'tier', ours_minor: 30_000, theirs_minor: 30_000 },
      ...{ status: 'settled', shows: { city: 'Bergen' } },
    },
    {
      ...{ line: 'tier', ours_minor: 150_000, theirs_minor: 140_000 },
      ...{ status: 'settled', shows: { city: 'Lund' } },
    },
  ]);
  const refused = await owner.client
    .from('settlements')
    .update({ balance_minor: 1 })
    .eq('id', version);
  assert.match(refused.error.message, /never changed/);
  const { data: hidden } = await crew.client.from('settlements').select('id');
  assert.deepEqual(hidden, []);
});

test('both keep its paper', async () => {
  const { page } = phone;
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF' }).click(),
  ]);
  const bytes = readFileSync(await paper.path());
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString();
  for (const part of [
    'Example Promotions',
    '3,096.00',
    'All shows as one',
    'Bergen',
    'Petra Example',
  ])
    assert.equal(text.includes(part), true, part);
});

test('in the reports the run counts once, on the server and without a network the same', async () => {
  const server = {};
  for (const report of ['settlements', 'profit-and-loss']) {
    const response = await fetch(
      `${ota.url}/api/reports/${report}?tour_id=${tour}&format=csv&bom=1`,
      {
        headers: { authorization: `Bearer ${owner.token}` },
      },
    );
    assert.equal(response.status, 200);
    server[report] = Buffer.from(await response.arrayBuffer()).toString();
  }
  assert.match(server.settlements, /Example Promotions,Signed,/);
  assert.match(server.settlements, /In all,.*,3096\.00/);
  await phone.offline();
  const { page } = phone;
  await phone.visit(`/tours/${tour}/reports`);
  for (const [report, title, column] of [
    ['settlements', 'Settlements', 'Balance'],
    ['profit-and-loss', 'Profit and loss', 'Planned'],
  ]) {
    await page.getByRole('radio', { name: title, exact: true }).check({ force: true });
    await page.getByRole('columnheader', { name: column, exact: true }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    assert.equal(readFileSync(await file.path()).toString(), server[report], report);
  }
  await judge(phone, 'run-report');
  await phone.offline(false);
});

test('the budget expects the run once, to the cent what the report has', async () => {
  const { page } = phone;
  const plan = { kind: 'cost', category: 'fuel', title: 'Diesel', currency: 'EUR' };
  await insert('budget_lines', { tour_id: tour, ...plan, planned_minor: 50_000 });
  await phone.visit(`/tours/${tour}/budget`);
  const income = page.getByRole('row', { name: 'Income' });
  await income.getByRole('cell', { name: '€3,096.00' }).waitFor();
  await page
    .getByRole('link', { name: /Example Promotions\s+3 shows · signed · nothing received/ })
    .waitFor();
  assert.equal(await page.getByText('in Example Promotions').count(), 3);
  await judge(phone, 'run-budget');
});

test('what is still owed for a show of the run is what the run owes', async () => {
  const { page } = phone;
  const { data: found } = await owner.client.from('shows').select('id').eq('city', 'Bergen');
  const owing = `/shows/${found[0].id}/costs`;
  await phone.visit(owing);
  await page.getByText('€3,096.00 due for all shows of the run Example Promotions').waitFor();
  await phone.visit(`/settlements/${version}`);
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('sheet-dialog').getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('.status', { hasText: 'Paid' }).waitFor();
  await phone.visit(owing);
  await page.getByText('all paid').waitFor();
  await phone.visit(`/runs/${run}`);
  await balanceOn(phone, 3096);
  await page.getByRole('link', { name: 'Open what was signed' }).waitFor();
  await phone.says('Up to date');
  const { data: paid } = await owner.client
    .from('payments')
    .select('kind,amount_minor,settlement_id,show_id,tour_id');
  assert.deepEqual(paid, [
    {
      kind: 'balance',
      amount_minor: 309_600,
      settlement_id: version,
      show_id: null,
      tour_id: tour,
    },
  ]);
});

test('what was signed is amended with its reason, and stands until both sign again', async () => {
  const data = await amend(phone, owner, 'Two tickets were refunded');
  assert.deepEqual(data, [
    { version: 1, status: 'paid', reason: null, amends_id: null, balance_minor: 309_600 },
    {
      version: 2,
      status: 'presented',
      reason: 'Two tickets were refunded',
      amends_id: version,
      balance_minor: 309_600,
    },
  ]);
});

test('on a desk it reads as well', async () => {
  const desk = await openDevice(ota, { size: 'desktop', theme: 'dark' });
  await desk.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await desk.enter(ota, manager.email);
  await desk.visit(`/runs/${run}`);
  await balanceOn(desk, 3096);
  await judge(desk, 'run-desktop-dark');
  await picture(desk, 'run-desktop-dark');
  await desk.visit(`/settlements/${version}`);
  await balanceOn(desk, 3096);
  await picture(desk, 'run-version-desktop-dark');
  assert.deepEqual(desk.troubles(), []);
  await desk.close();
});

test('nothing went wrong on the way', () => {
  assert.deepEqual(phone.troubles(), []);
  assert.deepEqual(theirs.troubles(), []);
});
