// What a tour costs, on phones: the crew hands in, the manager decides, plans, pays out and bills.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, counted, end, eventually, judge, openDevice, startTeam, uuid7 } from './lib.mjs';

const test = chapters();

const TODAY = '2027-05-01';
const EVENING = `${TODAY}T16:00:00Z`;
const LONG = 400;

const id = Object.fromEntries(['tour', 'show', 'carla', 'otto'].map((name) => [name, uuid7()]));

let ota;
let owner;
let crew;
let organization;
let insert;
let desk;
let phone;

before(async () => {
  ({ ota, owner, crew, organization, insert } = await startTeam('Paper Lanterns', {
    crew: 'crew',
  }));
  await insert('people', { id: id.carla, name: 'Carla Example', user_id: crew.user.id });
  await insert('people', { id: id.otto, name: 'Otto Example' });
  await insert('tours', {
    id: id.tour,
    name: 'Lantern Tour',
    currency: 'EUR',
    starts_on: '2027-04-30',
    ends_on: '2027-05-03',
  });
  await insert('shows', {
    id: id.show,
    tour_id: id.tour,
    title: 'Lantern Night',
    city: 'Brugge',
    date: TODAY,
    status: 'confirmed',
    promoter: 'Paper Lantern Concerts',
  });
  await insert('deals', {
    show_id: id.show,
    status: 'draft',
    currency: 'EUR',
    type: 'flat',
    guarantee_minor: 400_000,
  });
  await insert('expenses', ofCrew('fuel', 'Diesel, Oslo', 318_700, 'NOK', 0.0853));
  await insert('expenses', ofCrew('food', 'Late pizza', 2_400, 'EUR'));
  [desk, phone] = await Promise.all([
    openDevice(ota, { size: 'phone', theme: 'dark', at: EVENING }),
    openDevice(ota, { size: 'phone', theme: 'dark', at: EVENING }),
  ]);
});
after(() => end(ota));

const ofCrew = (category, description, amount_minor, currency, fx_rate) => ({
  tour_id: id.tour,
  owner_id: crew.user.id,
  spent_on: '2027-04-30',
  category,
  description,
  amount_minor,
  currency,
  status: 'approved',
  ...(fx_rate ? { fx_rate, base_currency: 'EUR' } : {}),
});

const sheet = (device) => device.page.locator('sheet-dialog[open]');
const press = (device, name) => device.page.getByRole('button', { name }).click();

test('an expense is typed without a signal: its rate and category are offered', async () => {
  await desk.enter(ota, owner.email);
  await phone.enter(ota, crew.email);
  await phone.offline();
  await phone.page.goto(`/expenses/new?show=${id.show}`);
  await phone.on('New expense');
  const { page } = phone;
  await page.keyboard.type('1200');
  await page.getByLabel('Currency').selectOption('NOK');
  assert.equal(await page.getByLabel('1 NOK in EUR').inputValue(), '0.0853');
  await page.getByText('€102.36, and stays at this rate.').waitFor();
  await page.getByLabel('What was it').fill('More diesel');
  await page.getByText('Fuel: because of “diesel”, as you filed it before').waitFor();
  assert.equal(await page.getByRole('radio', { name: 'Fuel' }).isChecked(), true);
  await page.getByText('Hand it in at once').click();
  await press(phone, 'Save expense');
  await phone.on('Lantern Night');
  await phone.says('Offline, 1 change waiting');
});

test('a correction is learnt at once, and nothing of it is sent', async () => {
  const { page } = phone;
  await phone.visit('/expenses/new');
  await page.getByLabel('What was it').fill('Gummy bears');
  assert.equal(await page.getByText('as you filed it before').count(), 0);
  await page.getByRole('textbox', { name: 'Amount' }).fill('4.90');
  await page.getByText('Crew', { exact: true }).click();
  await page.getByLabel('Currency').selectOption('EUR');
  await press(phone, 'Save expense');
  await phone.on('Expenses');
  await phone.visit('/expenses/new');
  await page.getByLabel('What was it').fill('gummy snakes');
  await page.getByText('Crew: because of “gummy”').waitFor();
  await phone.visit('/expenses');
  const waiting = await phone.rows(organization, 'outbox');
  assert.deepEqual(
    waiting.map(({ table, op }) => `${op} ${table}`),
    ['insert expenses', 'insert expenses'],
  );
  await phone.offline(false);
  await phone.says('Up to date');
});

test('the manager reviews what was handed in and approves it', async () => {
  const { page } = desk;
  await desk.visit(`/expenses?tour=${id.tour}`);
  await page.getByText('1 expense waits for a decision').waitFor();
  await press(desk, 'Review');
  await page.getByText('1 picked · NOK 1,200.00').waitFor();
  await press(desk, 'Approve 1');
  await page.getByText('1 expense waits for a decision').waitFor({ state: 'detached' });
  await desk.says('Up to date');
  await phone.visit('/expenses');
  await phone.page.locator('.row', { hasText: 'More diesel' }).getByText('Approved').waitFor();
  await phone.page.getByText('More diesel').click();
  await phone.page.getByText('To change it, ask whoever approved it.').waitFor();
});

