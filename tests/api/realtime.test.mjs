// The realtime socket: unmodified supabase-js hears what its user may see, nobody else does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, test } from 'node:test';
import WebSocket from 'ws';
import { eventually, start, uuid7 } from './lib.mjs';
import { show, SyncClient } from './sync_client.mjs';

let ota, anna, ben, crew, stranger, organization, elsewhere;
const open = [];

before(async () => {
  ota = await start();
  anna = await ota.person('anna');
  ben = await ota.person('ben');
  crew = await ota.person('crew');
  stranger = await ota.person('stranger');
  organization = (await ota.organization(anna)).id;
  elsewhere = (await ota.organization(stranger, 'Elsewhere')).id;
  await ota.join(anna, organization, ben, 'manager');
  await ota.join(anna, organization, crew, 'crew');
  await eventually(async () => {
    const { text } = await ota.call('GET', '/readyz');
    return text.includes('logical') || text.includes('ready') ? true : undefined;
  }, 'the feed');
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
after(() => ota?.stop());

/** Subscribes as a person would; `heard` collects payloads. */
async function subscribe(
  person,
  filter,
  { name = 'shows-changes', event = 'postgres_changes' } = {},
) {
  const client = ota.client();
  await client.realtime.setAuth(person.token);
  const heard = [];
  const channel = client.channel(name).on(event, filter, (payload) => heard.push(payload));
  open.push(() => client.removeAllChannels());
  const status = await new Promise((resolve, reject) => {
    channel.subscribe((word, error) => {
      if (word === 'SUBSCRIBED') resolve(word);
      else if (word === 'CHANNEL_ERROR' || word === 'TIMED_OUT') reject(error ?? new Error(word));
    });
  });
  assert.equal(status, 'SUBSCRIBED');
  return { client, channel, heard };
}

const everyShow = { event: '*', schema: 'public', table: 'shows' };
const first = (heard, wanted = () => true) => eventually(() => heard.find(wanted), 'a message');
const device = (person, id = organization) => new SyncClient(ota, person, id);

/** A marker that everybody who may read tours hears; what is not heard before it is not heard. */
async function marker(heard, id = organization, person = anna) {
  const tour = await device(person, id).insert('tours', { name: 'marker' });
  await first(heard, (one) => one.new?.id === tour.id);
}

describe('postgres_changes', () => {
  test("the specification's own snippet hears insert, update and delete", async () => {
    const { heard } = await subscribe(ben, everyShow);
    const { data, error } = await anna.client
      .from('shows')
      .insert({
        organization_id: organization,
        id: uuid7(),
        ...show({ capacity: 300 }),
      })
      .select()
      .single();
    assert.equal(error, null);
    const insert = await first(heard, (one) => one.eventType === 'INSERT');
    assert.deepEqual(insert.new, data);
    assert.deepEqual(insert.old, {});
    assert.equal(insert.schema, 'public');
    assert.equal(insert.table, 'shows');
    assert.ok(Math.abs(Date.parse(insert.commit_timestamp) - Date.now()) < 60_000);
    await anna.client.from('shows').update({ capacity: 350 }).eq('id', data.id);
    const update = await first(heard, (one) => one.eventType === 'UPDATE');
    assert.equal(update.new.capacity, 350);
    assert.equal(update.old.capacity, 300);
    await anna.client.from('shows').delete().eq('id', data.id);
    const gone = await first(heard, (one) => one.eventType === 'DELETE');
    assert.equal(gone.old.id, data.id);
    assert.deepEqual(gone.new, {});
    assert.equal(heard.length, 3);
  });

  test('a listener hears only its event, its table and what its filter lets through', async () => {
    const all = await subscribe(ben, { event: '*', schema: 'public' });
    const some = await subscribe(ben, {
      event: 'INSERT',
      schema: 'public',
      table: 'shows',
      filter: 'capacity=gte.500',
    });
    const named = await subscribe(ben, {
      event: '*',
      schema: 'public',
      table: 'shows',
      filter: 'city=in.(Kiel,Bremen)',
    });
    const mine = device(anna);
    const small = await mine.insert('shows', show({ capacity: 499, city: 'Kiel' }));
    const large = await mine.insert('shows', show({ capacity: 500, city: 'Berlin' }));
    await mine.update('shows', large.id, { capacity: 900 }, large.result.seq);
    await marker(all.heard);
    assert.deepEqual(
      some.heard.map((one) => one.new.id),
      [large.id],
    );
    assert.deepEqual(
      named.heard.map((one) => one.new.id),
      [small.id],
    );
  });

  test("another tenant's changes are never heard", async () => {
    const all = await subscribe(anna, { event: '*', schema: 'public' });
    const theirs = await subscribe(stranger, { event: '*', schema: 'public' });
    await device(stranger, elsewhere).insert('shows', show());
    await device(anna).insert('shows', show());
    await marker(all.heard);
    await marker(theirs.heard, elsewhere, stranger);
    assert.ok(all.heard.every((one) => one.new.organization_id === organization));
    assert.ok(theirs.heard.every((one) => one.new.organization_id === elsewhere));
  });

  test('crew hears of shows, never of financials or of expenses of others', async () => {
    const theirs = await subscribe(crew, { event: '*', schema: 'public' });
    const writer = device(anna);
    const { id } = await writer.insert('shows', show());
    await writer.insert('show_financials', { show_id: id, currency: 'EUR', guarantee_minor: 1 });
    const values = { spent_on: '2026-05-12', category: 'fuel', amount_minor: 1, currency: 'EUR' };
    await writer.insert('expenses', values);
    const own = await device(crew).insert('expenses', values);
    await marker(theirs.heard);
    const tables = theirs.heard.map((one) => one.table);
    assert.ok(tables.includes('shows'));
    assert.ok(!tables.includes('show_financials'));
    const expenses = theirs.heard
      .filter((one) => one.table === 'expenses')
      .map((one) => one.new.id);
    assert.deepEqual(expenses, [own.id]);
  });

  test('without a sign-in nothing is heard', async () => {
    const all = await subscribe(anna, { event: '*', schema: 'public' });
    const nobody = await subscribe({ token: 'ota-anon' }, { event: '*', schema: 'public' });
    await device(anna).insert('shows', show());
    await marker(all.heard);
    assert.deepEqual(nobody.heard, []);
  });

  test('a filter that cannot be understood is refused with words', async () => {
    await assert.rejects(
      subscribe(ben, { event: '*', schema: 'public', table: 'shows', filter: 'capacity is large' }),
      /filter/,
    );
    await assert.rejects(subscribe(ben, { event: '*', schema: 'auth' }), /schema/);
  });

  test('a bad token is refused', async () => {
    await assert.rejects(subscribe({ token: `${ben.token}x` }, everyShow), /token/);
  });
});

describe('losing rights', () => {
  async function member(name, role) {
    const person = await ota.person(name);
    await ota.join(anna, organization, person, role);
    const { data } = await anna.client
      .from('memberships')
      .select()
      .eq('user_id', person.user.id)
      .single();
    return { person, membership: data };
  }

  test('a removed member hears nothing that is committed afterwards', async () => {
    const { person, membership } = await member('removed', 'manager');
    const theirs = await subscribe(person, { event: '*', schema: 'public' });
    const others = await subscribe(ben, { event: '*', schema: 'public' });
    await marker(theirs.heard);
    await anna.client.from('memberships').delete().eq('id', membership.id);
    const before = theirs.heard.length;
    await device(anna).insert('shows', show());
    await marker(others.heard);
    assert.equal(theirs.heard.length, before);
  });

  /** Somebody with a channel on which all of the members see each other. */
  async function present(person, topic) {
    const here = await subscribe(person, {}, { name: topic, event: 'presence' });
    await here.channel.track({ on: topic });
    return here;
  }

  test('a removed member is seen no longer, and can say nothing there any more', async () => {
    const { person, membership } = await member('present', 'manager');
    const second = (await ota.organization(person, 'Second home')).id;
    await ota.join(person, second, stranger, 'crew');
    const topics = [`organization:${organization}`, 'stage'];
    const [bound, free] = [await present(person, topics[0]), await present(person, topics[1])];
    const watchers = [await present(ben, topics[0]), await present(ben, topics[1])];
    const elsewhere = await present(stranger, topics[1]);
    const sees = ({ channel }) => person.user.id in channel.presenceState();
    for (const one of [...watchers, elsewhere])
      await eventually(() => sees(one) || undefined, 'the presence');
    await anna.client.from('memberships').delete().eq('id', membership.id);
    for (const one of watchers)
      await eventually(() => !sees(one) || undefined, 'the presence to go');
    await eventually(() => bound.channel.state === 'closed' || undefined, 'the channel to close');
    await eventually(() => sees(elsewhere) || undefined, 'the presence that others still see');
    await free.channel.track({ on: 'again' });
    await eventually(
      () => elsewhere.channel.presenceState()[person.user.id]?.[0].on === 'again' || undefined,
      'the news',
    );
    assert.deepEqual(watchers.map(sees), [false, false]);
  });

  test('a member who becomes crew stops hearing of financials at once', async () => {
    const { person, membership } = await member('demoted', 'manager');
    const theirs = await subscribe(person, { event: '*', schema: 'public' });
    const writer = device(anna);
    const { id } = await writer.insert('shows', show());
    const money = await writer.insert('show_financials', {
      show_id: id,
      currency: 'EUR',
      guarantee_minor: 1,
    });
    await first(theirs.heard, (one) => one.table === 'show_financials');
    await anna.client.from('memberships').update({ role: 'crew' }).eq('id', membership.id);
    await writer.update('show_financials', money.id, { guarantee_minor: 2 }, money.result.seq);
    await marker(theirs.heard);
    assert.equal(theirs.heard.filter((one) => one.table === 'show_financials').length, 1);
  });
});

describe('between clients', () => {
  test('a broadcast reaches the others of the organization, not its sender, not strangers', async () => {
    const filter = { event: 'cursor' };
    const options = { name: 'room', event: 'broadcast' };
    const [from, to, other] = [
      await subscribe(anna, filter, options),
      await subscribe(ben, filter, options),
      await subscribe(stranger, filter, options),
    ];
    await from.channel.send({ type: 'broadcast', event: 'cursor', payload: { x: 1, name: 'Zoë' } });
    const heard = await first(to.heard);
    assert.deepEqual(heard.payload, { x: 1, name: 'Zoë' });
    await to.channel.send({ type: 'broadcast', event: 'cursor', payload: { x: 2 } });
    assert.equal((await first(from.heard)).payload.x, 2);
    assert.equal(from.heard.length, 1);
    assert.deepEqual(other.heard, []);
  });
});

/** A bare Phoenix client, as the app has one. */
class Phoenix {
  constructor(vsn = '1.0.0') {
    this.vsn = vsn;
    this.heard = [];
    this.ref = 0;
    this.socket = new WebSocket(
      `${ota.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=${vsn}`,
    );
    this.socket.on('message', (data) => this.heard.push(this.decode(JSON.parse(data))));
    this.closed = once(this.socket, 'close').then(([code]) => code);
    open.push(() => this.socket.terminate());
  }

  decode(message) {
    if (this.vsn === '1.0.0') return message;
    const [join_ref, ref, topic, event, payload] = message;
    return { join_ref, ref, topic, event, payload };
  }

  async ready() {
    await once(this.socket, 'open');
    return this;
  }

  send(topic, event, payload) {
    const ref = String((this.ref += 1));
    this.socket.send(
      JSON.stringify(
        this.vsn === '1.0.0'
          ? { topic, event, payload, ref, join_ref: '1' }
          : ['1', ref, topic, event, payload],
      ),
    );
    return ref;
  }

  async ask(topic, event, payload) {
    const ref = this.send(topic, event, payload);
    const reply = await first(this.heard, (one) => one.event === 'phx_reply' && one.ref === ref);
    return reply.payload;
  }
}

describe('sync channels', () => {
  for (const vsn of ['1.0.0', '2.0.0']) {
    test(`tell of each commit by its seq and the one before (${vsn})`, async () => {
      const socket = await new Phoenix(vsn).ready();
      const topic = `sync:${organization}`;
      const joined = await socket.ask(topic, 'phx_join', { access_token: ben.token });
      assert.equal(joined.status, 'ok');
      const writer = device(anna);
      const one = await writer.insert('tours', { name: 'one' });
      const two = await writer.insert('tours', { name: 'two' });
      const pulls = () =>
        socket.heard.filter((message) => message.event === 'pull').map(({ payload }) => payload);
      const last = await eventually(
        () => pulls().find(({ seq }) => seq === two.result.seq),
        'the second commit',
      );
      assert.equal(last.prev_seq, one.result.seq);
      assert.equal((await socket.ask('phoenix', 'heartbeat', {})).status, 'ok');
    });
  }

  test('are for members only', async () => {
    const socket = await new Phoenix().ready();
    const refused = await socket.ask(`sync:${organization}`, 'phx_join', {
      access_token: stranger.token,
    });
    assert.equal(refused.status, 'error');
    assert.match(refused.response.reason, /not a member/);
    const nobody = await new Phoenix().ready();
    assert.equal((await nobody.ask(`sync:${organization}`, 'phx_join', {})).status, 'error');
  });

  test('a member who is removed is told to pull', async () => {
    const person = await ota.person('leaver');
    await ota.join(anna, organization, person, 'manager');
    const socket = await new Phoenix().ready();
    await socket.ask(`sync:${organization}`, 'phx_join', { access_token: person.token });
    await anna.client.from('memberships').delete().eq('user_id', person.user.id);
    await first(socket.heard, (one) => one.event === 'pull');
    assert.equal((await device(person).post(device(person).request())).body.purge, true);
  });
});

describe('sockets', () => {
  test('what is no Phoenix message closes its own socket only', async () => {
    const good = await new Phoenix().ready();
    for (const garbage of ['{', '[]', '{"topic":1}', Buffer.from([3, 255, 255])]) {
      const socket = await new Phoenix().ready();
      socket.socket.send(garbage);
      assert.equal(await socket.closed, 1007);
    }
    assert.equal((await good.ask('phoenix', 'heartbeat', {})).status, 'ok');
  });

  test('a wrong apikey or version is refused before the upgrade', async () => {
    for (const query of ['', '?apikey=wrong&vsn=1.0.0', '?apikey=ota-anon&vsn=9.9.9']) {
      const socket = new WebSocket(
        `${ota.url.replace('http', 'ws')}/realtime/v1/websocket${query}`,
      );
      const [, response] = await once(socket, 'unexpected-response');
      assert.ok([400, 401].includes(response.statusCode), String(response.statusCode));
      response.destroy();
    }
  });
});
