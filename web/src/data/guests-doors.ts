// Guests at the doors: which door holds which places, who came in where, and the moves between
// doors. Core judges (core/guest.h) on this device, the database again on the server. A door gives
// away only what it holds and only the server gives it more, so doors without a signal never let in
// more than were approved.

import {
  guestPart,
  guestRoom,
  judgeGuest,
  type GuestAtDoor,
  type GuestVerdict,
} from '../lib/core/plan';
import { fold, foldedWords } from '../lib/fold';
import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import { failure, type Outcome, type Problem } from '../lib/outcome';
import { write, writeForGood, type Draft } from '../lib/records';
import { isHere, readDoors, type Door } from './doors';
import { headsOf, type Guest } from './guests';
import { change, insertion, observe, removal, rows, rowsWith, type Local } from './tables';
import type { Rows } from './rows.gen';

export type DoorShare = Local<Rows['door_shares']>;
export type Admission = Local<Rows['admissions']>;

/** A guest with everything the doors of the show know of them. */
export interface DoorGuest {
  readonly guest: Guest;
  readonly listName: string;
  /** what one types to find them, folded */
  readonly folded: string;
  /** of each door that has any: what it may give out for sure */
  readonly shares: readonly (DoorShare & { readonly sure: number })[];
  readonly admissions: readonly Admission[];
}

export interface DoorBook {
  readonly doors: readonly Door[];
  /** by name */
  readonly guests: readonly DoorGuest[];
}

/** Each word must be found somewhere; the guests keep their order. */
export function findGuests(all: readonly DoorGuest[], typed: string): readonly DoorGuest[] {
  const words = foldedWords(typed);
  if (words.length === 0) return all;
  return all.filter(({ folded }) => words.every((word) => folded.includes(word)));
}

/**
 * What a share holds for sure. A value that waits to be sent counts where it gives places away, and
 * not where it takes some.
 */
async function sureOf(store: OrganizationStore, share: DoorShare): Promise<number> {
  if (share.local === 'synced' || share.heads === 0) return share.heads;
  const pending = await store.pendingOf('door_shares', share.id);
  return pending.reduce((least, { op, values }) => {
    if (op === 'insert') return 0;
    const heads = values['heads'];
    return typeof heads === 'number' ? Math.min(least, heads) : least;
  }, share.heads);
}

async function readDoorBook(store: OrganizationStore, showId: string): Promise<DoorBook> {
  const [found, lists] = await Promise.all([
    readDoors(store, showId),
    rows(store, 'guest_lists').where('show_id').equals(showId).toArray(),
  ]);
  const doorIds = found.map(({ id }) => id);
  const listNames = new Map(lists.map(({ id, name }) => [id, name] as const));
  const [all, shares, admissions] = await Promise.all([
    rowsWith(store, 'guests', 'guest_list_id', [...listNames.keys()]),
    rowsWith(store, 'door_shares', 'door_id', doorIds),
    rowsWith(store, 'admissions', 'door_id', doorIds),
  ]);
  const sure = await Promise.all(
    shares.map(async (share) => ({ ...share, sure: await sureOf(store, share) })),
  );
  const sharesOf = Map.groupBy(sure, ({ guest_id }) => guest_id);
  const admissionsOf = Map.groupBy(admissions, ({ guest_id }) => guest_id);
  const order = new Intl.Collator();
  return {
    doors: found,
    guests: [...all]
      .sort((a, b) => order.compare(a.name, b.name))
      .map((guest) => ({
        guest,
        listName: listNames.get(guest.guest_list_id) ?? '',
        folded: fold(`${guest.name} ${listNames.get(guest.guest_list_id) ?? ''}`),
        shares: sharesOf.get(guest.id) ?? [],
        admissions: admissionsOf.get(guest.id) ?? [],
      })),
  };
}

export const observeDoorBook = (showId: string): Live<DoorBook> =>
  observe((store) => readDoorBook(store, showId));

const sumOf = <T>(all: readonly T[], count: (one: T) => number): number =>
  all.reduce((sum, one) => sum + count(one), 0);

/** The guest as one door sees them. */
export function atDoor({ guest, shares, admissions }: DoorGuest, doorId: string): GuestAtDoor {
  const isHere = ({ door_id }: { readonly door_id: string }): boolean => door_id === doorId;
  const heads = (one: { readonly heads: number }): number => one.heads;
  const inside = sumOf(admissions.filter(isHere), heads);
  const held = sumOf(shares.filter(isHere), ({ sure }) => sure);
  return {
    party: headsOf(guest),
    held,
    inside,
    heldOthers: sumOf(shares, heads) - sumOf(shares.filter(isHere), heads),
    insideOthers: sumOf(admissions, heads) - inside,
    isApproved: guest.status === 'approved',
  };
}

