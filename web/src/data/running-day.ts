// A day as it runs: its times with what hangs on them, what a delay does to them, and writing that
// down. core/delay decides what moves and what breaks.

import { spreadDelay, type Delay, type DriverRule } from '../lib/core/plan';
import type { Broken, Lateness, Moved, Span, Spread } from '../lib/delay';
import type { Live } from '../lib/live';
import { knownZone } from '../lib/night';
import { success, type Outcome } from '../lib/outcome';
import { write } from '../lib/records';
import type { OrganizationStore } from '../lib/offline-storage';
import type { Day } from './days';
import { coreDrives, departuresOf, drivesOf, isOnTheRoad, type Departure } from './departures';
import { eveningOf, isAfterMidnight, zoneOf, type EveningItem } from './evening';
import type { LabourCall } from './labour';
import type { ScheduleItem } from './schedule';
import type { Show } from './shows';
import { change, observe, rows, type Changes, type Values } from './tables';
import type { Travel } from './travel';
import type { Venue } from './venues';

export interface RunningDay {
  readonly date: string;
  /** what times are told in, and where its night ends */
  readonly zone: string;
  readonly boundary: string;
  readonly tourId: string | null;
  /** of a day without a show */
  readonly dayId: string | null;
  readonly show: Show | undefined;
  readonly venue: Venue | undefined;
  readonly schedule: readonly ScheduleItem[];
  readonly calls: readonly LabourCall[];
  /** what leaves before the next noon */
  readonly departures: readonly Departure[];
  readonly rule: DriverRule;
  /** schedule, own times and departures in order; a departure's id is `travel:` and its row's */
  readonly items: readonly EveningItem[];
}

export type DaySpread = Spread<EveningItem>;

const SECONDS = 60;
const TRAVEL = 'travel:';

/** By how much an item of a kind may be cut at most, in minutes, and what must be left of it. */
const CUTS: Partial<Record<EveningItem['kind'], { readonly most: number; readonly left: number }>> =
  {
    soundcheck: { most: 45, left: 20 },
    support: { most: 15, left: 20 },
    changeover: { most: 20, left: 15 },
    set: { most: 20, left: 30 },
    meal: { most: 30, left: 30 },
    press: { most: 30, left: 10 },
  };

const secondsOf = (instant: string): number => Math.round(Date.parse(instant) / 1000);
const instantAt = (seconds: number): string => new Date(seconds * 1000).toISOString();
const minutesUp = (seconds: number): number => Math.ceil(seconds / SECONDS);

// ---- what there is ----

/** Of a show, or of a day without one. */
export const observeRunning = (of: {
  readonly show: string;
  readonly day: string;
}): Live<RunningDay | undefined> =>
  observe((store) => (of.show ? runningShow(store, of.show) : runningOff(store, of.day)));

export async function runningShow(
  store: OrganizationStore,
  showId: string,
): Promise<RunningDay | undefined> {
  const show = await rows(store, 'shows').get(showId);
  if (!show) return undefined;
  const [venue, schedule, calls] = await Promise.all([
    rows(store, 'venues').get(show.venue_id ?? ''),
    rows(store, 'schedule_items').where('show_id').equals(showId).sortBy('starts_at'),
    rows(store, 'labour_calls').where('show_id').equals(showId).sortBy('starts_at'),
  ]);
  return runningDay(store, { row: show, show, dayId: null, venue, schedule, calls });
}

async function runningOff(
  store: OrganizationStore,
  dayId: string,
): Promise<RunningDay | undefined> {
  const day = await rows(store, 'days').get(dayId);
  if (!day) return undefined;
  const schedule = await rows(store, 'schedule_items')
    .where('day_id')
    .equals(dayId)
    .sortBy('starts_at');
  const parts = { show: undefined, dayId, venue: undefined, schedule, calls: [] };
  return runningDay(store, { row: day, ...parts });
}

interface Parts {
  readonly row: Show | Day;
  readonly show: Show | undefined;
  readonly dayId: string | null;
  readonly venue: Venue | undefined;
  readonly schedule: readonly ScheduleItem[];
  readonly calls: readonly LabourCall[];
}

