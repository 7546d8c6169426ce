// Who synchronises among several tabs.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeLocks } from '../testing/locks';
import { Leadership, type LeaderEvents } from './leader';

class Tab implements LeaderEvents {
  readonly leadership: Leadership;
  asks = 0;

  constructor(name: string) {
    this.leadership = new Leadership(name, this);
    this.leadership.start();
  }

  async lead(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  asked(): void {
    this.asks += 1;
  }

  told(): void {}
}

const tabs: Tab[] = [];
let counter = 0;

function open(name: string): Tab {
  const tab = new Tab(name);
  tabs.push(tab);
  return tab;
}

beforeEach(() => vi.stubGlobal('navigator', { locks: new FakeLocks() }));

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.leadership.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const name = (): string => `leader-${(counter += 1)}`;

test('only one of two tabs leads, and the other takes over when it closes', async () => {
  const both = name();
  const [first, second] = [open(both), open(both)];
  await vi.waitFor(() => expect(first.leadership.isLeader).toBe(true));
  expect(second.leadership.isLeader).toBe(false);
  first.leadership.stop();
  await vi.waitFor(() => expect(second.leadership.isLeader).toBe(true));
});

test('a tab that does not lead is heard by the one that does', async () => {
  const both = name();
  const [first, second] = [open(both), open(both)];
  await vi.waitFor(() => expect(first.leadership.isLeader).toBe(true));
  second.leadership.ask();
  await vi.waitFor(() => expect(first.asks).toBe(1));
  expect(second.asks).toBe(0);
});

test('a leader that does not answer is replaced', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const both = name();
  const frozen = open(both);
  await vi.waitFor(() => expect(frozen.leadership.isLeader).toBe(true));
  // what is said to a frozen page arrives when it wakes, which is too late here
  const deaf = vi
    .spyOn(BroadcastChannel.prototype, 'postMessage')
    .mockImplementation(() => undefined);
  const second = open(both);
  second.leadership.ask();
  await vi.advanceTimersByTimeAsync(10_000);
  deaf.mockRestore();
  expect(second.leadership.isLeader).toBe(true);
  expect(frozen.leadership.isLeader).toBe(false);
});
