// What simulated lives found once (tests/sim): servers that went back, downloads that others overtook, roles
// that changed in the middle, connections that die without a word.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../core';
import type { ServerRow } from '../offline-storage';
import { device, insert, update } from '../testing/devices';
import { directTransport, FakeServer, streamed } from '../testing/fake-server';
import { httpTransport } from './transport';

const row = (id: string, seq: number, name: string): ServerRow => ({
  id,
  seq,
  name,
  updated_at: null,
  updated_by: null,
});

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
    let role = 'manager';
    const direct = directTransport(server);
    const transport = (limit: number): typeof direct => ({
      ...direct,
      snapshot: (ask) => {
        asked.push(ask.resume !== undefined);
        const lines = [...server.lines(ask)].slice(0, limit);
        lines[0] = JSON.stringify({ ...JSON.parse(lines[0] ?? '{}'), role });
        return Promise.resolve({ kind: 'lines', lines: streamed(lines) });
      },
    });
    expect((await phone.sync(transport(1000))).kind).toBe('unreachable');
    role = 'crew';
    expect((await phone.sync(transport(Infinity))).kind).toBe('in_step');
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
