// An advance from its first question to its lock: begun without a signal, sent as a link, answered by
// the venue without an account, watched across the tour, and locked when it is approved.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, eventually, openDevice, picture, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const [tour, venueId] = [uuid7(), uuid7()];
const shows = { lantern: uuid7(), harbour: uuid7() };
const BUS = 'Where do bus and trailer park, and until when may they stay?';
const LIMIT = 'What is the sound limit, over what time, and where is it measured?';

let ota;
let owner;
let booking;
let organization;
let insert;
let ours;
let desk;
let venue;

before(async () => {
  ({ ota, owner, booking, organization, insert } = await startTeam('Paper Lanterns', {
    booking: 'booking',
  }));
  await insert('tours', { id: tour, name: 'Lantern Tour', artist: 'The Lanterns' });
  await insert('venues', { id: venueId, name: 'Molotow', city: 'Hamburg', kind: 'club' });
  for (const [name, date] of [
    ['lantern', '2027-05-01'],
    ['harbour', '2027-05-03'],
  ])
    await insert('shows', {
      id: shows[name],
      tour_id: tour,
      venue_id: venueId,
      title: `The Lanterns, ${name}`,
      date,
      status: 'confirmed',
    });
  [ours, desk, venue] = await Promise.all([
    openDevice(ota, { size: 'phone', theme: 'dark' }),
    openDevice(ota, { size: 'desktop' }),
    openDevice(ota, { size: 'phone' }),
  ]);
  await ours.enter(ota, owner.email);
  await desk.enter(ota, booking.email);
});
after(() => end(ota));

const line = (device, question) => device.page.locator('li', { hasText: question });
const advanceOf = async (show) =>
  (await owner.client.from('advances').select().eq('show_id', show)).data[0];

test('without a signal it begins from the usual questions, and an answer is noted', async () => {
  await ours.visit(`/shows/${shows.lantern}`);
  await ours.offline();
  await ours.visit(`/shows/${shows.lantern}/advance`);
  await ours.page.getByLabel('Questions').selectOption({ label: 'The usual questions (43)' });
  await ours.page.getByLabel('Who answers').fill('Karla Kessel');
  await ours.page.getByLabel('Their e-mail').fill('karla@example.test');
  await ours.page.getByRole('button', { name: 'Begin the advance' }).click();
  await ours.page.getByText('Not sent yet').waitFor();
  await line(ours, LIMIT).locator('.plain-main').click();
  await ours.page.getByRole('textbox', { name: 'Answer' }).fill('99 dB(A) over 30 minutes at FOH');
  await ours.page.getByLabel('Told by').fill('Karla on the phone');
  await ours.page.getByLabel('Settled, nothing is open about it').check();
  await ours.page.getByRole('button', { name: 'Save' }).click();
  await line(ours, LIMIT).getByText('Karla on the phone (us)').waitFor();
  await ours.page.getByText('42 open').first().waitFor();
});

test('the link is made on the spot, with its mail, and works once there is a signal', async () => {
  await ours.page.getByRole('button', { name: 'Send', exact: true }).click();
  await ours.page.getByRole('button', { name: 'Make the link' }).click();
  await ours.page.getByText('The link opens as soon as this device has a signal.').waitFor();
  const text = await ours.page.locator('send-sheet pre').innerText();
  assert.match(text, /^Hello Karla Kessel,/);
  assert.match(text, /for The Lanterns at Molotow on Sat,? 1 May 2027 there are 43 questions/);
  await ours.offline(false);
  await ours.page.getByText(/^\s*Opens until/).waitFor();
  await ours.page.getByRole('button', { name: 'Close', exact: true }).click();
  await ours.page.getByText('Sent, waiting for answers').waitFor();
  const [address] = /http\S+\/s\/\S+/.exec(text);
  await venue.goto(address);
  await venue.on('Molotow, Hamburg');
});

test('the venue answers without an account, and the answer stands here with who and when', async () => {
  await venue.page.getByLabel('Who are you?').fill('Karla Kessel');
  await venue.page.getByLabel(BUS).fill('In the yard, until noon');
  await venue.page.getByLabel(BUS).blur();
  await venue.page.getByText(/Answered · Karla Kessel/).waitFor();
  await line(ours, BUS).getByText('In the yard, until noon').waitFor();
  await line(ours, BUS).getByText('Karla Kessel (venue),').waitFor();
  await picture(ours, 'advance-phone');
  await line(ours, BUS)
    .getByRole('button', { name: /^Settled/ })
    .click();
  await ours.page.getByText('41 open').first().waitFor();
});

test('across the tour it is seen what is open, and one tap leads there', async () => {
  await ours.visit(`/tours/${tour}/advance`);
  await ours.page.getByRole('link', { name: '6 left: Hamburg, Arrival' }).waitFor();
  await ours.page.getByText('3 May · not begun').waitFor();
  await ours.page.getByRole('link', { name: '4 left: Hamburg, Sound' }).click();
  await ours.on('Advance');
  await ours.page.getByRole('heading', { name: 'Sound' }).waitFor();
  assert.equal(await ours.page.getByRole('heading', { name: 'Arrival' }).count(), 0);
  assert.equal(await line(ours, LIMIT).count(), 0);
});