test('per diems of two people are made in one go, and signed for by name', async () => {
  const { page } = desk;
  await desk.visit(`/tours/${id.tour}/per-diems`);
  await press(desk, 'Add a rule');
  const form = sheet(desk);
  await form.getByLabel('Name').fill('Europe');
  await form.getByLabel('A whole day').fill('40');
  await form.getByLabel('Less for dinner').fill('14');
  await form.getByLabel('At least').fill('5');
  await form.getByLabel('First and last day').fill('75');
  await form.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('button', { name: 'Add days' }).first().click();
  await form.getByText('Dinner', { exact: true }).click();
  // 16 + 26 + 26 + 16 for each
  await form.getByText('€168.00').waitFor();
  await form.getByText('4 days · €84.00 each · 2 people').waitFor();
  await form.getByRole('button', { name: 'Add days' }).click();
  await page.getByText('to pay, 8 days').waitFor();
  await page.getByText('Carla Example').click();
  await press(desk, 'Pay €84.00 and have it signed');
  assert.equal(await form.getByLabel('Signed by').inputValue(), 'Carla Example');
  await form.getByRole('button', { name: 'Paid and signed' }).click();
  await page.getByText('to pay, 4 days').waitFor();
  await page.getByText('4 days, all signed').waitFor();
  await desk.says('Up to date');
});

test('the crew member sees their own days as signed, and nobody else’s', async () => {
  await phone.visit(`/tours/${id.tour}/per-diems`);
  await phone.on('Your per diems');
  await phone.page.getByText('in all, all signed for').waitFor();
  await counted(phone.page.locator('.days li'), 4);
  const days = await phone.rows(organization, 'per_diems');
  assert.deepEqual([...new Set(days.map(({ person_id }) => person_id))], [id.carla]);
});

test('without a signal the crew member signs on the own phone for what came since', async () => {
  for (const date of ['2027-05-04', '2027-05-05'])
    await insert('per_diems', {
      tour_id: id.tour,
      person_id: id.carla,
      date,
      amount_minor: 2600,
      currency: 'EUR',
      paid_on: date === '2027-05-04' ? '2027-05-01' : null,
    });
  await phone.page.getByText('to pay, 2 days').waitFor();
  await phone.offline();
  await press(phone, 'Sign for what you received');
  // the day that was marked as paid is offered, the other can be added
  await sheet(phone).getByText('€26.00', { exact: true }).waitFor();
  await sheet(phone)
    .getByText(/^Wed.* 5 May/)
    .click();
  await judge(phone, 'per-diems-own');
  await sheet(phone).getByRole('button', { name: 'Sign for €52.00' }).click();
  await phone.page.getByText('in all, all signed for').waitFor();
  await counted(phone.page.getByText('signed here, not sent yet'), 2);
  await phone.offline(false);
  await phone.page.getByText('signed on the own phone').nth(1).waitFor();
  await desk.visit(`/tours/${id.tour}/per-diems`);
  await desk.page.getByText('6 days, all signed').waitFor();
  await desk.page.getByText('Carla Example', { exact: true }).click();
  await counted(desk.page.getByText('signed on the own phone'), 2);
  const { data } = await owner.client
    .from('per_diems')
    .select('signed_name,paid_on')
    .gte('date', '2027-05-04');
  assert.deepEqual(
    data.map(({ signed_name, paid_on }) => [signed_name, paid_on !== null]),
    [
      ['Carla Example', true],
      ['Carla Example', true],
    ],
  );
});

test('the plan stands beside what was spent, over and under', async () => {
  const { page } = desk;
  await desk.visit(`/tours/${id.tour}/budget`);
  await press(desk, 'Line');
  const form = sheet(desk);
  await form.getByLabel('What', { exact: true }).fill('Diesel');
  await form.getByLabel('Planned').fill('300');
  await form.getByLabel('Compared with').selectOption('fuel');
  await form.getByRole('button', { name: 'Add line' }).click();
  const fuel = page.locator('.compared', { hasText: 'Fuel' });
  // 271.85 and 102.36
  await fuel.getByText('€374.21 of €300.00').waitFor();
  await fuel.getByText('€74.21 over').waitFor();
  await page.locator('.compared', { hasText: 'Per diem' }).getByText('€220.00').waitFor();
  // the guarantee is expected, the plan or what went over it is expected to go
  await page.getByRole('row', { name: /^Income €0.00 €4,000.00 €0.00/ }).waitFor();
  await page.getByRole('row', { name: /^Costs €300.00/ }).waitFor();
});

