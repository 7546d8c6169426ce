// <both-sides>: what the promoter says beside what we say: the first line that differs, each
// dispute, and what nobody disputes.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { adjustments, showCosts, ticketTiers } from '../../data/boxoffice';
import {
  claimed,
  isSameFigure,
  type Claim,
  type Dispute,
  type Parting,
  type Standing,
} from '../../data/settlement-claims';
import { byId, byPosition, type SettlementRows } from '../../data/settlement-input';
import type { Outcome } from '../../lib/outcome';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { toast } from '../../ui/toast-region';
import { lineAmount, lineLabel, type Readable } from './line-words';
import './settlement.css';
import './their-figures';

/** Fires `claim` with the claims as they are after an edit. */
@customElement('both-sides')
export class BothSides extends LightElement {
  /** the rows behind our figures of a night, where theirs can be taken over; undefined: not */
  @property({ attribute: false }) rowsOf: (show: number) => SettlementRows | undefined = () =>
    undefined;
  @property({ attribute: false }) readable: Readable | undefined;
  @property({ attribute: false }) claims: readonly Claim[] = [];
  @property({ attribute: false }) both: Outcome<Standing> | undefined;
  @property({ type: Boolean }) writable = false;

  #tell(claims: readonly Claim[]): void {
    this.dispatchEvent(new CustomEvent<readonly Claim[]>('claim', { detail: claims }));
  }

  /** Writes their figure into our entry; then there is nothing left to differ on. */
  async #take({ claim, figure }: Dispute): Promise<void> {
    const rows = this.rowsOf(claim.show);
    const lists: Partial<Record<string, readonly { readonly id: string }[]>> = rows
      ? {
          tier: [...rows.tiers].sort(byPosition),
          expense: [...rows.costs].sort(byPosition),
          adjustment: [...rows.adjustments].sort(byId),
        }
      : {};
    const id = lists[claim.record]?.[claim.item]?.id;
    if (!id) return void toast('Open the entry, and enter it there.');
    const value = claim.value;
    const column = { paid: 'sold', price: 'price_minor', amount: 'amount_minor' }[claim.field];
    const values = { [column ?? claim.field]: value };
    const resource = { tier: ticketTiers, expense: showCosts, adjustment: adjustments };
    const outcome = await resource[claim.record as 'tier'].update(id, values as never);
    if (outcome.ok) this.#tell(claimed(this.claims, figure, undefined));
    else toast(outcome.problem.message);
  }

  /** Notes why, beside the claim. */
  #explain({ claim }: Dispute, words: string): void {
    const { reason: _, ...bare } = claim;
    const explained = words.trim() ? { ...bare, reason: words.trim() } : bare;
    this.#tell(this.claims.map((one) => (isSameFigure(one, claim) ? explained : one)));
  }

  #why(dispute: Dispute): TemplateResult {
    const { show, record, item, field } = dispute.claim;
    const id = `why-${show}-${record}-${item}-${field}`;
    return html`<div class="field">
      <div class="label-line">
        <label for=${id}>Why</label><span class="optional">optional</span>
      </div>
      <input
        id=${id}
        maxlength="400"
        autocomplete="off"
        .value=${dispute.claim.reason ?? ''}
        @change=${(event: Event) => {
          const box = event.currentTarget;
          if (box instanceof HTMLInputElement) this.#explain(dispute, box.value);
        }}
      />
    </div>`;
  }

  #money(minor: number): string {
    return formatMoney(minor, this.readable?.input.currency ?? 'EUR');
  }

  #value(dispute: Dispute, value: number | boolean): string {
    if (typeof value === 'boolean') return value ? 'it counts' : 'it does not count';
    if (dispute.figure.kind === 'count') return `${value} ${dispute.figure.field}`;
    return formatMoney(value, dispute.figure.currency);
  }

  #dispute(dispute: Dispute): TemplateResult {
    const { claim, figure, effect } = dispute;
    const change =
      effect === 0
        ? 'changes nothing in the balance'
        : effect < 0
          ? `takes ${this.#money(-effect)} from the balance`
          : `adds ${this.#money(effect)} to the balance`;
    const isOurs =
      ['tier', 'expense', 'adjustment'].includes(claim.record) && this.rowsOf(claim.show);
    return html`<li class="dispute">
      <strong
        >${[this.readable?.shows?.[claim.show]?.name, claim.name].filter(Boolean).join(': ')}</strong
      >
      <span class="both figures">
        <span>Ours: ${this.#value(dispute, figure.value)}</span>
        <span>Theirs: ${this.#value(dispute, claim.value)}</span>
      </span>
      <span class="faint figures">Theirs alone ${change}.</span>
      ${
        this.writable
          ? html`${this.#why(dispute)}
              <span class="button-row">
                ${
                  isOurs
                    ? html`<button class="button" @click=${() => this.#take(dispute)}>
                        They are right
                      </button>`
                    : nothing
                }
                <button
                  class="button"
                  @click=${() => this.#tell(claimed(this.claims, figure, undefined))}
                >
                  We are right
                </button>
              </span>`
          : claim.reason
            ? html`<span>${claim.reason}</span>`
            : nothing
      }
    </li>`;
  }

  /** The first line that is not the same: of a run, in which night. */
  #first(readable: Readable, both: Standing, { show, ours, theirs }: Parting): TemplateResult {
    const night = show === undefined ? undefined : readable.shows?.[show];
    const own = night?.readable ?? readable;
    const settled = (show === undefined ? undefined : both.nights[show]) ?? both.theirs;
    const their = { ...own, settled };
    const line = ours ?? theirs;
    const label = line && lineLabel(ours ? own : their, line);
    return html`<p>
      The first line that differs:
      <strong>${[night?.name, label].filter(Boolean).join(': ')}</strong>${
        ours && theirs?.name === ours.name
          ? html`, <span class="figures">${lineAmount(own, ours)}</span> with us,
              <span class="figures">${lineAmount(their, theirs)}</span> with them`
          : nothing
      }.
    </p>`;
  }

  #found(readable: Readable, both: Standing): TemplateResult {
    const { balance } = readable.settled.totals;
    return html`<div class="balance-panel" role="status" data-undisputed=${both.undisputed}>
        <p class="soft">Undisputed tonight</p>
        <p class="sum figures">${this.#money(both.undisputed)}</p>
        <p class="faint figures">
          By our figures ${this.#money(balance)}, by theirs
          ${this.#money(both.theirs.totals.balance)}.
        </p>
        ${both.first ? this.#first(readable, both, both.first) : nothing}
      </div>
      <ul>
        ${both.disputes.map((dispute) => this.#dispute(dispute))}
      </ul>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { readable, both } = this;
    if (!readable || (!this.writable && !both)) return nothing;
    return html`<section class="section" aria-labelledby="both-sides">
      <header><h2 id="both-sides">What they say</h2></header>
      ${both?.ok ? this.#found(readable, both.value) : nothing}
      ${
        both && !both.ok
          ? html`<p class="error" role="alert">
              Their figures cannot be: ${both.problem.message}.
            </p>`
          : nothing
      }
      ${
        this.writable
          ? html`<details class="fold">
              <summary>${icon('forward')}Enter their figures</summary>
              <div class="stack">
                <p class="soft">
                  Only where theirs are others. A cost that only they have: add it to the costs as
                  not agreed, and tick it here.
                </p>
                <their-figures
                  .readable=${readable}
                  .claims=${this.claims}
                  @claim=${(event: CustomEvent<readonly Claim[]>) => this.#tell(event.detail)}
                ></their-figures>
              </div>
            </details>`
          : nothing
      }
    </section>`;
  }
}
