// A file that the system's share sheet or file manager handed to the app, on its way to the import.

import { SharedStore } from './offline-storage/shared';

/** The file that waits to be imported, once; undefined when there is none. */
export async function takeSharedFile(): Promise<File | undefined> {
  const shared = new SharedStore();
  try {
    const waiting = await shared.get('shared_file');
    if (!waiting) return undefined;
    await shared.remove('shared_file');
    return new File([new Uint8Array(waiting.bytes)], waiting.name);
  } finally {
    shared.close();
  }
}

interface LaunchParams {
  readonly files: readonly { getFile(): Promise<File> }[];
}

/** Files opened "with OTA" from the file manager, where the browser has file handlers. */
export function onLaunchedWithFile(use: () => void): void {
  const queue: unknown = Reflect.get(globalThis, 'launchQueue');
  if (typeof queue !== 'object' || queue === null || !('setConsumer' in queue)) return;
  const { setConsumer } = queue;
  if (typeof setConsumer !== 'function') return;
  setConsumer.call(queue, (params: LaunchParams) => {
    const handle = params.files[0];
    if (handle) void handle.getFile().then(keepSharedFile).then(use);
  });
}

export async function keepSharedFile(file: File): Promise<void> {
  const shared = new SharedStore();
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await shared.set('shared_file', { name: file.name, bytes });
  } finally {
    shared.close();
  }
}
