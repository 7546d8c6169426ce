// One in the morning, in a basement: the tour manager settles a versus deal on the phone, the
// promoter checks and signs it on theirs, and neither has a network. The phones talk by camera.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { chapters, end, judge, picture, startTeam, uuid7 } from './lib.mjs';
import { amend, answer, balanceOn, draw, openPhone, scan, startCamera, VERSUS } from './phones.mjs';

const test = chapters();
const show = uuid7();
const tour = uuid7();

let ota;
let owner;
let manager;
let crew;
let organization;
let insert;
let phone;
let theirs;
let version;

before(async () => {
  ({ ota, owner, manager, crew, organization, insert } = await startTeam('Paper Comet', {
    manager: 'manager',
    crew: 'crew',
  }));
  await insert('tours', { id: tour, name: 'Lantern Tour', currency: 'EUR' });
  await insert('shows', {
    id: show,
    tour_id: tour,
    title: 'Lantern Night',
    date: '2027-05-01',
    city: 'Hamburg',
    status: 'played',
    capacity: 200,
  });
  await insert('deals', {
    show_id: show,
    ...VERSUS,
    terms: {
      commissions: [
        { payee: 'Agency', base: 'all', rate: 0.1, mode: 'inclusive', timing: 'before', order: 1 },
      ],
    },
  });
  const tier = { show_id: show, price_minor: 2000, allotment: 180, position: 0 };
  await insert('ticket_tiers', { ...tier, name: 'Standing' });
  await insert('ticket_tiers', {
    ...tier,
    name: 'Door',
    price_minor: 2500,
    allotment: 20,
    position: 1,
  });
  await insert('show_costs', {
    show_id: show,
    name: 'Catering',
    kind: 'fixed',
    amount_minor: 40_000,
    is_approved: true,
  });
  await insert('payments', {
    show_id: show,
    direction: 'in',
    kind: 'deposit',
    amount_minor: 50_000,
    currency: 'EUR',
    paid_on: '2027-04-01',
    reference: 'Wire in April',
  });
  phone = await openPhone(ota);
  theirs = await openPhone(ota, { theme: 'dark' });
});
after(() => end(ota));

test('the counts of the night are typed without a network, and the balance follows', async () => {
  await phone.enter(ota, manager.email);
  await phone.offline();
  await phone.visit(`/shows/${show}/settlement`);
  await phone.on('Settlement');
  await balanceOn(phone, 500); // the guarantee less the deposit
  const { page } = phone;
  await page.getByLabel('Standing, paid', { exact: true }).fill('140');
  await balanceOn(phone, 1420); // 80 % of 2,800 less 400, less the deposit; not saved yet
  await page.getByLabel('Standing, paid', { exact: true }).press('Tab');
  await page.getByLabel('Door, paid', { exact: true }).fill('8');
  await page.getByLabel('Door, paid', { exact: true }).press('Tab');
  await balanceOn(phone, 1580);
  await judge(phone, 'settlement-live');
  await picture(phone, 'settlement-phone');
});

test('each line opens to how it comes about and what it rests on', async () => {
  const { page } = phone;
  await page.locator('.part > summary', { hasText: /^\s*Artist/ }).click();
  const share = page.locator('details[data-line=share]');
  await share.locator('summary').click();
  await share.getByText('€2,080.00 = €2,600.00 × 80%').waitFor();
  await share.getByText('Rests on the artist’s share in the deal.').waitFor();
  const take = page.locator('details[data-line=take]');
  await take.locator('summary').click();
  await take.getByText('€2,080.00 = the larger of €1,000.00 and €2,080.00').waitFor();
  await page.locator('.part > summary', { hasText: 'Box office' }).click();
  const tier = page.locator('details[data-line=tier]').first();
  await tier.locator('summary').click();
  await tier.getByText('€2,800.00 = €20.00 × 140').waitFor();
  await tier.getByRole('button', { name: 'Open it' }).click();
  assert.equal(await page.locator('figure-form').getByLabel('Name').inputValue(), 'Standing');
  await page.keyboard.press('Escape');
});

