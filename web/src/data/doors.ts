// The doors of a show, and the one device that checks in at each: two that do not hear of each other
// would give out the same places. Who stands where is the server's word; once it has said so, a
// device checks in without a signal.

import { failure, type Outcome, type Problem } from '../lib/outcome';
import type { OrganizationStore } from '../lib/offline-storage';
import { writeForGood, type Draft } from '../lib/records';
import { resource } from './resource';
import { change, insertion, rows, type Local } from './tables';
import type { Rows } from './rows.gen';

type DoorRow = Local<Rows['doors']>;

/** Whose the door is: nobody's, asked for by this device, this device's for sure, or another's. */
export type Stand = 'free' | 'asked' | 'here' | 'other';

export type Door = DoorRow & { readonly stand: Stand };

/** In the order in which they were made: the first is the main door. */
export const doors = resource<'doors', 'show_id' | 'name'>('doors', 'Door', (a, b) =>
  a.id.localeCompare(b.id),
);

async function standOf(store: OrganizationStore, row: DoorRow): Promise<Stand> {
  if (row.device_id === null) return 'free';
  if (row.device_id !== (await store.get('client_id'))) return 'other';
  const pending = row.local === 'synced' ? [] : await store.pendingOf('doors', row.id);
  return pending.some(({ values }) => 'device_id' in values) ? 'asked' : 'here';
}

export async function readDoors(
  store: OrganizationStore,
  showId: string,
): Promise<readonly Door[]> {
  const found = await rows(store, 'doors').where('show_id').equals(showId).sortBy('id');
  return Promise.all(found.map(async (row) => ({ ...row, stand: await standOf(store, row) })));
}

/** Whether this device may let in anybody at the door. */
export async function isHere(store: OrganizationStore, doorId: string): Promise<boolean> {
  const row = await rows(store, 'doors').get(doorId);
  return row !== undefined && (await standOf(store, row)) === 'here';
}

/** A device stands at one door of a show. */
async function leaving(store: OrganizationStore, showId: string): Promise<readonly Draft[]> {
  const mine = await store.clientId();
  const all = await rows(store, 'doors').where('show_id').equals(showId).toArray();
  return all
    .filter(({ device_id }) => device_id === mine)
    .map(({ id }) => change('doors', id, { device_id: null }));
}

/** This device goes to the door, instead of the device that was seen there. */
async function coming(store: OrganizationStore, door: Door): Promise<readonly Draft[] | Problem> {
  const row = await rows(store, 'doors').get(door.id);
  if (row?.device_id !== door.device_id) {
    return failure('other_device', `Look at ${door.name} again: somebody else was faster.`).problem;
  }
  const mine = await store.clientId();
  if (row.device_id === mine) return [];
  const taken = row.device_id === null ? [] : [change('doors', row.id, { device_id: null })];
  return [
    ...(await leaving(store, row.show_id)),
    ...taken,
    change('doors', row.id, { device_id: mine }),
  ];
}

export const standAt = (door: Door): Promise<Outcome<void>> =>
  writeForGood(`This device is at ${door.name}`, (store) => coming(store, door));

export const takeOver = (door: Door): Promise<Outcome<void>> =>
  writeForGood(`${door.name} taken over`, (store) => coming(store, door));

export const leaveDoor = (door: Door): Promise<Outcome<void>> =>
  writeForGood(`This device left ${door.name}`, (store) => leaving(store, door.show_id));

/** A second device at an entrance is a door of its own: "Front 2". */
export const standBeside = (door: Door, all: readonly Door[]): Promise<Outcome<void>> =>
  writeForGood('Door added', async (store) => {
    const taken = new Set(all.map(({ name }) => name));
    let number = 2;
    while (taken.has(`${door.name} ${number}`)) number += 1;
    const added = { show_id: door.show_id, name: `${door.name} ${number}` };
    const device_id = await store.clientId();
    return [...(await leaving(store, door.show_id)), insertion('doors', { ...added, device_id })];
  });
