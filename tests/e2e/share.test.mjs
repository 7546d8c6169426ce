// A link without an account, on a phone: the venue answers the advance, a driver reads the day sheet,
// the tour is kept as a file that opens without a network.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { chapters, end, eventually, judge, openDevice, picture, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const [tour, show, advance, tm] = [uuid7(), uuid7(), uuid7(), uuid7()];

let ota;
let owner;
let organization;
let insert;
let ours;
let venue;
const links = {};

before(async () => {
  ({ ota, owner, organization, insert } = await startTeam('Paper Lanterns'));
  const place = uuid7();
  await insert('tours', { id: tour, name: 'Lantern Tour', artist: 'The Lanterns' });
  await insert('venues', {
    id: place,
    name: 'Molotow',
    city: 'Hamburg',
    address: 'Nobistor 14',
    load_in: 'Back yard, four steps',
    zone: 'Europe/Berlin',
  });
  await insert('shows', {
    id: show,
    tour_id: tour,
    venue_id: place,
    title: 'The Lanterns',
    date: '2027-05-01',
    status: 'confirmed',
    doors_at: '2027-05-01T17:00:00Z',
  });
  await insert('people', {
    id: tm,
    name: 'Nora Nightliner',
    job: 'Tour manager',
    phone: '+49 30 5550 1202',
  });
  await insert('show_financials', { show_id: show, currency: 'EUR', guarantee_minor: 777700 });
  for (const [title, hour] of [
    ['Load-in', 13],
    ['Soundcheck', 15],
    ['Doors', 17],
    ['The Lanterns', 19],
  ])
    await insert('schedule_items', {
      show_id: show,
      kind: 'other',
      title,
      starts_at: `2027-05-01T${hour}:00:00Z`,
      zone: 'Europe/Berlin',
      is_confirmed: true,
    });
  await insert('advances', {
    id: advance,
    show_id: show,
    name: 'Advance',
    status: 'sent',
    due_on: '2027-04-20',
    sections: [
      { title: 'Arrival', questions: [{ key: 'parking', text: 'Where does the bus park?' }] },
      { title: 'House', questions: [{ key: 'wifi', text: 'Wi-Fi for the production office?' }] },
    ],
  });
  [ours, venue] = await Promise.all([
    openDevice(ota, { size: 'phone' }),
    openDevice(ota, { size: 'phone' }),
  ]);
});
after(() => end(ota));

