// Who sees what, as people use it: a line of the schedule is hidden and shown while somebody looks, and
// each keeps their own private details.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, eventually, openDevice, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const show = uuid7();
const people = { carla: uuid7(), otto: uuid7() };

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
  await insert('people', { id: people.carla, name: 'Carla Example', user_id: crew.user.id });
  await insert('people', { id: people.otto, name: 'Otto Example' });
  await insert('shows', { id: show, title: 'Lantern Night', date: '2027-05-01' });
  await insert('schedule_items', {
    show_id: show,
    kind: 'call',
    title: 'Lobby call',
    starts_at: '2027-05-01T09:00:00Z',
    zone: 'Europe/Berlin',
  });
  await insert('person_profiles', { person_id: people.otto, passport_number: 'OTTO0001' });
  [desk, phone] = await Promise.all([
    openDevice(ota, { size: 'desktop' }),
    openDevice(ota, { size: 'phone' }),
  ]);
});
after(() => end(ota));

const line = (device) => device.page.locator('time-line .what', { hasText: 'Lobby call' });

/** Opens the line on the desk, does something with who sees it, and saves. */
async function decide(choose) {
  await line(desk).click();
  const form = desk.page.locator('schedule-item-form');
  await choose(form);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

/** Waits until the phone's storage holds the words, or nothing of them. */
const untilStored = (words, isThere) =>
  eventually(
    async () =>
      JSON.stringify(await phone.stored()).includes(words) === isThere ? true : undefined,
    `${words} ${isThere ? 'on' : 'gone from'} the phone`,
  );

test("a line that is hidden vanishes from the crew member's phone, on screen and in storage", async () => {
  await desk.enter(ota, owner.email);
  await phone.enter(ota, crew.email);
  await desk.visit(`/shows/${show}`);
  await phone.visit(`/shows/${show}`);
  await line(phone).waitFor();
  await decide((form) => form.getByText('Management', { exact: true }).click());
  await line(phone).waitFor({ state: 'detached' });
  await untilStored('Lobby call', false);
  await desk.page.getByText('Management only').waitFor();
});

test('it comes back for those who are picked', async () => {
  await decide(async (form) => {
    await form.getByText('Only those picked').click();
    await form.getByText('Nobody is picked yet, so only management sees it.').waitFor();
    await form.getByText('Otto Example').click();
    await form.getByText('Otto Example sees it once their account is linked.').waitFor();
    await form.getByText('Carla Example').click();
  });
  await line(phone).waitFor();
  await untilStored('Lobby call', true);
});

test("private details are one's own", async () => {
  await phone.visit('/settings');
  await phone.page.getByRole('link', { name: 'Your private details' }).click();
  await phone.on('Carla Example');
  await phone.page.getByRole('link', { name: 'Add private details' }).click();
  await phone.on('Private details');
  await phone.page.getByLabel('Passport number').fill('CARLA0001');
  await phone.page.getByLabel('Meals').selectOption({ label: 'Gluten free' });
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await phone.on('Carla Example');
  await phone.page.getByText('CARLA0001').waitFor();
  await phone.page.getByText('Gluten free').waitFor();
  await desk.visit(`/people/${people.carla}`);
  await desk.page.getByText('CARLA0001').waitFor();
  await phone.visit(`/people/${people.otto}`);
  await phone.on('Otto Example');
  assert.equal(await phone.page.getByRole('heading', { name: 'Private details' }).count(), 0);
  await phone.visit(`/people/${people.otto}/private`);
  await phone.page.locator('no-access').waitFor();
  await untilStored('OTTO0001', false);
});

test('nothing went wrong in either browser', () => {
  assert.deepEqual([...desk.troubles(), ...phone.troubles()], []);
});
