// Links that open without an account: day sheets, a venue's answers, tour files, calendar feeds.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import ICAL from 'ical.js';
import { anEvening } from './evening.mjs';
import { start, writesOf } from './lib.mjs';

let ota, anna, ben, crew, organization, tour, venue, show, person, item;

const put = (who, ...row) => writesOf(who, organization).put(...row);
const change = (who, ...row) => writesOf(who, organization).change(...row);
const link = (who, values) =>
  put(who, 'share_links', { token: randomBytes(32).toString('base64url'), ...values });
const open = (token) => ota.call('GET', `/api/share/${token}`, { key: null });
const answer = (token, body) =>
  ota.call('POST', `/api/share/${token}/answers`, { key: null, body });
const feed = (token, headers) =>
  ota.call('GET', `/api/calendar/${token}.ics`, { key: null, headers });
before(async () => {
  ota = await start();
  ({ owner: anna, ben, crew, organization } = await ota.team({ ben: 'manager', crew: 'crew' }));
  const { put: own } = writesOf(anna, organization);
  ({ tour, venue, show, person, item } = await anEvening(own, crew));
  await item({ title: 'Doors', kind: 'doors', starts_at: '2026-10-24T18:00:00Z' });
  // The clocks go back in the night after: 00:30Z is 02:30 in summer, 01:30Z is 02:30 in winter.
  await item({
    title: 'Bus call',
    starts_at: '2026-10-25T00:30:00Z',
    ends_at: '2026-10-25T01:30:00Z',
  });
});
after(() => ota?.stop());

describe('a day sheet behind a link', () => {
  test('it opens without an account and shows what is for everybody, and of money nothing', async () => {
    const { token } = await link(anna, { kind: 'day_sheet', show_id: show.id });
    const { status, body, headers, text } = await open(token);
    assert.equal(status, 200);
    assert.equal(body.kind, 'day_sheet');
    assert.deepEqual(
      body.sheet.items.map((one) => [one.title, one.starts]),
      [
        ['Doors', '20:00'],
        ['Bus call', '02:30 +1'],
      ],
    );
    assert.equal(body.sheet.venue.name, 'Molotow');
    assert.equal(text.includes('777700'), false);
    assert.equal(headers.get('x-robots-tag'), 'noindex, nofollow');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
  });

  test("one person's shows what is assigned to them, too, and never what is the management's", async () => {
    const { token } = await link(anna, {
      kind: 'day_sheet',
      show_id: show.id,
      person_id: person.id,
    });
    const { body } = await open(token);
    assert.deepEqual(
      body.sheet.items.map((one) => one.title),
      ['Line check', 'Doors', 'Bus call'],
    );
    assert.equal(body.sheet.person.name, 'Carla Crossfade');
  });

  test('of a day without a show it opens, too, as long as the day is there', async () => {
    const day = await put(anna, 'days', {
      tour_id: tour.id,
      date: '2026-10-25',
      kind: 'off',
      title: 'By the sea',
      zone: 'Europe/Berlin',
    });
    await put(anna, 'schedule_items', {
      day_id: day.id,
      kind: 'other',
      title: 'Swim',
      starts_at: '2026-10-25T12:00:00Z',
      zone: 'Europe/Berlin',
    });
    const { token } = await link(anna, { kind: 'day_sheet', day_id: day.id });
    const { status, body } = await open(token);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.sheet.day.title, body.sheet.show, body.sheet.items.map((one) => one.title)],
      ['By the sea', null, ['Swim']],
    );
    const { error } = await anna.client.from('days').delete().eq('id', day.id);
    assert.equal(error, null);
    assert.equal((await open(token)).status, 410);
  });

  test('it shows no more than its owner may read at that moment', async () => {
    const leaving = await ota.person('leaving');
    await ota.join(anna, organization, leaving, 'manager');
    const { token } = await link(leaving, { kind: 'day_sheet', show_id: show.id });
    assert.equal((await open(token)).status, 200);
    const { data } = await anna.client
      .from('memberships')
      .delete()
      .eq('user_id', leaving.user.id)
      .eq('organization_id', organization)
      .select();
    assert.equal(data.length, 1);
    assert.equal((await open(token)).status, 410);
  });

  test('expired, withdrawn, mistyped: the same answer, which tells nothing', async () => {
    const expired = await link(anna, {
      kind: 'day_sheet',
      show_id: show.id,
      expires_at: '2026-01-01T00:00:00Z',
    });
    const withdrawn = await link(anna, { kind: 'day_sheet', show_id: show.id });
    await change(anna, 'share_links', withdrawn.id, { revoked_at: new Date().toISOString() });
    const answers = await Promise.all(
      [expired.token, withdrawn.token, 'A'.repeat(43), 'x', `${withdrawn.token}=`].map(open),
    );
    for (const { status, body } of answers) {
      assert.deepEqual(
        [status, body.code, body.message],
        [410, 'gone', 'this link does not open any more'],
      );
    }
    assert.equal(new Set(answers.map((one) => one.text)).size, 1);
  });

  test('when it was last opened is told to its owner', async () => {
    const { id, token } = await link(anna, { kind: 'day_sheet', show_id: show.id });
    await open(token);
    const { data } = await anna.client
      .from('share_links')
      .select('last_used_at')
      .eq('id', id)
      .single();
    assert.equal(Math.abs(Date.parse(data.last_used_at) - Date.now()) < 2 * 3600_000, true);
  });

  test('the token is kept as its hash where links are found', async () => {
    const { token } = await link(anna, { kind: 'day_sheet', show_id: show.id });
    const hash = createHash('sha256').update(token).digest('hex');
    assert.equal((await open(hash.slice(0, 43))).status, 410);
  });

  test('opened too often within ten minutes it says to wait', async () => {
    const { token } = await link(anna, { kind: 'day_sheet', show_id: show.id });
    const seen = new Set();
    for (let n = 0; n < 31; n++) {
      const some = await Promise.all(Array.from({ length: 20 }, () => open(token)));
      for (const one of some) seen.add(one.status);
    }
    assert.deepEqual([...seen], [200, 429]);
  });
});

