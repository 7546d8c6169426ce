// Travel as a tour manager does it without a signal: a hotel's rooms, a journey, the map, a better order
// of the open dates, radius clauses; and what of it reaches a crew member's phone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import {
  chapters,
  counted,
  end,
  eventually,
  judge,
  openDevice,
  picture,
  startTeam,
  uuid7,
} from './lib.mjs';

const test = chapters();
const tour = uuid7();
const flight = uuid7();
const hidden = uuid7();
const people = { carla: uuid7(), mila: uuid7(), otto: uuid7() };
/** A way to and fro: Hamburg stands, the others are ideas. */
const stops = [
  ['Hamburg', 53.55, 9.99, '2027-05-01', 'confirmed'],
  ['Munich', 48.14, 11.58, '2027-05-02', 'idea'],
  ['Berlin', 52.52, 13.4, '2027-05-03', 'idea'],
  ['Nuremberg', 49.45, 11.08, '2027-05-04', 'idea'],
  ['Leipzig', 51.34, 12.37, '2027-05-05', 'idea'],
].map(([city, latitude, longitude, date, status]) => ({
  city,
  latitude,
  longitude,
  date,
  status,
  venue: uuid7(),
  show: uuid7(),
}));

let ota;
let owner;
let crew;
let organization;
let insert;
let phone;
let theirs;
let hotel;

before(async () => {
  ({ ota, owner, crew, organization, insert } = await startTeam('Paper Lanterns', {
    crew: 'crew',
  }));
  await insert('people', { id: people.carla, name: 'Carla Example', user_id: crew.user.id });
  await insert('people', { id: people.mila, name: 'Mila Example', team: 'artist' });
  await insert('people', { id: people.otto, name: 'Otto Example', user_id: owner.user.id });
  await insert('tours', { id: tour, name: 'Lantern Nights', driver_rule: 'eu' });
  for (const { city, latitude, longitude, date, status, venue, show } of stops) {
    await insert('venues', {
      id: venue,
      name: `${city} Hall`,
      city,
      country: 'DE',
      latitude,
      longitude,
    });
    await insert('shows', {
      id: show,
      tour_id: tour,
      venue_id: venue,
      title: 'Lantern Night',
      date,
      status,
      city,
      zone: 'Europe/Berlin',
      starts_at: `${date}T18:00:00Z`,
    });
  }
  await insert('travel', {
    id: flight,
    tour_id: tour,
    mode: 'flight',
    carrier: 'Example Air',
    reference: 'EX4MPL',
    departs_place: 'HAM',
    departs_at: '2027-04-30T08:00:00Z',
    departs_zone: 'Europe/Berlin',
    arrives_place: 'LHR',
    arrives_at: '2027-04-30T09:40:00Z',
    arrives_zone: 'Europe/London',
  });
  await insert('stays', {
    id: hidden,
    name: 'Hidden Hotel',
    check_in_on: '2027-05-01',
    check_out_on: '2027-05-02',
    visibility: 'management',
  });
  const room = uuid7();
  await insert('rooms', { id: room, stay_id: hidden, type: 'suite' });
  await insert('room_guests', {
    room_id: room,
    person_id: people.mila,
    arrives_on: '2027-05-01',
    leaves_on: '2027-05-02',
  });
  phone = await openDevice(ota, { size: 'phone', theme: 'dark' });
  theirs = await openDevice(ota, { size: 'phone' });
});
after(() => end(ota));

const board = () => phone.page.locator('rooming-board');
const room = (name) => board().getByRole('region', { name });

async function put(person, into) {
  await board().locator('.waiting').getByRole('button', { name: person }).click();
  await room(into)
    .getByRole('button', { name: `Put ${person} here` })
    .click();
  await room(into).getByText(person).waitFor();
}

