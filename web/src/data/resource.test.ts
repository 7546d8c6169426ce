// A table as a resource: what is written, and what is not worth a word.

import { expect, test } from 'vitest';
import { newId } from '../lib/core';
import { guestLists } from './guests';
import { signedIn } from './testing/signed-in';

test('a form that is saved as it was changes nothing and asks the server nothing', async () => {
  const { store, put } = signedIn();
  const id = newId();
  await put('guest_lists', { id, show_id: newId(), name: 'Artist', allotment: 20 });
  expect((await guestLists.update(id, {})).ok).toBe(true);
  expect(await store.waiting(9)).toEqual([]);
  await guestLists.update(id, { notes: 'By the side door' });
  expect((await store.waiting(9)).map(({ values }) => values)).toEqual([
    { notes: 'By the side door' },
  ]);
});
