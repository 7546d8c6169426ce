// Guest lists: who is asked in, who decides, and how many places there are. The server has the last
// word on the allotment: who no longer fits is put on the waiting list.

import type { Live } from '../lib/live';
import type { Outcome } from '../lib/outcome';
import { write, writeRow } from '../lib/records';
import { can, currentUserId } from '../lib/session';
import { resource } from './resource';
import { change, observe, rows, rowsWith, type Local } from './tables';
import type { Rows } from './rows.gen';

export type GuestList = Local<Rows['guest_lists']>;
export type Guest = Local<Rows['guests']>;
export type GuestStatus = Guest['status'];
export type PassType = Guest['pass_type'];

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name);

export const guestLists = resource<'guest_lists', 'show_id' | 'name' | 'allotment'>(
  'guest_lists',
  'Guest list',
  byName,
);

export const guests = resource<'guests', 'guest_list_id' | 'name'>('guests', 'Guest', byName);

/** Approves, locks, checks in; others ask for guests of their own. */
export const runsGuestLists = (): boolean => can('guests', 'write', '');

export const mayAskForGuests = (): boolean => can('guests', 'write', currentUserId());

/** The guest and who comes with them. */
export const headsOf = ({ plus }: Pick<Guest, 'plus'>): number => 1 + plus;

/** One list with its guests and what became of its places, in heads. */
export interface ListBook {
  readonly list: GuestList;
  readonly guests: readonly Guest[];
  readonly given: number;
  /** below 0 where the allotment was lowered afterwards */
  readonly left: number;
  readonly requested: number;
  readonly waiting: number;
}

const headsWith = (all: readonly Guest[], status: GuestStatus): number =>
  all.reduce((sum, guest) => sum + (guest.status === status ? headsOf(guest) : 0), 0);

export function listBook(list: GuestList, all: readonly Guest[]): ListBook {
  const own = all.filter((guest) => guest.guest_list_id === list.id);
  const given = headsWith(own, 'approved');
  return {
    list,
    guests: own,
    given,
    left: list.allotment - given,
    requested: headsWith(own, 'requested'),
    waiting: headsWith(own, 'waitlisted'),
  };
}

/** Why nobody can ask any more; empty while they can. */
export function closedWords(list: GuestList, nowMs: number): string {
  if (list.locked_at) return 'Locked';
  return list.cutoff_at && Date.parse(list.cutoff_at) <= nowMs ? 'Requests closed' : '';
}

/** The lists of a show, by name, each with its guests. */
export const observeGuestBook = (showId: string): Live<readonly ListBook[]> =>
  observe(async (store) => {
    const lists = await rows(store, 'guest_lists').where('show_id').equals(showId).toArray();
    const ids = lists.map(({ id }) => id);
    const all = [...(await rowsWith(store, 'guests', 'guest_list_id', ids))].sort(byName);
    return lists.sort(byName).map((list) => listBook(list, all));
  });

/** How many heads of each kind of pass, approved only: what a promoter wants to know. */
export interface PassTotal {
  readonly pass: PassType;
  readonly guests: number;
  readonly heads: number;
}

export function passTotals(all: readonly Guest[]): readonly PassTotal[] {
  const found = Map.groupBy(
    all.filter(({ status }) => status === 'approved'),
    ({ pass_type }) => pass_type,
  );
  return [...found]
    .map(([pass, of]) => ({
      pass,
      guests: of.length,
      heads: of.reduce((sum, guest) => sum + headsOf(guest), 0),
    }))
    .sort((a, b) => b.heads - a.heads || a.pass.localeCompare(b.pass));
}

const decided: Readonly<Record<GuestStatus, string>> = {
  approved: 'approved',
  denied: 'declined',
  waitlisted: 'on the waiting list',
  cancelled: 'cancelled',
  requested: 'back among the requests',
};

export const decideGuest = (guest: Guest, status: GuestStatus): Promise<Outcome<string>> =>
  writeRow(`${guest.name} ${decided[status]}`, change('guests', guest.id, { status }));

/** Those who fit, in the order of asking; says by its label how many. */
export function approveAll(book: ListBook): Promise<Outcome<void>> {
  let left = book.left;
  const fitting = book.guests
    .filter(({ status }) => status === 'requested')
    .sort((a, b) => a.id.localeCompare(b.id))
    .filter((guest) => {
      if (headsOf(guest) > left) return false;
      left -= headsOf(guest);
      return true;
    });
  return write(
    fitting.length === 1 ? '1 request approved' : `${fitting.length} requests approved`,
    () => Promise.resolve(fitting.map(({ id }) => change('guests', id, { status: 'approved' }))),
  );
}

export const setListLocked = (list: GuestList, isLocked: boolean): Promise<Outcome<string>> =>
  writeRow(
    isLocked ? `${list.name} locked` : `${list.name} unlocked`,
    change('guest_lists', list.id, { locked_at: isLocked ? new Date().toISOString() : null }),
  );