test('without a signal a hotel gets rooms, and people get into them by two taps', async () => {
  const { page } = phone;
  await phone.enter(ota, owner.email);
  await phone.offline();
  await phone.visit(`/stays/new?show=${stops[0].show}`);
  await page.getByLabel('Hotel', { exact: true }).fill('Hotel Example');
  await page.getByLabel('Position').fill('https://maps.example/place/@53.55,9.99,17z');
  await page.getByRole('button', { name: 'Add hotel' }).click();
  await phone.on('Hotel Example');
  hotel = new URL(page.url()).pathname;
  await page.getByText('Without a room · 3').waitFor();
  await board().getByRole('button', { name: 'Add rooms' }).click();
  await page.getByText('Twin', { exact: true }).click();
  await page.getByRole('button', { name: 'Add the room' }).click();
  await put('Carla Example', '1 · Twin');
  await put('Otto Example', '1 · Twin');
  await page.getByText('Without a room · 1').waitFor();
});

test('two beds on one night, and more heads than beds, are told at once', async () => {
  const { page } = phone;
  await put('Mila Example', '1 · Twin');
  await page.getByText('Mila Example also has a bed in Hidden Hotel').waitFor();
  await page.getByText('1 · Twin has 2 beds for 3 people.').waitFor();
  await page.getByRole('heading', { name: 'Everybody has a room' }).waitFor();
  await page.locator('.problems').evaluate((list) => list.scrollIntoView());
  await judge(phone);
  await picture(phone, 'rooming-phone');
});

test('the list for the hotel has the alias and not the name', async () => {
  const { page } = phone;
  await room('1 · Twin').getByRole('button', { name: 'Mila Example' }).click();
  await page.getByLabel('Name at the desk').fill('=Ms Lantern');
  await page.getByRole('button', { name: 'Save' }).click();
  await room('1 · Twin').getByText('as “=Ms Lantern”').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Spreadsheet' }).click();
  const list = readFileSync(await (await coming).path(), 'utf8');
  assert.equal(list.includes('Mila Example'), false);
  assert.ok(list.includes("1,Twin,,'=Ms Lantern,2027-05-01,2027-05-02,1,"), list);
});

test('what it costs goes into the budget of the tour', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Add a cost' }).click();
  await page.getByLabel('Amount').fill('420');
  await page.getByRole('button', { name: 'Add cost' }).click();
  await page.getByRole('heading', { name: 'Cost · €420.00' }).waitFor();
});

test('a journey reads like a boarding pass, each end on its own clock, with its connection', async () => {
  const { page } = phone;
  await phone.visit(`/travel/${flight}`);
  const pass = page.locator('journey-pass').first();
  assert.match(await pass.innerText(), /10:00\s+HAM[\s\S]*1 h 40 min[\s\S]*10:40\s+LHR/);
  await page.getByRole('link', { name: 'Connection' }).click();
  await phone.on('Connection');
  assert.equal(await page.getByLabel('From').inputValue(), 'LHR');
  assert.equal(
    await page.getByLabel('Departure', { exact: true }).inputValue(),
    '2027-04-30T10:40',
  );
  await page.getByLabel('Departure', { exact: true }).fill('2027-04-30T12:10');
  await page.getByLabel('To', { exact: true }).fill('EDI');
  await page.getByRole('button', { name: 'Add journey' }).click();
  await page.getByText('1 h 30 min to change').waitFor();
  await phone.visit(`/travel/${flight}`);
  await page.getByRole('button', { name: 'Add passengers' }).click();
  await page.getByText('Everybody', { exact: true }).click();
  await page.getByRole('button', { name: 'Add 3' }).click();
  await page.getByRole('heading', { name: 'Passengers · 3' }).waitFor();
  for (const [name, seat] of [
    ['Carla Example', '14C'],
    ['Mila Example', '1A'],
  ]) {
    await page.getByRole('button', { name }).click();
    await page.getByLabel('Seat, berth or bunk').fill(seat);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`Seat ${seat}`).waitFor();
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  await judge(phone);
  await picture(phone, 'journey-phone');
});

