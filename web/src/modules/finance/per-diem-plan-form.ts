// <per-diem-plan-form>: days for several people in one go, by a rule; inside a sheet.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { addPerDiems, plannedDays, type PerDiemPlan, type PerDiemRule } from '../../data/perdiems';
import type { Person } from '../../data/people';
import { MEAL_VALUES, type Meal } from '../../data/rows.gen';
import type { Problem } from '../../lib/outcome';
import '../../ui/check-chips';
import { choicesOf } from '../../ui/choices';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';

/** Fires `finished` when the days were added. */
@customElement('per-diem-plan-form')
export class PerDiemPlanForm extends LightElement {
  @property({ attribute: 'tour-id' }) tourId = '';
  @property({ attribute: false }) rules: readonly PerDiemRule[] = [];
  @property({ attribute: false }) people: readonly Person[] = [];
  @property() first = '';
  @property() last = '';
  @state() private ruleId = '';
  @state() private from: string | undefined;
  @state() private to: string | undefined;
  @state() private hasEdges = true;
  @state() private provided: readonly Meal[] = [];
  @state() private left: ReadonlySet<string> = new Set();
  @state() private problem: Problem | undefined;

  get #plan(): PerDiemPlan | undefined {
    const rule = this.rules.find(({ id }) => id === this.ruleId) ?? this.rules[0];
    if (!rule) return undefined;
    return {
      tourId: this.tourId,
      rule,
      personIds: this.people.map(({ id }) => id).filter((id) => !this.left.has(id)),
      from: this.from ?? this.first,
      to: this.to ?? this.last,
      hasEdges: this.hasEdges,
      provided: this.provided,
    };
  }

  async #add(event: SubmitEvent, plan: PerDiemPlan): Promise<void> {
    event.preventDefault();
    const outcome = await addPerDiems(plan);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #field(spec: FieldSpec, value: string, edit: (text: string) => void): TemplateResult {
    return html`<form-field
      .spec=${spec}
      .value=${value}
      @edit=${(event: CustomEvent<string>) => edit(event.detail)}
    ></form-field>`;
  }

  #sum(plan: PerDiemPlan): TemplateResult {
    const days = plannedDays(plan);
    if (!days.ok) return html`<p class="form-error" role="alert">${days.problem.message}</p>`;
    const each = days.value.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
    const { currency } = plan.rule;
    const people = plan.personIds.length;
    const words = [
      days.value.length === 1 ? '1 day' : `${days.value.length} days`,
      `${formatMoney(each, currency)} each`,
      people === 1 ? '1 person' : `${people} people`,
    ];
    return html`<p aria-live="polite">
      <strong class="figures">${formatMoney(each * people, currency)}</strong>
      <span class="soft">${words.join(' · ')}</span>
    </p>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const plan = this.#plan;
    if (!plan) return nothing;
    const rule: FieldSpec = {
      name: 'rule',
      label: 'Rule',
      kind: 'select',
      required: true,
      choices: this.rules.map(({ id, name, day_minor, currency }) => ({
        value: id,
        label: `${name}, ${formatMoney(day_minor, currency)} a day`,
      })),
    };
    const date = (name: string, label: string): FieldSpec => ({
      name,
      label,
      kind: 'date',
      required: true,
    });
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#add(event, plan)}>
      ${this.#field(rule, plan.rule.id, (text) => (this.ruleId = text))}
      <div class="pair">
        ${this.#field(date('from', 'First day'), plan.from, (text) => (this.from = text))}
        ${this.#field(date('to', 'Last day'), plan.to, (text) => (this.to = text))}
      </div>
      ${this.#field(
        { name: 'edges', label: 'First and last day count as travel days', kind: 'check' },
        this.hasEdges ? 'true' : '',
        (text) => (this.hasEdges = text === 'true'),
      )}
      <check-chips
        label="Meals provided"
        .choices=${choicesOf(MEAL_VALUES)}
        .chosen=${this.provided}
        @choose=${(event: CustomEvent<readonly Meal[]>) => (this.provided = event.detail)}
      ></check-chips>
      <check-chips
        label="For whom"
        .choices=${this.people.map(({ id, name }) => ({ value: id, label: name }))}
        .chosen=${plan.personIds}
        @choose=${({ detail }: CustomEvent<readonly string[]>) =>
          (this.left = new Set(
            this.people.map(({ id }) => id).filter((id) => !detail.includes(id)),
          ))}
      ></check-chips>
      ${this.#sum(plan)}
      ${
        this.problem
          ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
          : nothing
      }
      <div class="form-actions">
        <button class="button primary" ?disabled=${plan.personIds.length === 0}>Add days</button>
      </div>
    </form>`;
  }
}