/** Makes a link on our phone by its button; gives its address once the server has it. */
async function make(subject, button) {
  await ours.goto(`/share?${subject}`);
  await ours.page
    .getByText(/Nothing is shared yet|opens until/)
    .first()
    .waitFor();
  const addresses = ours.page.locator('.share-address');
  const before = await addresses.count();
  await ours.page.getByRole('button', { name: button }).click();
  await addresses.nth(before).waitFor(); // the newest comes first
  const text = (await addresses.first().textContent()).trim();
  const where = new URL(text);
  const api = where.pathname.replace(/^\/s\//, '/api/share/');
  await eventually(
    async () => ((await fetch(ota.url + api)).status === 200 ? true : undefined),
    'the link to open',
  );
  return where;
}

test('a link is made with one tap, and passed on', async () => {
  await ours.signIn(ota, owner.email);
  links.advance = await make(`show_id=${show}`, 'Advance, for the venue to answer');
  links.sheet = await make(`show_id=${show}`, 'Day sheet');
  assert.match(links.advance.pathname, /^\/s\/[\w-]{43}$/);
  await judge(ours);
  await picture(ours, 'share-phone');
});

test('the venue answers without an account', async () => {
  await venue.goto(links.advance.pathname);
  const { page } = venue;
  await page.getByText('2 of 2 open').waitFor();
  await page.getByLabel('Where does the bus park?').fill('In the yard, 32 A there');
  await page.getByLabel('Wi-Fi for the production office?').focus();
  await page.getByText('Say who you are first').waitFor();
  await page.getByLabel('Who are you?').fill('Karla Kessel');
  await page.getByLabel('Where does the bus park?').fill('In the yard, 32 A is there');
  await page.getByLabel('Wi-Fi for the production office?').focus();
  await page.getByText('1 of 2 open').waitFor();
  await page.getByText('Answered · Karla Kessel').waitFor();
  await judge(venue);
  await picture(venue, 'advance-venue-phone');
  await page.getByLabel('Wi-Fi for the production office?').fill('backstage / lantern');
  await page.getByLabel('Who are you?').focus();
  await page.getByText('Everything is answered. Thank you!').waitFor();
  const { data } = await owner.client.from('advances').select('status').eq('id', advance).single();
  assert.equal(data.status, 'answered');
});

test('without a signal an answer is kept on the page and told as not sent', async () => {
  const { page } = venue;
  await venue.context.setOffline(true);
  await page.getByLabel('Where does the bus park?').fill('In the street');
  await page.getByLabel('Who are you?').focus();
  await page.getByText('Not sent yet').waitFor();
  assert.equal(await page.getByLabel('Where does the bus park?').inputValue(), 'In the street');
  await venue.context.setOffline(false);
});

test('the day sheet is read without an account, and of money nothing is there', async () => {
  await venue.goto(links.sheet.pathname);
  const { page } = venue;
  await page.getByRole('heading', { name: 'Molotow, Hamburg' }).waitFor();
  for (const part of [
    'Saturday 1 May 2027',
    '19:00',
    'Soundcheck',
    'Back yard, four steps',
    '+49 30 5550 1202',
  ])
    await page.getByText(part).first().waitFor();
  const map = page.getByRole('link', { name: 'Molotow, Nobistor 14, Hamburg' });
  assert.match(await map.getAttribute('href'), /openstreetmap\.org\/search\?query=Molotow/);
  assert.equal((await page.content()).includes('7777'), false);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await judge(venue);
  await picture(venue, 'day-sheet-shared-phone');
});

test('the tour is saved as a file that opens and checks itself without a network', async () => {
  links.tour = await make(`tour_id=${tour}`, 'Whole tour, to keep offline');
  await venue.goto(links.tour.pathname);
  const { page } = venue;
  await page.getByRole('heading', { name: 'Lantern Tour' }).waitFor();
  await judge(venue);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save to open without a network' }).click(),
  ]);
  const file = path.join(ota.home, 'tour.html');
  await download.saveAs(file);
  const reader = await openDevice(ota, { size: 'phone' });
  await reader.context.setOffline(true);
  await reader.page.goto(`file://${file}`);
  await reader.page.getByText('Unchanged since it was signed').waitFor();
  await reader.page.getByText('Saturday 1 May 2027 · Molotow, Hamburg').click();
  await reader.page.getByText('Soundcheck').waitFor();
  writeFileSync(file, readFileSync(file, 'utf8').replace('Soundcheck', 'Soundcheat'));
  await reader.page.goto(`file://${file}`);
  await reader.page.getByText('Do not rely on it').waitFor();
  await reader.close();
});

test('a person’s calendar is subscribed to by its address, until it is withdrawn', async () => {
  const feed = await make(`person_id=${tm}`, 'Calendar feed');
  await ours.page.getByRole('button', { name: 'Copy address' }).waitFor();
  assert.match(feed.pathname, /^\/api\/calendar\/[\w-]{43}\.ics$/);
  const calendar = await (await fetch(feed)).text();
  assert.match(calendar, /^BEGIN:VCALENDAR[^]*The Lanterns/);
  assert.equal(calendar.includes('7777'), false);
  await judge(ours);
  await ours.page.getByRole('button', { name: 'Withdraw' }).first().click();
  await ours.page.getByText('Withdrawn', { exact: true }).waitFor();
  await eventually(
    async () => ((await fetch(feed)).status === 410 ? true : undefined),
    'the feed to end',
  );
});

test('withdrawn, the link says so and shows nothing', async () => {
  await ours.goto(`/share?show_id=${show}`);
  await ours.page.getByRole('button', { name: 'Withdraw' }).first().click();
  const gone = async () => {
    const { status } = await fetch(`${ota.url}/api/share/${links.sheet.pathname.slice(3)}`);
    return status === 410 ? true : undefined;
  };
  await eventually(gone, 'the link to be withdrawn');
  await venue.goto(links.sheet.pathname);
  await venue.page.getByText('This link does not open any more').waitFor();
  await judge(venue);
});
