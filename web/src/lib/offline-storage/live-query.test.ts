// Live queries under writes that never pause.

import { expect, test } from 'vitest';
import { newId } from '../core';
import { observeQuery, type OrganizationStore } from '../offline-storage';
import { device } from '../testing/devices';

const MARK = 'checked_at';

/** Writes what a query has read, again and again, until it is stopped. */
function keepWriting(store: OrganizationStore): () => Promise<void> {
  let isOver = false;
  const writing = (async (): Promise<void> => {
    for (let i = 0; !isOver; i += 1) await store.set(MARK, i);
  })();
  return () => {
    isOver = true;
    return writing;
  };
}

/** A query that more than one write overtakes. */
async function slow(store: OrganizationStore): Promise<number> {
  const first = await store.get(MARK);
  for (let i = 0; i < 20; i += 1) await store.get(MARK);
  return first ?? -1;
}

test('what is watched is told while writes overtake it again and again', async () => {
  const { store } = device();
  const stopWriting = keepWriting(store);
  let stop: (() => void) | undefined;
  const told: number[] = [];
  await new Promise<void>((resolve, reject) => {
    stop = observeQuery(() => slow(store)).subscribe({
      next: (value) => void (told.push(value) === 3 && resolve()),
      failed: ({ message }) => reject(new Error(message)),
    });
  });
  stop?.();
  await stopWriting();
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test('one run never begins before the last has ended', async () => {
  const { store } = device();
  const stopWriting = keepWriting(store);
  let running = 0;
  let most = 0;
  let runs = 0;
  let stop: (() => void) | undefined;
  await new Promise<void>((resolve, reject) => {
    const query = async (): Promise<number> => {
      most = Math.max(most, (running += 1));
      const value = await slow(store);
      running -= 1;
      if ((runs += 1) === 5) resolve();
      return value;
    };
    const failed = ({ message }: { message: string }): void => reject(new Error(message));
    stop = observeQuery(query).subscribe({ next: () => undefined, failed });
  });
  stop?.();
  await stopWriting();
  expect(most).toBe(1);
});

test('the last value is told when the writes have ended', async () => {
  const { store } = device();
  const stopWriting = keepWriting(store);
  const last = newId();
  let stop: (() => void) | undefined;
  const seen = new Promise<void>((resolve, reject) => {
    stop = observeQuery(async () => [await slow(store), await store.get('role')]).subscribe({
      next: ([, role]) => void (role === last && resolve()),
      failed: ({ message }) => reject(new Error(message)),
    });
  });
  await store.set('role', last);
  await stopWriting();
  await seen;
  stop?.();
});
