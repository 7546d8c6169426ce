// Sync under attack from below and from all sides at once: writers of every kind, rights that change while
// rows are on their way, a database that dies, runs full or loses its reader.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { Database } from './database.mjs';
import { eventually, start, uuid7 } from './lib.mjs';
import { SyncClient } from './sync_client.mjs';
import { listen, Listener } from './sync_socket.mjs';

let ota, database, anna, organization;

async function open(options) {
  ota = await start(options);
  database = new Database(ota, options?.env?.OTA_DATA_DIR);
  anna = await ota.person('anna');
  organization = (await ota.organization(anna)).id;
}

const device = (person = anna) => new SyncClient(ota, person, organization);
const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** Rows of the log of a table, as [row_id, seq]. */
const logged = (table) =>
  database
    .sql(
      `select row_id, seq from ota.change_log
    where organization_id = '${organization}' and table_name = '${table}' and op = 'insert' order by seq, ord`,
    )
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('|'))
    .map(([id, seq]) => [id, Number(seq)]);

/** Pushes until it is told to stop, each mutation until it is answered; what was acknowledged. */
async function persist(writer, state) {
  const acknowledged = [];
  while (!state.isOver) {
    const id = uuid7();
    const mutations = [
      writer.mutation('insert', 'people', id, { name: 'a', notes: state.notes() }),
    ];
    for (;;) {
      const answer = await writer.post(writer.request({ mutations })).catch(() => undefined);
      if (answer?.status === 200) {
        assert.deepEqual(
          answer.body.results.map(({ status }) => status),
          ['applied'],
        );
        acknowledged.push(id);
        break;
      }
      if (answer)
        state.refusals.push({
          status: answer.status,
          after: answer.headers.get('retry-after'),
          text: answer.text,
        });
      if (state.isOver) break;
      await pause(50);
    }
  }
  return acknowledged;
}

/** What does not say "come again" in a way that every client understands. */
const rude = ({ refusals }) =>
  refusals.filter(({ status, after: wait }) => status < 500 || !(Number(wait) > 0));

/** Everything that was acknowledged is there once, and a device that begins now gets it. */
async function checkKept(acknowledged) {
  const reader = device();
  await reader.snapshot();
  const there = new Set(reader.table('people').map(({ id }) => id));
  const lost = acknowledged.filter((id) => !there.has(id));
  assert.deepEqual(lost, []);
  const once = new Map();
  for (const [id] of logged('people')) once.set(id, (once.get(id) ?? 0) + 1);
  const notOnce = acknowledged.filter((id) => once.get(id) !== 1);
  assert.deepEqual(notOnce, []);
}

/** Four devices that write while `attack` runs; then everything acknowledged has to be there. */
async function underAttack(attack) {
  const state = { isOver: false, refusals: [], notes: () => 'n' };
  const writers = [1, 2, 3, 4].map(() => persist(device(), state));
  await attack(state).finally(() => (state.isOver = true));
  const acknowledged = (await Promise.all(writers)).flat();
  assert.deepEqual(rude(state), []);
  await checkKept(acknowledged);
  return { acknowledged: acknowledged.length, refused: state.refusals.length };
}

const working = () =>
  eventually(
    async () => {
      const { status } = await device()
        .post(device().request())
        .catch(() => ({}));
      return status === 200 || undefined;
    },
    'the server to go on',
    45_000,
  );

