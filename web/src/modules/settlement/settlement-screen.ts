// <settlement-screen>: a show's settlement, live: counts and costs in, the balance due out, what
// the promoter says beside it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  keepClaims,
  observeShowMoney,
  ofShow,
  present,
  type ShowMoney,
} from '../../data/settlements';
import { observeRunOf } from '../../data/runs';
import { observeIsWhole } from '../../data/show-money';
import type { Claim } from '../../data/settlement-claims';
import { byId, byPosition, soldOf, type SettlementRows } from '../../data/settlement-input';
import type { SettlementLine } from '../../lib/core/money';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import {
  FIGURE_TITLES,
  placeBehind,
  ratedCurrencies,
  type Entry,
  type FigureTable,
} from '../../parts/figure-fields';
import '../../parts/figure-form';
import '../../ui/app-bar';
import { costWords } from '../../ui/cost-words';
import '../../ui/empty-state';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import { toast } from '../../ui/toast-region';
import './both-sides';
import { balanceWords } from './line-words';
import {
  dealWords,
  entryRefusal,
  reckon,
  refusalIn,
  waitingClaims,
  withEntry,
  type Reckoning,
  type Refusal,
  type TypedCounts,
} from './reckoning';
import '../../styles/sums.css';
import './settlement.css';
import './statement-lines';
import './tier-counts';
import { settleBar, versionNotes, versionSection, type Steps } from './version-steps';

interface Edited {
  readonly table: FigureTable;
  /** undefined for a new one */
  readonly id: string | undefined;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly sub: string;
  readonly amount: string;
  readonly isOff?: boolean;
}

@customElement('settlement-screen')
export class SettlementScreen extends Screen {
  @state() private isReady = false;
  @state() private typed: TypedCounts = {};
  @state() private edited: Edited | undefined;
  @state() private problem: Problem | undefined;
  readonly #money = new LiveController(
    this,
    () => observeShowMoney(this.#id),
    () => [this.#id],
  );
  readonly #run = new LiveController(
    this,
    () => observeRunOf(this.#id),
    () => [this.#id],
  );

  readonly #isWhole = new LiveController(this, observeIsWhole);

  get #id(): string {
    return this.param('id');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(() => (this.isReady = true));
  }

  #edit(table: FigureTable, id?: string): void {
    if (can('finance', 'write')) this.edited = { table, id };
  }

