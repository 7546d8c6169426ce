// What a door may give out on this device: judged by core, on what is stored and what still waits.

import { beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { firstOf } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { clearUndo, undo } from '../lib/undo';
import { isHere, leaveDoor, standAt, standBeside, takeOver, type Door } from './doors';
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
  takePlaces,
  usedBy,
  type DoorBook,
  type DoorGuest,
} from './guests-doors';
import { signedIn, type SignedIn } from './testing/signed-in';

const me = newId();
const show = newId();
const list = newId();
const guestId = newId();
const [front, yard] = [newId(), newId()];
const free = { show_id: show, device_id: null, device_user_id: null, device_at: null };
let store: OrganizationStore;
let put: SignedIn['put'];

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
  clearUndo();
  ({ store, put } = signedIn(me));
  await put('guest_lists', {
    id: list,
    show_id: show,
    name: 'Artist',
    allotment: 20,
    cutoff_at: null,
    locked_at: null,
    notes: null,
  });
  await put('doors', { id: front, ...free, name: 'Front', device_id: await store.clientId() });
  await put('doors', { id: yard, ...free, name: 'Yard' });
});

const theDoor = async (id: string): Promise<Door> => {
  const found = (await book()).doors.find((door) => door.id === id);
  if (!found) throw new Error('there is no such door');
  return found;
};

const another = newId();
const somebodyAt = (door: string): Promise<void> =>
  put('doors', { id: door, ...free, name: 'Yard', device_id: another, device_user_id: me });

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
  await store.commit('Held', [
    {
      table: 'door_shares',
      op: 'insert',
      id: newId(),
      values: { guest_id: guestId, door_id: front, heads: 4 },
    },
  ]);
  expect(await room(front)).toBe(0);
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

test('a door that was only asked for lets in nobody, nor does one that was left', async () => {
  await guest();
  await share(yard, 4);
  const { guest: one } = await only();
  expect(await theDoor(yard)).toMatchObject({ stand: 'free' });
  expect((await standAt(await theDoor(yard))).ok).toBe(true);
  expect(await theDoor(yard)).toMatchObject({ stand: 'asked', local: 'asked' });
  expect(await theDoor(front)).toMatchObject({ stand: 'free' });
  expect((await admit(one, yard, 1)).ok).toBe(false);
  expect((await admit(one, front, 1)).ok).toBe(false);
});

test('a change of its name leaves the device at the door', async () => {
  await store.commit('Renamed', [
    { table: 'doors', op: 'update', id: front, values: { name: 'Main' } },
  ]);
  expect(await theDoor(front)).toMatchObject({ stand: 'here', local: 'asked', name: 'Main' });
  expect(await isHere(store, front)).toBe(true);
});

test('a door where another device is seen is taken over only knowingly', async () => {
  const seen = await theDoor(yard);
  await somebodyAt(yard);
  const late = await standAt(seen);
  expect(late.ok ? '' : late.problem.code).toBe('other_device');
  expect(await theDoor(yard)).toMatchObject({ stand: 'other' });
  expect((await takeOver(await theDoor(yard))).ok).toBe(true);
  const sent = await store.pendingOf('doors', yard);
  expect(sent.map(({ values }) => values['device_id'])).toEqual([null, await store.clientId()]);
});

test('a second device gets a door of its own beside the first', async () => {
  await somebodyAt(yard);
  for (let i = 0; i < 3; i += 1) await standBeside(await theDoor(yard), (await book()).doors);
  const all = (await book()).doors.map(({ name, stand }) => `${name}: ${stand}`);
  expect(all.sort()).toEqual([
    'Front: free',
    'Yard 2: free',
    'Yard 3: free',
    'Yard 4: asked',
    'Yard: other',
  ]);
  await leaveDoor(await theDoor(yard));
  expect((await book()).doors.filter(({ stand }) => stand === 'asked')).toEqual([]);
});

test('what a lost door has not used is taken back, of one guest or of all', async () => {
  const other = newId();
  await guest();
  await guest({ id: other, name: 'Berta', plus: 1 });
  await share(yard, 3);
  await put('door_shares', { id: newId(), guest_id: other, door_id: yard, heads: 2, wanted: null });
  await put('admissions', {
    id: newId(),
    guest_id: guestId,
    door_id: yard,
    heads: 1,
    admitted_at: '2027-05-01T20:00:00Z',
  });
  expect(usedBy(await book(), yard)).toEqual({ inside: 1, unused: 4 });
  await takePlaces(await theDoor(yard), new Set([guestId]));
  expect(usedBy(await book(), yard)).toEqual({ inside: 1, unused: 2 });
  await takePlaces(await theDoor(yard));
  expect(usedBy(await book(), yard)).toEqual({ inside: 1, unused: 0 });
  await takePlaces(await theDoor(yard));
  const written = await Promise.all(
    (await book()).guests.flatMap(({ shares }) =>
      shares.map(({ id }) => store.pendingOf('door_shares', id)),
    ),
  );
  expect(written.map(({ length }) => length)).toEqual([1, 1]);
  expect((await undo()).ok).toBe(false);
});
