// How the state of synchronisation reads: one tone and a few words.

import type { Progress } from '../lib/sync/snapshot';
import type { SyncStatus } from '../lib/sync/status';
import type { SyncTone } from '../ui/sync-line';

export interface SyncWords {
  readonly tone: SyncTone;
  readonly text: string;
  /** where a tap on the line leads */
  readonly href: string;
  /** what a screen reader says, where the text counts */
  readonly spoken?: string;
}

const details = '/settings/sync';

/** The server took the session back; what is local stays and waits. */
export const expiredWords: SyncWords = {
  tone: 'trouble',
  text: 'Sign in again to sync',
  href: '/sign-in',
};

/** Nothing more can be stored; what is stored is safe. */
export const fullWords: SyncWords = {
  tone: 'trouble',
  text: 'No room left on this device',
  href: details,
};

const changes = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

/** The first screen is there before the rest, which is counted. */
function loadingWords({ received, total }: Progress): SyncWords {
  const spoken = 'Loading your organization';
  if (!total) return { tone: 'busy', text: spoken, href: details };
  const percent = Math.min(99, Math.floor((received / total) * 100));
  return { tone: 'busy', text: `Loading the rest, ${percent} %`, href: details, spoken };
}

/** What needs a person comes first, then what waits, then what is going on. */
export function syncWords(status: SyncStatus): SyncWords {
  const toLookAt = status.conflicts + status.refusals;
  if (toLookAt > 0) {
    const text = toLookAt === 1 ? '1 change needs a look' : `${toLookAt} changes need a look`;
    return { tone: 'trouble', text, href: '/conflicts' };
  }
  if (status.problem?.code === 'storage_full') return fullWords;
  if (status.problem?.code === 'client_too_old') {
    return { tone: 'trouble', text: 'Update the app to sync', href: '/settings' };
  }
  if (status.kind === 'offline') {
    const rest = status.waiting > 0 ? `, ${changes(status.waiting)} waiting` : '';
    return { tone: 'offline', text: `Offline${rest}`, href: details };
  }
  if (status.downloading) return loadingWords(status.downloading);
  if (status.kind === 'error') {
    const rest = status.waiting > 0 ? `${changes(status.waiting)} waiting` : 'Not synced';
    return { tone: 'waiting', text: `${rest}, trying again`, href: details };
  }
  if (status.waiting > 0)
    return { tone: 'waiting', text: `${changes(status.waiting)} waiting`, href: details };
  // what was never synchronised is not up to date
  if (status.kind === 'syncing' || status.syncedAt === undefined) {
    return { tone: 'busy', text: 'Syncing', href: details };
  }
  return { tone: 'idle', text: 'Up to date', href: details };
}

/** What the phone's line shows: nothing while all is well or only briefly busy. */
export const isWorthALine = (words: SyncWords): boolean =>
  words.tone !== 'idle' && words.text !== 'Syncing';