test('who takes a share reads what each show gives', async () => {
  const { page } = desk;
  await desk.visit(`/tours/${id.tour}/commissions`);
  await press(desk, 'Add a commission');
  const form = sheet(desk);
  await form.getByLabel('Who').fill('Bookwell Agency');
  await form.getByLabel('Share in percent').fill('12,5');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const payee = page.locator('.opens', { hasText: 'Bookwell Agency' });
  await payee.getByText('€500.00').first().waitFor();
  await payee.getByText('1 show, nothing signed yet').waitFor();
  await page.getByText('12.5% of the artist’s take').waitFor();
  // of one show only, and of what is left after production
  await page.getByRole('button', { name: 'Commission', exact: true }).click();
  await form.getByLabel('Who').fill('Nightly Management');
  await form.getByLabel('Share in percent').fill('10');
  await form.getByLabel('Less first').fill('1.000,00');
  await form.getByLabel('For', { exact: true }).selectOption({ label: '1 May · Brugge' });
  await judge(desk, 'commission-form');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.opens', { hasText: 'Nightly' }).getByText('€300.00').first().waitFor();
  await page.getByText('less €1,000.00, only Brugge, 1 May').waitFor();
});

test('an invoice asks for its number without a signal and gets it with the next one', async () => {
  const { page } = desk;
  await desk.untilInstalled();
  await desk.offline();
  await desk.visit(`/shows/${id.show}/costs`);
  await page.getByText('€4,000.00 guaranteed, not settled yet').waitFor();
  await page.getByRole('link', { name: /Add invoice/ }).click();
  await desk.on('New invoice');
  assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), 'Paper Lantern Concerts');
  assert.equal(await page.getByLabel('Each').inputValue(), '4000.00');
  await page.getByLabel('Tax in percent').fill('7');
  await page.getByText('€4,280.00').waitFor();
  await press(desk, 'Save draft');
  await desk.on('Draft invoice');
  await press(desk, 'Issue');
  await press(desk, 'Issue it');
  await page.getByText('Number asked for').waitFor();
  await page.locator('app-bar').getByText('Asked for').waitFor();
  await desk.offline(false);
  await desk.on('2027-0001');
  await page.getByText('Due 15 May').waitFor();
});

test('the money comes in two parts, and then nothing is owed', async () => {
  const { page } = desk;
  await press(desk, 'Note a payment');
  await sheet(desk).getByLabel('Amount in EUR').fill('1.280,00');
  await press(desk, 'Note the payment');
  await page.getByText('Due 15 May, €3,000.00 left').waitFor();
  await press(desk, 'Note a payment');
  await press(desk, 'Note the payment');
  await page.getByText('Paid', { exact: true }).waitFor();
  await desk.says('Up to date');
  const { data } = await owner.client.from('invoices').select('number,status');
  assert.deepEqual(data, [{ number: '2027-0001', status: 'paid' }]);
});

test('an invoice and an expense keep what is to be done about them, for the management', async () => {
  const { data: expenses } = await owner.client.from('expenses').select('id').limit(1);
  const { data: invoices } = await owner.client.from('invoices').select('id').limit(1);
  const subjects = { expenses: expenses[0].id, invoices: invoices[0].id };
  const { page } = desk;
  for (const [subject, about] of Object.entries(subjects)) {
    await desk.visit(`/${subject}/${about}`);
    await page.getByRole('button', { name: 'Add note' }).click();
    const form = page.locator('note-list record-form');
    await form.getByLabel('Note').fill(`Ask the house about these ${subject}`);
    await form.getByRole('button', { name: 'Add note' }).click();
    await page.getByText(`Ask the house about these ${subject}`).waitFor();
    await page.getByRole('button', { name: 'Add task' }).waitFor();
    await judge(desk);
  }
  await desk.says('Up to date');
  const { data } = await owner.client.from('notes').select('subject,subject_id,visibility');
  assert.deepEqual(
    Object.fromEntries(data.map(({ subject, subject_id }) => [subject, subject_id])),
    subjects,
  );
  assert.deepEqual([...new Set(data.map(({ visibility }) => visibility))], ['management']);
});

test('of a long list only a screenful is drawn, and the end is a scroll away', async () => {
  const rows = Array.from({ length: LONG }, (_, i) => ({
    organization_id: organization,
    id: uuid7(),
    ...ofCrew('food', `Coffee ${i}`, 300 + i, 'EUR'),
    spent_on: `2026-${String(1 + (i % 12)).padStart(2, '0')}-15`,
  }));
  const { error } = await owner.client.from('expenses').insert(rows);
  assert.equal(error, null);
  const { page } = desk;
  await desk.visit('/expenses');
  await page.getByText(`${LONG + 4} expenses`).waitFor();
  const drawn = page.locator('virtual-list li');
  assert.equal((await drawn.count()) < 40, true, `${await drawn.count()} rows are drawn`);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await eventually(async () => {
    const last = drawn.last();
    const [place, size] = await Promise.all(
      ['aria-posinset', 'aria-setsize'].map((name) => last.getAttribute(name)),
    );
    return place === size ? true : undefined;
  }, 'the last row');
  assert.match(await drawn.last().innerText(), /15 Jan/);
  assert.equal((await drawn.count()) < 40, true);
  assert.deepEqual([...desk.troubles(), ...phone.troubles()], []);
});
