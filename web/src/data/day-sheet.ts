// A person's day sheet: what concerns them of a show or a day, and what of it changed since they last
// said to have read it.

import type { Live } from '../lib/live';
import { businessDay } from '../lib/night';
import { currentStore, currentUserId } from '../lib/session';
import { concerns } from './acknowledgements';
import type { Contact } from './contacts';
import type { Day } from './days';
import { zoneOf } from './evening';
import type { Person } from './people';
import type { Rows } from './rows.gen';
import type { ScheduleItem } from './schedule';
import type { Show } from './shows';
import type { OrganizationStore } from '../lib/offline-storage';
import { observe, rows, type Local } from './tables';
import type { Tour } from './tours';
import type { Travel } from './travel';
import type { Venue } from './venues';

export interface Bed {
  readonly stay: Local<Rows['stays']>;
  readonly room: Local<Rows['rooms']> | undefined;
}

export interface DaySheet {
  readonly show: Show | undefined;
  readonly day: Day | undefined;
  readonly date: string;
  readonly zone: string;
  readonly tour: Tour | undefined;
  readonly venue: Venue | undefined;
  /** which show of how many of the tour */
  readonly place: { readonly n: number; readonly of: number } | undefined;
  readonly schedule: readonly ScheduleItem[];
  readonly travel: readonly Travel[];
  readonly beds: readonly Bed[];
  readonly contacts: readonly Contact[];
  readonly people: readonly Person[];
  /** whose sheet it is; undefined where the account is nobody's yet */
  readonly person: Person | undefined;
  /** of everything on it, the newest version */
  readonly seq: number;
}

export interface SheetOf {
  readonly showId: string;
  /** instead of a show */
  readonly dayId: string;
  /** empty: the user's own */
  readonly personId: string;
}

// ---- what is on it ----

export const observeDaySheet = (of: SheetOf): Live<DaySheet | undefined> =>
  observe(async (store) => {
    const show = of.showId ? await rows(store, 'shows').get(of.showId) : undefined;
    const day = of.dayId ? await rows(store, 'days').get(of.dayId) : undefined;
    const row = show ?? day;
    if (!row) return undefined;
    const people = await rows(store, 'people').orderBy('name').toArray();
    const person = people.find(({ id, user_id }) =>
      of.personId ? id === of.personId : user_id !== null && user_id === currentUserId(),
    );
    const [organization, tour, venue, schedule, beds, contacts, shows] = await Promise.all([
      rows(store, 'organizations').get(store.organizationId),
      rows(store, 'tours').get(row.tour_id ?? ''),
      rows(store, 'venues').get(show?.venue_id ?? ''),
      scheduleOf(store, of, person),
      bedsOf(store, row.date, person),
      contactsOf(store, show),
      rows(store, 'shows')
        .where('tour_id')
        .equals(row.tour_id ?? '')
        .sortBy('date'),
    ]);
    const played = shows.filter(({ status }) => status !== 'cancelled' && status !== 'released');
    const n = played.findIndex(({ id }) => id === show?.id) + 1;
    const zone = zoneOf(row, venue, organization);
    const boundary = organization?.day_boundary ?? '06:00';
    const legs = await travelOf(store, of, row, zone, boundary);
    const travel = legs.filter((leg) => concerns(leg, person));
    const parts = [row, ...(venue ? [venue] : []), ...schedule, ...travel];
    return {
      ...{ show, day, date: row.date, zone, tour, venue, schedule, travel, beds, contacts, people },
      place: n > 0 ? { n, of: played.length } : undefined,
      person,
      seq: Math.max(...parts.map(({ seq }) => seq)),
    };
  });

/** Of a person's own sheet the server has decided already; of another's this decides. */
async function scheduleOf(
  store: OrganizationStore,
  { showId, dayId, personId }: SheetOf,
  person: Person | undefined,
): Promise<readonly ScheduleItem[]> {
  const [field, id] = showId ? (['show_id', showId] as const) : (['day_id', dayId] as const);
  const all = await rows(store, 'schedule_items').where(field).equals(id).sortBy('starts_at');
  return all.filter((item) => (person || personId ? concerns(item, person) : true));
}

/** Journeys of the show, and what leaves within the day: a bus after midnight is tonight's. */
async function travelOf(
  store: OrganizationStore,
  { showId }: SheetOf,
  row: Show | Day,
  zone: string,
  boundary: string,
): Promise<readonly Travel[]> {
  const { from, to } = businessDay(row.date, zone, boundary);
  const table = rows(store, 'travel');
  const [ofShow, onDay] = await Promise.all([
    showId ? table.where('show_id').equals(showId).toArray() : [],
    table.where('departs_at').between(from, to).toArray(),
  ]);
  const ofTour = onDay.filter(({ tour_id }) => tour_id !== null && tour_id === row.tour_id);
  const all = new Map([...ofShow, ...ofTour].map((leg) => [leg.id, leg]));
  return [...all.values()]
    .filter(({ status }) => status !== 'cancelled')
    .sort((a, b) => (a.departs_at ?? '').localeCompare(b.departs_at ?? ''));
}

