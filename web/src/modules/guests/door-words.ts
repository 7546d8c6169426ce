// What a door's list says of a guest, in few words.

import type { DoorGuest, Standing } from '../../data/guests-doors';
import type { Door } from '../../data/doors';
import type { GuestStatus } from '../../data/guests';
import { currentUserId } from '../../lib/session';
import { formatMoment } from '../../ui/format';
import { words } from '../../ui/words';

export const statusWords: Readonly<Record<GuestStatus, string>> = {
  requested: 'Not decided',
  approved: 'Approved',
  denied: 'Declined',
  waitlisted: 'Waiting list',
  cancelled: 'Cancelled',
};

/** "2 of 4 in", "4 in", "party of 4"; nothing for one person who is still outside. */
export function countWords({ inside, party }: Pick<Standing, 'inside' | 'party'>): string {
  if (inside >= party) return party === 1 ? 'In' : `All ${party} in`;
  if (inside > 0) return `${inside} of ${party} in`;
  return party === 1 ? '' : `Party of ${party}`;
}

/** The line below the name. */
export function guestLine(one: DoorGuest, standing: Standing): string {
  const { guest, listName } = one;
  const pass = guest.pass_type === 'ticket' ? '' : words(guest.pass_type);
  return [countWords(standing), pass, listName, guest.notes ?? ''].filter(Boolean).join(' · ');
}

/** Who holds what is left: "Yard holds 2, Front 1". */
export function heldWords(others: Standing['others'], nameOf: (doorId: string) => string): string {
  return others
    .map(({ doorId, free }, i) => `${nameOf(doorId)}${i === 0 ? ' holds' : ''} ${free}`)
    .join(', ');
}

/** "In 34 of 120, 20 by this door". */
export function totalWords(totals: {
  readonly approved: number;
  readonly inside: number;
  readonly here: number;
}): string {
  const { approved, inside, here } = totals;
  return `${inside} of ${approved} in${here === inside ? '' : `, ${here} by this door`}`;
}

/** What it means to go on without a device that held places. */
export const lostWords =
  'Do this when that device is lost, switched off or in your hand. It may have let people in ' +
  'without a signal and not told anybody yet: they could then come in a second time. When it is ' +
  'back, what no longer fits is refused and told there.';

/** Whose device is at a door, and since when; nothing where there is none. */
export function holderWords(door: Door, nameOf: (userId: string) => string | undefined): string {
  if (door.stand === 'free' || !door.device_at) return '';
  const since = formatMoment(door.device_at);
  if (door.stand !== 'other') return `This device, since ${since}`;
  const user = door.device_user_id ?? '';
  if (user === currentUserId()) return `Another device of yours is here, since ${since}`;
  return `${nameOf(user) ?? 'Somebody'} is here with another device, since ${since}`;
}