test('what the promoter says stands beside it, and the first line that differs is named', async () => {
  const { page } = phone;
  await page.getByText('Enter their figures').click();
  await page.getByLabel('Catering, Theirs', { exact: true }).fill('520');
  await page.getByLabel('Catering, Theirs', { exact: true }).press('Tab');
  const found = page.locator('both-sides .balance-panel');
  await found.getByText('The first line that differs: Catering').waitFor();
  assert.equal(await found.getAttribute('data-undisputed'), '148400');
  await page.getByLabel('Why').fill('Their caterer says so');
  await page.getByLabel('Why').press('Tab');
  await page.getByText('Theirs alone takes €96.00 from the balance.').waitFor();
  await page.locator('details[data-line=expense] .other', { hasText: '€520.00' }).waitFor();
  await judge(phone, 'settlement-dispute');
  await page.getByRole('button', { name: 'We are right' }).click();
  await found.waitFor({ state: 'detached' });
});

test('it is presented as codes for the promoter’s phone', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Present to the promoter' }).click();
  await phone.on('Settlement, version 1');
  version = new URL(page.url()).pathname.split('/').at(-1);
  await balanceOn(phone, 1580);
  await page.getByRole('button', { name: 'Show to the promoter' }).click();
  await page.locator('parcel-view canvas[data-part]').waitFor();
  await judge(phone, 'settlement-codes');
  await picture(phone, 'settlement-codes-phone');
});

test('the promoter’s phone, without an account or a network, comes to the same result', async () => {
  const { page } = theirs;
  await theirs.goto('/settle');
  await theirs.untilInstalled();
  await theirs.offline();
  await page.reload();
  await theirs.on('Settle a show');
  await judge(theirs, 'settlement-scan');
  await startCamera(theirs);
  await scan(phone, theirs, page.getByRole('button', { name: 'Sign for the promoter' }));
  await theirs.on('Lantern Night');
  await balanceOn(theirs, 1580);
  await page.getByText('Worked out again on this phone: the same result.').waitFor();
  const [ours, other] = await Promise.all(
    [phone, theirs].map((one) => one.page.locator('.fingerprint').innerText()),
  );
  assert.equal(ours, other);
  // what the artist pays an agency is no business of the promoter's
  assert.equal(await page.getByText(/commission|artist keeps/i).count(), 0);
  await judge(theirs, 'settlement-checked');
});

test('the promoter answers with another figure, and it stands beside ours', async () => {
  const { page } = theirs;
  await page.getByText('Something differs').click();
  const door = page.getByLabel('Door, paid, You say');
  await door.fill('7');
  await door.press('Tab');
  await page.locator('p[data-undisputed="156000"]').waitFor();
  await answer(theirs, phone, 156000);
  await phone.page.getByText('The first line that differs: Door').waitFor();
  await judge(phone, 'settlement-their-answer');
  await phone.page.getByRole('link', { name: 'Settle the differences' }).click();
  await phone.on('Settlement');
  await phone.page.getByRole('button', { name: 'We are right' }).click();
  await phone.page.locator('both-sides .balance-panel').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Scan another' }).click();
});

test('the tour manager signs', async () => {
  const { page } = phone;
  await page.getByRole('link', { name: 'Open what was presented' }).click();
  await phone.on('Settlement, version 1');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('€1,580.00 due to the artist').waitFor();
  await page.getByLabel('Your name', { exact: true }).fill('Tilda Example');
  await draw(phone);
  await judge(phone, 'settlement-sign');
  await page.locator('sign-form').getByRole('button', { name: 'Sign' }).click();
  await page.locator('parcel-view canvas[data-part]').waitFor();
});

test('the promoter signs what this phone has checked, and the tour manager’s takes the signature', async () => {
  const { page } = theirs;
  const sign = page.getByRole('button', { name: 'Sign for the promoter' });
  await startCamera(theirs);
  await scan(phone, theirs, sign);
  await page.getByText('Tilda Example').waitFor();
  await sign.click();
  await page.getByLabel('Your name', { exact: true }).fill('Petra Example');
  await draw(theirs);
  await page.locator('sign-form').getByRole('button', { name: 'Sign' }).click();
  await page.getByText('Show this to the tour manager').waitFor();
  await judge(theirs, 'settlement-answer');
  await phone.page
    .locator('sheet-dialog')
    .getByRole('button', { name: 'Take their answer' })
    .click();
  await scan(theirs, phone, phone.page.getByText('Petra Example'));
  await phone.page.getByRole('button', { name: 'Mark as paid' }).waitFor();
  await phone.page.locator('.status', { hasText: 'Signed' }).waitFor();
  await judge(phone, 'settlement-signed');
});

