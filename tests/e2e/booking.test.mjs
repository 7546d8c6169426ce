// Booking on a phone: an agent holds a date without a signal, is challenged, confirms, and makes the
// deal; a colleague at a desk stands in the same line, and crew see none of it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, judge, openDevice, picture, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const DATE = '2027-05-14';

let ota;
let owner;
let agent;
let crew;
let organization;
let insert;
const venue = uuid7();
let desk;
let phone;

before(async () => {
  ({ ota, owner, agent, crew, organization, insert } = await startTeam('Lantern Agency', {
    agent: 'booking',
    crew: 'crew',
  }));
  await insert('venues', {
    id: venue,
    name: 'Harbour Hall',
    city: 'Hamburg',
    country: 'DE',
    zone: 'Europe/Berlin',
    capacity: 800,
  });
  [desk, phone] = await Promise.all([
    openDevice(ota, { size: 'desktop' }),
    openDevice(ota, { size: 'phone', theme: 'dark' }),
  ]);
});
after(() => end(ota));

/** Asks for a hold in the form that is open. */
async function hold(device, party) {
  const { page } = device;
  await page.getByLabel('Venue', { exact: true }).fill('Harbour Hall');
  await page.getByLabel('Date', { exact: true }).fill(DATE);
  await page.getByLabel('Held for').fill(party);
  await page.getByRole('button', { name: 'Ask for the hold' }).click();
  await device.on('Harbour Hall');
}

const standing = (device, words) =>
  device.page.locator('.standing .strong', { hasText: new RegExp(`^${words}$`) }).waitFor();

test('a hold without a signal is asked for, and its rank is not guessed', async () => {
  await phone.enter(ota, agent.email);
  await phone.visit('/holds');
  await phone.page.getByText('No holds yet').waitFor();
  await phone.offline();
  await phone.page.getByRole('link', { name: 'Hold a date' }).first().click();
  await phone.on('Hold a date');
  await judge(phone);
  await hold(phone, 'Paper Lanterns');
  await standing(phone, 'Asked for');
  await phone.page.getByText('The server gives the rank when it hears of it.').waitFor();
});

test('with the signal comes the rank', async () => {
  await phone.offline(false);
  await standing(phone, '1st hold');
  await phone.page.getByText('You have the first right to this date.').waitFor();
});

test('a colleague stands behind, and challenges', async () => {
  await desk.enter(ota, owner.email);
  await desk.visit('/holds/new');
  await hold(desk, 'The Decoys');
  await standing(desk, '2nd hold');
  await desk.page.getByText('One is before you.').waitFor();
  assert.equal(await desk.page.getByRole('button', { name: 'Confirm' }).count(), 0);
  await desk.page.getByRole('button', { name: 'Challenge' }).click();
  const sheet = desk.page.locator('hold-screen sheet-dialog');
  await sheet.getByText('24 hours').click();
  await sheet.getByRole('button', { name: 'Challenge' }).click();
  await desk.page.getByText('You challenged those before you. They have to answer.').waitFor();
  await judge(desk);
  await picture(desk, 'hold-desktop');
});

test('the agent sees the clock first, and confirms', async () => {
  await phone.visit('/holds');
  const first = phone.page.locator('section[aria-labelledby=challenged] hold-row');
  await first.getByText(/^(23 h \d\d min|1 day 0 h) to answer$/).waitFor();
  await judge(phone);
  await picture(phone, 'holds-phone');
  await phone.page.getByRole('link', { name: 'Month' }).click();
  await phone.page.locator('month-grid a').first().waitFor();
  await judge(phone);
  await phone.page.getByRole('link', { name: 'List' }).click();
  await first.getByRole('link').click();
  await phone.page.getByRole('button', { name: 'Confirm' }).click();
  await standing(phone, 'Confirmed');
  await standing(desk, '2nd hold');
  await desk.page.locator('.line .tag.good', { hasText: 'Confirmed' }).waitFor();
  await desk.page.getByText('Confirmed for Paper Lanterns.').waitFor();
  const challenge = desk.page.getByRole('button', { name: 'Challenge', exact: true });
  assert.equal(await challenge.count(), 0);
  await phone.says('Up to date');
});

test('the confirmed date becomes a show with one tap', async () => {
  await phone.page.getByRole('button', { name: 'Add the show' }).click();
  await phone.on('Paper Lanterns');
  const id = phone.page.url().split('/').at(-1);
  await phone.visit(`/shows/${id}/deal`);
  await phone.page.getByText('Start an offer').waitFor();
});

test('the offer asks what its kind needs, and guesses nothing', async () => {
  const { page } = phone;
  await page.getByText('Versus gross').click();
  await phone.on('Offer, version 1');
  assert.equal(await page.getByLabel('The guarantee is').count(), 0);
  await page.getByLabel('The share is of').selectOption({ label: 'Net after costs' });
  await page.getByText('Still to be said: “The guarantee is”').waitFor();
  await page.getByLabel('The guarantee is').selectOption({ label: 'Not among the costs' });
  await page.getByLabel('Guarantee', { exact: true }).fill('1000');
  await page.getByLabel('Artist’s share, %').fill('80');
  await page.getByText('€1,000.00 versus 80% of net').waitFor();
  await page.getByLabel('Ticket tax').selectOption({ label: 'None' });
  await judge(phone);
  await page.getByRole('button', { name: 'Save terms' }).click();
  await phone.on('Deal');
});

