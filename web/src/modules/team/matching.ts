// Finding people by any words of their name or job, accents or not.

interface Named {
  readonly name: string;
  readonly job: string | null;
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** Those in whose name or job every word begins somewhere. */
export function matching<T extends Named>(people: readonly T[], words: string): readonly T[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const text = ` ${plain(`${person.name} ${person.job ?? ''}`)}`;
    return wanted.every((word) => text.includes(` ${word}`));
  });
}
