// Stays: hotels and other places to sleep, their rooms, and who sleeps in which.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { adding, write, type Draft } from '../lib/records';
import type { Expense } from './expenses';
import type { Person } from './people';
import { resource } from './resource';
import type { OtherNights, RoomType, RoomWithGuests } from './rooming';
import type { Rows } from './rows.gen';
import type { OrganizationStore } from '../lib/offline-storage';
import { change, insertion, observe, removal, rows, type Local, type Values } from './tables';

export type Stay = Local<Rows['stays']>;
export type Room = Local<Rows['rooms']>;
export type RoomGuest = Local<Rows['room_guests']>;
export type StayRoom = RoomWithGuests<Room, RoomGuest>;

/** A stay with everything that its screen shows. */
export interface StayWhole {
  readonly stay: Stay;
  /** as they were added */
  readonly rooms: readonly StayRoom[];
  /** everybody, by name */
  readonly people: readonly Person[];
  /** nights in other stays that are on */
  readonly others: readonly OtherNights[];
  readonly costs: readonly Expense[];
}

const byArrival = (a: Stay, b: Stay): number =>
  a.check_in_on.localeCompare(b.check_in_on) || a.name.localeCompare(b.name);
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id.localeCompare(b.id);

export const stays = resource<'stays', 'name' | 'check_in_on' | 'check_out_on'>(
  'stays',
  'Hotel',
  byArrival,
);
export const rooms = resource<'rooms', 'stay_id'>('rooms', 'Room', byId);
export const roomGuests = resource<
  'room_guests',
  'room_id' | 'person_id' | 'arrives_on' | 'leaves_on'
>('room_guests', 'Guest', byId);

const isOn = ({ status }: Stay): boolean => status !== 'cancelled';

async function othersOf(
  store: OrganizationStore,
  stay: Stay,
  personIds: ReadonlySet<string>,
): Promise<readonly OtherNights[]> {
  const near = (await rows(store, 'stays').toArray()).filter(
    (other) =>
      other.id !== stay.id &&
      isOn(other) &&
      other.check_in_on < stay.check_out_on &&
      stay.check_in_on < other.check_out_on,
  );
  const found = await Promise.all(
    near.map(async (other) => {
      const inside = await rows(store, 'rooms').where('stay_id').equals(other.id).primaryKeys();
      const guests = await rows(store, 'room_guests').where('room_id').anyOf(inside).toArray();
      return guests
        .filter(({ person_id }) => personIds.has(person_id))
        .map((guest) => ({ stay: other, guest }));
    }),
  );
  return found.flat();
}

/** Undefined while there is none such. */
export const observeStay = (id: string): Live<StayWhole | undefined> =>
  observe(async (store) => {
    const stay = await rows(store, 'stays').get(id);
    if (!stay) return undefined;
    const [found, people, costs] = await Promise.all([
      rows(store, 'rooms').where('stay_id').equals(id).toArray(),
      rows(store, 'people').orderBy('name').toArray(),
      rows(store, 'expenses').where('stay_id').equals(id).toArray(),
    ]);
    const guests = await rows(store, 'room_guests')
      .where('room_id')
      .anyOf(found.map((room) => room.id))
      .toArray();
    const others = await othersOf(store, stay, new Set(guests.map((guest) => guest.person_id)));
    const sleepers = guests.sort(byId).map((guest) => ({
      guest,
      person: people.find((one) => one.id === guest.person_id),
    }));
    return {
      stay,
      rooms: found.sort(byId).map((room) => ({
        room,
        sleepers: sleepers.filter(({ guest }) => guest.room_id === room.id),
      })),
      people,
      others,
      costs,
    };
  });

/** Rooms of one type at once, with one undo. */
export function addRooms(
  stayId: string,
  type: RoomType,
  count: number,
  values: Values<'rooms'> = {},
): Promise<Outcome<void>> {
  const label = count === 1 ? 'Room added' : `${count} rooms added`;
  return write(label, () =>
    Promise.resolve(
      Array.from({ length: count }, () => insertion('rooms', { ...values, stay_id: stayId, type })),
    ),
  );
}

const leaving = (type: RoomType, stay: Stay): string =>
  type === 'day_room' ? stay.check_in_on : stay.check_out_on;

/** Who sleeps in a hotel that not everybody sees has to see it. */
const shownTo = (stay: Stay, personId: string): readonly Draft[] =>
  stay.visibility === 'assigned' && !stay.person_ids.includes(personId)
    ? [change('stays', stay.id, { person_ids: adding([personId]) })]
    : [];

/** Puts somebody into a room for the whole stay, or moves them there with the nights they have. */
export const placeGuest = (
  stay: Stay,
  room: Room,
  person: Pick<Person, 'id' | 'name'>,
  moved?: RoomGuest,
): Promise<Outcome<void>> =>
  write(`${person.name} has a room`, async (store) => {
    const inside = await rows(store, 'room_guests').where('room_id').equals(room.id).toArray();
    if (inside.some(({ person_id }) => person_id === person.id)) return [];
    const seen = shownTo(stay, person.id);
    if (moved) return [...seen, change('room_guests', moved.id, { room_id: room.id })];
    const guest = insertion('room_guests', {
      room_id: room.id,
      person_id: person.id,
      arrives_on: stay.check_in_on,
      leaves_on: leaving(room.type, stay),
    });
    return [...seen, guest];
  });

/** Deletes the room; who slept in it has none. */
export const removeRoom = (id: string): Promise<Outcome<void>> =>
  write('Room deleted', async (store) => {
    const guests = await rows(store, 'room_guests').where('room_id').equals(id).primaryKeys();
    return [...guests.map((key) => removal('room_guests', key)), removal('rooms', id)];
  });

/** Moves the stay's dates; whoever stayed from first to last still does. */
export const updateStay = (
  stay: Stay,
  values: Parameters<typeof stays.update>[1],
): Promise<Outcome<void>> =>
  write('Hotel changed', async (store) => {
    const { check_in_on = stay.check_in_on, check_out_on = stay.check_out_on } = values;
    const inside = await rows(store, 'rooms').where('stay_id').equals(stay.id).primaryKeys();
    const guests = await rows(store, 'room_guests').where('room_id').anyOf(inside).toArray();
    const moved = guests.flatMap((guest): Draft[] => {
      const to: { arrives_on?: string; leaves_on?: string } = {};
      if (guest.arrives_on === stay.check_in_on && check_in_on !== stay.check_in_on)
        to.arrives_on = check_in_on;
      if (guest.leaves_on === stay.check_out_on && check_out_on !== stay.check_out_on)
        to.leaves_on = check_out_on;
      const { arrives_on = guest.arrives_on, leaves_on = guest.leaves_on } = to;
      if (Object.keys(to).length === 0 || leaves_on < arrives_on) return [];
      return [change('room_guests', guest.id, to)];
    });
    return [change('stays', stay.id, values), ...moved];
  });

/** Deletes the stay with its rooms; what it cost stays among the expenses. */
export const removeStay = (id: string): Promise<Outcome<void>> =>
  write('Hotel deleted', async (store) => {
    const inside = await rows(store, 'rooms').where('stay_id').equals(id).primaryKeys();
    const [guests, costs] = await Promise.all([
      rows(store, 'room_guests').where('room_id').anyOf(inside).primaryKeys(),
      rows(store, 'expenses').where('stay_id').equals(id).primaryKeys(),
    ]);
    return [
      ...guests.map((key) => removal('room_guests', key)),
      ...inside.map((key) => removal('rooms', key)),
      ...costs.map((key) => change('expenses', key, { stay_id: null })),
      removal('stays', id),
    ];
  });