test('the promoter’s copy with both signatures is still there when the page is opened again', async () => {
  const { page } = theirs;
  await page.reload();
  await page.getByRole('button', { name: /Lantern Night/ }).click();
  await theirs.on('Lantern Night');
  await page.getByText('Tilda Example').waitFor();
  await page.getByText('Petra Example').waitFor();
  assert.equal(await page.getByText('Not signed yet').count(), 0);
});

test('it is paid in cash there and then', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('sheet-dialog').getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('.status', { hasText: 'Paid' }).waitFor();
});

test('with a network again the server has it signed and paid, and the show is settled', async () => {
  await phone.offline(false);
  await phone.says('Up to date');
  const { data } = await owner.client.from('settlements').select().eq('id', version).single();
  assert.equal(data.status, 'paid');
  assert.equal(data.version, 1);
  assert.equal(data.balance_minor, 158_000);
  const { data: signatures } = await owner.client
    .from('settlement_signatures')
    .select('party,name,result_hash')
    .order('party');
  assert.deepEqual(signatures, [
    { party: 'artist', name: 'Tilda Example', result_hash: data.result_hash },
    { party: 'promoter', name: 'Petra Example', result_hash: data.result_hash },
  ]);
  const { data: settled } = await owner.client.from('shows').select('status').eq('id', show);
  assert.deepEqual(settled, [{ status: 'settled' }]);
  const { data: paid } = await owner.client
    .from('payments')
    .select('kind,amount_minor,settlement_id,method')
    .eq('kind', 'balance');
  assert.deepEqual(paid, [
    { kind: 'balance', amount_minor: 158_000, settlement_id: version, method: 'cash' },
  ]);
  const { data: disputes } = await owner.client
    .from('disputes')
    .select('line,item,ours_minor,theirs_minor,reason,status')
    .order('id');
  assert.deepEqual(disputes, [
    {
      line: 'expense',
      item: 0,
      ours_minor: 40_000,
      theirs_minor: 52_000,
      reason: 'Their caterer says so',
      status: 'settled',
    },
    {
      line: 'tier',
      item: 1,
      ours_minor: 20_000,
      theirs_minor: 17_500,
      reason: null,
      status: 'settled',
    },
  ]);
  const { data: hidden } = await crew.client.from('settlements').select('id');
  assert.deepEqual(hidden, []);
  const refused = await owner.client
    .from('settlements')
    .update({ balance_minor: 1 })
    .eq('id', version);
  assert.match(refused.error.message, /never changed/);
});

test('settled as one with a bad night, the good one gives back what it brought over', async () => {
  const second = uuid7();
  await insert('shows', {
    id: second,
    tour_id: tour,
    title: 'Lantern Night',
    date: '2027-05-02',
    city: 'Bremen',
    status: 'played',
  });
  await insert('deals', {
    show_id: second,
    ...VERSUS,
  });
  await insert('ticket_tiers', { show_id: second, name: 'Standing', price_minor: 2000, sold: 20 });
  await insert('show_costs', {
    show_id: second,
    name: 'Rent',
    kind: 'fixed',
    amount_minor: 90_000,
    is_approved: true,
  });
  const { page } = phone;
  await phone.visit(`/tours/${tour}/runs`);
  await page.getByRole('button', { name: 'Add a run' }).click();
  const form = page.locator('sheet-dialog[open]');
  await form.getByText('Hamburg, 1 May').click();
  await form.getByText('Bremen, 2 May').click();
  await form.getByLabel('Name').fill('Two nights');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  // guarantees of 2,000 against shares of 2,080 and −400; 500 were deposited, 1,580 paid that night
  await balanceOn(phone, -80);
  await page.getByText('Due to the promoter for the run').waitFor();
  await page.getByText('1 May · as signed').waitFor();
  await page.locator('.part > summary', { hasText: 'Shares' }).click();
  await page.locator('details[data-line=run_share]', { hasText: /Bremen\s+.*€400\.00/ }).waitFor();
  await judge(phone, 'run');
  await page.getByRole('link', { name: 'Bremen' }).click();
  await page.getByRole('link', { name: 'Two nights' }).waitFor();
});

