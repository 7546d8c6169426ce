// What simulated lives found once (tests/sim): servers that went back, downloads that others overtook, roles
// that changed in the middle, connections that die without a word.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../core';
import type { ServerRow } from '../offline-storage';
import { device, insert, update, type Device } from '../testing/devices';
import { cutTransport, directTransport, FakeServer, streamed } from '../testing/fake-server';
import { httpTransport, type Transport } from './transport';

const row = (id: string, seq: number, name: string): ServerRow => ({
  id,
  seq,
  name,
  updated_at: null,
  updated_by: null,
});

const MONEY = 'show_financials';

const begun = { head: '2.5', table: null, lastId: null };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('after the server went back to a backup', () => {
  test('a snapshot replaces rows that were newer', async () => {
    const { store, row: rowOf } = device();
    const id = newId();
    const at = { results: [], from: null, head: '1.40' };
    await store.set('cursor', '1.1');
    await store.take({
      ...at,
      from: '1.1',
      changes: [{ op: 'put', table: 'tours', row: row(id, 40, 'lost') }],
      cursor: '1.40',
    });
    await store.forgetCursor();
    await store.beginSnapshot(begun, null);
    const batch = { table: 'tours', after: null, upTo: null, rows: [row(id, 3, 'restored')] };
    const progress = { ...begun, table: 'tours', lastId: id };
    await store.takeBatch(batch, progress, begun);
    expect(await rowOf('tours', id)).toMatchObject({ name: 'restored', seq: 3 });
  });

  test('a value that the former server took does not stay on top', async () => {
    const server = new FakeServer();
    const phone = device();
    const id = server.put('tours', newId(), { name: 'old' }).id;
    await phone.sync(directTransport(server));
    await phone.store.commit('Tour changed', [update('tours', id, { name: 'mine' })]);
    await phone.store.take({
      results: [{ n: 1, status: 'applied', seq: 900 }],
      changes: [],
      from: '1.1',
      cursor: null,
      head: '1.900',
    });
    server.epoch = 2;
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(await phone.row('tours', id)).toMatchObject({ name: 'old', local: 'synced' });
  });

  test('a result from before it, told with a head from after it, does not stay on top', async () => {
    const server = new FakeServer();
    const phone = device();
    const id = server.put('tours', newId(), { name: 'old' }).id;
    await phone.sync(directTransport(server));
    await phone.store.commit('Tour changed', [update('tours', id, { name: 'mine' })]);
    await phone.store.forgetCursor();
    server.epoch = 2;
    const results = [{ n: 1, status: 'applied', seq: 900 }] as const;
    await phone.store.take({ results, changes: [], from: null, cursor: null, head: server.cursor });
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(await phone.row('tours', id)).toMatchObject({ name: 'old', local: 'synced' });
    expect(await phone.store.table('outbox').count()).toBe(0);
  });

  test('refusals that were not seen yet stay when everything gets new numbers', async () => {
    const server = new FakeServer();
    const phone = device();
    server.refuse = ({ table }) => (table === 'venues' ? 'no_access' : undefined);
    await phone.store.commit('First venue', [insert('venues', newId(), { name: 'A' })]);
    await phone.sync(directTransport(server));
    server.forgetClients();
    await phone.store.commit('Second venue', [insert('venues', newId(), { name: 'B' })]);
    await phone.sync(directTransport(server));
    const refusals = await phone.store.refusals();
    expect(refusals.map(({ label }) => label)).toEqual(['Second venue', 'First venue']);
    const history = await phone.store.history(10);
    expect(history.map(({ label }) => label)).toEqual(['Second venue', 'First venue']);
  });
});

