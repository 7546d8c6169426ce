// <figure-form>: one entry that a deal and its settlement rest on: tickets, a cost, an adjustment,
// merch, a deposit.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { adjustments, merchCounts, showCosts, ticketTiers } from '../data/boxoffice';
import { payments } from '../data/payments';
import type { Outcome, Problem } from '../lib/outcome';
import { can } from '../lib/session';
import { currencyChoices } from '../ui/choices';
import type { FieldSpec } from '../ui/form-field';
import { LightElement } from '../ui/light-element';
import { focusFirstBox } from '../ui/next-box';
import type { FormValues, SavedForm } from '../ui/record-form';
import '../ui/record-form';
import {
  askedFields,
  figureTexts,
  figureValues,
  START,
  type Entry,
  type FigureTable,
} from './figure-fields';

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
  /** the place of a new one */
  @property({ type: Number }) position = 0;
  @property() today = '';
  /** asked before the show, when a cost is what somebody thinks of */
  @property({ type: Boolean }) planned = false;
  /** why an entry cannot be settled with, if it cannot: by its fields */
  @property({ attribute: false }) refusal:
    ((table: FigureTable, entry: Entry) => Problem | undefined) | undefined;
  /** what would be due with an entry, in words; empty where that cannot be told */
  @property({ attribute: false }) outcome:
    ((table: FigureTable, entry: Entry) => string) | undefined;
  @state() private problem: Problem | undefined;
  /** as it stands in the form, where it is not as it was */
  @state() private typed: FormValues = {};

  get #start(): Entry {
    if (this.entry) return this.entry;
    const start = { ...START[this.table], paid_on: this.today };
    return this.planned ? { ...start, is_approved: false } : start;
  }

  #specs(): readonly FieldSpec[] {
    const kind = this.typed['kind'] ?? String(this.#start['kind'] ?? '');
    const currencies = this.#currencyChoices();
    return askedFields(this.table, kind)
      .filter(({ isOfNight }) => !isOfNight || !this.planned)
      .filter(({ column }) => column !== 'currency' || currencies.length > 1)
      .map((spec) =>
        spec.column === 'currency' ? { ...spec, required: true, choices: currencies } : spec,
      );
  }

  /** Of others than the deal's only those that it has a rate for. */
  #currencyChoices() {
    const known = [this.currency, ...this.currencies];
    return currencyChoices(...known).filter(({ value }) => known.includes(value));
  }

  /** What the entry comes to while it is typed. */
  #outcome(): TemplateResult | typeof nothing {
    const start = figureTexts(this.table, this.#start, this.currency);
    const values = { ...start, ...this.typed };
    const read = figureValues(this.table, this.entry, values, this.typed, this.currency);
    const words = read.ok && this.outcome?.(this.table, { ...this.entry, ...read.value });
    return words ? html`<p class="outcome figures" role="status">${words}</p>` : nothing;
  }

  protected override firstUpdated(): void {
    if (!this.entry) focusFirstBox(this);
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const read = figureValues(this.table, this.entry, values, changed, this.currency);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const problem = this.refusal?.(this.table, { ...this.entry, ...read.value });
    if (problem) {
      this.problem = problem;
      return;
    }
    const outcome = await this.#write(read.value);
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
    return html`<record-form
      .record=${`${this.table} ${this.entry?.id ?? 'new'}`}
      .fields=${this.#specs()}
      .values=${figureTexts(this.table, this.#start, this.currency)}
      .problem=${this.problem}
      .extra=${this.#outcome()}
      .removeLabel=${this.entry && can('finance', 'delete') ? 'Delete' : ''}
      @edited=${({ detail }: CustomEvent<{ name: string; text: string }>) => {
        this.typed = { ...this.typed, [detail.name]: detail.text };
        this.problem = undefined;
      }}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${() => this.#remove()}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
