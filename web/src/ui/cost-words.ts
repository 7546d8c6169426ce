// What the tickets and the costs of a show are worth, as their rows say it.

import { formatMoney, formatRate, locale } from './format';

interface CostFacts {
  readonly kind: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly rate: number | null;
  readonly cap_minor: number | null;
}

const KINDS: Readonly<Record<string, string>> = {
  per_ticket: 'each ticket',
  per_head: 'each head',
  of_gross: 'of the gross',
  of_net_gross: 'of the gross less tax',
};

/** An amount, and below its name of what. `currency` is the deal's: a cap is in it, whatever the cost is in. */
export function costWords(
  cost: CostFacts,
  currency: string,
): { readonly amount: string; readonly sub: string } {
  const cap = cost.cap_minor === null ? '' : `at most ${formatMoney(cost.cap_minor, currency)}`;
  return {
    amount:
      cost.rate === null
        ? formatMoney(cost.amount_minor ?? 0, cost.currency ?? currency)
        : formatRate(cost.rate),
    sub: [KINDS[cost.kind] ?? '', cap].filter(Boolean).join(', '),
  };
}

interface TierFacts {
  readonly price_minor: number;
  readonly currency: string | null;
  readonly allotment: number | null;
}

/** "€25.00 × 700" */
export const tierWords = (tier: TierFacts, currency: string): string =>
  [
    formatMoney(tier.price_minor, tier.currency ?? currency),
    tier.allotment === null ? '' : `× ${tier.allotment.toLocaleString(locale())}`,
  ]
    .filter(Boolean)
    .join(' ');