describe('a venue answers an advance', () => {
  const sections = [
    {
      title: 'Arrival',
      questions: [
        { key: 'parking', text: 'Where do we park?' },
        { key: 'load_in', text: 'Steps?' },
      ],
    },
  ];
  let advance, token, stage;

  before(async () => {
    stage = await put(anna, 'shows', {
      tour_id: tour.id,
      venue_id: venue.id,
      title: 'Second night',
      date: '2026-10-25',
      status: 'confirmed',
    });
    advance = await put(anna, 'advances', {
      show_id: stage.id,
      name: 'Advance',
      status: 'sent',
      sections,
    });
    ({ token } = await link(anna, { kind: 'advance', show_id: stage.id }));
  });

  test('without an account, and everybody sees who answered and when', async () => {
    const opened = await open(token);
    assert.deepEqual(
      [opened.body.kind, opened.body.advance.sections, opened.body.answers],
      ['advance', sections, []],
    );
    const { status, body } = await answer(token, {
      question: 'parking',
      answer: 'In the yard',
      name: 'Karla Kessel',
    });
    assert.equal(status, 200);
    assert.deepEqual(
      [body.answer, body.answered_by, body.answered_name],
      ['In the yard', 'venue', 'Karla Kessel'],
    );
    const { data } = await ben.client.from('advance_answers').select().eq('advance_id', advance.id);
    assert.equal(data.length, 1);
    assert.deepEqual(
      [data[0].answer, data[0].answered_by, data[0].created_by],
      ['In the yard', 'venue', null],
    );
    assert.equal(Math.abs(Date.parse(data[0].answered_at) - Date.now()) < 60_000, true);
    assert.equal((await open(token)).body.answers[0].answer, 'In the yard');
  });

  test('a second answer takes the place of the first and opens what was settled', async () => {
    const {
      data: [first],
    } = await ben.client.from('advance_answers').select().eq('advance_id', advance.id);
    await change(ben, 'advance_answers', first.id, { is_settled: true });
    await answer(token, { question: 'parking', answer: 'In the yard', name: 'Somebody else' });
    const same = (await open(token)).body.answers[0];
    assert.deepEqual([same.answered_name, same.is_settled], ['Karla Kessel', true]);
    await answer(token, { question: 'parking', answer: 'In the street', name: 'Somebody else' });
    const other = (await open(token)).body.answers[0];
    assert.deepEqual(
      [other.answer, other.answered_name, other.is_settled],
      ['In the street', 'Somebody else', false],
    );
  });

  test('with the last answer the advance is answered', async () => {
    assert.equal((await open(token)).body.advance.status, 'sent');
    await answer(token, { question: 'load_in', answer: 'None', name: 'Karla Kessel' });
    assert.equal((await open(token)).body.advance.status, 'answered');
  });

  test('what makes no sense is refused, and nothing is kept', async () => {
    const good = { question: 'parking', answer: 'x', name: 'K' };
    const before = (await open(token)).text;
    const cases = [
      [{ ...good, name: ' ' }, 400],
      [{ ...good, question: '' }, 400],
      [{ ...good, more: 1 }, 400],
      [{ ...good, answer: 'x'.repeat(20001) }, 400],
      [{ ...good, answer: 7 }, 400],
      ['[]', 400],
      [{ ...good, answer: 'a\u0000b' }, 400],
      [{ ...good, question: 'unasked' }, 409],
    ];
    for (const [body, wanted] of cases) assert.equal((await answer(token, body)).status, wanted);
    assert.equal((await open(token)).text, before);
    const sheet = await link(anna, { kind: 'day_sheet', show_id: stage.id });
    assert.equal((await answer(sheet.token, good)).status, 410);
  });

  test('by a link of somebody who may not write advances, nothing is answered', async () => {
    const own = await link(crew, { kind: 'advance', show_id: stage.id });
    const before = (await open(token)).text;
    const { status, body } = await answer(own.token, {
      question: 'parking',
      answer: 'Nowhere',
      name: 'K',
    });
    assert.deepEqual(
      [status, body.code, body.message],
      [409, 'refused', 'whoever made this link may not take answers'],
    );
    assert.equal((await open(token)).text, before);
  });

  test('once approved it stands', async () => {
    await change(anna, 'advances', advance.id, { status: 'approved' });
    const { status, body } = await answer(token, { question: 'parking', answer: 'new', name: 'K' });
    assert.deepEqual(
      [status, body.code, body.message],
      [409, 'refused', 'this advance is approved and locked'],
    );
    assert.equal(
      (await open(token)).body.answers.some((one) => one.answer === 'new'),
      false,
    );
  });
});

