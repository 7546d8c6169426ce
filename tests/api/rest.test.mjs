// /rest/v1 and /api/shows with the unmodified supabase-js, and what they say to bad input.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { start, uuid7 } from './lib.mjs';

let ota, owner, crew, stranger, organization, foreign;

const show = (fields = {}) => ({
  organization_id: organization.id,
  id: uuid7(),
  title: 'Lantern Night',
  date: '2026-05-14',
  status: 'confirmed',
  ...fields,
});

/** The data of a supabase-js answer that must have worked. */
const data = async (query) => {
  const answer = await query;
  assert.equal(answer.error, null, JSON.stringify(answer.error));
  return answer.data;
};

before(async () => {
  ota = await start();
  owner = await ota.person('owner');
  crew = await ota.person('crew');
  stranger = await ota.person('stranger');
  organization = await ota.organization(owner);
  foreign = await ota.organization(stranger, 'Somebody Else');
  await ota.join(owner, organization.id, crew, 'crew');
});
after(() => ota?.stop());

describe('supabase-js on a table', () => {
  it('inserts, selects back, updates, upserts and deletes', async () => {
    const shows = () => owner.client.from('shows');
    const one = show();
    const inserted = await data(shows().insert(one).select().single());
    assert.equal(inserted.title, 'Lantern Night');
    assert.equal(inserted.created_by, owner.user.id);
    const updated = await data(
      shows().update({ title: 'Lantern Night II' }).eq('id', one.id).select('id,title'),
    );
    assert.deepEqual(updated, [{ id: one.id, title: 'Lantern Night II' }]);
    const upserted = await data(
      shows()
        .upsert([{ ...one, title: 'Third name' }, show({ title: 'New one' })])
        .select('title')
        .order('title'),
    );
    assert.deepEqual(
      upserted.map((row) => row.title),
      ['New one', 'Third name'],
    );
    assert.deepEqual(await data(shows().delete().eq('id', one.id).select('id')), [{ id: one.id }]);
    assert.equal(await data(shows().select().eq('id', one.id).maybeSingle()), null);
  });

  it('answers an insert without select() with nothing and 201', async () => {
    const answer = await owner.client.from('shows').insert(show());
    assert.deepEqual([answer.status, answer.data, answer.error], [201, null, null]);
  });

  it('filters, orders, cuts and counts', async () => {
    const dates = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'];
    const rows = dates.map((date, i) =>
      show({ date, title: `Count ${i}`, capacity: i ? i * 100 : null }),
    );
    await data(owner.client.from('shows').insert(rows));
    const from = () => owner.client.from('shows').select('title', { count: 'exact' });
    const page = await from()
      .gte('date', '2027-01-01')
      .lt('date', '2028-01-01')
      .order('date', { ascending: false })
      .range(1, 2);
    assert.deepEqual(
      page.data.map((row) => row.title),
      ['Count 2', 'Count 1'],
    );
    assert.equal(page.count, 4);
    const titles = async (query) => (await data(query.order('title'))).map((row) => row.title);
    assert.deepEqual(await titles(from().is('capacity', null).like('title', 'Count%')), [
      'Count 0',
    ]);
    assert.deepEqual(await titles(from().in('date', dates.slice(2))), ['Count 2', 'Count 3']);
    assert.deepEqual(await titles(from().or('capacity.eq.100,title.eq.Count 3')), [
      'Count 1',
      'Count 3',
    ]);
    assert.deepEqual(
      await titles(
        from().not('capacity', 'is', null).ilike('title', 'count%').neq('capacity', 200),
      ),
      ['Count 1', 'Count 3'],
    );
    // unlike neq it counts what has no value as another one
    assert.deepEqual(
      await titles(from().like('title', 'Count%').filter('capacity', 'isdistinct', 200)),
      ['Count 0', 'Count 1', 'Count 3'],
    );
  });

  it('embeds the venue in a show and the shows in a venue', async () => {
    const venue = {
      organization_id: organization.id,
      id: uuid7(),
      name: 'Festsaal Kreuzberg',
      city: 'Berlin',
    };
    await data(owner.client.from('venues').insert(venue));
    await data(owner.client.from('shows').insert(show({ venue_id: venue.id, title: 'Embedded' })));
    const there = await data(
      owner.client
        .from('shows')
        .select('title,venues(name,city)')
        .eq('venue_id', venue.id)
        .single(),
    );
    assert.deepEqual(there, {
      title: 'Embedded',
      venues: { name: 'Festsaal Kreuzberg', city: 'Berlin' },
    });
    const back = await data(
      owner.client.from('venues').select('name,gigs:shows(title)').eq('id', venue.id).single(),
    );
    assert.deepEqual(back, { name: 'Festsaal Kreuzberg', gigs: [{ title: 'Embedded' }] });
    const inner = await data(
      owner.client.from('shows').select('title,venues!inner(city)').eq('venues.city', 'Berlin'),
    );
    assert.deepEqual(inner, [{ title: 'Embedded', venues: { city: 'Berlin' } }]);
  });

  it('says so when a single object is not exactly one, and undoes the write', async () => {
    const { error } = await owner.client.from('shows').select().eq('id', uuid7()).single();
    assert.equal(error.code, 'PGRST116');
    const rows = [show({ title: 'Twin' }), show({ title: 'Twin' })];
    await data(owner.client.from('shows').insert(rows));
    const both = await owner.client.from('shows').delete().eq('title', 'Twin').select().single();
    assert.equal(both.error.code, 'PGRST116');
    assert.equal((await data(owner.client.from('shows').select().eq('title', 'Twin'))).length, 2);
  });

  it('keeps organizations apart', async () => {
    const theirs = { ...show(), organization_id: foreign.id };
    assert.equal((await owner.client.from('shows').insert(theirs)).error.code, '42501');
    await data(stranger.client.from('shows').insert(theirs));
    assert.deepEqual(await data(owner.client.from('shows').select().eq('id', theirs.id)), []);
    assert.deepEqual(
      await data(owner.client.from('shows').update({ title: 'mine' }).eq('id', theirs.id).select()),
      [],
    );
    assert.deepEqual(
      await data(owner.client.from('shows').delete().eq('id', theirs.id).select()),
      [],
    );
    assert.equal(
      (await data(stranger.client.from('shows').select('title').eq('id', theirs.id).single()))
        .title,
      'Lantern Night',
    );
  });

  it('lets crew read shows, and refuses their writes and the money', async () => {
    const one = show();
    await data(owner.client.from('shows').insert(one));
    const money = {
      organization_id: organization.id,
      id: uuid7(),
      show_id: one.id,
      currency: 'EUR',
      guarantee_minor: 250000,
    };
    await data(owner.client.from('show_financials').insert(money));
    assert.equal((await data(crew.client.from('shows').select('id').eq('id', one.id))).length, 1);
    assert.equal((await crew.client.from('shows').insert(show())).error.code, '42501');
    assert.deepEqual(await data(crew.client.from('show_financials').select()), []);
  });
});

