// <commission-form>: who gets which share of what, in which order; inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { commissions, type Commission } from '../../data/commissions';
import type { Show } from '../../data/shows';
import type { Outcome, Problem } from '../../lib/outcome';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { commissionFields, commissionTexts, commissionValues } from './commission-draft';

/** Fires `finished` when it was saved, deleted or left. */
@customElement('commission-form')
export class CommissionForm extends LightElement {
  @property({ attribute: false }) commission: Commission | undefined;
  @property({ attribute: 'tour-id' }) tourId = '';
  /** of the tour */
  @property({ attribute: false }) shows: readonly Show[] = [];
  /** the tour's, which its deals are in unless they say otherwise */
  @property() currency = 'EUR';
  @property({ type: Number }) position = 1;
  @state() private problem: Problem | undefined;

  async #save({ values, changed }: SavedForm): Promise<void> {
    const read = commissionValues(values, this.currency);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const names = new Set(Object.keys(changed));
    // an amount and its currency are one
    if (names.has('currency') || names.has('less_minor')) names.add('currency').add('less_minor');
    const own = Object.fromEntries(Object.entries(read.value).filter(([name]) => names.has(name)));
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
    const { commission } = this;
    return html`<record-form
      .record=${commission?.id ?? 'new'}
      .fields=${commissionFields(this.shows, commission, this.currency)}
      .values=${commissionTexts(commission, this.position, this.currency)}
      .problem=${this.problem}
      .saveLabel=${commission ? 'Save' : 'Add'}
      .removeLabel=${commission ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
