// Published settlements typed into the app on a phone, field by field: the balance and every line
// come out as published. What cannot be settled is refused beside its field.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { typedCase } from '../../web/src/app/testing/typed-case.ts';
import { chapters, end, judge, openDevice, root, startTeam, uuid7 } from './lib.mjs';

const test = chapters();

const NAMES = [
  'versus net with VAT inside and PRS',
  'plus with promoter profit',
  'door',
  'flat with a sell-out bonus, merch and meet and greet',
  'fees, charity, tax of gross and card fees',
  'expenses of every kind, each with its cap',
  'support, expenses under one cap, comps over the limit',
  'shares by steps of the amount',
  'several currencies with frozen rates',
  'German withholding over the limit',
  'agent, then manager after withholding',
  'an allowance, and a bonus for the gross',
];

const published = JSON.parse(readFileSync(path.join(root, 'docs/settlement/shows.json'), 'utf8'));
const cases = NAMES.map((name) => {
  const found = published.find((one) => one.name === name);
  assert.ok(found, name);
  return { ...found, tour: uuid7(), show: uuid7(), deal: uuid7() };
});
const [spare] = cases;

let ota;
let owner;
let insert;
let phone;

before(async () => {
  ({ ota, owner, insert } = await startTeam('Paper Comet'));
  await insert(
    'tours',
    cases.map(({ tour, name }) => ({ id: tour, name, currency: 'EUR' })),
  );
  await insert(
    'shows',
    cases.map(({ tour, show, name }, i) => ({
      id: show,
      tour_id: tour,
      title: name,
      date: `2027-05-${String(i + 1).padStart(2, '0')}`,
      status: 'played',
    })),
  );
  // as a new offer begins, without any of its terms
  await insert(
    'deals',
    cases.map(({ show, deal }) => ({ id: deal, show_id: show, currency: 'EUR', type: 'flat' })),
  );
  phone = await openDevice(ota, { size: 'phone', theme: 'dark' });
  await phone.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await phone.enter(ota, owner.email);
});
after(() => end(ota));

/** Types one text into the field of that name, whatever the field is. */
async function type(within, name, text) {
  const box = within.locator(`[name="${name}"]`);
  const kind = await box.evaluate((node) => node.type);
  if (kind === 'select-one') await box.selectOption(text);
  else if (kind === 'checkbox') await box.setChecked(text === 'true');
  else await box.fill(text);
}

async function typeAll(within, texts, first = []) {
  for (const name of first) if (texts[name]) await type(within, name, texts[name]);
  for (const [name, text] of Object.entries(texts))
    if (text !== '' && !first.includes(name)) await type(within, name, text);
}

const ADD = {
  steps: 'Add a higher share',
  bonuses: 'Add a bonus',
  withholdings: 'Add withholding',
  fxs: 'Add a currency',
};

