// Two doors check in one guest list without a signal: each lets in what it holds, one gives the other
// what it asks for, and afterwards everybody counts the same.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, eventually, openDevice, picture, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const show = uuid7();
const list = uuid7();
const doors = { front: uuid7(), yard: uuid7() };
const CROWD = 2000;
const KEYSTROKE_MS = 16;

let ota;
let owner;
let crew;
let organization;
let insert;
const at = {};

before(async () => {
  ({ ota, owner, crew, organization, insert } = await startTeam('Paper Lanterns', {
    crew: 'crew',
  }));
  await insert('shows', [{ id: show, title: 'Lantern Night', date: '2027-05-01' }]);
  await insert('guest_lists', [{ id: list, show_id: show, name: 'Artist', allotment: 4000 }]);
  await insert('doors', [
    { id: doors.front, show_id: show, name: 'Front' },
    { id: doors.yard, show_id: show, name: 'Yard' },
  ]);
  const guest = (name, plus) => ({
    id: uuid7(),
    guest_list_id: list,
    name,
    plus,
    status: 'approved',
  });
  await insert('guests', [
    guest('Ånders Party', 3),
    guest('Berta Alone', 0),
    guest('Cleo Pair', 1),
    { ...guest('Dora Denied', 0), status: 'denied' },
  ]);
  for (const door of ['front', 'yard']) {
    at[door] = await openDevice(ota, { size: 'phone', theme: 'dark' });
    await at[door].enter(ota, owner.email);
  }
});
after(() => end(ota));

/** What the server holds of a guest: heads in, heads held by each door. */
async function truth(name) {
  const { data: guests } = await owner.client.from('guests').select('id').eq('name', name);
  const id = guests[0].id;
  const { data: shares } = await owner.client.from('door_shares').select().eq('guest_id', id);
  const { data: admissions } = await owner.client.from('admissions').select().eq('guest_id', id);
  const heads = (rows, door) =>
    rows.filter(({ door_id }) => door_id === door).reduce((sum, row) => sum + row.heads, 0);
  return {
    front: [heads(shares, doors.front), heads(admissions, doors.front)],
    yard: [heads(shares, doors.yard), heads(admissions, doors.yard)],
  };
}

const row = (device, name) => device.page.locator('virtual-list li', { hasText: name });
const button = (device, name, label) => row(device, name).getByRole('button', { name: label });
const inAll = (device, words) =>
  device.page.locator('app-bar .under', { hasText: new RegExp(`^\\s*${words}`) }).waitFor();

test('places are shared out evenly while there is a signal', async () => {
  for (const [door, name] of [
    ['front', 'Front'],
    ['yard', 'Yard'],
  ]) {
    await at[door].visit(`/shows/${show}/door`);
    await at[door].page.locator('.segments label', { hasText: name }).click();
    await at[door].on(name);
    await at[door].page.locator('virtual-list').waitFor();
  }
  const { page } = at.front;
  await page.getByText('7 places').waitFor();
  await page.getByRole('button', { name: 'Evenly' }).click();
  await page.getByText('are at no door yet').waitFor({ state: 'detached' });
  await at.front.says('Up to date');
  assert.deepEqual(await truth('Ånders Party'), { front: [2, 0], yard: [2, 0] });
  assert.deepEqual(await truth('Cleo Pair'), { front: [1, 0], yard: [1, 0] });
  await button(at.yard, 'Ånders', /^Admit 2/).waitFor();
  await picture(at.front, 'door-phone');
});

test('without a signal each door lets in what it holds and nobody beyond it', async () => {
  await Promise.all([at.front.offline(), at.yard.offline()]);
  for (const door of ['front', 'yard']) {
    await button(at[door], 'Ånders', /^Admit 2/).click();
    await row(at[door], 'Ånders').getByText('2 of 4 in').waitFor();
    assert.equal(await button(at[door], 'Ånders', /^Admit/).count(), 0);
    await button(at[door], 'Cleo', /^Admit 1/).click();
    await row(at[door], 'Cleo').getByText('1 of 2 in').waitFor();
  }
  await inAll(at.front, '3 of 7 in');
});

test('part of a party comes in, and what was tapped by mistake is taken back', async () => {
  const holder = (await truth('Berta Alone')).front[0] === 1 ? at.front : at.yard;
  const other = holder === at.front ? at.yard : at.front;
  await button(holder, 'Berta', /^Admit/).click();
  await row(holder, 'Berta').getByText('In', { exact: true }).first().waitFor();
  await row(holder, 'Berta').locator('.plain-main').click();
  await holder.page.getByRole('button', { name: 'Take back' }).click();
  await holder.page.getByRole('button', { name: 'Close', exact: true }).click();
  await button(holder, 'Berta', /^Admit/).waitFor();
  await button(other, 'Berta', /^Ask/).waitFor();
});

