// History on the screen: who changed what, going back, what was deleted, and the outbox by hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import path from 'node:path';
import { chapters, end, eventually, judge, openDevice, startServer } from './lib.mjs';

const DEMO = '019a0000-0000-7000-800';
const TOUR = `${DEMO}5-000000000001`;
const SHOW = `${DEMO}7-000000000008`;

const test = chapters();
let ota, desk, phone;

before(async () => {
  ota = await startServer();
  desk = await openDevice(ota, { size: 'desktop' });
  phone = await openDevice(ota, { size: 'phone', theme: 'dark' });
});
after(() => end(ota));

const main = (device) => device.page.locator('main');
const button = (device, name) => device.page.getByRole('button', { name });
const change = (device, words) => device.page.locator('.change', { hasText: words });

async function edit(device, label, value) {
  await device.visit(`/shows/${SHOW}/edit`);
  await device.page.getByLabel(label, { exact: true }).fill(value);
  await button(device, /^Save$/).click();
  await device.page.waitForURL((url) => url.pathname === `/shows/${SHOW}`);
}

test('a change is told with its author in plain words', async () => {
  await desk.signIn(ota, 'tm@demo.ota.test');
  await phone.signIn(ota, 'owner@demo.ota.test');
  await desk.says('Up to date');
  await edit(desk, 'Doors', '18:30');
  await edit(desk, 'Capacity', '777');
  await desk.says('Up to date');
  await phone.says('Up to date');
  await phone.visit(`/shows/${SHOW}`);
  await phone.page.getByRole('link', { name: 'History', exact: true }).click();
  await phone.on('History');
  await change(phone, /Nora Nightliner changed capacity from [\d,]+ to 777/).waitFor();
  await change(phone, /Nora Nightliner moved doors from \d\d:\d\d to 18:30/).waitFor();
  await judge(phone, 'history-phone');
});

test('an earlier version is restored by one tap, and undo takes that back', async () => {
  await button(phone, /^Restore this version/)
    .first()
    .click();
  await change(phone, /Otto Overture changed capacity from 777 to/).waitFor();
  await phone.page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => {
    await phone.visit(`/shows/${SHOW}`);
    const words = await main(phone).innerText();
    return words.includes('777') ? true : undefined;
  }, 'the undone version on the show');
});

test('own changes that wait are shown as such, and what the device knows is labelled', async () => {
  await desk.visit(`/history/shows/${SHOW}`);
  await change(desk, /changed capacity/)
    .first()
    .waitFor();
  await desk.offline();
  await edit(desk, 'Capacity', '123');
  await desk.visit(`/history/shows/${SHOW}`);
  await main(desk).getByText('Yours, not sent yet').waitFor();
  await main(desk)
    .getByText(/capacity: 123/)
    .waitFor();
  await main(desk)
    .getByText(/What this device knew/)
    .waitFor();
  await judge(desk, 'history-offline-desktop');
});

test('the outbox tells what waits, why and since when; discard has an undo; a file holds it', async () => {
  await desk.visit('/settings/sync');
  await main(desk)
    .getByText(/Waits since .* There is no connection/)
    .waitFor();
  await judge(desk, 'sync-desktop');
  const download = desk.page.waitForEvent('download');
  await button(desk, 'Save as a file').click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  assert.equal(file.format, 'ota-outbox');
  assert.deepEqual(
    file.waiting.map(({ values }) => values),
    [{ capacity: 123 }],
  );
  await button(desk, /^Discard/).click();
  await eventually(
    async () => ((await button(desk, /^Discard/).count()) === 0 ? true : undefined),
    'nothing to discard',
  );
  await desk.page
    .locator('.toast', { hasText: 'Discarded' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await button(desk, /^Discard/).waitFor();
  await button(desk, /^Discard/).click();
  await desk.offline(false);
  await desk.says('Up to date');
  await desk.visit(`/shows/${SHOW}`);
  assert.equal((await main(desk).innerText()).includes('777'), true);
});

test('a deleted show is found from its tour and comes back with its schedule', async () => {
  await desk.visit(`/shows/${SHOW}/edit`);
  await button(desk, /^Delete show/).click();
  await desk.page.waitForURL((url) => url.pathname !== `/shows/${SHOW}/edit`);
  await desk.says('Up to date');
  await desk.visit(`/tours/${TOUR}`);
  await desk.page.getByRole('link', { name: 'Recently deleted' }).click();
  await desk.on('Recently deleted');
  const item = desk.page.locator('main .rows li').first();
  await item.getByText(/Nora Nightliner deleted it/).waitFor();
  await judge(desk, 'deleted-desktop');
  await item.getByRole('button', { name: /^Bring back/ }).click();
  await main(desk).getByText('Nothing deleted').waitFor();
  await eventually(async () => {
    await desk.visit(`/shows/${SHOW}`);
    return (await desk.page.locator('main time-line li').count()) > 0 ? true : undefined;
  }, 'the show with its schedule');
});

test('the slider shows a tour as it was, and says what has changed since', async () => {
  await edit(desk, 'Title', 'Renamed hall');
  await desk.says('Up to date');
  await desk.visit(`/history/tours/${TOUR}/as-of`);
  await main(desk).getByText('Renamed hall').waitFor();
  const slider = desk.page.getByRole('slider');
  await slider.fill('0');
  await main(desk)
    .getByText(/Changed since:[^]*title/)
    .first()
    .waitFor();
  assert.equal((await main(desk).innerText()).includes('Renamed hall'), false);
  await judge(desk, 'as-of-desktop');
  await phone.visit(`/history/tours/${TOUR}/as-of`);
  await phone.page.getByRole('slider').fill('0');
  await main(phone)
    .getByText(/Changed since/)
    .first()
    .waitFor();
  await judge(phone, 'as-of-phone');
});

test('the help answers in words, and is reached from the sync line and from settings', async () => {
  await desk.visit('/settings/sync');
  await desk.page.getByRole('link', { name: 'What does this mean?' }).click();
  await desk.on('Offline, conflicts and being sure');
  await main(desk).getByText('Everything on this device is on the server too.').waitFor();
  await phone.visit('/settings');
  await phone.page.getByRole('link', { name: /^Help/ }).click();
  await phone.on('Offline, conflicts and being sure');
  await judge(phone, 'help-phone');
  await judge(desk, 'help-desktop');
  assert.deepEqual([...desk.troubles(), ...phone.troubles()], []);
});
