// <deal-entries>: the tickets and the planned costs that a deal is reckoned with.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { byPosition, type SettlementRows } from '../../data/settlement-input';
import { can } from '../../lib/session';
import { FIGURE_TITLES, placeBehind, ratedCurrencies } from '../../parts/figure-fields';
import '../../parts/figure-form';
import { costWords, tierWords } from '../../ui/cost-words';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import '../../ui/sheet-dialog';

type Table = 'ticket_tiers' | 'show_costs';

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
  @state() private edited: { readonly table: Table; readonly id: string } | undefined;

  #section(table: Table, title: string, empty: string, list: readonly Row[]): TemplateResult {
    const mayWrite = can('finance', 'write');
    const open = (id: string): void => {
      this.edited = { table, id };
    };
    return html`<section class="section" aria-labelledby=${table}>
      <header>
        <h2 id=${table}>${title}</h2>
        ${
          mayWrite
            ? html`<button class="button plain" @click=${() => open('')}>
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
                    <button class="row entry" ?disabled=${!mayWrite} @click=${() => open(id)}>
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

  #sheet({ deal, tiers, costs }: SettlementRows): TemplateResult {
    const { edited } = this;
    const all = edited?.table === 'show_costs' ? costs : tiers;
    const close = (): void => {
      this.edited = undefined;
    };
    return html`<sheet-dialog
      .heading=${edited ? FIGURE_TITLES[edited.table] : ''}
      .open=${edited !== undefined}
      @closed=${close}
    >
      ${
        edited
          ? html`<figure-form
              .table=${edited.table}
              .entry=${all.find(({ id }) => id === edited.id)}
              .show=${this.show}
              .currency=${deal.currency}
              .currencies=${ratedCurrencies(deal.terms)}
              .position=${placeBehind(all)}
              planned
              @finished=${close}
            ></figure-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { rows } = this;
    if (!rows) return nothing;
    const { currency } = rows.deal;
    return html`${this.#section(
      'ticket_tiers',
      'Tickets',
      'No tickets yet: name, price, how many.',
      [...rows.tiers]
        .sort(byPosition)
        .map((tier) => ({ ...tier, amount: tierWords(tier, currency) })),
    )}
    ${this.#section(
      'show_costs',
      'Costs',
      'No costs planned. They count where the share is of net.',
      [...rows.costs].sort(byPosition).map((cost) => ({ ...cost, ...costWords(cost, currency) })),
    )}
    ${this.#sheet(rows)}`;
  }
}
