// A settlement as a person types it into the forms: texts by the names of the fields. It is read by
// the tests here and by those in a browser, which strip its types: it imports nothing.

type Entry = Readonly<Record<string, unknown>>;
export type Texts = Readonly<Record<string, string>>;

export interface TypedCase {
  /** the deal's terms, and the lists that go with them */
  readonly deal: Texts;
  readonly lists: Readonly<Record<'fxs' | 'steps' | 'bonuses' | 'withholdings', readonly Texts[]>>;
  readonly ticket_tiers: readonly Texts[];
  readonly show_costs: readonly Texts[];
  readonly adjustments: readonly Texts[];
  readonly payments: readonly Texts[];
  readonly merch_counts: readonly Texts[];
  readonly commissions: readonly Texts[];
}

const MONEY = [
  ...['guarantee', 'facility_fee', 'charity_per_ticket', 'card_per_ticket', 'support_fee'],
  ...['expenses_cap', 'comp_price', 'amount', 'free_per_head'],
];
const RATES = ['share', 'profit_rate', 'tax_rate', 'charity_rate', 'card_rate', 'rate'];
const NOT_TYPED = ['payout_currency', 'has_expenses_cap'];

/** People write amounts in several ways; which one is by the amount, so that it is always the same. */
function money(minor: number, code: string): string {
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  const plain = (Math.abs(minor) / 10 ** decimals).toFixed(decimals);
  const [whole = '', fraction = ''] = plain.split('.');
  const grouped = (by: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, by);
  const ways = [
    `${whole},${fraction}`,
    `${grouped(',')}.${fraction}`,
    `${grouped('.')},${fraction}`,
  ];
  const written = decimals === 0 ? whole : (ways[Math.abs(minor) % ways.length] ?? plain);
  return minor < 0 ? `-${written}` : written;
}

/** "0.15825" is typed as "15,825". */
function percent(rate: unknown): string {
  const [whole = '0', fraction = ''] = String(rate).split('.');
  const digits = fraction.padEnd(2, '0');
  const rest = digits.slice(2);
  return `${Number(`${whole}${digits.slice(0, 2)}`)}${rest ? `,${rest}` : ''}`;
}

const listOf = (input: Entry, name: string): readonly Entry[] =>
  (input[name] ?? []) as readonly Entry[];

function textOf(name: string, value: unknown, code: string): string {
  if (MONEY.includes(name)) return money(Number(value), code);
  if (RATES.includes(name)) return percent(value);
  return String(value);
}

const textsOf = (entry: Entry, code: string, more: Texts = {}): Texts => ({
  ...Object.fromEntries(
    Object.entries(entry)
      .filter(([name, value]) => !Array.isArray(value) && !NOT_TYPED.includes(name))
      .map(([name, value]) => [name, textOf(name, value, code)]),
  ),
  ...more,
});

const count = (value: unknown): string => (value === undefined ? '' : String(value));

/** The texts of `settlement`, a vector of docs/settlement: members that are 0 are left out. */
export function typedCase(settlement: Entry): TypedCase {
  const own = String(settlement['currency'] ?? 'EUR');
  const fxs = listOf(settlement, 'fxs');
  const codeOf = (place: unknown): string =>
    place === undefined ? own : String(fxs[Number(place) - 1]?.['code'] ?? '');
  const amount = (entry: Entry, name: string): string =>
    entry[name] === undefined ? '' : money(Number(entry[name]), codeOf(entry['currency']));
  const share = (entry: Entry, name: string): string =>
    entry[name] === undefined ? '' : percent(entry[name]);
  const isOfAmount = settlement['step_unit'] === 'amount';
  const payout = settlement['payout_currency'];
  return {
    deal: textsOf(settlement, own, payout === undefined ? {} : { payout_currency: codeOf(payout) }),
    lists: {
      fxs: fxs.map(({ code, rate }) => ({
        code: String(code),
        rate: String(rate).replace('.', ','),
      })),
      steps: listOf(settlement, 'steps').map((step) => ({
        over: isOfAmount ? money(Number(step['over']), own) : String(step['over']),
        share: percent(step['share']),
      })),
      bonuses: listOf(settlement, 'bonuses').map((bonus) =>
        textsOf(
          bonus,
          own,
          bonus['kind'] === 'over_gross'
            ? { threshold: money(Number(bonus['threshold']), own) }
            : {},
        ),
      ),
      withholdings: listOf(settlement, 'withholdings').map((one) => textsOf(one, own)),
    },
    ticket_tiers: listOf(settlement, 'tiers').map((tier, i) => ({
      name: `Tickets ${i + 1}`,
      price_minor: money(Number(tier['price'] ?? 0), codeOf(tier['currency'])),
      currency: codeOf(tier['currency']),
      sold: count(tier['paid']),
      comps: count(tier['comps']),
      allotment: count(tier['allotment']),
    })),
    show_costs: listOf(settlement, 'expenses').map((cost, i) => ({
      name: `Cost ${i + 1}`,
      kind: count(cost['kind']),
      amount_minor: amount(cost, 'amount'),
      currency: codeOf(cost['currency']),
      rate: share(cost, 'rate'),
      cap_minor: cost['has_cap'] === true ? money(Number(cost['cap'] ?? 0), own) : '',
      is_approved: cost['is_approved'] === true ? 'true' : '',
    })),
    adjustments: listOf(settlement, 'adjustments').map((one, i) => ({
      name: `Adjustment ${i + 1}`,
      kind: count(one['kind']),
      amount_minor: amount(one, 'amount'),
      currency: codeOf(one['currency']),
      quantity: count(one['quantity']),
    })),
    payments: listOf(settlement, 'deposits').map((deposit, i) => ({
      amount_minor: amount(deposit, 'amount'),
      currency: codeOf(deposit['currency']),
      paid_on: `2027-01-${String(i + 1).padStart(2, '0')}`,
      method: 'invoice',
      reference: `Deposit ${i + 1}`,
    })),
    // of one article, so many were sold that it comes to the gross
    merch_counts: listOf(settlement, 'merch').map((one, i) => ({
      item: `Article ${i + 1}`,
      price_minor: amount(one, 'gross'),
      currency: codeOf(one['currency']),
      count_in: '1',
      count_out: '',
      comps: '',
      seller: count(one['seller']),
      tax_rate: share(one, 'tax_rate'),
      venue_rate: share(one, 'venue_rate'),
    })),
    commissions: listOf(settlement, 'commissions').map((one, i) => ({
      payee: `Payee ${i + 1}`,
      rate: share(one, 'rate'),
      base: count(one['base']),
      less_minor: one['less'] === undefined ? '' : money(Number(one['less']), own),
      currency: own,
      show_id: '',
      mode: count(one['mode']),
      timing: count(one['timing']),
      position: count(one['order']),
      is_after_prior: one['is_after_prior'] === true ? 'true' : '',
    })),
  };
}
