// Finding by typed words: "angstrom" finds "Ångström".

/** Small letters without accents. */
export const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** The words of what was typed, folded. */
export const foldedWords = (typed: string): readonly string[] =>
  fold(typed).split(/\s+/).filter(Boolean);
