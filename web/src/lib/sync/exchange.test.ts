// Synchronising with a server in memory: what must hold whatever the network does.

import { describe, expect, test } from 'vitest';
import { OFFLINE, SIGN_IN_AGAIN } from '../auth';
import { newId } from '../core';
import type { StoredRow } from '../offline-storage';
import { failure } from '../outcome';
import { device, insert, remove, update, type Device } from '../testing/devices';
import {
  cutTransport,
  directTransport,
  FakeServer,
  faultyTransport,
  refusal,
  seeded,
} from '../testing/fake-server';
import type { Reply } from '../http';
import type { Transport } from './transport';

const tourOf = async ({ store }: Device, id: string): Promise<StoredRow | undefined> =>
  store.table('tours').get(id);

async function visible({ store }: Device, table: string): Promise<StoredRow[]> {
  return store.table(table).toArray();
}

/** Answers each exchange by the next of these, then directly. */
function scripted(
  server: FakeServer,
  ...answers: ((real: () => Promise<Reply>) => Promise<Reply>)[]
): Transport {
  const direct = directTransport(server);
  return {
    ...direct,
    exchange(body, token, signal) {
      const real = (): Promise<Reply> => direct.exchange(body, token, signal);
      const next = answers.shift();
      return next ? next(real) : real();
    },
  };
}

const dropReply = async (real: () => Promise<Reply>): Promise<Reply> => {
  await real();
  return { kind: 'unreachable' };
};

describe('without a token', () => {
  const waiting = async (): Promise<Device> => {
    const phone = device();
    await phone.store.commit('Tour added', [insert('tours', newId(), { name: 'Winter' })]);
    return phone;
  };
  const trouble = failure('unexpected_failure', 'The server has a problem.');

  test.each([
    ['the line is dead', OFFLINE, { kind: 'unreachable' }],
    ['the session is over', SIGN_IN_AGAIN, { kind: 'signed_out' }],
    ['the server fails', trouble, { kind: 'retry', problem: trouble.problem }],
  ])('because %s, it says so and keeps what waits', async (_, token, ending) => {
    const phone = await waiting();
    expect(await phone.sync(directTransport(new FakeServer()), token)).toMatchObject(ending);
    expect(await phone.store.waitingCount()).toBe(1);
  });
});

