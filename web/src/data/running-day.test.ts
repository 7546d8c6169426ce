import { expect, test } from 'vitest';
import type { Lateness } from '../lib/delay';
import type { LabourCall } from './labour';
import {
  draftsOf,
  leadersFor,
  likelyLate,
  spreadOf,
  type RunningDay,
  type DaySpread,
} from './running-day';
import { beforeLeg, type Departure } from './departures';
import { eveningOf } from './evening';
import type { ScheduleItem } from './schedule';
import { audit, itemOf, showOf } from './testing/evening';
import type { Travel } from './travel';

const at = (clock: string): string => `2026-11-${clock < '06:00' ? '24' : '23'}T${clock}:00.000Z`;

const item = (
  kind: ScheduleItem['kind'],
  from: string,
  to: string | null,
  more: Partial<ScheduleItem> = {},
): ScheduleItem => itemOf(kind, at(from), { ends_at: to === null ? null : at(to), ...more });

const show = showOf({
  tour_id: 't',
  zone: 'UTC',
  doors_at: at('19:00'),
  starts_at: at('21:15'),
  ends_at: at('22:40'),
  curfew_at: at('23:00'),
});

const planned: readonly ScheduleItem[] = [
  item('doors', '19:00', null, { is_hard: true }),
  item('support', '20:00', '20:40', { after_id: 'doors', offset_minutes: 60 }),
  item('changeover', '20:40', '21:15', { after_id: 'support', offset_minutes: 40 }),
  item('set', '21:15', '22:40', { after_id: 'changeover', offset_minutes: 35 }),
  item('load_out', '23:10', '00:30', { after_id: 'set', offset_minutes: 115 }),
];

const loaders: LabourCall = {
  ...audit,
  id: 'loaders',
  show_id: 's',
  job: 'Loaders',
  heads: 4,
  starts_at: at('23:10'),
  ends_at: at('00:30'),
  minimum_minutes: 60,
  notes: null,
};

const bus: Travel = {
  ...audit,
  id: 'bus',
  tour_id: 't',
  show_id: 'next',
  mode: 'bus',
  title: 'Bus',
  carrier: null,
  reference: null,
  departs_at: at('00:45'),
  departs_zone: 'UTC',
  departs_place: null,
  arrives_at: '2026-11-24T08:00:00.000Z',
  arrives_zone: 'UTC',
  arrives_place: null,
  seat: null,
  status: 'confirmed',
  notes: null,
  visibility: 'everyone',
  person_ids: [],
  teams: [],
  reader_ids: null,
  journey_id: null,
  leg: null,
  distance_km: null,
  terminal: null,
};

function dayOf(departures: readonly Departure[] = [], schedule = planned): RunningDay {
  const evening = eveningOf(show, show.date, schedule, 'UTC');
  const legs = departures.map(({ leg }) => ({
    ...evening[0],
    id: `travel:${leg.id}`,
    kind: 'travel' as const,
    startsAt: leg.departs_at ?? '',
    endsAt: null,
    zone: 'UTC',
    title: leg.title ?? '',
    place: '',
    detail: '',
    isHard: false,
    isConfirmed: true,
    isAfterMidnight: true,
    sync: 'synced' as const,
  }));
  return {
    date: show.date,
    zone: 'UTC',
    boundary: '06:00',
    tourId: 't',
    dayId: null,
    show,
    venue: undefined,
    schedule,
    calls: [loaders],
    departures,
    rule: 'eu',
    items: [...evening, ...legs],
  };
}

function spread(day: RunningDay, lateness: Partial<Lateness>): DaySpread {
  const found = spreadOf(day, {
    late: 'doors',
    minutes: 20,
    mode: 'start',
    cuts: [],
    shifts: [],
    ...lateness,
  });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
}

const clocks = ({ moved }: DaySpread): readonly string[] =>
  moved.map(({ item: { id }, to }) => `${id} ${to.startsAt.slice(11, 16)}`);

