// Where the user sleeps: for the first screen, which knows nothing of rooming.

import type { Live } from '../lib/live';
import { currentUserId } from '../lib/session';
import type { Room, RoomGuest, Stay } from './stays';
import { observe, rows } from './tables';

/** Where the user sleeps. */
export interface OwnRoom {
  readonly stay: Stay;
  readonly room: Room;
  readonly guest: RoomGuest;
  /** the others in it */
  readonly shares: readonly string[];
}

/** The user's own rooms on any night from `from` to `to` (business dates), soonest first. */
export const observeOwnRooms = (from: string, to: string): Live<readonly OwnRoom[]> =>
  observe(async (store) => {
    const me = currentUserId();
    const people = await rows(store, 'people').toArray();
    const mine = people.filter(({ user_id }) => user_id !== null && user_id === me);
    const guests = await rows(store, 'room_guests')
      .where('person_id')
      .anyOf(mine.map(({ id }) => id))
      .toArray();
    const now = guests.filter(({ arrives_on, leaves_on }) => arrives_on <= to && leaves_on >= from);
    const found = await Promise.all(
      now.map(async (guest): Promise<OwnRoom | undefined> => {
        const room = await rows(store, 'rooms').get(guest.room_id);
        const stay = room && (await rows(store, 'stays').get(room.stay_id));
        if (!room || !stay || stay.status === 'cancelled') return undefined;
        const inside = await rows(store, 'room_guests').where('room_id').equals(room.id).toArray();
        const shares = inside
          .filter(({ id }) => id !== guest.id)
          .map(({ person_id }) => people.find(({ id }) => id === person_id)?.name ?? 'Somebody');
        return { stay, room, guest, shares };
      }),
    );
    return found
      .filter((one) => one !== undefined)
      .sort((a, b) => a.guest.arrives_on.localeCompare(b.guest.arrives_on));
  });