describe('pushing', () => {
  test('a change made offline reaches the server and stays on the device', async () => {
    const server = new FakeServer();
    const phone = device();
    const id = newId();
    await phone.store.commit('Tour added', [insert('tours', id, { name: 'Winter' })]);
    expect((await tourOf(phone, id))?.local).toBe('pending');
    expect(await phone.sync(directTransport(server))).toEqual({ kind: 'in_step' });
    expect(server.table('tours').get(id)?.['name']).toBe('Winter');
    expect(await tourOf(phone, id)).toMatchObject({ name: 'Winter', local: 'synced', seq: 1 });
    expect(await phone.store.waitingCount()).toBe(0);
  });

  test('a lost reply applies nothing twice', async () => {
    const server = new FakeServer();
    const phone = device();
    await phone.store.commit('Tour added', [insert('tours', newId(), { name: 'Winter' })]);
    expect((await phone.sync(scripted(server, dropReply))).kind).toBe('unreachable');
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect([...server.effects.values()]).toEqual([1]);
  });

  test('mutation numbers have no gap when two tabs write at once', async () => {
    const one = device();
    const two = device(one.store.userId, one.store.organizationId);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? one : two).store.commit('Tour added', [
          insert('tours', newId(), { name: `T${i}` }),
        ]),
      ),
    );
    const numbers = (await one.store.waiting(100)).map(({ n }) => n);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('a refused change does not block those behind it and is told to the user', async () => {
    const server = new FakeServer();
    const phone = device();
    const [bad, good] = [newId(), newId()];
    server.refuse = ({ id }) => (id === bad ? 'no_access' : undefined);
    await phone.store.commit('Show added', [insert('shows', bad, { title: 'A' })]);
    await phone.store.commit('Show added', [insert('shows', good, { title: 'B' })]);
    await phone.sync(directTransport(server));
    expect((await visible(phone, 'shows')).map(({ id }) => id)).toEqual([good]);
    expect(
      (await phone.store.refusals()).map(({ n, code, label }) => ({ n, code, label })),
    ).toEqual([{ n: 1, code: 'no_access', label: 'Show added' }]);
  });

  test('a request that is refused whole is narrowed down to the change that causes it', async () => {
    const server = new FakeServer();
    const phone = device();
    const ids = Array.from({ length: 7 }, () => newId());
    await phone.store.commit(
      'Import',
      ids.map((id) => insert('tours', id, { name: 'T' })),
    );
    const direct = directTransport(server);
    const picky: Transport = {
      ...direct,
      exchange: (body, token, signal) =>
        body.mutations.some(({ id }) => id === ids[4])
          ? Promise.resolve(refusal(400, { code: 'invalid', message: 'no' }))
          : direct.exchange(body, token, signal),
    };
    expect((await phone.sync(picky)).kind).toBe('in_step');
    expect((await visible(phone, 'tours')).map(({ id }) => id)).toEqual(
      ids.filter((_, i) => i !== 4),
    );
    expect((await phone.store.refusals()).map(({ id }) => id)).toEqual([ids[4]]);
  });

  test('a server that forgot this device gets everything that waits under new numbers', async () => {
    const server = new FakeServer();
    const phone = device();
    await phone.store.commit('Tour added', [insert('tours', newId(), { name: 'first' })]);
    await phone.sync(directTransport(server));
    const before = await phone.store.clientId();
    server.forgetClients();
    const id = newId();
    await phone.store.commit('Tour added', [insert('tours', id, { name: 'second' })]);
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(server.table('tours').get(id)?.['name']).toBe('second');
    expect(await phone.store.clientId()).not.toBe(before);
    expect([...server.effects.values()]).toEqual([1, 1]);
  });

  test('ten batches of changes written in ninety days offline each get their result', async () => {
    const server = new FakeServer();
    const phone = device();
    const drafts = Array.from({ length: 2000 }, (_, i) =>
      insert('expenses', newId(), { amount_minor: i + 1 }),
    );
    await phone.store.commit('Expenses', drafts);
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(server.table('expenses').size).toBe(2000);
    expect(await phone.store.waitingCount()).toBe(0);
  });
});

