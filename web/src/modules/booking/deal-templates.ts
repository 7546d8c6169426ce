// Common deals to start from. They say only what the name says; the rest is asked.

import type { Rows } from '../../data/rows.gen';

export interface DealTemplate {
  readonly name: string;
  readonly words: string;
  readonly values: Partial<Rows['deals']> & Pick<Rows['deals'], 'type'>;
}

export const DEAL_TEMPLATES: readonly DealTemplate[] = [
  {
    name: 'Flat fee',
    words: 'A fixed amount, whatever is sold',
    values: { type: 'flat' },
  },
  {
    name: 'Versus net',
    words: 'The guarantee, or 80 % of what is left after costs, whichever is more',
    values: { type: 'versus', share: 0.8, basis: 'net', guarantee_place: 'outside' },
  },
  {
    name: 'Versus gross',
    words: 'The guarantee, or 70 % of the gross, whichever is more',
    values: { type: 'versus', share: 0.7, basis: 'gross' },
  },
  {
    name: 'Plus, with promoter profit',
    words: 'The guarantee, and 85 % of what is left after costs, guarantee and 15 % profit',
    values: {
      type: 'plus',
      share: 0.85,
      basis: 'net',
      guarantee_place: 'inside',
      profit_rate: 0.15,
    },
  },
  {
    name: 'Door split',
    words: '70 % of the door after ticket tax',
    values: { type: 'door', share: 0.7, basis: 'net_gross' },
  },
  {
    name: 'Door after costs',
    words: '80 % of what is left after costs',
    values: { type: 'door', share: 0.8, basis: 'net' },
  },
];
