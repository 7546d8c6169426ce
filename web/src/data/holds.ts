// Holds: dates kept at venues, one behind the other. Rank, challenge and its clock are the server's
// word; what is written here is asked for.

import type { Live } from '../lib/live';
import { success, type Outcome } from '../lib/outcome';
import { writeForGood } from '../lib/records';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { change, insertion, observe, observeRow, rows, type Fresh, type Local } from './tables';
import type { Stage, Venue } from './venues';

export type Hold = Local<Rows['holds']>;

/** A hold with where it is. */
export interface HoldAt {
  readonly hold: Hold;
  readonly venue: Venue | undefined;
  readonly stage: Stage | undefined;
}

/** What can be asked of the server about a hold. */
export type HoldStep = 'confirm' | 'unconfirm' | 'challenge' | 'withdraw' | 'release';

export const isLive = ({ status }: Pick<Hold, 'status'>): boolean =>
  status === 'active' || status === 'challenged' || status === 'confirmed';

/** By date, then by rank; one that has none yet comes last. */
export function compareHolds(a: Hold, b: Hold): number {
  const rank = (hold: Hold): number => hold.rank ?? Number.MAX_SAFE_INTEGER;
  return a.date.localeCompare(b.date) || rank(a) - rank(b) || a.id.localeCompare(b.id);
}

/** Those that stand in line for the same stage on the same date, the first right first. */
export const stackOf = (hold: Hold, all: readonly Hold[]): readonly Hold[] =>
  all
    .filter(
      (other) =>
        isLive(other) &&
        other.date === hold.date &&
        other.venue_id === hold.venue_id &&
        other.stage_id === hold.stage_id,
    )
    .sort(compareHolds);

/** What makes sense now; the server has the last word on each. */
export function stepsOf(hold: Hold, stack: readonly Hold[]): readonly HoldStep[] {
  if (!isLive(hold)) return [];
  if (hold.status === 'confirmed') return ['unconfirm', 'release'];
  if (hold.rank === null) return ['release'];
  if (hold.rank === 1) return ['confirm', 'release'];
  if (hold.is_challenging) return ['withdraw', 'release'];
  const isGiven = stack.some(
    ({ status, rank }) => status === 'confirmed' && (rank ?? 0) < (hold.rank ?? 0),
  );
  return isGiven ? ['release'] : ['challenge', 'release'];
}

/** When it ends unless something happens: the answer to a challenge, or its own expiry. */
export const endsAt = (hold: Pick<Hold, 'status' | 'answer_by' | 'expires_at'>): string | null => {
  if (hold.status === 'confirmed') return null;
  const times = [hold.answer_by, hold.expires_at].filter((time) => time !== null);
  return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
};

const asked: Readonly<Record<HoldStep, readonly [string, Partial<Rows['holds']>]>> = {
  confirm: ['Confirmation asked for', { status: 'confirmed' }],
  unconfirm: ['Asked to take the confirmation back', { status: 'active' }],
  challenge: ['Challenge asked for', { is_challenging: true }],
  withdraw: ['Asked to take the challenge back', { is_challenging: false }],
  release: ['Release asked for', { status: 'released' }],
};

/** Asks for one step; `hours` is how long those above have to answer a challenge. */
export function askFor(hold: Hold, step: HoldStep, hours?: number): Promise<Outcome<void>> {
  const [label, values] = asked[step];
  const clock = step === 'challenge' && hours !== undefined ? { challenge_hours: hours } : {};
  const draft = change('holds', hold.id, { ...values, ...clock });
  return writeForGood(label, () => Promise.resolve([draft]));
}

export const holds = resource<'holds', 'venue_id' | 'date' | 'party'>(
  'holds',
  'Hold',
  compareHolds,
);

export const observeHolds = (): Live<readonly HoldAt[]> =>
  observe(async (store) => {
    const all = await rows(store, 'holds').orderBy('date').toArray();
    const [venues, places] = await Promise.all([
      rows(store, 'venues').bulkGet(all.map(({ venue_id }) => venue_id)),
      rows(store, 'stages').bulkGet(all.map(({ stage_id }) => stage_id ?? '')),
    ]);
    return all
      .map((hold, i) => ({ hold, venue: venues[i], stage: places[i] }))
      .sort((a, b) => compareHolds(a.hold, b.hold));
  });

export const observeHold = (id: string): Live<Hold | undefined> => observeRow('holds', id);

/** A place that comes with its first hold. */
export type NewVenue = Fresh<'venues', 'name'>;

/** Asks for one hold on each of the dates, at a venue that may be new; answers the first's id. */
export async function placeHolds(
  dates: readonly string[],
  venue: string | NewVenue,
  values: Omit<Fresh<'holds', 'party'>, 'venue_id' | 'date'>,
): Promise<Outcome<string>> {
  const place = typeof venue === 'string' ? undefined : insertion('venues', venue);
  const venue_id = place?.id ?? String(venue);
  const drafts = dates.map((date) => insertion('holds', { ...values, venue_id, date }));
  const outcome = await writeForGood('Holds asked for', () =>
    Promise.resolve(place ? [place, ...drafts] : drafts),
  );
  return outcome.ok ? success(drafts[0]?.id ?? '') : outcome;
}

/** The show of a confirmed date: one write; answers the show's id. */
export async function makeShow({ hold, venue }: HoldAt): Promise<Outcome<string>> {
  const show = insertion('shows', {
    title: hold.party,
    date: hold.date,
    status: hold.status === 'confirmed' ? 'confirmed' : 'held',
    tour_id: hold.tour_id,
    venue_id: hold.venue_id,
    city: venue?.city ?? null,
    country: venue?.country ?? null,
    zone: venue?.zone ?? null,
    capacity: venue?.capacity ?? null,
  });
  const outcome = await writeForGood('Show added', () =>
    Promise.resolve([show, change('holds', hold.id, { show_id: show.id })]),
  );
  return outcome.ok ? success(show.id) : outcome;
}
