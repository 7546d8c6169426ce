// <deal-screen>: the deal of a show: how far the offer is, what it says, what it would pay, and the
// versions before it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  deals,
  dealSteps,
  isOpen,
  offer,
  setDealStatus,
  termsOf,
  type Deal,
} from '../../data/deals';
import { observeFinancialOfShow } from '../../data/financials';
import { observeOrganization } from '../../data/organization';
import { dealInForce, settlementInput } from '../../data/settlement-input';
import { observeShowMoney, type ShowMoney } from '../../data/settlements';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTours } from '../../data/tours';
import { bothLive, LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { costWords } from '../../ui/cost-words';
import { formatDate, formatMoment, placeName } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './booking.css';
import './deal-entries';
import { DEAL_TEMPLATES, type DealTemplate } from './deal-templates';
import { dealFacts, dealLine, offerText, termChanges } from './deal-words';
import './outcome-curve';

const stepLabels: Readonly<Record<Deal['status'], string>> = {
  draft: 'Back to draft',
  sent: 'Mark as sent',
  countered: 'They countered',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Ran out',
  withdrawn: 'Withdraw',
};

@customElement('deal-screen')
export class DealScreen extends Screen {
  /** the version whose text is open; '' for none */
  @state() private offered = '';
  @state() private problem: Problem | undefined;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tours = new LiveController(this, observeTours);
  readonly #financial = new LiveController(this, () => observeFinancialOfShow(this.#id), this.#key);
  readonly #known = new LiveController(
    this,
    () => bothLive(observeShowMoney(this.#id), deals.where('show_id', this.#id)),
    this.#key,
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'deals',
    id: dealInForce(this.#known.value?.[1] ?? [])?.id ?? '',
    showId: this.#id,
  }));

  get #id(): string {
    return this.param('id');
  }

  /** A new draft: from a template with what the show already says of its money, or from a version. */
  async #begin(from: DealTemplate | Deal, all: readonly Deal[]): Promise<void> {
    const money = this.#financial.value;
    const currency = money?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    const show = this.#known.value?.[0]?.show;
    const outcome = await offer(
      'values' in from
        ? {
            ...from.values,
            show_id: this.#id,
            currency,
            counterparty: show?.promoter ?? null,
            ...(from.values.type === 'door'
              ? {}
              : { guarantee_minor: money?.guarantee_minor ?? null }),
          }
        : { ...termsOf(from), show_id: from.show_id, currency: from.currency, type: from.type },
      all,
    );
    if (outcome.ok) go(`/deals/${outcome.value}`);
    else this.problem = outcome.problem;
  }

  async #step(deal: Deal, status: Deal['status']): Promise<void> {
    const outcome = await setDealStatus(deal, status, new Date());
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #templates(all: readonly Deal[]): TemplateResult {
    return html`<section class="section" aria-labelledby="templates">
      <h2 id="templates">Start an offer</h2>
      <ul class="rows">
        ${DEAL_TEMPLATES.map(
          (template) =>
            html`<li>
              <button class="row entry" @click=${() => this.#begin(template, all)}>
                <span class="main">
                  <span class="title">${template.name}</span>
                  <span class="sub">${template.words}</span>
                </span>
                ${icon('forward')}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #steps(deal: Deal): TemplateResult | typeof nothing {
    if (!can('finance', 'write')) return nothing;
    const [first, ...others] = dealSteps(deal.status);
    if (!first) return nothing;
    const button = (status: Deal['status'], look: string): TemplateResult =>
      html`<button class=${look} @click=${() => this.#step(deal, status)}>
        ${stepLabels[status]}
      </button>`;
    const isQuiet = first === 'withdrawn';
    return html`<div class="button-row">
      ${button(first, isQuiet ? 'button' : 'button primary')}
      ${others.map((status) => button(status, 'button'))}
    </div>`;
  }

  #current(deal: Deal, all: readonly Deal[]): TemplateResult {
    const moment = [
      deal.counterparty ? `With ${deal.counterparty}` : '',
      deal.sent_at ? `sent ${formatMoment(deal.sent_at)}` : '',
      deal.expires_at && isOpen(deal) ? `stands until ${formatMoment(deal.expires_at)}` : '',
    ].filter(Boolean);
    const mayWrite = can('finance', 'write');
    return html`<section class="section panel" aria-label=${`Version ${deal.version}`}>
      <div class="version-head">
        <span class="soft">Version ${deal.version}</span>
        <status-badge status=${deal.status}></status-badge>
        <sync-mark .state=${deal.local}></sync-mark>
      </div>
      <p class="line">${dealLine(deal)}</p>
      ${moment.length > 0 ? html`<p class="soft">${moment.join(' · ')}</p>` : nothing}
      ${this.#steps(deal)}
      <dl class="facts figures">
        ${dealFacts(deal).map(
          ({ label, value }) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${deal.notes ? html`<p class="prose">${deal.notes}</p>` : nothing}
      <div class="button-row">
        ${
          mayWrite && isOpen(deal)
            ? html`<a class="button" href=${`/deals/${deal.id}`}>${icon('edit')}Edit terms</a>`
            : nothing
        }
        ${
          mayWrite
            ? html`<button class="button" @click=${() => this.#begin(deal, all)}>
                ${icon('plus')}New version
              </button>`
            : nothing
        }
        <button class="button" @click=${() => (this.offered = deal.id)}>
          ${icon('note')}Offer as text
        </button>
        ${historyLink('deals', deal.id)}
      </div>
    </section>`;
  }

  #outcome(money: ShowMoney): TemplateResult | typeof nothing {
    if (!money.rows) return nothing;
    const input = settlementInput(money.rows);
    return html`<section class="section" aria-labelledby="outcome">
      <h2 id="outcome">Expected outcome</h2>
      ${
        input.ok
          ? html`<outcome-curve .input=${input.value}></outcome-curve>`
          : html`<p class="soft">${input.problem.message}.</p>`
      }
    </section>`;
  }

  #versions(all: readonly Deal[], current: Deal | undefined): TemplateResult | typeof nothing {
    if (all.length === 0 || (all.length === 1 && all[0] === current)) return nothing;
    return html`<section class="section" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ul class="rows">
        ${all.map((deal, i) => {
          const before = all[i + 1];
          const changes = before ? termChanges(before, deal) : [];
          return html`<li>
            <a class="row" href=${`/deals/${deal.id}`}>
              <span class="main">
                <span class="title">Version ${deal.version}: ${dealLine(deal)}</span>
                ${changes.map(
                  ({ label, before: was, after }) =>
                    html`<span class="sub">${label}: <del>${was}</del> → ${after}</span>`,
                )}
              </span>
              <span class="end"><status-badge status=${deal.status}></status-badge></span>
            </a>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #offer(deal: Deal, { show, venue, rows }: ShowMoney): string {
    const tour = this.#tours.value?.find(({ id }) => id === show.tour_id);
    const byPlace = (a: { position: number }, b: { position: number }): number =>
      a.position - b.position;
    return offerText(deal, {
      artist: tour?.artist ?? show.title,
      date: show.date,
      venue: venue?.name,
      city: venue?.city ?? show.city,
      country: venue?.country ?? show.country,
      capacity: show.capacity ?? venue?.capacity ?? null,
      tiers: [...(rows?.tiers ?? [])].sort(byPlace),
      costs: [...(rows?.costs ?? [])].sort(byPlace).map((cost) => {
        const { amount, sub } = costWords(cost, deal.currency);
        return [`${cost.name}: ${amount}`, sub].filter(Boolean).join(' ');
      }),
    });
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text).then(
      () => toast('Copied'),
      () => toast('The browser does not let OTA copy. Select the text instead.'),
    );
  }

  #offerSheet(deal: Deal, money: ShowMoney): TemplateResult {
    const text = this.offered ? this.#offer(deal, money) : '';
    return html`<sheet-dialog
      heading="Offer"
      .open=${this.offered !== ''}
      @closed=${() => (this.offered = '')}
    >
      <div class="stack">
        <div class="button-row">
          <button class="button primary" @click=${() => this.#copy(text)}>Copy</button>
          ${
            'share' in navigator
              ? html`<button
                  class="button"
                  @click=${() => navigator.share({ text }).catch(() => undefined)}
                >
                  Share
                </button>`
              : nothing
          }
          <button class="button" @click=${() => window.print()}>${icon('print')}Print</button>
        </div>
        <pre class="offer" tabindex="0" aria-label="Offer">${text}</pre>
      </div>
    </sheet-dialog>`;
  }

  #full(money: ShowMoney, all: readonly Deal[]): TemplateResult {
    const { show, venue } = money;
    const current = dealInForce(all);
    const newer = current && all.find((deal) => isOpen(deal) && deal.version > current.version);
    const mayWrite = can('finance', 'write');
    return html`<app-bar
        heading="Deal"
        .back=${`/shows/${show.id}`}
        .backLabel=${show.title}
        .kicker=${formatDate(show.date, 'full')}
        .under=${[venue?.name ?? show.title, placeName(venue?.city ?? show.city, null)]
          .filter(Boolean)
          .join(' · ')}
      ></app-bar>
      ${this.problem ? html`<p class="form-error" role="alert">${this.problem.message}</p>` : nothing}
      <div class="columns">
        <div>
          ${newer ? this.#current(newer, all) : nothing}
          ${current ? this.#current(current, all) : mayWrite ? this.#templates(all) : html`<p class="soft">No offer yet.</p>`}
          ${current ? html`<deal-entries .rows=${money.rows} .show=${show.id}></deal-entries>` : nothing}
          ${this.#versions(all, current)}
        </div>
        <div>
          ${this.#outcome(money)}
          ${current ? html`${taskSection(this.#about)} ${noteSection(this.#about)}` : nothing}
        </div>
      </div>
      ${current ? this.#offerSheet(all.find(({ id }) => id === this.offered) ?? current, money) : nothing}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#known.state, ([money, all]) =>
      money ? this.#full(money, all) : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
