// A run's terms as texts of a form and back: frozen rates, and what is withheld.

import { percentText, readPercent, readRate } from '../../lib/core/amount';
import { failure, success, type Outcome } from '../../lib/outcome';

type Entry = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf(terms: unknown, name: string): readonly Entry[] {
  const found = isEntry(terms) ? terms[name] : undefined;
  return Array.isArray(found) ? found.filter(isEntry) : [];
}

/** "rate.GBP", "withheld" and "base"; of several withholdings the form shows the first. */
export function termTexts(terms: unknown): Texts {
  const [first] = listOf(terms, 'withholdings');
  return {
    ...Object.fromEntries(
      listOf(terms, 'fxs').map((fx) => [`rate.${String(fx['code'])}`, String(fx['rate'])]),
    ),
    withheld: first ? percentText(Number(first['rate'])) : '',
    base: typeof first?.['base'] === 'string' ? first['base'] : 'take',
  };
}

const refuse = (name: string, words: string) => failure('invalid', words, { [name]: words });

/** The terms that the texts say, or the field that cannot be read. `codes` need a rate. */
export function readTerms(
  texts: Texts,
  codes: readonly string[],
  terms: unknown,
): Outcome<Entry | null> {
  const fxs: Entry[] = [];
  for (const code of codes) {
    const rate = readRate(texts[`rate.${code}`] ?? '');
    if (rate === undefined) return refuse(`rate.${code}`, 'A rate such as 1.0525.');
    fxs.push({ code, rate });
  }
  const withheld = (texts['withheld'] ?? '').trim();
  const share = withheld === '' ? undefined : readPercent(withheld);
  if (withheld !== '' && share === undefined)
    return refuse('withheld', 'A percentage from 0 to 100.');
  const [first, ...others] = listOf(terms, 'withholdings');
  const withholdings = share
    ? [{ bearer: 'artist', ...first, base: texts['base'] ?? 'take', rate: share }, ...others]
    : others;
  const said = {
    ...(fxs.length > 0 ? { fxs } : {}),
    ...(withholdings.length > 0 ? { withholdings } : {}),
  };
  return success(Object.keys(said).length > 0 ? said : null);
}