test('late doors move everything that hangs on them, and the curfew stays', () => {
  expect(clocks(spread(dayOf(), {}))).toEqual([
    'doors 19:20',
    'support 20:20',
    'changeover 21:00',
    'set 21:35',
    'load_out 23:30',
  ]);
});

test('a set that passes the curfew says by how much, and cutting the changeover makes it fit', () => {
  const late = spread(dayOf(), { minutes: 30 });
  const curfew = late.broken.find(({ kind }) => kind === 'hard_passed');
  expect(curfew).toMatchObject({ who: 'set', limit: 'Curfew', minutes: 10 });
  expect(curfew?.choices.map(({ kind, id, minutes }) => [kind, id, minutes])).toEqual([
    ['shorten', 'set', 10],
    ['shorten', 'changeover', 10],
    ['shorten', 'support', 10],
    ['agree', 'show:curfew_at', 10],
  ]);
  const fitted = spread(dayOf(), { minutes: 30, cuts: [{ id: 'changeover', minutes: 10 }] });
  expect(fitted.broken.filter(({ kind }) => kind === 'hard_passed')).toEqual([]);
  expect(clocks(fitted)).toContain('set 21:35');
});

test('loaders who are kept beyond their minimum are said to cost', () => {
  expect(spread(dayOf(), {}).broken).toContainEqual(
    expect.objectContaining({ kind: 'labour', who: '4 × Loaders', minutes: 20 }),
  );
  const paidAnyway = { ...dayOf(), calls: [{ ...loaders, minimum_minutes: 120 }] };
  expect(spread(paidAnyway, {}).broken.some(({ kind }) => kind === 'labour')).toBe(false);
});

test('a bus that nobody linked is in the way, can be moved, and its driver is then judged', () => {
  const tonight = dayOf([{ leg: bus, arriveBy: '2026-11-24T09:00:00.000Z', before: [] }]);
  const stuck = spread(tonight, {}).broken.find(({ kind }) => kind === 'overlap');
  expect(stuck).toMatchObject({ who: 'load_out', limit: 'Bus', minutes: 5 });
  const moved = spread(tonight, { shifts: [{ id: 'travel:bus', minutes: 60 }] });
  expect(moved.broken.some(({ kind }) => kind === 'overlap')).toBe(false);
  expect(moved.broken).toContainEqual(
    expect.objectContaining({
      kind: 'late_arrival',
      who: 'Bus',
      limitAt: '2026-11-24T09:00:00.000Z',
    }),
  );
});

const rideIn: Travel = {
  ...bus,
  id: 'ride-in',
  departs_at: '2026-11-23T15:00:00.000Z',
  arrives_at: '2026-11-23T19:00:00.000Z',
};
const shortRide: Travel = { ...bus, arrives_at: '2026-11-24T03:45:00.000Z' };

test('a bus that is moved keeps its driver on duty too long, and a cut before it mends that', () => {
  const tonight = dayOf([{ leg: shortRide, arriveBy: null, before: [rideIn] }]);
  expect(spread(tonight, { minutes: 60 }).broken.map(({ kind }) => kind)).not.toContain('duty');
  const moved = spread(tonight, { minutes: 60, shifts: [{ id: 'travel:bus', minutes: 45 }] });
  const duty = moved.broken.find(({ kind }) => kind === 'duty');
  expect(duty).toMatchObject({ who: 'Bus', minutes: 30 });
  expect(duty?.choices.map(({ kind, id, minutes }) => [kind, id, minutes])).toEqual([
    ['shorten', 'set', 20],
    ['shorten', 'changeover', 20],
    ['shorten', 'support', 15],
    ['agree', '', 30],
  ]);
  const cut = spread(tonight, {
    minutes: 60,
    cuts: [
      { id: 'set', minutes: 20 },
      { id: 'changeover', minutes: 20 },
    ],
    shifts: [{ id: 'travel:bus', minutes: 5 }],
  });
  expect(cut.broken.map(({ kind }) => kind)).not.toContain('duty');
  expect(cut.broken.map(({ kind }) => kind)).not.toContain('overlap');
});

