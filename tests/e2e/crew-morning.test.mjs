// The crew member's morning on a phone without a signal: own call times, room and per diem; and no
// fee anywhere, not even in IndexedDB.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, counted, end, eventually, openDevice, startTeam, uuid7 } from './lib.mjs';

const test = chapters();

const TODAY = '2027-05-01';
const MORNING = `${TODAY}T07:30:00Z`;
/** Digits that stand for nothing else here, of everything that crew must not hold. */
const SECRETS = {
  guarantee: 918_273,
  deal: 827_364,
  payment: 736_455,
  invoice: 645_546,
  budget: 554_637,
  settled: 463_728,
  theirExpense: 372_819,
  theirPerDiem: 281_910,
  bank: 190_827,
  taxNumber: 109_738,
};
const OWN_PER_DIEM = 2600;

const id = Object.fromEntries(
  ['tour', 'show', 'venue', 'carla', 'otto', 'stay', 'other', 'room', 'suite'].map((name) => [
    name,
    uuid7(),
  ]),
);

let ota;
let owner;
let crew;
let organization;
let insert;
let phone;

before(async () => {
  ({ ota, owner, crew, organization, insert } = await startTeam('Paper Lanterns', {
    crew: 'crew',
  }));
  await plan();
  await sleepAndEat();
  await earn();
  phone = await openDevice(ota, { size: 'phone', theme: 'dark', at: MORNING });
});
after(() => end(ota));

async function plan() {
  await insert('people', { id: id.carla, name: 'Carla Example', user_id: crew.user.id });
  await insert('people', { id: id.otto, name: 'Otto Example' });
  await insert('tours', { id: id.tour, name: 'Lantern Tour', starts_on: TODAY, ends_on: TODAY });
  const zone = 'Europe/Berlin';
  await insert('venues', {
    id: id.venue,
    name: 'Lantern Hall',
    city: 'Brugge',
    zone,
    phone: '+32 50 555 012',
  });
  await insert('shows', {
    id: id.show,
    tour_id: id.tour,
    venue_id: id.venue,
    title: 'Lantern Night',
    date: TODAY,
    promoter: 'Canal Concerts',
    promoter_email: 'shows@canal.example.test',
    doors_at: `${TODAY}T17:00:00Z`,
  });
  const call = (title, hour, readers) =>
    insert('schedule_items', {
      show_id: id.show,
      kind: 'call',
      title,
      starts_at: `${TODAY}T${hour}:00:00Z`,
      zone: 'Europe/Berlin',
      ...readers,
    });
  await call('Bus call for all', '08', {});
  await call('Lighting call', '10', { visibility: 'assigned', person_ids: [id.carla] });
  await call('Merch call', '11', { visibility: 'assigned', person_ids: [id.otto] });
  await call('Talk with the promoter', '12', { visibility: 'management' });
}

async function sleepAndEat() {
  const nights = { check_in_on: TODAY, check_out_on: '2027-05-02' };
  const stay = { tour_id: id.tour, show_id: id.show, ...nights };
  await insert('stays', { id: id.stay, name: 'Canal Hotel', phone: '+32 50 555 099', ...stay });
  await insert('rooms', { id: id.room, stay_id: id.stay, type: 'twin', number: '214' });
  await insert('rooms', { id: id.suite, stay_id: id.stay, type: 'suite', number: '900' });
  const night = { arrives_on: TODAY, leaves_on: '2027-05-02' };
  await insert('room_guests', { room_id: id.room, person_id: id.carla, ...night });
  await insert('room_guests', { room_id: id.suite, person_id: id.otto, ...night });
  const day = { tour_id: id.tour, date: TODAY, currency: 'EUR', provided: ['dinner'] };
  await insert('per_diems', { person_id: id.carla, amount_minor: OWN_PER_DIEM, ...day });
  await insert('per_diems', { person_id: id.otto, amount_minor: SECRETS.theirPerDiem, ...day });
}

async function earn() {
  const show = { show_id: id.show, currency: 'EUR' };
  await insert('show_financials', { ...show, guarantee_minor: SECRETS.guarantee });
  await insert('deals', { ...show, type: 'flat', guarantee_minor: SECRETS.deal });
  await insert('payments', {
    ...show,
    direction: 'in',
    amount_minor: SECRETS.payment,
    paid_on: TODAY,
  });
  await insert('invoices', {
    ...show,
    to_name: 'Paper Lantern Concerts',
    lines: [{ text: 'Performance', quantity: 1, amount_minor: SECRETS.invoice }],
    net_minor: SECRETS.invoice,
    total_minor: SECRETS.invoice,
  });
  await insert('budget_lines', {
    ...show,
    category: 'crew',
    title: 'Crew',
    planned_minor: SECRETS.budget,
  });
  await insert('settlements', { ...show, input: {}, balance_minor: SECRETS.settled });
  await insert('expenses', {
    show_id: id.show,
    owner_id: owner.user.id,
    spent_on: TODAY,
    category: 'food',
    amount_minor: SECRETS.theirExpense,
    currency: 'EUR',
  });
  const { error } = await owner.client
    .from('billing_details')
    .update({ bank: `IBAN ${SECRETS.bank}`, tax_id: `DE ${SECRETS.taxNumber}` })
    .eq('id', organization);
  assert.equal(error, null);
}

