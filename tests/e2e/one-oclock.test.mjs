// One o'clock, offline, a phone in the dark: from the app opened cold to both signatures. Each tap
// and each field that is typed is counted, and there may be no more of them than are needed.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chapters, end, judge, startTeam, uuid7 } from './lib.mjs';
import { openPhone, scan, VERSUS } from './phones.mjs';

const test = chapters();

/** one o'clock of the night after the show: it is still the show's day */
const AT = '2027-06-01T23:00:00Z';
const TAPS_MAX = 8;
const FIELDS_MAX = 9;
const THEIR_TAPS_MAX = 3;

const tour = uuid7();
const show = uuid7();

let ota;
let owner;
let insert;
let ours;
let theirs;

/** One thumb on one phone, and what it had to do. */
class Thumb {
  taps = 0;
  fields = 0;

  constructor(device) {
    this.page = device.page;
  }

  async tap(target) {
    this.taps += 1;
    await target.tap();
  }

  /** Types where the keyboard writes, and goes on with its key. */
  async type(text, { goesOn = true } = {}) {
    this.fields += 1;
    await this.page.keyboard.type(text);
    if (goesOn) await this.goOn();
  }

  goOn() {
    return this.page.keyboard.press('Enter');
  }

  tapOn(role, name) {
    return this.tap(this.page.getByRole(role, { name }));
  }
}

before(async () => {
  ({ ota, owner, insert } = await startTeam('Paper Comet'));
  await insert('tours', { id: tour, name: 'Lantern Tour', currency: 'EUR' });
  await insert('shows', {
    id: show,
    tour_id: tour,
    title: 'Lantern Night',
    date: '2027-06-01',
    city: 'Hamburg',
    status: 'advanced',
    doors_at: '2027-06-01T17:00:00Z',
    starts_at: '2027-06-01T18:00:00Z',
  });
  await insert('deals', {
    show_id: show,
    ...VERSUS,
  });
  const tier = { show_id: show, price_minor: 2000, allotment: 180, position: 0 };
  await insert('ticket_tiers', { ...tier, name: 'Advance' });
  await insert('ticket_tiers', { ...tier, name: 'Door', price_minor: 2500, position: 1 });
  const device = await openPhone(ota, { theme: 'dark', at: AT });
  await device.enter(ota, owner.email);
  await device.offline();
  const other = await openPhone(ota, { theme: 'dark', at: AT });
  await other.goto('/settle');
  await other.untilInstalled();
  await other.offline();
  [ours, theirs] = [device, other];
});
after(() => end(ota));

test('from the app opened cold to both signatures in eight taps', async () => {
  const { page } = ours;
  const thumb = new Thumb(ours);
  await page.goto('about:blank');
  await page.goto('/');
  await thumb.tapOn('link', 'Settle tonight');
  await ours.on('Settlement');

  await thumb.tap(page.getByLabel('Advance, paid', { exact: true }));
  await page.locator('.typing-sum').waitFor();
  await judge(ours, 'one-oclock-typing');
  await page.getByLabel('Advance, paid', { exact: true }).focus();
  for (const count of ['140', '3', '8', '0']) await thumb.type(count);
  await page.locator('[data-balance="240000"]').waitFor();

  for (const [name, amount] of [
    ['Catering', '400'],
    ['Hall', '250,50'],
  ]) {
    await thumb.tapOn('button', 'Add cost');
    await page.locator('figure-form input:focus').waitFor();
    await thumb.type(name);
    await thumb.type(amount);
    await thumb.goOn(); // nothing caps it
    await page.locator('sheet-dialog[open]').waitFor({ state: 'detached' });
  }
  // 80 % of 3,000 less 650.50
  await page.locator('[data-balance="187960"]').waitFor();
  await thumb.tapOn('button', 'Present to the promoter');
  await ours.on('Settlement, version 1');
  await thumb.tapOn('button', 'Sign');
  await page.locator('sign-form input:focus').waitFor();
  await thumb.type('Tilda Example', { goesOn: false });
  await thumb.tap(page.locator('sign-form').getByRole('button', { name: 'Sign' }));

  const their = new Thumb(theirs);
  await their.tapOn('button', /^Scan /);
  const sign = theirs.page.getByRole('button', { name: 'Sign for the promoter' });
  await scan(ours, theirs, sign);
  await their.tap(sign);
  await theirs.page.locator('sign-form input:focus').waitFor();
  await their.type('Petra Example', { goesOn: false });
  await their.tap(theirs.page.locator('sign-form').getByRole('button', { name: 'Sign' }));

  await thumb.tap(page.locator('sheet-dialog').getByRole('button', { name: 'Take their answer' }));
  await scan(theirs, ours, page.getByText('Petra Example'));
  await page.getByText('Both signatures hold.').waitFor();
  await judge(ours, 'one-oclock-signed');

  assert.ok(thumb.taps <= TAPS_MAX, `${thumb.taps} taps`);
  assert.ok(thumb.fields <= FIELDS_MAX, `${thumb.fields} fields`);
  assert.ok(their.taps <= THEIR_TAPS_MAX, `${their.taps} taps on the promoter's phone`);
});

test('nothing went wrong on either phone', () => {
  assert.deepEqual([...ours.troubles(), ...theirs.troubles()], []);
});
