// When a conflict of several fields is decided, and which of its fields go back to mine.

export type Side = 'mine' | 'theirs';
export type Choices = Readonly<Record<string, Side>>;

/** Undefined while a field has no side yet. */
export function settled<F extends { readonly field: string }>(
  fields: readonly F[],
  choices: Choices,
): { readonly mine: readonly F[] } | undefined {
  if (fields.some(({ field }) => choices[field] === undefined)) return undefined;
  return { mine: fields.filter(({ field }) => choices[field] === 'mine') };
}
