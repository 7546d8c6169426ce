// What the address of a sign-in or invitation carries, read with suspicion.

/** A value of the fragment, as `#token=…`; empty where it is missing. */
export const fragmentOf = (hash: string, name: string): string =>
  new URLSearchParams(hash.replace(/^#/, '')).get(name) ?? '';

/** Where to go after signing in: only paths of this app. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/.test(next) || next.startsWith('/sign-in')) return '/today';
  return next;
}

/** The digits of a code, however it was pasted. */
export const codeOf = (text: string): string => text.replaceAll(/\D/g, '');