test('tickets and costs draw the curve, and the slider reads it', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Add tickets' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Standing');
  await page.getByLabel('Price', { exact: true }).fill('25');
  await page.getByLabel('How many').fill('200');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.entry', { hasText: '€25.00 × 200' }).waitFor();
  await page.getByRole('button', { name: 'Add costs' }).click();
  await page.getByLabel('What for').fill('Sound');
  await page.getByLabel('Amount').fill('955');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.entry', { hasText: '€955.00' }).waitFor();
  const slider = page.getByRole('slider');
  await slider.fill('100');
  await page.locator('.outcome .take dd', { hasText: '€1,236.00' }).waitFor();
  await page.locator('.outcome .split dd', { hasText: 'from 89 tickets' }).waitFor();
  await page.getByText('As a table').click();
  const row = page.locator('.outcomes tr', { has: page.getByText('200', { exact: true }) });
  assert.match(await row.innerText(), /€5,000\.00\s+€3,236\.00/);
  await page.getByText('As a table').click();
  await page.locator('outcome-curve').scrollIntoViewIfNeeded();
  await judge(phone);
  await picture(phone, 'deal-phone');
});

test('sent, countered, and a new version says what changed', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  await page.locator('status-badge[status=sent]').first().waitFor();
  await page.getByRole('button', { name: 'They countered' }).click();
  await page.getByRole('button', { name: 'New version' }).click();
  await phone.on('Offer, version 2');
  await page.getByLabel('Artist’s share, %').fill('85');
  await page.getByRole('button', { name: 'Save terms' }).click();
  await phone.on('Deal');
  await page.getByText('€1,000.00 versus 85% of net', { exact: true }).waitFor();
  const versions = page.locator('section[aria-labelledby=versions]');
  await versions.getByText('Artist’s share: 80% → 85%').waitFor();
  await page.getByRole('button', { name: 'Offer as text' }).click();
  const text = page.locator('.offer');
  assert.match(await text.innerText(), /Offer for Paper Lanterns, version 2/);
  assert.match(await text.innerText(), /Standing: €25\.00 × 200/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Accepted' }).click();
  await page.locator('status-badge[status=accepted]').first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Edit terms' }).count(), 0);
  // a draft beside what was accepted can still be sent or withdrawn
  await page.getByRole('button', { name: 'New version' }).click();
  await phone.on('Offer, version 3');
  await page.getByRole('link', { name: 'Cancel' }).click();
  const draft = page.locator('section[aria-label="Version 3"]');
  await page.locator('section[aria-label="Version 2"]').waitFor();
  await draft.getByRole('button', { name: 'Withdraw' }).click();
  await draft.waitFor({ state: 'detached' });
  await phone.says('Up to date');
  await desk.visit(new URL(page.url()).pathname);
  await desk.page.locator('section[aria-label="Version 3"]').waitFor({ state: 'detached' });
  const agreed = desk.page.locator('section[aria-label="Version 2"]');
  await agreed.getByText('€1,000.00 versus 85% of net').waitFor();
  await judge(desk);
  await picture(desk, 'deal-desktop');
});

test('a release cannot be undone, so it is asked once more, and the next moves up', async () => {
  await phone.visit('/holds');
  await phone.page.locator('hold-row', { hasText: 'Paper Lanterns' }).click();
  await phone.page.getByRole('button', { name: 'Release' }).click();
  await phone.page.getByText('The Decoys moves up in your place.').waitFor();
  await phone.page.getByRole('button', { name: 'Release the date' }).click();
  await standing(phone, 'Released');
  await desk.visit('/holds');
  await desk.page.locator('hold-row', { hasText: 'The Decoys' }).getByText('1st hold').waitFor();
});

test('a venue gets its stages, and its place by a tap on the map', async () => {
  const { page } = phone;
  await phone.visit(`/venues/${venue}`);
  await page.getByRole('button', { name: 'Add a stage' }).click();
  const sheet = page.locator('stage-section sheet-dialog');
  await sheet.getByLabel('Name').fill('Quay stage');
  await sheet.getByLabel('Capacity').fill('1200');
  await sheet.getByRole('button', { name: 'Add stage' }).click();
  await page.locator('stage-section .row', { hasText: '1,200 people' }).waitFor();
  await page.getByRole('link', { name: 'Set the position' }).click();
  await phone.on('Where it is');
  await page.locator('tour-map .world').click();
  const field = page.getByLabel('Coordinates or link of a map');
  assert.match(await field.inputValue(), /^5\d\.\d{1,5}, \d{1,2}\.\d{1,5}$/);
  await page.locator('tour-map .pin').waitFor();
  await judge(phone, 'venue-place-phone');
  await field.fill('53.5461, 9.9661');
  await page.getByRole('button', { name: 'Save position' }).click();
  await phone.on('Edit venue');
  await page.getByRole('link', { name: /^53\.5461, 9\.9661/ }).waitFor();
  await judge(phone, 'venue-phone');
  await phone.visit('/holds/new');
  await page.getByLabel('Venue', { exact: true }).fill('Harbour Hall');
  await page.getByLabel('Stage').selectOption({ label: 'Quay stage' });
});

test('crew see neither holds nor deals', async () => {
  const other = await openDevice(ota, { size: 'phone' });
  await other.enter(ota, crew.email);
  await other.visit('/holds');
  await other.page.locator('no-access').waitFor();
  const stored = await other.rows(organization, 'holds').catch(() => []);
  assert.deepEqual(stored, []);
  assert.deepEqual([...desk.troubles(), ...phone.troubles(), ...other.troubles()], []);
});