describe('roles', () => {
  /** A phone that has what a manager reads, and money that was entered since. */
  async function manager(): Promise<{ server: FakeServer; phone: Device; money: () => unknown }> {
    const server = new FakeServer();
    server.role = 'manager';
    server.pageRows = 1;
    const phone = device();
    await phone.sync(directTransport(server));
    server.put('show_financials', newId(), { guarantee_minor: 100 });
    server.put('tours', newId(), { name: 'Later' });
    return { server, phone, money: () => phone.store.table('show_financials').count() };
  }

  /** What crew may read: the money is left out of pages and snapshots. */
  const asCrew = (server: FakeServer): Transport => {
    const direct = directTransport(server);
    const { tables } = server;
    const blind = <T>(act: () => T): T => {
      Object.assign(server, { role: 'crew', tables: tables.filter((one) => one !== MONEY) });
      const reply = act();
      return Object.assign(server, { role: 'manager', tables }) && reply;
    };
    return {
      exchange: async (...asked) => {
        const reply = await blind(() => direct.exchange(...asked));
        if (reply.kind !== 'reply') return reply;
        const body = reply.body as { changes: { table: string }[] };
        const changes = body.changes.filter(({ table }) => table !== MONEY);
        return { ...reply, body: { ...body, changes } };
      },
      snapshot: (ask) => {
        const lines = streamed(blind(() => [...server.lines(ask)]));
        return Promise.resolve({ kind: 'lines', lines });
      },
    };
  };

  test('a role that came and went between two pages hides nothing', async () => {
    const { server, phone, money } = await manager();
    const [once, then] = [asCrew(server), directTransport(server)];
    let pages = 0;
    const transport: Transport = {
      exchange: (...asked) => ((pages += 1) === 1 ? once : then).exchange(...asked),
      snapshot: then.snapshot,
    };
    expect((await phone.sync(transport)).kind).toBe('in_step');
    expect(await money()).toBe(1);
  });

  test('a role that grew is followed although the device could not store it at first', async () => {
    const { server, phone, money } = await manager();
    await phone.store.takeRole('crew', [MONEY]);
    await phone.sync(asCrew(server));
    expect(await money()).toBe(0);
    server.put('memberships', newId(), { user_id: phone.store.userId, role: 'manager' });
    vi.spyOn(phone.store, 'takeRole').mockRejectedValueOnce(new Error('QuotaExceededError'));
    expect((await phone.sync(directTransport(server))).kind).toBe('storage');
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(await money()).toBe(1);
  });

  test('a role about which the server contradicts itself is asked for again later', async () => {
    const { server, phone } = await manager();
    const { snapshot } = asCrew(server);
    await phone.store.forgetCursor();
    const ending = await phone.sync({ ...directTransport(server), snapshot });
    expect(ending.kind).toBe('retry');
  });

  test('a role that ended and came back as another one is followed', async () => {
    const { server, phone, money } = await manager();
    await phone.store.takeRole('crew', [MONEY]);
    const user_id = phone.store.userId;
    const former = server.put('memberships', newId(), { user_id, role: 'crew' }).id;
    await phone.sync(asCrew(server));
    server.delete('memberships', former);
    server.put('memberships', newId(), { user_id, role: 'manager' });
    expect((await phone.sync(directTransport(server))).kind).toBe('in_step');
    expect(await money()).toBe(1);
  });
});

describe('a download', () => {
  test('changes nothing where another tab has finished it meanwhile', async () => {
    const { store, row: rowOf } = device();
    const id = newId();
    await store.beginSnapshot(begun, null);
    await store.finishSnapshot(begun, ['tours']);
    await store.take({
      results: [],
      from: '2.5',
      changes: [{ op: 'put', table: 'tours', row: row(id, 6, 'new') }],
      cursor: '2.6',
      head: '2.6',
    });
    const late = { table: 'tours', after: null, upTo: null, rows: [] };
    await expect(store.takeBatch(late, begun, begun)).rejects.toThrow('taken over');
    await expect(store.finishSnapshot(begun, [])).rejects.toThrow('taken over');
    expect(await rowOf('tours', id)).toMatchObject({ name: 'new' });
    expect(await store.get('cursor')).toBe('2.6');
  });

  test('begins anew when the role changed before it goes on', async () => {
    const server = new FakeServer();
    for (let i = 0; i < 1200; i += 1) server.put('tours', newId(), { name: `T${i}` });
    const phone = device();
    const asked: boolean[] = [];
    const lines = server.lines.bind(server);
    server.lines = (ask) => {
      asked.push(ask.resume !== undefined);
      return lines(ask);
    };
    server.role = 'manager';
    expect((await phone.sync(cutTransport(server, 1000))).kind).toBe('unreachable');
    server.role = 'crew';
    expect((await phone.sync(cutTransport(server, Infinity))).kind).toBe('in_step');
    expect(asked).toEqual([false, true, false]);
  });

  test('that gets no byte for twenty seconds counts as unreachable', async () => {
    vi.useFakeTimers();
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"end":false}\n')),
    });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(silent)));
    const ask = { organizationId: newId(), resume: undefined };
    const reply = await httpTransport.snapshot(ask, 'token', new AbortController().signal);
    if (reply.kind !== 'lines') throw new Error('the download did not begin');
    const lines = reply.lines[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('{"end":false}');
    const next = expect(lines.next()).rejects.toThrow(TypeError);
    await vi.advanceTimersByTimeAsync(20_000);
    await next;
  });

  test('that a slow device stores for longer than twenty seconds goes on', async () => {
    vi.useFakeTimers();
    const parts = ['{"end":false}\n', '{"end":true}\n'];
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => controller.enqueue(new TextEncoder().encode(parts.shift())),
      },
      { highWaterMark: 0 },
    );
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(stream)));
    const ask = { organizationId: newId(), resume: undefined };
    const reply = await httpTransport.snapshot(ask, 'token', new AbortController().signal);
    if (reply.kind !== 'lines') throw new Error('the download did not begin');
    const lines = reply.lines[Symbol.asyncIterator]();
    await lines.next();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await lines.next()).value).toBe('{"end":true}');
  });

  test('whose answer never comes is given up', async () => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'fetch',
      (_: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
        ),
    );
    const ask = { organizationId: newId(), resume: undefined };
    const reply = httpTransport.snapshot(ask, 'token', new AbortController().signal);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await reply).toEqual({ kind: 'unreachable' });
  });
});
