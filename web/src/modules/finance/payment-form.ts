// <payment-form>: money that came in or went out for a show; inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { payments, type Payment } from '../../data/payments';
import { DIRECTION_VALUES, PAYMENT_KIND_VALUES, PAYMENT_VALUES } from '../../data/rows.gen';
import { moneyText, readMoney } from '../../lib/core';
import { failure, success, type Outcome, type Problem } from '../../lib/outcome';
import { choicesOf, currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

/** What a new payment starts with, and what it is for. */
export interface PaymentStart {
  readonly showId: string;
  readonly tourId: string | null;
  readonly currency: string;
  /** below zero: it goes out */
  readonly amount_minor: number;
  readonly kind: Payment['kind'];
  readonly today: string;
}

const select = (name: string, label: string, values: readonly string[]): FieldSpec => ({
  name,
  label,
  kind: 'select',
  required: true,
  half: true,
  choices: choicesOf(values),
});

const fieldsFor = (currency: string): readonly FieldSpec[] => [
  { name: 'amount_minor', label: 'Amount', required: true, inputmode: 'decimal', half: true },
  { ...select('currency', 'Currency', []), choices: currencyChoices(currency) },
  {
    ...select('direction', 'Direction', []),
    choices: [
      { value: 'in', label: 'To us' },
      { value: 'out', label: 'From us' },
    ],
  },
  select('kind', 'What for', PAYMENT_KIND_VALUES),
  { name: 'paid_on', label: 'Date', kind: 'date', required: true, half: true },
  {
    ...select('method', 'How', []),
    choices: PAYMENT_VALUES.map((value) => ({
      value,
      label: value === 'invoice' ? 'Transfer' : (choicesOf([value])[0]?.label ?? value),
    })),
  },
  { name: 'reference', label: 'Reference', maxlength: 160 },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

function textsOf(payment: Payment | undefined, start: PaymentStart): FormValues {
  const minor = payment?.amount_minor ?? Math.abs(start.amount_minor);
  const currency = payment?.currency ?? start.currency;
  return {
    amount_minor: minor === 0 ? '' : moneyText(minor, currency),
    currency,
    direction: payment?.direction ?? (start.amount_minor < 0 ? 'out' : 'in'),
    kind: payment?.kind ?? start.kind,
    paid_on: payment?.paid_on ?? start.today,
    method: payment?.method ?? 'invoice',
    reference: payment?.reference ?? '',
    notes: payment?.notes ?? '',
  };
}

function valuesOf(texts: FormValues): Outcome<Parameters<typeof payments.create>[0]> {
  const currency = texts['currency'] ?? 'EUR';
  const amount = readMoney(texts['amount_minor'] ?? '', currency);
  if (!amount.ok) {
    const { code, message } = amount.problem;
    return failure(code, message, { amount_minor: message });
  }
  return success({
    amount_minor: amount.value,
    currency,
    direction: asOneOf(DIRECTION_VALUES)(texts['direction'] ?? ''),
    kind: asOneOf(PAYMENT_KIND_VALUES)(texts['kind'] ?? ''),
    paid_on: texts['paid_on'] ?? '',
    method: asOneOf(PAYMENT_VALUES)(texts['method'] ?? ''),
    reference: asOptional(texts['reference'] ?? ''),
    notes: asOptional(texts['notes'] ?? ''),
  });
}

/** Fires `finished` when it was saved, deleted or left. */
@customElement('payment-form')
export class PaymentForm extends LightElement {
  @property({ attribute: false }) payment: Payment | undefined;
  @property({ attribute: false }) start: PaymentStart | undefined;
  @state() private problem: Problem | undefined;

  async #save({ values, changed }: SavedForm, start: PaymentStart): Promise<void> {
    const read = valuesOf(values);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const isChanged = (name: string): boolean =>
      name in changed || (name === 'amount_minor' && 'currency' in changed);
    const own = Object.fromEntries(Object.entries(read.value).filter(([name]) => isChanged(name)));
    this.#finish(
      this.payment
        ? await payments.update(this.payment.id, own)
        : await payments.create({ ...read.value, show_id: start.showId, tour_id: start.tourId }),
    );
  }

  async #remove(): Promise<void> {
    if (this.payment) this.#finish(await payments.remove(this.payment.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const { start } = this;
    if (!start) return html``;
    return html`<record-form
      .record=${this.payment?.id ?? 'new'}
      .fields=${fieldsFor(this.payment?.currency ?? start.currency)}
      .values=${textsOf(this.payment, start)}
      .problem=${this.problem}
      .saveLabel=${this.payment ? 'Save' : 'Add payment'}
      .removeLabel=${this.payment ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, start)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
