import { beforeEach, expect, test, vi } from 'vitest';
import {
  askToPersist,
  dropPushSubscription,
  noteNotStored,
  noteStored,
  observeStorageFull,
  storageState,
} from './device';
import { firstOf } from './live';
import { fakeLocalStorage, fakeNavigator, fakeSubscription } from './testing/browser';

let local: Map<string, string>;
const persist = vi.fn(() => Promise.resolve(false));
const isFull = (): Promise<boolean> => firstOf(observeStorageFull());

beforeEach(() => {
  local = fakeLocalStorage();
  persist.mockClear();
  fakeNavigator('storage', {
    persist,
    persisted: () => Promise.resolve(false),
    estimate: () => Promise.resolve({ usage: 10, quota: 100 }),
  });
});

test('the browser is asked to keep the data with the first change, and once', () => {
  expect(persist).not.toHaveBeenCalled();
  noteStored();
  noteStored();
  expect(persist).toHaveBeenCalledTimes(1);
});
test('that it did not promise is remembered, and told', async () => {
  expect(await storageState()).toMatchObject({ isPersistent: false, wasRefused: false });
  expect(await askToPersist()).toBe(false);
  expect(await storageState()).toMatchObject({ usedBytes: 10, quotaBytes: 100, wasRefused: true });
  expect([...local.keys()]).toEqual(['ota.asked-to-persist']);
});
test('a full device is full until something is stored again', async () => {
  noteNotStored({ code: 'invalid', message: 'Something else.' });
  expect(await isFull()).toBe(false);
  noteNotStored({ code: 'storage_full', message: 'Full.' });
  expect(await isFull()).toBe(true);
  noteStored();
  expect(await isFull()).toBe(false);
});
test('a push subscription is ended, and one that cannot be ended holds nobody up', async () => {
  const unsubscribe = vi.fn(() => Promise.resolve(true));
  fakeSubscription(unsubscribe);
  await dropPushSubscription();
  expect(unsubscribe).toHaveBeenCalledTimes(1);
  fakeSubscription(() => Promise.reject(new Error('the push service is away')));
  await dropPushSubscription();
  fakeNavigator('serviceWorker', undefined);
  await dropPushSubscription();
});
