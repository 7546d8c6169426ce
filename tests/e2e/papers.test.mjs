// Papers from the app, on a phone: each is one tap away, and without a network one is told so. The sheet of
// a day off is shared; an invoice says who sends it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { chapters, end, eventually, judge, openDevice, root, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const HASH = 'a'.repeat(64);
const FETCH_FAILED = 'The PDF could not be fetched.';

const id = Object.fromEntries(
  ['tour', 'show', 'day', 'carla', 'stay', 'room', 'invoice', 'settlement'].map((name) => [
    name,
    uuid7(),
  ]),
);

let ota;
let owner;
let crew;
let insert;
let phone;
let carla;

before(async () => {
  ({ ota, owner, crew, insert } = await startTeam('Paper Lanterns', { crew: 'crew' }));
  const [vector] = JSON.parse(readFileSync(`${root}/docs/settlement/shows.json`, 'utf8'));
  const day = { zone: 'Europe/Berlin', kind: 'other', is_confirmed: true };
  await insert('people', { id: id.carla, name: 'Carla Example', user_id: crew.user.id });
  await insert('tours', { id: id.tour, name: 'Lantern Tour', currency: 'EUR' });
  await insert('shows', {
    id: id.show,
    tour_id: id.tour,
    title: 'Lantern Night',
    city: 'Brugge',
    date: '2027-05-01',
    status: 'confirmed',
  });
  await insert('days', {
    id: id.day,
    tour_id: id.tour,
    date: '2027-05-02',
    kind: 'off',
    title: 'By the sea',
    zone: 'Europe/Berlin',
  });
  await insert('schedule_items', [
    { id: uuid7(), show_id: id.show, title: 'Doors', starts_at: '2027-05-01T17:00:00Z', ...day },
    { id: uuid7(), day_id: id.day, title: 'Swim', starts_at: '2027-05-02T12:00:00Z', ...day },
  ]);
  await insert('schedule_items', {
    id: uuid7(),
    show_id: id.show,
    title: 'Line check',
    starts_at: '2027-05-01T14:00:00Z',
    visibility: 'assigned',
    person_ids: [id.carla],
    ...day,
  });
  await insert('stays', {
    id: id.stay,
    tour_id: id.tour,
    name: 'Hotel Demo',
    check_in_on: '2027-05-01',
    check_out_on: '2027-05-02',
    status: 'confirmed',
  });
  await insert('rooms', { id: id.room, stay_id: id.stay, type: 'single', number: '7' });
  await insert('room_guests', {
    id: uuid7(),
    room_id: id.room,
    person_id: id.carla,
    arrives_on: '2027-05-01',
    leaves_on: '2027-05-02',
  });
  await insert('per_diems', {
    id: uuid7(),
    tour_id: id.tour,
    person_id: id.carla,
    date: '2027-05-01',
    amount_minor: 3500,
    currency: 'EUR',
  });
  await insert('invoices', {
    id: id.invoice,
    show_id: id.show,
    to_name: 'Harbour Hall',
    currency: 'EUR',
    lines: [{ text: 'Performance', quantity: 1, amount_minor: 400_000 }],
    net_minor: 400_000,
    total_minor: 400_000,
  });
  await insert('settlements', {
    id: id.settlement,
    show_id: id.show,
    currency: 'GBP',
    status: 'agreed',
    input: { names: {} },
    input_text: vector.canonical,
    result_hash: HASH,
    balance_minor: 20_000,
  });
  [phone, carla] = await Promise.all([
    openDevice(ota, { size: 'phone' }),
    openDevice(ota, { size: 'phone' }),
  ]);
});
after(() => end(ota));

/** Taps the button and gives the words of the PDF that comes. */
async function paper(device, where, button) {
  await device.goto(where);
  const download = device.page.waitForEvent('download');
  await device.page.getByRole('button', { name: button, exact: true }).click();
  const bytes = readFileSync(await (await download).path());
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString();
}

