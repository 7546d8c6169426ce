import { expect, test } from 'vitest';
import type { ScheduleItem } from './schedule';
import { itemOf } from './testing/evening';
import { linesOf, missingTimes, templateOf, timesOfTemplate, type TemplateDay } from './templates';

const club = {
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

let n = 0;
const ids = (): string => `i${(n += 1)}`;
const at = (more: Partial<TemplateDay> = {}): readonly string[] => {
  n = 0;
  return timesOfTemplate(club, { ...day, ...more }, ids).map(
    ({ title, starts_at }) => `${title} ${starts_at.slice(0, 16)}`,
  );
};

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
  n = 0;
  const times = timesOfTemplate(club, day, ids);
  expect(times.map(({ id, after_id, offset_minutes }) => [id, after_id, offset_minutes])).toEqual([
    ['i1', undefined, undefined],
    ['i2', undefined, undefined],
    ['i3', 'i2', 135],
    ['i4', undefined, undefined],
    ['i5', 'i3', 115],
    ['i6', undefined, undefined],
  ]);
});
test('what the day has already is not added again, and is what the others follow', () => {
  n = 0;
  const times = missingTimes(timesOfTemplate(club, day, ids), [
    { id: 'mine', kind: 'doors', title: 'Einlass' },
    { id: 'party', kind: 'other', title: 'Birthday' },
  ]);
  expect(times.map(({ title }) => title)).toEqual(['Load-in', 'Set', 'Curfew', 'Load-out', 'Bar']);
  expect(times.find(({ title }) => title === 'Set')?.after_id).toBe('mine');
});
test('what cannot be a line is left out', () => {
  expect(
    linesOf([{ kind: 'dance', title: 'x', at: '10:00' }, { kind: 'meal', title: 'Lunch' }, 7]),
  ).toEqual([]);
  expect(linesOf('nothing')).toEqual([]);
});

const item = (id: string, from: string, more: Partial<ScheduleItem> = {}): ScheduleItem =>
  itemOf('other', from, { id, title: id, zone: 'Europe/Berlin', ...more });

test('a day kept as a template and laid on the same day gives the same times', () => {
  const schedule = [
    item('Talk', '2026-11-23T17:00:00.000Z', { after_id: 'Late', offset_minutes: -120 }),
    item('Late', '2026-11-23T19:00:00.000Z', {
      ends_at: '2026-11-23T19:40:00.000Z',
      is_hard: true,
      is_critical: true,
    }),
    item('Night', '2026-11-24T00:30:00.000Z', { visibility: 'assigned', teams: ['crew'] }),
  ];
  const lines = templateOf(schedule);
  expect(lines).toEqual([
    { kind: 'other', title: 'Late', at: '20:00', minutes: 40, is_hard: true, is_critical: true },
    { kind: 'other', title: 'Talk', after: 0, offset_minutes: -120 },
    { kind: 'other', title: 'Night', at: '01:30', visibility: 'assigned', teams: ['crew'] },
  ]);
  const again = timesOfTemplate({ name: 'Again', items: lines }, day, ids);
  expect(new Set(again.map(({ title, starts_at }) => `${title} ${starts_at}`))).toEqual(
    new Set(schedule.map(({ title, starts_at }) => `${title} ${starts_at}`)),
  );
});
