// What a night brought and cost: tickets, costs, adjustments and merch, each a table.

import { resource } from './resource';

const byPlace = (
  a: { readonly position: number; readonly id: string },
  b: { readonly position: number; readonly id: string },
): number => a.position - b.position || (a.id < b.id ? -1 : 1);

export const ticketTiers = resource<'ticket_tiers', 'show_id' | 'name' | 'price_minor'>(
  'ticket_tiers',
  'Tickets',
  byPlace,
);

export const showCosts = resource<'show_costs', 'show_id' | 'name' | 'kind'>(
  'show_costs',
  'Cost',
  byPlace,
);

export const adjustments = resource<'adjustments', 'show_id' | 'kind' | 'name' | 'amount_minor'>(
  'adjustments',
  'Adjustment',
);

export const merchCounts = resource<'merch_counts', 'show_id' | 'item' | 'price_minor'>(
  'merch_counts',
  'Merch',
);
