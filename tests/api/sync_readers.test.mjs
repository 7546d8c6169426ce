// Rows with readers: what is hidden, private or somebody else's reaches a crew member's device by no
// path, not one byte of it; what becomes theirs arrives. Every answer and frame they get is kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import WebSocket from 'ws';
import { eventually, start, uuid7 } from './lib.mjs';
import { SyncClient } from './sync_client.mjs';

let ota, anna, crew, other, organization, show;
const people = {};
const devices = [];

before(async () => {
  ota = await start();
  ({ owner: anna, crew, other, organization } = await ota.team({ crew: 'crew', other: 'crew' }));
  people.crew = await write('people', {
    name: 'Carla Example',
    team: 'crew',
    user_id: crew.user.id,
  });
  people.other = await write('people', {
    name: 'Otto Example',
    team: 'band',
    user_id: other.user.id,
  });
  people.later = await write('people', { name: 'Lea Example', team: 'driver' });
  show = await write('shows', { title: 'Lantern Hall', date: '2026-05-12' });
});
after(async () => {
  for (const device of devices) device.socket.terminate();
  await ota?.stop();
});

/** Inserts a row as the owner of the organization, or changes the one called `id`; it as it is then. */
async function write(table, values, id) {
  const of = anna.client.from(table);
  const { data, error } = await (
    id
      ? of.update(values).eq('id', id)
      : of.insert({ organization_id: organization, id: uuid7(), ...values })
  )
    .select()
    .single();
  assert.equal(error, null);
  return data;
}

const item = (values, id) =>
  write(
    'schedule_items',
    id
      ? values
      : {
          show_id: show.id,
          kind: 'call',
          starts_at: '2026-05-12T10:00:00Z',
          zone: 'Europe/Berlin',
          ...values,
        },
    id,
  );

/** A device that syncs, listens and asks, and keeps every byte that it is sent. */
class Device extends SyncClient {
  constructor(person) {
    const bytes = [];
    super(
      {
        call: async (...request) => {
          const answer = await ota.call(...request);
          bytes.push(answer.text);
          return answer;
        },
      },
      person,
      organization,
    );
    Object.assign(this, { bytes, frames: [] });
    devices.push(this);
  }

  /** Listens to every change of every table, and to the news of commits. */
  async listen() {
    this.socket = new WebSocket(
      `${ota.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=ota-anon&vsn=1.0.0`,
    );
    this.socket.on('message', (data) => {
      this.bytes.push(String(data));
      this.frames.push(JSON.parse(data));
    });
    await once(this.socket, 'open');
    const access_token = this.person.token;
    const config = { postgres_changes: [{ event: '*', schema: 'public' }] };
    this.join('realtime:all', { config, access_token });
    this.join(`sync:${organization}`, { access_token });
    const joined = () =>
      this.frames.filter(({ event, payload }) => event === 'phx_reply' && payload.status === 'ok');
    await eventually(() => (joined().length === 2 ? true : undefined), 'both channels');
    return this;
  }

  join(topic, payload) {
    this.socket.send(
      JSON.stringify({ topic, event: 'phx_join', payload, ref: topic, join_ref: topic }),
    );
  }

  /** What the socket told of a row: [type, new, old]. */
  heard(id) {
    return this.frames
      .filter(({ event }) => event === 'postgres_changes')
      .map(({ payload: { data } }) => data)
      .filter(({ record, old_record }) => (record?.id ?? old_record?.id) === id)
      .map(({ type, record, old_record }) => [type, record, old_record]);
  }

  /** Waits until everything written before has been heard, which a marker behind it tells. */
  async caughtUp() {
    const marker = await write('tours', { name: `marker ${uuid7()}` });
    await eventually(() => (this.heard(marker.id).length > 0 ? true : undefined), 'the marker');
    return this.pull();
  }

  rest(table, query = '') {
    return this.ota.call('GET', `/rest/v1/${table}?organization_id=eq.${organization}${query}`, {
      token: this.person.token,
    });
  }

  history(where, query = {}) {
    const search = new URLSearchParams({ organization_id: organization, ...query });
    return this.ota.call('GET', `/api/history/${where}?${search}`, { token: this.person.token });
  }

  /** Asks by every path there is for a row and for all around it. */
  async pry(table, { id, seq }) {
    const answers = {
      rest: await this.rest(table, `&id=eq.${id}`),
      history: await this.history(`${table}/${id}`),
      then: await this.history(`${table}/${id}/at`, { seq }),
    };
    await this.rest(table);
    await this.rest('shows', '&select=*,schedule_items(*)');
    await this.rest('people', '&select=*,person_profiles(*)');
    await this.history(`show/${show.id}/at`, { seq });
    await this.history('deleted');
    await this.snapshotLines();
    await this.post(this.request({ cursor: '1.0', checksums: true }));
    return answers;
  }