test('approved it is locked: what comes late is refused and told, and who decides opens it', async () => {
  await desk.visit(`/shows/${shows.lantern}/advance`);
  await line(desk, BUS).waitFor();
  await desk.offline();
  await line(desk, BUS).locator('.plain-main').click();
  await desk.page.getByRole('textbox', { name: 'Answer' }).fill('On the street');
  await desk.page.getByRole('button', { name: 'Save' }).click();
  await ours.visit(`/shows/${shows.lantern}/advance`);
  await ours.page.getByRole('button', { name: 'Approve', exact: true }).click();
  await ours.page.getByText('Approved and locked').waitFor();
  await ours.says('Up to date');
  assert.equal((await advanceOf(shows.lantern)).status, 'approved');
  await desk.offline(false);
  await desk.says('1 change needs a look');
  await line(desk, BUS).getByText('In the yard, until noon').waitFor();
  assert.equal(await desk.page.getByRole('button', { name: 'Open again' }).count(), 0);
  assert.equal(await line(desk, BUS).locator('.plain-main').count(), 0);
  await desk.visit('/conflicts');
  await desk.page.getByText('this advance is approved and locked').waitFor();
  await ours.page.getByRole('button', { name: 'Open again' }).click();
  await ours.page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
});

test("the usual questions become a template of one's own, and the next advance begins from it", async () => {
  await desk.visit('/advance-templates');
  await desk.page.getByRole('button', { name: 'Copy the usual questions' }).click();
  await desk.on('Template');
  await desk.page.getByLabel('Name').fill('Small rooms');
  await desk.page.getByLabel('Questions of section 1').fill(`${BUS}\nIs there a dog in the yard?`);
  await desk.page.getByRole('button', { name: 'Save' }).click();
  await desk.page.getByRole('link', { name: /Small rooms/ }).waitFor();
  await desk.visit(`/shows/${shows.harbour}/advance`);
  await desk.page.getByLabel('Questions').selectOption({ label: 'Small rooms (38)' });
  await desk.page.getByRole('button', { name: 'Begin the advance' }).click();
  await line(desk, 'Is there a dog in the yard?').waitFor();
  const { sections } = await eventually(
    () => advanceOf(shows.harbour),
    'the advance is on the server',
  );
  const [arrival] = sections;
  assert.deepEqual(
    arrival.questions.map(({ key }) => key),
    ['parking', 'is_there_a_dog'],
  );
});

test('two people change a template offline: each is told what the other did, and both are used', async () => {
  const cat = 'Is there a cat in the yard?';
  const lift = 'Is there a lift?';
  await desk.says('1 change needs a look'); // the late answer, from now on with another
  for (const [device, questions] of [
    [ours, `${BUS}\n${lift}`],
    [desk, `${BUS}\nIs there a dog in the yard?\n${cat}`],
  ]) {
    await device.visit('/advance-templates');
    await device.page.getByRole('link', { name: /Small rooms/ }).waitFor();
    await device.offline();
    await device.page.getByRole('link', { name: /Small rooms/ }).click();
    await device.on('Template');
    await device.page.getByLabel('Questions of section 1').fill(questions);
    await device.page.getByRole('button', { name: 'Save' }).click();
    await device.on('Advance templates');
  }
  await ours.offline(false);
  await ours.says('Up to date');
  await desk.offline(false);
  await desk.says('2 changes need a look');
  await desk.visit('/conflicts');
  const both = desk.page.getByRole('group', { name: 'Sections' });
  await both.locator('.value').nth(1).waitFor();
  await desk.page.getByRole('link', { name: 'Small rooms' }).waitFor();
  assert.deepEqual(await both.locator('.value').allInnerTexts(), [
    `Arrival: adds “${lift}”\nArrival: takes out “Is there a dog in the yard?”`,
    `Arrival: adds “${cat}”`,
  ]);
  await both.getByRole('button', { name: 'Use both' }).click();
  await both.waitFor({ state: 'detached' });
  const joined = async () => {
    const { data } = await owner.client.from('advance_templates').select('sections').single();
    const texts = data.sections[0].questions.map(({ text }) => text);
    return texts.includes(cat) ? texts : undefined;
  };
  assert.deepEqual(await eventually(joined, 'the joined template'), [BUS, lift, cat]);
  const [first] = (await owner.client.from('advance_templates').select('sections').single()).data
    .sections;
  assert.equal(first.questions[0].key, 'parking');
});

test('nothing went wrong on any of the three', () => {
  assert.deepEqual([...ours.troubles(), ...desk.troubles(), ...venue.troubles()], []);
});