describe('many rows at once', () => {
  it('two thousand guests are judged in one insert, and who does not fit waits', async () => {
    const at = { organization_id: organization.id };
    const night = show();
    await data(owner.client.from('shows').insert(night));
    const list = { ...at, id: uuid7(), show_id: night.id, name: 'Artist', allotment: 1500 };
    await data(owner.client.from('guest_lists').insert(list));
    const guests = Array.from({ length: 2000 }, (_, i) => ({
      ...at,
      id: uuid7(),
      guest_list_id: list.id,
      name: `Guest ${String(i).padStart(4, '0')}`,
      plus: i % 2,
      status: 'approved',
    }));
    const told = await data(owner.client.from('guests').insert(guests).select('name,status'));
    const approved = told.filter((guest) => guest.status === 'approved').map(({ name }) => name);
    assert.deepEqual(
      approved,
      guests.slice(0, 1000).map(({ name }) => name),
    );
    assert.equal(told.filter((guest) => guest.status === 'waitlisted').length, 1000);
  });
});

describe('/api/shows', () => {
  it('lists, creates, reads, replaces fields and deletes as the specification draws it', async () => {
    const one = show({ title: 'By the book' });
    const call = (method, path, body) => ota.call(method, path, { token: owner.token, body });
    const created = await call('POST', '/api/shows', one);
    assert.equal(created.status, 201);
    assert.equal(created.body.id, one.id);
    assert.equal((await call('GET', `/api/shows/${one.id}`)).body.title, 'By the book');
    assert.ok((await call('GET', '/api/shows')).body.some((row) => row.id === one.id));
    const changed = await call('PUT', `/api/shows/${one.id}`, { title: 'By another book' });
    assert.deepEqual([changed.status, changed.body.title], [200, 'By another book']);
    assert.equal((await call('DELETE', `/api/shows/${one.id}`)).status, 200);
    const gone = await call('GET', `/api/shows/${one.id}`);
    assert.deepEqual([gone.status, gone.body.code], [404, 'not_found']);
  });

  it('wants a signed-in user', async () => {
    assert.equal((await ota.call('GET', '/api/shows')).status, 401);
  });

  it('tells the stages of its way in Server-Timing', async () => {
    const { headers } = await ota.call('GET', '/api/shows', { token: owner.token });
    for (const stage of ['auth', 'parse', 'plan', 'query'])
      assert.match(headers.get('server-timing'), new RegExp(stage));
  });
});

