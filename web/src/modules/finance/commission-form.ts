// <commission-form>: who gets which share of what, in which order; inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { commissions, type Commission } from '../../data/commissions';
import { COMMISSION_BASE_VALUES, COMMISSION_MODE_VALUES, TIMING_VALUES } from '../../data/rows.gen';
import { percentText, readPercent } from '../../lib/core/amount';
import { failure, success, type Outcome, type Problem } from '../../lib/outcome';
import type { Choice } from '../../ui/choice-chips';
import type { FieldSpec } from '../../ui/form-field';
import { asNumber, asOneOf, asTruth } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

const told = (choices: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

export const baseWords: Readonly<Record<Commission['base'], string>> = {
  guarantee: 'the guarantee',
  take: 'the artist’s take',
  earnings: 'the take and the bonuses',
  all: 'the walkout, reimbursements and merch too',
};

const fields: readonly FieldSpec[] = [
  { name: 'payee', label: 'Who', required: true, maxlength: 160 },
  {
    name: 'rate',
    label: 'Share in percent',
    required: true,
    inputmode: 'decimal',
    half: true,
  },
  {
    name: 'base',
    label: 'Of',
    kind: 'select',
    required: true,
    half: true,
    choices: told(baseWords),
  },
  {
    name: 'mode',
    label: 'Paid',
    kind: 'select',
    required: true,
    half: true,
    choices: told({ inclusive: 'Out of the artist’s money', exclusive: 'On top, by the promoter' }),
  },
  {
    name: 'timing',
    label: 'Taken',
    kind: 'select',
    required: true,
    half: true,
    choices: told({ before: 'Before tax is withheld', after: 'After tax is withheld' }),
  },
  { name: 'position', label: 'Order', kind: 'number', half: true, hint: 'The lowest comes first.' },
  {
    name: 'is_after_prior',
    label: 'Only of what the ones before leave',
    kind: 'check',
    half: true,
  },
];

/** Fires `finished` when it was saved, deleted or left. */
@customElement('commission-form')
export class CommissionForm extends LightElement {
  @property({ attribute: false }) commission: Commission | undefined;
  @property({ attribute: 'tour-id' }) tourId = '';
  @property({ type: Number }) position = 1;
  @state() private problem: Problem | undefined;

  #texts(): FormValues {
    const { commission } = this;
    return {
      payee: commission?.payee ?? '',
      rate: commission ? percentText(commission.rate) : '',
      base: commission?.base ?? 'take',
      mode: commission?.mode ?? 'inclusive',
      timing: commission?.timing ?? 'before',
      position: String(commission?.position ?? this.position),
      is_after_prior: commission?.is_after_prior ? 'true' : '',
    };
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const read = valuesOf(values);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const own = Object.fromEntries(Object.entries(read.value).filter(([name]) => name in changed));
    this.#finish(
      this.commission
        ? await commissions.update(this.commission.id, own)
        : await commissions.create({ ...read.value, tour_id: this.tourId }),
    );
  }

  async #remove(): Promise<void> {
    if (this.commission) this.#finish(await commissions.remove(this.commission.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<record-form
      .record=${this.commission?.id ?? 'new'}
      .fields=${fields}
      .values=${this.#texts()}
      .problem=${this.problem}
      .saveLabel=${this.commission ? 'Save' : 'Add'}
      .removeLabel=${this.commission ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}

function valuesOf(texts: FormValues): Outcome<Parameters<typeof commissions.create>[0]> {
  const rate = readPercent(texts['rate'] ?? '');
  const words = 'Type a share of at most 100 %.';
  if (rate === undefined) return failure('invalid', words, { rate: words });
  return success({
    payee: texts['payee']?.trim() ?? '',
    rate,
    base: asOneOf(COMMISSION_BASE_VALUES)(texts['base'] ?? ''),
    mode: asOneOf(COMMISSION_MODE_VALUES)(texts['mode'] ?? ''),
    timing: asOneOf(TIMING_VALUES)(texts['timing'] ?? ''),
    position: asNumber(texts['position'] ?? '') ?? 0,
    is_after_prior: asTruth(texts['is_after_prior'] ?? ''),
  });
}
