// From the texts of a form to the values of a row, each field by its own reader.

export type Readers<T> = { readonly [K in keyof T]?: (text: string) => T[K] };

/** Only the fields that are among `texts`. */
export function readForm<T>(
  texts: Readonly<Record<string, string>>,
  readers: Readers<T>,
): Partial<T> {
  const values: Partial<T> = {};
  for (const name in readers) {
    const text = texts[name];
    const read = readers[name];
    if (text !== undefined && read) values[name] = read(text);
  }
  return values;
}

export const asText = (text: string): string => text.trim();

export const asOptional = (text: string): string | null => text.trim() || null;

/** NaN for what is no number, so that validation names it. */
export const asNumber = (text: string): number | null =>
  text.trim() === '' ? null : Number(text.trim());

export const asCode = (text: string): string | null => text.trim().toUpperCase() || null;

export const asTruth = (text: string): boolean => text === 'true';

/** A reader of a closed list; what is not in it becomes the first. */
export const asOneOf =
  <T extends string>(values: readonly [T, ...T[]]) =>
  (text: string): T =>
    values.find((value) => value === text) ?? values[0];