/** What a row of the list says of a guest at this door. */
export interface Standing {
  /** in by any door */
  readonly inside: number;
  readonly party: number;
  /** may come in here now */
  readonly room: number;
  readonly verdict: GuestVerdict;
  /** places that this door has asked for */
  readonly wanted: number;
  /** other doors with places that are not used, the most first */
  readonly others: readonly { readonly doorId: string; readonly free: number }[];
}

export function standingOf(one: DoorGuest, doorId: string): Standing {
  const at = atDoor(one, doorId);
  const others = one.shares
    .filter(({ door_id }) => door_id !== doorId)
    .map(({ door_id, heads }) => ({
      doorId: door_id,
      free:
        heads -
        sumOf(
          one.admissions.filter((admission) => admission.door_id === door_id),
          (admission) => admission.heads,
        ),
    }))
    .filter(({ free }) => free > 0)
    .sort((a, b) => b.free - a.free);
  return {
    inside: at.inside + at.insideOthers,
    party: at.party,
    room: guestRoom(at),
    verdict: judgeGuest(at, 1),
    wanted: sumOf(
      one.shares.filter(({ door_id }) => door_id === doorId),
      ({ wanted }) => wanted ?? 0,
    ),
    others,
  };
}

/** Heads approved, in, and in by one door. */
export interface DoorTotals {
  readonly approved: number;
  readonly inside: number;
  readonly here: number;
  /** approved heads that no door holds nor has asked for */
  readonly ungiven: number;
}

export function doorTotals(book: DoorBook, doorId: string): DoorTotals {
  const totals = { approved: 0, inside: 0, here: 0, ungiven: 0 };
  for (const { guest, shares, admissions } of book.guests) {
    for (const { heads, door_id } of admissions) {
      totals.inside += heads;
      if (door_id === doorId) totals.here += heads;
    }
    if (guest.status !== 'approved') continue;
    totals.approved += headsOf(guest);
    totals.ungiven += ungivenOf(guest, shares);
  }
  return totals;
}

const ungivenOf = (guest: Guest, shares: readonly DoorShare[]): number =>
  Math.max(headsOf(guest) - sumOf(shares, ({ heads, wanted }) => heads + (wanted ?? 0)), 0);

const refusals: Readonly<Record<Exclude<GuestVerdict, 'admit'>, string>> = {
  unapproved: 'is not approved',
  elsewhere: 'has the places that are left at another door',
  ungiven: 'has no place at this door yet',
  full: 'is in already, with everybody',
};

/** One after the other on this device, in whatever tab, so that a double tap is judged twice. */
const oneByOne = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks.request('ota:doors', act) as Promise<T>;

async function readGuest(
  store: OrganizationStore,
  guestId: string,
): Promise<DoorGuest | undefined> {
  const guest = await rows(store, 'guests').get(guestId);
  if (!guest) return undefined;
  const [shares, admissions] = await Promise.all([
    rows(store, 'door_shares').where('guest_id').equals(guestId).toArray(),
    rows(store, 'admissions').where('guest_id').equals(guestId).toArray(),
  ]);
  const sure = await Promise.all(
    shares.map(async (share) => ({ ...share, sure: await sureOf(store, share) })),
  );
  return { guest, listName: '', folded: '', shares: sure, admissions };
}

type Decide = (one: DoorGuest, store: OrganizationStore) => Promise<readonly Draft[] | Problem>;

/** Writes what is decided on the guest as they are stored at that moment. */
const writeAbout = (guestId: string, label: string, decide: Decide): Promise<Outcome<void>> =>
  oneByOne(() =>
    write(label, async (store) => {
      const one = await readGuest(store, guestId);
      return one
        ? decide(one, store)
        : failure('not_found', 'This guest is not on the list any more.').problem;
    }),
  );

/** Lets heads in, if core says that this door may. */
export const admit = (guest: Guest, doorId: string, heads: number): Promise<Outcome<void>> =>
  writeAbout(guest.id, `${guest.name}: ${heads} in`, async (one, store) => {
    if (!(await isHere(store, doorId))) {
      return failure('other_device', 'This device is not at this door any more.').problem;
    }
    const verdict = judgeGuest(atDoor(one, doorId), heads);
    if (verdict !== 'admit') {
      return failure(verdict, `${one.guest.name} ${refusals[verdict]}.`).problem;
    }
    return [
      insertion('admissions', {
        guest_id: guest.id,
        door_id: doorId,
        heads,
        admitted_at: new Date().toISOString(),
      }),
    ];
  });

