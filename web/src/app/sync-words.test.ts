import { describe, expect, test } from 'vitest';
import { IDLE } from '../lib/sync/status';
import { isWorthALine, syncWords } from './sync-words';

describe('the sync line', () => {
  test('says offline and what waits', () => {
    expect(syncWords({ ...IDLE, kind: 'offline', waiting: 2 })).toEqual({
      tone: 'offline',
      text: 'Offline, 2 changes waiting',
      href: '/settings/sync',
    });
  });
  test('puts conflicts before everything else', () => {
    expect(syncWords({ ...IDLE, kind: 'offline', waiting: 2, conflicts: 1 })).toEqual({
      tone: 'trouble',
      text: '1 change needs a look',
      href: '/conflicts',
    });
    expect(syncWords({ ...IDLE, conflicts: 1, refusals: 1 }).tone).toBe('trouble');
  });
  test('says that a device is full before that a server is not reached', () => {
    const problem = { code: 'storage_full', message: 'Full.' };
    expect(syncWords({ ...IDLE, kind: 'error', waiting: 1, problem })).toEqual({
      tone: 'trouble',
      text: 'No room left on this device',
      href: '/settings/sync',
    });
  });
  test('counts what is still to come, but not aloud', () => {
    const downloading = { received: 4250, total: 10_000, table: 'shows' };
    const words = syncWords({ ...IDLE, kind: 'syncing', downloading });
    expect([words.text, words.spoken]).toEqual([
      'Loading the rest, 42 %',
      'Loading your organization',
    ]);
    expect(isWorthALine(words)).toBe(true);
  });
  test('is silent on a phone when all is up to date', () => {
    expect(isWorthALine(syncWords(IDLE))).toBe(false);
    expect(isWorthALine(syncWords({ ...IDLE, kind: 'syncing' }))).toBe(false);
    expect(isWorthALine(syncWords({ ...IDLE, kind: 'error', waiting: 1 }))).toBe(true);
  });
});
