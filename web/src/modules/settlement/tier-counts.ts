// <tier-counts>: how many tickets of each price were paid for and how many were comps, typed in place.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ticketTiers } from '../../data/boxoffice';
import { byPosition, type SettlementRows } from '../../data/settlement-input';
import { formatMoney } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import { toast } from '../../ui/toast-region';
import type { TypedCounts } from './reckoning';

type Tier = SettlementRows['tiers'][number];
type Field = 'sold' | 'comps';

const FIELDS: readonly Field[] = ['sold', 'comps'];
const LABELS: Readonly<Record<Field, string>> = { sold: 'Paid', comps: 'Comps' };

/** Fires `typed` with TypedCounts at each stroke, and `open` with the id of a tier to be changed. */
@customElement('tier-counts')
export class TierCounts extends LightElement {
  @property({ attribute: false }) tiers: readonly Tier[] = [];
  /** the deal's */
  @property() currency = 'EUR';
  @property({ attribute: false }) typed: TypedCounts = {};
  @property({ type: Boolean }) writable = false;
  /** boxes that hold no count: "<field>-<id>" */
  @state() private wrong: ReadonlySet<string> = new Set();
  /** the boxes, as above, whose count was saved since it was typed */
  readonly #saved = new Set<string>();

  #tell(typed: TypedCounts): void {
    this.dispatchEvent(new CustomEvent<TypedCounts>('typed', { detail: typed }));
  }

  /** What the box says; undefined for what is no count, which is marked. */
  #countIn(event: Event, tier: Tier, field: Field): number | undefined {
    const box = event.currentTarget;
    const text = box instanceof HTMLInputElement ? box.value.trim() : '';
    const isCount = /^\d{0,9}$/.test(text);
    const wrong = new Set(this.wrong);
    if (isCount) wrong.delete(`${field}-${tier.id}`);
    else wrong.add(`${field}-${tier.id}`);
    this.wrong = wrong;
    return isCount ? Number(text) : undefined;
  }

  #type(event: Event, tier: Tier, field: Field): void {
    const count = this.#countIn(event, tier, field);
    if (count !== undefined)
      this.#tell({ ...this.typed, [tier.id]: { ...this.typed[tier.id], [field]: count } });
  }

  async #save(event: Event, tier: Tier, field: Field): Promise<void> {
    const count = this.#countIn(event, tier, field);
    if (count === undefined) return;
    const outcome = await ticketTiers.update(tier.id, { [field]: count });
    if (outcome.ok) this.#saved.add(`${field}-${tier.id}`);
    else toast(outcome.problem.message);
  }

  /** What was saved counts as typed until the rows say it, too: no other sum stands in between. */
  #forgetSaved(): void {
    let { typed } = this;
    for (const { id, ...row } of this.tiers)
      for (const field of FIELDS) {
        if (!this.#saved.has(`${field}-${id}`) || typed[id]?.[field] !== row[field]) continue;
        this.#saved.delete(`${field}-${id}`);
        const { [id]: mine, ...others } = typed;
        const { [field]: _, ...rest } = mine ?? {};
        typed = Object.keys(rest).length > 0 ? { ...others, [id]: rest } : others;
      }
    if (typed !== this.typed) this.#tell(typed);
  }

  protected override updated(): void {
    this.#forgetSaved();
  }

  #box(tier: Tier, field: Field): TemplateResult {
    const id = `${field}-${tier.id}`;
    return html`<div class="field">
      <div class="label-line"><label for=${id}>${LABELS[field]}</label></div>
      <input
        id=${id}
        class="figures"
        inputmode="numeric"
        enterkeyhint="next"
        autocomplete="off"
        ?disabled=${!this.writable}
        aria-label=${`${tier.name}, ${LABELS[field].toLowerCase()}`}
        aria-invalid=${this.wrong.has(id) ? 'true' : 'false'}
        aria-describedby=${this.#isWrong(tier) ? `wrong-${tier.id}` : ''}
        .value=${String(this.typed[tier.id]?.[field] ?? tier[field])}
        @focus=${(event: Event) =>
          event.currentTarget instanceof HTMLInputElement && event.currentTarget.select()}
        @input=${(event: Event) => this.#type(event, tier, field)}
        @change=${(event: Event) => this.#save(event, tier, field)}
      />
    </div>`;
  }

  #isWrong({ id }: Tier): boolean {
    return this.wrong.has(`sold-${id}`) || this.wrong.has(`comps-${id}`);
  }

  #tier(tier: Tier): TemplateResult {
    const allotment = tier.allotment === null ? '' : ` · of ${tier.allotment}`;
    return html`<li>
      <button
        type="button"
        class="main"
        @click=${() => this.dispatchEvent(new CustomEvent('open', { detail: tier.id }))}
      >
        <span class="title">${tier.name}</span>
        <span class="faint figures"
          >${formatMoney(tier.price_minor, tier.currency ?? this.currency)}${allotment}</span
        >
      </button>
      ${this.#box(tier, 'sold')} ${this.#box(tier, 'comps')}
      ${
        this.#isWrong(tier)
          ? html`<p class="error" role="alert" id=${`wrong-${tier.id}`}>
              A whole number, 0 or more.
            </p>`
          : nothing
      }
    </li>`;
  }

  protected override render(): TemplateResult {
    if (this.tiers.length === 0)
      return html`<p class="soft">No tickets yet. Add each price with how many were paid for.</p>`;
    return html`<ul class="count-grid">
      ${[...this.tiers].sort(byPosition).map((tier) => this.#tier(tier))}
    </ul>`;
  }
}