test('what was signed is amended by a new version with its reason, and stands until then', async () => {
  const { page } = phone;
  await phone.visit(`/shows/${show}/settlement`);
  const data = await amend(phone, owner, 'Two tickets were refunded', async () => {
    await page.getByLabel('Door, paid', { exact: true }).fill('6');
    await page.getByLabel('Door, paid', { exact: true }).press('Tab');
    await balanceOn(phone, 1540);
  });
  assert.deepEqual(data, [
    { version: 1, status: 'paid', reason: null, amends_id: null, balance_minor: 158_000 },
    {
      version: 2,
      status: 'presented',
      reason: 'Two tickets were refunded',
      amends_id: version,
      balance_minor: 154_000,
    },
  ]);
});

test('what was presented is told apart from what changed since, and the paper is a PDF', async () => {
  const { page } = phone;
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF' }).click(),
  ]);
  assert.equal(
    readFileSync(await paper.path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  await phone.visit(`/shows/${show}/settlement`);
  await page.getByRole('link', { name: 'Open what was presented' }).waitFor();
  const changed = page.getByText('These figures changed since they were presented.');
  assert.equal(await changed.count(), 0);
  await page.getByLabel('Door, comps', { exact: true }).fill('2');
  await page.getByLabel('Door, comps', { exact: true }).press('Tab');
  await changed.waitFor();
});

test('what came is checked against what was signed, and what differs is named', async () => {
  const { page } = phone;
  await phone.visit(`/settlements/${version}`);
  await page.getByText('Both signatures hold.').waitFor();
  const of = (table) => owner.client.from(table).select();
  const { data: signed } = await of('settlements').eq('id', version).single();
  const { data: signatures } = await of('settlement_signatures').eq('settlement_id', version);
  const [other, forged] = [uuid7(), uuid7()];
  const night = { tour_id: tour, title: 'Paper Night', date: '2027-05-03', status: 'played' };
  await insert('shows', { id: other, ...night });
  const { input, input_text, result_hash, currency, engine } = signed;
  await insert('settlements', {
    id: forged,
    show_id: other,
    status: 'presented',
    input_text: input_text.replace('paid 140', 'paid 150'),
    balance_minor: 198_000,
    ...{ input, result_hash, currency, engine },
  });
  for (const { party, name, job, signed_at, public_key, signature } of signatures)
    await insert('settlement_signatures', {
      settlement_id: forged,
      party,
      name: party === 'promoter' ? 'Otto Example' : name,
      ...{ job, signed_at, public_key, signature, result_hash },
    });
  await phone.visit(`/settlements/${forged}`);
  await page.getByText('This is not what was signed.').waitFor();
  const told = page.locator('version-check li');
  await told.filter({ hasText: /^The figures come to the fingerprint/ }).waitFor();
  await told.filter({ hasText: 'Standing, paid: 150 in the figures' }).waitFor();
  await told
    .filter({ hasText: 'come to a balance of €1,740.00, and €1,980.00 was kept' })
    .waitFor();
  await told.filter({ hasText: 'The signature of Otto Example for the promoter' }).waitFor();
  await page.getByText('This signature does not hold.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Mark as paid' }).count(), 0);
  await judge(phone, 'settlement-tampered');
});

test('it fits the smallest phone and a desk, and a thumb', async () => {
  const { page } = phone;
  const where = [
    `/shows/${show}/settlement`,
    `/settlements/${version}`,
    `/tours/${tour}/runs`,
    '/settle',
  ];
  for (const size of [
    { width: 320, height: 640 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    for (const one of where) {
      await phone.visit(one);
      const seen = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        small: [...document.querySelectorAll('main :is(button, summary, input, .button)')]
          .filter((node) => node.checkVisibility() && !node.closest('.visually-hidden, .check'))
          .map((node) => [node.getBoundingClientRect().height, node.textContent.trim()])
          .filter(([height]) => height > 1 && height < 43.5),
      }));
      assert.ok(seen.width <= size.width, `${one} is ${seen.width} px wide`);
      assert.deepEqual(seen.small, [], one);
      await judge(phone, `settlement-${size.width}${one.replaceAll(/\/[0-9a-f-]{36}|\//g, '-')}`);
    }
  }
});

test('nothing went wrong in either browser', () => {
  assert.deepEqual([...phone.troubles(), ...theirs.troubles()], []);
});
