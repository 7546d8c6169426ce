// Hands a text to another app, or to the clipboard where the device has no such sheet.

import { toast } from './toast-region';

export async function copyText(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => toast('The browser did not allow copying.'),
  );
}

export async function shareText(title: string, text: string, done: string): Promise<void> {
  if (typeof navigator.share !== 'function') return copyText(text, done);
  // leaving the system's sheet is no failure
  await navigator.share({ title, text }).catch(() => undefined);
}
