// Importing a tour: what the preview says is what is created, at once or not at all.

import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OrganizationStore } from '../lib/offline-storage';
import type { Outcome } from '../lib/outcome';
import { setStore } from '../lib/session';
import { device } from '../lib/testing/devices';
import { fillDiskAt } from '../lib/testing/full-disk';
import { undo } from '../lib/undo';
import { previewImport, runImport, type ImportReading } from './import';
import { createVenue } from './venues';

let store: OrganizationStore;

beforeEach(() => {
  ({ store } = device());
  setStore(store);
});

afterEach(() => {
  setStore(undefined);
  store.close();
  vi.restoreAllMocks();
});

const SHEET = [
  'Date;City;Country;Venue;Capacity;Doors;Set;Fee;Currency;Notes',
  '12.05.2026;Berlin;DE;Kesselhaus Nord;450;19:00;20:30;1.500,00;EUR;two trucks',
  '13.05.2026;Hamburg;DE;Docks am Kai;;19:30;21:00;1.200,00;EUR;',
  '14.05.2026;;;OFF DAY;;;;;;',
  '31.02.2026;Köln;DE;Halle 9;300;19:00;20:00;;;',
].join('\r\n');

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

const preview = async (text: string): Promise<ImportReading> =>
  valueOf(await previewImport(new TextEncoder().encode(text)));

const target = { kind: 'new', name: 'Spring', currency: 'EUR' } as const;

test('a spreadsheet becomes a tour with shows, days, venues and fees', async () => {
  const reading = await preview(SHEET);
  expect(reading.columns.map(({ meaning }) => meaning)).toEqual([
    'date',
    'city',
    'country',
    'venue',
    'capacity',
    'doors',
    'start',
    'guarantee',
    'currency',
    'notes',
  ]);
  expect(reading.readyCount).toBe(3);
  const summary = valueOf(await runImport(reading, target));
  expect(summary).toMatchObject({ shows: 2, days: 1, venues: 2, venuesReused: 0 });
  const shows = await store.table('shows').orderBy('date').toArray();
  expect(
    shows.map((row) => [
      row['date'],
      row['city'],
      row['capacity'],
      row['doors_at'],
      row['tour_id'],
    ]),
  ).toEqual([
    ['2026-05-12', 'Berlin', 450, '2026-05-12T17:00:00.000Z', summary.tourId],
    ['2026-05-13', 'Hamburg', null, '2026-05-13T17:30:00.000Z', summary.tourId],
  ]);
  const fees = await store.table('show_financials').toArray();
  expect(fees.map((row) => row['guarantee_minor']).sort()).toEqual([120000, 150000]);
  expect(await store.table('tours').get(summary.tourId)).toMatchObject({
    starts_on: '2026-05-12',
    ends_on: '2026-05-14',
  });
});

test('a row that cannot be read is told with its line and its reason', async () => {
  const reading = await preview(SHEET);
  const bad = reading.records.filter(({ isReady }) => !isReady);
  expect(
    bad.map(({ line, problems }) => [line, problems.find(({ isError }) => isError)?.code]),
  ).toEqual([[5, 'no_such_day']]);
});

test('a venue of the same name and city is used again', async () => {
  const known = valueOf(await createVenue({ name: 'kesselhaus nord', city: 'Berlin' }));
  const summary = valueOf(await runImport(await preview(SHEET), target));
  expect(summary).toMatchObject({ venues: 1, venuesReused: 1 });
  const berlin = await store.table('shows').where('date').equals('2026-05-12').first();
  expect(berlin?.['venue_id']).toBe(known);
});

test('a parent is queued before what refers to it', async () => {
  await runImport(await preview(SHEET), target);
  const tables = (await store.waiting(100)).map(({ table }) => table);
  expect(tables[0]).toBe('tours');
  expect(tables.lastIndexOf('venues')).toBeLessThan(tables.indexOf('shows'));
  expect(tables.indexOf('shows')).toBeLessThan(tables.indexOf('show_financials'));
});

test('an import that fails in the middle leaves nothing behind', async () => {
  const reading = await preview(SHEET);
  fillDiskAt(6);
  const outcome = await runImport(reading, target);
  vi.restoreAllMocks();
  expect(outcome.ok ? undefined : outcome.problem.code).toBe('storage_full');
  for (const table of ['tours', 'venues', 'shows', 'days', 'show_financials']) {
    expect(await store.table(table).count()).toBe(0);
  }
  expect(await store.waitingCount()).toBe(0);
});

test('one undo takes the whole import back', async () => {
  await runImport(await preview(SHEET), target);
  expect((await undo()).ok).toBe(true);
  for (const table of ['tours', 'venues', 'shows', 'days', 'show_financials']) {
    expect(await store.table(table).count()).toBe(0);
  }
});

test('a column that was guessed wrong can be corrected', async () => {
  const guessed = await preview('Wann,Wo,Was\n2026-05-12,Berlin,Kesselhaus');
  const meanings = guessed.columns.map(
    (_, i) => (['date', 'city', 'venue'] as const)[i] ?? 'ignored',
  );
  const corrected = valueOf(
    await previewImport(new TextEncoder().encode('Wann,Wo,Was\n2026-05-12,Berlin,Kesselhaus'), {
      meanings,
    }),
  );
  expect(corrected.records.find(({ isReady }) => isReady)).toMatchObject({
    date: '2026-05-12',
    city: 'Berlin',
    venue: 'Kesselhaus',
    isReady: true,
  });
});

test('a file without dates is refused in words', async () => {
  const outcome = await previewImport(new Uint8Array([0, 1, 2, 3]));
  const isUsable = outcome.ok && outcome.value.readyCount > 0;
  expect(isUsable).toBe(false);
});

test('importing the same file twice creates nothing twice', async () => {
  const first = valueOf(await runImport(await preview(SHEET), target));
  const again = await preview(SHEET);
  expect(again.records.filter(({ kind, isReady }) => kind === 'show' && isReady)).toEqual([]);
  expect(first.shows).toBe(2);
});

test('a calendar file becomes shows at the instants it names', async () => {
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:1',
    'SUMMARY:Berlin, Kesselhaus Nord',
    'LOCATION:Kesselhaus Nord\\, Berlin',
    'DTSTART:20260512T183000Z',
    'DTEND:20260512T200000Z',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const reading = await preview(calendar);
  expect([reading.format, reading.readyCount]).toEqual(['ical', 1]);
  await runImport(reading, target);
  const shows = await store.table('shows').toArray();
  expect(shows.map((row) => [row['starts_at'], row['ends_at']])).toEqual([
    ['2026-05-12T18:30:00.000Z', '2026-05-12T20:00:00.000Z'],
  ]);
});

test.each([
  ['european-club-tour.csv', 20],
  ['tour-dates.ics', 3],
])('the example %s is read, and what cannot be is told with its reason', async (name, atLeast) => {
  const bytes = new Uint8Array(
    await readFile(new URL(`../../../examples/${name}`, import.meta.url)),
  );
  const reading = valueOf(await previewImport(bytes));
  expect(reading.readyCount).toBeGreaterThanOrEqual(atLeast);
  for (const { isReady, duplicateOf, problems } of reading.records) {
    if (!isReady)
      expect(duplicateOf ?? problems.find(({ isError }) => isError)?.code).toBeDefined();
  }
  const summary = valueOf(await runImport(reading, target));
  expect(summary.shows + summary.days).toBe(reading.readyCount);
  expect(await store.table('shows').count()).toBe(summary.shows);
});