/** Every paper of the app: where its button is, and words that are on it. */
const papers = {
  'day sheet of a show': [`/shows/${id.show}/sheet`, 'Get as PDF', /Doors/],
  'day sheet of a day off': [`/days/${id.day}/sheet`, 'Get as PDF', /By the sea[^]*Swim/],
  'rooming list': [`/stays/${id.stay}`, 'PDF', /Hotel Demo[^]*Carla Example/],
  'per diems': [`/tours/${id.tour}/per-diems`, 'List to sign', /Carla Example[^]*35\.00/],
  invoice: [
    `/invoices/${id.invoice}`,
    'PDF',
    /Lanterns GbR[^]*Harbour Hall[^]*Quay 1[^]*4,000\.00 EUR[^]*To be paid to[^]*IBAN of a bank/,
  ],
  settlement: [`/settlements/${id.settlement}`, 'PDF', /Settlement[^]*200\.00 GBP/],
};

test('who sends invoices is said in the settings, and an invoice is issued by them', async () => {
  await phone.signIn(ota, owner.email);
  await phone.goto('/settings/organization');
  await phone.page.getByLabel('Name on invoices').fill('Lanterns GbR');
  await phone.page.getByLabel('Address on invoices').fill('Quay 1\nHamburg');
  await phone.page.getByLabel('Tax number').fill('DE 1');
  await phone.page.getByLabel('Bank details on invoices').fill('IBAN of a bank');
  await judge(phone);
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await phone.on('Settings');
  await phone.goto(`/invoices/${id.invoice}`);
  await phone.page.getByRole('button', { name: 'Issue', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Issue it' }).click();
  const issued = await eventually(async () => {
    const { data } = await owner.client.from('invoices').select().eq('id', id.invoice).single();
    return data.number === null ? undefined : data;
  }, 'the number');
  assert.deepEqual(
    [issued.from_name, issued.from_address, issued.from_tax_id, issued.from_bank],
    ['Lanterns GbR', 'Quay 1\nHamburg', 'DE 1', 'IBAN of a bank'],
  );
});

for (const [name, [where, button, words]] of Object.entries(papers))
  test(`${name}: one tap, and it is a PDF`, async () => {
    assert.match(await paper(phone, where, button), words);
  });

test('crew gets their own sheet, with what is only theirs', async () => {
  await carla.signIn(ota, crew.email);
  assert.match(
    await paper(carla, `/shows/${id.show}/sheet`, 'Get as PDF'),
    /Carla Example[^]*Line check/,
  );
  assert.doesNotMatch(
    await paper(phone, papers['day sheet of a show'][0], 'Get as PDF'),
    /Line check/,
  );
});

test('the sheet of a day off is shared, and opens without an account', async () => {
  await phone.goto(`/days/${id.day}`);
  await phone.page.getByRole('link', { name: 'Share' }).click();
  await phone.page.getByRole('button', { name: 'Day sheet' }).click();
  const address = new URL(
    (await phone.page.locator('.share-address').first().textContent()).trim(),
  );
  await eventually(
    async () =>
      (await fetch(`${ota.url}${address.pathname.replace('/s/', '/api/share/')}`)).ok || undefined,
    'the link to open',
  );
  const driver = await openDevice(ota, { size: 'phone' });
  await driver.page.goto(`${ota.url}${address.pathname}`);
  await driver.page.getByText('Swim').waitFor();
  await judge(driver);
  assert.deepEqual(driver.troubles(), []);
});

test('without a network each says that the PDF needs one', async () => {
  await phone.goto('/today');
  await phone.untilInstalled();
  for (const [where, button] of Object.values(papers)) {
    await phone.goto(where);
    await phone.page.getByRole('button', { name: button, exact: true }).waitFor();
    await phone.offline();
    await phone.page.getByRole('button', { name: button, exact: true }).click();
    await phone.page.getByText(FETCH_FAILED).first().waitFor();
    assert.match(await phone.page.getByText(FETCH_FAILED).first().innerText(), /no connection/);
    await phone.offline(false);
  }
  assert.deepEqual(phone.troubles(), []);
});