/** Which of the secrets' digits are anywhere in what the browser stores for this site. */
async function secretsStored() {
  const all = JSON.stringify(await phone.stored());
  return Object.entries(SECRETS)
    .filter(([, digits]) => all.includes(String(digits)))
    .map(([name]) => name);
}

test('the secrets are there for who may see them', async () => {
  for (const [table, field] of [
    ['show_financials', 'guarantee_minor'],
    ['deals', 'guarantee_minor'],
    ['payments', 'amount_minor'],
    ['invoices', 'total_minor'],
    ['budget_lines', 'planned_minor'],
    ['settlements', 'balance_minor'],
    ['expenses', 'amount_minor'],
  ]) {
    const { data } = await owner.client.from(table).select(field);
    assert.equal(Object.values(SECRETS).includes(data[0][field]), true, table);
  }
  const { data } = await owner.client.from('billing_details').select('bank,tax_id');
  assert.deepEqual(data, [{ bank: `IBAN ${SECRETS.bank}`, tax_id: `DE ${SECRETS.taxNumber}` }]);
});

test('the phone fills over breakfast, with nothing of the fee', async () => {
  await phone.enter(ota, crew.email);
  assert.deepEqual(await secretsStored(), []);
  const own = JSON.stringify(await phone.rows(organization, 'per_diems'));
  assert.equal(own.includes(`"amount_minor":${OWN_PER_DIEM}`), true, 'the search can find a sum');
});

test('in the basement: own calls and per diem on the first screen', async () => {
  await phone.offline();
  await phone.page.goto('/today');
  await phone.says('Offline');
  const lines = phone.page.locator('time-line .what');
  await lines.filter({ hasText: 'Lighting call' }).waitFor();
  const titles = (await lines.allInnerTexts()).map((words) => words.split('\n')[0].trim());
  assert.equal(titles.includes('Bus call for all'), true);
  assert.equal(titles.includes('Merch call'), false);
  assert.equal(titles.includes('Talk with the promoter'), false);
  const allowance = phone.page.getByRole('link', { name: /Your per diem/ });
  assert.match(await allowance.innerText(), /dinner provided[^]*€26\.00/);
  await allowance.click();
  await phone.on('Your per diems');
  await phone.page.getByText('€26.00').first().waitFor();
  await counted(phone.page.locator('.days li'), 1);
  assert.equal(await phone.page.getByRole('button', { name: /signed|Add/ }).count(), 0);
});

test('the own room is on the phone, and nobody else’s', async () => {
  const rooms = await phone.rows(organization, 'rooms');
  assert.deepEqual(
    rooms.map(({ number }) => number),
    ['214'],
  );
  const guests = await phone.rows(organization, 'room_guests');
  assert.deepEqual(
    guests.map(({ person_id }) => person_id),
    [id.carla],
  );
});

test('the house, the hotel and the promoter are one tap away', async () => {
  const reach = async (name) => {
    const link = phone.page.getByRole('link', { name, exact: true }).first();
    await link.waitFor();
    return link.getAttribute('href');
  };
  await phone.visit(`/shows/${id.show}`);
  assert.equal(await reach('Call'), 'tel:+3250555012');
  assert.equal(await reach('Message'), 'sms:+3250555012');
  assert.match(await reach('Map'), /^https:\/\/www\.openstreetmap\.org\/.*Lantern%20Hall/);
  assert.equal(await reach('Write to Canal Concerts'), 'mailto:shows@canal.example.test');
  await phone.visit(`/stays/${id.stay}`);
  assert.equal(await reach('Call'), 'tel:+3250555099');
  assert.match(await reach('Map'), /openstreetmap/);
});

test('after midnight it is still the evening before, until the day boundary', async () => {
  const TOMORROW = '2027-05-02';
  // in a Wi-Fi that leads nowhere a phone takes itself for online, and now its token is over, too
  await phone.context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true }),
  );
  for (const [at, isTonight] of [
    [`${TOMORROW}T01:30:00Z`, true], // half past three in Brugge
    [`${TOMORROW}T04:30:00Z`, false],
  ]) {
    await phone.context.clock.setFixedTime(at);
    await phone.page.goto('/today');
    await phone.heading();
    await phone.says('Offline');
    const day = isTonight ? 'Saturday 1 May' : 'Sunday 2 May';
    await phone.page.locator('main').getByText(day).first().waitFor();
    const evening = phone.page.locator('time-line .what', { hasText: 'Lighting call' });
    if (isTonight) await evening.waitFor();
    else assert.equal(await evening.count(), 0);
  }
  await phone.context.clock.setFixedTime(MORNING);
});

test('money screens say no, and even a visit to each leaves no fee behind', async () => {
  for (const where of [
    `/tours/${id.tour}/budget`,
    `/tours/${id.tour}/commissions`,
    `/shows/${id.show}/costs`,
    '/invoices',
    '/invoices/new',
  ]) {
    await phone.visit(where);
    await phone.page.locator('no-access').waitFor();
  }
  await phone.visit(`/tours/${id.tour}`);
  const ways = phone.page.locator('way-tiles');
  await ways.getByText('Per diems').waitFor();
  assert.doesNotMatch(await ways.innerText(), /Budget|Commissions|Reports/);
  await phone.offline(false);
  await phone.says('Up to date');
  await eventually(
    async () => ((await secretsStored()).length === 0 ? true : undefined),
    'no fee in storage',
  );
  assert.deepEqual(phone.troubles(), []);
});
