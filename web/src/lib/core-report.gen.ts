// Reports by core-money.wasm: which there are and what they are made from, written by
// script/generate.

/** The reports, in the order of core's numbers; `sources` are what each is made from. */
export const REPORTS = [
  { slug: 'profit-and-loss', title: 'Profit and loss', sources: ['show', 'guarantee', 'settlement', 'commission', 'expense', 'per_diem', 'budget', 'income', 'run', 'run_show', ] },
  { slug: 'settlements', title: 'Settlements', sources: ['show', 'settlement', 'run', 'run_show', ] },
  { slug: 'expenses', title: 'Expenses', sources: ['expense', ] },
  { slug: 'per-diems', title: 'Per diems', sources: ['per_diem', ] },
  { slug: 'commissions', title: 'Commissions', sources: ['show', 'settlement', 'commission', 'run', 'run_show', ] },
  { slug: 'box-office', title: 'Box office', sources: ['show', 'tier', ] },
] as const;

export const REPORT_SOURCES = ['show', 'guarantee', 'settlement', 'commission', 'expense', 'per_diem', 'budget', 'income', 'tier', 'run', 'run_show', ] as const;
/** Members of an entry, 8 bytes each. */
export const REPORT_ENTRY = ['source', 'show', 'date', 'text', 'choice', 'choice2', 'amount', 'currency', 'rate', 'count', 'count2', 'count3', 'flags', ] as const;
export const COMMISSION_FLAGS = { afterPrior: 1, ofDeal: 2 } as const;
export const PER_DIEM_FLAGS = { paid: 1, signed: 2 } as const;
export const REPORT_ENTRIES_MAX = 200000;