export const takeBack = (guest: Guest, admission: Admission): Promise<Outcome<void>> =>
  write(`${guest.name}: ${admission.heads} taken back`, () =>
    Promise.resolve([removal('admissions', admission.id)]),
  );

/** A door asks for places; the server gives what is free, the door that holds them the rest. */
const wantedDraft = (one: DoorGuest, doorId: string, wanted: number): Draft => {
  const own = one.shares.find(({ door_id }) => door_id === doorId);
  return own
    ? change('door_shares', own.id, { wanted })
    : insertion('door_shares', { guest_id: one.guest.id, door_id: doorId, heads: 0, wanted });
};

export const askForPlaces = (guest: Guest, doorId: string, heads: number): Promise<Outcome<void>> =>
  writeAbout(guest.id, `Asked for ${heads} of ${guest.name}`, (one) =>
    Promise.resolve([wantedDraft(one, doorId, heads)]),
  );

/** What other doors ask of this one and it can give. */
export interface Ask {
  readonly guest: Guest;
  readonly doorId: string;
  readonly heads: number;
}

export function asksOf(book: DoorBook, doorId: string): readonly Ask[] {
  return book.guests.flatMap((one) => {
    const asking = one.shares.find(
      ({ door_id, wanted, local }) => door_id !== doorId && (wanted ?? 0) > 0 && local === 'synced',
    );
    if (!asking) return [];
    const { held, inside } = atDoor(one, doorId);
    const heads = Math.min(held - inside, asking.wanted ?? 0);
    return heads > 0 ? [{ guest: one.guest, doorId: asking.door_id, heads }] : [];
  });
}

/** Gives back places that are not used; the server passes them on to the door that asks. */
export const handOver = (ask: Ask, fromId: string, toName: string): Promise<Outcome<void>> =>
  writeAbout(ask.guest.id, `${ask.guest.name}: ${ask.heads} to ${toName}`, async (one) => {
    const own = one.shares.find(({ door_id }) => door_id === fromId);
    const { held, inside } = atDoor(one, fromId);
    const given = Math.min(ask.heads, held - inside);
    return own && given > 0 ? [change('door_shares', own.id, { heads: held - given })] : [];
  });

/**
 * Takes back what another door has not used, of these guests or of all. Only the server's count of
 * who is in is known: to be done where that door's device will let in nobody more.
 */
export const takePlaces = (from: Door, guestIds?: ReadonlySet<string>): Promise<Outcome<void>> =>
  writeForGood(`Places of ${from.name} taken back`, async (store) => {
    const [shares, admissions] = await Promise.all([
      rows(store, 'door_shares').where('door_id').equals(from.id).toArray(),
      rows(store, 'admissions').where('door_id').equals(from.id).toArray(),
    ]);
    const inside = Map.groupBy(admissions, ({ guest_id }) => guest_id);
    return shares
      .filter(({ guest_id }) => guestIds?.has(guest_id) ?? true)
      .map((share) => ({
        share,
        used: sumOf(inside.get(share.guest_id) ?? [], ({ heads }) => heads),
      }))
      .filter(({ share, used }) => share.heads > used)
      .map(({ share, used }) => change('door_shares', share.id, { heads: used, wanted: null }));
  });

/** Heads that came in by the door, and places that it has not used. */
export function usedBy(book: DoorBook, doorId: string): { inside: number; unused: number } {
  const isThere = ({ door_id }: { readonly door_id: string }): boolean => door_id === doorId;
  const heads = (one: { readonly heads: number }): number => one.heads;
  const inside = sumOf(book.guests, (one) => sumOf(one.admissions.filter(isThere), heads));
  const held = sumOf(book.guests, (one) => sumOf(one.shares.filter(isThere), heads));
  return { inside, unused: Math.max(held - inside, 0) };
}

/** Gives the places that no door has to one door, or evenly to all. */
export const shareOut = (book: DoorBook, to: Door | 'evenly'): Promise<Outcome<void>> =>
  write('Places shared out', () =>
    Promise.resolve(
      book.guests
        .filter(({ guest, shares }) => guest.status === 'approved' && ungivenOf(guest, shares) > 0)
        .flatMap((one, turn) => {
          const left = ungivenOf(one.guest, one.shares);
          const given = to === 'evenly' ? book.doors : [to];
          return given.flatMap(({ id }, i) => {
            const part = guestPart(left, given.length, i, turn);
            if (part === 0) return [];
            const waiting = one.shares.find(({ door_id }) => door_id === id)?.wanted ?? 0;
            return [wantedDraft(one, id, part + waiting)];
          });
        }),
    ),
  );