describe('many at once', () => {
  before(() => open());
  after(() => ota?.stop());

  /** Commits of every kind; each returns the ids that have to be seen, none for what was rolled back. */
  const WRITERS = {
    async rest() {
      const ids = [uuid7(), uuid7()].slice(0, 1 + Math.round(Math.random()));
      const body = ids.map((id) => ({ organization_id: organization, id, name: 'rest' }));
      const { status, text } = await ota.call('POST', '/rest/v1/people', {
        token: anna.token,
        body,
      });
      assert.equal(status, 201, text);
      return ids;
    },
    async push(own) {
      own.device ??= device();
      const mutations = Array.from({ length: pick([1, 1, 2, 5]) }, () =>
        own.device.mutation('insert', 'people', uuid7(), { name: 'push' }),
      );
      const results = await own.device.push(...mutations);
      assert.deepEqual(
        results.map(({ status }) => status),
        mutations.map(() => 'applied'),
      );
      return mutations.map(({ id }) => id);
    },
    async psql(own) {
      own.session ??= database.session();
      const ids = [uuid7(), uuid7()];
      const [first, second] = ids.map(
        (id) =>
          `insert into public.people (organization_id, id, name) values ('${organization}', '${id}', 'psql')`,
      );
      const isKept = Math.random() < 0.8;
      // long before its turn, where others pass it, or a little while it has its turn
      const [outside, inside] = pick([
        [0, 0],
        [0.5, 0],
        [0.2, 0.03],
        [0, 0.1],
      ]);
      await own.session.run(`begin; select pg_sleep(${outside * Math.random()}); ${first};
        select pg_sleep(${inside * Math.random()}); ${second}; ${isKept ? 'commit' : 'rollback'}`);
      return isKept ? ids : [];
    },
  };

  test('thirty-two writers and pollers that never rest: nothing is missed and nothing comes twice', async (t) => {
    const pollers = [1, 2, 3].map(() => device());
    await Promise.all(pollers.map((poller) => poller.snapshot()));
    const socket = await listen(ota, anna, organization);
    const written = [];
    let isWriting = true;
    const poll = async (poller) => {
      const seen = [];
      for (let isLast = false; !isLast;) {
        isLast = !isWriting;
        for (const change of await poller.pull())
          if (change.table === 'people') seen.push([change.id, change.row.seq]);
        await pause(1);
      }
      return seen;
    };
    const work = async (kind) => {
      const own = {};
      for (let i = 0; i < 8; i += 1) written.push(...(await WRITERS[kind](own)));
      await own.session?.close();
    };
    const polling = pollers.map(poll);
    const kinds = [...Array(12).fill('rest'), ...Array(10).fill('push'), ...Array(10).fill('psql')];
    await Promise.all(kinds.map(work)).finally(() => (isWriting = false));
    const seen = await Promise.all(polling);
    const log = logged('people');
    assert.deepEqual(log.map(([id]) => id).sort(), written.sort());
    for (const one of seen) assert.deepEqual(one.sort(), [...log].sort());
    const head = log.at(-1)[1];
    await socket.heard(head);
    const pulls = socket.pulls.filter(({ seq }) => seq > 0);
    pulls.forEach(({ prev_seq, seq }, i) => {
      assert.equal(prev_seq, seq - 1);
      if (i > 0) assert.equal(prev_seq, pulls[i - 1].seq);
    });
    t.diagnostic(`${kinds.length} writers, ${head} commits, ${written.length} rows`);
    socket.close();
  });
});

