// Two people and one show: what was written by both is decided field by field, by whoever it is.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { add, chapters, end, eventually, openDevice, startServer, uuid7 } from './lib.mjs';

const test = chapters();
const show = uuid7();
let ota;
let anna;
let ben;
let organization;
let phone;

before(async () => {
  ota = await startServer();
  anna = await ota.person('anna');
  ben = await ota.person('ben');
  organization = (await ota.organization(anna, 'Two Minds')).id;
  await ota.join(anna, organization, ben, 'manager');
  await add(anna, organization, 'shows', {
    id: show,
    title: 'Lantern Night',
    date: '2027-05-01',
    city: 'Gent',
    capacity: 400,
    notes: 'Bring candles.',
  });
  await anna.client.from('memberships').update({ name: 'Ben Exam' }).eq('user_id', ben.user.id);
  phone = await openDevice(ota, { size: 'phone' });
  await phone.enter(ota, anna.email);
});
after(() => end(ota));

async function write(values) {
  const { error } = await ben.client.from('shows').update(values).eq('id', show);
  assert.equal(error, null);
}

/** Anna edits without a signal while Ben writes the same fields; then she is back. */
async function bothWrite(mine, theirs) {
  await phone.visit(`/shows/${show}/edit`);
  await phone.offline();
  for (const [label, value] of Object.entries(mine))
    await phone.page.getByLabel(label, { exact: true }).fill(value);
  await phone.page.getByRole('button', { name: 'Save', exact: true }).click();
  await phone.on('Lantern Night');
  await write(theirs);
  await phone.offline(false);
  await phone.says('1 change needs a look');
  await phone.visit('/conflicts');
}

const questions = async () =>
  (
    await phone.page
      .getByRole('group')
      .filter({ has: phone.page.locator('.sides') })
      .all()
  ).length;
const group = (name) => phone.page.getByRole('group', { name });
const serverShow = async () =>
  (await anna.client.from('shows').select('capacity,city,notes').eq('id', show).single()).data;

test('both values stand side by side with their authors and times', async () => {
  await bothWrite({ Capacity: '500', City: 'Ulm' }, { capacity: 450, city: 'Kiel' });
  await group('Capacity').waitFor();
  await group('Capacity').locator('.value').nth(1).waitFor();
  assert.deepEqual(await group('Capacity').locator('.value').allInnerTexts(), ['450', '500']);
  const [theirs, mine] = await group('Capacity').locator('.who').allInnerTexts();
  assert.match(theirs, /^Ben Exam, .+\d\d:\d\d.* · stands now$/);
  assert.match(mine, /^You, on this device, sent .+\d\d:\d\d/);
  assert.equal(await questions(), 2);
});

test('a field that somebody writes again is no longer asked about', async () => {
  await write({ capacity: 470 });
  await group('Capacity').waitFor({ state: 'detached' });
  assert.equal(await questions(), 1);
  await phone.says('1 change needs a look');
});

test('with the last field the conflict is gone, and what became of it is told', async () => {
  await write({ city: 'Ulm' });
  await phone.page.getByText('Nothing to decide').waitFor();
  await phone.says('Up to date');
  const settled = phone.page.locator('section', { hasText: 'Settled since' });
  await settled.getByText(/^Settled by Ben Exam, /).waitFor();
  assert.match(await settled.innerText(), /Capacity\s+470, you wrote 500/);
});

test('mine for one field and theirs for another, each by one tap and at once', async () => {
  await bothWrite({ Capacity: '600', Notes: 'Bring lamps.' }, { capacity: 480, notes: 'No fire.' });
  await group('Notes').getByRole('button', { name: 'Use mine' }).click();
  await group('Notes').waitFor({ state: 'detached' });
  await eventually(
    async () => ((await serverShow()).notes === 'Bring lamps.' ? true : undefined),
    'the notes on the server',
  );
  // a half decided conflict survives a new start
  await phone.goto('/conflicts');
  await group('Capacity').waitFor();
  assert.equal(await questions(), 1);
  await group('Capacity').getByRole('button', { name: 'Keep theirs' }).click();
  await phone.page.getByText('Nothing to decide').waitFor();
  await phone.says('Up to date');
  assert.deepEqual(await serverShow(), { capacity: 480, city: 'Ulm', notes: 'Bring lamps.' });
});

test('undo brings the question back', async () => {
  await bothWrite({ Capacity: '700' }, { capacity: 490 });
  await group('Capacity').getByRole('button', { name: 'Use mine' }).click();
  await phone.page.getByText('Nothing to decide').waitFor();
  await eventually(
    async () => ((await serverShow()).capacity === 700 ? true : undefined),
    'the capacity on the server',
  );
  await phone.page
    .locator('.toast', { hasText: 'Your value is used' })
    .last()
    .getByRole('button', { name: 'Undo' })
    .click();
  await group('Capacity').waitFor();
  await eventually(
    async () => ((await serverShow()).capacity === 490 ? true : undefined),
    'the capacity of before',
  );
  await phone.says('1 change needs a look');
  await group('Capacity').getByRole('button', { name: 'Keep theirs' }).click();
  await phone.says('Up to date');
});

test('a deletion of mine that lost is told as mine', async () => {
  await phone.visit(`/shows/${show}`);
  await phone.offline();
  await phone.visit(`/shows/${show}/edit`);
  await phone.page.getByRole('button', { name: 'Delete show' }).click();
  await phone.says('Offline, 1 change waiting');
  await write({ city: 'Bonn' });
  await phone.offline(false);
  await phone.says('1 change needs a look');
  await phone.visit('/conflicts');
  await phone.page
    .getByText('You deleted this while Ben Exam was changing it. It is still here.')
    .waitFor();
  const { error } = await ben.client.from('shows').delete().eq('id', show);
  assert.equal(error, null);
  await phone.page.getByText('Nothing to decide').waitFor();
  await phone.says('Up to date');
});

test('nothing was logged, refused or blocked', () => {
  assert.deepEqual(phone.troubles(), []);
});
