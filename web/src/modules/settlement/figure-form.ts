// <figure-form>: one entry that a settlement rests on: tickets, a cost, an adjustment, merch, a
// deposit.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { adjustments, merchCounts, showCosts, ticketTiers } from '../../data/boxoffice';
import { payments } from '../../data/payments';
import {
  ADJUSTMENT_KIND_VALUES,
  COST_KIND_VALUES,
  PAYMENT_VALUES,
  SELLER_VALUES,
} from '../../data/rows.gen';
import { moneyText, readMoney } from '../../lib/core';
import { percentText, readPercent } from '../../lib/core/amount';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
import { choicesOf, currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

export type FigureTable =
  'ticket_tiers' | 'show_costs' | 'adjustments' | 'merch_counts' | 'payments';

type Kind = 'text' | 'money' | 'count' | 'percent' | 'choice' | 'flag' | 'date';

/** A column with the field that people write it in. */
interface FigureField extends FieldSpec {
  readonly column: string;
  readonly as: Kind;
  /** counts that are 0 where nothing is written */
  readonly isZero?: boolean;
  /** in the deal's currency, whatever the entry is in */
  readonly isOfDeal?: boolean;
  /** asked only of these kinds of entry, and empty of all others */
  readonly of?: readonly string[];
}

interface Entry extends Readonly<Record<string, unknown>> {
  readonly id?: string;
}

const field = (
  column: string,
  label: string,
  as: Kind,
  more: Partial<FigureField> = {},
): FigureField => ({
  name: column,
  column,
  label,
  as,
  ...(as === 'money' || as === 'percent' ? { inputmode: 'decimal' as const } : {}),
  ...(as === 'count' ? { inputmode: 'numeric' as const } : {}),
  ...(as === 'choice' ? { kind: 'select' as const } : {}),
  ...(as === 'flag' ? { kind: 'check' as const } : {}),
  ...(as === 'date' ? { kind: 'date' as const } : {}),
  ...more,
});

const half = { half: true } as const;
const must = { required: true } as const;

const COST_CHOICES = [
  { value: 'fixed', label: 'A fixed amount' },
  { value: 'per_ticket', label: 'For each ticket paid' },
  { value: 'per_head', label: 'For each head, comps too' },
  { value: 'of_gross', label: 'A share of the gross' },
  { value: 'of_net_gross', label: 'A share of the net gross' },
];

const AMOUNTS = ['fixed', 'per_ticket', 'per_head'];
const SHARES = ['of_gross', 'of_net_gross'];

const FIELDS: Readonly<Record<FigureTable, readonly FigureField[]>> = {
  ticket_tiers: [
    field('name', 'Name', 'text', { ...must, placeholder: 'Standing' }),
    field('price_minor', 'Price', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('sold', 'Paid for', 'count', { ...half, isZero: true }),
    field('comps', 'Comps', 'count', { ...half, isZero: true }),
    field('allotment', 'How many there are', 'count'),
  ],
  show_costs: [
    field('name', 'What for', 'text', { ...must, placeholder: 'Catering' }),
    field('kind', 'How it is reckoned', 'choice', { ...must, choices: COST_CHOICES }),
    field('amount_minor', 'Amount', 'money', { ...must, ...half, of: AMOUNTS }),
    field('currency', 'Currency', 'choice', { ...half, of: AMOUNTS }),
    field('rate', 'Share in per cent', 'percent', { ...must, ...half, of: SHARES }),
    field('cap_minor', 'At most', 'money', { ...half, isOfDeal: true }),
    field('is_approved', 'Both sides let it count', 'flag'),
  ],
  adjustments: [
    field('name', 'What for', 'text', { ...must, placeholder: 'Taxi from the airport' }),
    field('kind', 'Kind', 'choice', { ...must, choices: choicesOf(ADJUSTMENT_KIND_VALUES) }),
    field('amount_minor', 'Amount of one', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('quantity', 'How many', 'count', { ...must, ...half }),
  ],
  merch_counts: [
    field('item', 'Article', 'text', { ...must, placeholder: 'T-shirt' }),
    field('price_minor', 'Price', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', half),
    field('count_in', 'Counted in', 'count', { ...half, isZero: true }),
    field('count_out', 'Left over', 'count', { ...half, isZero: true }),
    field('comps', 'Given away', 'count', { ...half, isZero: true }),
    field('seller', 'Who sells', 'choice', { ...must, ...half, choices: choicesOf(SELLER_VALUES) }),
    field('tax_rate', 'Tax in the price, per cent', 'percent', half),
    field('venue_rate', 'The house’s part, per cent', 'percent', half),
  ],
  payments: [
    field('amount_minor', 'Amount', 'money', { ...must, ...half }),
    field('currency', 'Currency', 'choice', { ...must, ...half }),
    field('paid_on', 'Came in on', 'date', { ...must, ...half }),
    field('method', 'By', 'choice', { ...must, ...half, choices: choicesOf(PAYMENT_VALUES) }),
    field('reference', 'Reference', 'text', { maxlength: 160 }),
  ],
};

const START: Readonly<Record<FigureTable, Entry>> = {
  ticket_tiers: {},
  show_costs: { kind: COST_KIND_VALUES[0], is_approved: true },
  adjustments: { kind: ADJUSTMENT_KIND_VALUES[0], quantity: 1 },
  merch_counts: { seller: SELLER_VALUES[0] },
  payments: { method: 'invoice' },
};

export const FIGURE_TITLES: Readonly<Record<FigureTable, string>> = {
  ticket_tiers: 'Tickets',
  show_costs: 'Cost',
  adjustments: 'On top or off',
  merch_counts: 'Merch',
  payments: 'Deposit',
};

/** Fires `finished` when it is done, saved or not. */
@customElement('figure-form')
export class FigureForm extends LightElement {
  @property({ attribute: false }) table: FigureTable = 'ticket_tiers';
  /** the row that is changed; undefined for a new one */
  @property({ attribute: false }) entry: Entry | undefined;
  @property() show = '';
  /** the deal's */
  @property() currency = 'EUR';
  /** that have a rate in the deal */
  @property({ attribute: false }) currencies: readonly string[] = [];
  /** how many there are already */
  @property({ type: Number }) position = 0;
  @property() today = '';
  @state() private problem: Problem | undefined;
  /** as it is chosen in the form */
  @state() private kind: string | undefined;

  get #start(): Entry {
    return this.entry ?? { ...START[this.table], paid_on: this.today };
  }

  #text(spec: FigureField): string {
    const entry = this.#start;
    const value = entry[spec.column];
    if (spec.column === 'currency') return typeof value === 'string' ? value : this.currency;
    if (value === null || value === undefined) return '';
    if (spec.as === 'money')
      return moneyText(Number(value), spec.isOfDeal ? this.currency : this.#currencyOf(entry));
    if (spec.as === 'percent') return percentText(Number(value));
    return value === false ? '' : String(value);
  }

  #currencyOf(entry: Entry): string {
    return typeof entry['currency'] === 'string' ? entry['currency'] : this.currency;
  }

  /** An entry's fields by its kind. */
  #asked(kind: string): readonly FigureField[] {
    return FIELDS[this.table].filter(({ of }) => !of || of.includes(kind));
  }

  #specs(): readonly FieldSpec[] {
    const kind = this.kind ?? String(this.#start['kind'] ?? '');
    return this.#asked(kind).map((spec) =>
      spec.column === 'currency'
        ? { ...spec, required: true, choices: this.#currencyChoices() }
        : spec,
    );
  }

  /** Of others than the deal's only those that it has a rate for. */
  #currencyChoices() {
    const known = [this.currency, ...this.currencies];
    return currencyChoices(...known).filter(({ value }) => known.includes(value));
  }

  #read(spec: FigureField, text: string, currency: string): Outcome<unknown> {
    const trimmed = text.trim();
    const of = (value: unknown): Outcome<unknown> => ({ ok: true, value });
    if (spec.as === 'flag') return of(text === 'true');
    if (spec.column === 'currency')
      return of(trimmed === this.currency && this.table !== 'payments' ? null : trimmed);
    if (trimmed === '') return of(spec.isZero ? 0 : null);
    if (spec.as === 'money') return readMoney(trimmed, spec.isOfDeal ? this.currency : currency);
    if (spec.as === 'count')
      return /^\d{1,9}$/.test(trimmed)
        ? of(Number(trimmed))
        : failure('invalid', 'A whole number, 0 or more.');
    if (spec.as !== 'percent') return of(trimmed);
    const share = readPercent(trimmed);
    return share === undefined ? failure('invalid', 'A percentage from 0 to 100.') : of(share);
  }

  /** The values of the fields that changed; a new row's are all. */
  #values(values: FormValues, changed: FormValues): Entry | Problem {
    const currency = values['currency'] ?? this.currency;
    const found: Record<string, unknown> = {};
    const asked = this.#asked(values['kind'] ?? '');
    for (const spec of FIELDS[this.table]) {
      if (!asked.includes(spec)) {
        if (this.entry && this.entry[spec.column] !== null) found[spec.column] = null;
        continue;
      }
      const isMoneyAnew = spec.as === 'money' && 'currency' in changed;
      if (this.entry && !(spec.name in changed) && !isMoneyAnew) continue;
      const read = this.#read(spec, values[spec.name] ?? '', currency);
      if (!read.ok) {
        const { code, message } = read.problem;
        return failure(code, message, { [spec.name]: message }).problem;
      }
      found[spec.column] = read.value;
    }
    return found;
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const read = this.#values(values, changed);
    if ('code' in read && 'message' in read) {
      this.problem = read as unknown as Problem;
      return;
    }
    const outcome = await this.#write(read);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #write(values: Entry): Promise<Outcome<string>> {
    const id = this.entry?.id;
    const made = { ...values, show_id: this.show } as never; // validated by core before it is kept
    const changed = values as never;
    const placed = { ...values, show_id: this.show, position: this.position } as never;
    switch (this.table) {
      case 'ticket_tiers':
        return id ? ticketTiers.update(id, changed) : ticketTiers.create(placed);
      case 'show_costs':
        return id ? showCosts.update(id, changed) : showCosts.create(placed);
      case 'adjustments':
        return id ? adjustments.update(id, changed) : adjustments.create(made);
      case 'merch_counts':
        return id ? merchCounts.update(id, changed) : merchCounts.create(made);
      case 'payments':
        return id
          ? payments.update(id, changed)
          : payments.create({
              ...values,
              show_id: this.show,
              kind: 'deposit',
              direction: 'in',
            } as never);
    }
  }

  async #remove(): Promise<void> {
    const id = this.entry?.id;
    if (!id) return;
    const remove = {
      ticket_tiers: ticketTiers.remove,
      show_costs: showCosts.remove,
      adjustments: adjustments.remove,
      merch_counts: merchCounts.remove,
      payments: payments.remove,
    }[this.table];
    const outcome = await remove(id);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const values = Object.fromEntries(
      FIELDS[this.table].map((spec) => [spec.name, this.#text(spec)]),
    );
    return html`<record-form
      .record=${`${this.table} ${this.entry?.id ?? 'new'}`}
      .fields=${this.#specs()}
      .values=${values}
      .problem=${this.problem}
      .removeLabel=${this.entry ? 'Delete' : ''}
      @edited=${({ detail }: CustomEvent<{ name: string; text: string }>) => {
        if (detail.name === 'kind') this.kind = detail.text;
      }}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${() => this.#remove()}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