describe('rights that change while rows are on their way', () => {
  const ROLES = ['admin', 'manager', 'booking', 'crew'];
  const TURNS = 300;
  const people = [];

  before(async () => {
    await open();
    for (const role of [...ROLES, 'crew']) {
      const person = await ota.person(role);
      await ota.join(anna, organization, person, role);
      people.push(person);
    }
  });
  after(() => ota?.stop());

  /** Statements that write as somebody would; `rows` remembers what there is to change. */
  class Work {
    rows = { shows: [], expenses: [], travel: [], show_financials: [] };

    anybody() {
      return pick([anna, ...people]).user.id;
    }

    /** Rows of people, so that something can concern somebody. */
    team() {
      return people
        .map(({ user }) => {
          user.personId = uuid7();
          return `insert into public.people (organization_id, id, name, user_id)
          values ('${organization}', '${user.personId}', 'Somebody', '${user.id}')`;
        })
        .join(';');
    }

    /** Who may see a journey: everybody, nobody but those with the right to every one, or some. */
    sight() {
      const concerned = people
        .filter(() => Math.random() < 0.4)
        .map(({ user }) => `'${user.personId}'`);
      return {
        visibility: `'${pick(['everyone', 'assigned', 'management'])}'`,
        person_ids: `array[${concerned}]::uuid[]`,
      };
    }

    insert(table, values) {
      const id = uuid7();
      this.rows[table].push(id);
      const all = { organization_id: `'${organization}'`, id: `'${id}'`, ...values };
      return `insert into public.${table} (${Object.keys(all)}) values (${Object.values(all)})`;
    }

    update(table, values) {
      const id = pick(this.rows[table]);
      const sets = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
      return id ? `update public.${table} set ${sets} where id = '${id}'` : this.show();
    }

    show() {
      return this.insert('shows', { title: `'t'`, date: `'2026-05-12'` });
    }

    money() {
      const show = this.show();
      return `${show}; ${this.insert('show_financials', { show_id: `'${this.rows.shows.at(-1)}'`, currency: `'EUR'` })}`;
    }

    remove(table) {
      const [id] = this.rows[table].splice(Math.floor(Math.random() * this.rows[table].length), 1);
      return id ? `delete from public.${table} where id = '${id}'` : this.show();
    }

    note = () => `'${Math.random()}'`;

    one() {
      const expense = {
        spent_on: `'2026-05-12'`,
        category: `'fuel'`,
        amount_minor: 1,
        currency: `'EUR'`,
      };
      return pick([
        () => this.show(),
        () => this.update('shows', { notes: this.note() }),
        () => this.money(),
        () => this.update('show_financials', { notes: this.note() }),
        () =>
          this.insert('expenses', {
            ...expense,
            description: this.note(),
            owner_id: `'${this.anybody()}'`,
          }),
        () =>
          this.update('expenses', { description: this.note(), owner_id: `'${this.anybody()}'` }),
        () => this.update('expenses', { description: this.note() }),
        () => this.remove('expenses'),
        () => this.insert('travel', { mode: `'bus'`, notes: this.note(), ...this.sight() }),
        () => this.update('travel', { notes: this.note(), ...this.sight() }),
        () => this.remove('travel'),
        () => this.member(),
        () => this.member(),
      ])();
    }

    member() {
      return `update public.memberships set role = '${pick(ROLES)}'
        where organization_id = '${organization}' and user_id = '${pick(people).user.id}'`;
    }
  }

  /** The log, each row with what everybody was when its transaction was done. */
  function replay() {
    const log = JSON.parse(
      database.sql(`select json_agg(l order by seq, ord) from ota.change_log l
      where organization_id = '${organization}'`),
    );
    const rolesAt = new Map();
    let roles = new Map();
    for (const { seq, op, table_name: table, after, before } of log) {
      if (table === 'memberships') {
        const { user_id: user, role } = after ?? before;
        roles = new Map(roles).set(user, op === 'delete' ? undefined : role);
      }
      rolesAt.set(seq, roles);
    }
    // what a row that was taken from somebody became stands right behind
    return log.map((row, i) => ({
      ...row,
      roles: rolesAt.get(row.seq),
      became: log[i + 1]?.after,
    }));
  }

  let grants;

  /** May a user in these roles see a row of `resource` with these values? */
  function sees(user, roles, resource, { owner_id: owner, reader_ids: readers }) {
    grants ??= JSON.parse(
      database.sql(`select json_object_agg(role || ' ' || resource, scope)
      from ota.permissions where action = 'read'`),
    );
    const scope = grants[`${roles.get(user)} ${resource}`];
    if (scope !== 'own') return scope !== undefined;
    return (owner ?? user) === user && (readers?.includes(user) ?? true);
  }

  /** Is a row of the log the user's to hear? Of one that was taken, only who lost it hears. */
  function hears(user, row) {
    const { roles, resource } = row;
    if (row.op !== 'revoke') return sees(user, roles, resource, row.after ?? row.before);
    return sees(user, roles, resource, row) && !sees(user, roles, resource, row.became);
  }

  /** What the replay says of every row that there is now is what the database says. */
  function checkReplay(log) {
    const { roles } = log.at(-1);
    const newest = new Map(log.filter(({ op }) => op !== 'revoke').map((row) => [row.row_id, row]));
    for (const { user } of [anna, ...people])
      for (const table of ['shows', 'show_financials', 'expenses', 'travel']) {
        const shown = database.sql(`begin;
          select set_config('role', 'authenticated', true),
                 set_config('request.jwt.claims', '{"sub":"${user.id}","role":"authenticated"}', true);
          select 'id=' || id from public.${table} where organization_id = '${organization}'; commit`);
        const replayed = [...newest.values()]
          .filter(
            (row) =>
              row.table_name === table &&
              row.after &&
              sees(user.id, roles, row.resource, row.after),
          )
          .map(({ row_id: id }) => `id=${id}`);
        const ids = shown.split('\n').filter((line) => line.startsWith('id='));
        assert.deepEqual(ids.sort(), replayed.sort(), `${table} of ${user.email}`);
      }
  }

  /** The row of the log that a frame tells, among those that were not told yet. */
  function toldBy(user, { type, table, record, old_record: old }, rest) {
    const isSame = ([name, value]) => JSON.stringify(record[name]) === JSON.stringify(value);
    // a row that was taken from its reader is gone for them, and its values are not theirs
    const op = type === 'DELETE' && Object.keys(old).length === 2 ? 'revoke' : type.toLowerCase();
    return rest.find(
      (row) =>
        row.op === op &&
        row.table_name === table &&
        row.row_id === (record ?? old).id &&
        (!record || row.seq === record.seq) &&
        (op !== 'revoke' || hears(user, row)) && // others lost the same row before
        Object.entries(row.after ?? {}).every(isSame),
    );
  }

  /** Every frame is the user's to hear, and every change that is comes; how many were not. */
  function checkHeard({ user }, frames, log, firstSeq) {
    const rest = new Set(log);
    for (const frame of frames) {
      const row = toldBy(user.id, frame, [...rest]);
      const words = `${user.email} heard ${JSON.stringify(frame)}`;
      assert.ok(row, `${words}: the log has no such change, or it came twice`);
      rest.delete(row);
      assert.ok(hears(user.id, row), words);
      if (frame.type === 'UPDATE' && Object.keys(frame.old_record).length > 0)
        assert.ok(sees(user.id, row.roles, row.resource, row.before), `how it was: ${words}`);
    }
    for (const row of rest) if (row.seq <= firstSeq) rest.delete(row); // before anybody listened
    const missed = [...rest].filter((row) => hears(user.id, row));
    assert.deepEqual(
      missed.map(({ seq, table_name: table, op }) => `${seq} ${op} ${table}`),
      [],
      user.email,
    );
    return rest.size;
  }

  test('a subscriber hears only what the database would show that user at that moment', async (t) => {
    const config = { postgres_changes: [{ event: '*', schema: 'public' }] };
    const listeners = await Promise.all(
      [anna, ...people].map(async (person) => ({
        person,
        socket: await Listener.join(ota, person, `realtime:organization:${organization}`, config),
      })),
    );
    const firstSeq = Number(
      database.sql(`select seq from ota.org_head where organization_id = '${organization}'`),
    );
    const session = database.session();
    const work = new Work();
    await session.run(`begin; ${work.team()}; ${work.show()}; commit`);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const statements = Array.from({ length: pick([1, 1, 1, 3]) }, () => work.one());
      // transactions as fast as they can be, and pauses in which everything arrives
      await session.run(`begin; ${statements.join(';\n')}; commit`);
      if (turn % 50 === 49) await pause(30);
    }
    await session.run(
      `insert into public.tours (organization_id, name) values ('${organization}', 'last')`,
    );
    await session.close();
    for (const { socket } of listeners)
      await eventually(
        () => socket.changes.find(({ record }) => record?.name === 'last'),
        'the last change',
      );
    const log = replay();
    checkReplay(log);
    const told = log.filter(({ seq, op }) => seq > firstSeq && op !== 'revoke').length;
    let withheld = 0;
    for (const { person, socket } of listeners)
      withheld += checkHeard(person, socket.changes, log, firstSeq);
    assert.ok(withheld > TURNS / 10, 'some of it is not for everybody');
    t.diagnostic(`${told} changes, ${listeners.length} subscribers, ${withheld} frames withheld`);
    for (const { socket } of listeners) socket.close();
  });
});

