// Lists of hundreds: what is not in sight is not drawn, and yet it is found, reached and printed.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, counted, end, eventually, judge, openDevice, startTeam, uuid7 } from './lib.mjs';

const test = chapters();
const PEOPLE = 300;
const GUESTS = 400;
/** a list that is longer draws no more than this */
const DRAWN_MAX = 45;
const show = uuid7();
const list = uuid7();
const number = (i) => String(i).padStart(3, '0');

let ota;
let owner;
let phone;

before(async () => {
  let insert;
  ({ ota, owner, insert } = await startTeam('Long Lists', {}));
  await insert(
    'people',
    Array.from({ length: PEOPLE }, (_, i) => ({ name: `Person ${number(i)}`, job: 'Loader' })),
  );
  await insert('shows', { id: show, title: 'The Big One', date: '2027-05-01', zone: 'UTC' });
  await insert('guest_lists', { id: list, show_id: show, name: 'Band', allotment: GUESTS });
  await insert(
    'guests',
    Array.from({ length: GUESTS }, (_, i) => ({
      guest_list_id: list,
      name: `Guest ${number(i)}`,
      status: 'approved',
    })),
  );
  phone = await openDevice(ota, { size: 'phone' });
});
after(() => end(ota));

const rows = () => phone.page.locator('virtual-list li');
const places = () =>
  rows().evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-posinset'))));
const scrolled = (to) => phone.page.evaluate((y) => scrollTo(0, y), to);
const focused = () => phone.page.evaluate(() => document.activeElement.textContent.trim());

/** The row with these words, scrolled to screen by screen. */
async function reached(words) {
  const { page } = phone;
  const row = rows().filter({ hasText: words });
  await eventually(async () => {
    if ((await row.count()) > 0) return true;
    await page.evaluate(() => scrollBy(0, innerHeight));
    return undefined;
  }, words);
  await row.scrollIntoViewIfNeeded();
  return row;
}

test('of hundreds of people a few screenfuls are drawn, each told its place, and the last is reached', async () => {
  await phone.enter(ota, owner.email);
  await phone.visit('/people');
  await rows().first().waitFor();
  await judge(phone, 'people');
  assert.ok((await places()).length <= DRAWN_MAX);
  await scrolled(1e6);
  await eventually(async () => (await places()).at(-1) === PEOPLE || undefined, 'the last');
  assert.ok((await places()).length <= DRAWN_MAX);
  assert.equal(await rows().last().getAttribute('aria-setsize'), String(PEOPLE));
  const { bottom, height } = await phone.page.evaluate(() => {
    const list = document.querySelector('virtual-list').getBoundingClientRect();
    return { bottom: list.bottom, height: list.height };
  });
  const last = await rows()
    .last()
    .evaluate((row) => row.getBoundingClientRect().bottom);
  assert.ok(Math.abs(bottom - last) < 1, `the list ends with its last row: ${bottom}, ${last}`);
  assert.ok(height > PEOPLE * 44);
});

test('what is not drawn is found by its name', async () => {
  const { page } = phone;
  await page.getByLabel('Search by name or job').fill('person 299');
  await counted(rows(), 1);
  assert.match(await rows().first().innerText(), /Person 299/);
  await page.getByLabel('Search by name or job').fill('');
  await eventually(async () => (await places()).length > 10 || undefined, 'all again');
});

test('the focus stays on its row while one looks elsewhere, and tab goes on from there', async () => {
  const { page } = phone;
  await phone.visit('/people');
  await rows().nth(3).getByRole('link').first().focus();
  const before = await focused();
  await scrolled(9_000);
  await eventually(async () => ((await places())[1] ?? 0) > 60 || undefined, 'rows further on');
  assert.equal(await focused(), before);
  assert.equal((await places())[0], 4);
  await scrolled(0);
  await eventually(async () => (await places())[0] === 1 || undefined, 'the first rows');
  assert.equal(await focused(), before);
  for (let i = 0; i < 60; i += 1) await page.keyboard.press('Tab');
  const row = await page.evaluate(() =>
    document.activeElement.closest('li')?.getAttribute('aria-posinset'),
  );
  assert.ok(Number(row) > 15, `tab reached row ${row}`);
});

test('of four hundred guests one is reached, edited, and has the focus again', async () => {
  const { page } = phone;
  await phone.visit(`/shows/${show}/guests`);
  await page.getByText(`Approved · ${GUESTS} people`).waitFor();
  assert.ok((await places()).length <= DRAWN_MAX);
  await judge(phone, 'guests');
  const row = await reached('Guest 150');
  await row.getByRole('button').first().click();
  const sheet = page.locator('sheet-dialog[open]');
  await sheet.getByLabel('Notes').fill('Wheelchair, by the side door');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await row.getByText('Wheelchair, by the side door').waitFor();
  await eventually(async () => /Guest 150/.test(await focused()) || undefined, 'the focus');
});

test('a guest is found by name, and the printer gets everybody', async () => {
  const { page } = phone;
  await page.getByLabel('Search by name').fill('guest 377');
  await counted(rows(), 1);
  await page.getByText(`1 of ${GUESTS} guests`).waitFor({ state: 'attached' });
  await page.getByLabel('Search by name').fill('');
  await phone.visit('/people');
  await rows().first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await counted(rows(), PEOPLE);
  await page.emulateMedia({ media: null });
  await eventually(async () => (await rows().count()) <= DRAWN_MAX || undefined, 'a part again');
  assert.deepEqual(phone.troubles(), []);
});