test('the map is drawn without a network, and everything on it is also a list', async () => {
  const { page } = phone;
  await phone.visit(`/tours/${tour}/map`);
  const map = page.locator('tour-map');
  await map.locator('.way').waitFor({ state: 'attached' });
  await counted(map.locator('.stop'), stops.length);
  const land = await map.locator('.land').getAttribute('d');
  assert.ok(land.length > 1_000, 'the land is drawn');
  await counted(page.locator('.drives li'), stops.length);
  assert.match(await page.locator('.drives li').nth(1).innerText(), /about \d{3} km · \d+ h/);
  await map.locator('.map-frame').focus();
  const before = await map.locator('.world > g').first().getAttribute('style');
  await page.keyboard.press('+');
  await eventually(
    async () =>
      (await map.locator('.world > g').first().getAttribute('style')) === before ? undefined : true,
    'the map grew',
  );
  await page.keyboard.press('0');
  await judge(phone);
  await picture(phone, 'map-phone');
});

test('another order of the open dates saves kilometres, moves by one tap and comes back by one', async () => {
  const { page } = phone;
  await phone.visit(`/tours/${tour}/routing`);
  await page.getByRole('button', { name: 'Find a better order' }).click();
  await page.getByText(/^Saves about [\d,]+ km/).waitFor();
  await judge(phone);
  await picture(phone, 'routing-phone');
  const rows = await page.locator('.moves tbody tr').allInnerTexts();
  assert.ok(rows.length >= 2, 'several shows would move');
  assert.equal(
    rows.some((row) => row.startsWith('Hamburg')),
    false,
    'what is confirmed stands',
  );
  await page.getByRole('button', { name: /^Move \d shows$/ }).click();
  const moved = page.locator('.toast', { hasText: /shows moved/ });
  await moved.waitFor();
  await phone.visit(`/tours/${tour}/map`);
  const untilInOrder = (wanted) =>
    eventually(async () => {
      const cities = await page.locator('.drives show-row .title').allInnerTexts();
      return cities.join() === wanted.join() ? true : undefined;
    }, `the order ${wanted}`);
  await untilInOrder(['Hamburg', 'Berlin', 'Leipzig', 'Nuremberg', 'Munich']);
  await moved.getByRole('button', { name: 'Undo' }).click();
  await untilInOrder(stops.map(({ city }) => city));
});

test('a show too near to one with a radius clause is named on the map and while it is added', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Add a radius clause' }).click();
  await page.getByLabel('Kilometres around it').fill('120');
  await page.getByRole('button', { name: 'Add clause' }).click();
  await page.getByText(/120 km, 30 days before to 30 after/).waitFor();
  assert.equal(await page.locator('radius-note li').count(), 0);
  await phone.visit(`/shows/new?tour=${tour}&date=2027-05-20`);
  await page.getByLabel('Venue', { exact: true }).fill('Hamburg Hall');
  await page
    .getByText(/Hamburg \(20 May\) is 0 km from Hamburg \(1 May\), 19 days after/)
    .waitFor();
});

test('crew sees the own room and the own seat, and of the hidden hotel nothing, not even in storage', async () => {
  await phone.offline(false);
  await phone.says('Up to date');
  await theirs.enter(ota, crew.email);
  await theirs.visit(hotel);
  await theirs.page.getByText('Twin, with').waitFor();
  assert.equal(await theirs.page.locator('rooming-board').count(), 0);
  await theirs.visit(`/travel/${flight}`);
  const pass = theirs.page.locator('journey-pass').first();
  await pass.getByText('14C').waitFor();
  assert.match(await pass.innerText(), /Carla Example/);
  const stored = JSON.stringify(await theirs.stored());
  assert.ok(stored.includes('Hotel Example'));
  assert.equal(stored.includes('Hidden Hotel'), false);
  assert.equal(stored.includes('"1A"'), false, "nobody else's seat");
  assert.equal(stored.includes('42000'), false, 'no cost');
  assert.deepEqual([...phone.troubles(), ...theirs.troubles()], []);
});