async function runningDay(store: OrganizationStore, parts: Parts): Promise<RunningDay> {
  const { row, show, schedule, calls } = parts;
  const organization = await rows(store, 'organizations').get(store.organizationId);
  const tour = await rows(store, 'tours').get(row.tour_id ?? '');
  const zone = zoneOf(row, parts.venue, organization);
  const boundary = organization?.day_boundary ?? '06:00';
  const departures = await departuresOf(store, row, zone, boundary);
  const evening = eveningOf(show, row.date, schedule, zone);
  const items = [...evening, ...departures.map(({ leg }) => asItem(leg, row.date, zone))];
  return {
    date: row.date,
    zone,
    boundary,
    tourId: row.tour_id,
    dayId: parts.dayId,
    show,
    venue: parts.venue,
    schedule,
    calls,
    departures,
    rule: tour?.driver_rule ?? 'none',
    items: items.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)),
  };
}

function asItem(leg: Travel, date: string, zone: string): EveningItem {
  const told = knownZone(leg.departs_zone ?? zone);
  const startsAt = leg.departs_at ?? '';
  const way = [leg.departs_place, leg.arrives_place].filter(Boolean).join(' → ');
  return {
    id: `${TRAVEL}${leg.id}`,
    kind: 'travel',
    startsAt,
    endsAt: null,
    zone: told,
    title: leg.title ?? way,
    place: way,
    detail: leg.title ? way : '',
    isHard: !isOnTheRoad(leg),
    isConfirmed: leg.status === 'confirmed',
    isAfterMidnight: isAfterMidnight(startsAt, told, date),
    sync: leg.local,
  };
}

// ---- what a delay does ----

type CoreItem = Delay['items'][number];

function coreItems({ items, schedule }: RunningDay): readonly CoreItem[] {
  const place = new Map(items.map(({ id }, i) => [id, i + 1]));
  const links = new Map(schedule.map(({ id, after_id }) => [id, after_id]));
  return items.map((item) => {
    const starts = secondsOf(item.startsAt);
    const ends = Math.max(starts, item.endsAt ? secondsOf(item.endsAt) : starts);
    const length = ends - starts;
    const cut = CUTS[item.kind];
    const most = cut ? Math.max(0, Math.min(cut.most * SECONDS, length - cut.left * SECONDS)) : 0;
    return {
      starts,
      ends,
      after: place.get(links.get(item.id) ?? '') ?? 0,
      is_hard: item.isHard ? 1 : 0,
      shortest: item.isHard ? length : length - most,
    };
  });
}

/** They may go when the last thing that happens within their call is over. */
function lastItemOf(call: LabourCall, day: RunningDay): number {
  const [from, to] = [Date.parse(call.starts_at), Date.parse(call.ends_at ?? call.starts_at)];
  const within = day.items
    .map((item, i) => ({ item, place: i + 1, ends: Date.parse(item.endsAt ?? '') }))
    .filter(({ item, ends }) => !item.isHard && ends > from && ends <= to);
  return within.sort((a, b) => b.ends - a.ends)[0]?.place ?? 0;
}

const coreCalls = (day: RunningDay): Delay['calls'] =>
  day.calls.map((call) => {
    const starts = secondsOf(call.starts_at);
    return {
      starts,
      ends: Math.max(starts, secondsOf(call.ends_at ?? call.starts_at)),
      minimum: (call.minimum_minutes ?? 0) * SECONDS,
      until: lastItemOf(call, day),
      rest: 0,
      next: 0,
    };
  });

const drives = (day: RunningDay): Pick<Delay, 'drives' | 'legs'> =>
  coreDrives(
    drivesOf(day.departures),
    day.rule,
    ({ id }) => day.items.findIndex((item) => item.id === `${TRAVEL}${id}`) + 1,
  );

interface Found {
  readonly items: readonly CoreItem[];
  readonly broken: readonly Broken[];
}

