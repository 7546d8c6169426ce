// What a door may give out on this device: judged by core, on what is stored and what still waits.

import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import { OrganizationStore, type ServerRow } from '../lib/offline-storage';
import { setSession, setStore } from '../lib/session';
import { FakeLocks } from '../lib/testing/locks';
import { undo } from '../lib/undo';
import { listBook, passTotals, type Guest, type GuestList } from './guests';
import {
  admit,
  askForPlaces,
  asksOf,
  doorTotals,
  findGuests,
  handOver,
  observeDoorBook,
  shareOut,
  standingOf,
  type DoorBook,
  type DoorGuest,
} from './guests-doors';
import { TABLES } from './rows.gen';

const me = newId();
const show = newId();
const list = newId();
const guestId = newId();
const [front, yard] = [newId(), newId()];
let store: OrganizationStore;
let seq = 0;

async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const from = `1.${seq}`;
  seq += 1;
  const whole: ServerRow = { seq, updated_at: null, updated_by: null, id: newId(), ...row };
  if (seq === 1) await store.set('cursor', from);
  const cursor = `1.${seq}`;
  const changes = [{ op: 'put' as const, table, row: whole }];
  await store.take({ results: [], changes, from, cursor, head: cursor });
}

const guest = (values: Record<string, unknown> = {}): Promise<void> =>
  put('guests', {
    id: guestId,
    guest_list_id: list,
    owner_id: me,
    name: 'Ånders Party',
    plus: 3,
    pass_type: 'ticket',
    status: 'approved',
    email: null,
    notes: null,
    ...values,
  });

const share = (door: string, heads: number, wanted: number | null = null, id = newId()) =>
  put('door_shares', { id, guest_id: guestId, door_id: door, heads, wanted });

const book = (): Promise<DoorBook> => firstOf(observeDoorBook(show));

async function only(): Promise<DoorGuest> {
  const [one] = (await book()).guests;
  if (!one) throw new Error('there is no guest');
  return one;
}

const room = async (door: string): Promise<number> => standingOf(await only(), door).room;

beforeEach(async () => {
  Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
  seq = 0;
  const organizationId = newId();
  store = new OrganizationStore({ userId: me, organizationId, shapes: TABLES, newId });
  setStore(store);
  const current = { organizationId, name: 'Lanterns', type: 'artist', role: 'owner' } as const;
  setSession({
    kind: 'signed-in',
    user: { id: me, email: 'me@example.test', name: null },
    belongings: [current],
    current,
    isExpired: false,
  });
  await put('guest_lists', {
    id: list,
    show_id: show,
    name: 'Artist',
    allotment: 20,
    cutoff_at: null,
    locked_at: null,
    notes: null,
  });
  await put('doors', { id: front, show_id: show, name: 'Front' });
  await put('doors', { id: yard, show_id: show, name: 'Yard' });
});

test('a door lets in what it holds, and a second tap is judged like the first', async () => {
  await guest();
  await share(front, 2);
  const { guest: one } = await only();
  const taps = await Promise.all([1, 2].map(() => admit(one, front, 2)));
  expect(taps.map(({ ok }) => ok)).toEqual([true, false]);
  expect(standingOf(await only(), front)).toMatchObject({ inside: 2, party: 4, room: 0 });
});

test('what it has only asked for it does not give out', async () => {
  await guest();
  const { guest: one } = await only();
  await askForPlaces(one, front, 4);
  expect(standingOf(await only(), front)).toMatchObject({ room: 0, wanted: 4, verdict: 'ungiven' });
  expect((await admit(one, front, 1)).ok).toBe(false);
});

test('what it gave away is gone at once, and does not come back by an undo', async () => {
  await guest();
  await share(front, 4);
  await share(yard, 0, 3);
  const [ask] = asksOf(await book(), front);
  expect(ask).toMatchObject({ heads: 3, doorId: yard });
  if (!ask) return;
  await handOver(ask, front, 'Yard');
  expect(await room(front)).toBe(1);
  await undo();
  expect(await room(front)).toBe(1);
});

test('it gives others only what is not inside, and nothing twice', async () => {
  await guest();
  await share(front, 4);
  await admit((await only()).guest, front, 3);
  await share(yard, 0, 4);
  const asks = asksOf(await book(), front);
  expect(asks.map(({ heads }) => heads)).toEqual([1]);
  const [ask] = asks;
  if (ask) await Promise.all([handOver(ask, front, 'Yard'), handOver(ask, front, 'Yard')]);
  expect(asksOf(await book(), front)).toEqual([]);
  expect((await only()).shares.map(({ heads }) => heads).sort()).toEqual([0, 3]);
});

test('shared out evenly no place is left over and none is given twice', async () => {
  await guest();
  await guest({ id: newId(), name: 'Berta', plus: 0 });
  await guest({ id: newId(), name: 'Carl', plus: 0 });
  expect(doorTotals(await book(), front)).toMatchObject({ approved: 6, ungiven: 6 });
  await shareOut(await book(), 'evenly');
  const after = await book();
  expect(doorTotals(after, front).ungiven).toBe(0);
  const asked = (door: string): number =>
    after.guests
      .flatMap(({ shares }) => shares)
      .filter(({ door_id }) => door_id === door)
      .reduce((sum, { wanted }) => sum + (wanted ?? 0), 0);
  expect([asked(front), asked(yard)]).toEqual([3, 3]);
});

test('a guest is found by any part of the name, with or without accents', async () => {
  await guest();
  const all = (await book()).guests;
  const found = (typed: string): number => findGuests(all, typed).length;
  expect(['anders', 'ÅND', 'party and', 'artist', ''].map(found)).toEqual([1, 1, 1, 1, 1]);
  expect(found('anders berta')).toBe(0);
});

test('places that are left count everybody who comes along', async () => {
  await guest();
  const all = (await book()).guests.map((one) => one.guest);
  const asked = all.map((one): Guest => ({ ...one, id: newId(), status: 'requested', plus: 1 }));
  const row = await store.table<GuestList>('guest_lists').get(list);
  if (!row) throw new Error('there is no list');
  expect(listBook(row, [...all, ...asked])).toMatchObject({ given: 4, left: 16, requested: 2 });
  expect(passTotals([...all, ...asked])).toEqual([{ pass: 'ticket', guests: 1, heads: 4 }]);
});