describe('bad input gets a status, a code and a sentence, and writes nothing', () => {
  const cases = [
    ['an unknown table', 'GET', '/rest/v1/riders', undefined, 404, 'PGRST205', /riders/],
    [
      'an unknown column in select',
      'GET',
      '/rest/v1/shows?select=fee',
      undefined,
      400,
      'PGRST204',
      /fee/,
    ],
    [
      'an unknown column in a filter',
      'GET',
      '/rest/v1/shows?fee=eq.1',
      undefined,
      400,
      'PGRST204',
      /fee/,
    ],
    [
      'an unknown operator',
      'GET',
      '/rest/v1/shows?title=is_like.x',
      undefined,
      400,
      'PGRST100',
      /is_like/,
    ],
    ['an id that is none', 'GET', '/rest/v1/shows?id=eq.17', undefined, 400, '22P02', /uuid/],
    ['a bad escape', 'GET', '/rest/v1/shows?title=eq.%zz', undefined, 400, 'PGRST100', /decoded/],
    ['a NUL', 'GET', '/rest/v1/shows?title=eq.%00', undefined, 400, 'PGRST100', /decoded/],
    [
      'bytes that are not UTF-8',
      'GET',
      '/rest/v1/shows?title=eq.%ff%fe',
      undefined,
      400,
      'PGRST100',
      /decoded/,
    ],
    ['JSON that is none', 'POST', '/rest/v1/shows', '{"title":', 400, 'PGRST102', /JSON/],
    ['a bare number', 'POST', '/rest/v1/shows', '7', 400, 'PGRST102', /object/],
    [
      'the same key twice',
      'POST',
      '/rest/v1/shows',
      '{"title":"a","title":"b"}',
      400,
      'PGRST102',
      /JSON/,
    ],
    ['a field that is not ours', 'POST', '/rest/v1/shows', '{"fee":1}', 400, 'PGRST204', /fee/],
    ['a field that is the server’s', 'POST', '/rest/v1/shows', '{"seq":1}', 400, 'PGRST204', /seq/],
    [
      'rows with different keys',
      'POST',
      '/rest/v1/shows',
      '[{"title":"a"},{"date":"2026-01-01"}]',
      400,
      'PGRST102',
      /same keys/,
    ],
    ['an update of everything', 'PATCH', '/rest/v1/shows', '{"title":"x"}', 400, '21000', /filter/],
    ['a delete of everything', 'DELETE', '/rest/v1/shows', undefined, 400, '21000', /filter/],
    ['a function that is none', 'POST', '/rest/v1/rpc/drop_all', '{}', 404, 'PGRST202', /drop_all/],
    [
      'an argument that is none',
      'POST',
      '/rest/v1/rpc/create_organization',
      '{"nom":"x"}',
      404,
      'PGRST202',
      /nom/,
    ],
  ];
  for (const [name, method, path, body, status, code, words] of cases) {
    it(name, async () => {
      const answer = await ota.call(method, path, { token: owner.token, body });
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.body.code, code, answer.text);
      assert.match(answer.body.message, words);
    });
  }

  it('a value of a wrong type names the trouble', async () => {
    const answer = await ota.call('POST', '/rest/v1/shows', {
      token: owner.token,
      body: show({ date: '2026-02-31' }),
    });
    assert.deepEqual([answer.status, answer.body.code], [400, '22008']);
  });

  it('a status that the table does not know is refused by its constraint', async () => {
    const answer = await ota.call('POST', '/rest/v1/shows', {
      token: owner.token,
      body: show({ status: 'maybe' }),
    });
    assert.deepEqual([answer.status, answer.body.code], [400, '23514']);
  });

  it('invalid UTF-8 in a body is refused', async () => {
    const response = await fetch(`${ota.url}/rest/v1/shows`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${owner.token}`,
        apikey: 'ota-anon',
        'content-type': 'application/json',
      },
      body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    });
    assert.equal(response.status, 400);
    assert.match((await response.json()).message, /UTF-8/);
  });

  it('a body over the limit is refused with 413', async () => {
    const answer = await ota.call('PATCH', '/rest/v1/shows?id=eq.x', {
      token: owner.token,
      body: `{"title":"${'x'.repeat(2 << 20)}"}`,
    });
    assert.equal(answer.status, 413);
  });

  it('a foreign token is refused with 401', async () => {
    const forged = `${owner.token.slice(0, -8)}AAAAAAAA`;
    assert.equal((await ota.call('GET', '/rest/v1/shows', { token: forged })).status, 401);
  });

  it('anon reads nothing and is told to sign in', async () => {
    const answer = await ota.call('GET', '/rest/v1/shows');
    assert.ok(
      answer.status === 401 || (answer.status === 200 && answer.body.length === 0),
      answer.text,
    );
  });

  it('after all of that the server still answers', async () => {
    assert.equal((await ota.call('GET', '/healthz')).status, 200);
  });
});
