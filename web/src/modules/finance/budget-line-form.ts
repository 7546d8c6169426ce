// <budget-line-form>: one planned sum, of a tour or of one of its shows; inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { budgetLines, type BudgetLine } from '../../data/budgets';
import { BUDGET_KIND_VALUES, EXPENSE_CATEGORY_VALUES } from '../../data/rows.gen';
import type { Show } from '../../data/shows';
import type { Values } from '../../data/tables';
import { moneyText, readMoney } from '../../lib/core';
import { failure, success, type Outcome, type Problem } from '../../lib/outcome';
import { choicesOf, currencyChoices, showChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

/** Fires `finished` when it was saved, deleted or left. */
@customElement('budget-line-form')
export class BudgetLineForm extends LightElement {
  @property({ attribute: false }) line: BudgetLine | undefined;
  @property({ attribute: 'tour-id' }) tourId = '';
  @property() base = 'EUR';
  @property({ attribute: false }) shows: readonly Show[] = [];
  @state() private problem: Problem | undefined;

  get #fields(): readonly FieldSpec[] {
    return [
      { name: 'title', label: 'What', required: true, maxlength: 160 },
      {
        name: 'planned_minor',
        label: 'Planned',
        required: true,
        inputmode: 'decimal',
        half: true,
      },
      {
        name: 'currency',
        label: 'Currency',
        kind: 'select',
        required: true,
        half: true,
        choices: currencyChoices(this.line?.currency ?? '', this.base),
      },
      {
        name: 'kind',
        label: 'Comes or goes',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(BUDGET_KIND_VALUES),
      },
      {
        name: 'category',
        label: 'Compared with',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(EXPENSE_CATEGORY_VALUES),
      },
      {
        name: 'show_id',
        label: 'Of one show',
        kind: 'select',
        required: true,
        choices: showChoices(this.shows, 'The whole tour'),
      },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  #texts(): FormValues {
    const { line } = this;
    return {
      title: line?.title ?? '',
      planned_minor: line ? moneyText(line.planned_minor, line.currency) : '',
      currency: line?.currency ?? this.base,
      kind: line?.kind ?? 'cost',
      category: line?.category ?? 'travel',
      show_id: line?.show_id ?? '',
      notes: line?.notes ?? '',
    };
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const read = valuesOf(values);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const { line } = this;
    if (!line) {
      this.#finish(await budgetLines.create({ ...read.value, tour_id: this.tourId }));
      return;
    }
    const isChanged = (name: string): boolean =>
      name in changed || (name === 'planned_minor' && 'currency' in changed);
    const own = Object.fromEntries(Object.entries(read.value).filter(([name]) => isChanged(name)));
    this.#finish(await budgetLines.update(line.id, own));
  }

  async #remove(): Promise<void> {
    if (this.line) this.#finish(await budgetLines.remove(this.line.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<record-form
      .record=${this.line?.id ?? 'new'}
      .fields=${this.#fields}
      .values=${this.#texts()}
      .problem=${this.problem}
      .saveLabel=${this.line ? 'Save' : 'Add line'}
      .removeLabel=${this.line ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}

type LineValues = Values<'budget_lines'> & Parameters<typeof budgetLines.create>[0];

function valuesOf(texts: FormValues): Outcome<LineValues> {
  const currency = texts['currency'] ?? 'EUR';
  const planned = readMoney(texts['planned_minor'] ?? '', currency);
  if (!planned.ok) {
    const { code, message } = planned.problem;
    return failure(code, message, { planned_minor: message });
  }
  return success({
    title: texts['title']?.trim() ?? '',
    planned_minor: planned.value,
    currency,
    kind: asOneOf(BUDGET_KIND_VALUES)(texts['kind'] ?? ''),
    category: asOneOf(EXPENSE_CATEGORY_VALUES)(texts['category'] ?? ''),
    show_id: asOptional(texts['show_id'] ?? ''),
    notes: asOptional(texts['notes'] ?? ''),
  });
}