  /** What a line rests on: an entry of a list opens here, the deal's terms with the deal. */
  #openSource(
    rows: SettlementRows,
    line: { readonly record: string; readonly item: number },
  ): void {
    const lists: Readonly<Record<string, readonly [FigureTable, readonly { id: string }[]]>> = {
      tier: ['ticket_tiers', [...rows.tiers].sort(byPosition)],
      expense: ['show_costs', [...rows.costs].sort(byPosition)],
      adjustment: ['adjustments', [...rows.adjustments].sort(byId)],
      merch: ['merch_counts', []],
      deposit: ['payments', []],
    };
    const [table, list] = lists[line.record] ?? [];
    if (!table) return go(`/shows/${this.#id}/deal`);
    const id = list?.[line.item]?.id;
    if (id) return this.#edit(table, id);
    this.querySelector(`#${table}`)?.scrollIntoView({ block: 'center' });
  }

  #head(title: string, table: FigureTable, add: string): TemplateResult {
    return html`<header>
      <h2 id=${table}>${title}</h2>
      ${
        can('finance', 'write')
          ? html`<button class="button plain" @click=${() => this.#edit(table)}>
              ${icon('plus')}Add<span class="visually-hidden"> ${add}</span>
            </button>`
          : nothing
      }
    </header>`;
  }

  #boxOffice(rows: SettlementRows, refusal: Refusal | undefined): TemplateResult {
    return html`<section class="section" aria-labelledby="ticket_tiers">
      ${this.#head('Box office', 'ticket_tiers', 'tickets')}
      <tier-counts
        .tiers=${rows.tiers}
        .currency=${rows.deal.currency}
        .typed=${this.typed}
        .refusal=${refusal}
        ?writable=${can('finance', 'write')}
        @typed=${({ detail }: CustomEvent<TypedCounts>) => (this.typed = detail)}
        @open=${({ detail }: CustomEvent<string>) => this.#edit('ticket_tiers', detail)}
      ></tier-counts>
    </section>`;
  }

  #list(
    title: string,
    table: FigureTable,
    add: string,
    list: readonly Row[],
    empty: string,
  ): TemplateResult {
    return html`<section class="section" aria-labelledby=${table}>
      ${this.#head(title, table, add)}
      ${
        list.length === 0
          ? html`<p class="soft">${empty}</p>`
          : html`<ul class="rows">
              ${list.map(
                (row) =>
                  html`<li>
                    <button class="row" @click=${() => this.#edit(table, row.id)}>
                      <span class="main"
                        ><span class="title">${row.title}</span
                        ><span class="sub figures">${row.sub}</span></span
                      >
                      ${row.isOff ? html`<span class="tag warn">not agreed</span>` : nothing}
                      <span class="amount">${row.amount}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #costs(rows: SettlementRows): TemplateResult {
    const list = [...rows.costs].sort(byPosition).map((cost) => ({
      id: cost.id,
      title: cost.name,
      ...costWords(cost, rows.deal.currency),
      isOff: !cost.is_approved,
    }));
    const empty = 'No costs. In a deal on the net they come off before the split.';
    return this.#list('Costs', 'show_costs', 'cost', list, empty);
  }

  #others(rows: SettlementRows): TemplateResult {
    const own = rows.deal.currency;
    const mark = (kind: string): string => (kind === 'deduction' ? '− ' : '');
    const adjustments = [...rows.adjustments].sort(byId).map((row) => ({
      id: row.id,
      title: row.name,
      sub: row.quantity === 1 ? row.kind : `${row.kind}, ${row.quantity} times`,
      amount: `${mark(row.kind)}${formatMoney(row.amount_minor, row.currency ?? own)}`,
    }));
    const merch = [...rows.merch].sort(byId).map((row) => ({
      id: row.id,
      title: row.item,
      sub: `${soldOf(row)} sold of ${row.count_in}, ${row.seller} sells`,
      amount: formatMoney(soldOf(row) * row.price_minor, row.currency ?? own),
    }));
    const deposits = rows.payments
      .filter(({ kind, direction }) => kind === 'deposit' && direction === 'in')
      .map((row) => ({
        id: row.id,
        title: row.reference ?? 'Deposit',
        sub: formatDate(row.paid_on, 'full'),
        amount: formatMoney(row.amount_minor, row.currency),
      }));
    const none = 'No buyouts, reimbursements or deductions.';
    return html`${this.#list('On top or off', 'adjustments', 'adjustment', adjustments, none)}
    ${this.#list('Merch', 'merch_counts', 'merch', merch, 'No merch counted.')}
    ${this.#list('Deposits', 'payments', 'deposit', deposits, 'No deposit came in.')}`;
  }

  #sum(reckoning: Reckoning): TemplateResult {
    const { settled, input } = reckoning.readable;
    const { totals } = settled;
    const money = (minor: number): string => formatMoney(minor, input.currency ?? 'EUR');
    const payout = settled.lines.find(({ name }) => name === 'payout');
    const fx = input.fxs?.[(input.payout_currency ?? 0) - 1];
    return html`<section class="balance-panel" aria-label="Balance" data-balance=${totals.balance}>
      <p class="soft">${balanceWords(totals.balance, true)} tonight</p>
      <p class="sum figures">${money(Math.abs(totals.balance))}</p>
      ${
        payout && fx?.code
          ? html`<p class="soft figures">
              paid out as ${formatMoney(Math.abs(payout.amount), fx.code)}, at ${fx.rate}
            </p>`
          : nothing
      }
      <dl class="sums figures">
        <dt>Gross</dt>
        <dd>${money(totals.gross)}</dd>
        <dt>Your take</dt>
        <dd>${money(totals.adjusted_take)}</dd>
        <dt>Walkout</dt>
        <dd>${money(totals.walkout)}</dd>
      </dl>
    </section>`;
  }

  #ofRun(): TemplateResult | typeof nothing {
    const run = this.#run.value;
    if (!run) return nothing;
    return html`<p class="soft">
      Settled together with other shows in <a href=${`/runs/${run.id}`}>${run.name}</a>.
    </p>`;
  }

  #expected(reckoning: Reckoning): TemplateResult | typeof nothing {
    const [empty, full] = reckoning.ends;
    if (!empty || !full || full.tickets === 0) return nothing;
    const { settled, input } = reckoning.readable;
    const money = (minor: number): string => formatMoney(minor, input.currency ?? 'EUR');
    const paid = (input.tiers ?? []).reduce((sum, tier) => sum + (tier.paid ?? 0), 0);
    const row = (label: string, tickets: number, gross: number, take: number): TemplateResult =>
      html`<tr>
        <th scope="row">${label}</th>
        <td>${tickets}</td>
        <td>${money(gross)}</td>
        <td>${money(take)}</td>
      </tr>`;
    return html`<section class="section" aria-labelledby="expected">
      <header><h2 id="expected">Expected and actual</h2></header>
      <table class="sums-table figures">
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">House</span></th>
            <th scope="col">Tickets</th>
            <th scope="col">Gross</th>
            <th scope="col">Take</th>
          </tr>
        </thead>
        <tbody>
          ${row('Empty house', empty.tickets, empty.gross, empty.take)}
          ${row('Tonight', paid, settled.totals.gross, settled.totals.take)}
          ${row('Full house', full.tickets, full.gross, full.take)}
        </tbody>
      </table>
    </section>`;
  }

  async #claim(reckoning: Reckoning, claims: readonly Claim[]): Promise<void> {
    const outcome = await keepClaims(ofShow(this.#id, { ...reckoning.document, claims }));
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #present(reckoning: Reckoning): Promise<void> {
    const outcome = await present(ofShow(this.#id, reckoning.document), new Date());
    if (outcome.ok) go(`/settlements/${outcome.value}`);
    else this.problem = outcome.problem;
  }

  /** What is due with an entry as it is typed. */
  #dueWith(rows: SettlementRows, table: FigureTable, entry: Entry): string {
    const found = reckon(withEntry(rows, table, entry), this.typed, []);
    if (!found.ok)
      return found.problem.code === 'sum_too_big'
        ? `${refusalIn(rows, found.problem).problem.message}.`
        : '';
    const { settled, input } = found.value.readable;
    const { balance } = settled.totals;
    const amount = formatMoney(Math.abs(balance), input.currency ?? 'EUR');
    return `${balanceWords(balance, true)} with this: ${amount}`;
  }

  /** At the top of the screen while counts are typed: below, the keyboard covers the bar. */
  #whileTyping({ readable }: Reckoning): TemplateResult {
    const { settled, input } = readable;
    const { balance } = settled.totals;
    return html`<p class="typing-sum" aria-hidden="true">
      <span class="soft">${balanceWords(balance, true)}</span>
      <strong class="figures">${formatMoney(Math.abs(balance), input.currency ?? 'EUR')}</strong>
    </p>`;
  }

  /** As it stands now, beside its versions. */
  #steps({ versions }: ShowMoney, reckoning: Reckoning): Steps {
    const { settled, input } = reckoning.readable;
    return {
      versions,
      shownText: reckoning.shownText,
      balance: settled.totals.balance,
      currency: input.currency ?? 'EUR',
      isWhole: this.#isWhole.value,
      onPresent: () => void this.#present(reckoning),
      problem: this.problem?.message,
    };
  }

  #refused(rows: SettlementRows, refusal: Refusal): TemplateResult {
    const { place, problem } = refusal;
    return html`<section class="panel stack">
      <p><strong>This cannot be settled yet.</strong> ${problem.message}.</p>
      <p class="soft">
        Nothing is guessed. Say it in ${place ? 'the entry' : 'the deal'}, and the sum is here.
      </p>
      <div class="button-row">
        ${
          place && can('finance', 'write')
            ? html`<button class="button" @click=${() => this.#openSource(rows, place)}>
                ${place.item < 0 ? 'Show them' : 'Open the entry'}
              </button>`
            : html`<a class="button" href=${`/shows/${this.#id}/deal`}>Open the deal</a>`
        }
      </div>
    </section>`;
  }

  /** One shape whether it can be settled or not, so that what is being typed keeps its place. */
  #reckoned(money: ShowMoney, rows: SettlementRows): TemplateResult {
    const outcome = reckon(rows, this.typed, waitingClaims(money));
    const refusal = outcome.ok ? undefined : refusalIn(rows, outcome.problem);
    return html`<div class="columns">
        <div>
          ${
            outcome.ok
              ? html`${this.#sum(outcome.value)} ${this.#ofRun()}`
              : refusal && this.#refused(rows, refusal)
          }
          ${this.#boxOffice(rows, refusal)} ${this.#costs(rows)} ${this.#others(rows)}
        </div>
        <div>
          ${outcome.ok ? this.#worked(money, rows, outcome.value) : nothing}
          ${versionSection(money.versions)}
        </div>
      </div>
      ${
        outcome.ok
          ? html`${this.#whileTyping(outcome.value)}${settleBar(this.#steps(money, outcome.value))}`
          : html`<section class="settle-bar" aria-label="Next">
              <p class="error" role="alert">${refusal?.problem.message}.</p>
            </section>`
      }`;
  }

  #worked(money: ShowMoney, rows: SettlementRows, reckoning: Reckoning): TemplateResult {
    const both = reckoning.both?.ok ? reckoning.both.value : undefined;
    return html`<section class="section" aria-labelledby="lines">
        <header><h2 id="lines">Line by line</h2></header>
        <statement-lines
          .readable=${reckoning.readable}
          .theirs=${both?.theirs}
          .first=${both?.first?.line ?? -1}
          ?opens=${can('finance', 'write')}
          @open-source=${(event: CustomEvent<SettlementLine>) =>
            this.#openSource(rows, event.detail)}
        ></statement-lines>
      </section>
      <both-sides
        .rowsOf=${() => rows}
        .readable=${reckoning.readable}
        .claims=${reckoning.document.claims}
        .both=${reckoning.both}
        ?writable=${can('finance', 'write')}
        @claim=${(event: CustomEvent<readonly Claim[]>) => this.#claim(reckoning, event.detail)}
      ></both-sides>
      ${versionNotes(this.#steps(money, reckoning))} ${this.#expected(reckoning)}`;
  }

  #sheets(money: ShowMoney, rows: SettlementRows): TemplateResult {
    const { edited } = this;
    const all: readonly { readonly id: string; readonly position?: number }[] = edited
      ? {
          ticket_tiers: rows.tiers,
          show_costs: rows.costs,
          adjustments: rows.adjustments,
          merch_counts: rows.merch,
          payments: rows.payments,
        }[edited.table]
      : [];
    return html`<sheet-dialog
      .heading=${edited ? FIGURE_TITLES[edited.table] : ''}
      .open=${edited !== undefined}
      @closed=${() => (this.edited = undefined)}
    >
      ${
        edited
          ? html`<figure-form
              .table=${edited.table}
              .entry=${all.find(({ id }) => id === edited.id)}
              .show=${this.#id}
              .currency=${rows.deal.currency}
              .currencies=${ratedCurrencies(rows.deal.terms)}
              .position=${placeBehind(all)}
              .today=${money.show.date}
              .refusal=${(table: FigureTable, entry: Entry) => entryRefusal(rows, table, entry)}
              .outcome=${(table: FigureTable, entry: Entry) => this.#dueWith(rows, table, entry)}
              @finished=${() => (this.edited = undefined)}
            ></figure-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  #full(money: ShowMoney): TemplateResult {
    const { rows, show, venue } = money;
    return html`<app-bar
        heading="Settlement"
        .back=${`/shows/${show.id}`}
        .backLabel=${show.title}
        .kicker=${[formatDate(show.date, 'full'), venue?.name ?? show.city ?? '']
          .filter(Boolean)
          .join(' · ')}
        .under=${rows ? dealWords(rows.deal) : nothing}
      ></app-bar>
      ${
        rows
          ? html`${this.#reckoned(money, rows)} ${this.#sheets(money, rows)}`
          : html`<empty-state
              symbol="money"
              heading="No deal to settle by"
              text="Note how the artist is paid, and the settlement follows from it."
              .actions=${html`<a class="button primary" href=${`/shows/${show.id}/deal`}
                >Note the deal</a
              >`}
            ></empty-state>`
      }`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    if (!this.isReady) return waitingScreen;
    return screenView(this.#money.state, (money) =>
      money ? this.#full(money) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