  never(...words) {
    const all = this.bytes.join('\n');
    for (const word of words) assert.equal(all.includes(word), false, `${word} was sent`);
  }
}

async function device(person) {
  const one = await new Device(person).listen();
  await one.snapshot();
  return one;
}

const opsOf = (changes, id) => changes.filter((change) => change.id === id).map(({ op }) => op);

describe('an item of the schedule', () => {
  test('that is hidden leaves the device, and nothing of what it becomes is sent', async () => {
    const theirs = await device(crew);
    const { id } = await item({ title: 'Open call' });
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['put']);
    const hidden = await item({ title: 'SECRET-title', visibility: 'management' }, id);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['revoke']);
    assert.equal(theirs.rows.has(`schedule_items/${id}`), false);
    await item({ notes: 'SECRET-notes' }, id);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), []);
    const { rest, history, then } = await theirs.pry('schedule_items', hidden);
    assert.deepEqual(rest.body, []);
    assert.deepEqual(
      history.body.changes.map(({ op }) => op),
      ['revoke', 'insert'],
    );
    assert.equal(then.status, 404);

    await item({ title: 'Open again', notes: null, visibility: 'everyone' }, id);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['put']);
    assert.equal(theirs.rows.get(`schedule_items/${id}`).title, 'Open again');
    const again = await theirs.pry('schedule_items', hidden);
    assert.equal(again.then.status, 404);
    assert.equal(again.rest.body[0].title, 'Open again');
    const heard = theirs.heard(id);
    assert.deepEqual(
      heard.map(([type]) => type),
      ['INSERT', 'DELETE', 'UPDATE'],
    );
    assert.deepEqual(heard[1][2], { organization_id: organization, id });
    assert.deepEqual(heard[2][2], {}, 'how it was before is not theirs to know');
    theirs.never('SECRET');
  });

  test('that was hidden from the first is never heard of, nor that it ends', async () => {
    const theirs = await device(crew);
    const made = await item({ title: 'SECRET-first', visibility: 'management' });
    await item({ title: 'SECRET-second' }, made.id);
    await theirs.caughtUp();
    await theirs.pry('schedule_items', made);
    const { error } = await anna.client.from('schedule_items').delete().eq('id', made.id);
    assert.equal(error, null);
    assert.deepEqual(opsOf(await theirs.caughtUp(), made.id), []);
    const { history } = await theirs.pry('schedule_items', made);
    assert.equal(history.status, 404);
    theirs.never('SECRET', made.id.slice(24));
  });

  test('for some reaches those, also as a team, and moves from one to the other', async () => {
    const [mine, theirs] = [await device(crew), await device(other)];
    const { id } = await item({ title: 'FOR-CREW', visibility: 'assigned', teams: ['crew'] });
    assert.deepEqual(opsOf(await mine.caughtUp(), id), ['put']);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), []);
    theirs.never('FOR-CREW');
    await item({ title: 'FOR-OTHER', teams: [], person_ids: [people.other.id] }, id);
    assert.deepEqual(opsOf(await mine.caughtUp(), id), ['revoke']);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['put']);
    await item({ title: 'FOR-BOTH', teams: ['crew', 'band'], person_ids: [] }, id);
    assert.deepEqual(opsOf(await mine.caughtUp(), id), ['put']);
    assert.deepEqual(
      mine.heard(id).map(([type]) => type),
      ['INSERT', 'DELETE', 'UPDATE'],
    );
    assert.deepEqual(
      theirs.heard(id).map(([type]) => type),
      ['UPDATE', 'UPDATE'],
      'who keeps it loses nothing',
    );
    const was = await theirs.history(`schedule_items/${id}`);
    assert.deepEqual(
      was.body.changes.map(({ op }) => op),
      ['update', 'update'],
      'it was taken from others only',
    );
    await mine.history(`schedule_items/${id}`);
    mine.never('FOR-OTHER');
    theirs.never('FOR-CREW');
  });

  test("what it is for is the server's to say, whatever a client sends", async () => {
    const theirs = await device(crew);
    const made = await item({
      title: 'SECRET-sent',
      visibility: 'management',
      reader_ids: [crew.user.id],
    });
    assert.deepEqual(made.reader_ids, []);
    const [result] = await new SyncClient(ota, anna, organization).push({
      n: 1,
      table: 'schedule_items',
      op: 'update',
      id: made.id,
      base_seq: made.seq,
      values: { reader_ids: [crew.user.id] },
    });
    assert.deepEqual([result.status, result.code], ['rejected', 'invalid']);
    await theirs.caughtUp();
    theirs.never('SECRET');
  });
});

