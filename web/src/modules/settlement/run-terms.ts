// A run's terms as texts of a form and back: frozen rates, and what is withheld.

import { readRate } from '../../lib/core/amount';
import { failure, success, type Outcome } from '../../lib/outcome';
import { WITHHOLDINGS, type Texts } from '../../ui/term-fields';
import { entryTexts, readEntries, type Entry } from '../../ui/term-texts';

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf(terms: unknown, name: string): readonly Entry[] {
  const found = isEntry(terms) ? terms[name] : undefined;
  return Array.isArray(found) ? found.filter(isEntry) : [];
}

/** "rate.GBP" */
export const rateTexts = (terms: unknown): Texts =>
  Object.fromEntries(
    listOf(terms, 'fxs').map((fx) => [`rate.${String(fx['code'])}`, String(fx['rate'])]),
  );

/** What is withheld from the whole, entry by entry. */
export const withheldTexts = (terms: unknown, currency: string): readonly Texts[] =>
  entryTexts(WITHHOLDINGS.terms, listOf(terms, 'withholdings'), currency);

/** The terms that the texts say, or the field that cannot be read. `codes` need a rate. */
export function readRunTerms(
  texts: Texts,
  codes: readonly string[],
  withheld: readonly Texts[],
  currency: string,
): Outcome<Entry | null> {
  const fxs: Entry[] = [];
  for (const code of codes) {
    const name = `rate.${code}`;
    const rate = readRate(texts[name] ?? '');
    if (rate === undefined)
      return failure('invalid', 'A rate such as 1.0525.', { [name]: 'A rate such as 1.0525.' });
    fxs.push({ code, rate });
  }
  const withholdings = readEntries(WITHHOLDINGS.name, WITHHOLDINGS.terms, withheld, currency);
  if (!withholdings.ok) return withholdings;
  const said = {
    ...(fxs.length > 0 ? { fxs } : {}),
    ...(withholdings.value.length > 0 ? { withholdings: withholdings.value } : {}),
  };
  return success(Object.keys(said).length > 0 ? said : null);
}
