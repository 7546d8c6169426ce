// Papers as PDF: what stands on them, for whom, in any script, and what their code says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import jsQR from 'jsqr';
import { anEvening } from './evening.mjs';
import { root, start, uuid7, writesOf } from './lib.mjs';

let ota, anna, crew, organization, put, tour, show, person, item;

const paper = (what, query, who = anna) =>
  ota.file(`/api/paper/${what}?${new URLSearchParams(query)}`, who);
const tool = (name, args, input) => execFileSync(name, args, { input, maxBuffer: 64 << 20 });
const words = ({ status, headers, bytes }) => {
  assert.deepEqual(
    [status, headers.get('content-type')],
    [200, 'application/pdf'],
    bytes.toString().slice(0, 300),
  );
  return tool('pdftotext', ['-layout', '-', '-'], bytes).toString();
};
const inWords = (minor) =>
  (minor / 100)
    .toFixed(2)
    .replace(/\B(?=(\d{3})+\.)/, ',')
    .replace('-', '−');
const pages = (text) => text.split('\f').length - 1;
/** What the first QR code on the first page says. */
function scanned(bytes) {
  const picture = tool('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-'], bytes);
  const [head, width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(
    picture.subarray(0, 40).toString('latin1'),
  );
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    for (let k = 0; k < 3; k++) pixels[i * 4 + k] = picture[head.length + i * 3 + k];
  return jsQR(pixels, Number(width), Number(height))?.data;
}

/** How many lines with round ends, as names are drawn, are on a page. */
const inkLines = (bytes, page) =>
  tool('pdftocairo', ['-svg', '-f', `${page}`, '-l', `${page}`, '-', '-'], bytes)
    .toString()
    .match(/<path [^>]*stroke-linecap:round/g)?.length ?? 0;

before(async () => {
  ota = await start();
  ({ owner: anna, crew, organization } = await ota.team({ crew: 'crew' }));
  ({ put } = writesOf(anna, organization));
  ({ tour, show, person, item } = await anEvening(put, crew));
  await put('shows', {
    tour_id: tour.id,
    title: 'Second night',
    date: '2026-10-25',
    status: 'confirmed',
  });
  await put('people', { name: 'Nora Nightliner', job: 'Tour manager', phone: '+49 30 5550 1202' });
  await item({ title: 'Doors', kind: 'doors', starts_at: '2026-10-24T17:00:00Z', is_hard: true });
  await item({
    title: 'Headline',
    kind: 'set',
    starts_at: '2026-10-24T19:00:00Z',
    ends_at: '2026-10-24T20:25:00Z',
  });
  await item({ title: 'Bus call', starts_at: '2026-10-24T22:30:00Z' });
});
after(() => ota?.stop());

