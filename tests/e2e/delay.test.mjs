// A delay and the four limits of an evening, on a phone without a signal: the curfew, the hands paid
// by the hour, the bus call and the driver's hours, each with its choices. With OTA_SCREENSHOTS=1 it
// also renews its pictures.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, counted, end, openDevice, picture, startTeam, uuid7 } from './lib.mjs';

const test = chapters();

const TODAY = '2027-05-01';
const EVENING = `${TODAY}T16:50:00Z`;
const zone = 'Europe/Berlin';
const id = Object.fromEntries(
  ['tour', 'show', 'next', 'doors', 'support', 'changeover', 'set', 'loadOut', 'bus'].map(
    (name) => [name, uuid7()],
  ),
);

let ota;
let owner;
let organization;
let insert;
let phone;

before(async () => {
  ({ ota, owner, organization, insert } = await startTeam('Paper Lanterns'));
  await plan();
  await times();
  await drive();
  phone = await openDevice(ota, { size: 'phone', theme: 'dark', at: EVENING });
});
after(() => end(ota));

async function plan() {
  await insert('tours', {
    id: id.tour,
    name: 'Lantern Tour',
    starts_on: TODAY,
    ends_on: '2027-05-02',
    driver_rule: 'eu',
  });
  const show = { tour_id: id.tour, zone };
  await insert('shows', { id: id.show, title: 'Lantern Night', date: TODAY, ...show });
  await insert('shows', { id: id.next, title: 'Lantern Morning', date: '2027-05-02', ...show });
}

/** In Berlin: doors 19:00, support 20:00, set 21:10, load-out 22:40; curfew 23:00, bus call 00:15. */
async function times() {
  const item = (name, kind, title, from, to, more) => ({
    id: id[name] ?? uuid7(),
    show_id: id.show,
    kind,
    title,
    starts_at: `${TODAY}T${from}:00Z`,
    ends_at: to && `${TODAY}T${to}:00Z`,
    zone,
    after_id: null,
    offset_minutes: null,
    is_hard: false,
    ...more,
  });
  const behind = (name, minutes) => ({ after_id: id[name], offset_minutes: minutes });
  await insert('schedule_items', [
    item('doors', 'doors', 'Doors', '17:00', null),
    item('support', 'support', 'Support', '18:00', '18:40', behind('doors', 60)),
    item('changeover', 'changeover', 'Changeover', '18:40', '19:10', behind('support', 40)),
    item('set', 'set', 'Paper Lanterns', '19:10', '20:30', behind('changeover', 30)),
    item('loadOut', 'load_out', 'Load-out', '20:40', '21:40', behind('set', 90)),
    item('', 'curfew', 'Curfew', '21:00', null, { is_hard: true }),
    item('', 'travel', 'Bus call', '22:15', null, { is_hard: true }),
  ]);
  await insert('labour_calls', {
    show_id: id.show,
    job: 'Loaders',
    heads: 4,
    starts_at: `${TODAY}T20:40:00Z`,
    ends_at: `${TODAY}T21:40:00Z`,
    minimum_minutes: 60,
  });
}

/** The driver came from 14:30 on, and leaves at 00:30 for less than three hours. */
async function drive() {
  const bus = { tour_id: id.tour, mode: 'bus', departs_zone: zone, arrives_zone: zone };
  await insert('travel', [
    {
      ...bus,
      id: uuid7(),
      show_id: id.show,
      title: 'Bus in',
      departs_at: `${TODAY}T12:30:00Z`,
      arrives_at: `${TODAY}T15:30:00Z`,
    },
    {
      ...bus,
      id: id.bus,
      show_id: id.next,
      title: 'Night bus',
      departs_at: `${TODAY}T22:30:00Z`,
      arrives_at: '2027-05-02T01:15:00Z',
    },
  ]);
}

const broken = (words) => phone.page.locator('.breaks li', { hasText: words });

/** What one problem offers, in the order of its buttons. */
const choices = async (words) =>
  (await broken(words).getByRole('button').allInnerTexts()).map((one) => one.trim());

test('75 minutes late meets four limits, each said with what could be done about it', async () => {
  await phone.enter(ota, owner.email);
  await phone.visit(`/shows/${id.show}`);
  await phone.untilInstalled();
  await phone.offline();
  const { page } = phone;
  await page.getByRole('button', { name: 'Running late' }).click();
  await page.locator('#late-item').selectOption(id.doors);
  for (let shown = 15; shown < 75; shown += 5)
    await page.getByRole('button', { name: '5 minutes more' }).click();
  await counted(page.locator('.breaks li'), 4);
  const cuts = (least) => [
    `Cut Paper Lanterns by ${Math.min(20, least)} min`,
    `Cut Changeover by ${Math.min(15, least)} min`,
    `Cut Support by ${Math.min(15, least)} min`,
  ];
  assert.deepEqual(await choices('Paper Lanterns goes 45 min past Curfew 23:00'), [
    ...cuts(45),
    'Curfew is agreed',
  ]);
  assert.deepEqual(await choices('4 × Loaders are paid 1 h 15 min more than called for.'), [
    ...cuts(75),
    'That is agreed',
  ]);
  assert.deepEqual(await choices('Load-out goes 40 min past Bus call 00:15'), [
    ...cuts(40),
    'Bus call is agreed',
  ]);
  assert.deepEqual(await choices('Load-out runs 25 min into Night bus 00:30'), [
    ...cuts(25),
    'Move Night bus by 25 min',
  ]);
  await picture(phone, 'late-limits-phone');
});

test('a bus that leaves later keeps its driver on duty too long, and says so', async () => {
  await broken('Night bus 00:30').getByRole('button', { name: 'Move Night bus' }).click();
  const words = 'Night bus: the driver is on duty 10 min longer than the rules allow.';
  await broken(words).waitFor();
  assert.deepEqual(await choices(words), [
    'Cut Paper Lanterns by 10 min',
    'Cut Changeover by 10 min',
    'Cut Support by 10 min',
    'That is agreed',
  ]);
  await broken(words).scrollIntoViewIfNeeded();
  await picture(phone, 'late-driver-phone');
});

test('a cut before it lets the bus leave earlier again, and the driver is within hours', async () => {
  await broken('on duty').getByRole('button', { name: 'Cut Changeover by 10 min' }).click();
  await broken('on duty').waitFor({ state: 'detached' });
  await phone.page.getByRole('button', { name: 'Night bus +15 min' }).waitFor();
  assert.equal(await broken('Night bus 00:30').count(), 0);
});

test('what is agreed is done with, and one tap writes it all, the bus too', async () => {
  const { page } = phone;
  await broken('Curfew').getByRole('button', { name: 'Curfew is agreed' }).click();
  await broken('Loaders').getByRole('button', { name: 'That is agreed' }).click();
  await broken('Bus call').getByRole('button', { name: 'Bus call is agreed' }).click();
  await page.getByText('Nothing breaks.').waitFor();
  await page.getByRole('button', { name: 'Move 6 times' }).click();
  await page.locator('delay-form').waitFor({ state: 'detached' });
  const line = (at, title) =>
    page
      .locator('time-line li', { has: page.getByText(at, { exact: true }) })
      .filter({ hasText: title })
      .waitFor();
  await line('20:15', 'Doors');
  await line('00:45', 'Night bus');
  await line('00:15', 'Bus call');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await line('19:00', 'Doors');
  await line('00:30', 'Night bus');
});

test('nothing went wrong on the phone', () => {
  assert.deepEqual(phone.troubles(), []);
});
