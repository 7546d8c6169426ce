// Values that change while someone looks.

import { expect, test } from 'vitest';
import {
  bothLive,
  firstOf,
  keptLive,
  LiveValue,
  mapLive,
  switchLive,
  type Live,
  type Observer,
} from './live';

function watch<T>(live: Live<T>): { readonly seen: T[]; readonly stop: () => void } {
  const seen: T[] = [];
  return {
    seen,
    stop: live.subscribe({ next: (value) => void seen.push(value), failed: () => undefined }),
  };
}

test('an observer gets the value now and at every change until it stops', () => {
  const value = new LiveValue(1);
  const { seen, stop } = watch(mapLive(value, (n) => n * 10));
  value.set(2);
  value.set(2);
  stop();
  value.set(3);
  expect(seen).toEqual([10, 20]);
});

test('following another source lets go of the one before', () => {
  const [a, b] = [new LiveValue('a1'), new LiveValue('b1')];
  const which = new LiveValue<'a' | 'b'>('a');
  const { seen } = watch(switchLive(which, (name) => (name === 'a' ? a : b)));
  which.set('b');
  a.set('a2');
  b.set('b2');
  expect(seen).toEqual(['a1', 'b1', 'b2']);
});

test('two sources come together', () => {
  const [a, b] = [new LiveValue(1), new LiveValue(2)];
  const { seen } = watch(bothLive(a, b));
  a.set(3);
  expect(seen).toEqual([
    [1, 2],
    [3, 2],
  ]);
});

test('the first value that is wanted is waited for', async () => {
  const value = new LiveValue(1);
  const found = firstOf(value, (n) => n > 2);
  value.set(2);
  value.set(3);
  value.set(4);
  expect(await found).toBe(3);
});

test('what is kept is asked for once, and there at once for whoever looks later', () => {
  let asked = 0;
  const value = new LiveValue(1);
  const kept = keptLive<number>({
    subscribe: (observer) => {
      asked += 1;
      return value.subscribe(observer);
    },
  });
  const first = watch(kept);
  first.stop();
  value.set(2);
  expect(first.seen).toEqual([1]);
  const [second, third] = [watch(kept), watch(kept)];
  value.set(3);
  expect([second.seen, third.seen]).toEqual([
    [2, 3],
    [2, 3],
  ]);
  expect(asked).toBe(1);
});

test('what failed is told to all, and asked for anew by whoever looks next', () => {
  const problem = { code: 'failed', message: 'The disk is gone.' };
  const asks: Observer<number>[] = [];
  const kept = keptLive<number>({
    subscribe: (observer) => {
      asks.push(observer);
      return () => undefined;
    },
  });
  const failures: string[] = [];
  const look = (seen: number[]) =>
    kept.subscribe({
      next: (value) => void seen.push(value),
      failed: ({ message }) => void failures.push(message),
    });
  look([]);
  look([]);
  asks[0]?.failed(problem);
  expect(failures).toEqual([problem.message, problem.message]);
  const seen: number[] = [];
  look(seen);
  asks[1]?.next(7);
  expect([asks.length, seen]).toEqual([2, [7]]);
});
