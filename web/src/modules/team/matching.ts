// Finding people by any words of their name or job, accents or not.

import { fold, foldedWords } from '../../lib/fold';

interface Named {
  readonly name: string;
  readonly job: string | null;
}

/** Those in whose name or job every word begins somewhere. */
export function matching<T extends Named>(people: readonly T[], words: string): readonly T[] {
  const wanted = foldedWords(words);
  if (wanted.length === 0) return people;
  return people.filter((person) => {
    const text = ` ${fold(`${person.name} ${person.job ?? ''}`)}`;
    return wanted.every((word) => text.includes(` ${word}`));
  });
}
