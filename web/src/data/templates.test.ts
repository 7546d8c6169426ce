import { expect, test } from 'vitest';
import type { ScheduleItem } from './schedule';
import { itemOf } from './testing/evening';
import {
  laidTimes,
  missingTimes,
  templateOf,
  timesOfTemplate,
  type TemplateDay,
} from './templates';

const club = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'Club show',
  items: [
    { kind: 'load_in', title: 'Load-in', at: '14:00', minutes: 60 },
    { kind: 'doors', title: 'Doors', at: '19:00', is_hard: true },
    { kind: 'set', title: 'Set', after: 1, offset_minutes: 135, minutes: 85 },
    { kind: 'curfew', title: 'Curfew', at: '23:00', is_hard: true },
    { kind: 'load_out', title: 'Load-out', after: 2, offset_minutes: 115, minutes: 80 },
    { kind: 'other', title: 'Bar', at: '01:30' },
  ],
};

const day: TemplateDay = {
  date: '2026-11-23',
  zone: 'Europe/Berlin',
  boundary: '06:00',
  showId: 's',
  dayId: null,
  doorsAt: null,
  curfewAt: null,
  curfew: null,
};

const ids = (key: string): string => `i${key}`;
const at = (more: Partial<TemplateDay> = {}): readonly string[] =>
  timesOfTemplate(club, { ...day, ...more }, ids).map(
    ({ title, starts_at }) => `${title} ${starts_at.slice(0, 16)}`,
  );

test('a template gives its times on the evening, past midnight included', () => {
  expect(at()).toEqual([
    'Load-in 2026-11-23T13:00',
    'Doors 2026-11-23T18:00',
    'Set 2026-11-23T20:15',
    'Curfew 2026-11-23T22:00',
    'Load-out 2026-11-23T22:10',
    'Bar 2026-11-24T00:30',
  ]);
});
test('doors and curfew that are known go before the template’s, and what follows goes along', () => {
  const known = at({ doorsAt: '2026-11-23T19:30:00.000Z', curfew: '00:30' });
  expect(known.slice(1)).toEqual([
    'Doors 2026-11-23T19:30',
    'Set 2026-11-23T21:45',
    'Curfew 2026-11-23T23:30',
    'Load-out 2026-11-23T23:40',
    'Bar 2026-11-24T00:30',
  ]);
});
test('lines that follow another are linked to it', () => {
  const times = timesOfTemplate(club, day, ids);
  expect(times.map(({ id, after_id, offset_minutes }) => [id, after_id, offset_minutes])).toEqual([
    ['i0', undefined, undefined],
    ['i1', undefined, undefined],
    ['i2', 'i1', 135],
    ['i3', undefined, undefined],
    ['i4', 'i2', 115],
    ['i5', undefined, undefined],
  ]);
});
test('what the day has already is not added again, and is what the others follow', () => {
  const times = missingTimes(timesOfTemplate(club, day, ids), [
    { id: 'mine', kind: 'doors', title: 'Einlass' },
    { id: 'party', kind: 'other', title: 'Birthday' },
  ]);
  expect(times.map(({ title }) => title)).toEqual(['Load-in', 'Set', 'Curfew', 'Load-out', 'Bar']);
  expect(times.find(({ title }) => title === 'Set')?.after_id).toBe('mine');
});
test('whoever lays it on the same day makes the same times, and on another day others', async () => {
  const of = async (more: Partial<TemplateDay> = {}): Promise<readonly string[]> =>
    (await laidTimes(club, { ...day, showId: 'one', ...more })).map(({ id }) => id);
  const [here, again, there, onDay] = await Promise.all([
    of(),
    of({ doorsAt: '2026-11-23T19:30:00.000Z', zone: 'Europe/London' }),
    of({ showId: 'two' }),
    of({ showId: null, dayId: 'three' }),
  ]);
  expect(here).toEqual(again);
  expect(new Set([...here, ...there, ...onDay]).size).toBe(3 * club.items.length);
  expect(here[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
test('a time that came from a line is not added again, whatever became of it', () => {
  const schedule = [{ id: 'i1', kind: 'meal' as const, title: 'Dinner instead' }];
  const titles = missingTimes(timesOfTemplate(club, day, ids), schedule).map(({ title }) => title);
  expect(titles).toEqual(['Load-in', 'Set', 'Curfew', 'Load-out', 'Bar']);
});
test('who sees a line sees its time', () => {
  const lines = [
    { kind: 'call', title: 'Crew', at: '12:00', visibility: 'assigned', teams: ['crew'] },
    { kind: 'call', title: 'Kim', at: '13:00', visibility: 'assigned', person_ids: ['kim'] },
  ];
  const times = timesOfTemplate({ ...club, items: lines }, day, ids);
  expect(times.map(({ visibility, teams, person_ids }) => [visibility, teams, person_ids])).toEqual(
    [
      ['assigned', ['crew'], []],
      ['assigned', [], ['kim']],
    ],
  );
});

const item = (id: string, from: string, more: Partial<ScheduleItem> = {}): ScheduleItem =>
  itemOf('other', from, { id, title: id, zone: 'Europe/Berlin', ...more });

test('a day kept as a template and laid on the same day gives the same times', () => {
  const audience = { visibility: 'assigned', teams: ['crew'], person_ids: ['kim'] } as const;
  const schedule = [
    item('Talk', '2026-11-23T17:00:00.000Z', { after_id: 'Late', offset_minutes: -120 }),
    item('Late', '2026-11-23T19:00:00.000Z', {
      ends_at: '2026-11-23T19:40:00.000Z',
      is_hard: true,
      is_critical: true,
    }),
    item('Night', '2026-11-24T00:30:00.000Z', audience),
  ];
  const lines = templateOf(schedule);
  const late = { kind: 'other', title: 'Late', minutes: 40, is_hard: true, is_critical: true };
  const night = { kind: 'other', title: 'Night', ...audience };
  expect(lines).toEqual([
    { ...late, key: '1', at: '20:00' },
    { kind: 'other', title: 'Talk', key: '0', after: 0, offset_minutes: -120 },
    { ...night, key: '2', at: '01:30' },
  ]);
  const again = timesOfTemplate({ ...club, items: lines }, day, ids);
  expect(new Set(again.map(({ title, starts_at }) => `${title} ${starts_at}`))).toEqual(
    new Set(schedule.map(({ title, starts_at }) => `${title} ${starts_at}`)),
  );
});
