// <per-diem-rule-form>: what a day is worth, and what a provided meal takes off; inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { amountsOf, perDiemRules, type PerDiemRule } from '../../data/perdiems';
import { moneyText, readMoney } from '../../lib/core';
import { percentText, readPercent } from '../../lib/core/amount';
import { failure, success, type Outcome, type Problem } from '../../lib/outcome';
import { currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

const amounts = [
  'day_minor',
  'breakfast_minor',
  'lunch_minor',
  'dinner_minor',
  'incidentals_minor',
] as const;

type RuleValues = Parameters<typeof perDiemRules.create>[0];

const amount = (name: string, label: string, hint?: string): FieldSpec => ({
  name,
  label,
  inputmode: 'decimal',
  half: true,
  ...(hint === undefined ? {} : { hint }),
});

const fieldsFor = (currency: string): readonly FieldSpec[] => [
  { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'Europe' },
  { ...amount('day_minor', 'A whole day'), required: true },
  {
    name: 'currency',
    label: 'Currency',
    kind: 'select',
    required: true,
    half: true,
    choices: currencyChoices(currency),
  },
  amount('breakfast_minor', 'Less for breakfast'),
  amount('lunch_minor', 'Less for lunch'),
  amount('dinner_minor', 'Less for dinner'),
  amount('incidentals_minor', 'At least', 'However many meals are provided.'),
  {
    name: 'edge_rate',
    label: 'First and last day',
    required: true,
    inputmode: 'decimal',
    hint: 'In percent of a whole day.',
  },
];

/** All fields of a rule from their texts; the first that cannot be read is the problem. */
function readRule(texts: FormValues): Outcome<RuleValues> {
  const currency = texts['currency'] ?? 'EUR';
  const read: Record<string, number> = {};
  for (const name of amounts) {
    const text = texts[name]?.trim() ?? '';
    const found = text === '' && name !== 'day_minor' ? success(0) : readMoney(text, currency);
    if (!found.ok)
      return failure(found.problem.code, found.problem.message, { [name]: found.problem.message });
    read[name] = found.value;
  }
  const edge = readPercent(texts['edge_rate'] ?? '');
  const words = 'Type a share of at most 100 %.';
  if (edge === undefined) return failure('invalid', words, { edge_rate: words });
  const values = {
    name: texts['name']?.trim() ?? '',
    currency,
    day_minor: read['day_minor'] ?? 0,
    breakfast_minor: read['breakfast_minor'] ?? 0,
    lunch_minor: read['lunch_minor'] ?? 0,
    dinner_minor: read['dinner_minor'] ?? 0,
    incidentals_minor: read['incidentals_minor'] ?? 0,
    edge_rate: edge,
  };
  // a rule that contradicts itself would reckon no day
  const tried = amountsOf(values, [{ isEdge: false, provided: [] }]);
  return tried.ok ? success(values) : { ok: false, problem: inWords(tried.problem) };
}

/** Core names the member; the form's field is the column. */
const inWords = (problem: Problem): Problem => ({
  code: problem.code,
  message: `This rule does not add up: ${problem.message}.`,
});

/** Fires `finished` when it was saved, deleted or left. */
@customElement('per-diem-rule-form')
export class PerDiemRuleForm extends LightElement {
  @property({ attribute: false }) rule: PerDiemRule | undefined;
  @property({ attribute: 'tour-id' }) tourId = '';
  @property() currency = 'EUR';
  @state() private problem: Problem | undefined;

  #texts(): FormValues {
    const { rule } = this;
    const currency = rule?.currency ?? this.currency;
    const money = (minor: number | undefined): string => (minor ? moneyText(minor, currency) : '');
    return {
      name: rule?.name ?? '',
      currency,
      ...Object.fromEntries(amounts.map((name) => [name, money(rule?.[name])])),
      edge_rate: percentText(rule?.edge_rate ?? 1),
    };
  }

  async #save({ values }: SavedForm): Promise<void> {
    const read = readRule(values);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    this.#finish(
      this.rule
        ? await perDiemRules.update(this.rule.id, read.value)
        : await perDiemRules.create({ ...read.value, tour_id: this.tourId }),
    );
  }

  async #remove(): Promise<void> {
    if (this.rule) this.#finish(await perDiemRules.remove(this.rule.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<record-form
      .record=${this.rule?.id ?? 'new'}
      .fields=${fieldsFor(this.rule?.currency ?? this.currency)}
      .values=${this.#texts()}
      .problem=${this.problem}
      .saveLabel=${this.rule ? 'Save' : 'Add rule'}
      .removeLabel=${this.rule ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
