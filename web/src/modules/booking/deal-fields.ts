// The terms of a deal as questions: each is asked only where the deal's kind makes it matter, and
// none is answered by guessing.

import {
  choice,
  has,
  WITHHOLDINGS,
  type Term,
  type TermList,
  type Texts,
} from '../../ui/term-fields';

export interface TermGroup {
  readonly title: string;
  readonly terms: readonly Term[];
  /** folded while nothing of it is said */
  readonly isExtra: boolean;
}

const isNet = (t: Texts): boolean => t['type'] !== 'flat' && t['basis'] === 'net';
const bearers = [
  choice('show', 'The show, as a cost'),
  choice('artist', 'The artist'),
  choice('promoter', 'The promoter'),
];

const fee: readonly Term[] = [
  {
    name: 'type',
    label: 'How the artist is paid',
    kind: 'choice',
    isNeeded: true,
    choices: [
      choice('flat', 'Flat fee'),
      choice('versus', 'Guarantee versus share'),
      choice('plus', 'Guarantee plus share'),
      choice('door', 'Share of the door'),
    ],
  },
  { name: 'currency', label: 'Currency', kind: 'currency', isNeeded: true },
  {
    name: 'guarantee',
    label: 'Guarantee',
    kind: 'money',
    when: (t) => t['type'] !== 'door',
  },
  {
    name: 'share',
    label: 'Artist’s share, %',
    kind: 'rate',
    when: (t) => t['type'] !== 'flat',
    isNeeded: true,
  },
  {
    name: 'basis',
    label: 'The share is of',
    kind: 'choice',
    when: (t) => t['type'] !== 'flat',
    isNeeded: true,
    choices: [
      choice('gross', 'Gross'),
      choice('adjusted_gross', 'Gross less fees per ticket'),
      choice('net_gross', 'Gross less tax'),
      choice('net', 'Net after costs'),
    ],
  },
  {
    name: 'guarantee_place',
    label: 'The guarantee is',
    kind: 'choice',
    when: (t) => isNet(t) && t['type'] !== 'door',
    isNeeded: true,
    hint: 'Contracts differ, and it decides a lot. Ask if it is not written.',
    choices: [
      choice('inside', 'One of the costs before the split'),
      choice('outside', 'Not among the costs'),
    ],
  },
  {
    name: 'profit_rate',
    label: 'Promoter’s profit, %',
    kind: 'rate',
    when: isNet,
    hint: 'Of costs and guarantee, before the split. 15 is usual where there is one.',
  },
];

const tickets: readonly Term[] = [
  {
    name: 'tax_mode',
    label: 'Ticket tax',
    kind: 'choice',
    choices: [
      choice('none', 'None'),
      choice('inside', 'Inside the price'),
      choice('on_top', 'On top of the price'),
      choice('of_gross', 'A share of the gross'),
    ],
  },
  {
    name: 'tax_rate',
    label: 'Tax rate, %',
    kind: 'rate',
    when: (t) => has('tax_mode')(t) && t['tax_mode'] !== 'none',
  },
  {
    name: 'sellable',
    label: 'Sell-out at',
    kind: 'count',
    hint: 'So many paid tickets are a sold-out house.',
  },
  { name: 'facility_fee', label: 'Facility fee per ticket', kind: 'money' },
  { name: 'charity_per_ticket', label: 'Charity per ticket', kind: 'money' },
  { name: 'charity_rate', label: 'Charity, % of gross', kind: 'rate' },
];

const costs: readonly Term[] = [
  { name: 'expenses_cap', label: 'All costs at most', kind: 'money' },
  { name: 'card_rate', label: 'Card fees, % of gross', kind: 'rate' },
  { name: 'card_per_ticket', label: 'Card fee per ticket', kind: 'money' },
  {
    name: 'card_bearer',
    label: 'Card fees are borne by',
    kind: 'choice',
    choices: bearers,
    when: (t) => has('card_rate')(t) || has('card_per_ticket')(t),
    isNeeded: true,
  },
  { name: 'support_fee', label: 'Fee of the support', kind: 'money' },
  {
    name: 'support_bearer',
    label: 'The support is paid by',
    kind: 'choice',
    choices: bearers,
    when: has('support_fee'),
    isNeeded: true,
  },
];