describe('the day sheet', () => {
  test('says where, when, who to call and what comes, in the clock of the place', async () => {
    const text = words(await paper('day-sheet', { show_id: show.id }));
    for (const part of [
      'Molotow, Hamburg',
      'Saturday 24 October 2026',
      'Europe/Berlin (UTC+2)',
      'Show 1 of 2',
      'Nobistor 14',
      'Nora Nightliner',
      '+49 30 5550 1202',
      'Back yard, four steps',
      '1 of 1',
    ])
      assert.equal(text.includes(part), true, part);
    assert.match(text, /19:00 +Doors\n +fixed/);
    assert.match(text, /21:00 – 22:25 +Headline\n +85 min/);
    assert.match(text, /00:30 \+1 +Bus call/);
  });

  test('leaves off what is not for everybody, and of money everything', async () => {
    const text = words(await paper('day-sheet', { show_id: show.id }));
    for (const hidden of ['Line check', 'the fee', '777', 'EUR'])
      assert.equal(text.includes(hidden), false, hidden);
    const mine = words(await paper('day-sheet', { show_id: show.id, person_id: person.id }, crew));
    assert.equal(mine.includes('Line check'), true);
    assert.equal(mine.includes('for Carla Crossfade'), true);
    assert.equal(mine.includes('the fee'), false);
  });

  test('its code asks whether this paper is current, and a change makes it another', async () => {
    const before = scanned((await paper('day-sheet', { show_id: show.id })).bytes);
    const [, seq] = new RegExp(`^${ota.url}/check#show_id=${show.id}&seq=(\\d+)$`).exec(before);
    const late = await item({ title: 'Late idea', starts_at: '2026-10-24T18:00:00Z' });
    assert.equal(late.seq > Number(seq), true);
    assert.equal(
      scanned((await paper('day-sheet', { show_id: show.id })).bytes),
      before.replace(/\d+$/, String(late.seq)),
    );
  });

  test('of a day without a show there is one, too', async () => {
    const day = await put('days', {
      tour_id: tour.id,
      date: '2026-10-26',
      kind: 'off',
      city: 'Bremen',
    });
    const made = await paper('day-sheet', { day_id: day.id });
    assert.match(words(made), /Off, Bremen/);
    assert.equal(scanned(made.bytes).startsWith(`${ota.url}/check#day_id=${day.id}&seq=`), true);
  });

  test('names in any script are written, long ones break, and pages are counted', async () => {
    const long = await put('shows', {
      tour_id: tour.id,
      title: 'Long',
      date: '2026-10-27',
      status: 'confirmed',
      city: 'Ελληνική πόλη',
      notes: 'Ночной рейс\n夜の楽団の備考\nفرقة الليل\nלהקת הלילה',
    });
    const titles = ['夜の楽団', 'Νυχτερινή ορχήστρα', 'Ночной рейс', `${'Unbroken'.repeat(12)}`];
    const row = (n) => ({
      organization_id: organization,
      id: uuid7(),
      show_id: long.id,
      kind: 'other',
      title: titles[n % 4],
      place: 'Stage',
      zone: 'Asia/Tokyo',
      starts_at: new Date(Date.UTC(2026, 9, 27, 0, n)).toISOString(),
    });
    const { error } = await anna.client
      .from('schedule_items')
      .insert(Array.from({ length: 75 }, (_, n) => row(n)));
    assert.equal(error, null);
    const made = await paper('day-sheet', { show_id: long.id });
    const text = words(made);
    for (const part of [
      '夜の楽団',
      'Νυχτερινή ορχήστρα',
      'Ночной рейс',
      'Ελληνική πόλη',
      'Asia/Tokyo',
    ])
      assert.equal(text.includes(part), true, part);
    assert.equal(/[\u0600-\u06FF\uFB50-\uFEFC]{3}/.test(text), true);
    assert.equal(/[\u0590-\u05FF]{3}/.test(text), true);
    const count = pages(text);
    assert.equal(count >= 3 && count <= 6, true);
    for (const foot of [`1 of ${count}`, `${count} of ${count}`])
      assert.equal(text.includes(foot), true, foot);
    const fonts = tool('pdffonts', ['-'], made.bytes).toString().trim().split('\n').slice(2);
    assert.equal(fonts.length > 1 && fonts.every((line) => /\byes\b/.test(line)), true);
  });
});