/** The terms of the deal, as they are asked. */
async function typeDeal({ deal }, typed) {
  const { page } = phone;
  await phone.visit(`/deals/${deal}`);
  const form = page.locator('deal-form form');
  await form.waitFor();
  const folded = form.locator('details.fold:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  const { step_unit, step_reach, ...terms } = typed.deal;
  await typeAll(form, terms, ['type', 'basis', 'tax_mode']);
  for (const [list, entries] of Object.entries(typed.lists))
    for (const [i, entry] of entries.entries()) {
      await form.getByRole('button', { name: ADD[list] }).click();
      const named = Object.entries(entry).map(([name, text]) => [`${list}.${i}.${name}`, text]);
      await typeAll(form, Object.fromEntries(named), [`${list}.${i}.kind`]);
    }
  if (step_unit) await typeAll(form, { step_unit, step_reach });
  await form.getByRole('button', { name: 'Save terms' }).click();
  await phone.on('Deal');
}

const SHEETS = [
  ['ticket_tiers', 'Add tickets'],
  ['show_costs', 'Add cost'],
  ['adjustments', 'Add adjustment'],
  ['merch_counts', 'Add merch'],
  ['payments', 'Add deposit'],
];

/** What the night brought, entry by entry. */
async function typeFigures({ show }, typed) {
  const { page } = phone;
  await phone.visit(`/shows/${show}/settlement`);
  const sheet = page.locator('sheet-dialog[open]');
  for (const [table, button] of SHEETS)
    for (const entry of typed[table]) {
      await page.getByRole('button', { name: button }).click();
      const { is_approved, ...texts } = entry;
      // what a share costs has no currency of its own, and where there is one it is not asked for
      if (texts.rate || typed.lists.fxs.length === 0) delete texts.currency;
      await typeAll(sheet, texts, ['kind', 'currency']);
      if (is_approved !== undefined) await type(sheet, 'is_approved', is_approved);
      await sheet.getByRole('button', { name: 'Save', exact: true }).click();
      await sheet.waitFor({ state: 'detached' });
    }
}

async function typeCommissions({ tour }, typed) {
  const { page } = phone;
  if (typed.commissions.length === 0) return;
  await phone.visit(`/tours/${tour}/commissions`);
  const sheet = page.locator('sheet-dialog[open]');
  for (const { is_after_prior, ...texts } of typed.commissions) {
    await page.getByRole('button', { name: 'Commission', exact: true }).click();
    await typeAll(sheet, texts);
    await type(sheet, 'is_after_prior', is_after_prior);
    await sheet.getByRole('button', { name: 'Add', exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
  }
}

/** Every line on the screen as its name and the digits of its amount. */
const linesShown = () =>
  phone.page
    .locator('statement-lines details.line')
    .evaluateAll((lines) =>
      lines.map((line) => [
        line.dataset.line,
        Number(line.querySelector('.amount').textContent.replaceAll(/\D/g, '')),
      ]),
    );

for (const one of cases)
  test(`typed on a phone: ${one.name}`, async () => {
    const typed = typedCase(one.settlement);
    await typeDeal(one, typed);
    await typeCommissions(one, typed);
    await typeFigures(one, typed);
    await phone.visit(`/shows/${one.show}/settlement`);
    const { amount } = one.lines.find(({ label }) => label === 'balance');
    await phone.page.locator(`[data-balance="${amount}"]`).waitFor();
    assert.deepEqual(
      await linesShown(),
      one.lines.map(({ label, amount: minor }) => [label, Math.abs(minor)]),
    );
  });

test('the longest of them fits a phone and a thumb', async () => {
  // where the bar at the bottom covers no button by half
  await phone.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await judge(phone, 'money-case');
});

/** What stands beside the field of that name. */
const errorAt = (within, name) => within.locator(`form-field:has([name="${name}"]) .error`);

test('a term that cannot be is refused beside its field', async () => {
  const { page } = phone;
  await phone.visit(`/deals/${spare.deal}`);
  const form = page.locator('deal-form form');
  const save = form.getByRole('button', { name: 'Save terms' });
  for (const [name, text, words, right] of [
    ['share', '101', 'A percentage from 0 to 100.', '80'],
    ['guarantee', '-200', 'An amount below zero is none.', '200'],
    ['guarantee', '10000000000000', 'amount is too large', '200'],
    ['sellable', '-5', 'A whole number.', ''],
  ]) {
    await type(form, name, text);
    await save.click();
    await errorAt(form, name).filter({ hasText: words }).waitFor();
    assert.equal(await form.locator(`[name="${name}"]`).getAttribute('aria-invalid'), 'true');
    await judge(phone, `refused-${name}${text}`);
    await type(form, name, right);
    await errorAt(form, name).waitFor({ state: 'detached' });
  }
  // what core needs to know, while it is typed
  await type(form, 'basis', '');
  await errorAt(form, 'basis').filter({ hasText: 'Still to be said.' }).waitFor();
  await judge(phone, 'refused-basis');
  await type(form, 'basis', 'net');
  await type(form, 'facility_fee', '9');
  await errorAt(form, 'facility_fee').filter({ hasText: 'Is too large.' }).waitFor();
});

test('a count that cannot be is refused beside its box', async () => {
  const { page } = phone;
  await phone.visit(`/shows/${spare.show}/settlement`);
  const paid = page.getByLabel('Tickets 1, paid', { exact: true });
  const tier = page.locator('tier-counts li').first();
  await paid.fill('-1');
  await tier.getByText('A whole number, 0 to 10,000,000.').waitFor();
  assert.equal(await paid.getAttribute('aria-invalid'), 'true');
  await judge(phone, 'refused-count');
  await paid.fill('10000001');
  await paid.press('Tab');
  await tier.getByText('A whole number, 0 to 10,000,000.').waitFor();
  await paid.fill('70');
  await paid.press('Tab');
  await page.getByRole('button', { name: 'Add tickets' }).click();
  const sheet = page.locator('sheet-dialog[open]');
  await typeAll(sheet, { name: 'Dear', price_minor: '9.999.999.999,99', sold: '100000' });
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await errorAt(sheet, 'sold').filter({ hasText: 'is too large' }).waitFor();
  await typeAll(sheet, { price_minor: '10', sold: '20', allotment: '10' });
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await errorAt(sheet, 'sold').filter({ hasText: 'is too large' }).waitFor();
  await judge(phone, 'refused-tickets');
  await typeAll(sheet, { sold: '8' });
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
  const dear = page.getByLabel('Dear, paid', { exact: true });
  await dear.fill('11');
  await page.getByText('There are only 10 of these.').waitFor();
  assert.equal(await dear.getAttribute('aria-invalid'), 'true');
  await judge(phone, 'refused-allotment');
  await dear.fill('8');
  await dear.press('Tab');
});

test('an entry that cannot be is refused in its sheet, and what it comes to is told while it is typed', async () => {
  const { page } = phone;
  const sheet = page.locator('sheet-dialog[open]');
  await page.getByRole('button', { name: 'Add merch' }).click();
  await typeAll(sheet, { item: 'Shirt', price_minor: '25', count_in: '10', count_out: '12' });
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await errorAt(sheet, 'count_out')
    .filter({ hasText: 'more are left and given away than there were' })
    .waitFor();
  await judge(phone, 'refused-merch');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add cost' }).click();
  await typeAll(sheet, { kind: 'of_gross', name: 'Hall', rate: '120' });
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await errorAt(sheet, 'rate').filter({ hasText: 'A percentage from 0 to 100.' }).waitFor();
  await typeAll(sheet, { rate: '12' });
  await sheet.getByText(/^Due to you with this: £/).waitFor();
  await judge(phone, 'typed-cost');
  await page.keyboard.press('Escape');
});

test('nothing went wrong in the browser', () => {
  assert.deepEqual(phone.troubles(), []);
});