describe('a database that is attacked', () => {
  before(() => open());
  after(() => ota?.stop());

  const postmaster = () =>
    Number(
      fs.readFileSync(path.join(database.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0],
    );

  for (const [words, signal] of [
    ['restarted', 'SIGINT'],
    ['ended at once', 'SIGQUIT'],
    ['killed', 'SIGKILL'],
  ]) {
    test(`${words} while devices write: nothing acknowledged is lost, and it goes on by itself`, async (t) => {
      const socket = await listen(ota, anna, organization);
      const counts = await underAttack(async () => {
        await pause(300);
        const before = postmaster();
        process.kill(before, signal);
        await eventually(
          () => (fs.existsSync(`/proc/${before}`) ? undefined : true),
          'the end of the database',
          45_000,
        );
        await working();
        await pause(300);
      });
      t.diagnostic(JSON.stringify(counts));
      assert.ok(counts.acknowledged > 0 && counts.refused > 0, JSON.stringify(counts));
      const { result } = await device().insert('tours', { name: 'afterwards' });
      await eventually(
        () => socket.pulls.find(({ seq }) => seq >= result.seq || seq === 0),
        'news after it',
      );
      socket.close();
    });
  }

  test('a reader that stops costs no more disk than is set, and is told to pull when it goes on', async (t) => {
    assert.equal(database.sql('show max_slot_wal_keep_size'), '1GB');
    const walBytes = () => {
      const folder = path.join(database.folder, 'data/pg_wal');
      return fs
        .readdirSync(folder)
        .reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
    };
    const small = { max_slot_wal_keep_size: '32MB', max_wal_size: '64MB', min_wal_size: '32MB' };
    for (const [name, value] of Object.entries(small))
      database.sql(`alter system set ${name} = '${value}'`);
    database.sql('select pg_reload_conf()');
    await eventually(() => database.walsenders() === 1 || undefined, 'the stream');
    const socket = await listen(ota, anna, organization);
    const before = socket.pulls.length;
    const reader = device();
    await reader.snapshot();
    process.kill(ota.child.pid, 'SIGSTOP');
    try {
      database.sql(
        `insert into public.tours (organization_id, name) values ('${organization}', 'unheard')`,
      );
      const session = database.session();
      for (let i = 0; i < 12; i += 1)
        await session.run(`select count(pg_logical_emit_message(false, 'noise', repeat(md5(i::text), 32000)))
          from generate_series(1, 20) i; checkpoint`);
      await session.close();
      t.diagnostic(`240 MB of noise leave ${Math.round(walBytes() / 2 ** 20)} MB of log`);
      assert.ok(walBytes() < 200 * 2 ** 20, `${walBytes()} bytes`);
      const held = database.sql(
        `select count(*) from pg_replication_slots where wal_status <> 'lost'`,
      );
      assert.equal(Number(held), 0);
    } finally {
      process.kill(ota.child.pid, 'SIGCONT');
    }
    await eventually(
      () => socket.pulls.slice(before).find(({ seq }) => seq === 0),
      'a pull after it',
    );
    assert.deepEqual(
      (await reader.pull()).map(({ row }) => row?.name),
      ['unheard'],
    );
    await eventually(() => database.walsenders() === 1 || undefined, 'a new stream');
    const { result } = await device().insert('tours', { name: 'heard again' });
    await socket.heard(result.seq);
    for (const name of Object.keys(small)) database.sql(`alter system reset ${name}`);
    database.sql('select pg_reload_conf()');
    socket.close();
  });
});

describe('a disk that runs full', () => {
  let folder;
  let why; // no file system of its own can be mounted here

  before(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'ota-api-disk-'));
    const size = 'size=320m,mode=755';
    const { status, stderr, error } = spawnSync(
      'mount',
      ['-t', 'tmpfs', '-o', size, 'ota-test', folder],
      { encoding: 'utf8' },
    );
    if (status !== 0) why = `nothing can be mounted here: ${stderr || error}`;
    return why ? undefined : open({ env: { OTA_DATA_DIR: path.join(folder, 'var') } });
  });
  after(async () => {
    if (!why) {
      await ota?.stop();
      spawnSync('umount', [folder]);
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('writes are refused with the wish to come again, nothing is lost, and it goes on with space', async (t) => {
    if (why) return t.skip(why);
    const filler = path.join(folder, 'filler');
    const { acknowledged, refused } = await underAttack(async (state) => {
      state.notes = () => randomBytes(6000).toString('hex');
      await pause(200);
      spawnSync('fallocate', ['-l', String(spare(fs.statfsSync(folder)) - 2 * 2 ** 20), filler]);
      await eventually(() => state.refusals.length > 20 || undefined, 'refusals', 60_000);
      fs.rmSync(filler);
      await working();
      await eventually(
        () =>
          device()
            .insert('tours', { name: 'space again' })
            .catch(() => undefined),
        'writes',
        60_000,
      );
    });
    t.diagnostic(`${acknowledged} acknowledged, ${refused} refused`);
    const socket = await listen(ota, anna, organization);
    const { result } = await device().insert('tours', { name: 'heard' });
    await socket.heard(result.seq);
    socket.close();
  });
});

/** Bytes that are left on a file system. */
const spare = ({ bavail, bsize }) => bavail * bsize;
