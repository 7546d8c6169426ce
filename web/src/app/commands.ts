// Commands of the palette, and which of them a few letters mean.

import type { IconName } from '../ui/icon';

export interface Command {
  readonly label: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly run: () => void;
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** 0 begins with the words, 1 a word begins with each, 2 contains them; undefined: no match. */
function rank(command: Pick<Command, 'label' | 'hint'>, words: string): number | undefined {
  const label = plain(command.label);
  const text = ` ${label} ${plain(command.hint)}`;
  if (label.startsWith(words)) return 0;
  const parts = words.split(/\s+/).filter(Boolean);
  if (parts.every((part) => text.includes(` ${part}`))) return 1;
  return parts.every((part) => text.includes(part)) ? 2 : undefined;
}

/** The best first, otherwise in the order given. */
export function ranked<C extends Pick<Command, 'label' | 'hint'>>(
  commands: readonly C[],
  words: string,
): readonly C[] {
  const wanted = plain(words.trim());
  if (wanted === '') return commands;
  return commands
    .map((command, i) => ({ command, i, rank: rank(command, wanted) }))
    .filter((one): one is { command: C; i: number; rank: number } => one.rank !== undefined)
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ command }) => command);
}
