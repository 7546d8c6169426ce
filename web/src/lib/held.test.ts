import { beforeEach, expect, test } from 'vitest';
import { forgetLoss, noteDeleted, noteFound, noteHeld, observeLoss, type Loss } from './held';
import { firstOf } from './live';
import { fakeLocalStorage } from './testing/browser';

const loss = (): Promise<Loss | undefined> => firstOf(observeLoss());
const all = (): boolean => true;

beforeEach(() => {
  fakeLocalStorage();
  forgetLoss();
});

test('databases that are gone are noticed, with what had not been sent, and told once', async () => {
  noteHeld('ota:a:1', 0);
  noteHeld('ota:a:2', 3);
  noteHeld('ota:a:2', 2);
  noteFound(['ota:a:1'], all);
  expect(await loss()).toEqual({ unsent: 2 });
  forgetLoss();
  noteFound(['ota:a:1'], all);
  expect(await loss()).toBeUndefined();
});
test('a device that never held anything has lost nothing', async () => {
  noteFound([], all);
  expect(await loss()).toBeUndefined();
});
test('what was deleted on purpose is not missed, nor what nobody wants any more', async () => {
  noteHeld('ota:b:1', 1);
  noteHeld('ota:b:2', 1);
  noteDeleted('ota:b:1');
  noteFound([], () => false);
  expect(await loss()).toBeUndefined();
});
test('a database that another tab has deleted is not remembered again', async () => {
  noteHeld('ota:c:1', 0);
  localStorage.clear();
  noteHeld('ota:c:1', 4);
  noteFound([], all);
  expect(await loss()).toBeUndefined();
});
test('garbage where the list should be is no list', async () => {
  for (const text of ['{', '7', '{"ota:d:1": "x"}', 'null']) {
    localStorage.setItem('ota.held', text);
    noteFound([], all);
    expect(await loss()).toBeUndefined();
  }
});