describe('a tour file', () => {
  const holds = (file, signature, jwk) =>
    verify(
      'sha256',
      Buffer.from(`OTA tour file 1\n${file}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );

  test('holds the whole tour and is signed with a key that this server shows', async () => {
    const { token } = await link(anna, { kind: 'tour_file', tour_id: tour.id });
    const { body } = await open(token);
    assert.equal(body.kind, 'tour_file');
    const {
      body: { keys },
    } = await ota.call('GET', '/auth/v1/.well-known/jwks.json');
    const ours = keys.find((key) => key.kid === body.key.kid);
    assert.deepEqual([ours.x, ours.y], [body.key.x, body.key.y]);
    assert.equal(holds(body.file, body.signature, ours), true);
    assert.equal(holds(body.file.replace('Doors', 'Floor'), body.signature, ours), false);
    const file = JSON.parse(body.file);
    assert.deepEqual(
      file.sheets.map((sheet) => sheet.date),
      ['2026-10-24', '2026-10-25'],
    );
    assert.equal(body.file.includes('777700'), false);
    assert.equal(body.file.includes('the fee'), false);
  });
});

describe('calendar feeds', () => {
  const read = (text) => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents('vtimezone'))
      ICAL.TimezoneService.register(zone);
    return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  };
  let own, all;

  before(async () => {
    await put(anna, 'days', { tour_id: tour.id, date: '2026-10-26', kind: 'off', city: 'Bremen' });
    await put(anna, 'travel', {
      tour_id: tour.id,
      mode: 'flight',
      title: 'Hamburg, then; Lisbon',
      status: 'booked',
      reference: 'REF123',
      departs_at: '2026-10-26T09:00:00Z',
      departs_zone: 'Europe/Berlin',
      arrives_at: '2026-10-26T12:20:00Z',
      arrives_zone: 'Europe/Lisbon',
      visibility: 'assigned',
      person_ids: [person.id],
    });
    await put(anna, 'stays', {
      tour_id: tour.id,
      name: 'Hotel "Zur 夜の楽団 " and a name that is longer than a line can hold',
      check_in_on: '2026-10-24',
      check_out_on: '2026-10-26',
      status: 'confirmed',
    });
    all = (await link(anna, { kind: 'calendar', tour_id: tour.id })).token;
    own = (await link(crew, { kind: 'calendar', person_id: person.id })).token;
  });

  test('a public parser reads the same instants in their own zones', async () => {
    const { status, text, headers } = await feed(own);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/calendar; charset=utf-8');
    const events = read(text);
    const at = (title) => {
      const event = events.find((one) => one.summary === title);
      return [
        event.startDate.toJSDate().toISOString(),
        event.endDate.toJSDate().toISOString(),
        event.startDate.zone.tzid,
        event.endDate.zone.tzid,
      ];
    };
    assert.deepEqual(at('Flight: Hamburg, then; Lisbon'), [
      '2026-10-26T09:00:00.000Z',
      '2026-10-26T12:20:00.000Z',
      'Europe/Berlin',
      'Europe/Lisbon',
    ]);
    assert.deepEqual(at('Line check').slice(0, 1), ['2026-10-24T15:00:00.000Z']);
    const call = events.find((one) => one.summary === 'Bus call');
    // The hour that comes twice that night.
    assert.equal(call.startDate.toJSDate().toISOString(), '2026-10-25T00:30:00.000Z');
    assert.equal(call.endDate.toJSDate().toISOString(), '2026-10-25T01:30:00.000Z');
  });

  test('whole days are whole days, a stay until the day one leaves', async () => {
    const events = read((await feed(all)).text);
    const days = (start) => {
      const event = events.find((one) => one.summary.startsWith(start));
      return [event.startDate.isDate, event.startDate.toString(), event.endDate.toString()];
    };
    assert.deepEqual(days('Molotow, Hamburg'), [true, '2026-10-24', '2026-10-25']);
    assert.deepEqual(days('Off day'), [true, '2026-10-26', '2026-10-27']);
    assert.deepEqual(days('Hotel:'), [true, '2026-10-24', '2026-10-26']);
  });

  test('lines are at most 75 octets, and no character is torn', async () => {
    const { text } = await feed(all);
    assert.equal(
      text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
      true,
    );
    assert.equal(text.includes('\uFFFD'), false);
    assert.match(
      read(text).find((one) => one.summary.startsWith('Hotel')).summary,
      /夜の楽団.*line can hold$/,
    );
  });

  test("a person's feed has what concerns them, a tour's what is for everybody", async () => {
    const titles = async (token) =>
      read((await feed(token)).text)
        .map((one) => one.summary)
        .sort();
    assert.equal((await titles(own)).includes('Line check'), true);
    assert.equal((await titles(all)).includes('Line check'), false);
    assert.equal(
      (await titles(all)).some((one) => one.startsWith('Flight')),
      false,
    );
    for (const token of [own, all]) {
      const { text } = await feed(token);
      for (const hidden of ['the fee', '777700', 'EUR']) assert.equal(text.includes(hidden), false);
    }
  });

  test('unchanged it is not sent again, changed it is', async () => {
    const first = await feed(all);
    const tag = first.headers.get('etag');
    const again = await feed(all, { 'if-none-match': tag });
    assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', tag]);
    await item({ title: 'Late idea', starts_at: '2026-10-24T18:00:00Z' });
    const changed = await feed(all, { 'if-none-match': tag });
    assert.equal(changed.status, 200);
    assert.notEqual(changed.headers.get('etag'), tag);
    assert.equal(changed.text.includes('Late idea'), true);
  });

  test('withdrawn it ends, and another kind of link is no calendar', async () => {
    const made = await link(anna, { kind: 'calendar', tour_id: tour.id });
    assert.equal(
      (await open(made.token)).body.address,
      `${ota.url}/api/calendar/${made.token}.ics`,
    );
    await change(anna, 'share_links', made.id, { revoked_at: new Date().toISOString() });
    assert.equal((await feed(made.token)).status, 410);
    const sheet = await link(anna, { kind: 'day_sheet', show_id: show.id });
    assert.equal((await feed(sheet.token)).status, 410);
  });
});
