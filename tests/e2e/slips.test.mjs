// What people mistype: each form names what is wrong beside its field, or what would be right, and
// keeps what was typed. Nothing of it reaches the server as a change that it has to refuse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { end, eventually, openDevice, startTeam } from './lib.mjs';

let ota, team, phone;
const made = {};

before(async () => {
  team = await startTeam('Paper Lanterns', { tm: 'manager', agent: 'booking', crew: 'crew' });
  ({ ota } = team);
  made.tour = await team.insert('tours', { name: 'Night Run', currency: 'EUR' });
  made.show = await team.insert('shows', {
    tour_id: made.tour,
    title: 'The Lanterns',
    date: '2027-05-05',
    city: 'Kiel',
  });
  await team.insert('budget_lines', {
    tour_id: made.tour,
    kind: 'cost',
    category: 'fuel',
    title: 'Diesel',
    planned_minor: 90_000,
    currency: 'EUR',
  });
  phone = await openDevice(ota, { size: 'phone' });
  await phone.enter(ota, team.tm.email);
});
after(() => end(ota));

const fill = async (values) => {
  for (const [name, text] of Object.entries(values))
    await phone.page.locator(`main [name="${name}"]`).first().fill(text);
};
const press = (name) => phone.page.getByRole('button', { name, exact: true }).click();
const said = (name) =>
  phone.page
    .locator(`main [name="${name}"]`)
    .first()
    .evaluate((box) => box.validationMessage);
/** What stands below a field, once it is told to be wrong. */
const below = async (name) => {
  const box = phone.page.locator(`main [name="${name}"][aria-invalid=true]`);
  await box.waitFor();
  const id = (await box.getAttribute('aria-describedby')).split(' ').at(-1);
  return phone.page.locator(`[id="${id}"]`).innerText();
};
const kept = (name) => phone.page.locator(`main [name="${name}"]`).first().inputValue();

test('dates in the wrong order are not taken, and what was typed stays', async () => {
  const cases = [
    ['/tours/new', { name: 'Autumn', starts_on: '2027-05-05', ends_on: '2027-05-01' }, 'ends_on'],
    ['/stays/new', { name: 'Inn', check_in_on: '2027-05-05', check_out_on: '2027-05-01' }],
    ['/holds/new', { venue: 'Molo', date: '2027-05-05', until: '2027-05-01', party: 'X' }, 'until'],
  ];
  for (const [where, values, field = 'check_out_on'] of cases) {
    await phone.visit(where);
    await fill(values);
    await phone.page.locator('main form button.primary').click();
    assert.match(await said(field), /05\/05\/2027|5 May 2027/, where);
    assert.equal(await kept(field), '2027-05-01');
  }
});

test('a year that was typed in short is not taken', async () => {
  await phone.visit('/tours/new');
  await fill({ name: 'Autumn', starts_on: '0027-05-05' });
  await press('Create tour');
  assert.match(await said('starts_on'), /1900/);
});

test('a time zone that no clock knows is not taken for the device’s own', async () => {
  await phone.visit(`/shows/new?tour=${made.tour}`);
  await fill({ title: 'Lanterns', date: '2027-05-06', zone: 'Mars/Base' });
  await press('Add show');
  assert.equal(await said('zone'), 'Choose a time zone such as Europe/Berlin.');
  await fill({ zone: 'Europe/Berlin' });
  assert.equal(await said('zone'), '');
});

test('what ends before it begins, and what arrives before it leaves, is told', async () => {
  await phone.visit(`/shows/new?tour=${made.tour}`);
  await fill({ title: 'Lanterns', date: '2027-05-06', starts: '20:00', ends: '19:00' });
  await press('Add show');
  assert.equal(await below('ends'), 'It would be over before it begins.');
  await phone.visit('/travel/new');
  await fill({ departs: '2027-05-05T10:00', arrives: '2027-05-05T09:00' });
  await press('Add journey');
  assert.equal(await below('arrives'), 'It would arrive before it leaves.');
  assert.equal(await kept('departs'), '2027-05-05T10:00');
});

