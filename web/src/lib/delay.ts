// What is said of a delay, what it does and what it breaks: the words that data and ui share.

export interface Step {
  readonly id: string;
  readonly minutes: number;
}

/** late: which item, by how much, and whether it begins late or goes on for longer. */
export interface Lateness {
  readonly late: string;
  readonly minutes: number;
  readonly mode: 'start' | 'end';
  /** what is cut, and what is moved besides, to make it fit */
  readonly cuts: readonly Step[];
  readonly shifts: readonly Step[];
}

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string | null;
}

export interface Moved<Item> {
  readonly item: Item;
  readonly to: Span;
}

/** What goes wrong; `who` is the item or the people that it goes wrong with, `limit` what it meets. */
export interface Broken {
  /** the same problem has the same key, whatever its amount */
  readonly key: string;
  /** core/delay.h's kinds */
  readonly kind: string;
  readonly who: string;
  readonly limit: string;
  readonly limitAt: string;
  readonly zone: string;
  readonly minutes: number;
  readonly choices: readonly Choice[];
}

export interface Choice extends Step {
  readonly kind: 'shorten' | 'move' | 'agree';
  readonly title: string;
}

export interface Spread<Item> {
  readonly moved: readonly Moved<Item>[];
  readonly broken: readonly Broken[];
}
