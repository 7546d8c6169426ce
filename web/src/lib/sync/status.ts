// How synchronisation stands, for the quiet line at the edge of the screen.

import { LiveValue, type Live } from '../live';
import type { Problem } from '../outcome';
import type { Progress } from './snapshot';

export type SyncKind = 'offline' | 'syncing' | 'idle' | 'error';

export interface SyncStatus {
  readonly kind: SyncKind;
  /** own changes that the server has not answered yet */
  readonly waiting: number;
  /** open conflicts */
  readonly conflicts: number;
  /** changes the server refused, not dismissed yet */
  readonly refusals: number;
  /**
   * why the last attempt failed, while kind is `error`; code `client_too_old` asks for an
   * update
   */
  readonly problem: Problem | undefined;
  /** when everything was last up to date (ms since 1970), if ever */
  readonly syncedAt: number | undefined;
  /** rows received of the first download, while one runs */
  readonly downloading: Progress | undefined;
}

export const IDLE: SyncStatus = {
  kind: 'idle',
  waiting: 0,
  conflicts: 0,
  refusals: 0,
  problem: undefined,
  syncedAt: undefined,
  downloading: undefined,
};

const status = new LiveValue<SyncStatus>(IDLE);

export const observeSyncStatus = (): Live<SyncStatus> => status;

export const syncStatus = (): SyncStatus => status.value;

export const reportSync = (change: Partial<SyncStatus>): void =>
  status.set({ ...status.value, ...change });