describe('the overlay', () => {
  test('an own value never flickers while the cursor is behind it', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'old' }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    for (let i = 0; i < 5; i += 1) server.put('venues', newId(), { name: `V${i}` });
    server.pageRows = 1;
    await phone.store.commit('Tour changed', [update('tours', id, { name: 'new' })]);
    const seen: unknown[] = [];
    const direct = directTransport(server);
    await phone.sync({
      ...direct,
      async exchange(body, token, signal) {
        seen.push((await tourOf(phone, id))?.['name']);
        return direct.exchange(body, token, signal);
      },
    });
    seen.push((await tourOf(phone, id))?.['name']);
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set(['new']));
    expect((await tourOf(phone, id))?.local).toBe('synced');
  });

  test('an edit of another field by someone else appears beneath own pending values', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'old', artist: 'A' }).id;
    const [phone, laptop] = [device(), device()];
    await phone.sync(directTransport(server));
    await laptop.sync(directTransport(server));
    await phone.store.commit('Tour changed', [update('tours', id, { name: 'mine' })]);
    await laptop.store.commit('Tour changed', [update('tours', id, { artist: 'B' })]);
    await laptop.sync(directTransport(server));
    await phone.sync(directTransport(server));
    await laptop.sync(directTransport(server));
    for (const one of [phone, laptop]) {
      expect(await tourOf(one, id)).toMatchObject({ name: 'mine', artist: 'B', local: 'synced' });
    }
  });

  test('of two edits of one field the first to arrive stands and the loser gets a conflict', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'old' }).id;
    const [phone, laptop] = [device(), device()];
    await phone.sync(directTransport(server));
    await laptop.sync(directTransport(server));
    await phone.store.commit('Tour changed', [update('tours', id, { name: 'late' })]);
    await laptop.store.commit('Tour changed', [update('tours', id, { name: 'early' })]);
    await laptop.sync(directTransport(server));
    await phone.sync(directTransport(server));
    expect(await tourOf(phone, id)).toMatchObject({ name: 'early', local: 'synced' });
    expect((await visible(phone, 'conflicts')).map((row) => row['row_id'])).toEqual([id]);
  });

  test('a deleted row comes back when the deletion is refused', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'stays' }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    server.refuse = () => 'no_access';
    await phone.store.commit('Tour deleted', [remove('tours', id)]);
    expect(await tourOf(phone, id)).toBeUndefined();
    await phone.sync(directTransport(server));
    expect(await tourOf(phone, id)).toMatchObject({ name: 'stays', local: 'synced' });
  });

  test('undoing a deletion brings the row back with its values on every device', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'Winter', artist: 'A', status: 'active' }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    const inverse = await phone.store.commit('Tour deleted', [remove('tours', id)]);
    await phone.sync(directTransport(server));
    expect(server.table('tours').has(id)).toBe(false);
    await phone.store.commit('Undone', inverse);
    await phone.sync(directTransport(server));
    expect(server.table('tours').get(id)).toMatchObject({
      name: 'Winter',
      artist: 'A',
      status: 'active',
    });
    expect(await tourOf(phone, id)).toMatchObject({ name: 'Winter', local: 'synced' });
  });

  test('the answer to a leader that was frozen changes nothing that is newer', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'old' }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    const stale = {
      from: '1.1',
      results: [],
      changes: [{ op: 'delete', table: 'tours', id } as const],
      cursor: '1.2',
      head: '1.2',
    };
    server.put('tours', id, { name: 'newer' });
    server.put('tours', id, { name: 'newest' });
    await phone.sync(directTransport(server));
    await phone.store.take(stale);
    expect(await tourOf(phone, id)).toMatchObject({ name: 'newest' });
    expect(await phone.store.get('cursor')).toBe('1.3');
  });
});

