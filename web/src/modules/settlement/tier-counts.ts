// <tier-counts>: how many tickets of each price were paid for and how many were comps, typed in place.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ticketTiers } from '../../data/boxoffice';
import { byPosition, type SettlementRows } from '../../data/settlement-input';
import { formatMoney, locale } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import { goesOnIn } from '../../ui/next-box';
import { toast } from '../../ui/toast-region';
import type { Refusal, TypedCounts } from './reckoning';

type Tier = SettlementRows['tiers'][number];
type Field = 'sold' | 'comps';

const FIELDS: readonly Field[] = ['sold', 'comps'];
/** as the schema has it */
const COUNT_MAX = 10_000_000;
const LABELS: Readonly<Record<Field, string>> = { sold: 'Paid', comps: 'Comps' };

/** Fires `typed` with TypedCounts at each stroke, and `open` with the id of a tier to be changed. */
@customElement('tier-counts')
export class TierCounts extends LightElement {
  @property({ attribute: false }) tiers: readonly Tier[] = [];
  /** the deal's */
  @property() currency = 'EUR';
  @property({ attribute: false }) typed: TypedCounts = {};
  /** why the show cannot be settled, where it is a count that is wrong */
  @property({ attribute: false }) refusal: Refusal | undefined;
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
    const isCount = /^\d{0,9}$/.test(text) && Number(text) <= COUNT_MAX;
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

  readonly #goOn = goesOnIn(this);

  #box(tier: Tier, field: Field): TemplateResult {
    const id = `${field}-${tier.id}`;
    const isLast = field === FIELDS.at(-1) && tier.id === this.#sorted.at(-1)?.id;
    return html`<div class="field">
      <div class="label-line"><label for=${id}>${LABELS[field]}</label></div>
      <input
        id=${id}
        class="figures"
        inputmode="numeric"
        enterkeyhint=${isLast ? 'done' : 'next'}
        autocomplete="off"
        ?disabled=${!this.writable}
        aria-label=${`${tier.name}, ${LABELS[field].toLowerCase()}`}
        aria-invalid=${this.wrong.has(id) || this.#refused(tier, field) ? 'true' : 'false'}
        aria-describedby=${this.#words(tier) ? `wrong-${tier.id}` : ''}
        .value=${String(this.typed[tier.id]?.[field] ?? tier[field])}
        @focus=${(event: Event) =>
          event.currentTarget instanceof HTMLInputElement && event.currentTarget.select()}
        @input=${(event: Event) => this.#type(event, tier, field)}
        @change=${(event: Event) => this.#save(event, tier, field)}
        @keydown=${this.#goOn}
      />
    </div>`;
  }

  /** What core says of this count; tiers are refused by their place. */
  #refused(tier: Tier, field: Field): string | undefined {
    const { place, problem } = this.refusal ?? {};
    if (place?.record !== 'tier' || this.#sorted[place.item]?.id !== tier.id) return undefined;
    return problem?.fields?.[`tier.${place.item}.${field === 'sold' ? 'paid' : field}`];
  }

  get #sorted(): readonly Tier[] {
    return [...this.tiers].sort(byPosition);
  }

  /** Why a count of this tier is none that a show can be settled with; empty: it is one. */
  #words(tier: Tier): string {
    if (FIELDS.some((field) => this.wrong.has(`${field}-${tier.id}`)))
      return `A whole number, 0 to ${COUNT_MAX.toLocaleString(locale())}.`;
    const found = FIELDS.find((field) => this.#refused(tier, field));
    if (!found) return '';
    const { sold, comps } = { ...tier, ...this.typed[tier.id] };
    return tier.allotment !== null && sold + comps > tier.allotment
      ? `There are only ${tier.allotment} of these.`
      : `${LABELS[found]} ${this.#refused(tier, found) ?? ''}.`;
  }

  #tier(tier: Tier): TemplateResult {
    const allotment = tier.allotment === null ? '' : ` · of ${tier.allotment}`;
    const wrong = this.#words(tier);
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
      ${wrong ? html`<p class="error" role="alert" id=${`wrong-${tier.id}`}>${wrong}</p>` : nothing}
    </li>`;
  }

  protected override render(): TemplateResult {
    if (this.tiers.length === 0)
      return html`<p class="soft">No tickets yet. Add each price with how many were paid for.</p>`;
    return html`<ul class="count-grid">
      ${this.#sorted.map((tier) => this.#tier(tier))}
    </ul>`;
  }
}
