// <deal-entries>: the tickets and the planned costs that a deal is reckoned with.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { showCosts, ticketTiers } from '../../data/boxoffice';
import type { SettlementRows } from '../../data/settlement-input';
import type { Outcome, Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import { costWords } from '../../ui/cost-words';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sheet-dialog';
import {
  costFields,
  costTexts,
  costValues,
  tierFields,
  tierTexts,
  tierValues,
  tierWords,
} from './deal-entry';

type Kind = 'tier' | 'cost';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly sub?: string;
}

@customElement('deal-entries')
export class DealEntries extends LightElement {
  @property({ attribute: false }) rows: SettlementRows | undefined;
  @property() show = '';
  /** what the sheet edits; an empty id is a new one */
  @state() private edited: { readonly kind: Kind; readonly id: string } | undefined;
  @state() private costKind = '';
  @state() private problem: Problem | undefined;

  get #currency(): string {
    return this.rows?.deal.currency ?? 'EUR';
  }

  #open(kind: Kind, id: string): void {
    this.problem = undefined;
    this.costKind = this.rows?.costs.find((cost) => cost.id === id)?.kind ?? 'fixed';
    this.edited = { kind, id };
  }

  async #settle(outcome: Promise<Outcome<string>>): Promise<void> {
    const done = await outcome;
    this.problem = done.ok ? undefined : done.problem;
    if (done.ok) this.edited = undefined;
  }

  /** The place of a new entry: behind the others. */
  #position(list: readonly { readonly position: number }[]): number {
    return list.reduce((most, { position }) => Math.max(most, position), -1) + 1;
  }

  #save({ values }: SavedForm, id: string): void {
    const { rows } = this;
    if (!rows) return;
    if (this.edited?.kind === 'tier') {
      const read = tierValues(values, this.#currency);
      if (!read.ok) this.problem = read.problem;
      else
        void this.#settle(
          id
            ? ticketTiers.update(id, read.value)
            : ticketTiers.create({
                ...read.value,
                show_id: this.show,
                position: this.#position(rows.tiers),
              }),
        );
      return;
    }
    const read = costValues(values, this.#currency);
    if (!read.ok) this.problem = read.problem;
    else
      void this.#settle(
        id
          ? showCosts.update(id, read.value)
          : showCosts.create({
              ...read.value,
              show_id: this.show,
              position: this.#position(rows.costs),
            }),
      );
  }

  #section(kind: Kind, title: string, empty: string, list: readonly Row[]): TemplateResult {
    const mayWrite = can('finance', 'write');
    return html`<section class="section" aria-labelledby=${kind}>
      <header>
        <h2 id=${kind}>${title}</h2>
        ${
          mayWrite
            ? html`<button class="button plain" @click=${() => this.#open(kind, '')}>
                ${icon('plus')}Add<span class="visually-hidden"> ${title.toLowerCase()}</span>
              </button>`
            : nothing
        }
      </header>
      ${
        list.length === 0
          ? html`<p class="soft">${empty}</p>`
          : html`<ul class="rows">
              ${list.map(
                ({ id, name, amount, sub }) =>
                  html`<li>
                    <button
                      class="row entry"
                      ?disabled=${!mayWrite}
                      @click=${() => this.#open(kind, id)}
                    >
                      <span class="main">
                        <span class="title">${name}</span>
                        ${sub ? html`<span class="sub figures">${sub}</span>` : nothing}
                      </span>
                      <span class="amount">${amount}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #sheet(rows: SettlementRows): TemplateResult | typeof nothing {
    const { edited } = this;
    if (!edited) return nothing;
    const isTier = edited.kind === 'tier';
    const tier = rows.tiers.find(({ id }) => id === edited.id);
    const cost = rows.costs.find(({ id }) => id === edited.id);
    const currency = this.#currency;
    const remove = (): void =>
      void this.#settle(isTier ? ticketTiers.remove(edited.id) : showCosts.remove(edited.id));
    return html`<record-form
      .record=${`${edited.kind} ${edited.id}`}
      .fields=${isTier ? tierFields : costFields(this.costKind)}
      .values=${isTier ? tierTexts(tier, currency) : costTexts(cost, currency)}
      .problem=${this.problem}
      .removeLabel=${edited.id && can('finance', 'delete') ? 'Delete' : ''}
      @edited=${(event: CustomEvent<{ name: string; text: string }>) => {
        if (event.detail.name === 'kind') this.costKind = event.detail.text;
      }}
      @cancel=${() => (this.edited = undefined)}
      @remove=${remove}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, edited.id)}
    ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { rows } = this;
    if (!rows) return nothing;
    const heading = this.edited?.kind === 'cost' ? 'Cost of the show' : 'Tickets of one price';
    const byPlace = (a: { position: number }, b: { position: number }): number =>
      a.position - b.position;
    return html`${this.#section(
        'tier',
        'Tickets',
        'No tickets yet: name, price, how many.',
        [...rows.tiers]
          .sort(byPlace)
          .map((tier) => ({ ...tier, amount: tierWords(tier, this.#currency) })),
      )}
      ${this.#section(
        'cost',
        'Costs',
        'No costs planned. They count where the share is of net.',
        [...rows.costs]
          .sort(byPlace)
          .map((cost) => ({ ...cost, ...costWords(cost, this.#currency) })),
      )}
      <sheet-dialog
        .heading=${heading}
        .open=${this.edited !== undefined}
        @closed=${() => (this.edited = undefined)}
        >${this.#sheet(rows)}</sheet-dialog
      >`;
  }
}