describe('losing access', () => {
  const answers: readonly [string, Reply][] = [
    ['401', refusal(401, { code: 'token_expired', purge: true })],
    ['403 without the word purge', refusal(403, { code: 'no_access' })],
    ['403 of a proxy', refusal(403, '<html>')],
    ['500', refusal(500, { code: 'internal', purge: true })],
    ['429', refusal(429, { code: 'rate_limited' })],
    ['200 with garbage', refusal(200, { results: 7 })],
    ['nothing', { kind: 'unreachable' }],
  ];
  test.each(answers)('an answer of %s deletes nothing', async (_, reply) => {
    const server = new FakeServer();
    server.put('tours', newId(), { name: 'kept' });
    const phone = device();
    await phone.sync(directTransport(server));
    await phone.store.commit('Tour added', [insert('tours', newId(), { name: 'mine' })]);
    const ending = await phone.sync({
      ...directTransport(server),
      exchange: () => Promise.resolve(reply),
    });
    expect(['retry', 'unreachable']).toContain(ending.kind);
    expect((await visible(phone, 'tours')).length).toBe(2);
    expect(await phone.store.waitingCount()).toBe(1);
  });

  test('only the server saying that the membership is gone asks for a purge', async () => {
    const phone = device();
    const gone = refusal(403, { code: 'no_membership', purge: true });
    await phone.store.commit('Tour added', [insert('tours', newId(), { name: 'x' })]);
    const ending = await phone.sync({
      ...directTransport(new FakeServer()),
      exchange: () => Promise.resolve(gone),
    });
    expect(ending).toEqual({ kind: 'purge' });
  });

  test('a revoked row leaves the device and the change that waits for it is refused', async () => {
    const server = new FakeServer();
    const id = server.put('expenses', newId(), { amount_minor: 100 }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    server.delete('expenses', id, 'revoke');
    await phone.store.commit('Expense changed', [update('expenses', id, { amount_minor: 200 })]);
    await phone.sync(directTransport(server));
    expect(await visible(phone, 'expenses')).toEqual([]);
    expect((await phone.store.refusals()).map((one) => one.id)).toEqual([id]);
  });

  test('a smaller role deletes at once what it may not read', async () => {
    const server = new FakeServer();
    const phone = device();
    server.role = 'manager';
    server.put('show_financials', newId(), { guarantee_minor: 100 });
    await phone.sync(directTransport(server));
    expect((await visible(phone, 'show_financials')).length).toBe(1);
    server.role = 'crew';
    server.tables = server.tables.filter((name) => name !== 'show_financials');
    await phone.sync({
      ...directTransport(server),
      snapshot: () => Promise.resolve({ kind: 'unreachable' }),
    });
    expect(await visible(phone, 'show_financials')).toEqual([]);
  });

  test('a role that narrows to own rows deletes those of others at once', async () => {
    const server = new FakeServer();
    const phone = device();
    server.role = 'manager';
    const mine = server.put('expenses', newId(), { owner_id: phone.store.userId }).id;
    server.put('expenses', newId(), { owner_id: newId() });
    await phone.sync(directTransport(server));
    expect((await visible(phone, 'expenses')).length).toBe(2);
    server.role = 'crew';
    await phone.sync({
      ...directTransport(server),
      snapshot: () => Promise.resolve({ kind: 'unreachable' }),
    });
    expect((await visible(phone, 'expenses')).map(({ id }) => id)).toEqual([mine]);
  });

  test('a role that narrows to own rows deletes those that name other readers at once', async () => {
    const server = new FakeServer();
    const phone = device();
    server.role = 'manager';
    const me = phone.store.userId;
    const forAll = server.put('expenses', newId(), { reader_ids: null }).id;
    const forMe = server.put('expenses', newId(), { reader_ids: [newId(), me] }).id;
    server.put('expenses', newId(), { reader_ids: [newId()] });
    server.put('expenses', newId(), { reader_ids: [] });
    server.put('expenses', newId(), { owner_id: newId(), reader_ids: [me] });
    await phone.sync(directTransport(server));
    expect((await visible(phone, 'expenses')).length).toBe(5);
    server.role = 'crew';
    await phone.sync({
      ...directTransport(server),
      snapshot: () => Promise.resolve({ kind: 'unreachable' }),
    });
    expect((await visible(phone, 'expenses')).map(({ id }) => id)).toEqual([forAll, forMe]);
  });

  test('what waits on a row of another goes with it, also where it claims the row', async () => {
    const server = new FakeServer();
    const phone = device();
    const owner_id = phone.store.userId;
    const mine = server.put('expenses', newId(), { owner_id }).id;
    const claimed = server.put('expenses', newId(), { owner_id: newId() }).id;
    const given = server.put('expenses', newId(), { owner_id }).id;
    await phone.sync(directTransport(server));
    await phone.store.commit('Expense changed', [
      update('expenses', claimed, { owner_id }),
      update('expenses', given, { owner_id: newId() }),
    ]);
    await phone.store.takeRole('crew', [], ['expenses']);
    expect((await visible(phone, 'expenses')).map(({ id }) => id)).toEqual([mine, given]);
    expect(await phone.store.waitingCount()).toBe(2);
  });
});

describe('the snapshot', () => {
  test('it resumes where it broke off and asks for no row twice', async () => {
    const server = new FakeServer();
    for (let i = 0; i < 1200; i += 1) server.put('shows', newId(), { title: `S${i}` });
    const phone = device();
    let sent = 0;
    const lines = server.lines.bind(server);
    server.lines = function* (ask) {
      for (const line of lines(ask)) {
        if (line.includes('"title"')) sent += 1;
        yield line;
      }
    };
    expect((await phone.sync(cutTransport(server, 1100))).kind).toBe('unreachable');
    const kept = (await visible(phone, 'shows')).length;
    expect(kept).toBeGreaterThan(1000);
    expect((await phone.sync(cutTransport(server, Infinity))).kind).toBe('in_step');
    expect((await visible(phone, 'shows')).length).toBe(1200);
    // the line that was on its way when it broke
    expect(sent - 1200).toBeLessThanOrEqual(1);
  });

  test('it takes away what the server no longer has, and leaves pending values on top', async () => {
    const server = new FakeServer();
    const ids = Array.from({ length: 10 }, () => server.put('tours', newId(), { name: 'old' }).id);
    const phone = device();
    await phone.sync(directTransport(server));
    const [gone = '', kept = ''] = ids;
    server.table('tours').delete(gone);
    server.epoch = 2;
    const mine = newId();
    const direct = directTransport(server);
    let pushes = 0;
    await phone.sync({
      ...direct,
      async snapshot(ask, token, signal) {
        await phone.store.commit('Tours', [
          insert('tours', mine, { name: 'mine' }),
          update('tours', kept, { name: 'mine' }),
        ]);
        return direct.snapshot(ask, token, signal);
      },
      exchange(body, token, signal) {
        pushes += body.mutations.length;
        if (body.mutations.length > 0) return Promise.resolve({ kind: 'unreachable' });
        return direct.exchange(body, token, signal);
      },
    });
    expect(pushes).toBe(2);
    const names = new Map((await visible(phone, 'tours')).map((row) => [row.id, row['name']]));
    expect(names.has(gone)).toBe(false);
    expect([names.get(mine), names.get(kept)]).toEqual(['mine', 'mine']);
    expect((await phone.sync(direct)).kind).toBe('in_step');
    expect(server.table('tours').get(kept)?.['name']).toBe('mine');
  });

  test('a log that no longer reaches back is replaced by a snapshot', async () => {
    const server = new FakeServer();
    const phone = device();
    await phone.sync(directTransport(server));
    server.put('tours', newId(), { name: 'after' });
    server.horizon = 1;
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect((await visible(phone, 'tours')).map((row) => row['name'])).toEqual(['after']);
  });

  test('rows that drifted from the server are fetched anew', async () => {
    const server = new FakeServer();
    const id = server.put('tours', newId(), { name: 'one' }).id;
    const phone = device();
    await phone.sync(directTransport(server));
    await phone.store.table('tours').delete(id);
    await phone.store.set('checked_at', 0);
    await phone.sync(directTransport(server));
    expect((await visible(phone, 'tours')).map((row) => row['name'])).toEqual(['one']);
  });
});

describe('faults by seed', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'three devices end equal to the server with seed %i',
    async (seed) => {
      const random = seeded(seed);
      const server = new FakeServer();
      server.pageRows = 3;
      const devices = [device(), device(), device()];
      const ids = Array.from({ length: 4 }, () => newId());
      const faulty = faultyTransport(server, random, 0.4);
      for (let step = 0; step < 40; step += 1) {
        const one = devices[Math.floor(random() * devices.length)] ?? device();
        const id = ids[Math.floor(random() * ids.length)] ?? '';
        const field = random() < 0.5 ? 'name' : 'artist';
        const known = await one.row('tours', id);
        const draft = !known
          ? insert('tours', id, { name: `i${step}` })
          : random() < 0.1
            ? remove('tours', id)
            : update('tours', id, { [field]: `u${step}` });
        await one.store.commit('Step', [draft]);
        if (random() < 0.6) await one.sync(faulty);
      }
      for (let round = 0; round < 2; round += 1) {
        for (const one of devices)
          expect((await one.sync(directTransport(server))).kind).toBe('in_step');
      }
      const truth = [...server.table('tours').values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const one of devices) {
        const rows = await visible(one, 'tours');
        expect(rows.map(({ id, seq, local }) => ({ id, seq, local }))).toEqual(
          truth.map(({ id, seq }) => ({ id, seq, local: 'synced' })),
        );
        expect(rows.map((row) => row['name'])).toEqual(truth.map((row) => row['name']));
        expect(await one.store.waitingCount()).toBe(0);
      }
      expect([...server.effects.values()].every((times) => times === 1)).toBe(true);
    },
  );
});
