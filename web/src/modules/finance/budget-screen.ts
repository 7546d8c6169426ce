// <budget-screen>: what was planned for a tour beside what came and went, by category and by show.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  budgetLines,
  budgetOf,
  type Budget,
  type BudgetLine,
  type CategoryBudget,
  type Compared,
} from '../../data/budgets';
import { observeExpenses } from '../../data/expenses';
import { missingWords } from '../../data/expenses-reckoned';
import { observeOrganization } from '../../data/organization';
import { payments } from '../../data/payments';
import { perDiemDays } from '../../data/perdiems';
import { observeShowsOfTour, type ShowWithVenue } from '../../data/shows';
import { observeTour, type Tour } from '../../data/tours';
import { bothLive, LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { words } from '../../ui/words';
import './budget-line-form';
import './budget-screen.css';

@customElement('budget-screen')
export class BudgetScreen extends Screen {
  /** '' for none, 'new', or the id of a line */
  @state() private edited = '';
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #shows = new LiveController(this, () => observeShowsOfTour(this.#id), this.#key);
  readonly #plan = new LiveController(
    this,
    () => bothLive(budgetLines.where('tour_id', this.#id), payments.where('tour_id', this.#id)),
    this.#key,
  );
  readonly #spent = new LiveController(
    this,
    () => bothLive(observeExpenses({ tourId: this.#id }), perDiemDays.where('tour_id', this.#id)),
    this.#key,
  );

  get #id(): string {
    return this.param('id');
  }

  /** "€3,200 left" or "€120 over". */
  #verdict({ planned, actual }: Compared, base: string): TemplateResult | typeof nothing {
    if (planned === 0) return html`<span class="soft">not planned</span>`;
    const left = planned - actual;
    return left < 0
      ? html`<span class="over figures">${formatMoney(-left, base)} over</span>`
      : html`<span class="soft figures">${formatMoney(left, base)} left</span>`;
  }

  #gauge({ planned, actual }: Compared): TemplateResult | typeof nothing {
    if (planned <= 0) return nothing;
    const part = Math.max(0, Math.min(100, Math.round((100 * actual) / planned)));
    return html`<span class=${actual > planned ? 'gauge is-over' : 'gauge'} aria-hidden="true"
      ><span style=${`width: ${part}%`}></span
    ></span>`;
  }

  #compared(title: string, of: Compared, base: string): TemplateResult {
    const amounts =
      of.planned === 0
        ? formatMoney(of.actual, base)
        : `${formatMoney(of.actual, base)} of ${formatMoney(of.planned, base)}`;
    return html`<div class="compared">
      <div class="line">
        <span class="title">${title}</span><span class="figures">${amounts}</span>
      </div>
      ${this.#gauge(of)}
      <div class="line">${this.#verdict(of, base)}</div>
    </div>`;
  }

  #lineRow(line: BudgetLine): TemplateResult {
    const show = this.#shows.value?.find(({ show: { id } }) => id === line.show_id)?.show;
    const text = html`<span class="main"
        ><span class="title">${line.title}</span
        ><span class="sub"
          >${[line.kind === 'income' ? 'Income' : words(line.category), show?.city ?? show?.title]
            .filter(Boolean)
            .join(' · ')}</span
        ></span
      >
      <span class="end"
        ><sync-mark .state=${line.local}></sync-mark
        ><span class="amount">${formatMoney(line.planned_minor, line.currency)}</span></span
      >`;
    return html`<li>
      ${
        can('finance', 'write')
          ? html`<button class="row" @click=${() => (this.edited = line.id)}>${text}</button>`
          : html`<div class="row">${text}</div>`
      }
    </li>`;
  }

  #totals({ base, income, cost }: Budget): TemplateResult {
    const item = (minor: number, note: string): TemplateResult =>
      html`<li>
        <span class="sum figures">${formatMoney(minor, base)}</span
        ><span class="faint">${note}</span>
      </li>`;
    const planned = (of: Compared): string =>
      of.planned === 0 ? '' : ` of ${formatMoney(of.planned, base)}`;
    return html`<ul class="totals">
      ${item(income.actual, `received${planned(income)}`)}
      ${item(cost.actual, `spent${planned(cost)}`)}
      ${item(income.planned - cost.planned, 'left by the plan')}
    </ul>`;
  }

  #shown(shows: readonly ShowWithVenue[], budget: Budget): TemplateResult | typeof nothing {
    const known = shows.flatMap(({ show }) => {
      const of = budget.shows.get(show.id);
      return of ? [{ show, of }] : [];
    });
    if (known.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="by-show">
      <h2 id="by-show">By show</h2>
      <ul class="rows">
        ${known.map(
          ({ show, of }) =>
            html`<li>
              <a class="row" href=${`/shows/${show.id}/costs`}>
                <span class="main">
                  <span class="title">${show.city ?? show.title}</span>
                  <span class="sub"
                    >${formatDate(show.date, 'short')}${
                      of.planned > 0 ? `, planned ${formatMoney(of.planned, budget.base)}` : ''
                    }</span
                  >
                </span>
                <span class="end"
                  ><span class=${`amount ${of.planned > 0 && of.actual > of.planned ? 'over' : ''}`}
                    >${formatMoney(of.actual, budget.base)}</span
                  ></span
                >
              </a>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #categories(categories: readonly CategoryBudget[], base: string): TemplateResult {
    return html`<section class="section" aria-labelledby="by-category">
      <h2 id="by-category">By category</h2>
      <ul class="rows">
        ${categories.map((of) => html`<li>${this.#compared(words(of.category), of, base)}</li>`)}
      </ul>
    </section>`;
  }

  #full(budget: Budget, lines: readonly BudgetLine[]): TemplateResult {
    const missing = missingWords(budget.missing);
    if (lines.length === 0 && budget.categories.length === 0) {
      return html`<empty-state
        symbol="money"
        heading="No plan yet"
        text="Write down what should come in and what may go out; what is spent stands beside it."
        .actions=${
          can('finance', 'write')
            ? html`<button class="button primary" @click=${() => (this.edited = 'new')}>
                Add a line
              </button>`
            : nothing
        }
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      ${this.#totals(budget)} ${missing ? html`<p class="faint">${missing}</p>` : nothing}
      <div class="columns">
        <div>${this.#categories(budget.categories, budget.base)}</div>
        <div>
          <section class="section" aria-labelledby="plan">
            <h2 id="plan">The plan</h2>
            <ul class="rows">
              ${lines.map((line) => this.#lineRow(line))}
            </ul>
          </section>
          ${this.#shown(this.#shows.value ?? [], budget)}
        </div>
      </div>
      <p class="faint">
        Spent are the tour’s expenses that were not rejected, and its per diems. Received are its
        payments.
      </p>
    </div>`;
  }

  #screen(tour: Tour): TemplateResult {
    const base = tour.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    const lines = this.#plan.value?.[0] ?? [];
    return html`<app-bar
        heading="Budget"
        .back=${`/tours/${tour.id}`}
        .backLabel=${tour.name}
        .actions=${
          can('finance', 'write')
            ? html`<button class="button" @click=${() => (this.edited = 'new')}>
                ${icon('plus')}Line
              </button>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#plan.state, ([planned, paid]) =>
        liveView(this.#spent.state, ([expenses, perDiems]) =>
          this.#full(
            budgetOf({ lines: planned, expenses, perDiems, payments: paid }, base),
            planned,
          ),
        ),
      )}
      <sheet-dialog
        .heading=${this.edited === 'new' ? 'New line' : 'Budget line'}
        .open=${this.edited !== ''}
        @closed=${() => (this.edited = '')}
      >
        ${
          this.edited === ''
            ? nothing
            : html`<budget-line-form
                .line=${lines.find(({ id }) => id === this.edited)}
                .tourId=${tour.id}
                .base=${base}
                .shows=${(this.#shows.value ?? []).map(({ show }) => show)}
                @finished=${() => (this.edited = '')}
              ></budget-line-form>`
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#tour.state, (tour) =>
      tour ? this.#screen(tour) : html`<gone-state what="tour" back="/tours"></gone-state>`,
    );
  }
}