/** The day after one step of it, from where the items stand before it. */
function step(
  day: RunningDay,
  items: readonly CoreItem[],
  late: string,
  minutes: number,
  mode: Delay['mode'],
): Outcome<Found> {
  const place = day.items.findIndex(({ id }) => id === late) + 1;
  const spread = spreadDelay({
    late: place,
    delay: minutes * SECONDS,
    mode,
    items,
    calls: coreCalls(day),
    ...drives(day),
  });
  if (!spread.ok) return spread;
  const { moves, breaks, choices } = spread.value;
  const moved = items.map((item, i) => ({
    ...item,
    starts: moves[i]?.starts ?? item.starts,
    ends: moves[i]?.ends ?? item.ends,
  }));
  const broken = breaks.map((found, i) =>
    brokenOf(
      day,
      found,
      choices.filter(({ breach }) => breach === i + 1),
    ),
  );
  return success({ items: moved, broken });
}

type Ripple = Extract<ReturnType<typeof spreadDelay>, { ok: true }>['value'];

function brokenOf(
  day: RunningDay,
  found: Ripple['breaks'][number],
  choices: Ripple['choices'],
): Broken {
  const item = (place: number): EveningItem | undefined => day.items[place - 1];
  const isCall = found.kind === 'labour' || found.kind === 'rest';
  const call = isCall ? day.calls[found.item - 1] : undefined;
  const isDrive = ['driving', 'duty', 'late_arrival'].includes(found.kind);
  const limit = isDrive ? undefined : item(found.limit);
  const arriveBy = isDrive ? drivesOf(day.departures)[found.limit - 1]?.arriveBy : undefined;
  return {
    key: `${found.kind}:${isCall || isDrive ? found.item : found.limit}`,
    kind: found.kind,
    who: call ? `${call.heads} × ${call.job}` : (item(found.item)?.title ?? ''),
    limit: limit?.title ?? '',
    limitAt: limit?.startsAt ?? arriveBy ?? '',
    zone: (limit ?? item(found.item))?.zone ?? 'UTC',
    minutes: minutesUp(found.amount),
    choices: choices.map(({ kind, item: place, amount }) => ({
      kind,
      id: item(place)?.id ?? '',
      title: item(place)?.title ?? '',
      minutes: minutesUp(amount),
    })),
  };
}

interface Positions extends Found {
  readonly before: readonly CoreItem[];
}

/**
 * Cuts come first and the delay last, so that what is too late in the end is measured there. A problem
 * that the day had before is none of this delay's.
 */
function positionsOf(day: RunningDay, lateness: Lateness): Outcome<Positions> {
  const before = coreItems(day);
  const standing = step(day, before, lateness.late, 0, 'start');
  if (!standing.ok) return standing;
  let items = before;
  const broken: Broken[] = [];
  for (const { id, minutes } of lateness.cuts) {
    const cut = step(day, items, id, -minutes, 'end');
    if (!cut.ok) return cut;
    items = cut.value.items;
  }
  const unshifted = step(day, items, lateness.late, lateness.minutes, lateness.mode);
  if (!unshifted.ok) return unshifted;
  for (const { id, minutes } of lateness.shifts) {
    const shifted = step(day, items, id, minutes, 'start');
    if (!shifted.ok) return shifted;
    items = shifted.value.items;
    broken.push(...shifted.value.broken.map((one) => withCutsFor(id, one, unshifted.value.broken)));
  }
  const last = step(day, items, lateness.late, lateness.minutes, lateness.mode);
  if (!last.ok) return last;
  broken.push(...last.value.broken);
  return success({
    before,
    items: last.value.items,
    broken: newOnes(broken, standing.value.broken),
  });
}

/** What was moved out of the way need not move as far where that which came into its way is cut. */
function withCutsFor(id: string, found: Broken, unshifted: readonly Broken[]): Broken {
  const cause = unshifted.find(({ choices }) =>
    choices.some((choice) => choice.kind === 'move' && choice.id === id),
  );
  const cuts = (cause?.choices ?? [])
    .filter(({ kind }) => kind === 'shorten')
    .map((cut) => ({ ...cut, minutes: Math.min(cut.minutes, found.minutes) }));
  return { ...found, choices: [...cuts, ...found.choices] };
}

