// Today: what is on, what is next, and what others changed lately; the first screen.

import type { Live } from '../lib/live';
import type { OrganizationStore, ServerRow } from '../lib/offline-storage';
import { currentUserId } from '../lib/session';
import type { Day } from './days';
import type { ScheduleItem } from './schedule';
import { withVenues, type Show, type ShowWithVenue } from './shows';
import { observe, rows, rowsWith } from './tables';
import type { Travel } from './travel';

export interface Today {
  readonly date: string;
  readonly shows: readonly ShowWithVenue[];
  readonly days: readonly Day[];
  /** schedule of today's shows and days, by time */
  readonly schedule: readonly ScheduleItem[];
  /** legs departing within the business day */
  readonly travel: readonly Travel[];
  /** the next shows after today */
  readonly next: readonly ShowWithVenue[];
}

/** A row that someone else changed. */
export interface RecentChange {
  readonly table: 'shows' | 'schedule_items' | 'travel' | 'days' | 'tours';
  readonly id: string;
  readonly title: string;
  /** the show that it is of, or a show's city */
  readonly of: string;
  readonly date: string | null;
  readonly at: string;
  readonly by: string | null;
  /** where a tap leads: the show it belongs to, if it belongs to one */
  readonly showId: string | null;
}

const ids = (list: readonly { readonly id: string }[]): readonly string[] =>
  list.map(({ id }) => id);

const isOn = (show: Show): boolean => show.status !== 'cancelled' && show.status !== 'released';

/**
 * `date` is the business date; `from`/`to` are the instants (ISO, UTC) where it begins and
 * ends. Undefined while a new device has not been sent what is on.
 */
export const observeToday = (date: string, from: string, to: string): Live<Today | undefined> =>
  observe(async (store) => {
    if (!(await store.isUsable())) return undefined;
    const [shows, days, travel, later] = await Promise.all([
      rows(store, 'shows').where('date').equals(date).toArray(),
      rows(store, 'days').where('date').equals(date).toArray(),
      rows(store, 'travel').where('departs_at').between(from, to).toArray(),
      rows(store, 'shows').where('date').above(date).filter(isOn).limit(5).toArray(),
    ]);
    const everyShow = [...shows, ...later];
    const [withVenue, ofShows, ofDays] = await Promise.all([
      withVenues(store, everyShow),
      rowsWith(store, 'schedule_items', 'show_id', ids(shows)),
      rowsWith(store, 'schedule_items', 'day_id', ids(days)),
    ]);
    return {
      date,
      shows: withVenue.slice(0, shows.length),
      days,
      schedule: [...ofShows, ...ofDays].sort((a, b) => a.starts_at.localeCompare(b.starts_at)),
      travel,
      next: withVenue.slice(shows.length),
    };
  });

/** What others changed since `since` (ISO, UTC), newest first; of shows, those from `date` on. */
export const observeRecentChanges = (
  since: string,
  date: string,
  limit = 10,
): Live<readonly RecentChange[]> =>
  observe(async (store) => {
    const me = currentUserId();
    const names = ['shows', 'schedule_items', 'travel', 'days', 'tours'] as const;
    const lists = await Promise.all(
      names.map(async (table) => {
        const found = await store
          .table(table)
          .where('updated_at')
          .above(since)
          .reverse()
          .filter((row) => row.updated_by !== me && row.updated_by !== null)
          .filter((row) => !('date' in row) || String(row['date']) >= date)
          .limit(limit)
          .toArray();
        return found.map((row) => ({ table, row }));
      }),
    );
    const newest = lists
      .flat()
      .sort((a, b) => (b.row.updated_at ?? '').localeCompare(a.row.updated_at ?? ''))
      .slice(0, limit);
    return Promise.all(newest.map(({ table, row }) => recentChange(store, table, row)));
  });

/** A show is told by its place: all of a tour may have one title. */
async function recentChange(
  store: OrganizationStore,
  table: RecentChange['table'],
  row: ServerRow,
): Promise<RecentChange> {
  const text = (field: string): string | null =>
    typeof row[field] === 'string' ? row[field] : null;
  const showId = table === 'shows' ? row.id : text('show_id');
  const show = showId ? await rows(store, 'shows').get(showId) : undefined;
  const venue = show?.venue_id ? await rows(store, 'venues').get(show.venue_id) : undefined;
  const place = venue?.name ?? show?.city ?? show?.title ?? '';
  const own = text('title') ?? text('name') ?? '';
  return {
    table,
    id: row.id,
    title: table === 'shows' ? place : own,
    of: table === 'shows' ? (show?.city ?? '') : place,
    date: show?.date ?? text('date'),
    at: row.updated_at ?? '',
    by: row.updated_by,
    showId,
  };
}
