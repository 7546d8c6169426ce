import { expect, test } from 'vitest';
import type { Hold } from './holds';
import type { Stop } from './route';
import {
  afterMoves,
  freedomOf,
  heldDates,
  movesOf,
  proposalOf,
  routingPlan,
  stretchOf,
  type Freedom,
} from './route-plan';

const today = '2027-03-01';
const places = {
  hamburg: { latitude: 53.55, longitude: 9.99 },
  berlin: { latitude: 52.52, longitude: 13.4 },
  munich: { latitude: 48.14, longitude: 11.58 },
  leipzig: { latitude: 51.34, longitude: 12.37 },
};

const stop = (id: keyof typeof places, date: string, status = 'confirmed'): Stop =>
  ({
    show: { id, date, status, title: id, city: id, venue_id: `v-${id}`, tour_id: 't' },
    venue: undefined,
    place: places[id],
    isExact: true,
  }) as unknown as Stop;

const hold = (values: object): Hold =>
  ({ status: 'active', show_id: null, venue_id: 'v-leipzig', tour_id: 't', ...values }) as Hold;

const rules = (freedoms: Readonly<Record<string, Freedom>>, closed: readonly string[] = []) => ({
  freedoms: new Map(Object.entries(freedoms)),
  closed: new Set(closed),
  runMax: 0,
  driveHours: 12,
});

const tour = [
  stop('hamburg', '2027-03-02'),
  stop('munich', '2027-03-03', 'idea'),
  stop('berlin', '2027-03-04', 'idea'),
  stop('leipzig', '2027-03-05', 'held'),
];

test('a show is held by its own holds and by those of its tour at its venue', () => {
  const holds = [
    hold({ date: '2027-03-07' }),
    hold({ date: '2027-03-08', show_id: 'leipzig', venue_id: 'other' }),
    hold({ date: '2027-03-09', status: 'released' }),
    hold({ date: '2027-03-10', tour_id: 'another' }),
  ];
  expect(heldDates(stop('leipzig', '2027-03-05'), holds)).toEqual(['2027-03-07', '2027-03-08']);
});

test('ideas are free, held shows are on held dates, all else stands', () => {
  const holds = [hold({ date: '2027-03-07' })];
  expect(freedomOf(stop('leipzig', '2027-03-05', 'idea'), [])).toBe('any');
  expect(freedomOf(stop('leipzig', '2027-03-05', 'held'), holds)).toBe('holds');
  expect(freedomOf(stop('leipzig', '2027-03-05', 'held'), [])).toBe('fixed');
  expect(freedomOf(stop('leipzig', '2027-03-05', 'confirmed'), holds)).toBe('fixed');
});

test('the stretch begins at the last show before today and has the dates held for open shows', () => {
  const stops = [stop('hamburg', '2027-02-27'), stop('leipzig', '2027-03-05', 'held')];
  const dates = stretchOf(stops, [hold({ date: '2027-03-08' })], today, null);
  expect([dates[0], dates.at(-1), dates.length]).toEqual(['2027-02-27', '2027-03-08', 10]);
  const decided = [stop('hamburg', '2027-02-27'), stop('leipzig', '2027-03-05')];
  expect(stretchOf(decided, [hold({ date: '2027-06-08' })], today, null).at(-1)).toBe('2027-03-05');
});

test('a shorter order moves the open shows and leaves the fixed ones', () => {
  const dates = stretchOf(tour, [], today, null);
  const freedoms = { hamburg: 'fixed', munich: 'any', berlin: 'any', leipzig: 'any' } as const;
  const plan = routingPlan(tour, [], dates, rules(freedoms), today);
  const found = proposalOf(plan);
  if (!found.ok) throw new Error(found.problem.message);
  const after = afterMoves(tour, movesOf(plan, found.value)).map(({ show }) => show.id);
  expect(after).toEqual(['hamburg', 'berlin', 'leipzig', 'munich']);
  expect(found.value.proposed.metres).toBeLessThan(found.value.now.metres);
});

test('a held show moves to a held date only, and a closed day takes nobody', () => {
  const dates = stretchOf(tour, [hold({ date: '2027-03-07' })], today, '2027-03-08');
  const freedoms = { munich: 'any', berlin: 'fixed', leipzig: 'holds' } as const;
  const closed = ['2027-03-06', '2027-03-08'];
  const plan = routingPlan(
    tour,
    [hold({ date: '2027-03-07' })],
    dates,
    rules(freedoms, closed),
    today,
  );
  expect(plan.route.stops[3]?.days).toEqual([3, 5]);
  expect(plan.route.closed).toEqual([4, 6]);
});

test('what has no place, and a second show on a day, are left out and named', () => {
  const nowhere = { ...stop('munich', '2027-03-03', 'idea'), isExact: false };
  const stops = [stop('hamburg', '2027-03-02'), nowhere, stop('berlin', '2027-03-02')];
  const plan = routingPlan(stops, [], ['2027-03-02', '2027-03-03'], rules({}), today);
  expect(plan.leftOut.map(({ stop: one, why }) => [one.show.id, why])).toEqual([
    ['munich', 'place'],
    ['berlin', 'same_day'],
  ]);
  expect(plan.route.stops.length).toBe(1);
  expect(plan.route.closed).toEqual([1]);
});