function newOnes(found: readonly Broken[], standing: readonly Broken[]): readonly Broken[] {
  const worst = new Map<string, Broken>();
  for (const one of found) {
    const was = standing.find(({ key }) => key === one.key);
    if (was && was.minutes >= one.minutes) continue;
    if ((worst.get(one.key)?.minutes ?? 0) < one.minutes) worst.set(one.key, one);
  }
  return [...worst.values()];
}

const spanOf = (item: EveningItem, { starts, ends }: CoreItem): Span => ({
  startsAt: instantAt(starts),
  endsAt: item.endsAt ? instantAt(ends) : null,
});

/** Needs core-plan to be loaded. */
export function spreadOf(day: RunningDay, lateness: Lateness): Outcome<DaySpread> {
  const found = positionsOf(day, lateness);
  if (!found.ok) return found;
  const { before, items, broken } = found.value;
  const moved = day.items.flatMap((item, i) => {
    const [was, is] = [before[i], items[i]];
    if (!was || !is || (was.starts === is.starts && was.ends === is.ends)) return [];
    return [{ item, to: spanOf(item, is) }];
  });
  return success({ moved, broken });
}

// ---- writing it down ----

/** Everything that moves, in one write that one undo takes back. Needs core-plan to be loaded. */
export async function applyLateness(
  label: string,
  day: RunningDay,
  lateness: Lateness,
): Promise<Outcome<void>> {
  const spread = spreadOf(day, lateness);
  if (!spread.ok) return spread;
  return write(label, () => Promise.resolve(draftsOf(day, spread.value.moved)));
}

/**
 * Changes an item of the schedule; what follows it moves as far as it does. The end stays where it was
 * told, but for an item that is linked itself: that keeps its length. Needs core-plan to be loaded.
 */
export async function changeItem(
  day: RunningDay,
  id: string,
  values: Changes<'schedule_items'>,
): Promise<Outcome<void>> {
  const item = day.items.find((one) => one.id === id);
  const { starts_at } = values;
  const by = item && starts_at ? offsetOf(item.startsAt, starts_at) : 0;
  if (!by)
    return write('Schedule changed', () => Promise.resolve([change('schedule_items', id, values)]));
  const still = { cuts: [], shifts: [] };
  const spread = spreadOf(day, { late: id, minutes: by, mode: 'start', ...still });
  if (!spread.ok) return spread;
  const drafts = draftsOf(day, spread.value.moved);
  const mine = spread.value.moved.find((one) => one.item.id === id);
  const ends = values.after_id && !('ends_at' in values) ? mine?.to.endsAt : undefined;
  const own = ends ? { ...values, ends_at: ends } : values;
  return write('Schedule changed', () =>
    Promise.resolve([
      change('schedule_items', id, own),
      ...drafts.filter((draft) => draft.id !== id),
    ]),
  );
}

/** Which items an item may follow: not itself, and none that follows it. */
export function leadersFor(day: RunningDay, id: string | undefined): readonly ScheduleItem[] {
  const follows = (one: ScheduleItem | undefined, steps = 0): boolean =>
    one !== undefined &&
    steps <= day.schedule.length &&
    (one.id === id ||
      follows(
        day.schedule.find((other) => other.id === one.after_id),
        steps + 1,
      ));
  return day.schedule.filter((one) => !follows(one));
}