/** Where the person sleeps in the night that follows the date. */
async function bedsOf(
  store: OrganizationStore,
  date: string,
  person: Person | undefined,
): Promise<readonly Bed[]> {
  if (!person) return [];
  const mine = await rows(store, 'room_guests').where('person_id').equals(person.id).toArray();
  const tonight = mine.filter(
    ({ arrives_on, leaves_on }) => arrives_on <= date && leaves_on >= date,
  );
  const beds = await Promise.all(
    tonight.map(async ({ room_id }): Promise<Bed | undefined> => {
      const room = await rows(store, 'rooms').get(room_id);
      const stay = await rows(store, 'stays').get(room?.stay_id ?? '');
      return stay && { stay, room };
    }),
  );
  return beds.filter((bed) => bed !== undefined);
}

async function contactsOf(
  store: OrganizationStore,
  show: Show | undefined,
): Promise<readonly Contact[]> {
  if (!show) return [];
  const table = rows(store, 'contacts');
  const [own, house] = await Promise.all([
    table.where('show_id').equals(show.id).toArray(),
    show.venue_id ? table.where('venue_id').equals(show.venue_id).toArray() : [],
  ]);
  return [...own, ...house];
}

// ---- what changed since it was read ----

/** What is kept of a sheet that was read: times only, no words, so that nothing lingers here. */
interface ReadTime {
  readonly kind: string;
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly seq: number;
}

export type ReadSheet = Readonly<Record<string, ReadTime>>;

export interface SheetChange {
  readonly id: string;
  readonly kind: 'added' | 'moved' | 'changed' | 'removed';
  readonly title: string;
  readonly zone: string;
  readonly before: { readonly startsAt: string; readonly endsAt: string | null } | undefined;
  readonly after: { readonly startsAt: string; readonly endsAt: string | null } | undefined;
  /** the account that changed it, where it is known */
  readonly by: string | null;
}

const READ = 'schedule_items';
const nameOf = ({ showId, dayId, personId }: SheetOf): string =>
  `read:${showId || dayId}:${personId}`;

const isRead = (value: unknown): value is ReadSheet =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sheet as this device's user has last read it; undefined: never. */
export const observeReadSheet = (of: SheetOf): Live<ReadSheet | undefined> =>
  observe(async (store) => {
    const body = (await store.keptPage(READ, nameOf(of)))?.body;
    return isRead(body) ? body : undefined;
  });

export async function noteRead(of: SheetOf, schedule: readonly ScheduleItem[]): Promise<void> {
  const read: ReadSheet = Object.fromEntries(
    schedule.map(({ id, kind, starts_at, ends_at, seq }) => [
      id,
      { kind, starts_at, ends_at, seq },
    ]),
  );
  await currentStore()?.keepPage(READ, nameOf(of), read);
}

const spanOf = ({
  starts_at,
  ends_at,
}: Pick<ReadTime, 'starts_at' | 'ends_at'>): NonNullable<SheetChange['before']> => ({
  startsAt: starts_at,
  endsAt: ends_at,
});

const isSameTime = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b));

/** `me` is not told of own changes. */
export function changesSince(
  read: ReadSheet,
  schedule: readonly ScheduleItem[],
  zone: string,
  me: string | undefined,
): readonly SheetChange[] {
  const present = schedule.flatMap((item): SheetChange[] => {
    const was = read[item.id];
    const facts = { id: item.id, title: item.title, zone: item.zone, by: item.updated_by };
    const after = spanOf(item);
    if (item.updated_by !== null && item.updated_by === me) return [];
    if (!was) return [{ ...facts, kind: 'added', before: undefined, after }];
    const isMoved =
      !isSameTime(was.starts_at, item.starts_at) || !isSameTime(was.ends_at, item.ends_at);
    if (isMoved) return [{ ...facts, kind: 'moved', before: spanOf(was), after }];
    return was.seq < item.seq ? [{ ...facts, kind: 'changed', before: spanOf(was), after }] : [];
  });
  const gone = Object.entries(read)
    .filter(([id]) => !schedule.some((item) => item.id === id))
    .map(([id, was]): SheetChange => ({
      ...{ id, kind: 'removed', title: was.kind, zone, by: null },
      before: spanOf(was),
      after: undefined,
    }));
  const at = ({ after, before }: SheetChange): string => (after ?? before)?.startsAt ?? '';
  return [...present, ...gone].sort((a, b) => at(a).localeCompare(at(b)));
}
