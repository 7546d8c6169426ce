// The user's own per diem of a day, for the first screen: read, not reckoned.

import type { Live } from '../lib/live';
import { currentUserId } from '../lib/session';
import { observe, rows, type Local } from './tables';
import type { Rows } from './rows.gen';

export const observeOwnPerDiem = (date: string): Live<Local<Rows['per_diems']> | undefined> =>
  observe(async (store) => {
    const me = currentUserId();
    const days = await rows(store, 'per_diems').where('date').equals(date).toArray();
    const people = await rows(store, 'people').bulkGet(days.map(({ person_id }) => person_id));
    return days.find((_, i) => me !== undefined && people[i]?.user_id === me);
  });