export function draftsOf(
  day: RunningDay,
  moved: readonly Moved<EveningItem>[],
): ReturnType<typeof change>[] {
  const starts = new Map(day.items.map(({ id, startsAt }) => [id, startsAt]));
  for (const { item, to } of moved) starts.set(item.id, to.startsAt);
  const ofShow: Values<'shows'> = {};
  const drafts = moved.flatMap(({ item, to }) => {
    if (item.id.startsWith(TRAVEL)) return [departure(day, item, to)];
    if (item.id.startsWith('show:')) {
      Object.assign(ofShow, ownTime(day.show, item, to));
      return [];
    }
    Object.assign(ofShow, ownTimeAlike(day.show, item, to));
    return [change('schedule_items', item.id, itemChanges(day, item, to, starts))];
  });
  if (day.show && Object.keys(ofShow).length > 0) drafts.push(change('shows', day.show.id, ofShow));
  // a link whose length is another now, though the item itself stays
  for (const { id, after_id, offset_minutes } of day.schedule) {
    if (!after_id || moved.some(({ item }) => item.id === id)) continue;
    const offset = offsetOf(starts.get(after_id), starts.get(id));
    if (offset !== undefined && offset !== offset_minutes)
      drafts.push(change('schedule_items', id, { offset_minutes: offset }));
  }
  return drafts;
}

const offsetOf = (base: string | undefined, own: string | undefined): number | undefined =>
  base && own ? Math.round((Date.parse(own) - Date.parse(base)) / 60_000) : undefined;

function itemChanges(
  day: RunningDay,
  item: EveningItem,
  to: Span,
  starts: ReadonlyMap<string, string>,
): Values<'schedule_items'> {
  const row = day.schedule.find(({ id }) => id === item.id);
  const offset = row?.after_id ? offsetOf(starts.get(row.after_id), to.startsAt) : undefined;
  return {
    ...(isSame(item.startsAt, to.startsAt) ? {} : { starts_at: to.startsAt }),
    ...(isSame(item.endsAt, to.endsAt) ? {} : { ends_at: to.endsAt }),
    ...(offset === undefined || offset === row?.offset_minutes ? {} : { offset_minutes: offset }),
  };
}

const isSame = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b));

function departure(day: RunningDay, item: EveningItem, to: Span): ReturnType<typeof change> {
  const id = item.id.slice(TRAVEL.length);
  const leg = day.departures.find((one) => one.leg.id === id)?.leg;
  const by = Date.parse(to.startsAt) - Date.parse(item.startsAt);
  const arrives = leg?.arrives_at
    ? { arrives_at: new Date(Date.parse(leg.arrives_at) + by).toISOString() }
    : {};
  return change('travel', id, { departs_at: to.startsAt, ...arrives });
}

/** A time that only the show itself has. */
function ownTime(show: Show | undefined, item: EveningItem, to: Span): Values<'shows'> {
  switch (item.id) {
    case 'show:doors_at':
      return { doors_at: to.startsAt };
    case 'show:starts_at':
      return {
        starts_at: to.startsAt,
        ...(show?.ends_at && to.endsAt ? { ends_at: to.endsAt } : {}),
      };
    case 'show:curfew_at':
      return { curfew_at: to.startsAt };
    default:
      return {};
  }
}

/** The show's own time goes along where it was told as the same as the schedule's. */
function ownTimeAlike(show: Show | undefined, item: EveningItem, to: Span): Values<'shows'> {
  if (!show) return {};
  if (item.kind === 'doors' && isSame(show.doors_at, item.startsAt))
    return { doors_at: to.startsAt };
  if (item.kind === 'set' && isSame(show.starts_at, item.startsAt))
    return {
      ...(isSame(to.startsAt, item.startsAt) ? {} : { starts_at: to.startsAt }),
      ...(to.endsAt && show.ends_at && isSame(show.ends_at, item.endsAt)
        ? { ends_at: to.endsAt }
        : {}),
    };
  return {};
}

/** What is on now, else what is next, among times that can be late. */
export function likelyLate(items: readonly EveningItem[], nowMs: number): EveningItem | undefined {
  const open = items.filter(({ kind }) => kind !== 'curfew');
  const isOn = ({ startsAt, endsAt }: EveningItem): boolean =>
    Date.parse(startsAt) <= nowMs && Date.parse(endsAt ?? startsAt) > nowMs;
  const isNext = ({ startsAt }: EveningItem): boolean => Date.parse(startsAt) > nowMs;
  return open.findLast(isOn) ?? open.find(isNext) ?? open.at(-1);
}
