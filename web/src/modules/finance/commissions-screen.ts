// <commissions-screen>: what agents and managers get of a tour, payee by payee and show by show.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  commissions,
  observeShowMoney,
  payeeTotals,
  statementOf,
  type Commission,
  type CommissionStatement,
  type PayeeTotal,
} from '../../data/commissions';
import { payments, received } from '../../data/payments';
import { observeOrganization } from '../../data/organization';
import type { Show } from '../../data/shows';
import { observeTour, type Tour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { bothLive, LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatMoney, formatRate } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { baseWords } from './commission-draft';
import './commission-form';
import './money.css';

@customElement('commissions-screen')
export class CommissionsScreen extends Screen {
  /** '' for none, 'new', or the id of one */
  @state() private edited = '';
  @state() private isReady = false;
  @state() private hasFailed = false;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #terms = new LiveController(
    this,
    () => commissions.where('tour_id', this.#id),
    this.#key,
  );
  readonly #money = new LiveController(
    this,
    () => bothLive(observeShowMoney(this.#id), payments.where('tour_id', this.#id)),
    this.#key,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(
      () => (this.isReady = true),
      () => (this.hasFailed = true),
    );
  }

  /** What amounts are in where nothing else is said. */
  get #currency(): string {
    return this.#tour.value?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
  }

  get #id(): string {
    return this.param('id');
  }

  #payee(of: PayeeTotal): TemplateResult {
    const signed =
      of.signed_minor === of.amount_minor
        ? 'all signed'
        : of.signed_minor === 0
          ? 'nothing signed yet'
          : `${formatMoney(of.signed_minor, of.currency)} of it signed`;
    const shows = of.lines.length === 1 ? '1 show' : `${of.lines.length} shows`;
    return html`<li>
      <details class="fold opens">
        <summary>
          <span class="row">
            <span class="main">
              <span class="title">${of.payee}</span>
              <span class="sub">${shows}, ${signed}</span>
            </span>
            <span class="end"
              ><span class="amount">${formatMoney(of.amount_minor, of.currency)}</span></span
            >
          </span>
          ${icon('forward')}
        </summary>
        <ul class="rows">
          ${of.lines.map(
            (line) =>
              html`<li>
                <a class="row" href=${`/shows/${line.show.id}/costs`}>
                  <span class="main">
                    <span class="title">${line.show.city ?? line.show.title}</span>
                    <span class="sub"
                      >${formatDate(line.show.date, 'short')} ·
                      ${line.isSigned ? 'as signed' : 'as things stand'}</span
                    >
                  </span>
                  <span class="end"
                    ><span class="amount"
                      >${formatMoney(line.amount_minor, line.currency)}</span
                    ></span
                  >
                </a>
              </li>`,
          )}
        </ul>
      </details>
    </li>`;
  }

  #statement(statement: CommissionStatement): TemplateResult {
    const totals = payeeTotals(statement.lines);
    const { refused, undealt } = statement;
    return html`<section class="section" aria-labelledby="statement">
      <h2 id="statement">Statement</h2>
      ${
        totals.length === 0
          ? html`<p class="soft">Nothing to share yet: no show of this tour has a deal.</p>`
          : html`<ul class="rows">
                ${totals.map((of) => this.#payee(of))}
              </ul>
              ${this.#paid(totals)}`
      }
      ${refused.map(
        ({ show, why }) =>
          html`<p class="faint">${show.city ?? show.title} cannot be reckoned yet: ${why}.</p>`,
      )}
      ${
        undealt.length > 0 && totals.length > 0
          ? html`<p class="faint">
              ${undealt.length === 1 ? '1 show has' : `${undealt.length} shows have`} no deal and
              ${undealt.length === 1 ? 'is' : 'are'} left out.
            </p>`
          : nothing
      }
    </section>`;
  }

  /** Payments do not name their payee, so that they are set against all of a currency. */
  #paid(totals: readonly PayeeTotal[]): TemplateResult {
    const flows = this.#money.value?.[1] ?? [];
    const currencies = [...new Set(totals.map(({ currency }) => currency))];
    return html`<dl class="facts figures">
      ${currencies.map((currency) => {
        const owed = totals
          .filter((of) => of.currency === currency)
          .reduce((sum, { amount_minor }) => sum + amount_minor, 0);
        const paid = -received(flows, currency, ['commission']);
        return html`<dt>Paid in ${currency}</dt>
          <dd>${formatMoney(paid, currency)}, ${formatMoney(owed - paid, currency)} left</dd>`;
      })}
    </dl>`;
  }

  get #shows(): readonly Show[] {
    return (this.#money.value?.[0] ?? []).map(({ show }) => show);
  }

  #term(term: Commission): TemplateResult {
    const show = this.#shows.find(({ id }) => id === term.show_id);
    const less = formatMoney(term.less_minor, term.currency ?? this.#currency);
    const facts = [
      `${formatRate(term.rate)} of ${baseWords[term.base]}`,
      term.less_minor > 0 ? `less ${less}` : '',
      show ? `only ${show.city ?? show.title}, ${formatDate(show.date, 'short')}` : '',
      term.is_after_prior ? 'after the ones before' : '',
      term.mode === 'exclusive' ? 'on top' : '',
    ];
    const text = html`<span class="main"
        ><span class="title">${term.payee}</span
        ><span class="sub">${facts.filter(Boolean).join(', ')}</span></span
      >
      <span class="end"><sync-mark .state=${term.local}></sync-mark></span>`;
    return html`<li>
      ${
        can('finance', 'write')
          ? html`<button class="row" @click=${() => (this.edited = term.id)}>${text}</button>`
          : html`<div class="row">${text}</div>`
      }
    </li>`;
  }

  #full(terms: readonly Commission[]): TemplateResult {
    if (terms.length === 0) {
      return html`<empty-state
        symbol="people"
        heading="Nobody takes a share yet"
        text="Say who gets which part of what; each show’s share follows from its settlement."
        .actions=${
          can('finance', 'write')
            ? html`<button class="button primary" @click=${() => (this.edited = 'new')}>
                Add a commission
              </button>`
            : nothing
        }
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      ${
        this.isReady
          ? liveView(this.#money.state, ([shows]) => this.#statement(statementOf(shows)))
          : html`<p class="soft">
              ${
                this.hasFailed
                  ? 'The statement opens here once this device has been online.'
                  : 'Reckoning …'
              }
            </p>`
      }
      <section class="section" aria-labelledby="terms">
        <h2 id="terms">Who gets what</h2>
        <ul class="rows">
          ${terms.map((term) => this.#term(term))}
        </ul>
      </section>
    </div>`;
  }

  #screen(tour: Tour): TemplateResult {
    const terms = this.#terms.value ?? [];
    return html`<app-bar
        heading="Commissions"
        .back=${`/tours/${tour.id}`}
        .backLabel=${tour.name}
        .actions=${
          can('finance', 'write')
            ? html`<button class="button" @click=${() => (this.edited = 'new')}>
                ${icon('plus')}Commission
              </button>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#terms.state, (found) => this.#full(found))}
      <sheet-dialog
        .heading=${this.edited === 'new' ? 'New commission' : 'Commission'}
        .open=${this.edited !== ''}
        @closed=${() => (this.edited = '')}
      >
        ${
          this.edited === ''
            ? nothing
            : html`<commission-form
                .commission=${terms.find(({ id }) => id === this.edited)}
                .tourId=${tour.id}
                .shows=${this.#shows}
                .currency=${this.#currency}
                .position=${terms.length + 1}
                @finished=${() => (this.edited = '')}
              ></commission-form>`
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
