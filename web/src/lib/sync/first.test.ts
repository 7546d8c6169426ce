// The first screen of a new device: usable before the rest has come, and counted.

import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../core';
import { success } from '../outcome';
import { device, type Device } from '../testing/devices';
import { cutTransport, directTransport, FakeServer, streamed } from '../testing/fake-server';
import type { Progress } from './snapshot';
import { synchronise, type Ending } from './exchange';
import { httpTransport, type SnapshotRequest, type Transport } from './transport';

const NOW = new Date(2026, 4, 12, 23, 30).getTime();

afterEach(() => vi.unstubAllGlobals());

/** A server with a show today and many others. */
function touring(others: number): { server: FakeServer; today: string } {
  const server = new FakeServer();
  for (let i = 0; i < others; i += 1) server.put('shows', newId(), { date: '2027-01-01' });
  return { server, today: server.put('shows', newId(), { date: '2026-05-12' }).id };
}

/** Synchronises `phone`; the connection breaks behind as many lines of a snapshot. */
function syncCut(
  phone: Device,
  server: FakeServer,
  lines: number,
  asked: SnapshotRequest[] = [],
  told: Progress[] = [],
): Promise<Ending> {
  const cut = cutTransport(server, lines);
  return synchronise({
    store: phone.store,
    transport: {
      ...cut,
      snapshot: async (ask, ...given) => {
        const reply = await cut.snapshot(ask, ...given);
        if (reply.kind === 'lines') asked.push(ask);
        return reply;
      },
    },
    accessToken: () => Promise.resolve(success('token')),
    signal: new AbortController().signal,
    now: () => NOW,
    onProgress: (progress) => told.push(progress),
  });
}

const idsOf = async (phone: Device): Promise<string[]> =>
  (await phone.store.table('shows').toArray()).map(({ id }) => id);

test('the first screen can be shown as soon as its part has come, whole', async () => {
  const { server, today } = touring(2000);
  const phone = device();
  const asked: SnapshotRequest[] = [];
  expect(await phone.store.isUsable()).toBe(false);
  await syncCut(phone, server, 3, asked);
  expect(asked[0]?.first).toBe('2026-05-12');
  expect([await phone.store.isUsable(), await idsOf(phone)]).toEqual([false, []]);
  await syncCut(phone, server, 4, asked);
  expect([await phone.store.isUsable(), await idsOf(phone)]).toEqual([true, [today]]);
});

test('a download that broke behind its first part goes on with the rest and loses nothing', async () => {
  const { server } = touring(1200);
  const phone = device();
  const asked: SnapshotRequest[] = [];
  await syncCut(phone, server, 4, asked);
  await syncCut(phone, server, 1000, asked);
  expect((await syncCut(phone, server, Infinity, asked)).kind).toBe('in_step');
  expect(asked.map(({ first, resume }) => [first, resume?.table])).toEqual([
    ['2026-05-12', undefined],
    [undefined, undefined],
    [undefined, 'shows'],
  ]);
  expect((await idsOf(phone)).toSorted()).toEqual([...server.table('shows').keys()].toSorted());
});

test('progress counts the rows of all, on from where it broke off', async () => {
  const { server } = touring(1200);
  const phone = device();
  const told: Progress[] = [];
  await syncCut(phone, server, 1000, [], told);
  await syncCut(phone, server, Infinity, [], told);
  const shows = told.filter(({ table }) => table === 'shows');
  expect(shows.map(({ received, total }) => [received, total])).toEqual([
    [500, 1201],
    [991, 1201],
    [1201, 1201],
  ]);
  expect(told[0]).toEqual({ received: 0, total: 1201, table: 'organizations' });
});

test('a download that is torn again and again goes on at once as long as it comes along', async () => {
  const { server } = touring(1200);
  const phone = device();
  const direct = directTransport(server);
  let rows = 0;
  const torn: Transport = {
    ...direct,
    snapshot: (ask) => {
      const lines = [...server.lines(ask)].slice(0, 300);
      rows += lines.filter((line) => line.includes('2027-01-01')).length;
      return Promise.resolve({ kind: 'lines', lines: streamed(lines) });
    },
  };
  expect((await phone.sync(torn)).kind).toBe('in_step');
  expect((await idsOf(phone)).length).toBe(1201);
  expect(rows).toBe(1200);
});

test('a download that is torn where it began is no connection', async () => {
  const { server } = touring(10);
  const phone = device();
  let asked = 0;
  const dead: Transport = {
    ...directTransport(server),
    snapshot: (ask) => {
      asked += 1;
      return Promise.resolve({ kind: 'lines', lines: streamed(server.lines(ask), 2) });
    },
  };
  expect((await phone.sync(dead)).kind).toBe('unreachable');
  expect(asked).toBe(1);
});

test('a row that was deleted after the first part leaves with the rest', async () => {
  const { server, today } = touring(3);
  const phone = device();
  await syncCut(phone, server, 4);
  server.delete('shows', today);
  expect((await syncCut(phone, server, Infinity)).kind).toBe('in_step');
  expect(await idsOf(phone)).not.toContain(today);
});

test('the day and the schema go along with the request', async () => {
  let url = '';
  vi.stubGlobal('fetch', (asked: string) => {
    url = asked;
    return Promise.resolve(new Response('', { status: 503 }));
  });
  const ask = { organizationId: newId(), resume: undefined, first: '2026-05-12' };
  await httpTransport.snapshot(ask, 'token', new AbortController().signal);
  expect(url).toMatch(/[?&]schema=\d+&first=2026-05-12$/);
});
