// <budget-screen>: what was planned for a tour beside what came and went, by category and by show.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  budgetOf,
  observeBudget,
  type Budget,
  type BudgetLine,
  type BudgetRows,
  type CategoryBudget,
  type Compared,
  type Income,
  type RunIncome,
  type ShowBudget,
} from '../../data/budgets';
import { missingWords } from '../../data/expenses-reckoned';
import { observeOrganization } from '../../data/organization';
import type { Show } from '../../data/shows';
import { observeTour, type Tour } from '../../data/tours';
import { LiveController } from '../../lib/live';
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
import '../../ui/virtual-list';
import { words } from '../../ui/words';
import '../../styles/sums.css';
import './budget-line-form';
import './budget-screen.css';
import './money.css';

const SHOW_REM = 5.5;

const FROM = { signed: 'signed', settlement: 'settled, not signed', guarantee: 'guaranteed' };

/** "signed", "€1,200.00 received". */
const incomeFacts = ({ from, received_minor, currency }: Income): readonly string[] => [
  FROM[from],
  received_minor === 0 ? 'nothing received' : `${formatMoney(received_minor, currency)} received`,
];

/** Whose role is told what everybody spent, as the report on profit asks for. */
const seesCosts = (): boolean => can('expenses', 'read', '') && can('payroll', 'read', '');

@customElement('budget-screen')
export class BudgetScreen extends Screen {
  /** '' for none, 'new', or the id of a line */
  @state() private edited = '';
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #rows = new LiveController(this, () => observeBudget(this.#id), this.#key);
  #reckoned: { readonly of: BudgetRows; readonly budget: Budget } | undefined;

  get #id(): string {
    return this.param('id');
  }

  /** Reckoned once for what was read, however often it is drawn. */
  #budget(of: BudgetRows, base: string): Budget {
    const known = this.#reckoned;
    if (known?.of === of && known.budget.base === base) return known.budget;
    const budget = budgetOf(of, base);
    this.#reckoned = { of, budget };
    return budget;
  }

  /** "€3,200 left" or "€120 over". */
  #verdict(
    { planned, actual }: Pick<Compared, 'planned' | 'actual'>,
    base: string,
  ): TemplateResult | typeof nothing {
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
    const show = this.#rows.value?.shows.find(({ id }) => id === line.show_id);
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
    const row = (label: string, of: Compared): TemplateResult =>
      html`<tr>
        <th scope="row">${label}</th>
        ${[of.planned, of.expected, of.actual].map((minor, i) =>
          i === 2 && label !== 'Income' && !seesCosts()
            ? html`<td>–</td>`
            : html`<td class=${minor < 0 && label === 'Left' ? 'over' : ''}>
                ${formatMoney(minor, base)}
              </td>`,
        )}
      </tr>`;
    const left: Compared = {
      planned: income.planned - cost.planned,
      expected: income.expected - cost.expected,
      actual: income.actual - cost.actual,
    };
    return html`<table class="sums-table figures">
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">What</span></th>
          <th scope="col">Planned</th>
          <th scope="col">Expected</th>
          <th scope="col">So far</th>
        </tr>
      </thead>
      <tbody>
        ${row('Income', income)} ${row('Costs', cost)} ${row('Left', left)}
      </tbody>
    </table>`;
  }

  #showRow(show: Show, { cost, income, run }: ShowBudget, base: string) {
    const apart = income ? incomeFacts(income) : ['no income'];
    const facts = [formatDate(show.date, 'short'), ...(run ? [`in ${run.name}`] : apart)];
    const plan = cost.planned > 0 ? ` of ${formatMoney(cost.planned, base)}` : '';
    const spent = cost.actual === 0 && !plan ? '' : `cost ${formatMoney(cost.actual, base)}${plan}`;
    const isOver = cost.planned > 0 && cost.actual > cost.planned;
    return html`<a class="row" href=${`/shows/${show.id}/costs`}>
      <span class="main">
        <span class="title">${show.city ?? show.title}</span>
        <span class="sub">${facts.filter(Boolean).join(' · ')}</span>
        ${spent ? html`<span class=${isOver ? 'sub over' : 'sub'}>${spent}</span>` : nothing}
      </span>
      <span class="end"
        ><span class="amount"
          >${income ? formatMoney(income.expected_minor, income.currency) : '–'}</span
        ></span
      >
    </a>`;
  }

  #shown(shows: readonly Show[], budget: Budget): TemplateResult | typeof nothing {
    const known = shows.flatMap((show) => {
      const of = budget.shows.get(show.id);
      return of ? [{ id: show.id, show, of }] : [];
    });
    if (known.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="by-show">
      <h2 id="by-show">By show</h2>
      <virtual-list
        label="By show"
        .items=${known}
        .heightOf=${() => SHOW_REM}
        .row=${(i: number) => {
          const one = known[i];
          return one ? this.#showRow(one.show, one.of, budget.base) : html``;
        }}
      ></virtual-list>
    </section>`;
  }

  /** Shows that are settled as one, with what they bring together. */
  #runs(runs: readonly RunIncome[]): TemplateResult | typeof nothing {
    if (runs.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="by-run">
      <h2 id="by-run">By run</h2>
      <ul class="rows">
        ${runs.map(({ runId, name, showIds, ...income }) => {
          const shows = showIds.length === 1 ? '1 show' : `${showIds.length} shows`;
          return html`<li>
            <a class="row" href=${`/runs/${runId}`}>
              <span class="main">
                <span class="title">${name}</span>
                <span class="sub">${[shows, ...incomeFacts(income)].join(' · ')}</span>
              </span>
              <span class="end"
                ><span class="amount"
                  >${formatMoney(income.expected_minor, income.currency)}</span
                ></span
              >
            </a>
          </li>`;
        })}
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
        ${
          seesCosts()
            ? html`<div>${this.#categories(budget.categories, budget.base)}</div>`
            : nothing
        }
        <div>
          <section class="section" aria-labelledby="plan">
            <h2 id="plan">The plan</h2>
            <ul class="rows">
              ${lines.map((line) => this.#lineRow(line))}
            </ul>
          </section>
          ${this.#runs(this.#rows.value?.runs ?? [])}
          ${this.#shown(this.#rows.value?.shows ?? [], budget)}
        </div>
      </div>
      <p class="faint">
        Expected income is what shows are settled at, those of a run as one, or their guarantees
        before that, with other currencies at the rate last used for an expense. Expected costs are
        the plan, or more where more was spent. So far counts payments received, expenses that were
        not rejected, and per
        diems.${seesCosts() ? '' : ' What was spent is not told to your role.'}
      </p>
    </div>`;
  }

  #screen(tour: Tour): TemplateResult {
    const base = tour.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    const lines = this.#rows.value?.lines ?? [];
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
      ${liveView(this.#rows.state, (found) => this.#full(this.#budget(found, base), found.lines))}
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
                .shows=${this.#rows.value?.shows ?? []}
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
