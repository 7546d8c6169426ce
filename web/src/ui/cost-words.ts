// What a cost of a show is worth, as its row says it: an amount, and below its name of what.

import { formatMoney, formatRate } from './format';

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

/** `currency` is the deal's: a cap is in it, whatever the cost is in. */
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
