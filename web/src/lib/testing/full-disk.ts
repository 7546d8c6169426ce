// A disk that gets full in the middle of something, until mocks are restored.

import { vi } from 'vitest';

/** The write of this number, counted from 1, finds no room. */
export function fillDiskAt(write: number): void {
  let writes = 0;
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    writes += 1;
    if (writes === write) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  });
}