describe('papers of money', () => {
  test('a settlement shows every line with its formula, the disputes and who has signed', async () => {
    const [vector] = JSON.parse(
      readFileSync(path.join(root, 'docs/settlement/shows.json'), 'utf8'),
    );
    const hash = 'a'.repeat(64);
    const settlement = await put('settlements', {
      show_id: show.id,
      currency: 'GBP',
      input_text: vector.canonical,
      input: { names: { tier: ['Early bird', 'Door'] } },
      result_hash: hash,
      balance_minor: 20000,
      undisputed_minor: 18000,
      status: 'agreed',
    });
    await put('settlement_signatures', {
      settlement_id: settlement.id,
      party: 'promoter',
      name: 'Pia Promoter',
      job: 'promoter',
      result_hash: hash,
      signed_at: '2026-10-24T23:05:00Z',
      drawing: [[10, 90, 60, 20, 110, 90, 160, 20], [200, 60], ['x', 7e9, -3], 5],
    });
    await put('disputes', {
      settlement_id: settlement.id,
      line: 'expense',
      item: 1,
      ours_minor: 50000,
      theirs_minor: 60000,
      reason: 'Ads were not agreed',
    });
    const made = await paper('settlement', { settlement_id: settlement.id });
    const text = words(made);
    assert.equal(inkLines(made.bytes, pages(text)), 3);
    for (const part of [
      '200.00 GBP',
      '180.00 GBP',
      'Early bird',
      '8.00 × 70',
      '560.00',
      '860.00 − 860.00 ÷ (1 + 20 %)',
      '143.33',
      'the larger of 200.00 and 69.26',
      'Ads were not agreed',
      'For the promoter',
      'Pia Promoter, promoter',
      '25 October 2026 01:05',
      'aaaaaaaaaaaaaaaa',
    ])
      assert.equal(text.includes(part), true, part);
    for (const { amount } of vector.lines)
      assert.equal(text.includes(inWords(amount)), true, inWords(amount));
  });

  test('a run shows what its shows come to as one, then each of them by itself', async () => {
    const [vector] = JSON.parse(readFileSync(path.join(root, 'docs/settlement/runs.json'), 'utf8'));
    const nights = ['Oslo', 'Bergen', 'Lund'].map((name) => ({
      show_id: show.id,
      name,
      date: '2026-10-24',
      names: { tier: [`Standing in ${name}`] },
    }));
    const run = await put('settlement_runs', {
      tour_id: tour.id,
      name: 'Northern nights',
      currency: 'USD',
      show_ids: [show.id],
    });
    const hash = 'c'.repeat(64);
    const settlement = await put('settlements', {
      run_id: run.id,
      currency: 'USD',
      input_text: vector.canonical,
      input: { shows: nights.slice(0, vector.settlements.length) },
      result_hash: hash,
      balance_minor: 344000,
      status: 'agreed',
    });
    await put('settlement_signatures', {
      settlement_id: settlement.id,
      party: 'promoter',
      name: 'Pia Promoter',
      result_hash: hash,
      signed_at: '2026-10-24T23:05:00Z',
    });
    await put('disputes', {
      settlement_id: settlement.id,
      show_id: show.id,
      line: 'tier',
      ours_minor: 150000,
      theirs_minor: 140000,
      reason: 'Five were guests',
    });
    const text = words(await paper('settlement', { settlement_id: settlement.id }));
    assert.match(text, /Oslo: Tier +1,500\.00 +1,400\.00/);
    for (const part of [
      'Five were guests',
      'Northern nights',
      'Night Run',
      'All shows as one',
      'Oslo',
      'Standing in Oslo',
      'Pia Promoter',
      'cccccccccccccccc',
    ])
      assert.equal(text.includes(part), true, part);
    for (const { amount } of vector.lines)
      assert.equal(text.includes(inWords(amount)), true, inWords(amount));
    const refused = await paper('settlement', { settlement_id: settlement.id }, crew);
    assert.equal(refused.status, 404);
  });

  test('one that was not worked out says so', async () => {
    const made = await put('settlements', {
      show_id: show.id,
      currency: 'EUR',
      input: {},
      input_text: 'settlement 9\n',
    });
    assert.match(
      words(await paper('settlement', { settlement_id: made.id })),
      /has not been calculated yet/,
    );
  });

  test('per diems are listed by person with a line to sign, to crew only their own', async () => {
    const other = await put('people', { name: 'Finn Feedback' });
    for (const [who, amount] of [
      [person.id, 3500],
      [other.id, 123456],
    ])
      await put('per_diems', {
        tour_id: tour.id,
        person_id: who,
        date: '2026-10-24',
        amount_minor: amount,
        currency: 'EUR',
        provided: ['dinner'],
      });
    const text = words(await paper('per-diems', { tour_id: tour.id }));
    for (const part of [
      'Carla Crossfade',
      '35.00 EUR',
      'Finn Feedback',
      '1,234.56 EUR',
      'provided: dinner',
    ])
      assert.equal(text.includes(part), true, part);
    assert.match(text, /Finn Feedback +· +1,234\.56 EUR/); // what one signs for, where one signs
    const own = words(await paper('per-diems', { tour_id: tour.id }, crew));
    assert.equal(own.includes('Carla Crossfade'), true);
    assert.equal(own.includes('Finn Feedback'), false);
  });

  test('an invoice has its number, lines, tax and what is still due', async () => {
    const sender = {
      organizations: { legal_name: 'Night Run GbR', address: 'Quay 1\nHamburg' },
      billing_details: { tax_id: 'DE 1', bank: 'IBAN of a bank' },
    };
    for (const [table, values] of Object.entries(sender)) {
      const { error } = await anna.client.from(table).update(values).eq('id', organization);
      assert.equal(error, null);
    }
    const invoice = await put('invoices', {
      show_id: show.id,
      to_name: 'Paper Lantern Concerts',
      currency: 'EUR',
      lines: [
        { text: 'Performance', quantity: 1, amount_minor: 400000 },
        { text: 'Hotel night', quantity: 5, amount_minor: 10000 },
      ],
      net_minor: 450000,
      tax_rate: '0.07',
      tax_minor: 31500,
      total_minor: 481500,
      status: 'issued',
    });
    await put('payments', {
      invoice_id: invoice.id,
      direction: 'in',
      amount_minor: 81500,
      currency: 'EUR',
      paid_on: '2026-10-30',
    });
    const text = words(await paper('invoice', { invoice_id: invoice.id }));
    for (const part of [
      `Invoice ${invoice.number}`,
      'Paper Lantern Concerts',
      '4,000.00',
      '100.00',
      '500.00',
      '4,500.00',
      'Night Run GbR',
      'Quay 1',
      'Tax ID DE 1',
      'To be paid to',
      'IBAN of a bank',
      'Tax 7 %',
      '315.00',
      '4,815.00 EUR',
      '4,000.00 EUR',
    ])
      assert.equal(text.includes(part), true, part);
  });

  test('dates, numbers and the sheet are those of where the organization is at home', async () => {
    const invoice = await put('invoices', {
      show_id: show.id,
      to_name: 'Paper Lantern Concerts',
      currency: 'EUR',
      lines: [{ text: 'Performance', quantity: 1, amount_minor: 123456 }],
      net_minor: 123456,
      tax_rate: '0.075',
      tax_minor: 9259,
      total_minor: 132715,
      due_on: '2026-11-30',
    });
    const written = {
      'en-GB': ['Monday 30 November 2026', '1,234.56', 'Tax 7.5 %', /595\.\d+ x 841\.\d+/],
      'en-US': ['Monday, November 30, 2026', '1,234.56', 'Tax 7.5 %', /612 x 792/],
      de: ['Monday 30 November 2026', '1.234,56', 'Tax 7,5 %', /595\.\d+ x 841\.\d+/],
      fr: ['Monday 30 November 2026', '1 234,56', 'Tax 7,5 %', /595\.\d+ x 841\.\d+/],
    };
    for (const [locale, [date, amount, tax, sheet]] of Object.entries(written)) {
      await anna.client.from('organizations').update({ locale }).eq('id', organization);
      const answer = await paper('invoice', { invoice_id: invoice.id });
      const text = words(answer).replaceAll(/[\u00a0\u2009\u202f]/g, ' ');
      for (const part of [date, amount, tax])
        assert.ok(text.includes(part), `${locale}: ${part} in ${text}`);
      assert.match(tool('pdfinfo', ['-'], answer.bytes).toString(), sheet, locale);
    }
    await anna.client.from('organizations').update({ locale: 'en' }).eq('id', organization);
  });

  test('crew and strangers get neither settlement nor invoice', async () => {
    const {
      data: [settlement],
    } = await anna.client.from('settlements').select('id').limit(1);
    const {
      data: [invoice],
    } = await anna.client.from('invoices').select('id').limit(1);
    assert.equal((await paper('settlement', { settlement_id: settlement.id }, crew)).status, 404);
    assert.equal((await paper('invoice', { invoice_id: invoice.id }, crew)).status, 404);
    const stranger = await ota.person('stranger');
    assert.equal((await paper('day-sheet', { show_id: show.id }, stranger)).status, 404);
    assert.equal((await paper('day-sheet', { show_id: show.id }, null)).status, 401);
  });
});