describe('a journey', () => {
  test('of a person who gets an account later arrives with it, and goes with it', async () => {
    const lea = await ota.person('lea');
    await ota.join(anna, organization, lea, 'crew');
    const made = await write('travel', {
      mode: 'car',
      title: 'VAN-to-the-hall',
      visibility: 'assigned',
      person_ids: [people.later.id],
    });
    const [hers, theirs] = [await device(lea), await device(crew)];
    await hers.pry('travel', made);
    hers.never('VAN-to-the-hall');
    await write('people', { user_id: lea.user.id }, people.later.id);
    assert.deepEqual(opsOf(await hers.caughtUp(), made.id), ['put']);
    assert.deepEqual(
      hers.heard(made.id).map(([type, , old]) => [type, old]),
      [['UPDATE', {}]],
    );
    assert.equal((await hers.pry('travel', made)).then.status, 404, 'it was not hers then');
    await write('people', { user_id: null }, people.later.id);
    assert.deepEqual(opsOf(await hers.caughtUp(), made.id), ['revoke']);
    await write('travel', { title: 'VAN-elsewhere' }, made.id);
    await hers.caughtUp();
    hers.never('VAN-elsewhere');
    await theirs.caughtUp();
    await theirs.pry('travel', made);
    theirs.never('VAN-to-the-hall', 'VAN-elsewhere');
  });

  test('for a team is lost by who leaves the team', async () => {
    const theirs = await device(crew);
    const { id } = await write('travel', {
      mode: 'bus',
      title: 'Crew bus',
      visibility: 'assigned',
      teams: ['crew'],
    });
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['put']);
    await write('people', { team: null }, people.crew.id);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['revoke']);
    await write('people', { team: 'crew' }, people.crew.id);
    assert.deepEqual(opsOf(await theirs.caughtUp(), id), ['put']);
  });
});

describe('a private profile', () => {
  test('is read and written by its person, and by no colleague', async () => {
    const [mine, theirs] = [await device(crew), await device(other)];
    const { id, result } = await mine.insert('person_profiles', {
      person_id: people.crew.id,
      passport_number: 'PASS-crew',
      meal_preference: 'vegan',
    });
    assert.equal(result.status, 'applied');
    await mine.caughtUp();
    const own = mine.rows.get(`person_profiles/${id}`);
    assert.deepEqual(own.reader_ids, [crew.user.id]);
    assert.equal((await mine.update('person_profiles', id, { shirt_size: 'M' })).status, 'applied');
    await theirs.caughtUp();
    await theirs.pry('person_profiles', own);
    const refused = await theirs.insert('person_profiles', { person_id: people.later.id });
    assert.deepEqual([refused.result.status, refused.result.code], ['rejected', 'no_access']);
    const taken = await theirs.insert('person_profiles', { person_id: people.crew.id });
    assert.deepEqual([taken.result.status, taken.result.code], ['rejected', 'no_access']);
    theirs.never('PASS-crew');
    const { data } = await anna.client.from('person_profiles').select().eq('id', id).single();
    assert.deepEqual([data.passport_number, data.shirt_size], ['PASS-crew', 'M']);
  });
});

describe('roles', () => {
  test('a manager made crew hears nothing more of what is hidden, and all of it once made manager again', async () => {
    const max = await ota.person('max');
    await ota.join(anna, organization, max, 'manager');
    const { id } = await item({ title: 'HIDDEN-before', visibility: 'management' });
    const his = await device(max);
    assert.equal(his.rows.get(`schedule_items/${id}`).title, 'HIDDEN-before');
    const [membership] = his.table('memberships').filter((row) => row.user_id === max.user.id);
    await write('memberships', { role: 'crew' }, membership.id);
    await his.caughtUp();
    await his.snapshot();
    assert.equal(his.rows.has(`schedule_items/${id}`), false);
    his.bytes.length = 0;
    const hidden = await item({ title: 'HIDDEN-after' }, id);
    assert.deepEqual(opsOf(await his.caughtUp(), id), []);
    await his.pry('schedule_items', hidden);
    his.never('HIDDEN');
    await write('memberships', { role: 'manager' }, membership.id);
    await his.caughtUp();
    await his.snapshot();
    assert.equal(his.rows.get(`schedule_items/${id}`).title, 'HIDDEN-after');
  });
});

describe('a conflict', () => {
  test('does not tell what a row was before it was theirs', async () => {
    const theirs = await device(crew);
    const spent = { spent_on: '2026-05-12', category: 'food', amount_minor: 1250, currency: 'EUR' };
    const made = await write('expenses', { ...spent, description: 'BEFORE-it-was-theirs' });
    await write('expenses', { owner_id: crew.user.id, description: 'Yours now' }, made.id);
    const result = await theirs.update('expenses', made.id, { description: 'Mine' }, made.seq);
    assert.equal(result.status, 'conflict');
    await theirs.caughtUp();
    const [conflict] = theirs.table('conflicts').filter(({ row_id }) => row_id === made.id);
    assert.deepEqual(conflict.fields, [
      { field: 'description', base: null, mine: 'Mine', theirs: 'Yours now' },
    ]);
    await theirs.pry('expenses', made);
    theirs.never('BEFORE-it-was-theirs');
  });
});
