// <per-diem-day-form>: one person's day: the meals of that day change what it is worth.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  amountsOf,
  perDiemDays,
  removePerDiems,
  type PerDiem,
  type PerDiemRule,
} from '../../data/perdiems';
import { SubjectMatter } from '../../data/subject-matter';
import { MEAL_VALUES, type Meal } from '../../data/rows.gen';
import type { Outcome, Problem } from '../../lib/outcome';
import { changing } from '../../lib/records';
import '../../ui/check-chips';
import { choicesOf } from '../../ui/choices';
import '../../ui/form-field';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { noteSection, taskSection } from '../../ui/matter-sections';

/** Fires `finished` when it was saved, deleted or left. */
@customElement('per-diem-day-form')
export class PerDiemDayForm extends LightElement {
  @property({ attribute: false }) day: PerDiem | undefined;
  /** undefined: it was deleted, and the amount stands */
  @property({ attribute: false }) rule: PerDiemRule | undefined;
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'per_diems',
    id: this.day?.id ?? '',
    tourId: this.day?.tour_id ?? null,
  }));
  @state() private provided: readonly Meal[] | undefined;
  @state() private isEdge: boolean | undefined;
  @state() private problem: Problem | undefined;

  #amount(day: PerDiem): number {
    if (!this.rule) return day.amount_minor;
    const isEdge = this.isEdge ?? day.is_edge;
    const amounts = amountsOf(this.rule, [{ isEdge, provided: this.provided ?? day.provided }]);
    return amounts.ok ? (amounts.value[0] ?? 0) : day.amount_minor;
  }

  async #save(event: SubmitEvent, day: PerDiem): Promise<void> {
    event.preventDefault();
    const provided = changing(day.provided, this.provided ?? day.provided);
    this.#finish(
      await perDiemDays.update(day.id, {
        is_edge: this.isEdge ?? day.is_edge,
        amount_minor: this.#amount(day),
        ...(provided ? { provided } : {}),
      }),
    );
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { day } = this;
    if (!day) return nothing;
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#save(event, day)}>
        <p class="money-sum figures">${formatMoney(this.#amount(day), day.currency)}</p>
        <check-chips
          label="Meals provided"
          .choices=${choicesOf(MEAL_VALUES)}
          .chosen=${this.provided ?? day.provided}
          @choose=${(event: CustomEvent<readonly Meal[]>) => (this.provided = event.detail)}
        ></check-chips>
        <form-field
          .spec=${{ name: 'edge', label: 'First or last day', kind: 'check' } as const}
          .value=${(this.isEdge ?? day.is_edge) ? 'true' : ''}
          @edit=${(event: CustomEvent<string>) => (this.isEdge = event.detail === 'true')}
        ></form-field>
        ${
          this.problem
            ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
            : nothing
        }
        <div class="form-actions">
          <button class="button primary">Save</button>
          <button
            type="button"
            class="button danger"
            @click=${async () => this.#finish(await removePerDiems([day]))}
          >
            ${icon('trash')}Delete
          </button>
        </div>
      </form>
      ${taskSection(this.#about)} ${noteSection(this.#about)}`;
  }
}
