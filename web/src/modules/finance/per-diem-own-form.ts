// <per-diem-own-form>: one signs on the own phone for the per diems that one has received.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Acknowledgement } from '../../data/acknowledgements';
import { receivedOf, signOwn, sums, type PerDiem } from '../../data/perdiems';
import type { Problem } from '../../lib/outcome';
import '../../ui/check-chips';
import { formatDate, formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';

/** Fires `finished` when it was signed. */
@customElement('per-diem-own-form')
export class PerDiemOwnForm extends LightElement {
  /** those that are not signed for */
  @property({ attribute: false }) days: readonly PerDiem[] = [];
  @property({ attribute: false }) given: readonly Acknowledgement[] = [];
  @property() today = '';
  @state() private chosen: readonly string[] | undefined;
  @state() private problem: Problem | undefined;

  get #chosen(): readonly PerDiem[] {
    const { chosen } = this;
    if (!chosen) return receivedOf(this.days, this.today);
    return this.days.filter(({ id }) => chosen.includes(id));
  }

  async #sign(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const outcome = await signOwn(this.#chosen, this.given);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const chosen = this.#chosen;
    const sum = [...sums(chosen)].map(([currency, minor]) => formatMoney(minor, currency));
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#sign(event)}>
      <div aria-live="polite">
        <p class="money-sum figures">${sum.join(' + ') || '–'}</p>
        <p class="soft">I have received this amount for the days below.</p>
      </div>
      <check-chips
        label="Days"
        .choices=${this.days.map(({ id, date }) => ({ value: id, label: formatDate(date) }))}
        .chosen=${chosen.map(({ id }) => id)}
        @choose=${({ detail }: CustomEvent<readonly string[]>) => (this.chosen = detail)}
      ></check-chips>
      ${
        this.problem
          ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
          : nothing
      }
      <div class="form-actions">
        <button class="button primary wide" ?disabled=${chosen.length === 0}>
          Sign for ${sum.join(' + ') || 'nothing'}
        </button>
      </div>
    </form>`;
  }
}
