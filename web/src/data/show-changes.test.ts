import { describe, expect, test } from 'vitest';
import { newId } from '../lib/core';
import { shifted } from './date-moves';
import { eveningOf } from './evening';
import type { RunningDay } from './running-day';
import { alignedTo, changeShow, turned } from './show-changes';
import { itemOf, showOf } from './testing/evening';
import { signedIn } from './testing/signed-in';

const at = (clock: string): string => `2026-11-23T${clock}:00.000Z`;

const show = showOf({ zone: 'UTC', doors_at: at('19:00'), starts_at: at('21:00') });
const schedule = [
  itemOf('doors', at('19:00')),
  itemOf('support', at('20:00'), { after_id: 'doors', offset_minutes: 60 }),
  itemOf('set', at('21:00'), { after_id: 'support', offset_minutes: 60 }),
  itemOf('load_out', at('23:00')),
];
const day: RunningDay = {
  date: show.date,
  zone: 'UTC',
  boundary: '06:00',
  tourId: null,
  dayId: null,
  show,
  venue: undefined,
  schedule,
  calls: [],
  departures: [],
  rule: 'none',
  items: eveningOf(show, show.date, schedule, 'UTC'),
};
const moved = (values: Parameters<typeof alignedTo>[1], by = alignedTo) =>
  by(day, values).map(
    ({ id, values: { starts_at } }) => `${id} ${String(starts_at).slice(11, 16)}`,
  );

test('doors of the show that move take along the item that told them, and what follows it', () => {
  expect(moved({ doors_at: at('19:30') })).toEqual(['doors 19:30', 'support 20:30', 'set 21:30']);
});

test('two of its times that move are each where they were put, linked or not', () => {
  const both = { doors_at: at('19:30'), starts_at: at('21:30') };
  expect(moved(both)).toEqual(['doors 19:30', 'support 20:30', 'set 21:30']);
  expect(moved({ ...both, starts_at: at('21:45') })).toEqual([
    'doors 19:30',
    'support 20:30',
    'set 21:45',
  ]);
});

test('where what follows cannot be worked out yet, the items alone are put there', () => {
  const both = { doors_at: at('19:30'), starts_at: at('21:45') };
  expect(moved(both, turned)).toEqual(['doors 19:30', 'set 21:45']);
  expect(moved({ capacity: 400 }, turned)).toEqual([]);
});

test('an item that told another time stays, and so does everything when nothing moved', () => {
  expect(moved({ curfew_at: at('23:30') })).toEqual([]);
  expect(moved({ doors_at: at('19:00'), notes: 'Bring lamps' })).toEqual([]);
});

test('a date that moves keeps the clocks of its place, also over a change of them', () => {
  const move = { from: '2026-10-24', to: '2026-10-25' };
  expect(shifted('2026-10-24T18:00:00Z', 'Europe/Berlin', move)).toBe('2026-10-25T19:00:00.000Z');
  expect(shifted('2026-10-24T22:30:00Z', 'Europe/Berlin', move)).toBe('2026-10-25T23:30:00.000Z');
});

test('another zone keeps the clocks of what was told in the old one, and nothing else', () => {
  const zones = { from: 'Europe/Berlin', to: 'Europe/London' };
  const move = { from: '2026-11-23', to: '2026-11-23', zones };
  expect(shifted('2026-11-23T18:00:00Z', 'Europe/Berlin', move)).toBe('2026-11-23T19:00:00.000Z');
  expect(shifted('2026-11-23T18:00:00Z', 'UTC', move)).toBe('2026-11-23T18:00:00.000Z');
});

describe('a show that gets another venue', () => {
  const [here, there] = [newId(), newId()];

  /** Doors at 19:00 in Berlin, the schedule and a call with them. */
  async function planned(zone: string | null) {
    const { store, put } = signedIn();
    const [id, item, call] = [newId(), newId(), newId()];
    await put('organizations', {
      id: store.organizationId,
      name: 'Lanterns',
      zone: 'Europe/Berlin',
    });
    await put('venues', { id: here, name: 'Lantern Hall', zone: 'Europe/Berlin' });
    await put('venues', { id: there, name: 'The Chapel', zone: 'Europe/London' });
    await put('shows', {
      ...show,
      id,
      zone,
      venue_id: here,
      doors_at: at('18:00'),
      starts_at: null,
    });
    await put('schedule_items', {
      ...itemOf('doors', at('18:00')),
      id: item,
      show_id: id,
      zone: 'Europe/Berlin',
    });
    await put('labour_calls', { id: call, show_id: id, starts_at: at('12:00'), ends_at: null });
    const starts = async (): Promise<readonly unknown[]> => {
      const rows = await Promise.all([
        store.table('shows').get(id),
        store.table('schedule_items').get(item),
        store.table('labour_calls').get(call),
      ]);
      const [moved, line] = rows;
      const clocks = [moved?.['doors_at'], ...rows.slice(1).map((row) => row?.['starts_at'])];
      return [...clocks.map((clock) => String(clock).slice(11, 16)), line?.['zone']];
    };
    return { id, starts };
  }

  test('in another zone takes its times, schedule and calls along on the same clocks', async () => {
    const { id, starts } = await planned(null);
    expect((await changeShow(id, { venue_id: there })).ok).toBe(true);
    expect(await starts()).toEqual(['19:00', '19:00', '13:00', 'Europe/London']);
  });

  test('that is new with it does the same', async () => {
    const { id, starts } = await planned(null);
    const venue = { name: 'The Barn', zone: 'Europe/London' };
    expect((await changeShow(id, {}, venue)).ok).toBe(true);
    expect(await starts()).toEqual(['19:00', '19:00', '13:00', 'Europe/London']);
  });

  test('keeps its times where they are told in a zone of its own', async () => {
    const { id, starts } = await planned('Europe/Berlin');
    expect((await changeShow(id, { venue_id: there })).ok).toBe(true);
    expect(await starts()).toEqual(['18:00', '18:00', '12:00', 'Europe/Berlin']);
  });

  test('and says its zone as it is chosen moves once, and times that are typed stay as typed', async () => {
    const { id, starts } = await planned('Europe/Berlin');
    const values = { venue_id: there, zone: 'Europe/London', doors_at: at('20:30') };
    expect((await changeShow(id, values)).ok).toBe(true);
    expect(await starts()).toEqual(['20:30', '19:00', '13:00', 'Europe/London']);
  });
});