const comps: readonly Term[] = [
  { name: 'comps_allowed', label: 'Free tickets agreed', kind: 'count' },
  {
    name: 'comp_rule',
    label: 'More than that',
    kind: 'choice',
    choices: [
      choice('free', 'Cost nothing'),
      choice('artist', 'The artist pays'),
      choice('promoter', 'The promoter pays'),
    ],
  },
  {
    name: 'comp_price',
    label: 'Price of each',
    kind: 'money',
    when: (t) => t['comp_rule'] === 'artist' || t['comp_rule'] === 'promoter',
    isNeeded: true,
  },
];

const payout: readonly Term[] = [
  {
    name: 'payout_currency',
    label: 'Paid out in',
    kind: 'currency',
    hint: 'Needs a rate below where it is another currency.',
  },
];

const steps: readonly Term[] = [
  {
    name: 'step_unit',
    label: 'The share steps up with',
    kind: 'choice',
    isNeeded: true,
    choices: [choice('amount', 'What came in'), choice('tickets', 'Tickets sold')],
  },
  {
    name: 'step_reach',
    label: 'A step’s share is of',
    kind: 'choice',
    isNeeded: true,
    choices: [choice('part', 'What lies above it'), choice('whole', 'Everything, once reached')],
    hint: 'With tickets it is always of everything.',
  },
];

export const TERM_GROUPS: readonly TermGroup[] = [
  { title: 'The fee', terms: fee, isExtra: false },
  { title: 'Tickets and tax', terms: tickets, isExtra: false },
  { title: 'Costs', terms: costs, isExtra: true },
  { title: 'Free tickets', terms: comps, isExtra: true },
  { title: 'Currencies', terms: payout, isExtra: true },
];

/** Asked only where there are steps. */
export const STEP_TERMS = steps;

export const ALL_TERMS: readonly Term[] = [...TERM_GROUPS.flatMap(({ terms }) => terms), ...steps];

/** A list of the deal's `terms`, and the group that it stands with. */
export interface DealList extends TermList<'fxs' | 'steps' | 'bonuses' | 'withholdings'> {
  readonly group: string;
  readonly when?: (texts: Texts) => boolean;
}

export const TERM_LISTS: readonly DealList[] = [
  {
    name: 'steps',
    title: 'Higher shares',
    one: 'a higher share',
    group: 'The fee',
    when: (t) => t['type'] !== 'flat',
    terms: [
      { name: 'over', label: 'Above', kind: 'count', isNeeded: true },
      { name: 'share', label: 'Share, %', kind: 'rate', isNeeded: true },
    ],
  },
  {
    name: 'bonuses',
    title: 'Bonuses',
    one: 'a bonus',
    group: 'Tickets and tax',
    terms: [
      {
        name: 'kind',
        label: 'When',
        kind: 'choice',
        isNeeded: true,
        choices: [
          choice('flat', 'So many tickets are sold'),
          choice('per_ticket', 'For each ticket above'),
          choice('sell_out', 'Sold out'),
          choice('over_gross', 'The gross reaches'),
        ],
      },
      { name: 'amount', label: 'Amount', kind: 'money', isNeeded: true },
      {
        name: 'threshold',
        label: 'Tickets',
        kind: 'count',
        when: (t) => t['kind'] === 'flat' || t['kind'] === 'per_ticket',
      },
      {
        name: 'threshold',
        label: 'Gross',
        kind: 'money',
        when: (t) => t['kind'] === 'over_gross',
      },
    ],
  },
  { ...WITHHOLDINGS, group: 'Costs' },
  {
    name: 'fxs',
    title: 'Other currencies',
    one: 'a currency',
    group: 'Currencies',
    terms: [
      { name: 'code', label: 'Currency', kind: 'code', isNeeded: true },
      {
        name: 'rate',
        label: 'Rate',
        kind: 'fx',
        isNeeded: true,
        hint: 'Of the deal’s currency for one of this one, frozen from today.',
      },
    ],
  },
];
