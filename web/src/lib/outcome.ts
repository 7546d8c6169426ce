// What a fallible operation answers: a value, or a problem that a person can act on.

/** Something that went wrong, with a stable code, a sentence, and the fields it is about. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** field name → sentence, when the problem is about single fields of a form */
  readonly fields?: Readonly<Record<string, string>>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const done: Outcome<void> = { ok: true, value: undefined };

export const failure = (
  code: string,
  message: string,
  fields?: Readonly<Record<string, string>>,
): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: fields === undefined ? { code, message } : { code, message, fields },
});

/** The words for an exception that crossed an edge (storage, network, wasm). */
export function problemOf(error: unknown): Problem {
  if (error instanceof Error) {
    if (error.name === 'QuotaExceededError' || /quota/i.test(error.message)) {
      return {
        code: 'storage_full',
        message:
          'This device has no room left for OTA. What was saved before is safe. ' +
          'Free some space, then try again.',
      };
    }
    return { code: error.name, message: error.message };
  }
  return { code: 'unknown', message: String(error) };
}