test('who was declined is found by name and not let in', async () => {
  await at.front.page.getByLabel('Search by name').fill('dora');
  await row(at.front, 'Dora').getByText('Declined').waitFor();
  assert.equal(await row(at.front, 'Dora').getByRole('button', { name: /Admit/ }).count(), 0);
  await at.front.page.getByLabel('Search by name').fill('anders');
  await row(at.front, 'Ånders').waitFor();
  await at.front.page.getByLabel('Search by name').fill('');
});

test('back online all doors count the same and nobody was let in twice', async () => {
  await Promise.all([at.front.offline(false), at.yard.offline(false)]);
  await Promise.all([inAll(at.front, '6 of 7 in'), inAll(at.yard, '6 of 7 in')]);
  assert.deepEqual(await truth('Ånders Party'), { front: [2, 2], yard: [2, 2] });
  assert.deepEqual(await truth('Cleo Pair'), { front: [1, 1], yard: [1, 1] });
});

test('a door that asks is given the place by the door that holds it', async () => {
  const isFront = (await truth('Berta Alone')).front[0] === 1;
  const asker = isFront ? at.yard : at.front;
  await button(asker, 'Berta', /^Ask/).click();
  await button(asker, 'Berta', /^Admit/).waitFor();
  await button(asker, 'Berta', /^Admit/).click();
  await Promise.all([inAll(at.front, '7 of 7 in'), inAll(at.yard, '7 of 7 in')]);
  const expected = isFront ? { front: [0, 0], yard: [1, 1] } : { front: [1, 1], yard: [0, 0] };
  await eventually(async () => {
    const found = await truth('Berta Alone');
    return JSON.stringify(found) === JSON.stringify(expected) ? found : undefined;
  }, 'the place moved with its guest');
});

test('asked for without a signal, a place is not given out before the server has given it', async () => {
  await insert('guests', [{ guest_list_id: list, name: 'Emil Late', status: 'approved' }]);
  await button(at.yard, 'Emil', /^Ask/).waitFor();
  await at.yard.offline();
  await button(at.yard, 'Emil', /^Ask/).click();
  await row(at.yard, 'Emil').getByText('Asked for 1').waitFor();
  assert.equal(await button(at.yard, 'Emil', /^Admit/).count(), 0);
  await at.yard.offline(false);
  await button(at.yard, 'Emil', /^Admit/).waitFor();
});

test('a crew member asks for a guest, and does not check in', async () => {
  const phone = await openDevice(ota, { size: 'phone' });
  at.crew = phone;
  await phone.enter(ota, crew.email);
  await phone.visit(`/shows/${show}/guests`);
  await phone.page.getByRole('button', { name: 'Ask for a guest' }).click();
  await phone.page.getByLabel('Name').fill('Fritz Friend');
  await phone.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await phone.page.getByText('Asked for · 1 person').waitFor();
  assert.equal(await phone.page.getByText('Berta').count(), 0);
  await phone.visit(`/shows/${show}/door`);
  await phone.page.locator('no-access').waitFor();
  await at.front.visit(`/shows/${show}/guests`);
  await at.front.page.getByRole('button', { name: 'Approve Fritz Friend' }).click();
  await phone.visit(`/shows/${show}/guests`);
  await phone.page.getByText('Approved · 1 person').waitFor();
  assert.deepEqual(phone.troubles(), []);
});

test('a locked list asks nobody, and who was asked for without a signal is refused and told', async () => {
  const { page } = at.crew;
  const ask = page.getByRole('button', { name: 'Ask for a guest' });
  await at.crew.offline();
  await ask.click();
  await page.getByLabel('Name').fill('Gesa Tardy');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('Asked for · 1 person').waitFor();
  await at.front.page.getByRole('button', { name: 'Lock' }).click();
  await at.front.page.getByText('Locked', { exact: true }).waitFor();
  await at.front.says('Up to date');
  await at.crew.offline(false);
  await at.crew.says('1 change needs a look');
  await page.getByText('Locked', { exact: true }).waitFor();
  assert.equal(await ask.count(), 0);
  await at.crew.visit('/conflicts');
  await page.getByText('this guest list is locked').waitFor();
  await at.front.page.getByRole('button', { name: 'Unlock' }).click();
  await at.front.says('Up to date');
  assert.deepEqual(at.crew.troubles(), []);
});

test('a second device at a door is told whose it is, and gets a door of its own', async () => {
  const third = await openDevice(ota, { size: 'phone', theme: 'dark' });
  await third.enter(ota, owner.email);
  await third.visit(`/shows/${show}/door`);
  await third.page.getByText('One device to a door').waitFor();
  await third.page.locator('.segments label', { hasText: 'Yard' }).click();
  await third.page.getByText('Another device of yours is here').waitFor();
  assert.equal(await third.page.locator('virtual-list').count(), 0);
  await picture(third, 'door-taken-phone');
  await third.page.getByRole('button', { name: 'A second door here' }).click();
  await third.on('Yard 2');
  await third.page.locator('virtual-list').waitFor();
  assert.deepEqual(third.troubles(), []);
  await third.close();
});