test('more nights than can be held at once are told, not cut', async () => {
  await phone.visit('/holds/new');
  await fill({ venue: 'Molotow', date: '2027-05-05', until: '2027-06-30', party: 'The Lanterns' });
  await press('Ask for the hold');
  assert.equal(await below('until'), 'At most 14 nights at once.');
  assert.equal(await kept('party'), 'The Lanterns');
});

test('a share of merchandise is asked for as a percentage', async () => {
  await phone.visit('/venues/new');
  await fill({ name: 'Molotow', merch_rate: '150' });
  await press('Add venue');
  assert.equal(await below('merch_rate'), 'A percentage from 0 to 100.');
});

test('an invoice below zero says so, where it said nothing', async () => {
  await phone.visit('/invoices/new');
  await fill({ to_name: 'Molotow', 'lines.0.text': 'Taken off', 'lines.0.amount': '-5' });
  await press('Save draft');
  await phone.page
    .getByRole('alert')
    .getByText('An invoice comes to nothing or more: what is taken off is too much.')
    .waitFor();
  assert.equal(await kept('lines.0.amount'), '-5');
});

test('an organization without a name is asked for one, in words', async () => {
  await phone.visit('/organizations/new');
  await fill({ name: '   ' });
  await press('Create organization');
  assert.equal(await below('name'), 'What is it called?');
});

test('what is not here is told, whatever of it was asked for', async () => {
  const gone = '019a0000-0000-7000-8007-00000000dead';
  const wanted = ['money', 'guests', 'door'].map((what) => `/shows/${gone}/${what}`);
  for (const where of [...wanted, `/tours/${gone}/reports`]) {
    await phone.visit(where);
    await phone.on('Not found');
  }
});

test('a refused amount is told as money', async () => {
  await phone.visit(`/shows/${made.show}/money`);
  await phone.offline();
  await fill({ guarantee: '3600' });
  await press('Save');
  await phone.says('Offline, 1 change waiting');
  const { error } = await team.owner.client.from('shows').delete().eq('id', made.show);
  assert.equal(error, null);
  await phone.offline(false);
  await phone.says('1 change needs a look');
  await phone.visit('/conflicts');
  await phone.page.getByText('€3,600.00').waitFor();
  await phone.page.getByRole('button', { name: /^Seen/ }).click();
  await phone.says('Up to date');
});

test('a form that is saved as it was is no change that the server refuses', async () => {
  await phone.visit(`/tours/${made.tour}/edit`);
  await press('Save');
  await phone.on('Night Run');
  await phone.visit('/settings/sync');
  await phone.page.getByText('Nothing waits').waitFor();
  await phone.says('Up to date');
});

test('whose role is not told what was spent reads no sum of it', async () => {
  const agent = await openDevice(ota, { size: 'phone' });
  await agent.enter(ota, team.agent.email);
  await agent.visit(`/tours/${made.tour}/budget`);
  const cells = await eventually(async () => {
    const found = await agent.page.locator('.sums-table td').allInnerTexts();
    return found.length === 9 ? found : undefined;
  }, 'the sums');
  assert.deepEqual([cells[5], cells[8]], ['–', '–']);
  await agent.page.getByText('What was spent is not told to your role.').waitFor();
  assert.deepEqual(agent.troubles(), []);
});

test('who may not write advances is offered no link to one', async () => {
  const own = await openDevice(ota, { size: 'phone' });
  await own.enter(ota, team.crew.email);
  const show = await team.insert('shows', {
    tour_id: made.tour,
    title: 'The Lanterns',
    date: '2027-05-07',
  });
  await own.visit(`/share?show_id=${show}`);
  await own.page.getByRole('button', { name: 'Day sheet' }).waitFor();
  assert.equal(await own.page.getByRole('button', { name: /^Advance/ }).count(), 0);
  assert.deepEqual(own.troubles(), []);
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(phone.troubles(), []);
});