describe('the rooming list', () => {
  test('has every guest with dates, room and who pays, by the name that the desk knows', async () => {
    const stay = await put('stays', {
      tour_id: tour.id,
      name: 'Demo Hotel Kanal',
      check_in_on: '2026-10-24',
      check_out_on: '2026-10-26',
      status: 'confirmed',
      reference: 'DEMO8',
    });
    const room = await put('rooms', {
      stay_id: stay.id,
      type: 'twin',
      number: '207',
      requests: 'Away from the lift',
      incidentals: 'company',
    });
    await put('room_guests', {
      room_id: room.id,
      person_id: person.id,
      arrives_on: '2026-10-24',
      leaves_on: '2026-10-26',
      alias: 'Frau Schmidt-Demo',
    });
    const finn = await put('people', { name: 'Finn Doorman' });
    await put('room_guests', {
      room_id: room.id,
      person_id: finn.id,
      arrives_on: '2026-10-25',
      leaves_on: '2026-10-26',
    });
    const text = words(await paper('rooming', { stay_id: stay.id }));
    for (const part of [
      'Demo Hotel Kanal',
      'DEMO8',
      '207',
      'Twin',
      'Frau Schmidt-Demo',
      'Finn Doorman',
      'Sat 24 Oct – Mon 26 Oct',
      'Away from the lift',
      'company',
    ])
      assert.equal(text.includes(part), true, part);
    assert.equal(text.includes('Crossfade'), false);
  });
});

test('a question that makes no sense is refused with what would be right', async () => {
  for (const [what, query] of [
    ['day-sheet', {}],
    ['day-sheet', { show_id: show.id, day_id: show.id }],
    ['day-sheet', { show_id: 'x' }],
    ['settlement', {}],
    ['invoice', { invoice_id: '7' }],
    ['rooming', {}],
  ]) {
    const { status, bytes } = await paper(what, query);
    assert.deepEqual([status, JSON.parse(bytes).code], [400, 'invalid_query'], what);
  }
  assert.equal((await paper('rooming', { stay_id: uuid7() })).status, 404);
});
