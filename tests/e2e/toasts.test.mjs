// Where messages stand on a phone: never over what saves or over the tabs, and over a sheet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { end, openDevice, startServer } from './lib.mjs';

const SHOW = '019a0000-0000-7000-8007-000000000008';
let ota;
let phone;

before(async () => {
  ota = await startServer();
  phone = await openDevice(ota, { size: 'phone' });
  await phone.signIn(ota, 'tm@demo.ota.test');
  await phone.page.locator('.tabbar').waitFor();
});
after(() => end(ota));

const toast = () => phone.page.locator('.toast').first();

async function rename(title) {
  await phone.visit(`/shows/${SHOW}/edit`);
  await phone.page.getByLabel('Title').fill(title);
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await toast().waitFor();
}

/** Whether a tap in the middle of the element meets it. */
const isFree = (locator) =>
  locator.evaluate((node) => {
    node.scrollIntoView({ block: 'end', behavior: 'instant' });
    const { left, top, width, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

test('a toast leaves the button that saves and the tabs free', async () => {
  await rename('Lantern Night');
  await phone.page.waitForURL(`**/shows/${SHOW}`);
  assert.equal(await isFree(phone.page.locator('.tabbar a').first()), true);
  await phone.visit(`/shows/${SHOW}/edit`);
  await toast().waitFor();
  assert.equal(await isFree(phone.page.locator('.tabbar a').first()), true);
  const save = phone.page.getByRole('button', { name: 'Save' });
  const [message, button] = await Promise.all([toast().boundingBox(), save.boundingBox()]);
  assert.ok(message.y + message.height < button.y, 'the toast stands above the form');
  await phone.visit('/expenses/new');
  assert.equal(await isFree(phone.page.getByRole('button', { name: /Save|Add/ }).first()), true);
});

test('a toast that was raised before a sheet opened waits until it can be answered', async () => {
  await rename('Paper Lanterns');
  await phone.page.getByRole('button', { name: 'More' }).click();
  await phone.page.getByRole('dialog').waitFor();
  assert.equal(await toast().isVisible(), true);
  await phone.page.keyboard.press('Escape');
  await toast().getByRole('button', { name: 'Undo' }).click();
  await phone.page.locator('.toast', { hasText: 'Undone' }).waitFor();
  assert.deepEqual(phone.troubles(), []);
});