test('the places of a lost device are taken back, and what it tells late lets in nobody twice', async () => {
  await insert('guests', [
    { guest_list_id: list, name: 'Greta Gone', plus: 1, status: 'approved' },
  ]);
  await at.front.visit(`/shows/${show}/door`);
  await at.front.page.getByText('3 places').waitFor(); // with the one of Fritz
  await at.front.page.getByRole('button', { name: 'All to Yard', exact: true }).click();
  await button(at.yard, 'Greta', /^Admit 2/).waitFor();
  await at.yard.offline();
  await button(at.yard, 'Greta', /^Admit 2/).click();
  await row(at.yard, 'Greta').getByText('All 2 in').waitFor();
  await button(at.front, 'Greta', /^Ask/).click();
  await row(at.front, 'Greta').getByText('Asked for 2').waitFor();
  await row(at.front, 'Greta').locator('.plain-main').click();
  await at.front.page.getByText('Yard does not answer?').click();
  await at.front.page.getByText('they could then come in a second time').waitFor();
  await picture(at.front, 'door-lost-phone');
  await at.front.page.getByRole('button', { name: 'Take 2 from Yard' }).click();
  await at.front.page.getByRole('button', { name: 'Admit 1' }).waitFor();
  await at.front.page.getByRole('button', { name: 'Close', exact: true }).click();
  await button(at.front, 'Greta', /^Admit 2/).click();
  await row(at.front, 'Greta').getByText('All 2 in').waitFor();
  await at.front.says('Up to date');
  await at.yard.offline(false);
  await at.yard.says('1 change needs a look');
  await at.yard.visit('/conflicts');
  await at.yard.page.getByText('this door has 0 places left for this guest').waitFor();
  assert.deepEqual(await truth('Greta Gone'), { front: [2, 2], yard: [0, 0] });
});

test('a door is taken over from a device, which is then told', async () => {
  await at.yard.visit(`/shows/${show}/door`);
  await at.front.page.locator('.segments label', { hasText: /^\s*Yard\s*$/ }).click();
  await at.front.page.getByRole('button', { name: 'Take over Yard' }).click();
  await at.front.page.getByText('they could then come in a second time').waitFor();
  await at.front.page.getByRole('button', { name: 'Check in here instead' }).click();
  await at.front.page.locator('virtual-list').waitFor();
  await at.front.on('Yard');
  await at.yard.visit(`/shows/${show}`);
  await at.yard.visit(`/shows/${show}/door`);
  await at.yard.page.getByText('Which door is this device at?').waitFor();
  assert.equal(await at.yard.page.locator('virtual-list').count(), 0);
  await at.yard.page.locator('.segments label', { hasText: 'Front' }).click();
  await at.yard.page.locator('virtual-list').waitFor();
});

test('two thousand names are searched within a keystroke', async () => {
  const names = Array.from({ length: CROWD }, (_, i) => ({
    guest_list_id: list,
    name: `Guest ${String.fromCharCode(97 + (i % 26))}${i}`,
    status: 'approved',
  }));
  for (let i = 0; i < CROWD; i += 500) await insert('guests', names.slice(i, i + 500));
  await at.front.visit(`/shows/${show}/door`);
  await at.front.page.getByText(`${CROWD} places`).waitFor();
  const longest = await at.front.page.evaluate(async () => {
    const field = document.querySelector('#door-search');
    const screen = document.querySelector('door-screen');
    const list = () => document.querySelector('virtual-list');
    const type = async (text) => {
      const begun = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await screen.updateComplete;
      await list().updateComplete;
      list().getBoundingClientRect();
      return performance.now() - begun;
    };
    // what else the machine does at the moment is not the list's fault: each has a few tries
    const best = {};
    for (let round = 0; round < 5; round++)
      for (const text of [
        'g',
        'gu',
        'gue',
        'gues',
        'guest',
        'guest c',
        'guest c1',
        'guest c13',
        '',
      ])
        best[text] = Math.min(best[text] ?? Infinity, await type(text));
    const taken = Object.values(best).sort((x, y) => x - y);
    return taken[Math.floor(taken.length / 2)];
  });
  assert.ok(longest <= KEYSTROKE_MS, `half of the keystrokes took more than ${longest} ms`);
  assert.ok((await at.front.page.locator('virtual-list li').count()) < 60);
});

test('on paper the promoter gets the totals and who is approved, and nothing to tap', async () => {
  const { page } = at.front;
  await at.front.visit(`/shows/${show}/guests`);
  await page.getByText('For the promoter').waitFor();
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.guest-paper');
  await paper.getByRole('cell', { name: 'Ånders Party +3' }).waitFor();
  assert.match(await paper.locator('.in-all').innerText(), /^\d+ people: Ticket \d+$/);
  assert.equal(await paper.getByText('Dora Denied').count(), 0);
  assert.equal(await page.locator('.tabbar').isVisible(), false);
  assert.equal(await page.getByText('For the promoter').isVisible(), false);
  await page.emulateMedia({ media: null });
  await paper.waitFor({ state: 'detached' });
});

test('nothing went wrong at either door', () => {
  assert.deepEqual([...at.front.troubles(), ...at.yard.troubles()], []);
});