test('what a driver drove before is what the same bus did, and what the same journey did', () => {
  const other = { ...rideIn, id: 'other', carrier: 'Another company' };
  const taxi: Travel = { ...rideIn, id: 'taxi', mode: 'ground' };
  const later = { ...bus, id: 'later', departs_at: '2026-11-24T10:00:00.000Z' };
  const legs = [rideIn, other, taxi, bus, later];
  expect(beforeLeg(bus, legs).map(({ id }) => id)).toEqual(['ride-in']);
  expect(beforeLeg({ ...taxi, id: 'second', departs_at: at('22:00') }, legs)).toEqual([]);
  const first = { ...taxi, journey_id: 'j' };
  const second = { ...taxi, id: 'second', departs_at: at('22:00'), journey_id: 'j' };
  expect(beforeLeg(second, [first, second]).map(({ id }) => id)).toEqual(['taxi']);
});

test('what the day broke before it was late is not told as new', () => {
  const tight = dayOf([{ leg: bus, arriveBy: '2026-11-24T08:00:00.000Z', before: [] }]);
  expect(spread(tight, {}).broken.some(({ kind }) => kind === 'late_arrival')).toBe(false);
});

test('writing keeps the links true and takes the own times of the show along', () => {
  const day = dayOf();
  const drafts = draftsOf(day, spread(day, { late: 'set', minutes: 10, mode: 'end' }).moved);
  expect(drafts).toEqual([
    {
      table: 'schedule_items',
      op: 'update',
      id: 'set',
      values: { ends_at: at('22:50') },
    },
    {
      table: 'schedule_items',
      op: 'update',
      id: 'load_out',
      values: { starts_at: at('23:20'), ends_at: at('00:40'), offset_minutes: 125 },
    },
    {
      table: 'shows',
      op: 'update',
      id: 's',
      values: { ends_at: at('22:50') },
    },
  ]);
});

test('doors that are late are late on the page of the show, too', () => {
  const day = dayOf();
  const ofShow = draftsOf(day, spread(day, {}).moved).find(({ table }) => table === 'shows');
  expect(ofShow?.values).toEqual({
    doors_at: at('19:20'),
    starts_at: at('21:35'),
    ends_at: at('23:00'),
  });
});

test('what cannot move keeps its time, and its link is as long as it has become', () => {
  const last = { is_hard: true, after_id: 'set', offset_minutes: 105 };
  const day = dayOf([], [...planned, item('curfew', '23:00', null, last)]);
  const drafts = draftsOf(day, spread(day, { late: 'set', minutes: 10 }).moved);
  expect(drafts.find(({ id }) => id === 'curfew')?.values).toEqual({ offset_minutes: 95 });
});

test('a departure takes its arrival along', () => {
  const day = dayOf([{ leg: bus, arriveBy: null, before: [] }]);
  const late = spread(day, { late: 'travel:bus', minutes: 15 });
  expect(draftsOf(day, late.moved)).toEqual([
    {
      table: 'travel',
      op: 'update',
      id: 'bus',
      values: { departs_at: at('01:00'), arrives_at: '2026-11-24T08:15:00.000Z' },
    },
  ]);
});

test('an item may follow what does not follow it', () => {
  expect(leadersFor(dayOf(), 'changeover').map(({ id }) => id)).toEqual(['doors', 'support']);
  expect(leadersFor(dayOf(), undefined)).toHaveLength(5);
});

test('likely late is what is on, else what is next', () => {
  const { items } = dayOf();
  expect(likelyLate(items, Date.parse(at('20:10')))?.id).toBe('support');
  expect(likelyLate(items, Date.parse(at('19:30')))?.id).toBe('support');
  expect(likelyLate(items, Date.parse(at('12:00')))?.id).toBe('doors');
});
